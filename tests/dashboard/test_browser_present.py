"""Slides as a projector shows them: nothing scrolls, runs over the foot, or stands on something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.service.service import Service
from dashboard.service.story import Story
from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History, Recommender
from emde_core.artifacts import prepared_catalogue as store
from emde_core.data.readers.native import read_native
from tests.conftest import SMALL
from tests.serving import served

from .screens import WAIT

pytestmark = pytest.mark.browser

COPIES = 4  # of the 16 films of the small catalogue
SIZES = ((1024, 768), (1280, 720), (1920, 1080), (3840, 2160))  # pixels
DEPEND = ("history", "reasons", "threads", "changes", "link")  # slides that look otherwise for another history
SMALLEST = 11  # pixels that a line of text is high at the least
DRAWN = """([run, chapter]) => Number(document.querySelector('.run')?.dataset.run) > run
  && document.querySelector('.scene')?.dataset.step === chapter
  && document.querySelectorAll('.st-key-slide > *').length === 1"""  # none of the last
MEASURE = """async (smallest) => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const [main, head, slide, foot] = ['.stMain', '.scene', '.st-key-slide', '.st-key-present-foot']
    .map((name) => document.querySelector(name));
  const box = slide.getBoundingClientRect();
  const problems = [];
  const say = (what, ...nodes) => problems.push([what, ...nodes.map((node) => node.outerHTML.slice(0, 80))].join(' '));
  if (main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth) say('the page scrolls');
  const line = head.querySelector('h2');
  if (line.scrollHeight > line.clientHeight + 3) say('the headline is cut:', line);
  if (head.getBoundingClientRect().bottom > box.top + 1) say('the slide begins above the end of its words');
  if (box.bottom > foot.getBoundingClientRect().top + 1) say('the slide ends below the foot');
  if (foot.getBoundingClientRect().bottom > innerHeight) say('the foot is not on the screen');
  const parent = (node) => node.parentElement ?? node.getRootNode().host;
  const visible = (node, { left, top, right, bottom }) => {
    for (let at = node; at && at !== slide; at = parent(at)) {
      if (getComputedStyle(at).overflow === 'visible') continue;
      const clip = at.getBoundingClientRect();
      [left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)];
      [right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)];
    }
    return { node, left, top, right, bottom };
  };
  const all = (root) => [...root.querySelectorAll('*')]
    .flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  const range = document.createRange();
  const texts = (node) => [...node.childNodes].filter((each) => each.nodeType === 3 && each.data.trim());
  const rows = (node) => texts(node).flatMap((text) => {
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()].map((line) => ({ ...visible(node, line), height: line.height }));
    return lines.filter((line) => line.right > line.left && line.bottom - line.top > line.height / 2);
  });
  const nodes = all(slide).filter((node) => node.checkVisibility() && node.tagName !== 'STYLE');
  const pictures = nodes.filter((node) => node.tagName === 'IMG')
    .map((node) => visible(node, node.getBoundingClientRect()));
  const words = nodes.flatMap(rows);
  for (const each of [...pictures, ...words]) {
    const beyond = Math.max(box.left - each.left, box.top - each.top, each.right - box.right, each.bottom - box.bottom);
    if (beyond > 1.5) say(`beyond the slide by ${Math.round(beyond)} pixels:`, each.node);
  }
  words.forEach((one, k) => {
    if (one.height < smallest) say(`only ${one.height} pixels high:`, one.node);
    for (const other of words.slice(k + 1)) {
      if (one.node.contains(other.node) || other.node.contains(one.node)) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > 0.35 * Math.min(one.height, other.height)) say('overlap:', one.node, other.node);
    }
  });
  return problems;
}"""


@pytest.fixture(scope="module")
def many_films(tmp_path_factory, small_prepared, small_config) -> Path:
    """The model of a catalogue that holds each film of the small one four times, with its plot and poster."""
    data, prepared = tmp_path_factory.mktemp("many"), tmp_path_factory.mktemp("many-prepared")
    (data / "posters").symlink_to(SMALL / "posters")
    films = [json.loads(line) for line in (SMALL / "films.jsonl").read_text().splitlines()]
    copies = [film | {"id": f"{film['id']}-{k}", "also_ids": []} for k in range(COPIES) for film in films]
    (data / "films.jsonl").write_text("\n".join(json.dumps(film) for film in copies))
    header, *ratings = (SMALL / "ratings.csv").read_text().splitlines()
    rows = [line.split(",") for line in ratings]
    place = header.split(",").index("film")
    copied = [[*row[:place], f"{row[place]}-{k}", *row[place + 1 :]] for k in range(COPIES) for row in rows]
    (data / "ratings.csv").write_text("\n".join([header, *(",".join(row) for row in copied)]))
    modalities = tuple(reader.modality for reader in small_prepared.encoded.readers.values())
    catalogue = store.prepare(read_native(data), modalities=modalities)
    store.save_prepared(catalogue, prepared)
    encoded = catalogue.encoded
    model = Recommender.fit(encoded.catalogue, catalogue.interactions, small_config, encoded=encoded)
    model.save(prepared / store.MODEL)
    return prepared / store.MODEL


@pytest.fixture(scope="module")
def projector(many_films) -> Iterator[tuple[Service, str]]:
    with served(many_films) as server:
        yield Service.open(many_films), server.address


@pytest.mark.parametrize(
    ("count", "theme", "chapters", "sizes"),
    [(1, "light", DEPEND, SIZES[:2]), (10, "dark", None, SIZES), (50, "light", DEPEND, SIZES[:2])],
)
def test_every_slide_fits_every_projector(chromium, projector, count, theme, chapters, sizes):
    service, address = projector
    ids = [film.id for film in service.model.catalogue]
    history = History(liked=tuple(ids[: count - count // 10]), disliked=tuple(ids[count - count // 10 : count]))
    story = Story(service, history, service.recommend(history, 1)[0].film.id)
    page = chromium.new_context(color_scheme=theme, reduced_motion="reduce").new_page()
    page.goto(f"{address}/present?{PARAMETER}={encode(State(history=history), service.model)}")
    page.locator(".st-key-key-presses [data-listens]").wait_for(state="attached", timeout=WAIT)
    problems = {}
    for chapter in chapters or story.chapters:
        run = int(page.locator(".run").get_attribute("data-run"))
        page.keyboard.press(str(story.chapters.index(chapter) + 1))
        page.wait_for_function(DRAWN, arg=[run, chapter], timeout=WAIT)
        page.wait_for_function("() => [...document.images].every((picture) => picture.complete)", timeout=WAIT)
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            problems[chapter, width] = page.evaluate(MEASURE, SMALLEST)
    page.context.close()
    assert {case: what for case, what in problems.items() if what} == {}
    assert len(problems) == len(sizes) * len(chapters or story.chapters)
