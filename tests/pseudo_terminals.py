"""Reading of what programs write on a pseudo-terminal."""

from __future__ import annotations

import os

AT_ONCE = 65536  # bytes


def read_until_closed(terminal: int) -> bytes:
    """Return all that is written on a pseudo-terminal until its other side is closed; then close this one."""
    pieces = []
    while True:
        try:
            pieces.append(os.read(terminal, AT_ONCE))
        except OSError:  # the other side is closed
            break
    os.close(terminal)
    return b"".join(pieces)
