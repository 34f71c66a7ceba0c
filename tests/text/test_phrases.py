from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.text.phrases import LONGEST, phrases
from emde_core.text.words import is_function_word, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He meets Buzz Lightyear, a space ranger.", ["meets", "Buzz Lightyear", "space ranger"]),
        ("A half-drowned sailor sings.", ["half-drowned sailor sings"]),
        ("They seek the Lord of the Rings in Mordor.", ["seek", "Lord of the Rings", "Mordor"]),
        ("It ends. Birthday gifts arrive.", ["ends", "Birthday gifts arrive"]),  # a capital that opens a sentence
        ("It ends. Andy Davis leaves.", ["ends", "Andy Davis", "leaves"]),
        ("tired old brown dog runs quickly", ["tired old brown", "dog runs quickly"]),  # six words: three and three
        ("red, blue", ["red", "blue"]),
        ("and the of", []),
        ("", []),
    ],
)
def test_phrases(text, expected):
    assert [text[span.start : span.end] for span in phrases(text)] == expected


@given(st.text(alphabet="abA BC.,- '", max_size=60))
def test_phrases_hold_every_word_that_carries_meaning_once(text):
    found = phrases(text)
    assert list(found) == sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for word in words_of(text):
        if is_function_word(text[word.start : word.end]):
            continue
        assert sum(span.start <= word.start and word.end <= span.end for span in found) == 1


@given(st.lists(st.sampled_from(["dog", "boat", "storm", "the", "rain,"]), max_size=20))
def test_phrases_without_names_are_at_most_four_words(words):
    text = " ".join(words)
    assert all(len(words_of(text[span.start : span.end])) <= LONGEST for span in phrases(text))
