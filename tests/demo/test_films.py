"""The bundled films: complete, in words of their own, each unlike every other."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict

import numpy as np
import pytest

from emde_core.assets_dir import ASSETS, DEMO
from emde_core.data.readers.native import read_native
from emde_core.modalities.language_model import TokenReader, find_text_model

FIELDS = [
    "id",
    "title",
    "movielens_title",
    "original_title",
    "year",
    "imdb_id",
    "tmdb_id",
    "directors",
    "writers",
    "cast",
    "composers",
    "studios",
    "genres",
    "countries",
    "languages",
    "keywords",
    "plot",
    "poster",
]
FEW_VOICES = {"169", "189", "408"}  # Peter Sallis is the only voice in two of these, with Anne Reid in the third
RUN, SENTENCE_END = 8, re.compile(r"(?<=[.!?])\s+")


@pytest.fixture(scope="module")
def records():
    lines = (DEMO / "films.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def words(text):
    return re.findall(r"[\w'’-]+", text.lower())


def test_every_film_with_fifty_ratings_is_there(records, movielens):
    counts = Counter(line.split("\t")[1] for line in (movielens / "u.data").read_text().splitlines())
    own = {film: r["id"] for r in records for film in (r["id"], *r.get("also_ids", ()))}
    assert {r["id"] for r in records} == {own.get(film) for film, count in counts.items() if count >= 50}
    titles = dict(line.split("|")[:2] for line in (movielens / "u.item").read_text(encoding="latin-1").splitlines())
    assert all(titles[film] == r["movielens_title"] for r in records for film in (r["id"], *r.get("also_ids", ())))
    assert {film for film, title in titles.items() if title in {r["movielens_title"] for r in records}} == set(own)


def test_every_field_is_filled(records):
    for record in records:
        assert [name for name in record if name not in ("also_ids", "aliases")] == FIELDS, record["id"]
        for field in ("title", "directors", "genres", "countries", "languages", "keywords", "plot"):
            assert record[field], (record["id"], field)
        documentary = {"Documentary"} & set(record["genres"])
        assert 3 <= len(record["cast"]) <= 13 or documentary or record["id"] in FEW_VOICES, record["title"]
        assert 4 <= len(record["keywords"]) <= 9, record["title"]
        assert isinstance(record["year"], int)
        assert abs(record["year"] - int(re.search(r"\((\d{4})\)", record["movielens_title"])[1])) <= 6, record["title"]


def test_plots_have_45_to_90_words_and_no_cast(records):
    for record in records:
        assert 45 <= len(record["plot"].split()) <= 90, record["title"]
        assert not [name for name in record["cast"] if name in record["plot"]], record["title"]


def test_no_two_plots_share_a_run_of_eight_words(records):
    runs = defaultdict(set)
    for record in records:
        spoken = words(record["plot"])
        for k in range(len(spoken) - RUN + 1):
            runs[tuple(spoken[k : k + RUN])].add(record["id"])
    assert not [run for run, films in runs.items() if len(films) > 1]


def test_the_words_vary(records):
    openings = Counter()
    for record in records:
        spoken = words(record["plot"])
        assert len(set(spoken)) / len(spoken) > 0.65, record["title"]
        openings.update({" ".join(words(s)[:2]) for s in SENTENCE_END.split(record["plot"])})
    assert max(openings.values()) <= 0.02 * len(records)


@pytest.mark.slow
def test_no_plot_is_nearly_another(records):
    import torch

    model = TokenReader.load(find_text_model()).model
    brief = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # half the digits, twice as fast
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=brief):
        vectors = model.encode([r["plot"] for r in records], normalize_embeddings=True)
    near = np.argwhere(np.triu(vectors @ vectors.T, 1) > 0.899)  # 0.9, less than what being brief can cost
    assert not [(records[i]["id"], records[j]["id"]) for i, j in near]


def test_the_catalogue_reads_without_a_loss():
    dataset = read_native(DEMO)
    assert len(dataset.catalogue) == 601
    assert [dataset.catalogue.find(film).id for film in ("268", "303")] == ["246", "297"]
    assert all(dataset.catalogue.poster_path(film) for film in dataset.catalogue)


def test_assets_stay_small():
    assert sum(file.stat().st_size for file in ASSETS.rglob("*") if file.is_file()) < 12e6
