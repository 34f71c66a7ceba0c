"""Verbs that stand in any plot, and so tell little of one: to learn, to send, to wait."""

from __future__ import annotations

import re

_REGULAR = """
add agree allow answer appear arrive ask attend become believe belong call carry change check choose claim close come
consider continue count decide demand depend deserve die discover do drop end enter expect explain fail find follow
gather get give go grow hand happen hear help hold hope include invite join keep kill know lead learn leave let like
live look lose make manage matter mean meet mention move name need notice offer open order own pass pick place point
prepare prove pull push put reach read receive recognise refuse remain remember reply report require return rise run
save say see seem sell send serve set settle show sign sit sleep speak spend stand start stay step stop suggest
suppose take talk tell thank think throw train treat trust try turn understand use visit wait wake walk want warn
watch wish wonder work worry write
"""
_IRREGULAR = """
began begin beginning begins begun bought bring bringing brings brought came chose chosen fallen fell felt forgot gave
given gone got grew grown heard held kept knew known led left lost made meant met paid put ran rang read risen rose
said sang sat saw seen sent shown sold spent spoke spoken stood taken taught thought threw thrown told took tried
tries understood went woke woken wore worn written wrote
"""
_VERBS = frozenset(_REGULAR.split())
_FORMS = frozenset(_IRREGULAR.split())
_ENDING = re.compile(r"(?:e?s|e?d|ing)$")


def is_everyday_verb(word: str) -> bool:
    """Tell whether a word is a form of such a verb.

    >>> [is_everyday_verb(word) for word in ("waits", "moved", "carrying", "stopped", "steals", "bus")]
    [True, True, True, True, False, False]
    """
    low = word.casefold()
    stem = _ENDING.sub("", low)
    stems = {low, stem, f"{stem}e", re.sub(r"(.)\1$", r"\1", stem), re.sub(r"i$", "y", stem)}
    return low in _FORMS or not stems.isdisjoint(_VERBS)
