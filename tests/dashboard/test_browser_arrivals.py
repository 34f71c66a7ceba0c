"""Messages that follow each other closely are taken in one task, between whose beginning and end nothing is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dashboard.gate.curtain import style_and_programs

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SOCKET = """() => {
  const socket = Object.setPrototypeOf(new EventTarget(), WebSocket.prototype);
  window.log = [];
  window.say = (data) => socket.dispatchEvent(new MessageEvent("message", { data }));
  window.end = (name) => socket.dispatchEvent(new Event(name));
  socket.addEventListener("message", ({ data }) => {
    log.push(data);
    setTimeout(() => log.push("next task"), 0);
  });
  for (const name of ["error", "close"]) socket.addEventListener(name, () => log.push(name));
}"""
PAUSE = """async () => {
  for (const data of ["one", "two"]) say(data);
  log.push("nothing yet");
  await new Promise((done) => setTimeout(done, 200));
  return log;
}"""
NO_PAUSE = """() => {
  const start = performance.now();
  while (log.length === 0 && performance.now() - start < 10_000) say("more");
  return log.length > 0;
}"""


@pytest.fixture
def page(chromium) -> Iterator[Page]:
    """A page with a socket that says and ends what it is told to."""
    context = chromium.new_context()
    page = context.new_page()
    page.add_script_tag(content=style_and_programs()[-1])
    page.evaluate(SOCKET)
    yield page
    context.close()


def test_they_are_taken_together(page):
    assert page.evaluate(PAUSE) == ["nothing yet", "one", "two", "next task", "next task"]


def test_none_is_held_long_where_others_go_on_coming(page):
    assert page.evaluate(NO_PAUSE)


@pytest.mark.parametrize("end", ["error", "close"])
def test_the_last_are_taken_before_the_end(page, end):
    assert page.evaluate("(name) => { say('last'); end(name); return log; }", end) == ["last", end]


def test_a_hidden_page_takes_each_at_once(page):
    page.evaluate("() => Object.defineProperty(document, 'hidden', { value: true })")
    assert page.evaluate("() => { say('one'); return log; }") == ["one"]
