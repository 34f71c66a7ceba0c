import pytest

from dashboard.service.cache import BoundedCache, cached


def test_the_values_used_last_are_kept():
    cache, made = BoundedCache(2), []

    def ask(key):
        return cache.get(key, lambda: made.append(key) or key.upper())

    assert [ask(k) for k in "abac"] == ["A", "B", "A", "C"]
    assert made == ["a", "b", "c"]
    ask("b")  # was dropped for c, since a had been used again
    assert made == ["a", "b", "c", "b"]
    assert len(cache) == 2


class Words:
    def __init__(self):
        self.caches, self.calls = {}, 0

    @cached(1)
    def upper(self, word, end=""):
        self.calls += 1
        return word.upper() + end


def test_a_method_is_called_once_for_the_same_arguments_of_the_same_object():
    one, other = Words(), Words()
    assert [one.upper("a"), one.upper("a"), other.upper("a", end="!")] == ["A", "A", "A!"]
    assert (one.calls, other.calls) == (1, 1)


def test_a_method_keeps_no_more_values_than_its_limit():
    words = Words()
    assert [words.upper("a"), words.upper("b"), words.upper("a")] == ["A", "B", "A"]
    assert words.calls == 3


def test_an_error_is_not_cached():
    words = Words()
    for _ in range(2):
        with pytest.raises(AttributeError):
            words.upper(1)
    assert words.calls == 2
