import { activeElement, button, element, focus, paint, press, remember, resize, sendFocus, write } from "../common.js";

const CELLS = [["i", ""], ["span", "name"], ["b", "value"], ["em", "mark"]];

function makeKey() {
  const node = button("key");
  for (const [tag, name] of CELLS) node.append(element(tag, name), " ");
  return node;
}

function fillKey(node, key, token) {
  node.dataset.token = key.token;
  paint(node, key.part);
  press(node, key.token === token);
  node.title = key.caveat;
  for (const name of ["name", "value", "mark"]) write(node.querySelector(`.${name}`), key[name]);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const bar = parentElement.querySelector(".bar");
  const keys = bar.querySelector(".keys");
  const all = bar.querySelector(".all");
  resize(keys, data.keys.length, makeKey);
  data.keys.forEach((key, place) => fillKey(keys.children[place], key, data.focus));
  if (!data.focus && activeElement(bar) === all) focus(keys.firstChild);
  all.hidden = !data.focus;
  bar.classList.toggle("choosing", Boolean(data.focus));
  sendFocus(bar, setTriggerValue);
  const previous = remember(bar, () => ({ escape: null }));
  document.removeEventListener("keydown", previous.escape);
  const escape = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && bar.isConnected) setTriggerValue("focus", "");
  };
  previous.escape = escape;
  if (data.focus) document.addEventListener("keydown", escape);
  return () => document.removeEventListener("keydown", escape);
}
