const AWAY = "a, [class*='st-key-go-'] button"; // what may lead to another screen
const HELD = 1500; // milliseconds
const asked = new WeakMap();
let leaving = -Infinity;

// A question that arrives once another screen is drawn would empty that screen: Streamlit takes it for one of the
// screen that was left. So none is sent while a click may be leading away.
function leave(event) {
  if (event.key === "Escape" || (event.type === "click" && event.target.closest?.(AWAY))) leaving = performance.now();
}
document.addEventListener("click", leave, { capture: true });
document.addEventListener("keydown", leave, { capture: true });

export default function ({ data, parentElement, setTriggerValue }) {
  const span = parentElement.querySelector("span");
  if (!data.token || asked.get(span) === data.token) return;
  asked.set(span, data.token);
  // Not while mounting: Streamlit would take the value of the component that is being replaced.
  const ask = () => {
    const wait = leaving + HELD - performance.now();
    if (wait > 0) setTimeout(ask, wait);
    else if (span.isConnected) setTriggerValue("beat", data.token);
  };
  setTimeout(ask, 0);
}
