from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from emde_core.text.function_words import FUNCTION_WORDS
from emde_core.text.words import Span, is_function_word, without, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The lighthouse keeper, and his sister's boat.",
            ["The", "lighthouse", "keeper", "and", "his", "sister's", "boat"],
        ),
        ("A half-drowned sailor — “lost”", ["A", "half-drowned", "sailor", "lost"]),
        ("L’été à Žižkov; 2001: ödland", ["L’été", "à", "Žižkov", "2001", "ödland"]),
        ("<b>bold</b> $x_1$", ["b", "bold", "b", "x", "1"]),
        ("रोटी", ["रोटी"]),
        ("Ame\u0301lie", ["Ame\u0301lie"]),
        ("and the of", ["and", "the", "of"]),
        ("", []),
        ("!!! ---", []),
    ],
)
def test_words(text, words):
    spans = words_of(text)
    assert [text[span.start : span.end] for span in spans] == words


@given(st.text(max_size=60))
def test_spans_of_any_text_are_in_order_and_apart(text):
    spans = words_of(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(set(edges))
    assert all(text[span.start : span.end].strip() for span in spans)


def test_function_words_are_those_of_scikit_learn():
    assert FUNCTION_WORDS == ENGLISH_STOP_WORDS
    assert is_function_word("The")
    assert not is_function_word("lighthouse")


def test_a_text_without_a_span_has_its_spaces_mended():
    assert without("A red boat", Span(2, 5)) == "A boat"
    assert without("red", Span(0, 3)) == ""
    assert without("A red boat sails", Span(2, 5), Span(11, 16)) == "A boat"
