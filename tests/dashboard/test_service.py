from dataclasses import replace

import pandas as pd
import pytest

from dashboard.reasons.score_words import Score
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from emde_core import History
from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import results_of, save_results
from emde_core.errors import ArtifactError, HistoryError
from emde_core.history import less, more
from emde_core.model.affinity import Affinity
from tests import toy


def test_recommendations_are_the_models_own(service, history):
    picks = service.recommend(history, 5)
    top = service.model.recommend(history, 5)
    assert [(p.film, p.rank, p.score, dict(p.by_part)) for p in picks] == [
        (r.film, r.rank, r.score, {part: value for part, value in r.by_part.items() if value}) for r in top
    ]
    assert all(p.before is None and p.climbed is None for p in picks)


def test_rank_changes_are_against_the_history_before(service, history):
    old = history.without("8")
    places = {r.film.id: r.rank for r in service.model.recommend(old, 16)}
    for pick in service.recommend(history, 11, old):
        assert pick.before == places[pick.film.id]
        assert pick.climbed == places[pick.film.id] - pick.rank


def test_no_rank_changes_against_an_empty_history(service, history):
    assert all(pick.before is None for pick in service.recommend(history, 3, History()))


def test_an_explanation_is_the_models_own_words_and_all(service, history):
    film = service.recommend(history, 1)[0].film.id
    why = service.explain(history, film)
    assert why.to_dict() == service.model.explain(history, film).to_dict()
    assert why.words
    assert service.explain(history, film) is why


def test_films_are_scored_once_for_a_history_whatever_is_asked_about_it(small_model, history, monkeypatch):
    service, runs, scores = Service(small_model), [], Affinity.scores

    def count(model, rows, masks):
        runs.append(rows)
        return scores(model, rows, masks)

    monkeypatch.setattr(Affinity, "scores", count)
    film = service.recommend(history, 3)[0].film.id
    service.recommend(history, 1), service.ranking(history), service.score(history, film)
    service.explain(history, film), service.threads(history, film)
    assert len(runs) == 1


def test_threads_are_the_models_own(service, history):
    film = service.recommend(history, 1)[0].film.id
    for found, own in zip(service.threads(history, film), service.model.threads(history, film), strict=True):
        assert (found.film, found.contribution, found.threads) == (own.film, own.contribution, own.threads)
    assert [each.film.id for each in service.threads(history, film, "2")] == ["2"]


def test_nothing_measured_is_no_evidence_and_no_claim(service):
    assert service.evidence == {}
    assert service.results("accuracy") is None


def test_evidence_is_what_the_swap_test_found(service, tmp_path):
    rows = [
        {
            "part": "content",
            "subject": name,
            "metric": "evidence",
            "mean": None,
            "low": None,
            "high": None,
            "word": word,
        }
        for name, word in (("text", "shows"), ("image", "none"), ("all", "counts"))
    ]
    service.model.save(tmp_path)
    save_results(results_of(read_model_manifest(tmp_path), "content", {"seeds": 2}, rows), tmp_path)
    assert Service(service.model, tmp_path).evidence == {"text": "shows", "image": "none"}


def test_results_that_cannot_be_read_are_no_evidence(service, tmp_path):
    (tmp_path / "content.json").write_text("{}")
    assert Service(service.model, tmp_path).evidence == {}


def test_content_alone_has_no_company(service, history):
    alone = service.variant(content_alone=True)
    for pick in alone.recommend(history, 5):
        assert "company" not in dict(pick.by_part)
        assert sum(dict(pick.by_part).values()) == pytest.approx(pick.score)
    assert alone is service.variant(content_alone=True)
    assert alone.variant() is service


def test_a_film_that_was_taken_out_pushes_nobody_down(service, history):
    """It is recommended again, and whoever comes after it has fallen by one place less than the number says."""
    position, displaced = service.model.catalogue.index, 0
    for gone, _ in history:
        left = history.without(gone)
        old, among = service.model.rank(history), service.model.rank(left, original=history)
        for pick in service.recommend(left, 16, history):
            if pick.film.id == gone:
                assert pick.before is pick.climbed is None
                continue
            assert pick.before == old.rank(position[pick.film.id])
            assert pick.climbed == pick.before - among.rank(position[pick.film.id])
            displaced += pick.climbed != pick.before - pick.rank
    assert displaced


def test_without_a_film_says_what_ranking_the_others_says(service, history):
    film = service.recommend(history, 1)[0].film.id
    tried = service.removals(history, film)
    assert {w.key for w in tried} == {f for f, _ in history}
    position = service.model.catalogue.index[film]
    for without in tried:
        assert without.rank == service.model.rank(history).rank(position)
        assert without.after == service.model.rank(history.without(without.key), original=history).rank(position)
    falls = [abs(w.fall) for w in tried]
    assert falls == sorted(falls, reverse=True)


def test_a_wish_is_taken_out_as_a_film_is(service, history):
    wish = more("director", "Viktor Hale", 4)
    wished = history.with_wish(wish)
    film = service.recommend(wished, 1)[0].film.id
    (without,) = [each for each in service.removals(wished, film) if each.key == wish.key]
    position = service.model.catalogue.index[film]
    assert without.entry == wish
    assert without.rank == 1
    assert without.after == service.model.rank(history).rank(position) > 1
    assert without.name == f"your wish for more of {isolate('Viktor Hale')}"


def test_a_score_is_what_the_films_make_of_it_and_what_wishes_add(service, history):
    wished = history.with_wish(more("director", "Viktor Hale")).with_wish(less("popularity"))
    for pick in service.recommend(wished, 3):
        score = service.score(wished, pick.film.id)
        assert score.value == pick.score
        assert score.by_films == pytest.approx(service.score(history, pick.film.id).value)
        assert score.by_wishes == pytest.approx(Score.of(service.explain(wished, pick.film.id)).by_wishes)
        assert (score.films, score.wishes) == (len(history), 2)


