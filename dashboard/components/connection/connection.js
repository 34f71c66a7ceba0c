import { remember, write } from "../common.js";

const STATE = "data-test-connection-state"; // Streamlit's own word about its socket
const THEIR_WORDS = ".stDialog button[aria-label=Close]"; // below an alarming window, which hides the page from readers

/** Let nothing be done on a page whose server would not hear of it. */
function hold(event) {
  if (event.key === "Tab" || !event.isTrusted) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}

function turn(page, phase, words = "") {
  page.phase = phase;
  write(page.status, words);
  document.documentElement.toggleAttribute("data-rests", phase !== "here"); // dashboard.css greys the page
  for (const deed of ["click", "keydown"]) {
    if (phase === "here") document.removeEventListener(deed, hold, true);
    else document.addEventListener(deed, hold, true);
  }
}

function look(page, app) {
  if (app.getAttribute(STATE) !== "CONNECTED") {
    if (page.phase !== "lost") turn(page, "lost", page.words.lost);
    document.querySelector(THEIR_WORDS)?.click();
  } else if (page.phase === "lost") {
    turn(page, "back", page.words.back);
    page.send("back", page.drawing);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const status = parentElement.querySelector("[role=status]");
  const page = remember(status, () => ({ status, phase: "here" }));
  if (page.phase === "back" && page.drawing !== data.drawing) turn(page, "here");
  Object.assign(page, data, { send: setTriggerValue });
  const app = document.querySelector(".stApp");
  const watch = new MutationObserver(() => look(page, app));
  watch.observe(app, { attributeFilter: [STATE] });
  watch.observe(document.body, { childList: true });
  return () => watch.disconnect();
}
