"""Somebody's films looked up in a catalogue: by ids, or by titles, years and directors. What is not sure is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from rapidfuzz import fuzz, process

from emde_core.checks import at_least
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.exports.evidence import Evidence, title_rank
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.history import History
from emde_core.limits import LIMITS
from emde_core.schema import DISLIKE, LIKE, Reaction
from emde_core.text.title_keys import plain_key

MOST = LIMITS.imported_films.most  # films of a history: more say little that is new, and are slow to look at
NEAR = 86.0  # of 100: how alike two titles are at least, for a film to be asked about
SHORTEST = 5  # letters of a title that may be misspelled
MOST_SLIPS = 5  # films that one title may be a slip of


@dataclass(frozen=True)
class Ambiguous:
    """A film that may be one of the catalogue's, or any of several.

    Attributes:
        watched: the export's film.
        choices: the catalogue's films that it may be, the likeliest first.
        doubt: the reason why it is asked: "another year", "a TV film".
    """

    watched: WatchedFilm
    choices: tuple[Film, ...]
    doubt: str


@dataclass(frozen=True)
class Matching:
    """The films of an export, sorted by what the catalogue knows of them; each list in the order of their dates.

    Attributes:
        matches: films found that somebody liked, or that were not for them.
        lukewarm: films found that say neither: a middling rating, or none.
        ambiguous: films with an opinion that may be one of the catalogue's or not, or any of several.
        unknown: films that are not in the catalogue.
    """

    matches: tuple[tuple[WatchedFilm, Film], ...]
    lukewarm: tuple[tuple[WatchedFilm, Film], ...]
    ambiguous: tuple[Ambiguous, ...]
    unknown: tuple[WatchedFilm, ...]

    @property
    def unrated(self) -> tuple[Film, ...]:
        """The films found that were watched, and neither rated nor marked as liked."""
        return tuple(film for watched, film in self.lukewarm if watched.stars is None)

    @property
    def why_empty(self) -> str:
        """The reason why no film of the export can be used as it is, where none can."""
        if self.ambiguous:
            return f"{len(self.ambiguous):,} may be here, none of them for sure"
        if self.lukewarm:
            return f"{len(self.lukewarm):,} found, none has a rating or a like that says what you think of it"
        return "none of these films is in this catalogue"

    def history(self, choices: Mapping[str, str] | None = None, most: int = MOST) -> History:
        """Return the latest films as a history, oldest first.

        Args:
            choices: ids of films for ambiguous and unknown ones, by their ``WatchedFilm.key``; the others are left out.
            most: how many films at most, at least 1.

        Raises:
            ConfigError: ``most`` is out of its range.
        """
        at_least("most", most, 1)
        open_films = [*(each.watched for each in self.ambiguous), *self.unknown]
        chosen_films = [(film, choices[film.key]) for film in open_films if choices and film.key in choices]
        entries = [*((watched, film.id) for watched, film in self.matches), *chosen_films]
        latest: dict[str, Reaction] = {}
        for watched, film in sorted(entries, key=lambda entry: entry[0].when, reverse=True):
            if watched.reaction is not None:
                latest.setdefault(film, watched.reaction)
        history_entries = list(latest.items())[:most][::-1]
        return History(
            tuple(film for film, reaction in history_entries if reaction == LIKE),
            tuple(film for film, reaction in history_entries if reaction == DISLIKE),
        )


def match(watched: Iterable[WatchedFilm], catalogue: Catalogue) -> Matching:
    """Look somebody's films up in a catalogue.

    Ids of IMDb and TMDB decide. Else a film of the same title, in any spelling, original or an alias, is taken where
    the year is the same and nothing speaks against it, or the director is the same and the year one off. Everything
    else that is near is asked: a year off, a TV film, other ids where the export's are known to be right, another
    director, a title with or without its subtitle, a title with a slip.
    """
    films = tuple(watched)
    finder = _Finder(catalogue, films)
    answers = [finder.find(each) for each in films]
    rivals = _rivals(films, answers)
    matches, lukewarm, ambiguous, unknown = [], [], [], []
    for each, answer in zip(films, answers, strict=True):
        doubt = "two films of this title and year" if each.key in rivals and not answer.doubt else answer.doubt
        if not answer.films:
            unknown.append(each)
        elif each.reaction is None:
            lukewarm.append((each, answer.films[0]))
        elif doubt:
            ambiguous.append(Ambiguous(each, answer.films, doubt))
        else:
            matches.append((each, answer.films[0]))
    return Matching(tuple(matches), tuple(lukewarm), tuple(ambiguous), tuple(unknown))


@dataclass(frozen=True)
class _Answer:
    """The catalogue's films that an export's film may be; without a doubt, the one that it is."""

    films: tuple[Film, ...] = ()
    doubt: str = ""
    by_id: bool = False


@dataclass(frozen=True)
class _Finder:
    """A catalogue in which the films of one export are looked up."""

    catalogue: Catalogue
    export: tuple[WatchedFilm, ...]

    def find(self, watched: WatchedFilm) -> _Answer:
        """Return the films that it may be."""
        same_id = self._of_ids(watched)
        same_title = [Evidence.of(watched, film) for film in self._namesakes(watched)]
        if len(same_id) == 1:
            namesakes = {evidence.film for evidence in same_title}
            contradicted = same_id[0] not in namesakes and not Evidence.of(watched, same_id[0]).is_possible
            return _Answer(same_id, "its id is another title's" if contradicted else "", by_id=True)
        if same_id:
            return _Answer(same_id, "its ids are of several films", by_id=True)
        possible = [evidence for evidence in same_title if evidence.is_possible]
        return self._of_title(watched, possible) if possible else self._of_nearly(watched)

    def _of_ids(self, watched: WatchedFilm) -> tuple[Film, ...]:
        """Return the films of its ids; of a film that the catalogue holds twice, the first."""
        films = [
            ids[watched_id]
            for ids, watched_id in ((self._imdb_ids, watched.imdb_id), (self._tmdb_ids, watched.tmdb_id))
            if watched_id in ids
        ]
        return _each_once(films)

    def _namesakes(self, watched: WatchedFilm) -> list[Film]:
        namesakes = (film for name in watched.names for film in self.catalogue.titles.namesakes(name))
        return list(dict.fromkeys(namesakes))

    def _of_title(self, watched: WatchedFilm, possible: Sequence[Evidence]) -> _Answer:
        """Choose among films of its title."""
        doubts = {evidence.film: evidence.doubts(ids_hold=self.ids_hold) for evidence in possible}
        sure = [evidence for evidence in possible if not doubts[evidence.film]]
        if not sure:
            films = tuple(sorted(doubts, key=lambda film: len(doubts[film])))
            return _Answer(films, ", ".join(doubts[films[0]]))
        closeness = {each.film: (_distance(each), title_rank(watched, each.film)) for each in sure}
        films = _each_once(film for film in closeness if closeness[film] == min(closeness.values()))
        return _Answer(films, "several films have this title" if len(films) > 1 else "")

    def _of_nearly(self, watched: WatchedFilm) -> _Answer:
        """Look for films of its year with a title that is a subtitle, or a slip, apart: these are asked."""
        relatives = [film for name in watched.names for film in self.catalogue.titles.relatives(name)]
        for films, doubt in (
            ([film for film in relatives if watched.year in film.years], "a subtitle more or less"),
            (self._slips(watched), "spelled otherwise"),
        ):
            evidence = [Evidence.of(watched, film) for film in films]
            likely = [each.film for each in evidence if each.directors_agree is not False and not self._is_other(each)]
            if len(likely) == 1 and Evidence.of(watched, likely[0]).directors_agree and not watched.on_tv:
                return _Answer((likely[0],))
            if likely:
                return _Answer(_each_once(likely), doubt)
        return _Answer()

    def _slips(self, watched: WatchedFilm) -> list[Film]:
        """Return the films of its year whose titles are nearly its own, letter by letter, with the same digits."""
        names = self._names_by_year.get(watched.year, {})
        keys = [key for key in map(plain_key, watched.names) if len(key) >= SHORTEST]
        near = [
            (key, other)
            for key in keys
            for other, *_ in process.extract(key, names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST_SLIPS)
        ]
        return list(dict.fromkeys(names[other] for key, other in near if _digits(key) == _digits(other)))

    def _is_other(self, evidence: Evidence) -> bool:
        return evidence.ids_differ and self.ids_hold

    @cached_property
    def ids_hold(self) -> bool:
        """True where the export's ids are right: one of them at least is of a film with the same title."""
        return any(set(self._of_ids(each)).intersection(self._namesakes(each)) for each in self.export)

    @cached_property
    def _imdb_ids(self) -> dict[str | None, Film]:
        return {film.imdb_id: film for film in reversed(self.catalogue.films) if film.imdb_id}

    @cached_property
    def _tmdb_ids(self) -> dict[str | None, Film]:
        return {film.tmdb_id: film for film in reversed(self.catalogue.films) if film.tmdb_id}

    @cached_property
    def _names_by_year(self) -> dict[int | None, dict[str, Film]]:
        names: dict[int | None, dict[str, Film]] = {}
        for film in self.catalogue:
            for year in film.years:
                names.setdefault(year, {}).update((plain_key(name), film) for name in film.names)
        return names


