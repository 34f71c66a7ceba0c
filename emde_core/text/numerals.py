"""Numbers in titles: words, ordinals and Roman numerals as digits."""

from __future__ import annotations

import re

UNIT_WORDS = "one two three four five six seven eight nine"
TEEN_WORDS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ROMAN_WORDS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
PART_WORDS = "part|episode|chapter|volume|book"  # behind which a number says which of several

_UNITS = {word: number for number, word in enumerate(UNIT_WORDS.split(), start=1)}
_TEENS = {word: number for number, word in enumerate(TEEN_WORDS.split(), start=10)}
_TENS = {word: 10 * number for number, word in enumerate(TEN_WORDS.split(), start=2)}
_SCALES = {"thousand": 1000, "hundred": 100}  # the larger first
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_ORDINALS = {
    word: f"{number}{_ENDINGS.get(number, 'th')}" for number, word in enumerate(ORDINAL_WORDS.split(), start=1)
}
_ROMANS = {word: str(number) for number, word in enumerate(ROMAN_WORDS.split(), start=1)}

_NUMERALS = frozenset((*_UNITS, *_TEENS, *_TENS, *_SCALES, *_ORDINALS, *_ROMANS, "half"))

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?: (?:{'|'.join(_UNITS)}))?|{'|'.join((*_TEENS, *_UNITS))})"
_HUNDREDS = rf"{_SMALL} hundred(?:(?: and)? {_SMALL})?"
_THOUSANDS = rf"(?:{_HUNDREDS}|{_SMALL}|\d+) thousand(?:(?: and)? (?:{_HUNDREDS}|{_SMALL}))?"
_NUMBER = re.compile(rf"\b(?:{_THOUSANDS}|{_HUNDREDS}|{_SMALL})\b")
_AND_A_HALF = re.compile(r"(?<=\d) and a half\b")
_ROMAN_ONE = re.compile(rf"\b(?P<part>{PART_WORDS}) i\b")  # elsewhere "i" is a word
_ROMAN = re.compile(rf"(?<!^)\b(?:{'|'.join(word for word in _ROMANS if word != 'i')})\b")  # "V for Vendetta" is none
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b")
_PART = re.compile(rf"(?<=\S )(?:{PART_WORDS}) (?=\d)")


def with_digits(words: str) -> str:
    """Return a title's words, in lower case, with its numbers as digits, without "part" and the like before a number.

    >>> with_digits("twenty thousand leagues"), with_digits("one hundred and one dalmatians")
    ('20000 leagues', '101 dalmatians')
    >>> with_digits("godfather part ii"), with_digits("v for vendetta"), with_digits("eight and a half")
    ('godfather 2', 'v for vendetta', '8 1 2')
    """
    if _NUMERALS.isdisjoint(words.split()):
        return _PART.sub("", words)
    text = _NUMBER.sub(lambda match: str(_value(match.group())), words)
    text = _AND_A_HALF.sub(" 1 2", text)
    text = _ROMAN_ONE.sub(r"\g<part> 1", text)
    text = _ROMAN.sub(lambda match: _ROMANS[match.group()], text)
    text = _ORDINAL.sub(lambda match: _ORDINALS[match.group()], text)
    return _PART.sub("", text)


def _value(number: str) -> int:
    for word, scale in _SCALES.items():
        before, scale_word, after = number.partition(word)
        if scale_word:
            return _value(before) * scale + _value(after)
    sizes = {**_UNITS, **_TEENS, **_TENS, "and": 0}
    return sum(int(word) if word.isdigit() else sizes[word] for word in number.split())
