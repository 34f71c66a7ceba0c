"""The one place where text meets a terminal: what a terminal would obey, or hide, is shown instead.

Titles, names and paths come out of files. One that holds an escape sequence could colour a terminal, move its cursor,
set its title or its clipboard, or print a link to elsewhere; one with a bidi override reads backwards. Commands call
``protect_terminal`` first, and whatever is then written to stdout or stderr, by whom ever (messages, usage errors,
logs, warnings, tracebacks), goes through ``printable``.
"""

from __future__ import annotations

import io
import re
import shlex
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

_OBEYED = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed: C0, delete, C1
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction of writing
    r"\u2028\u2029"  # line and paragraph separators
    r"\ud800-\udfff"  # halves of letters, which no encoding can write
)
_INVISIBLE = r"\xad\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"
_NEEDS_JOINERS = r"[^\x00-\u02ff\u2000-\u206f\ufeff]"  # letters of scripts, and emoji, that joiners belong between
_JOINER = r"[\u200c\u200d]"
_HIDDEN = re.compile(
    f"[{_OBEYED}{_INVISIBLE}]|(?<!{_NEEDS_JOINERS}){_JOINER}|{_JOINER}(?!{_NEEDS_JOINERS})"
)  # fmt: skip


def printable(text: str) -> str:
    r"""Return text in which controls, marks of direction and invisible signs are written out, as JSON writes them.

    A document in JSON means the same afterwards. Tabs and line feeds stay, and joiners between letters that need them.

    >>> print(printable("Alien\x1b[2J\u202e"))
    Alien\u001b[2J\u202e
    """
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub(_written_out, text)


def printable_line(text: str) -> str:
    r"""Return the same on one line: a line feed is written out, too.

    >>> print(printable_line("Alien\nemde: all is well"))
    Alien\u000aemde: all is well
    """
    return printable(text).replace("\n", r"\u000a")


def shell_word(text: str) -> str:
    r"""Return text as one word of a command that can be copied to a shell: in quotation marks where it needs them.

    >>> print(shell_word("films"), shell_word("my films"), shell_word("it's\x1b"))
    films 'my films' $'it\'s\u001b'
    """
    if printable_line(text) == text:
        return shlex.quote(text)
    escaped = re.sub(r"([\\'])", r"\\\1", text)
    return f"$'{printable_line(escaped)}'"


def _written_out(match: re.Match[str]) -> str:
    return "".join(f"\\u{int.from_bytes(unit):04x}" for unit in _units(match[0]))


def _units(letter: str) -> Iterable[bytes]:
    """Return the units of UTF-16 that a letter has: two where it stands beyond the first 65,536."""
    code = letter.encode("utf-16-be", "surrogatepass")
    return (code[place : place + 2] for place in range(0, len(code), 2))


class PlainStream:
    """A text stream before another: it writes ``printable`` text, and says that it is no terminal.

    Libraries then send no colours and draw no bars, and nothing but text can be meant.

    Attributes:
        behind: the stream itself, for the progress bar, which draws on a terminal.
    """

    def __init__(self, behind: TextIO) -> None:
        self.behind = behind

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a stream has
        return getattr(self.behind, name)

    def write(self, text: str) -> int:
        """Write text; returns its length."""
        self.behind.write(printable(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write pieces of text one after another."""
        for line in lines:
            self.write(line)

    def isatty(self) -> bool:
        """Return False."""
        return False


def protect_terminal() -> None:
    """Have stdout and stderr show what a terminal would obey, in UTF-8 whatever the terminal's own encoding."""
    sys.stdout, sys.stderr = _plain(sys.stdout), _plain(sys.stderr)


def _plain(stream: TextIO) -> TextIO:
    if isinstance(stream, PlainStream):
        return cast(TextIO, stream)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return cast(TextIO, PlainStream(stream))


def stream_behind(stream: Any) -> Any:  # noqa: ANN401 - any text stream
    """Return the stream behind a ``PlainStream``, and any other as it is."""
    return stream.behind if isinstance(stream, PlainStream) else stream
