const MOVES = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  n: "notes",
  "?": "keys",
  Escape: "leave",
};
const CONTROLS = "input, textarea, select, button, a, summary, [role='slider']";
const TYPED = "input, textarea, select, [role='slider']";

// Inside a shadow root the event's own target is what has the focus. Space presses a button that the keyboard went to, not
// one that was clicked before; arrows move a slider.
function busy(event) {
  const control = event.composedPath()[0];
  if (!(control instanceof Element) || !control.matches(CONTROLS)) return false;
  return (event.key === " " && control.matches(":focus-visible")) || control.matches(TYPED);
}

// A black screen, for a room that is to listen. The next key or click, whichever it is, only brings the slide back.
const blank = (is) => document.documentElement.classList.toggle("blank", is);
const isBlank = () => document.documentElement.classList.contains("blank");

function uncover(event) {
  if (!isBlank()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  blank(false);
}

// A browser fills the screen only in answer to a key or a click, which a message to Python and back no longer is.
function toggleFullScreen() {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  done?.catch(() => {}); // a browser may forbid it, as in a frame
}

// What a slide holds back until the next step comes with a class; where its style hides nothing, as for whoever wants no
// motion, nothing waits. A slide that somebody comes back to is whole.
const steps = () => [...document.querySelectorAll(".steps > li")];
const isHidden = (step) => getComputedStyle(step.lastElementChild).visibility === "hidden";

// Until the other slide is drawn, the one that is left stays as it is.
function comeBack(is) {
  for (const each of steps()) each.classList.toggle("revealed", !isHidden(each));
  document.querySelector(".steps")?.classList.add("left");
  document.documentElement.classList.toggle("came-back", is);
}

function reveal() {
  const waiting = steps().find(isHidden);
  waiting?.classList.add("revealed");
  return Boolean(waiting);
}

function conceal() {
  const last = steps().slice(1).findLast((step) => !isHidden(step));
  if (!last) return false;
  comeBack(false);
  last.classList.remove("revealed");
  return isHidden(last);
}

const STAYING = ["notes", "keys"]; // moves that lead to no other slide
const WITHIN = { next: reveal, back: conceal };

/** Go a step further, or back, within a slide; return false where that leads to another slide. */
function step(target) {
  if (WITHIN[target]?.()) return true;
  if (!STAYING.includes(target)) comeBack(target === "back");
  return false;
}

function clickStep(event) {
  const target = Object.keys(WITHIN).find((each) => event.target.closest?.(`.st-key-present-${each}`));
  if (!target || !step(target)) return;
  event.preventDefault();
  event.stopPropagation();
}

const HERE = { f: toggleFullScreen, b: () => blank(true) }; // what a browser does by itself
const move = (key) => MOVES[key] ?? MOVES[key.toLowerCase()] ?? (/^[1-9]$/.test(key) ? key : undefined);

export default function ({ parentElement, setTriggerValue }) {
  const press = (event) => {
    const target = HERE[event.key.toLowerCase()] ?? move(event.key);
    if (!target || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    if (target !== "leave" && busy(event)) return;
    event.preventDefault();
    if (typeof target === "function") target();
    else if (!step(target)) setTriggerValue("move", target);
  };
  document.addEventListener("keydown", uncover, true);
  document.addEventListener("click", uncover, true);
  document.addEventListener("keydown", press);
  document.addEventListener("click", clickStep, true);
  parentElement.querySelector("span").dataset.listens = ""; // what tests wait for
  return () => {
    blank(false);
    comeBack(false);
    document.removeEventListener("keydown", uncover, true);
    document.removeEventListener("click", uncover, true);
    document.removeEventListener("keydown", press);
    document.removeEventListener("click", clickStep, true);
  };
}
