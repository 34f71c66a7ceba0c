"""Plots as tokens in their sentence, by the real all-MiniLM-L6-v2."""

from __future__ import annotations

import json

import numpy as np
import pytest

from emde_core.data.catalogue import Film
from emde_core.errors import EncoderError
from emde_core.modalities import text
from emde_core.modalities.base import Subject
from emde_core.modalities.language_model import TokenReader, find_text_model
from emde_core.modalities.text import Plots, word_numbers
from emde_core.sketch.film_reader import FilmReader
from emde_core.text.words import Span, words_of

SENTENCE = "A lighthouse-keeper's daughter hears Żółw's bell; no ship is due (1984)."
WINDOW = 256  # tokens that the model reads at once


@pytest.fixture(scope="module")
def reader():
    return TokenReader.load(find_text_model())


def read(*plots):
    return Plots().read([Subject(Film(id=str(k), title="A", plot=plot)) for k, plot in enumerate(plots)])


def test_a_token_stands_where_its_letters_are(reader):
    ((spans, vectors),) = reader.read([SENTENCE])
    assert vectors.shape == (len(spans), 384)
    assert (spans[1:, 0] >= spans[:-1, 1]).all()
    covered = "".join(SENTENCE[start:end] for start, end in spans.tolist())
    assert covered == SENTENCE.replace(" ", "")  # the model's own marks are no part of the text


def test_tokens_are_the_models_own_words_in_context(reader):
    ((_, vectors), (_, other)) = reader.read(["The bank of the river", "The bank of the lender"])
    whole = reader.model.encode(["The bank of the river"], output_value="token_embeddings")[0].numpy()
    np.testing.assert_allclose(vectors, whole[1:-1], atol=1e-5)
    assert np.abs(vectors[1] - other[1]).max() > 0.05  # one word, two sentences


def test_atoms_are_the_tokens_of_words_and_every_word_has_one():
    (atoms,) = read(SENTENCE)
    words = words_of(SENTENCE)
    numbers = word_numbers(SENTENCE, atoms.places)
    assert set(numbers.tolist()) == set(range(len(words)))
    for (start, end), number in zip(atoms.places.tolist(), numbers.tolist(), strict=True):
        assert words[number].start <= start < end <= words[number].end
    assert ";" not in {SENTENCE[start:end] for start, end in atoms.places.tolist()}
    shown = Plots().show(Film(id="1", title="A", plot=SENTENCE), atoms.places)
    assert shown[0] == Span(0, 1)


@pytest.mark.parametrize(
    "plot", ["रानी ने किले को बचाया।", "רוח המדבר נושבת", "Café — naïve, déjà-vu!", "雨の中のマトリックス"]
)
def test_words_of_every_script_are_covered(plot):
    (atoms,) = read(plot)
    numbers = word_numbers(plot, atoms.places)
    assert set(numbers.tolist()) == set(range(len(words_of(plot))))


@pytest.mark.slow
def test_a_plot_longer_than_the_models_window_is_read_whole(reader):
    assert reader.model.max_seq_length == WINDOW
    long = " ".join(f"In room {k} the unflappable Brzęczyszczykiewicz counts {k * k} umbrellas." for k in range(60))
    (atoms,) = read(long)
    assert len(atoms.places) > 3 * WINDOW
    assert (atoms.places[1:, 0] >= atoms.places[:-1, 1]).all()  # no token twice, in order
    ((spans, _),) = reader.read([long])
    assert "".join(long[start:end] for start, end in spans.tolist()) == long.replace(" ", "")
    assert set(word_numbers(long, atoms.places).tolist()) == set(range(len(words_of(long))))
    assert np.isfinite(atoms.keys).all()


def test_windows_end_where_tokens_end_and_each_is_a_text_of_its_own(reader):
    """What stands in the second window is read as if it stood alone."""
    first = "rain " * (WINDOW - 2)
    ((spans, vectors),) = reader.read([f"{first}the ferry waits"])
    ((alone, expected),) = reader.read(["the ferry waits"])
    assert len(spans) == WINDOW - 2 + len(alone)
    np.testing.assert_allclose(vectors[WINDOW - 2 :], expected, atol=1e-4)


def test_plots_are_read_alike_alone_and_beside_others(monkeypatch):
    monkeypatch.setattr(text, "BATCH", 2)
    plots = ["dog", "a much longer text about a cat " * 60, "sea", "a", "the moon over the harbour"]
    together = read(*plots)
    for plot, atoms in zip(plots, together, strict=True):
        (alone,) = read(plot)
        assert np.array_equal(alone.places, atoms.places)
        np.testing.assert_allclose(alone.keys, atoms.keys, atol=1e-4)


def test_likeness_of_meaning_shows():
    ship, vessel, soup = (
        atoms.keys.mean(axis=0)
        for atoms in read("A ship sinks in a storm.", "A vessel goes down in bad weather.", "A cook salts her soup.")
    )

    def cosine(one, other):
        return one @ other / np.linalg.norm(one) / np.linalg.norm(other)

    assert cosine(ship, vessel) > cosine(ship, soup) + 0.2


def test_a_film_without_words_has_no_atoms_and_needs_no_model(tmp_path):
    nowhere = Plots(model=str(tmp_path / "nowhere"))
    silent, blank = nowhere.read([Subject(Film(id="1", title="A")), Subject(Film(id="2", title="B", plot=""))])
    assert silent.places.shape == blank.places.shape == (0, 2)
    (marks,) = read("?! …")
    assert len(marks.places) == len(marks.keys) == 0
    with pytest.raises(EncoderError, match="nowhere"):
        nowhere.read([Subject(Film(id="3", title="C", plot="A dog waits."))])


def test_a_word_that_is_read_again_falls_into_the_same_buckets():
    films = read("A dog waits by the sea.", "The sea takes a ship.", "Two cooks fall in love over soup.")
    plots = Plots(depth=11, width=4)
    reader = FilmReader(plots, plots.fit(films, seed=3))
    atoms = reader.hash_atoms(films)
    again = reader.read([Subject(Film(id="9", title="Z", plot="The sea takes a ship."))])
    assert np.array_equal(again.counts()[0], atoms.counts()[1])
    assert (reader.hashing.depth, reader.hashing.width) == (11, 4)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A language model of random weights and a window of 12 tokens, saved as sentence-transformers saves one."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    raw, saved = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("model")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "dog", "sea", "waits", "."]
    (raw / "vocab.txt").write_text("\n".join(words))
    size = {"hidden_size": 10, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 12}
    with torch.random.fork_rng():
        torch.manual_seed(0)
        BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=16, **size)).save_pretrained(raw)
    BertTokenizerFast(vocab_file=str(raw / "vocab.txt")).save_pretrained(raw)
    transformer = Transformer(str(raw), max_seq_length=12)
    model = SentenceTransformer(modules=[transformer, Pooling(10)], device="cpu")
    model.save(str(saved))
    assert json.loads((saved / "modules.json").read_text())
    return str(saved)


def test_any_language_model_by_its_path(tiny):
    plots = Plots(model=tiny, depth=3, width=2)
    (atoms,) = plots.read([Subject(Film(id="1", title="A", plot="Dogs wait. A dog waits. " * 4))])
    assert atoms.keys.shape == (len(atoms.places), 10)
    assert len(atoms.places) == 4 * 5 > 12  # known words and unknown ones, beyond the model's window
    assert plots.fit([atoms], seed=0).codes(atoms.keys).max() == 1
