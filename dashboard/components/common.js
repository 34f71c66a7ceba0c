// What several components need. Python puts it around them; see `scripts` in __init__.py.

export const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const [TURN_BACK, COME_OUT] = ["\u202c", "\u2069"]; // end an embedding or an override; end an isolate
const memory = new WeakMap();
const lists = new WeakMap();

/** Return a number with its sign, "+0.31" or "−0.02", as Python writes it; one that rounds to 0 has none. */
export function signed(value, digits = 2) {
  const rounded = Math.abs(value).toFixed(digits);
  return Number(rounded) === 0 ? rounded : `${value > 0 ? "+" : "−"}${rounded}`;
}

/** Return the class of a value that speaks for a film, or against it. */
export const direction = (value) => (value > 0 ? "for" : "against");

/** Return a text of at most so many letters, with an ellipsis where it had more. */
export function shorten(text, letters) {
  return text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}…` : text;
}

/** Return a text in lines of at most so many letters. */
export function wrap(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= letters || !lines.at(-1)) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}

/**
 * Return a text whose signs of direction reach no further than itself, as `balance` in text/direction.py does: one that
 * ends an isolate would end a bdi's, too.
 */
export function balance(text) {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text;
  const ends = [];
  const pieces = [...text].filter((sign) => {
    if (/[\u202a\u202b\u202d\u202e]/.test(sign)) return ends.push(TURN_BACK);
    if (/[\u2066-\u2068]/.test(sign)) return ends.push(COME_OUT);
    if (sign === TURN_BACK) return ends.at(-1) === TURN_BACK && ends.pop();
    if (sign !== COME_OUT) return true;
    const place = ends.lastIndexOf(COME_OUT);
    return place >= 0 && ends.splice(place);
  });
  return [...pieces, ...ends.reverse()].join("");
}

/** Return a new element, at the end of its parent if it has one. */
export function element(tag, className = "", parent = null, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = balance(text);
  parent?.append(node);
  return node;
}

/** Write a text into an element; one that stays the same costs no new layout. */
export function write(node, text) {
  const own = balance(text);
  if (node.textContent !== own) node.textContent = own;
}

/** Return a new button, which sends no form. */
export function button(className = "", parent = null, text = "") {
  const node = element("button", className, parent, text);
  node.type = "button";
  return node;
}

/** Return a new element of an SVG. */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Define stripes of the ground over an accent, so that what is against never shows by colour alone. */
export function stripes(id) {
  const line = svg("path", { d: "M0 6L6 0", class: "stripe" });
  return svg("defs", {}, svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, line));
}

/**
 * Show a picture, or what stands for it where there is none or it can't be loaded. An address that stays the same is not
 * loaded again. Who serves it is not told which page it is for, whose address holds the history.
 */
export function showPicture(image, address, stand = null) {
  const show = () => {
    image.hidden = !address || image.dataset.failed === address;
    if (stand) stand.hidden = !image.hidden;
  };
  if (address && image.getAttribute("src") !== address) {
    image.referrerPolicy = "no-referrer";
    image.onerror = () => {
      image.dataset.failed = address;
      show();
    };
    image.src = address;
  }
  show();
}

/** Give an element the accent of a part of the score, which the page's style sheet names after it. */
export function paint(node, part) {
  node.dataset.part = part;
  node.style.setProperty("--why-accent", `var(--why-${part})`);
}

/** Mark a button as pressed, or as not pressed. */
export const press = (node, pressed) => node.setAttribute("aria-pressed", String(pressed));

/** Return what is remembered of an element; `make` makes it at the first call. */
export function remember(node, make) {
  if (!memory.has(node)) memory.set(node, make(node));
  return memory.get(node);
}

/** Leave one of several nodes in the order of the Tab key: the one that is given, where it is among them, else the first. */
export function oneStop(nodes, current) {
  const stop = nodes.includes(current) ? current : nodes[0];
  for (const node of nodes) {
    const place = node === stop ? 0 : -1;
    if (node.tabIndex !== place) node.tabIndex = place;
  }
}

/** Give a parent so many children. */
export function resize(parent, length, make) {
  while (parent.children.length > length) parent.lastChild.remove();
  while (parent.children.length < length) parent.append(make());
}

/**
 * Give a list an element for each [key, data]. `make` returns its parts, of which `node` is the whole, and `fill` writes
 * the data into them where they are not the same as before. Elements are kept by key, so that keyboard focus and loaded
 * pictures survive new data.
 */
export function patchList(list, entries, make, fill) {
  const items = lists.get(list) ?? new Map();
  lists.set(list, items);
  const active = activeElement(list);
  const keys = new Set(entries.map(([key]) => key));
  for (const [key, { node }] of items) {
    if (keys.has(key)) continue;
    node.remove();
    items.delete(key);
  }
  entries.forEach(([key, data], place) => {
    if (!items.has(key)) items.set(key, make());
    const item = items.get(key);
    const written = JSON.stringify(data);
    if (item.written !== written) fill(item, data);
    item.written = written;
    if (list.children[place] !== item.node) list.insertBefore(item.node, list.children[place] ?? null);
  });
  if (list.contains(active)) focus(active);
}

/** Return the element with the keyboard's focus, in the component that a node belongs to. */
export const activeElement = (node) => node.getRootNode().activeElement;

/** Give an element the keyboard's focus; the page stays where it is. */
export const focus = (node) => node?.focus({ preventScroll: true });

/** Draw anew, and give the keyboard's focus back to the element with the same token. */
export function keepFocus(root, draw) {
  const active = activeElement(root);
  const token = root.contains(active) ? active.dataset.token : undefined;
  draw();
  if (token) focus([...root.querySelectorAll("[data-token]")].find((node) => node.dataset.token === token));
}

/** Return where an arrow key leads, as [columns, rows]; [0, 0] for other keys. */
export const arrow = (event) => ARROWS[event.key] ?? [0, 0];

/** Send the token of what is clicked, or pressed by Enter or space, as the focus that a person asks for. */
export function sendFocus(root, send) {
  const choose = (event) => {
    const token = event.target.closest("[data-token]")?.dataset.token;
    if (token !== undefined) send("focus", token);
    return token !== undefined;
  };
  // A handler that returns false keeps the browser from what a click does by itself, such as opening a table.
  root.onclick = (event) => void choose(event);
  root.onkeydown = (event) => {
    const isPress = event.key === "Enter" || event.key === " ";
    // A button turns these keys into a click by itself.
    if (isPress && !event.target.closest("button") && choose(event)) event.preventDefault();
  };
}

/** Add the buttons that save a figure. `figure` returns its layers of SVG and its name; figure_saver.js saves them. */
export function addSaveButtons(bar, figure) {
  for (const kind of ["png", "svg", "pdf"]) {
    const save = button("", bar, kind.toUpperCase());
    save.setAttribute("aria-label", `Save this figure as ${kind.toUpperCase()}`);
    save.addEventListener("click", () => {
      const detail = { ...figure(), kind };
      save.dispatchEvent(new CustomEvent("save-figure", { bubbles: true, composed: true, detail }));
    });
  }
}
