"""The closing slide: a code to scan and the address in letters; where nobody else could open it, a summary."""

from __future__ import annotations

import segno

from dashboard.browser import pictures
from dashboard.panels.present.letters import letter_scale
from dashboard.service.posters import Posters
from dashboard.service.presentation import summary
from dashboard.service.story import Story
from dashboard.text.markup import Markup, element, image, isolated, thumbnail

PIXELS = 8  # for each module of the code
MOST_BYTES = 700  # of an address: 50 films take less, and a code of more is too fine for the back of a room
INVITATION = "Scan it: it opens this history and this film, with every number of this talk. Or begin with your own, at"
TOO_LONG = "The address of so long a history is too long for a code: this one begins with a history of your own."


def closing(address: str) -> Markup:
    """Show a code and the address to begin at."""
    begin = address.partition("?")[0]
    fits = len(address.encode()) <= MOST_BYTES
    words = element(
        "div",
        element("p", INVITATION if fits else TOO_LONG, class_="spoken"),
        element("p", begin, class_="address sized", style=letter_scale(begin)),
        class_="words",
    )
    return element("div", code(address if fits else begin), words, class_="beside link")


def closing_summary(story: Story, posters: Posters) -> Markup:
    """Show the film's poster and, beside it, what is left of the talk."""
    film = story.why.film
    poster = thumbnail(film.title, pictures.large(posters, film), f"Poster of {film.label}")
    words = (element("p", isolated(line), class_="spoken") for line in summary(story))
    return element("div", poster, element("div", *words, class_="words"), class_="beside summary")


def code(address: str) -> Markup:
    """Draw the QR code as a picture, dark on white in both themes, with the quiet zone that readers need.

    The margin is four modules, and the picture says where it leads (ISO/IEC 18004).
    """
    picture = segno.make_qr(address, error="l", boost_error=True).png_data_uri(scale=PIXELS, border=4)
    return image(picture, f"QR code of {address}", class_="code")
