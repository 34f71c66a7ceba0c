from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.posters import open_poster
from emde_core.encoders.image import (
    COLUMNS,
    ROWS,
    ClipEncoder,
    PosterDescriptor,
    combine,
    encode_posters,
    patch_features,
)
from emde_core.errors import DataError, EncoderError

PATCHES = ROWS * COLUMNS


def poster(seed=0, size=(60, 117)):
    """Soft noise over a gradient: no two patches alike, no symmetry."""
    width, height = size
    noise = np.random.default_rng(seed).uniform(0, 255, (height // 6, width // 6, 3)).astype(np.uint8)
    return Image.fromarray(noise).resize(size)


def plain(colour, size=(50, 80)):
    return Image.new("RGB", size, colour)


def test_combining_patches_is_linear():
    generator = np.random.default_rng(0)
    one, other = generator.normal(size=(2, ROWS, COLUMNS, 39))
    np.testing.assert_allclose(combine(2 * one - 3 * other), 2 * combine(one) - 3 * combine(other), atol=1e-12)
    assert combine(np.stack([one, other])).shape == (2, 79)


def test_an_embedding_is_the_sum_of_what_each_patch_adds():
    patches = patch_features(poster())
    alone = np.zeros((PATCHES, *patches.shape))
    for k, (row, column) in enumerate(np.ndindex(ROWS, COLUMNS)):
        alone[k, row, column] = patches[row, column]
    np.testing.assert_allclose(combine(alone).sum(axis=0), PosterDescriptor().encode_images([poster()])[0], atol=1e-12)


def test_a_poster_without_a_patch_by_hand():
    patches = patch_features(poster())
    average = sum(patches[r, c] for r in range(ROWS) for c in range(COLUMNS)) / PATCHES
    found = PosterDescriptor().without_patches(poster())
    assert found.shape == (PATCHES, 79)
    for k in (0, 5, 6, 23, 53):
        changed = patches.copy()
        changed[k // COLUMNS, k % COLUMNS] = average
        np.testing.assert_allclose(found[k], combine(changed), atol=1e-12)


def test_patches_are_numbered_row_by_row_from_the_top_left():
    """A white square in the second row's last patch: nowhere else does anything change."""
    picture = plain("black", (60, 90))
    picture.paste("white", (50, 10, 60, 20))
    found = PosterDescriptor().without_patches(picture)
    change = np.abs(found - PosterDescriptor().encode_images([picture])).max(axis=1)
    assert change.argmax() == 1 * COLUMNS + 5
    assert np.argsort(change)[-2:].tolist() != [0, 1]


def test_the_layout_sees_where_and_the_histogram_sees_what():
    top, bottom = plain("black", (60, 90)), plain("black", (60, 90))
    top.paste("red", (0, 0, 60, 10))
    bottom.paste("red", (0, 80, 60, 90))
    one, other = PosterDescriptor().encode_images([top, bottom])
    np.testing.assert_allclose(one[:28], other[:28], atol=1e-9)
    assert np.abs(one[28:55] - other[28:55]).max() > 0.05


def test_colours_are_told_apart_as_people_do():
    """Orange is nearer to red than blue is; stripes differ from a plain field of the same mean only in gradients."""
    red, orange, blue = PosterDescriptor().encode_images([plain("#d02020"), plain("#d05020"), plain("#2020d0")])
    assert np.linalg.norm(red - orange) < np.linalg.norm(red - blue)
    grey = PosterDescriptor().encode_images([plain("#777777")])[0]
    assert not grey[55:].any()


def test_gradients_know_their_direction():
    stripes = np.zeros((144, 96, 3), dtype=np.uint8)
    stripes[::8], stripes[1::8], stripes[2::8], stripes[3::8] = 255, 255, 255, 255
    down, across = Image.fromarray(stripes), Image.fromarray(stripes).rotate(90, expand=True)
    flat, steep = PosterDescriptor().encode_images([down, across])[:, 55:].reshape(2, 3, 8).sum(axis=1)
    assert flat.argmax() == 4  # lightness changes downwards: a quarter turn of eight bins over half a circle
    assert steep.argmax() == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_pictures_of_every_mode_open_as_rgb(tmp_path, mode):
    path = tmp_path / ("a.tif" if mode in ("CMYK", "F", "I;16") else "a.png")
    picture = Image.new(mode, (8, 12)) if mode in ("I;16", "F") else poster(size=(12, 18)).convert(mode)
    picture.save(path)
    assert open_poster(path).mode == "RGB"


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (500, 3)])
def test_pictures_of_any_shape_are_encoded(size):
    found = PosterDescriptor().encode_images([plain("teal", size)])
    assert found.shape == (1, 79)
    assert np.isfinite(found).all()


def broken():
    """Files that are no pictures, and pictures that break off or contradict themselves."""
    import io

    def saved(form):
        stream = io.BytesIO()
        poster(size=(48, 72)).save(stream, form)
        return stream.getvalue()

    return {
        "empty": b"",
        "text": b"<html>404 not found</html>",
        "json": json.dumps({"poster": None}).encode(),
        "half a jpeg": saved("JPEG")[:600],
        "half a png": saved("PNG")[:600],
        "half a webp": saved("WEBP")[:300],
        "half a dds": saved("DDS")[:300],
        "ppm with a word for its width": saved("PPM").replace(b"48 72", b"4x 72"),
        "avif without its picture": saved("AVIF").replace(b"mdat", b"xxxx").replace(b"av01", b"av00"),
    }


@pytest.mark.parametrize("kind", broken())
def test_a_file_that_is_no_image_is_named(tmp_path, kind):
    path = tmp_path / "poster.webp"
    path.write_bytes(broken()[kind])
    with pytest.raises(DataError, match=r"poster\.webp is not an image that can be read; replace or remove the file"):
        open_poster(path)


def test_an_absurdly_large_picture_is_refused_before_it_is_decoded(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (8000, 6000)).save(path)
    with pytest.raises(DataError, match=r"bomb\.png.*8000 x 6000 pixels; use a smaller picture"):
        open_poster(path)


def test_preparing_leaves_out_exactly_the_posters_that_encoding_would_refuse(tmp_path):
    """Else one poster of 48 million pixels, between two limits, would stop a catalogue of thousands."""
    from emde_core.data.dataset import Dataset

    Image.new("1", (8000, 6000)).save(tmp_path / "1.png")
    poster().save(tmp_path / "2.png")
    films = Catalogue(tuple(Film(id=k, title=k, poster=f"{k}.png") for k in ("1", "2")), tmp_path)
    readable = Dataset.of(films, None).with_readable_posters()
    (reason,) = readable.report.unreadable_posters
    assert "8000 x 6000 pixels" in reason
    assert encode_posters(PosterDescriptor(), readable.catalogue).present.tolist() == [False, True]


def test_a_catalogue_without_posters_has_no_embeddings():
    embeddings = encode_posters(PosterDescriptor(), Catalogue((Film(id="1", title="A"),)))
    assert embeddings.present.tolist() == [False]


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


def test_a_clip_model_has_the_same_interface(clip):
    encoder, picture = ClipEncoder(clip), poster()
    (whole,) = encoder.encode_images([picture])
    assert whole.shape == (12,)
    assert whole.dtype == np.float64
    assert np.linalg.norm(whole) == pytest.approx(1, abs=1e-5)
    variants = encoder.without_patches(picture)
    assert variants.shape == (PATCHES, 12)
    by_hand = picture.copy()
    mean = tuple(int(c) for c in np.asarray(picture, dtype=float).mean(axis=(0, 1)))
    by_hand.paste(mean, (60 * 2 // 6, 117 * 4 // 9, 60 * 3 // 6, 117 * 5 // 9))
    np.testing.assert_allclose(variants[4 * COLUMNS + 2], encoder.encode_images([by_hand])[0], atol=1e-5)


def test_an_image_model_that_is_nowhere_is_named(tmp_path):
    with pytest.raises(EncoderError, match=r"the model .*nowhere.* could not be loaded.*poster descriptor"):
        ClipEncoder(str(tmp_path / "nowhere")).encode_images([plain("red")])


def test_a_model_that_sees_no_pictures_is_named():
    from emde_core.encoders.text import find_text_model

    with pytest.raises(EncoderError, match=r"can't encode images.*name a CLIP model"):
        ClipEncoder(find_text_model()).encode_images([plain("red")])
