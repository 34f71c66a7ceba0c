"""The one place that makes HTML.

A plain string is text here, whatever it holds: it is escaped wherever it enters. Only ``Markup``, which this module
alone builds, passes through. ``element`` writes a tag; below it stand the pieces that screens and reports share.
``in_plotly``, ``hover`` and ``plain_in_markdown`` serve Plotly's labels and Streamlit's Markdown.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup as Markup  # for those who say what they take or return
from markupsafe import escape

from dashboard.look.palette import label
from dashboard.text.direction import balance
from dashboard.text.grammar import hold_numbers
from emde_core.terminal import printable

JOINER = "\u2060"  # word joiner: invisible, keeps ":smile:" from being a shortcode
VOID = frozenset({"br", "img", "meta"})  # tags without content
NOTHING = Markup()
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def trusted(own: str) -> Markup:
    """Take a style sheet, a script or a library's HTML as it is; never anything that a person or a data file wrote."""
    return Markup(own)  # noqa: S704


def join(*pieces: str) -> Markup:
    """Put pieces one after another, escaping those that are plain strings.

    Their signs of direction stay in them, and no line breaks inside "1 in 4".
    """
    return NOTHING.join(piece if isinstance(piece, Markup) else hold_numbers(balance(piece)) for piece in pieces)


def element(tag: str, *children: str, **attributes: str | bool | None) -> Markup:
    """Build an element.

    Args:
        tag: its name.
        children: what it holds, in order; plain strings are escaped.
        attributes: ``class_`` is written class, ``data_film`` data-film. True stands without a value; False and None
            leave the attribute out.

    >>> print(element("p", "Tom & ", element("b", "<Jerry>"), class_="note", hidden=True))
    <p class="note" hidden>Tom &amp; <b>&lt;Jerry&gt;</b></p>
    """
    opening = join(trusted(f"<{tag}"), *map(_attribute, attributes, attributes.values()), trusted(">"))
    return opening if tag in VOID else join(opening, *children, trusted(f"</{tag}>"))


def _attribute(name: str, value: str | bool | None) -> Markup:
    if value is None or value is False:
        return NOTHING
    written = trusted(f" {name.rstrip('_').replace('_', '-')}")
    if value is True:
        return written
    harmless = trusted(
        str(escape(value)).replace("&lt;/", f"&lt;{JOINER}/")
    )  # ``st.html`` drops a value that holds "</"
    return join(written, trusted('="'), harmless, trusted('"'))


LINE_BREAK = element("br")


def isolated(value: str) -> Markup:
    """Let a title keep its own direction of writing, and leave what is around it alone."""
    own = value if isinstance(value, Markup) else escape(balance(value))  # copied as it is: no space is exchanged
    return element("bdi", own)


def strong(*content: str) -> Markup:
    """Stress a few words."""
    return element("b", *content)


def heading(*content: str, level: int = 2, spaced: bool = False) -> Markup:
    """Head a part of a screen; ``spaced`` keeps it off the part above."""
    return element(f"h{level}", *content, class_="heading spaced" if spaced else "heading")


def lead(*content: str, tag: str = "h2", **attributes: str | bool | None) -> Markup:
    """Say a main point in one large sentence, readable from the back row."""
    return element(tag, *content, class_="lead", **attributes)


def section_title(words: str) -> Markup:
    """Head a section of a screen that has several."""
    return element("h2", words, class_="title")


def fine(*content: str, **attributes: str | bool | None) -> Markup:
    """Add small print."""
    return element("p", *content, class_="fine", **attributes)


def note(*content: str, **attributes: str | bool | None) -> Markup:
    """Say something in a quiet paragraph."""
    return element("p", *content, class_="note", **attributes)


def warning(*content: str, role: str | None = "status") -> Markup:
    """Say something that has to be known before reading on; the ``role`` has it read out."""
    return element("p", *map(_message, content), class_="note warn", role=role)


def meta(*content: str) -> Markup:
    """Add who, when and which rank below a name."""
    return element("p", *content, class_="meta")


def titled_box(kind: str, name: str, *content: str, role: str | None = None) -> Markup:
    """Put a heading and a paragraph into a box of a kind that the style sheet knows."""
    return element("div", element("h2", name), element("p", *map(_message, content)), class_=kind, role=role)


