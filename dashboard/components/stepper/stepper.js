import { activeElement, button, element, focus, remember, resize, write } from "../common.js";

const MOVES = { ArrowRight: 1, ArrowLeft: -1 };
const OWN_ARROWS = "input, textarea, select, [role='slider'], [role='radio'], [role='combobox'], [role='tab']";

function makeStep() {
  const item = element("li");
  const node = button("name", item);
  element("i", "", node);
  element("bdi", "", node);
  return item;
}

/** Draw the names, one stop of the Tab key for all; the focus goes with the step. */
function drawNames(list, { names, step }) {
  const inside = list.contains(activeElement(list));
  resize(list, names.length, makeStep);
  names.forEach((name, place) => {
    const node = list.children[place].firstChild;
    const isCurrent = place + 1 === step;
    node.dataset.step = String(place + 1);
    node.setAttribute("aria-label", `Step ${place + 1} of ${names.length}: ${name}`);
    node.querySelector("i").textContent = String(place + 1);
    write(node.querySelector("bdi"), name);
    node.tabIndex = isCurrent ? 0 : -1;
    if (isCurrent) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
    if (isCurrent && inside) focus(node);
  });
}

/** Arrow keys lead on, wherever the focus is but in a control that has arrows of its own. */
function listen(stepper) {
  const view = { step: 1, count: 1, send: null };
  view.go = (step) => step >= 1 && step <= view.count && step !== view.step && view.send("step", step);
  view.press = (event) => {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || !MOVES[event.key]) return; // a list has used the key
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target instanceof Element && target.matches(OWN_ARROWS)) return;
    event.preventDefault();
    view.go(view.step + MOVES[event.key]);
  };
  stepper.querySelector("ol").onclick = (event) => view.go(Number(event.target.closest(".name")?.dataset.step));
  stepper.querySelector(".back").onclick = () => view.go(view.step - 1);
  stepper.querySelector(".next").onclick = () => view.go(view.step + 1);
  return view;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const stepper = parentElement.querySelector(".stepper");
  const view = remember(stepper, listen);
  Object.assign(view, { step: data.step, count: data.names.length, send: setTriggerValue });
  drawNames(stepper.querySelector("ol"), data);
  stepper.querySelector(".back").disabled = data.step === 1;
  stepper.querySelector(".next").disabled = data.step === data.names.length;
  document.addEventListener("keydown", view.press);
  return () => document.removeEventListener("keydown", view.press);
}
