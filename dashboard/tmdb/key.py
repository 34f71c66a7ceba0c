"""Keys of TMDB's API, recognised by their form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dashboard.tmdb.errors import KeyFormatError

V3 = re.compile(r"[0-9a-fA-F]{32}")
V4 = re.compile(r"eyJ[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}")  # a JSON Web Token
LONGEST = 1000  # characters of a token


@dataclass(frozen=True)
class Key:
    """A key, hidden wherever the object itself is written.

    Attributes:
        secret: its characters.
        is_token: True for a "read access token" (v4), which is sent as a header; False for an "API key" (v3).
    """

    secret: str = field(repr=False)
    is_token: bool


def parse_key(text: str) -> Key:
    """Read a key as somebody pasted it.

    Raises:
        KeyFormatError: it has neither of the two forms. The message does not repeat it.
    """
    secret = text.strip().removeprefix("Bearer ").strip()
    if V3.fullmatch(secret):
        return Key(secret, is_token=False)
    if V4.fullmatch(secret) and len(secret) <= LONGEST:
        return Key(secret, is_token=True)
    raise KeyFormatError(
        f"This is no key of TMDB: it has {len(secret)} characters. An API key has 32, digits and the letters a to f; "
        "a read access token begins with eyJ and has two dots. Both are on your account’s page, under API."
    )
