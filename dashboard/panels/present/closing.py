"""The closing slide: what to keep of the talk, beside a code to scan; else, where nobody has access, the poster."""

from __future__ import annotations

import segno

from dashboard.browser import pictures
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.service.take_home import Claim, claims, hold_sentence
from dashboard.text.markup import Markup, element, image, strong, thumbnail

PIXELS = 8  # for each module of the code
MOST_BYTES = 700  # of an address: 50 films take less, and a code of more is too fine for the back of a room
INVITATION = "Scan the code for this history and this film, or begin with your own at "
TOO_LONG = "Scan the code, or begin with a history of your own at "


def closing(story: Story, posters: Posters, address: str) -> Markup:
    """Show the claims, and how to go on from ``address``; "" where it leads nobody else."""
    if not address:
        film = story.why.film
        poster = thumbnail(film.title, pictures.large(posters, film), f"Poster of {film.label}")
        return element("div", poster, _words(story), class_="beside take-home")
    begin = address.partition("?")[0]
    fits = len(address.encode()) <= MOST_BYTES
    way = element("p", INVITATION if fits else TOO_LONG, strong(begin), class_="quiet way")
    return element("div", code(address if fits else begin), _words(story, way), class_="beside take-home link")


def _words(story: Story, *below: Markup) -> Markup:
    sentence = hold_sentence(story)
    holds = element("p", sentence, class_="quiet") if sentence else ""
    rows = element("ul", *map(_claim, claims(story)), class_="claims")
    return element("div", rows, holds, *below, class_="words")


def _claim(claim: Claim) -> Markup:
    basis = element("span", claim.basis, class_="quiet")
    return element("li", strong(claim.number), element("span", claim.words, class_="claim"), basis)


def code(address: str) -> Markup:
    """Draw the QR code as a picture, dark on white in both themes, with the quiet zone that readers need.

    The margin is four modules, and the picture says where it leads (ISO/IEC 18004).
    """
    picture = segno.make_qr(address, error="l", boost_error=True).png_data_uri(scale=PIXELS, border=4)
    return image(picture, f"QR code of {address}", class_="code")
