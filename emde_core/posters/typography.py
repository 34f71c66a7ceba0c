"""Sets a poster's title and credit so that they fit, stay whole, and can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from textwrap import wrap

from PIL import Image, ImageDraw

from emde_core.posters.colour import Colour
from emde_core.posters.faces import FACES, Face, covers, face_font
from emde_core.posters.scene import Box

_MARGIN = 0.075  # of the picture's width, on both sides
_MOST_LINES = 4
_TALLEST = 0.5  # of the picture's width: the title's block at most
_CREDIT_SIZE = 0.045
_CREDIT_SPACING = 0.16  # of the credit's size, between its letters
_MOST_LETTERS = 36  # of three directors' names or more in the credit
_REFERENCE = 200
_DEARER = (0.0, 0.07, 0.16, 0.3)  # what a title must gain in size to be worth another line
_WEAK_ENDS = {"a", "an", "and", "at", "by", "de", "for", "in", "la", "le", "of", "on", "or", "the", "to", "&"}


@dataclass(frozen=True, slots=True)
class Lettering:
    """A title that has been broken into lines and fitted, with its credit; sizes in pixels."""

    face: Face
    lines: tuple[str, ...]
    size: int
    pitch: float
    credit: str
    credit_size: int
    width: int
    title_height: int
    credit_gap: int
    widest: float

    @property
    def height(self) -> int:
        """Title, gap and credit together."""
        return self.title_height + self.credit_gap + round(self.credit_size * 0.75)


def credit_line(directors: Sequence[str], year: int) -> str:
    """A poster's small line, such as "Joel Coen & Ethan Coen · 1996"."""
    names = list(directors)
    if len(names) > 2 and sum(map(len, names)) > _MOST_LETTERS:
        names = [names[0], "others"]
    people = " & ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)
    return f"{people} · {year}" if people else str(year)


def set_title(title: str, credit: str, key: str, width: int) -> Lettering:
    """Fit ``title`` in the type ``key`` and the credit line to a picture ``width`` pixels wide."""
    face = _face_for(title, key)
    text = face.case(" ".join(title.split()))
    room = width * (1 - 2 * _MARGIN)
    lines, size = _best_lines(text, face, room, width * _TALLEST, width * face.largest)
    while size > 4 and max(_ink_width(line, face, size) for line in lines) > room:
        size -= 1
    pitch = size * face.leading
    top, bottom = _ink_span(lines[0], face, size)[0], _ink_span(lines[-1], face, size)[1]
    title_height = round(bottom - top + pitch * (len(lines) - 1))
    small = _credit_size(credit.upper(), width)
    widest = max(_credit_width(credit.upper(), small), *(_ink_width(line, face, size) for line in lines))
    return Lettering(face, lines, size, pitch, credit.upper(), small, width, title_height, round(width * 0.045), widest)


def draw_title(image: Image.Image, lettering: Lettering, top: float, colour: Colour, soft: Colour) -> None:
    """Draw the lettering from ``top`` (pixels) on."""
    draw = ImageDraw.Draw(image)
    face, middle = lettering.face, lettering.width / 2
    font = face_font(face.key, lettering.size)
    baseline = top - _ink_span(lettering.lines[0], face, lettering.size)[0]
    for line in lettering.lines:
        left, _, right, _ = font.getbbox(line, anchor="ls")
        draw.text((middle - (left + right) / 2, baseline), line, colour, font, anchor="ls")
        baseline += lettering.pitch
    _draw_credit(draw, lettering, top + lettering.title_height + lettering.credit_gap, soft)


def draw_initial(image: Image.Image, letter: str, stage: Box, colour: Colour) -> Box:
    """Draw one letter as large as ``stage`` (in units of the width) and return the box of its ink."""
    unit = image.width
    key = _face_for(letter, "grotesque").key
    left, top, right, bottom = face_font(key, _REFERENCE).getbbox(letter, anchor="ls")
    scale = min(stage.width * 0.94 / (right - left), stage.height / (bottom - top)) * unit
    font = face_font(key, max(1, int(_REFERENCE * scale)))
    left, top, right, bottom = font.getbbox(letter, anchor="ls")
    x = stage.middle[0] * unit - (left + right) / 2
    y = stage.bottom * unit - bottom
    ImageDraw.Draw(image).text((x, y), letter, colour, font, anchor="ls")
    return Box((x + left) / unit, (y + top) / unit, (x + right) / unit, (y + bottom) / unit)


