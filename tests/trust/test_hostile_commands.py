"""Text is data in every command: a terminal obeys none of it, and nothing is written elsewhere.

Here are some films without plots, in this process; the whole campaign is ``python -m tests.trust.hostile``.
"""

from __future__ import annotations

from tests.trust.hostile_commands import World, formulas, problems_of_output
from tests.trust.hostile_world import SAMPLE


def test_commands_print_text_and_write_where_they_are_told(emde, tmp_path):
    world = World.write(tmp_path / "inside", SAMPLE[::3], plots=False)
    assert list(world.problems(emde, quick=True)) == []
    assert {path.name for path in tmp_path.iterdir()} <= {"inside", "home"}


def test_the_control_sees_what_a_terminal_obeys_and_what_a_spreadsheet_runs(tmp_path):
    for text in ("\x1b[31mred", "\x1b]0;t\x07", "\u202egnp", "good\rbad", "a\u200bb", "\ud83d", "Traceback (most"):
        assert list(problems_of_output(text)), text
    assert list(problems_of_output("\x1b[2K\r\x1b[38;5;70m━━\x1b[0m 👩‍🚀 good\n")) == []
    table = tmp_path / "table.csv"
    table.write_text("film,value\n=1+1,-0.5\n'=1+1,1e-3\n")
    assert list(formulas(iter([table]))) == ["table.csv: formula: '=1+1'"]
