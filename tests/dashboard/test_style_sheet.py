"""The page's style sheet asks the browser for nothing that makes every click slow."""

from __future__ import annotations

from dashboard.look.style import stylesheet


def test_no_rule_asks_for_a_part_of_a_class():
    """Streamlit changes every element's classes at each click: with such a rule all that is in them is styled anew."""
    assert "[class" not in stylesheet()