def _message(words: str) -> str:
    """Write out what a message would hide, or read backwards: a path or a title stands in the middle of it."""
    return words if isinstance(words, Markup) else printable(words)


def items(content: Iterable[str], tag: str = "ul", **attributes: str | bool | None) -> Markup:
    """List things, each an item of its own."""
    return element(tag, *(element("li", each) for each in content), **attributes)


def totals(counts: Iterable[tuple[str, int]]) -> Markup:
    """List how many there are of each kind, the numbers large."""
    return items((join(strong(f"{count:,}"), f" {name}") for name, count in counts), class_="totals")


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """Set numbers in a plain table, the twin of a chart for whoever can't use the chart.

    Args:
        caption: what the numbers are, and their unit.
        header: the names of the columns; "" for one that needs none.
        rows: the cells; the first of each row names it.
    """
    head = (element("th", name, scope="col") if name else element("td") for name in header)
    body = (
        element("tr", element("th", isolated(first), scope="row"), *(element("td", cell) for cell in cells))
        for first, *cells in rows
    )
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *head)),
        element("tbody", *body),
    )


def folded(summary: str, *content: str, kind: str = "twin") -> Markup:
    """Fold something away behind a line to click."""
    return element("details", element("summary", summary), *content, class_=kind)


def image(address: str, alt: str = "", **attributes: str | bool | None) -> Markup:
    """Show a picture; one beside its title in words needs no ``alt``."""
    return element("img", src=address, alt=alt, **attributes)


def thumbnail(name: str, address: str | None, alt: str = "") -> Markup:
    """Show a small poster; a film without one shows its title instead.

    Args:
        name: the film's title.
        address: the picture's, or a data URI.
        alt: what is read out; nothing beside the title in words.
    """
    if address is None:
        return element("span", isolated(name), class_="thumb stand")
    return image(address, alt, class_="thumb")


def framed_poster(name: str, address: str | None) -> Markup:
    """Show a film's poster by its name, or an empty frame where it has none."""
    return element("i") if address is None else image(address, f"Poster of {name}")


def outline(x: float, y: float, width: float, height: float, **attributes: str | bool | None) -> Markup:
    """Outline a rectangle of the poster below it, in fractions of the poster."""
    place = f"left:{x:.2%};top:{y:.2%};width:{width:.2%};height:{height:.2%}"
    return element("i", style=place, **attributes)


def reason(part: str, words: str, tag: str = "span") -> Markup:
    """Underline words in the accent of the part of the score that they belong to."""
    return element(tag, words, class_=f"reason {part}")


def legend_key(part: str, words: str) -> Markup:
    """Name one part of the score beside its colour."""
    return element("span", element("i"), words, class_=f"key {part}")


def legend(parts: Iterable[str]) -> Markup:
    """Tell which colour stands for which part of the score."""
    return element("div", *(legend_key(part, label(part)) for part in parts), class_="legend", role="note")


def document(name: str, *, head: Markup, body: Markup) -> Markup:
    """Build a whole page; ``name`` is the browser tab's."""
    first = (element("meta", charset="utf-8"), element("title", name))
    return join(
        trusted("<!doctype html>"),
        element("html", element("head", *first, head), element("body", body), lang="en"),
    )


def data_block(name: str, value: object) -> Markup:
    r"""Put data into a page for its script, which finds it by its name; no text in it can end the block.

    >>> print(data_block("films", ["</script>"]))
    <script type="application/json" id="films">["\u003c/script\u003e"]</script>
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    harmless = text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
    return element("script", trusted(harmless), type="application/json", id=name)


def plain_in_markdown(value: str) -> str:
    r"""Escape text so that Streamlit's Markdown shows it as it is.

    >>> print(plain_in_markdown("M*A*S*H"))
    M\*A\*S\*H
    """
    one_line = balance(" ".join(value.split()))
    escaped = _PUNCTUATION.sub(r"\\\1", one_line)
    return escaped.replace("\\:", f"\\:{JOINER}")


def in_plotly(value: str) -> Markup:
    """Escape text so that Plotly shows it as it is: it reads a little HTML, and knows no direction of writing."""
    one_line = balance(" ".join(value.split()))
    return trusted(f"\u2068{html.escape(one_line, quote=False)}\u2069")


def hover(*template: str, name: str = "") -> Markup:
    """Write what Plotly shows at a point, and beside it the curve's name; none by default."""
    return join(*template, element("extra", name))
