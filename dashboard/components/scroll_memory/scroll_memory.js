// Streamlit's pages scroll in a box of their own, of which browsers remember nothing.
const HOLD = 10_000; // milliseconds in which a page that comes in pieces grows as long as it was
const ACTS = ["wheel", "touchmove", "pointerdown", "keydown"];
const places = new Map(); // by address, how far its page was scrolled
let address = null; // of the page that somebody last did something on; null where nobody did since it opened
let screen = null; // on the page
let goal = null; // where a page that somebody returned to was left, while it is on its way there
let end = 0;

const box = () => document.querySelector(".stMain");

function keep() {
  if (address !== null && goal === null) places.set(address, box()?.scrollTop ?? 0);
}

/** Note where the page is: whoever leaves it by a click or a key does something on it first. */
function act() {
  [goal, address] = [null, location.href];
  keep();
}

/** Keep where the page is that is left, which is still drawn, and go where the other one was left. */
function travel() {
  keep();
  address = null;
  stay(places.get(location.href) ?? 0);
}

function stay(top) {
  const isIdle = goal === null;
  [goal, end] = [top, performance.now() + HOLD];
  if (isIdle) pursue();
}

function pursue() {
  if (performance.now() > end) goal = null;
  if (goal === null) return;
  box()?.scrollTo({ top: goal, behavior: "instant" });
  requestAnimationFrame(pursue);
}

for (const name of ACTS) addEventListener(name, act, { capture: true, passive: true });
addEventListener("popstate", travel);

export default function ({ data }) {
  const isOpened = screen !== null && screen !== data.screen;
  screen = data.screen;
  if (!isOpened) return;
  address = null;
  if (goal === null) box()?.scrollTo({ top: 0, behavior: "instant" });
  else stay(goal);
}
