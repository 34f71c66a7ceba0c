"""Thirty-six films that people know, and sixty viewers who each love one kind of them: what the stories are made of."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from PIL import Image

SPACE, WESTERN, SUSPENSE = KINDS = ("space", "western", "suspense")
COLOURS = {SPACE: (30, 40, 120), WESTERN: (200, 140, 60), SUSPENSE: (120, 20, 30)}
VIEWERS, RATED = 60, 16
TABLE = """
space|0078748|Alien|1979|Horror, Sci-Fi|Ridley Scott|Sigourney Weaver, Tom Skerritt|The crew of a spaceship answers a signal and brings a creature aboard.
space|0090605|Aliens|1986|Action, Sci-Fi|James Cameron|Sigourney Weaver, Michael Biehn|Marines land on a distant moon where a colony has fallen silent.
space|0083658|Blade Runner|1982|Sci-Fi, Thriller|Ridley Scott|Harrison Ford, Rutger Hauer|A policeman hunts four androids through a city of rain and neon.
space|0076759|Star Wars|1977|Adventure, Sci-Fi|George Lucas|Mark Hamill, Harrison Ford|A farm boy leaves his desert planet to free a princess from a space station.
space|0080684|The Empire Strikes Back|1980|Adventure, Sci-Fi|Irvin Kershner|Mark Hamill, Harrison Ford|Rebels flee across the galaxy while a young pilot learns from an old master.
space|0086190|Return of the Jedi|1983|Adventure, Sci-Fi|Richard Marquand|Mark Hamill, Carrie Fisher|A pilot faces his father aboard a space station above a forest moon.
space|0088247|The Terminator|1984|Action, Sci-Fi|James Cameron|Arnold Schwarzenegger, Michael Biehn|A machine from the future hunts a waitress through the night.
space|0103064|Terminator 2: Judgment Day|1991|Action, Sci-Fi|James Cameron|Arnold Schwarzenegger, Linda Hamilton|A machine from the future guards a boy against another machine.
space|0062622|2001: A Space Odyssey|1968|Adventure, Sci-Fi|Stanley Kubrick|Keir Dullea, Gary Lockwood|A computer turns against the crew of a spaceship on its way to Jupiter.
space|0133093|The Matrix|1999|Action, Sci-Fi|Lana Wachowski|Keanu Reeves, Carrie-Anne Moss|A programmer learns that the world is a dream made by machines.
space|0114746|Twelve Monkeys|1995|Sci-Fi, Thriller|Terry Gilliam|Bruce Willis, Brad Pitt|A prisoner is sent from the future to find where a plague began.
space|0119177|Gattaca|1997|Drama, Sci-Fi|Andrew Niccol|Ethan Hawke, Uma Thurman|A man borrows another's name so that he may travel to space.
western|0060196|The Good, the Bad and the Ugly|1966|Adventure, Western|Sergio Leone|Clint Eastwood, Eli Wallach|Three gunmen race through the desert for gold buried in a graveyard.
western|0064116|Once Upon a Time in the West|1968|Western|Sergio Leone|Henry Fonda, Charles Bronson|A stranger with a harmonica waits for the killer of his brother at a railway.
western|0058461|A Fistful of Dollars|1964|Drama, Western|Sergio Leone|Clint Eastwood, Gian Maria Volontè|A gunman plays two families of a border town against each other.
western|0059578|For a Few Dollars More|1965|Western|Sergio Leone|Clint Eastwood, Lee Van Cleef|Two bounty hunters ride after the same outlaw and his gang.
western|0044706|High Noon|1952|Drama, Western|Fred Zinnemann|Gary Cooper, Grace Kelly|A sheriff waits for an outlaw's train while his town hides.
western|0049730|The Searchers|1956|Adventure, Western|John Ford|John Wayne, Jeffrey Hunter|A rider searches the desert for years for his niece.
western|0031971|Stagecoach|1939|Adventure, Western|John Ford|John Wayne, Claire Trevor|Nine strangers cross the desert in a stagecoach, with an outlaw among them.
western|0056217|The Man Who Shot Liberty Valance|1962|Drama, Western|John Ford|John Wayne, James Stewart|A lawyer becomes famous for a shot that ended an outlaw.
western|0053221|Rio Bravo|1959|Drama, Western|Howard Hawks|John Wayne, Dean Martin|A sheriff and a drunk hold a jail against a gang of gunmen.
western|0105695|Unforgiven|1992|Drama, Western|Clint Eastwood|Clint Eastwood, Gene Hackman|An old gunman takes one last job against a brutal sheriff.
western|0064115|Butch Cassidy and the Sundance Kid|1969|Biography, Western|George Roy Hill|Paul Newman, Robert Redford|Two outlaws rob trains and flee over the border.
western|0099348|Dances with Wolves|1990|Adventure, Western|Kevin Costner|Kevin Costner, Mary McDonnell|A soldier at a far fort befriends a wolf and a tribe of the plains.
suspense|0052357|Vertigo|1958|Mystery, Thriller|Alfred Hitchcock|James Stewart, Kim Novak|A detective who fears heights follows a woman through the city.
suspense|0047396|Rear Window|1954|Mystery, Thriller|Alfred Hitchcock|James Stewart, Grace Kelly|A photographer with a broken leg believes that his neighbour has killed.
suspense|0053125|North by Northwest|1959|Mystery, Thriller|Alfred Hitchcock|Cary Grant, Eva Marie Saint|A man who is taken for a spy flees across the country.
suspense|0054215|Psycho|1960|Horror, Thriller|Alfred Hitchcock|Anthony Perkins, Janet Leigh|A secretary on the run stops at a motel kept by a shy son.
suspense|0056869|The Birds|1963|Horror, Thriller|Alfred Hitchcock|Tippi Hedren, Rod Taylor|Birds attack a small town by the sea.
suspense|0038787|Notorious|1946|Drama, Thriller|Alfred Hitchcock|Cary Grant, Ingrid Bergman|A spy asks the woman he loves to marry his enemy.
suspense|0032976|Rebecca|1940|Mystery, Thriller|Alfred Hitchcock|Laurence Olivier, Joan Fontaine|A young wife lives in a house that belongs to the memory of another.
suspense|0044079|Strangers on a Train|1951|Crime, Thriller|Alfred Hitchcock|Farley Granger, Robert Walker|A stranger on a train proposes to exchange two murders.
suspense|0046912|Dial M for Murder|1954|Crime, Thriller|Alfred Hitchcock|Ray Milland, Grace Kelly|A husband plans the perfect murder by telephone.
suspense|0036775|Double Indemnity|1944|Crime, Thriller|Billy Wilder|Fred MacMurray, Barbara Stanwyck|A man of insurance helps a wife to kill her husband.
suspense|0041959|The Third Man|1949|Mystery, Thriller|Carol Reed|Orson Welles, Joseph Cotten|A writer asks in a ruined city how his friend has died.
suspense|0033870|The Maltese Falcon|1941|Crime, Mystery|John Huston|Humphrey Bogart, Mary Astor|A detective and three crooks look for a black statue of a bird.
"""  # noqa: E501


@dataclass(frozen=True)
class StoryFilm:
    """A film of the stories; ``number`` is its place, from 1."""

    number: int
    kind: str
    imdb: str
    title: str
    year: int
    genres: tuple[str, ...]
    director: str
    cast: tuple[str, ...]
    plot: str

    @property
    def tt(self) -> str:
        """IMDb's id as IMDb writes it."""
        return f"tt{self.imdb}"

    @property
    def tmdb(self) -> int:
        """An id of TMDB's, made up."""
        return 90_000 + self.number


