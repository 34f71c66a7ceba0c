"""What the demo's reasons are like: what is named, what wishes and "not for me" do, how content and company divide."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest

from dashboard.reasons.entries import parts_of
from dashboard.reasons.sentence import sentence
from dashboard.service.presets import presets_in
from emde_core import History, more
from emde_core.data.interactions import Reactions
from emde_core.modalities.categorical import categories_of

TYPED = (
    History(["Taxi Driver", "Raging Bull", "The Godfather Part II"]),
    History(["Toy Story", "The Lion King"]),
    History(["Alien", "Blade Runner", "Brazil"], ["Dumb and Dumber"]),
    History(["True Lies", "Die Hard", "Speed", "The Rock"]),
)
NEAREST, DRAWN, DIRECTORS, LEAST_FILMS, EVERY, TOP = 20, 8, 25, 3, 3, 5


@pytest.fixture(scope="module")
def histories(demo_model):
    return [preset.history for preset in presets_in(demo_model.catalogue)]


def test_what_is_named(demo_model, histories, measured):
    shared, bars, films, told = [], [], [], []
    for history in (*histories, *TYPED):
        liked = [demo_model.catalogue.find(film) for film in history.liked]
        for each in demo_model.recommend(history, 3):
            why = demo_model.explain(history, each.film.id)
            best = max(why.categories, key=lambda category: category.value)
            shared.append(any((best.field, best.name) in categories_of(film) for film in liked))
            parts = parts_of(why)
            told.append(sum(parts[part] for part in {piece.part for piece in sentence(why)} & parts.keys()) / why.score)
            bars.append(largest_share([part.value for part in why.contributions]))
            films.append(largest_share(list(why.by_entry.values())))
    measured("strongest category is one that a liked film has", f"{sum(shared)} of {len(shared)}")
    measured("parts that the sentence names hold, of the score", f"{np.mean(told):.2f}, least {min(told):.2f}")
    measured("the five largest bars hold, of all", f"{np.mean(bars):.2f}")
    measured("the five largest films hold, of all", f"{np.mean(films):.2f}")


def largest_share(values):
    sizes = np.sort(np.abs(values))[::-1]
    return sizes[:5].sum() / sizes.sum()


def test_not_for_me(demo_model, histories, measured):
    generator, model = np.random.default_rng(0), demo_model.trained.model
    moved = {"a recommended film": [], "a film drawn at random": []}
    for history in histories:
        ranking = demo_model.rank(history)
        drawn = generator.choice(ranking.order, DRAWN, replace=False).tolist()
        for kind, films in zip(moved, ([int(ranking.order[0])], drawn), strict=True):
            for film in films:
                alike = sum(sketches @ sketches[film] for sketches in model.sketches.values())
                near = [k for k in np.argsort(-alike).tolist() if k != film][:NEAREST]
                after = demo_model.rank(history.with_film(demo_model.catalogue.films[film].id, "dislike")).scores
                moved[kind].append((after - ranking.scores)[near].mean() / ranking.scores.std())
    for kind, changes in moved.items():
        measured(f"not for me, {kind}: its twenty nearest, in deviations of the scores", f"{np.mean(changes):+.3f}")


def test_wishes(demo_model, histories, measured):
    films = demo_model.catalogue.films
    named = [name for film in films for name in film.directors]
    directors = [name for name in dict.fromkeys(named) if named.count(name) >= LEAST_FILMS][:DIRECTORS]
    before, after, comedies = [], [], []
    for history in histories:
        plain = demo_model.rank(history)
        for name in directors:
            wished = demo_model.rank(history.with_wish(more("director", name)))
            own = [k for k, film in enumerate(films) if name in film.directors and plain.rank(k)]
            before += [plain.rank(k) for k in own]
            after += [wished.rank(k) for k in own]
        wished = demo_model.rank(history.with_wish(more("genre", "Comedy")))
        comedies.append([sum("Comedy" in films[k].genres for k in r.order[:20]) for r in (plain, wished)])
    measured("a wish for a director: median rank of the films, before and after", f"{median(before)}, {median(after)}")
    measured("a wish for comedies: how many in the top twenty", "{:.1f}, {:.1f}".format(*np.mean(comedies, axis=0)))


def test_content_and_company(demo_model, demo_interactions, measured):
    model, films = demo_model.trained.model, demo_model.trained.model.films
    off = ~np.eye(films, dtype=bool)
    content = sum(gain * (s @ s[:].T) for gain, s in zip(model.gains, model.sketches.values(), strict=True))
    company = model.rows(np.arange(films)) - content
    correlation = np.corrcoef(content[off], company[off])[0, 1]
    measured("correlation of content and company over pairs", f"{correlation:+.3f}")
    reactions = Reactions.of(demo_interactions, demo_model.catalogue, 4, 3)
    sizes, agreeing = [], []
    for viewer in range(0, len(reactions.viewers), EVERY):
        liked, disliked = (
            [demo_model.catalogue.films[k].id for k in m[[viewer]].indices]
            for m in (reactions.likes, reactions.dislikes)
        )
        if len(liked) >= TOP:
            history = History(liked, disliked)
            for each in demo_model.recommend(history, TOP):
                why = demo_model.explain(history, each.film.id)
                sizes.append(sum(abs(c.value) for c in why.contributions) / sum(map(abs, why.by_entry.values())))
                counts = {evidence.film.id: evidence for evidence in why.company}
                parts = [c for c in why.contributions if c.part == "company" and c.entry in counts]
                strongest = sorted(parts, key=lambda c: -abs(c.value))[:5]
                agreeing += [(c.value > 0) == counts[c.entry].more_often for c in strongest]
    measured("sizes of the parts, of those of their sums", f"{np.mean(sizes):.2f}")
    measured("company has the sign of its counts, in its five largest parts", f"{np.mean(agreeing):.3f}")
