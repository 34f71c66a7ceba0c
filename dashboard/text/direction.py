"""Direction of writing: a right-to-left title inside a left-to-right sentence, and the reverse."""

from __future__ import annotations

import re
from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})  # classes of letters, and of signs that turn them
TURN_BACK, COME_OUT = "\u202c", "\u2069"  # end an embedding or an override; end an isolate
ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", TURN_BACK) | dict.fromkeys("\u2066\u2067\u2068", COME_OUT)
SIGNS = re.compile(f"[{''.join(ENDS)}{TURN_BACK}{COME_OUT}]")


def balance(text: str) -> str:
    r"""Return a text whose signs of direction reach no further than itself: what begins in it ends in it, and no more.

    An element of its own does not keep them in: a sign that ends an isolate ends the element's, too. `common.js` does
    the same.

    >>> balance("\u202egnp.exe") == "\u202egnp.exe\u202c"
    True
    >>> balance("\u2069\u202egnp.exe") == "\u202egnp.exe\u202c"
    True
    """
    if text.isascii() or not SIGNS.search(text):
        return text
    pieces: list[str] = []
    ends: list[str] = []
    for sign in text:
        if sign in ENDS:
            ends.append(ENDS[sign])
        elif sign == COME_OUT and COME_OUT in ends:
            while ends.pop() != COME_OUT:
                pass
        elif sign == TURN_BACK and ends[-1:] == [TURN_BACK]:
            ends.pop()
        elif sign in (COME_OUT, TURN_BACK):
            continue
        pieces.append(sign)
    return "".join([*pieces, *reversed(ends)])


def isolate(name: str) -> str:
    r"""Return a name that keeps its own direction of writing inside plain text.

    Names in left-to-right writing get no invisible signs, so a sentence can be searched and copied. Where the text
    becomes markup, ``markup.isolated`` does the same.

    >>> isolate("Alien")
    'Alien'
    >>> isolate("ואלס עם באשיר") == "\u2068ואלס עם באשיר\u2069"
    True
    """
    if name.isascii():
        return name
    own = balance(name)
    return f"\u2068{own}\u2069" if any(bidirectional(sign) in RIGHT_TO_LEFT for sign in own) else own