def _read(number: int, line: str) -> StoryFilm:
    kind, imdb, title, year, genres, director, cast, plot = line.split("|")
    return StoryFilm(
        number, kind, imdb, title, int(year), tuple(genres.split(", ")), director, tuple(cast.split(", ")), plot
    )


FILMS = tuple(_read(k, line) for k, line in enumerate(TABLE.strip().splitlines(), start=1))
BY_TITLE = {film.title: film for film in FILMS}


def of_kind(kind: str) -> list[StoryFilm]:
    """Return the films of a kind."""
    return [film for film in FILMS if film.kind == kind]


def ratings() -> pd.DataFrame:
    """Return who rated what, 1 to 5: each viewer loves a kind and little else (viewer, film's number, rating, time)."""
    generator = np.random.default_rng(4)
    rows = []
    for viewer in range(1, VIEWERS + 1):
        love = KINDS[viewer % 3]
        appeal = np.array([(2.0 if film.kind == love else 0.0) for film in FILMS]) + generator.gumbel(size=len(FILMS))
        for when, k in enumerate(np.argsort(-appeal)[:RATED].tolist()):
            stars = int(generator.choice([4, 5, 5] if FILMS[k].kind == love else [1, 2, 3]))
            rows.append((viewer, FILMS[k].number, stars, 1_000_000_000 + 86_400 * viewer + when))
    return pd.DataFrame(rows, columns=["viewer", "film", "rating", "time"])


def poster(film: StoryFilm, size: tuple[int, int] = (120, 180)) -> Image.Image:
    """Return a poster: the upper third light, the rest in the colour of the film's kind, with a stripe of its own."""
    picture = Image.new("RGB", size, COLOURS[film.kind])
    picture.paste((235, 230, 215), (0, 0, size[0], size[1] // 3))
    across = size[0] * (film.number % 12) // 12
    picture.paste((250, 250, 250), (across, size[1] // 2, across + 6, size[1]))
    return picture


def picture_file(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return a picture as the bytes of a file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
