"""The closing slide: a code to scan, which is the address of the same history and film, and the address in letters."""

from __future__ import annotations

import segno

from dashboard.browser.address import is_on_this_machine
from dashboard.panels.present.letters import letter_scale
from dashboard.text.markup import Markup, element, image

PIXELS = 8  # for each module of the code
MOST_BYTES = 1_200  # of an address: a code of more has modules too small for a phone at the back of a room
INVITATION = "Scan it: it opens this history and this film, with every number of this talk. Or begin with your own, at"
TOO_LONG = "The address of so long a history is too long for a code: this one begins with a history of your own."
LOCAL = "This page is open on this computer alone. To let the room in, start the program with"
COMMAND = "emde dashboard --address 0.0.0.0"
THEN = "and open this slide under the computer’s own address in the network: then a code to scan stands here."


def closing(address: str) -> Markup:
    """Show a code and the address to begin at; on an address that nobody else can open, how others get one."""
    if is_on_this_machine(address):
        command = element("p", COMMAND, class_="address")
        before, after = (element("p", words, class_="spoken") for words in (LOCAL, THEN))
        return element("div", before, command, after, class_="alone link")
    begin = address.partition("?")[0]
    fits = len(address.encode()) <= MOST_BYTES
    words = element(
        "div",
        element("p", INVITATION if fits else TOO_LONG, class_="spoken"),
        element("p", begin, class_="address sized", style=letter_scale(begin)),
        class_="words",
    )
    return element("div", code(address if fits else begin), words, class_="beside link")


def code(address: str) -> Markup:
    """Draw the QR code as a picture, dark on white in both themes, with the quiet zone that readers need.

    The margin is four modules, and the picture says where it leads (ISO/IEC 18004).
    """
    picture = segno.make_qr(address, error="l", boost_error=True).png_data_uri(scale=PIXELS, border=4)
    return image(picture, f"QR code of {address}", class_="code")
