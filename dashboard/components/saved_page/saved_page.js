// A saved page holds what is on it before anything is chosen, and for each thing that can be chosen what changes by it.
import { arrow, element, focus, press, sendFocus } from "../common.js";

/** Return a value after a change: [new value], or an object of the changes within it; see `difference` in export/report.py. */
function changed(value, change) {
  if (Array.isArray(change)) return change[0];
  const copy = Array.isArray(value) ? [...value] : { ...value };
  for (const [key, each] of Object.entries(change)) copy[key] = changed(value[key], each);
  return copy;
}

/** Put a component in the place of what stands there for readers without JavaScript. */
function mount(place) {
  const root = place.attachShadow({ mode: "open" });
  root.append(document.getElementById(`component-${place.dataset.component}`).content.cloneNode(true));
  return [place.dataset.component, root];
}

function drawSentence(place, pieces) {
  if (place.textContent === pieces.map(({ text }) => text).join("")) return;
  place.replaceChildren();
  for (const { part, text } of pieces) element("span", part && `reason ${part}`, place, text);
}

/** Let the history's entries be chosen: one stop of the Tab key for all, arrow keys walk among them. */
function equipShelf(entries, tokens, choose) {
  entries.forEach((node, place) => {
    node.dataset.token = tokens[place];
    node.setAttribute("role", "button");
    node.tabIndex = place ? -1 : 0;
    sendFocus(node, choose);
    node.addEventListener("keydown", (event) => {
      const [right, down] = arrow(event);
      const next = entries[place + right + down];
      if (!next || !(right || down)) return;
      event.preventDefault();
      node.tabIndex = -1;
      next.tabIndex = 0;
      focus(next);
    });
  });
}

function drawShelf(entries, shelf, token) {
  entries.forEach((node, place) => {
    press(node, shelf[place].token === token);
    node.classList.toggle("recedes", shelf[place].recedes);
  });
}

/** Give each picture in the data, which is named there, the address that it has on the page. */
function withPictures(data, addresses) {
  if (data === null || typeof data !== "object") return data;
  if (Array.isArray(data)) return data.map((each) => withPictures(each, addresses));
  const entries = Object.entries(data).map(([key, value]) => [key, withPictures(value, addresses)]);
  const copy = Object.fromEntries(entries);
  return typeof data.picture === "string" ? { ...copy, picture: addresses.get(data.picture) ?? null } : copy;
}

export default function (components) {
  const { base, changes } = JSON.parse(document.getElementById("views").textContent);
  const addresses = new Map([...document.querySelectorAll("img[data-picture]")].map((i) => [i.dataset.picture, i.src]));
  const places = [...document.querySelectorAll("[data-component]")].map(mount);
  const entries = [...document.querySelectorAll(".shelf .entry")];
  const sentence = document.querySelector(".sentence");
  let current = "";

  function draw() {
    const view = withPictures(changed(base, changes[current] ?? {}), addresses);
    drawSentence(sentence, view.sentence);
    drawShelf(entries, view.shelf, current);
    for (const [name, parentElement] of places) {
      const data = view[name];
      if (data) components[name]?.({ data, parentElement, setTriggerValue: (_, token) => choose(token) });
    }
  }

  function choose(token) {
    if (token && !Object.hasOwn(changes, token)) return;
    current = token === current ? "" : token;
    draw();
  }

  equipShelf(entries, base.shelf.map(({ token }) => token), (_, token) => choose(token));
  draw();
}