def _distance(evidence: Evidence) -> float:
    """Return how many years two films are apart; an unknown number is more than any that is possible."""
    return inf if evidence.years_apart is None else evidence.years_apart


def _digits(key: str) -> list[str]:
    return [letter for letter in key if letter.isdigit()]


def _each_once(films: Iterable[Film]) -> tuple[Film, ...]:
    """Return the films, those that share an id of IMDb or TMDB once: a catalogue may hold one film twice."""
    once: list[Film] = []
    for film in dict.fromkeys(films):
        ids = {("imdb", film.imdb_id), ("tmdb", film.tmdb_id)} - {("imdb", None), ("tmdb", None)}
        if not any(ids & {("imdb", other.imdb_id), ("tmdb", other.tmdb_id)} for other in once):
            once.append(film)
    return tuple(once)


def _rivals(films: Sequence[WatchedFilm], answers: Sequence[_Answer]) -> frozenset[str]:
    """Return the keys of films that can't all be the one film which their title leads to, for their ids differ."""
    claims: dict[str, list[WatchedFilm]] = {}
    for each, answer in zip(films, answers, strict=True):
        if answer.films and not answer.doubt and not answer.by_id:
            claims.setdefault(answer.films[0].id, []).append(each)
    rivals = (
        one.key
        for namesakes in claims.values()
        for one in namesakes
        for other in namesakes
        if one.title == other.title and one.year == other.year and one.differs_from(other)
    )
    return frozenset(rivals)
