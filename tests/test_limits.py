"""The bounds of what is given stand in one table, and SECURITY.md has it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dashboard.__main__ import DEFAULTS
from emde_core.limits import LIMITS, MEGABYTE, Bound

ROOT = Path(__file__).parents[1]


def test_security_md_has_every_bound():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| at most (.+?) \| (.+?) \|$", text, re.MULTILINE)
    assert rows == [(str(bound), bound.of) for bound in LIMITS]


def test_bounds_can_not_be_changed():
    with pytest.raises(AttributeError):
        LIMITS.upload = LIMITS.line  # type: ignore[misc]


def test_a_bound_is_told_in_its_unit():
    assert str(Bound(20 * MEGABYTE, "bytes", "a file")) == "20 MB"
    assert str(Bound(1_500, "characters", "a plot")) == "1,500 characters"
    assert str(Bound(1_500, "bytes", "a plot")) == "1.5 KB"


def test_streamlit_takes_no_larger_file_than_we_read_however_it_is_started():
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == LIMITS.upload.most // MEGABYTE
    assert DEFAULTS["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"] == str(LIMITS.upload.most // MEGABYTE)
