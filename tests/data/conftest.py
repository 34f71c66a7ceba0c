from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
ML_100K = Path(__file__).parents[2] / ".." / "shared" / "ml-100k"


@pytest.fixture
def small() -> Path:
    return SMALL


@pytest.fixture
def ml_100k() -> Path:
    if not (ML_100K / "u.data").is_file():
        pytest.skip("MovieLens 100K is not in ../shared/ml-100k; its licence forbids shipping it")
    return ML_100K.resolve()


@pytest.fixture
def folder(tmp_path):
    """Writes named files into a folder: text as it is, lists as JSON lines."""

    def write(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, list):
                content = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in content)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def picture(tmp_path):
    """Draws a tiny picture into a file of the folder."""

    def draw(name, colour="red"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 12), colour).save(path)
        return path

    return draw
