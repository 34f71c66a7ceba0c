"""The demo's films as other sites write them: all are found, and films that are like them are not taken for them."""

from __future__ import annotations

import pytest

from emde_core.assets_dir import DEMO
from emde_core.data.exports.matching import match
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.data.readers.native import read_native
from emde_core.text.title_keys import title_keys

SPELLINGS = """
12 Monkeys|1995|Twelve Monkeys
Sieben|1995|Seven
The Postman|1994|Il Postino
The Postman|1997|The Postman
Star Wars: Episode IV – A New Hope|1977|Star Wars
Star Wars: Episode VI - Return of the Jedi|1983|Return of the Jedi
Indiana Jones and the Raiders of the Lost Ark|1981|Raiders of the Lost Ark
Star Wars Episode 4|1977|Star Wars
The Godfather: Part II|1974|The Godfather Part II
Three Colours: White|1994|Three Colors: White
Police Story III: Super Cop|1992|Supercop
警察故事3超級警察|1992|Supercop
The Life of Brian|1979|Monty Python's Life of Brian
Sunset Blvd.|1950|Sunset Boulevard
Interview with the Vampire: The Vampire Chronicles|1994|Interview with the Vampire
Wallace & Gromit: The Wrong Trousers|1993|The Wrong Trousers
Evil Dead 2: Dead by Dawn|1987|Evil Dead II
Romeo and Juliet|1996|Romeo + Juliet
William Shakespeare's Romeo + Juliet|1996|Romeo + Juliet
Dr. Strangelove|1964|Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb
Doctor Strangelove|1963|Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb
MASH|1970|M*A*S*H
Face Off|1997|Face/Off
Ben Hur|1959|Ben-Hur
Twelve Angry Men|1957|12 Angry Men
The Thirty-Nine Steps|1935|The 39 Steps
Around the World in Eighty Days|1956|Around the World in 80 Days
Das Leben des Brian|1979|Monty Python's Life of Brian
Los Angeles 2013|1996|Escape from L.A.
C'era una volta in America|1984|Once Upon a Time in America
El padrino|1972|The Godfather
Le Parrain|1972|The Godfather
Grand Day Out, A|1992|A Grand Day Out
Cape Fear|1991|Cape Fear
Sabrina|1954|Sabrina
Alien 4|1997|Alien Resurrection
Thieves, Cooks and Wives|1989|
Robin Hood|1991|
Psycho|1998|
Emma|2020|
Independence Day: The ID4 Invasion|1996|
The Parent Trap|1998|
One Hundred and One Dalmatians|1961|
Titanic|1953|
Jane Eyre|1997|
The Lion King|2019|
Heat|1986|
The Heat|2013|
Crash|2004|
The Godfather Part III|1990|
Nosferatu the Vampyre|1979|
Jurassic Park III|2001|
Batman: Mask of the Phantasm|1993|
Pocahontas: The Legend|1995|
Star Wars: Episode I – The Phantom Menace|1999|
Alien Nation|1988|
Hamlet|1990|
Mother|1995|
Top Gun: Maverick|2022|
Nikita|1997|
"""
ROWS = [line.split("|") for line in SPELLINGS.strip().splitlines()]


@pytest.fixture(scope="module")
def catalogue():
    return read_native(DEMO).catalogue


@pytest.mark.parametrize(("title", "year", "expected"), ROWS)
def test_a_title_as_another_site_writes_it(catalogue, title, year, expected):
    matching = match([WatchedFilm(title, int(year), stars=5)], catalogue)
    assert [film.title for _, film in matching.matches] == ([expected] if expected else [])


def test_every_film_is_found_by_each_of_its_names(catalogue):
    watched = [WatchedFilm(name, film.year, stars=5, address=film.id) for film in catalogue for name in film.names]
    wrong = [(w.label, film.label) for w, film in match(watched, catalogue).matches if w.address != film.id]
    assert not wrong
    found = {watched.label for watched, _ in match(watched, catalogue).matches}
    assert [w.label for w in watched if w.label not in found] == []


def test_no_alias_says_what_another_name_says_already(catalogue):
    for film in catalogue:
        keys: frozenset[str] = frozenset()
        for name in film.names:
            assert name not in film.aliases or title_keys(name).whole - keys, (film.title, name)
            keys |= title_keys(name).whole
