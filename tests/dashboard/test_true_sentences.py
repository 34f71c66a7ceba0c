"""Each thing that a sentence says of a film is so: over many histories, read back from the words and their links."""

from __future__ import annotations

import re

import numpy as np
import pytest

from dashboard.charts import entry_bars
from dashboard.reasons.bar_remark import bar_remark
from dashboard.reasons.company_counts import company_counts, one_in
from dashboard.reasons.entries import entries
from dashboard.reasons.kinds import films_in_words, kinds
from dashboard.reasons.links import links, through
from dashboard.reasons.outline import leading_entries, outline
from dashboard.reasons.sentence import sentence
from dashboard.text.grammar import with_sign
from emde_core import History
from emde_core.modalities.categorical import categories_of
from emde_core.schema import LIKE

from .toy_explanations import plain_text

HISTORIES, FILMS = 40, 3
COUNTS = re.compile(
    r"(\d+) of the (\d+) viewers who liked (.+?) liked this too, "
    r"(?:against|more than \w+(?: times)? the) (.+?) of all viewers\. "
)


@pytest.fixture(scope="module")
def explanations(service):
    generator, ids = np.random.default_rng(5), [film.id for film in service.model.catalogue.films]
    cases = []
    for _ in range(HISTORIES):
        chosen = generator.permutation(ids)[: generator.integers(1, 9)].tolist()
        liked = generator.integers(1, len(chosen) + 1)
        history = History(chosen[:liked], chosen[liked:])
        cases += [service.explain(history, each.film.id) for each in service.recommend(history, FILMS)]
    return cases


def test_each_link_stands_in_both_films_and_adds_to_the_score(explanations, service):
    count = 0
    for why in explanations:
        for film_id, link in links(why, leading_entries(why), service.evidence).items():
            both = {*categories_of(why.film)} & {*categories_of(service.film(film_id))}
            values = through(why, film_id)
            assert both.issuperset(link.categories)
            assert all(values[key].value > 0 for key in link.categories)
            count += len(link.categories)
    assert count > HISTORIES


def test_films_that_are_said_to_share_a_category_do(explanations):
    phrases = set()
    for why in explanations:
        names = {each.key: each.name for each in entries(why) if each.reaction == LIKE}
        films = [each.film for each in why.company]
        for each in kinds(why, {}):
            words = films_in_words(each, why, leading_entries(why))
            having = [film for film in films if each.key in categories_of(film)]
            assert each.key in categories_of(why.film)
            counted = re.match(r"(\d+) of the (\d+)", words)
            if counted:
                assert [len(having), len(films)] == [int(number) for number in counted.groups()]
            elif words.startswith("all") and words != "all three":
                assert len(having) == len(films) == int(words.split()[1])
            elif words.startswith("both films"):
                assert len(having) == len(films) == 2
            elif words not in ("both", "all three"):
                assert [names[film.id] for film in having] == [words]
            phrases.add(words.split()[0])
    assert len(phrases) > 3


def test_every_film_is_named_with_its_link_where_any_has_one_and_no_kind_twice(explanations, service):
    for why in explanations:
        plan, said = outline(why, service.evidence), plain_text(sentence(why, service.evidence))
        linked = [each.key in plan.film_links for each in plan.reasons if each.reaction == LIKE]
        assert all(linked[1:]) or not any(linked)
        for each in kinds(why, service.evidence):
            titles_apart = said.replace(why.film.title, "")
            assert titles_apart.count(f"also {each.category.name}") <= 1


def test_every_liked_film_with_a_large_part_against_the_film_is_remarked_on_in_the_order_of_the_bars(explanations):
    count = 0
    for why in explanations:
        bars, remark = entry_bars(why), bar_remark(entry_bars(why))
        largest = max(abs(value) for bar in bars for value in bar.values.values())
        large = [bar for bar in bars if not bar.disliked and min(bar.values.values()) <= -max(0.1 * largest, 0.02)]
        places = [remark.index(bar.name) for bar in large]
        assert places == sorted(places)
        for bar in large:
            assert with_sign(bar.total) in remark[remark.index(bar.name) :]
        count += len(large)
    assert count > HISTORIES / 4


def test_each_number_is_the_one_of_the_data(explanations, service):
    count = 0
    for why in explanations:
        said = plain_text(sentence(why, service.evidence))
        names = {each.key: each.name for each in entries(why)}
        for both, liked, title, share in COUNTS.findall(said):
            (counts,) = [each for each in why.company if names[each.film.id] == title]
            assert company_counts(counts, title).startswith(f"{both} of the {liked} ")
            assert share == one_in(counts.liked_this, counts.viewers)
            count += 1
        assert all(entry.name in said for entry in outline(why, service.evidence).reasons)
    assert count > HISTORIES / 4
