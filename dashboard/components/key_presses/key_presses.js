const MOVES = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "back",
  PageUp: "back",
  Escape: "leave",
};
const CONTROLS = "input, textarea, select, button, a, summary, [role='slider']";

// Inside a shadow root the event's own target is what has the focus. Space presses a button; arrows move a slider.
function busy(event) {
  const control = event.composedPath()[0];
  if (!(control instanceof Element) || !control.matches(CONTROLS)) return false;
  return event.key === " " || !control.matches("button, a, summary");
}

export default function ({ parentElement, setTriggerValue }) {
  const press = (event) => {
    const move = MOVES[event.key];
    if (!move || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    if (move !== "leave" && busy(event)) return;
    event.preventDefault();
    setTriggerValue("move", move);
  };
  document.addEventListener("keydown", press);
  parentElement.querySelector("span").dataset.listens = ""; // what tests wait for
  return () => document.removeEventListener("keydown", press);
}
