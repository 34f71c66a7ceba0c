"""The list of licences names every package of the locks, and none whose licence asks for more than is wanted."""

from __future__ import annotations

import re

import pytest

from tests.supply.licences import LIST, refused, rows

ROW = re.compile(r"^\| ([\w.-]+) \| (.+) \| ([\w, ]+) \|$", re.MULTILINE)
LISTED = [row for row in ROW.findall(LIST.read_text(encoding="utf-8")) if row[0] != "package"]


def test_the_list_is_that_of_the_locks():
    assert sorted(rows()) == LISTED, "`make licences` writes the list anew"


def test_every_licence_is_allowed():
    assert {name: refused(licence) for name, licence, _ in LISTED if refused(licence)} == {}


@pytest.mark.parametrize(
    ("expression", "rest"),
    [
        ("MIT", set()),
        ("GPL-3.0-only", {"GPL-3.0-only"}),
        ("MIT AND LGPL-2.1-or-later", {"LGPL-2.1-or-later"}),
        ("(GPL-2.0-only OR MIT)", set()),
        ("AGPL-3.0-only OR SSPL-1.0", {"AGPL-3.0-only"}),
        ("not stated", {"not stated"}),
    ],
)
def test_a_licence_that_asks_for_more_is_refused(expression, rest):
    assert refused(expression) == rest
