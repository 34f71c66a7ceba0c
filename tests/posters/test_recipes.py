import json

import pytest
from pydantic import ValidationError

from emde_core.errors import DataError
from emde_core.posters import __main__ as program
from emde_core.posters.recipe import read_recipes
from tests.posters.poster_cases import recipe


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("motif", "unicorn", "umbrella"),
        ("second", "unicorn", "umbrella"),
        ("composition", "spiral", "radial"),
        ("palette", "noir-5", "noir-4"),
        ("texture", "velvet", "paper"),
        ("type", "comic", "deco"),
    ],
)
def test_an_unknown_word_is_named_with_the_film_the_field_and_what_is_allowed(field, value, allowed):
    with pytest.raises(ValidationError, match=f"film 50: {field} '{value}' is unknown; allowed are .*{allowed}"):
        recipe(**{field: value})


def test_recipes_take_no_other_fields_and_do_not_change():
    with pytest.raises(ValidationError):
        recipe(frame="gold")
    with pytest.raises(ValidationError):
        recipe(title_at="left")
    with pytest.raises(ValidationError):
        recipe().motif = "cactus"


def write(path, *records):
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def test_files_of_recipes(tmp_path):
    first, second = recipe().model_dump(), recipe(film="51").model_dump()
    assert list(read_recipes(write(tmp_path / "good.jsonl", first, second))) == ["50", "51"]
    bad = write(tmp_path / "bad.jsonl", first, {**second, "motif": "unicorn"})
    with pytest.raises(DataError, match=r"bad\.jsonl, line 2: .*film 51: motif 'unicorn'"):
        read_recipes(bad)
    with pytest.raises(DataError, match="line 2: film 50 has a recipe already"):
        read_recipes(write(tmp_path / "twice.jsonl", first, first))
    (tmp_path / "torn.jsonl").write_text('{"film": ', encoding="utf-8")
    with pytest.raises(DataError, match=r"torn\.jsonl, line 1: not JSON"):
        read_recipes(tmp_path / "torn.jsonl")


def test_the_program_renders_every_film_and_skips_none_silently(tmp_path, capsys):
    film = {"id": "50", "title": "Some Title", "directors": ["Somebody"], "year": 1999}
    films = write(tmp_path / "films.jsonl", film)
    recipes = write(tmp_path / "recipes.jsonl", recipe().model_dump())
    assert program.main([str(films), str(recipes), str(tmp_path / "out")]) == 0
    assert "1 posters" in capsys.readouterr().out
    assert (tmp_path / "out" / "50.webp").stat().st_size > 1000
    lonely = write(tmp_path / "more.jsonl", film, {**film, "id": "51"})
    assert program.main([str(lonely), str(recipes), str(tmp_path / "out")]) == 1
    assert "line 2" in capsys.readouterr().err
    assert program.main([str(write(tmp_path / "none.jsonl")), str(recipes), str(tmp_path / "out")]) == 1
    assert "the recipes of 50" in capsys.readouterr().err
