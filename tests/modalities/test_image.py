"""Posters as patches: by the descriptor that needs no weights, and by a real CLIP model of random weights."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.dataset import Dataset
from emde_core.errors import DataError, EncoderError
from emde_core.modalities.base import Region, Subject
from emde_core.modalities.clip import ClipPatches
from emde_core.modalities.image import Posters
from emde_core.modalities.language_model import find_text_model
from emde_core.modalities.poster_descriptor import COLUMNS, ROWS, patch_features
from emde_core.sketch.encoded_catalogue import encode_catalogue

PATCHES = ROWS * COLUMNS
LIGHTNESS, CHROMA, HUES, MEANS = slice(0, 8), slice(8, 12), slice(12, 28), slice(28, 31)
GRADIENTS = slice(31, 39)
FILM = Film(id="1", title="A")


def poster(seed=0, size=(60, 117)):
    """Soft noise over a gradient: no two patches alike, no symmetry."""
    width, height = size
    noise = np.random.default_rng(seed).uniform(0, 255, (height // 6, width // 6, 3)).astype(np.uint8)
    return Image.fromarray(noise).resize(size)


def plain(colour, size=(50, 80)):
    return Image.new("RGB", size, colour)


def patch(colour):
    """The features of a patch of one colour."""
    return patch_features(plain(colour))[4, 2]


def test_a_poster_is_a_grid_of_patches_row_by_row_from_the_top_left():
    (atoms,) = Posters().read([Subject(FILM, poster())])
    assert atoms.keys.shape == (PATCHES, 39)
    assert np.array_equal(atoms.keys, patch_features(poster()).reshape(PATCHES, 39))
    assert atoms.places[[0, 1, COLUMNS, -1]].tolist() == [[0, 0, 9, 6], [0, 1, 9, 6], [1, 0, 9, 6], [8, 5, 9, 6]]
    regions = Posters().show(FILM, atoms.places)
    assert regions[COLUMNS + 2] == Region(2 / 6, 1 / 9, 1 / 6, 1 / 9)
    assert sum(region.width * region.height for region in regions) == pytest.approx(1)


def test_a_patch_speaks_of_its_own_place_alone():
    """A white square in the second row's last patch: nowhere but there and at its edges does anything change."""
    black, marked = plain("black", (96, 144)), plain("black", (96, 144))
    marked.paste("white", (80, 16, 96, 32))
    change = np.abs(patch_features(marked) - patch_features(black)).max(axis=2)
    assert np.unravel_index(change.argmax(), change.shape) == (1, 5)
    assert np.argwhere(change > 0).tolist() == [[0, 5], [1, 4], [1, 5], [2, 5]]  # gradients look one pixel around
    white = np.abs(patch_features(marked) - patch_features(black))[1, 5]
    assert white[MEANS][0] == pytest.approx(1)


def test_shares_of_colours_and_directions_are_of_the_patchs_pixels():
    features = patch_features(poster()).reshape(PATCHES, 39)
    np.testing.assert_allclose(features[:, LIGHTNESS].sum(axis=1), 1)
    np.testing.assert_allclose(features[:, CHROMA].sum(axis=1), 1)
    assert features[:, HUES].min() >= 0


def test_colours_are_told_apart_as_people_do():
    """Orange is nearer to red than blue is; a plain field has no gradients."""
    red, orange, blue = patch("#d02020"), patch("#d05020"), patch("#2020d0")
    assert np.linalg.norm(red - orange) < np.linalg.norm(red - blue)
    assert not patch("#777777")[GRADIENTS].any()


def test_gradients_know_their_direction():
    stripes = np.zeros((144, 96, 3), dtype=np.uint8)
    stripes[::8], stripes[1::8], stripes[2::8], stripes[3::8] = 255, 255, 255, 255
    down, across = Image.fromarray(stripes), Image.fromarray(stripes).rotate(90, expand=True)
    flat, steep = (patch_features(each)[..., GRADIENTS].sum(axis=(0, 1)) for each in (down, across))
    assert flat.argmax() == 4  # lightness changes downwards: a quarter turn of eight bins over half a circle
    assert steep.argmax() == 0


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (500, 3)])
def test_pictures_of_any_shape_are_read(size):
    found = patch_features(plain("teal", size))
    assert found.shape == (ROWS, COLUMNS, 39)
    assert np.isfinite(found).all()


def test_a_film_without_a_poster_has_no_atoms_and_a_file_is_read_as_its_picture(tmp_path):
    poster().save(tmp_path / "1.png")
    nothing, file, picture = Posters().read([Subject(FILM), Subject(FILM, tmp_path / "1.png"), Subject(FILM, poster())])
    assert nothing.places.shape == (0, 4)
    assert len(nothing.keys) == 0
    assert np.array_equal(file.keys, picture.keys)