def test_without_the_only_entry_nothing_is_left(service):
    (wish,) = service.removals(History(wishes=(more("director", "Viktor Hale"),)), "2")
    assert wish.after is None
    (without,) = service.removals(History(liked=("1",)), "2")
    assert without.after is None
    assert without.fall == 0


def test_a_film_of_the_history_has_no_rank_to_lose(service, history):
    assert service.removals(history, "1") == ()


def test_an_empty_history_is_an_error(service):
    with pytest.raises(HistoryError):
        service.recommend(History(), 3)


def test_no_model_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(ArtifactError):
        Service.open(tmp_path)


def test_sketches_are_counted_ahead_where_company_is_not_known_of_all_films(tmp_path):
    toy.recommender(company_films=9).save(tmp_path)
    service = Service.open(tmp_path)
    service.count_sketches()
    counted = {
        bool(units._lengths.all()) for units in service.model.trained.model.units.values() if not units.is_sparse
    }
    assert counted == {True}


def test_popular_films_are_those_that_most_viewers_liked(service):
    films = service.popular(5)
    position, liked = service.model.catalogue.index, service.model.trained.model.average[:16]
    assert [liked[position[film.id]] for film in films] == sorted(liked, reverse=True)[:5]


def test_what_is_loaded(service):
    about = service.facts()
    assert about.films == 16
    assert dict(about.coverage).keys() == set(service.model.modalities)
    assert about.model_hash == service.model.model_hash


def ratings(path):
    rows = [("ann", str(f), 5.0 if f < 6 else 2.0, f) for f in range(1, 11)] + [("bob", "1", 5.0, 1)]
    pd.DataFrame(rows, columns=["viewer", "film", "rating", "time"]).to_parquet(path)
    return path


def test_a_real_viewers_latest_films(service, tmp_path):
    viewers = Service(service.model, ratings=ratings(tmp_path / "ratings.parquet")).viewers
    ann = viewers.draw(0)
    assert ann == viewers.draw(1)  # the only viewer with enough films
    assert (ann.name, ann.rating_count) == ("ann", 10)
    assert ann.history.liked == ("1", "2", "3", "4", "5")
    assert ann.history.disliked == ("6", "7", "8", "9", "10")


def test_without_ratings_there_are_no_viewers_and_the_reason_is_known(service):
    bare = Service(service.model)
    assert bare.viewers is None
    assert bare.lack_of_viewers == "The ratings that the model learned from do not lie beside it."


def seldom_rated(service, path, rows):
    """Return a service on a model that says that its viewers rated little, with these ratings beside it."""
    pd.DataFrame(rows, columns=["viewer", "film", "rating", "time"]).to_parquet(path)
    provenance = replace(service.model.trained.provenance, ratings=40, viewers=10)
    model = replace(service.model, trained=replace(service.model.trained, provenance=provenance))
    return Service(model, ratings=path)


def test_where_nobody_rated_enough_films_the_reason_is_known(service, tmp_path):
    few = [(viewer, str(film), 5.0, film) for viewer in ("ann", "bob") for film in range(1, 8)]
    poor = seldom_rated(service, tmp_path / "few.parquet", few)
    assert poor.viewers.draw(0) is None
    assert poor.lack_of_viewers == "Nobody rated at least 8 films of this catalogue."
    enough = seldom_rated(service, tmp_path / "enough.parquet", [*few, ("bob", "8", 5.0, 8)])
    assert enough.viewers.draw(0).name == "bob"
    assert enough.lack_of_viewers == ""


def test_a_viewer_without_an_opinion_is_not_offered(service, tmp_path):
    path = tmp_path / "ratings.parquet"
    rows = [("dull", str(film), 3.5, film) for film in range(1, 11)]
    rows += [("keen", str(film), 4.5, film) for film in range(1, 11)]
    pd.DataFrame(rows, columns=["viewer", "film", "rating", "time"]).to_parquet(path)
    viewers = Service(service.model, ratings=path).viewers
    assert {viewers.draw(turn).name for turn in range(5)} == {"keen"}


def test_search_prefers_titles_to_people(service):
    known = [film.id for film in service.popular(16)]
    assert [m.film.id for m in service.search.find("heat")] == sorted(["3", "4"], key=known.index)
    assert {m.film.id for m in service.search.find("viktor")} == {"3", "6", "11", "12"}
    assert all(m.why == "directed by Viktor Hale" for m in service.search.find("hale"))


@pytest.mark.parametrize(
    ("query", "film"),
    [
        ("mash", "5"),
        ("M*A*S*H", "5"),
        ("Heat 2003", "4"),
        ("matrix of", "12"),
        ("the matrix", "12"),
        ("zlutoucky", "13"),
        ("רוח", "8"),
        ("<script>", "6"),
        ("1. April", "10"),
        ("2011", "7"),
        (":smile:", "7"),
    ],
)
def test_search_finds_awkward_titles(service, query, film):
    assert service.search.find(query)[0].film.id == film


@pytest.mark.parametrize("query", ["", "   ", "zzzz", "1850"])
def test_search_finds_nothing(service, query):
    assert service.search.find(query) == ()


def test_what_many_films_are_looked_through_for_is_ready_before_anybody_asks(small_model_path, monkeypatch):
    monkeypatch.setattr(Service, "reads_content", False)  # else the language model would be loaded
    service = Service.open(small_model_path)
    assert service.warm() is None
    assert {"film_index", "start_histories"} <= vars(service).keys()
