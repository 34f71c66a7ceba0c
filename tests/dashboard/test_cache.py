from dashboard.service.cache import Bounded


def test_the_values_used_last_are_kept():
    cache, made = Bounded(2), []

    def ask(key):
        return cache.get(key, lambda: made.append(key) or key.upper())

    assert [ask(k) for k in "abac"] == ["A", "B", "A", "C"]
    assert made == ["a", "b", "c"]
    ask("b")  # was dropped for c, since a had been used again
    assert made == ["a", "b", "c", "b"]
    assert len(cache) == 2