def test_a_poster_that_can_not_be_read_is_named_whatever_others_wait(tmp_path):
    poster().save(tmp_path / "good.png")
    (tmp_path / "bad.png").write_text("no picture")
    subjects = [Subject(FILM, tmp_path / f"{name}.png") for name in ("good", "good", "bad", "good")]
    with pytest.raises(DataError, match=r"bad\.png is not a picture that can be read"):
        Posters().read(subjects)


def test_preparing_leaves_out_exactly_the_posters_that_reading_would_refuse(tmp_path):
    """Else one poster of 48 million pixels, between two limits, would stop a catalogue of thousands."""
    Image.new("1", (8000, 6000)).save(tmp_path / "1.png")
    poster().save(tmp_path / "2.png")
    films = Catalogue(tuple(Film(id=k, title=k, poster=f"{k}.png") for k in ("1", "2")), tmp_path)
    readable = Dataset.of(films, None).with_readable_posters()
    (reason,) = readable.report.unreadable_posters
    assert "8000 x 6000 pixels" in reason
    encoded = encode_catalogue(readable.catalogue, [Posters(depth=3)])
    assert encoded.having("image").tolist() == [False, True]


def test_without_any_poster_there_is_no_such_modality():
    films = Catalogue((Film(id="1", title="A", genres=("Drama",)), Film(id="2", title="B")))
    assert encode_catalogue(films).modalities == ("categorical",)


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """A CLIP of random weights, two layers wide and deep, saved as sentence-transformers saves one."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel, CLIPProcessor, CLIPTokenizer

    raw, saved = tmp_path_factory.mktemp("clip"), tmp_path_factory.mktemp("model")
    tower = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = CLIPConfig(
        text_config=tower | {"vocab_size": 6, "max_position_embeddings": 8, "eos_token_id": 1, "bos_token_id": 0},
        vision_config=tower | {"image_size": 32, "patch_size": 8},
        projection_dim=12,
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        CLIPModel(config).save_pretrained(raw)
    words = {"<|startoftext|>": 0, "<|endoftext|>": 1, "a</w>": 2, "b</w>": 3, "a": 4, "b": 5}
    (raw / "vocab.json").write_text(json.dumps(words))
    (raw / "merges.txt").write_text("#version: 0.2\n")
    size = {"size": {"shortest_edge": 32}, "crop_size": {"height": 32, "width": 32}}
    CLIPProcessor(
        CLIPImageProcessor(**size), CLIPTokenizer(str(raw / "vocab.json"), str(raw / "merges.txt"))
    ).save_pretrained(raw)
    encoder = SentenceTransformer(str(raw), device="cpu")
    encoder.save(str(saved))
    return str(saved)


def test_clips_patch_tokens_are_normalised_and_projected_as_the_whole_picture_is(clip):
    import torch
    from sentence_transformers import SentenceTransformer

    picture = poster()
    found = ClipPatches.load(clip).read(picture)
    assert found.shape == (4, 4, 12)  # 32 pixels in patches of 8
    assert found.dtype == np.float64
    first = SentenceTransformer(clip, device="cpu")[0]
    pixels = first.processor.image_processor(images=[picture], return_tensors="pt")["pixel_values"]
    with torch.no_grad():
        states = first.model.vision_model(pixel_values=pixels)
        row = first.model.vision_model.post_layernorm(states.last_hidden_state[:, 1 + 4 * 2 + 3])
        by_hand = first.model.visual_projection(row)[0]
    np.testing.assert_allclose(found[2, 3], by_hand.double().numpy(), atol=1e-6)


def test_clip_reads_posters_patch_by_patch(clip):
    modality = Posters(model=clip, depth=5, width=4)
    first, nothing, other = modality.read([Subject(FILM, poster(0)), Subject(FILM), Subject(FILM, poster(1))])
    assert first.keys.shape == other.keys.shape == (16, 12)
    assert len(nothing.keys) == 0
    assert modality.show(FILM, first.places)[5] == Region(1 / 4, 1 / 4, 1 / 4, 1 / 4)
    assert np.abs(first.keys - other.keys).max() > 0.01
    hashing = modality.fit([first, nothing, other], seed=1)
    assert hashing.codes(first.keys).shape == (16, 5)


def test_an_image_model_that_is_nowhere_is_named(tmp_path):
    with pytest.raises(EncoderError, match=r"the model .*nowhere.* could not be loaded.*poster descriptor"):
        Posters(model=str(tmp_path / "nowhere")).read([Subject(FILM, plain("red"))])


def test_a_model_that_sees_no_pictures_is_named():
    with pytest.raises(EncoderError, match=r"can't read images; for posters give the name or path of a CLIP model"):
        Posters(model=find_text_model()).read([Subject(FILM, plain("red"))])
