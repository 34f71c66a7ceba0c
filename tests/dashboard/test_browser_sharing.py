"""The address in a real browser: another browser opens what this one shows, and Back works."""

from __future__ import annotations

import csv
import json
import re

import pytest

from dashboard.look.palette import accent
from emde_core import History
from emde_core.schema import CATEGORICAL

from .screens import FOCUSED, WAIT, Screen

pytestmark = pytest.mark.browser


def test_a_link_opens_the_same_page_elsewhere_and_back_works(chromium, address):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    screen = Screen(context.new_page(), address)
    page = screen.page
    screen.add("salt lan", "1")
    screen.add("supper", "16", "Shift+Enter")
    chosen = screen.films()[3]
    screen.do(lambda: page.locator(f".tile[data-film='{chosen}']").click())
    score = page.locator(".score").get_attribute("data-score")
    page.get_by_role("button", name=re.compile("^Share or save")).click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url

    other = Screen(chromium.new_context().new_page(), link)
    for part in (".history .row", ".tile[aria-pressed=true]"):  # components come after the page
        other.page.locator(part).first.wait_for()
    assert other.watched() == [("1", "like"), ("16", "dislike")]
    assert other.page.locator(".score").get_attribute("data-score") == score
    assert other.page.locator(".tile[aria-pressed=true]").get_attribute("data-film") == chosen

    screen.do(page.go_back)
    assert screen.watched() == [("1", "like"), ("16", "dislike")]
    assert page.locator(".tile[aria-pressed=true]").get_attribute("data-film") != chosen
    screen.do(page.go_back)
    assert screen.watched() == [("1", "like")]
    screen.do(page.go_back)
    page.get_by_text("Which films did you love?").wait_for()
    screen.do(page.go_forward)
    page.locator(".history .row").first.wait_for()  # a component that is new on the page comes after it
    assert screen.watched() == [("1", "like")]
    page.get_by_role("link", name="Evidence").click()
    page.get_by_text("What recommendations are made of").wait_for()
    page.go_back()
    page.locator(".history .row").first.wait_for()
    assert screen.watched() == [("1", "like")]
    for each in (screen, other):
        assert each.problems == []
        each.page.context.close()


HOSTILE = {"6": "<script", "11": "<b>bold", "5": "m*a*s*h"}


