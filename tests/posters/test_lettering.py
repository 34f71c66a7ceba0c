import numpy as np
import pytest
from PIL import Image

from emde_core.posters import render
from emde_core.posters.colour import contrast
from emde_core.posters.faces import FACES
from emde_core.posters.palettes import PALETTES
from emde_core.posters.typography import credit_line, draw_title, set_title
from tests.posters.poster_cases import NASTY_TITLES, recipe

WIDTH, HEIGHT = 600, 900


@pytest.mark.parametrize("key", sorted(FACES))
def test_no_title_is_cut_off_and_none_is_tiny(key):
    for title in NASTY_TITLES:
        lettering = set_title(title, "Miloš Forman & Jan Svěrák · 1996", key, WIDTH)
        assert "".join("".join(lettering.lines).split()) == "".join(lettering.face.case(title).split())
        assert 1 <= len(lettering.lines) <= 4
        assert lettering.height < 0.62 * WIDTH
        image = Image.new("RGB", (WIDTH, HEIGHT))
        draw_title(image, lettering, 100, (255, 255, 255), (255, 255, 255))
        left, top, right, bottom = image.getbbox()
        assert 0.06 * WIDTH < left < right < 0.94 * WIDTH, title
        assert 97 <= top < bottom <= 103 + lettering.height, title
        if max(map(len, title.split())) < 20 and len(title) < 80:
            assert lettering.size >= 0.035 * WIDTH, title


@pytest.mark.parametrize("title", ["Žižek", "Łódź", "Ångström"])
def test_a_face_without_a_letter_gives_way_to_one_that_has_it(title):
    for key in ("western", "tech", "horror", "marker"):
        lettering = set_title(title, "", key, WIDTH)
        assert lettering.face.key != key or title == "Ångström"


def test_credits():
    assert credit_line(["Fritz Lang"], 1931) == "Fritz Lang · 1931"
    assert credit_line(["Joel Coen", "Ethan Coen"], 1996) == "Joel Coen & Ethan Coen · 1996"
    assert credit_line(["A", "B", "C"], 1999) == "A, B & C · 1999"
    many = ["Clyde Geronimi", "Wilfred Jackson", "Hamilton Luske"]
    assert credit_line(many, 1950) == "Clyde Geronimi & others · 1950"
    assert credit_line([], 1999) == "1999"


@pytest.mark.parametrize("palette", sorted(PALETTES))
@pytest.mark.parametrize("composition", ["radial", "diagonal"])
def test_titles_can_be_read(palette, composition, monkeypatch):
    asked = []

    def note(image, lettering, top, colour, soft):
        zone = image.crop((50, int(top), image.width - 50, int(top + lettering.height))).resize((24, 12))
        asked.append((colour, soft, np.asarray(zone).reshape(-1, 3)))
        return draw_title(image, lettering, top, colour, soft)

    monkeypatch.setattr(render, "draw_title", note)
    for title_at in ("top", "bottom"):
        words = recipe(palette=palette, composition=composition, title_at=title_at)
        render.render_poster(words, "Some Title", "Somebody · 1999", (100, 150))
    for colour, soft, pixels in asked:
        for ink in (colour, soft):
            ratios = sorted(contrast(ink, tuple(int(part) for part in pixel)) for pixel in pixels)
            assert ratios[len(ratios) // 20] >= 4.5  # the faintest twentieth may hold a star or a rule