def _draw_credit(draw: ImageDraw.ImageDraw, lettering: Lettering, top: float, colour: Colour) -> None:
    font = face_font("condensed", lettering.credit_size)
    spacing = lettering.credit_size * _CREDIT_SPACING
    x = (lettering.width - _credit_width(lettering.credit, lettering.credit_size)) / 2
    baseline = top + lettering.credit_size * 0.72
    for letter in lettering.credit:
        draw.text((x, baseline), letter, colour, font, anchor="ls")
        x += font.getlength(letter) + spacing


def _credit_size(credit: str, width: int) -> int:
    size = round(width * _CREDIT_SIZE)
    while size > 6 and _credit_width(credit, size) > width * (1 - 2 * _MARGIN):
        size -= 1
    return size


def _credit_width(credit: str, size: int) -> float:
    font = face_font("condensed", size)
    return sum(font.getlength(letter) for letter in credit) + size * _CREDIT_SPACING * max(0, len(credit) - 1)


def _best_lines(text: str, face: Face, room: float, tallest: float, largest: float) -> tuple[tuple[str, ...], int]:
    """The break into lines that lets the title stand largest, fewer lines where it hardly matters."""
    words = text.split(" ")
    fits = []
    for count in range(1, min(_MOST_LINES, len(words)) + 1):
        lines, widest = _balanced(words, count, face)
        size = min(largest, room / widest * _REFERENCE, tallest / (0.95 + face.leading * (count - 1)))
        fits.append((size * (1 - _DEARER[count - 1] - _clumsiness(lines)), lines, size))
    _, lines, size = max(fits, key=lambda fit: fit[0])
    return lines, max(4, int(size))


def _balanced(words: list[str], count: int, face: Face) -> tuple[tuple[str, ...], float]:
    """The words in ``count`` lines whose widest is as narrow as can be, and that width."""
    width = lru_cache(maxsize=None)(lambda line: _ink_width(line, face, _REFERENCE))
    if len(words) > 24:  # a sentence rather than a title: the exact search would take long
        text = " ".join(words)
        wraps = (wrap(text, letters, break_on_hyphens=False) for letters in range(len(text) // count, len(text) + 1))
        lines = next(tuple(lines) for lines in wraps if len(lines) <= count)
        return lines, max(map(width, lines))

    def lines_at(breaks: tuple[int, ...]) -> tuple[str, ...]:
        edges = (0, *breaks, len(words))
        return tuple(" ".join(words[a:b]) for a, b in pairwise(edges))

    options = [lines_at(breaks) for breaks in combinations(range(1, len(words)), count - 1)]
    lines = min(options, key=lambda option: max(width(line) for line in option) * (1 + _clumsiness(option)))
    return lines, max(1.0, *(width(line) for line in lines))


def _clumsiness(lines: Sequence[str]) -> float:
    """Rate how badly the lines break: after an article or a preposition, or with a colon inside a line."""
    weak = sum(line.rsplit(" ", 1)[-1].lower() in _WEAK_ENDS for line in lines[:-1])
    lonely = sum(line.lower() in _WEAK_ENDS and not before.endswith(":") for before, line in pairwise(("", *lines)))
    colons = sum(": " in line for line in lines)
    stumps = sum(len(line) < 3 for line in lines) if len(lines) > 2 else 0
    return 0.07 * weak + 0.1 * lonely + 0.05 * colons + 0.12 * stumps


def _ink_width(line: str, face: Face, size: int) -> float:
    left, _, right, _ = face_font(face.key, size).getbbox(line, anchor="ls")
    return float(right - left)


def _ink_span(line: str, face: Face, size: int) -> tuple[float, float]:
    """Top and bottom of the line's ink above (negative) and below its baseline."""
    _, top, _, bottom = face_font(face.key, size).getbbox(line, anchor="ls")
    return float(top), float(bottom)


def _face_for(text: str, key: str) -> Face:
    """The face ``key``, or its stand-in where it lacks one of the text's letters."""
    face = FACES[key]
    tries: set[str] = set()
    while face.stand_in and face.key not in tries and not _has_all(face, face.case(text)):
        tries.add(face.key)
        face = FACES[face.stand_in]
    return face


def _has_all(face: Face, text: str) -> bool:
    letters = {letter for letter in unicodedata.normalize("NFC", text) if not letter.isspace()}
    return all(covers(face.key, letter) for letter in letters)
