"""Titles compared: the one place that says when two spellings are of one title.

Import, search, names on the command line and joins of metadata all go through here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from emde_core.text.catalogue_titles import read_title
from emde_core.text.numerals import with_digits
from emde_core.text.spelling import one_spelling
from emde_core.text.titles import article_first

CACHE_SIZE = 200_000  # titles; the largest catalogues have somewhat fewer films
_SMALL_NUMBERS = re.compile("[²³¹⁰-⁹¼-¾⅐-⅞]+")  # superscripts and fractions
_SILENT = re.compile(r"(?<=\d),(?=\d{3})|[.'’‘`\"“”*]")  # marks that join what they stand in: E.T., M*A*S*H, 20,000
_MARKS = re.compile(r"[\W_]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
LONGEST_TAIL = 60  # characters of a title without spaces that are compared, from each of its characters on
_ENGLISH_ARTICLES = ("the", "a", "an")
OTHER_ARTICLES = "le la les un une der die das ein eine il lo gli uno una el los las det den"
_ARTICLES = frozenset((*_ENGLISH_ARTICLES, *OTHER_ARTICLES.split()))
_FILLERS = frozenset((*_ENGLISH_ARTICLES, "and"))  # what people leave out, and catalogues move
_ELISION = re.compile(r"^l['’](?=\w)", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"})
_IN_SERIES = re.compile(
    r"^.+?[:,]?\s+(?:episode|part|chapter|volume|vol\.?)\s+\w+\s*(?::|\s[-–—])\s*(?P<name>.+)$", re.IGNORECASE
)
_OR = re.compile(r"\s*[,;:]?\s+or\s*[:,(]\s*", re.IGNORECASE)  # "Dr. Strangelove or: How I Learned ..."
_KNOWN_AS = re.compile(r"[,/]?\s+(?:a\.?k\.?a\.?|also known as)[:,]?\s+", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s*:\s+|\s+[-–—]\s+")
_CREDIT = re.compile(r"^(?:\S+\s+){0,3}?\S+(?:'s|’s|s'|s’)\s+(?=\S)")  # "Monty Python's", "Bram Stoker's"


@dataclass(frozen=True)
class TitleKeys:
    """The keys of a title, each a spelling that other spellings of the same title share.

    Attributes:
        whole: of the title, and of each other title that it names.
        pieces: of the title without its subtitle, of the subtitle, and of the title without the name before it
            ("Monty Python's"); none that is in ``whole``.
    """

    whole: frozenset[str]
    pieces: frozenset[str]


@lru_cache(maxsize=CACHE_SIZE)
def plain_key(title: str) -> str:
    """Return a title's words in Latin letters, without case, accents, punctuation, and leading English article.

    Titles that are nothing but punctuation keep it, so that they stay distinct.

    >>> plain_key("Naked Gun 33⅓, The"), plain_key("Alien³"), plain_key("Сталкер")
    ('naked gun 33 1 3', 'alien 3', 'stalker')
    """
    latin = _latin(article_first(title)).casefold().replace("&", " and ").replace(" + ", " and ")
    words = _MARKS.sub(" ", _SILENT.sub("", latin)).split()
    if len(words) > 1 and words[0] in _ENGLISH_ARTICLES:
        words = words[1:]
    return " ".join(words) or unicodedata.normalize("NFKC", title).casefold().strip()


def search_key(title: str) -> str:
    """Return a title's plain key, and behind it the keys from each further character on of scripts without spaces.

    Wherever somebody begins in Han, Kana, Thai, Lao, Burmese or Khmer is the beginning of a word there.

    >>> search_key("千与千寻"), search_key("The Godfather")
    ('qianyuqianxun yuqianxun qianxun xun', 'godfather')
    """
    normal = unicodedata.normalize("NFKC", title)
    starts = (match.start() for match in _UNSPACED.finditer(normal, 1))
    return " ".join([plain_key(title), *(plain_key(normal[at : at + LONGEST_TAIL]) for at in starts)])


def _latin(title: str) -> str:
    """Return a title in Latin letters, its superscripts and fractions apart from what they stand behind."""
    if title.isascii():
        return title
    apart = _SMALL_NUMBERS.sub(r" \g<0>", title).replace("π", "pi")
    return anyascii(unicodedata.normalize("NFKC", apart))


def match_key(title: str) -> str:
    """Return a title's plain key in one spelling: American, numbers as digits, no "part" before them, "Dr." in full.

    >>> match_key("Twelve Monkeys") == match_key("12 Monkeys"), match_key("Rocky III") == match_key("Rocky, Part 3")
    (True, True)
    >>> match_key("Three Colours: Red") == match_key("Three Colors Red"), match_key("Se7en") == match_key("Seven")
    (True, True)
    """
    return with_digits(" ".join(one_spelling(word) for word in plain_key(title).split()))


def identity_key(title: str) -> str:
    """Return the letters and digits of a title's match key, without articles of five languages, and without "and".

    >>> identity_key("Blade Runner") == identity_key("bladerunner"), identity_key("L'Avventura")
    (True, 'avventura')
    """
    words = match_key(_ELISION.sub("", article_first(title))).split()
    rest = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    return "".join(word for word in rest if word not in _FILLERS) or "".join(words)


@lru_cache(maxsize=CACHE_SIZE)
def title_keys(title: str) -> TitleKeys:
    """Return the keys by which a title, without its year, is found.

    >>> keys = title_keys("Star Wars: Episode IV - A New Hope")
    >>> identity_key("A New Hope") in keys.whole, identity_key("Star Wars") in keys.pieces
    (True, True)
    """
    main = read_title(title)
    titles = dict.fromkeys((title, *_KNOWN_AS.split(main.title), *main.aliases))
    names = {name for each in titles for name in (each, *_name_in_series(each), *_either(each))}
    spellings = names | {name.translate(_UMLAUTS) for name in names if not name.isascii()}
    whole = frozenset(map(identity_key, spellings))
    pieces = frozenset(identity_key(piece) for name in names for piece in _pieces(name))
    return TitleKeys(whole, pieces - whole)


def _name_in_series(title: str) -> tuple[str, ...]:
    """Return the name of one of a series' parts: "Star Wars: Episode V - The Empire Strikes Back"."""
    match = _IN_SERIES.match(title)
    return (match["name"],) if match else ()


def _either(title: str) -> tuple[str, ...]:
    """Return both titles of a film that goes by either: "Dr. Strangelove or: How I Learned to Stop Worrying"."""
    halves = _OR.split(title, maxsplit=1)
    return tuple(halves) if len(halves) > 1 and all(halves) else ()


def _pieces(title: str) -> tuple[str, ...]:
    subtitles = _SUBTITLE.split(title)
    halves = (title[: len(subtitles[0])], " ".join(subtitles[1:])) if len(subtitles) > 1 else ()
    return tuple(piece for piece in (*halves, _CREDIT.sub("", title)) if piece and piece != title)
