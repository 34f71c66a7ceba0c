"""Messages that follow each other closely are taken in one task, between whose beginning and end nothing is drawn."""

from __future__ import annotations

import pytest

from dashboard.gate.curtain import style_and_programs

pytestmark = pytest.mark.browser
TAKEN = """async () => {
  const socket = Object.setPrototypeOf(new EventTarget(), WebSocket.prototype);
  const log = [];
  const say = (data) => socket.dispatchEvent(new MessageEvent("message", { data }));
  socket.addEventListener("message", ({ data }) => {
    log.push(data);
    setTimeout(() => log.push("next task"), 0);
  });
  socket.addEventListener("close", () => log.push("closed"));
  for (const data of ["one", "two"]) say(data);
  log.push("nothing yet");
  await new Promise((done) => setTimeout(done, 200));
  say("last");
  socket.dispatchEvent(new CloseEvent("close"));
  return log;
}"""


def test_they_are_taken_together_and_before_the_end(chromium):
    page = chromium.new_context().new_page()
    page.add_script_tag(content=style_and_programs()[-1])
    assert page.evaluate(TAKEN) == ["nothing yet", "one", "two", "next task", "next task", "last", "closed"]
    page.context.close()
