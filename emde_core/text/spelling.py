"""Words of titles in one spelling: American, without abbreviations, and the few that no rule reaches."""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = (  # British words, as stems so that "four" and "sour" stay as they are; what becomes of them
    (
        r"(arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|od|parl|rum|sav|splend|val|vap|vig)our(s|ed|ing|ful|hood)?",
        "or",
    ),
    (r"(cent|fib|meag|sab|somb|spect|theat)re(s)?", "er"),
    (r"(catal|dial|monol)ogue(s)?", "og"),
    (r"(gr)ey(s)?", "ay"),
    (r"(real|organ|recogn|civil|hypnot|modern|terror|ideal|symbol|apolog)is(e|ed|er|es|ing|ation)", "iz"),
    (r"(trave|cance|mode|marve|jewe|due|counse|signa)ll(ed|er|ers|ing|ery|or|ous)", "l"),
    (r"(def|off|pret)ence(s)?", "ense"),
)
_AMERICAN = tuple((re.compile(rf"{british}$"), american) for british, american in _RULES)
_SPELLINGS = {
    "aluminium": "aluminum",
    "axe": "ax",
    "cheque": "check",
    "cosy": "cozy",
    "jewellery": "jewelry",
    "judgement": "judgment",
    "licence": "license",
    "manoeuvre": "maneuver",
    "moustache": "mustache",
    "plough": "plow",
    "programme": "program",
    "pyjamas": "pajamas",
    "tyre": "tire",
    "whisky": "whiskey",
    # abbreviations
    "chap": "chapter",
    "dr": "doctor",
    "ep": "episode",
    "jr": "junior",
    "lt": "lieutenant",
    "mr": "mister",
    "mrs": "missus",
    "mt": "mount",
    "pt": "part",
    "sgt": "sergeant",
    "st": "saint",
    "vol": "volume",
    "vs": "versus",
    # titles that are written in a way of their own
    "se7en": "seven",
    "thir13en": "thirteen",
    "n": "and",
    "nite": "night",
    "ok": "okay",
    "thru": "through",
    "til": "until",
    "till": "until",
}


@lru_cache(maxsize=65536)
def one_spelling(word: str) -> str:
    """Return a word of a title, in lower case and without accents, in the spelling that stands for all of its own.

    >>> [one_spelling(word) for word in ("colours", "theatre", "travelling", "dr", "four")]
    ['colors', 'theater', 'traveling', 'doctor', 'four']
    """
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    for british, american in _AMERICAN:
        match = british.fullmatch(word)
        if match:
            return f"{match[1]}{american}{match[2] or ''}"
    return word
