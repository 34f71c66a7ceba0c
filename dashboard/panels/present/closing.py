"""The closing slide: a code to scan, which is the address of the same history and film, and the address in letters."""

from __future__ import annotations

import segno

from dashboard.panels.present.letters import letter_scale
from dashboard.text.markup import Markup, element, image

PIXELS = 8  # for each module of the code
MOST_BYTES = 1_200  # of an address: a code of more has modules too small for a phone at the back of a room
INVITATION = "Scan it, or type the address. It opens this history and this film, with every number of this talk."
TOO_LONG = "The address of so long a history is too long for a code. Whoever is sent it sees this history and film."


def closing(address: str) -> Markup:
    """Show the code and the address; of an address that is too long for a code, the address alone."""
    fits = len(address.encode()) <= MOST_BYTES
    words = element(
        "div",
        element("p", INVITATION if fits else TOO_LONG, class_="spoken"),
        element("p", address, class_="address sized", style=letter_scale(address)),
        class_="words",
    )
    return element("div", code(address) if fits else "", words, class_="beside link")


def code(address: str) -> Markup:
    """Draw the QR code as a picture, dark on white in both themes, with the quiet zone that readers need.

    The margin is four modules, and the picture says where it leads (ISO/IEC 18004).
    """
    picture = segno.make_qr(address, error="l", boost_error=True).png_data_uri(scale=PIXELS, border=4)
    return image(picture, f"QR code of {address}", class_="code")