def downloaded(page, button: str) -> str:
    """The text of a file that is saved by the button of this name."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.path().read_text(encoding="utf-8")


def test_a_saved_page_opens_without_a_network(chromium, address, tmp_path, service):
    screen = Screen(chromium.new_context().new_page(), address)
    for film, query in HOSTILE.items():
        screen.add(query, film)
    screen.page.get_by_role("button", name=re.compile("^Share or save")).click()
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name=re.compile("^A page to keep")).click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    explained = screen.page.locator(".sentence").get_attribute("data-film")
    why = service.explain(History(liked=tuple(HOSTILE)), explained)
    document = json.loads(downloaded(screen.page, "Everything as data"))
    assert (document["film"]["id"], document["score"]) == (explained, why.score)
    assert [film["title"] for film in document["history"]["liked"]] == [service.film(f).title for f in HOSTILE]
    assert document["provenance"]["model_hash"] == service.model.model_hash
    rows = list(csv.DictReader(downloaded(screen.page, "The parts as a table").splitlines()))
    assert {row["model_hash"] for row in rows} == {service.model.model_hash}
    assert sum(float(row["value"]) for row in rows) == pytest.approx(why.score)
    screen.page.context.close()

    context = chromium.new_context(offline=True)
    page, problems, asked = context.new_page(), [], []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(saved.as_uri())
    page.locator(".entries .choice").first.wait_for()
    assert page.locator("h1").text_content() == f"Why {service.film(explained).label}?"
    watched = page.locator(".shelf b").all_text_contents()
    assert watched == [service.film(film).label for film in HOSTILE]
    assert page.evaluate("[...document.images].every((picture) => picture.naturalWidth > 0)")
    with page.expect_download() as figure:
        page.locator(".waterfall .save button", has_text="SVG").click(force=True)
    assert service.model.model_hash in figure.value.path().read_text()
    assert "href" not in page.evaluate("document.body.innerHTML.match(/<(link|a|iframe|object)[^>]*/g)?.join() ?? ''")
    choose_by_keyboard(page)
    choose_a_film(page, service, explained)
    assert (problems, asked) == ([], [saved.as_uri()])
    context.close()

    bare = chromium.new_context(offline=True, java_script_enabled=False).new_page()
    bare.goto(saved.as_uri())
    assert bare.locator(".shelf b").all_text_contents() == watched
    assert bare.locator(".sentence").is_visible()
    assert bare.get_by_text("Every part of the score, in nats").is_visible()
    bare.context.close()


def choose_by_keyboard(page):
    """Tab to a bar, Enter, and Escape: what belongs to it stays lit in between."""
    sentence, recede = page.locator(".sentence"), page.locator(".entries .title.recedes")
    before = sentence.text_content()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED, ".entries .choice"):
            break
    name = page.locator(".entries .choice").first.get_attribute("aria-label")
    assert page.locator(".readout").text_content() == name
    page.keyboard.press("Enter")
    page.locator(".entries .choice[aria-pressed=true]").wait_for()
    assert page.evaluate(FOCUSED, ".entries .choice[aria-pressed=true]")  # redrawn, it has the focus still
    assert sentence.text_content() != before
    assert recede.count() == page.locator(".entries .choice").count() - 1
    page.keyboard.press("Escape")
    assert (sentence.text_content(), recede.count()) == (before, 0)


def choose_a_film(page, service, explained):
    """A film of the history shows what it has in common with the explained one; the numbers are the service's."""
    entry = page.locator(".shelf .entry").last
    entry.click()
    film_id = list(HOSTILE)[-1]
    threads = service.threads(History(liked=tuple(HOSTILE)), explained, film_id)[0]
    assert page.locator(".bands.two .source .stand").text_content() == service.film(film_id).title
    bands = page.locator(".bands .ribbon").evaluate_all("(bands) => bands.map((band) => Number(band.dataset.value))")
    assert sum(bands) == pytest.approx(threads.contribution)
    values = page.locator(".reader .chip").evaluate_all("(chips) => chips.map((chip) => Number(chip.dataset.value))")
    is_category = [atom.modality == CATEGORICAL for atom in threads.parts]
    categories = threads.weights[is_category].sum()
    assert sum(values) == pytest.approx(categories)
    assert page.locator(".shelf .recedes").count() == len(HOSTILE) - 1
    page.locator(".reader .chip").first.click()  # and one of its categories: all films are back
    assert page.locator(".bands:not(.two)").is_visible()
    assert page.locator(".chip[aria-pressed=true]").count() == 1
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".choosing").count() == 0


def _as_hex(colour: str) -> str:
    return "#" + "".join(f"{int(each):02x}" for each in re.findall(r"\d+", colour)[:3])


