import { remember } from "../common.js";

const WAYS_OUT = "a, .st-key-navigation, [class*='st-key-go-'] button"; // what may lead to another screen
const PAUSE = 1500; // milliseconds after a click that may be leading away
const GAP = 100; // milliseconds between questions: of two at once, Streamlit answers one
const queue = (globalThis.emdeQuestions ??= { free: 0 }); // shared by all pulses on the page
let leaving = -Infinity;

// A question that arrives once another screen is drawn would empty that screen: Streamlit takes it for one of the
// screen before. So none is sent while a click may be leading away.
function leave(event) {
  if (event.key === "Escape" || (event.type === "click" && event.target.closest?.(WAYS_OUT))) {
    leaving = performance.now();
  }
}
document.addEventListener("click", leave, { capture: true });
document.addEventListener("keydown", leave, { capture: true });

export default function ({ data, parentElement, setTriggerValue }) {
  const span = parentElement.querySelector("span");
  const last = remember(span, () => ({ token: null }));
  if (!data.token || last.token === data.token) return;
  last.token = data.token;
  const ask = () => {
    const now = performance.now();
    const wait = Math.max(leaving + PAUSE, queue.free) - now;
    if (wait > 0) {
      setTimeout(ask, wait);
    } else if (span.isConnected) {
      queue.free = now + GAP;
      setTriggerValue("beat", data.token);
    }
  };
  // Not while mounting: Streamlit would take the value of the component that is being replaced.
  setTimeout(ask, 0);
}
