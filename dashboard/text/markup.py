"""The one place where data becomes markup. Everything that comes from data is text here, never markup.

Only tags and attributes of our own are emitted around it; ``st.html`` gets the result. For the places where Streamlit
insists on Markdown (button labels), ``plain_in_markdown`` makes text come out as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from dashboard.look.palette import label

JOINER = "\u2060"  # word joiner: invisible, keeps ":smile:" from being a shortcode
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def text(value: object) -> str:
    """Data as HTML text, also safe inside a quoted attribute."""
    return html.escape(str(value), quote=True)


def attribute(value: object) -> str:
    """Data as an attribute that is read to people: what cleans ``st.html`` drops one that holds "</"."""
    return text(value).replace("&lt;/", f"&lt;{JOINER}/")


def isolated(value: object) -> str:
    """Data whose direction of writing stays its own: right-to-left titles leave what is around them alone."""
    return f"<bdi>{text(value)}</bdi>"


def plain_in_markdown(value: str) -> str:
    r"""Text that Streamlit's Markdown shows as it is.

    >>> print(plain_in_markdown("M*A*S*H"))
    M\*A\*S\*H
    """
    one_line = " ".join(value.split())
    escaped = _PUNCTUATION.sub(r"\\\1", one_line)
    return escaped.replace("\\:", f"\\:{JOINER}")


def in_plotly(value: str) -> str:
    """Text that Plotly shows as it is: it reads a little HTML in labels, and knows no direction of writing."""
    return f"\u2068{html.escape(' '.join(value.split()), quote=False)}\u2069"


def thumbnail(title: str, picture: str | None) -> str:
    """A small poster beside its title in words, so that it is silent; a film without one shows its title instead.

    Args:
        title: of the film.
        picture: a data URI.
    """
    if picture is None:
        return f'<span class="thumb stand">{isolated(title)}</span>'
    return f'<img class="thumb" alt="" src="{text(picture)}">'


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A plain table: the twin of a chart, for whoever can't use the chart."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in header)
    body = "".join(
        f'<tr><th scope="row">{isolated(first)}</th>{"".join(f"<td>{text(cell)}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    return f"<table><caption>{text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def legend(parts: Iterable[str]) -> str:
    """Which colour stands for which part of the score."""
    keys = "".join(f'<span class="key {text(p)}"><i></i>{text(label(p))}</span>' for p in parts)
    return f'<div class="legend" role="note">{keys}</div>'