def test_every_figure_can_be_saved(chromium, address, service):
    screen = Screen(chromium.new_context(color_scheme="dark").new_page(), address)
    screen.add("salt lan", "1")
    page = screen.page
    saver = page.locator(".entries .save")
    saver.wait_for()
    page.locator("[data-saver=ready]").wait_for(timeout=WAIT)
    with page.expect_download() as drawing:
        saver.get_by_role("button", name=re.compile("as SVG")).press("Enter")  # by keys: nothing moves away from them
    svg = drawing.value.path().read_text()
    assert service.model.model_hash in svg
    assert "The Salt Lantern" in svg
    assert "fill: rgb(" in svg  # it looks the same without the page's style sheet
    film = service.film(page.locator(".sentence").get_attribute("data-film"))
    assert f"Film: {film.label}." in re.sub(r"</text><text [^>]*>", " ", svg)
    assert "History: liked: The Salt Lantern (1984)." in re.sub(r"</text><text [^>]*>", " ", svg)
    assert "Method: ours for the score. Values are log scores in nats" in re.sub(r"</text><text [^>]*>", " ", svg)
    assert ">categories</text>" in svg  # the legend
    assert 'fill="rgb(255, 255, 255)"' in svg  # on white, though the page is dark
    assert accent("categorical", "light") in {_as_hex(each) for each in re.findall(r"rgb\([^)]*\)", svg)}
    assert drawing.value.suggested_filename.startswith("the-salt-lantern")
    with page.expect_download() as picture:
        saver.get_by_role("button", name=re.compile("as PNG")).press("Enter")
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")
    table = page.locator(".reasons .twin")
    table.locator("summary").click()
    table.locator("tbody tr").first.wait_for(timeout=WAIT)
    table.locator("summary").press("Enter")
    table.locator("tbody tr").first.wait_for(state="hidden", timeout=WAIT)
    title = page.title()
    page.evaluate("() => { window.print = () => { window.name = document.title } }")  # nobody sees a dialog here
    saver.get_by_role("button", name=re.compile("as PDF")).press("Enter")
    assert page.evaluate("window.name").startswith("the-salt-lantern")  # what the browser calls the file
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    assert document.count(b"/Type /Page\n") == 1  # the figure alone, whole
    assert b"/FontDescriptor" in document  # letters that can be chosen, not a picture of them
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".figure-sheet").count() == 0
    assert page.title() == title
    assert screen.problems == []
    page.context.close()


def test_notes_outlive_reloads_restarts_and_another_tab(chromium, address, tmp_path):
    context = chromium.new_context()
    screen = Screen(context.new_page(), address)
    screen.add("salt lan", "1")
    film = screen.page.locator(".sentence").get_attribute("data-film")
    _keep_note(screen.page, "5", "Because of <b>De Niro</b>")

    other = Screen(context.new_page(), screen.page.url)  # a second tab, which knows the first one's note
    other.page.get_by_role("button", name="Noted").wait_for()
    other.do(lambda: other.page.locator(".tile").nth(1).click())
    _keep_note(other.page, "2", "Not this one")

    context.storage_state(path=tmp_path / "storage.json")
    context.close()
    again = chromium.new_context(storage_state=tmp_path / "storage.json")  # the browser was closed, and opened
    page = again.new_page()
    page.goto(f"{address}/data")
    page.locator(".own-note").nth(1).wait_for()
    page.reload()
    page.locator(".own-note").nth(1).wait_for()
    assert page.locator(".own-note .words").all_text_contents() == ["Not this one", "Because of <b>De Niro</b>"]
    rows = list(csv.DictReader(downloaded(page, "Notes as CSV").splitlines()))
    assert [row["rating"] for row in rows] == ["5", "2"]
    link = Screen(again.new_page(), rows[0]["link"])
    assert link.page.locator(".sentence").get_attribute("data-film") == rows[0]["film"] == film
    page.get_by_role("button", name="Delete", exact=True).first.click()
    page.locator(".own-note").nth(1).wait_for(state="detached")
    page.get_by_role("button", name="Delete all …").click()
    page.get_by_role("button", name="Delete all notes").click()
    page.get_by_text("None yet.").wait_for()
    page.wait_for_function("Object.keys(localStorage).every((name) => !name.startsWith('emde-note:'))")
    assert screen.problems == other.problems == link.problems == []
    again.close()


def _keep_note(page, rating: str, text: str) -> None:
    page.get_by_role("button", name=re.compile("^Rate or note")).click()
    page.get_by_role("radio", name=rating).or_(page.get_by_role("button", name=rating, exact=True)).click()
    page.get_by_role("textbox", name="A note").fill(text)
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Noted").wait_for()
    kept = "(text) => Object.values(localStorage).some((each) => each.includes(JSON.stringify(text)))"
    page.wait_for_function(kept, arg=text)
