"""Categories as phrases: beside a film, as what is said of it, and as names in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.look.palette import plural
from dashboard.reasons.credits import PEOPLE, credit_around, is_person, keys_of
from dashboard.reasons.pieces import Piece, list_groups
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list
from emde_core.data.catalogue import Film
from emde_core.explain.values import CategoryValue

AROUND: Mapping[str, str] = {
    "genre": "{}",
    "studio": "from {}",
    "keyword": "tagged {}",
    "decade": "of the {}",
    "country": "from {}",
    "language": "with {} spoken",
}
BY_ITSELF: Mapping[str, str] = {"country": "made in {}", "language": "in {}"}  # what a bare name does not say
OTHERS = {"country": "co-produced in {}", "language": "partly in {}"}  # of a further country; of several languages
ELSE = "with the {field} {}"  # of fields without a phrase of their own
PLAIN = (*PEOPLE, "studio", "genre", "keyword")  # fields whose names need no word before them
SHARED = ("genre", "keyword")  # fields of what several films share
THE = {"United", "Republic", "Union", "Netherlands", "Philippines"}  # words of countries that take an article
ORIGINS = ("studio", "decade", "country")  # fields that a film is from or of, and does not have


def phrase(categories: Sequence[CategoryValue]) -> list[Piece]:
    """Return categories as words that may stand beside a film: "by Ridley Scott, with Harrison Ford"."""
    names: dict[str, list[list[Piece]]] = {}
    for each in categories:
        names.setdefault(_around(each), []).append([_name(each)])
    pieces: list[Piece] = []
    for place, (words, group) in enumerate(names.items()):
        before, after = words.split("{}")
        pieces += [Piece(f"{', ' if place else ''}{before}"), *list_groups(group), Piece(after)]
    return [piece for piece in pieces if piece.text]


def words_alone(category: CategoryValue, film: Film | None = None) -> str:
    """Return a category as it stands by itself, on a chip: "Sci-Fi", "made in France", "partly in Italian".

    Args:
        category: of a film.
        film: the film; its countries behind the first merely had a part in it.
    """
    is_other = film is not None and (
        (category.field == "country" and category.name in film.countries[1:])
        or (category.field == "language" and len(film.languages) > 1)
    )
    words = (OTHERS if is_other else BY_ITSELF).get(category.field, "{}")
    return words.replace("{}", f"{_article(category)}{category.name}")


def first_words(
    category: CategoryValue, films: str, *, stars: bool = False, verb: str = "is recommended"
) -> list[Piece]:
    """Return what a sentence on a film begins with, of a category that liked films have too.

    "It is directed by Ridley Scott, like both films you liked, and is recommended "; of somebody in a small part "Ann
    is in its cast, as in both films you liked, and it is recommended ".

    Args:
        category: the category.
        films: the liked films that have it, in words.
        stars: whether somebody of the cast is at the top of it in all of these films.
        verb: what the sentence goes on with.
    """
    words = _around(category)
    like, as_in = f", like {films}, and {verb} ", f", as in {films}, and it {verb} "
    if category.field in SHARED:
        names = Piece(names_by_field([category])[0], category.modality)
        return [Piece("It shares "), names, Piece(f" with {films}, and {verb} ")]
    if words == credit_around(["cast"]):
        name = _name(category)
        return [Piece("It stars "), name, Piece(like)] if stars else [name, Piece(f" is in its cast{as_in}")]
    if words.startswith("with {} "):
        return [_name(category), Piece(f" is {words.removeprefix('with {} ').replace('the ', 'its ')}{as_in}")]
    before = f"has {words.removeprefix('with ')}" if words.startswith("with ") else f"is {words}"
    return [Piece(f"It {before.removesuffix('{}')}"), _name(category), Piece(like)]


def lack(category: CategoryValue) -> str:
    """Return in words that a film has not what is wished for, after its name.

    >>> lack(CategoryValue("genre", "War")), lack(CategoryValue("cast", "Harrison Ford"))
    ('is no War', 'is without Harrison Ford')
    """
    words = "".join(piece.text for piece in phrase([category]))
    if words.startswith("with "):
        return f"is without {words.removeprefix('with ')}"
    return f"is {'no' if category.field == 'genre' else 'not'} {words}"


def names_by_field(categories: Sequence[CategoryValue]) -> list[str]:
    """Return categories as a sentence names them, those of one field together.

    >>> crime, drama = CategoryValue("genre", "Crime"), CategoryValue("genre", "Drama")
    >>> names_by_field([crime, CategoryValue("decade", "1970s"), drama, CategoryValue("keyword", "heist")])
    ['Crime', 'Drama', 'the 1970s', '“heist”']
    """
    fields: dict[str, list[str]] = {}
    for each in categories:
        fields.setdefault(each.field, []).append(_as_said(each))
    phrases: list[str] = []
    for field, names in fields.items():
        if field in PLAIN:
            phrases += names
        elif field == "decade":
            phrases += [f"the {name}" for name in names]
        elif field == "language":
            phrases.append(f"the {name_list(names)} {field if len(names) == 1 else plural(field)}")
        else:
            phrases.append(f"the {field if len(names) == 1 else plural(field)} {name_list(names)}")
    return phrases


def _as_said(category: CategoryValue) -> str:
    """Return a category's name as a sentence has it: a keyword is a label and no part of speech, so it is quoted."""
    name = isolate(category.name)
    return f"“{name}”" if category.field == "keyword" else name


def _name(category: CategoryValue) -> Piece:
    return Piece(f"{_article(category)}{_as_said(category)}", category.modality)


def _article(category: CategoryValue) -> str:
    return "the " if category.field == "country" and not THE.isdisjoint(category.name.split()) else ""


def _around(category: CategoryValue) -> str:
    """Return the words around a category's name, which stands for {}."""
    if is_person(category):
        return credit_around([field for field, _ in keys_of(category)])
    return AROUND.get(category.field, ELSE).replace("{field}", category.field)
