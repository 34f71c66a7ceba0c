"""Notebooks run from top to bottom without Jupyter: their cells in one namespace, with what each shows.

``python -m tests.notebooks`` runs the tour on the demo and keeps what its cells show.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

TOUR = Path(__file__).parents[1] / "assets" / "notebooks" / "tour.ipynb"


def read_notebook(path: Path) -> dict[str, Any]:
    """Read the JSON document of a notebook."""
    return json.loads(path.read_text(encoding="utf-8"))


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells that hold code, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(notebook: dict[str, Any], names: dict[str, Any]) -> None:
    """Run every code cell among ``names``, and put into each what Jupyter would show under it.

    What a cell prints on stdout is shown, and the value of its last line where that is an expression. An error ends it.
    """
    for number, cell in enumerate(code_cells(notebook), start=1):
        with contextlib.redirect_stdout(io.StringIO()) as stdout:
            value = _run_cell("".join(cell["source"]), names)
        cell["execution_count"] = number
        cell["outputs"] = [*_stream(stdout.getvalue()), *_result(value, number)]


def _run_cell(source: str, names: dict[str, Any]) -> object:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 - our own notebook
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None  # noqa: S307


def _stream(text: str) -> list[dict[str, Any]]:
    return [{"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}] if text else []


def _result(value: object, number: int) -> list[dict[str, Any]]:
    if value is None:
        return []
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        data["text/html"] = value._repr_html_().splitlines(keepends=True)
    return [{"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data}]


if __name__ == "__main__":
    tour = read_notebook(TOUR)
    run(tour, {})
    TOUR.write_text(json.dumps(tour, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
