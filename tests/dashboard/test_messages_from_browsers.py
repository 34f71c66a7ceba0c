"""Whatever a browser sends in a component's name, it is read as what it is, or as nothing."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.components import browser_store, film_search, history_list, key_presses, navigation, row_keys, stepper

TEXTS = st.text(max_size=20) | st.sampled_from(
    ["like", "dislike", "remove", "next", "1", "film:1", "entry", "__class__"]
)
NAMES = TEXTS | st.sampled_from(["id", "reaction", "entry", "deed", "entries", "turns", "failure"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4))


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_any_value_is_read_or_means_nothing(value):
    assert isinstance(browser_store.parse(value), browser_store.Report | None)
    assert isinstance(film_search.parse(value), film_search.Choice | None)
    assert isinstance(history_list.parse(value), history_list.Change | None)
    assert isinstance(key_presses.parse(value), str | int | None)
    assert isinstance(navigation.parse(value), str | None)
    assert isinstance(row_keys.parse(value), dict | None)
    assert stepper.parse(value, 6) in (None, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    "name", ["browser_store", "film_search", "history_list", "key_presses", "navigation", "row_keys"]
)
def test_a_value_without_end_means_nothing(name):
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    assert import_module(f"dashboard.components.{name}").parse(value) is None


def test_texts_that_are_too_many_or_too_long_are_no_report():
    assert browser_store.parse({"entries": [["a", "x" * browser_store.LONGEST]]})
    assert browser_store.parse({"entries": [["a", "x" * (browser_store.LONGEST + 1)]]}) is None
    assert browser_store.parse({"entries": [["a", "x"]] * (browser_store.MOST + 1)}) is None
