// Two figures of one explanation, drawn as SVG for the room that they have. Colours are the page's own.
const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 200; // pixels of the waterfall
const ABOVE = 22; // pixels over its highest column, for what is said there
const BELOW = 24; // and under the lowest, for its name
const MARK = 15; // more of it where a name has a mark below
const ROW = 27; // pixels of an entry's row
const BAR = 14;
const LETTER = 6.6; // pixels of an average letter
const SUM = 58; // pixels right of the bars, for their sums
const views = new WeakMap();
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) if (views.get(target)?.width !== target.clientWidth) draw(target);
});

function make(tag, attributes, ...inside) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

const signed = (value) => (Math.abs(value) < 0.005 ? "0.00" : `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`);

// What against looks like: stripes of the ground over the accent, so that the sign never shows by colour alone.
function stripes(name) {
  const line = make("path", { d: "M0 6L6 0", class: "stripe" });
  const pattern = { id: name, width: 6, height: 6, patternUnits: "userSpaceOnUse" };
  return make("defs", {}, make("pattern", pattern, line));
}

function bar(box, part, value, recedes, pattern) {
  const solid = make("rect", {
    ...box,
    class: `bar${recedes ? " recedes" : ""}`,
    "data-value": value,
    "data-part": part,
  });
  if (part) solid.style.setProperty("fill", `var(--why-${part})`);
  return value < 0 && part ? [solid, make("rect", { ...box, fill: `url(#${pattern})` })] : [solid];
}

function choice({ choosable, chosen }, wanted, said, ...inside) {
  const token = choosable ? wanted : "";
  const attributes = { class: token ? "choice" : "plain", "data-said": said };
  const pressed = {
    role: "button",
    tabindex: 0,
    "data-token": token,
    "aria-label": said,
    "aria-pressed": token === chosen,
  };
  return make("g", token ? { ...attributes, ...pressed } : attributes, ...inside);
}

function waterfall(data, width) {
  const ends = data.columns.flatMap((column) => [column.base, column.base + column.value]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const y = (value) => ABOVE + ((HEIGHT - ABOVE - BELOW) * (high - value)) / (high - low || 1);
  const band = width / data.columns.length;
  const broad = Math.min(0.66 * band, 110);
  const box = (place, from, value) => ({
    x: (place + 0.5) * band - broad / 2,
    y: Math.min(y(from), y(from + value)),
    width: broad,
    height: Math.max(1, Math.abs(y(from) - y(from + value))),
  });
  const rules = data.columns.slice(0, -1).map((column, place) => {
    const level = y(column.base + column.value);
    return make("line", {
      x1: (place + 0.5) * band + broad / 2,
      x2: (place + 1.5) * band - broad / 2,
      y1: level,
      y2: level,
      class: "link",
    });
  });
  const drawn = data.columns.map((column, place) => {
    const middle = (place + 0.5) * band;
    const top = Math.min(y(column.base), y(column.base + column.value));
    const own = column.own === null
      ? []
      : bar(box(place, column.base, column.own), column.part, column.own, false, "against-1");
    const said = `${column.name} ${column.said}${column.caveat ? `; ${column.caveat}` : ""}`;
    return choice(
      data,
      column.token,
      said,
      ...bar(box(place, column.base, column.value), column.part, column.value, column.recedes, "against-1"),
      ...own,
      make("text", { x: middle, y: top - 7, class: "said" }, column.said),
      make("text", { x: middle, y: HEIGHT - 5, class: "name" }, column.name),
      ...(column.mark ? [make("text", { x: middle, y: HEIGHT - 5 + MARK, class: "name mark" }, column.mark)] : []),
    );
  });
  return [
    stripes("against-1"),
    make("line", { x1: 0, x2: width, y1: y(0), y2: y(0), class: "zero" }),
    ...rules,
    ...drawn,
  ];
}

const heightOf = (data) => HEIGHT + (data.columns.some((column) => column.mark) ? MARK : 0);

function short(title, room) {
  const letters = Math.max(6, Math.floor(room / LETTER));
  return title.length > letters ? `${title.slice(0, letters - 1).trimEnd()}…` : title;
}

// From the sum of what speaks against the film to the sum of what speaks for it.
function reach(row) {
  const sum = (wanted) => row.segments.reduce((total, part) => total + (wanted(part.value) ? part.value : 0), 0);
  return [sum((value) => value < 0), sum((value) => value > 0)];
}

function entries(data, width) {
  const named = data.rows.map((row) => (row.disliked ? `✕ ${row.title}` : row.title));
  const room = Math.min(0.4 * width, 12 + LETTER * Math.max(...named.map((name) => name.length)));
  const ends = data.rows.flatMap(reach);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const x = (value) => room + ((width - room - SUM) * (value - low)) / (high - low || 1);
  const drawn = data.rows.map((row, place) => {
    const [top, middle] = [place * ROW + (ROW - BAR) / 2, (place + 0.5) * ROW];
    const at = { for: 0, against: 0 };
    const bars = row.segments.flatMap((part) => {
      const side = part.value < 0 ? "against" : "for";
      const [from, to] = [at[side], at[side] + part.value];
      at[side] = to;
      const box = {
        x: x(Math.min(from, to)),
        y: top,
        width: Math.max(0.5, x(Math.max(from, to)) - x(Math.min(from, to))),
        height: BAR,
      };
      return bar(box, part.part, part.value, part.recedes, "against-2");
    });
    const away = row.segments.every((part) => part.recedes) ? " recedes" : "";
    return choice(
      data,
      row.token,
      row.said,
      make("rect", { x: 0, y: place * ROW + 1, width, height: ROW - 2, rx: 6, class: "ground" }),
      make("text", { x: room - 10, y: middle, class: `title${away}` }, short(named[place], room - 12)),
      ...bars,
      make("line", { x1: x(row.total), x2: x(row.total), y1: top - 3, y2: top + BAR + 3, class: `total${away}` }),
      make("text", { x: width - 4, y: middle, class: `sum${away}` }, signed(row.total)),
    );
  });
  const zero = make("line", { x1: x(0), x2: x(0), y1: 0, y2: data.rows.length * ROW, class: "zero" });
  return [stripes("against-2"), zero, ...drawn];
}

// Whoever holds the keyboard's focus in a figure holds it still after it has been drawn anew.
function redraw(figure, said, height, drawn) {
  const svg = figure.querySelector("svg");
  const held = figure.getRootNode().activeElement?.dataset?.token;
  const inside = svg.contains(figure.getRootNode().activeElement);
  figure.setAttribute("aria-label", said);
  svg.setAttribute("height", height);
  svg.replaceChildren(...drawn);
  if (held && inside) {
    [...svg.querySelectorAll("[data-token]")].find((node) => node.dataset.token === held)?.focus({
      preventScroll: true,
    });
  }
}

function draw(reasons) {
  const { data } = views.get(reasons);
  const width = reasons.clientWidth;
  views.get(reasons).width = width;
  if (!width) return;
  reasons.dataset.film = data.film;
  reasons.querySelector(".verdict").textContent = data.verdict;
  reasons.querySelector(".verdict").dataset.residual = data.residual;
  redraw(reasons.querySelector(".waterfall"), data.waterfall_said, heightOf(data), waterfall(data, width));
  redraw(reasons.querySelector(".entries"), data.entries_said, data.rows.length * ROW, entries(data, width));
  reasons.querySelector(".readout").textContent = "";
  drawTable(reasons.querySelector(".twin"), data.table);
}

// A long history's table is long: it is made for whoever opens it.
function drawTable(twin, { header, rows }) {
  const made = twin.querySelector("table");
  if (!twin.open) return made?.remove();
  const table = document.createElement("table");
  const add = (parent, cells, tag) => {
    const row = parent.insertRow();
    cells.forEach((cell, place) => {
      const made = document.createElement(place ? tag : "th");
      made.textContent = cell;
      made.scope = place && tag === "td" ? "" : tag === "th" ? "col" : "row";
      row.append(made);
    });
  };
  add(table.createTHead(), header, "th");
  const body = table.createTBody();
  rows.forEach((row) => add(body, row, "td"));
  if (made) made.replaceWith(table);
  else twin.querySelector(".wide").append(table);
}

function saveButtons(figure) {
  const buttons = ["png", "svg"].map((kind) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind.toUpperCase();
    button.setAttribute("aria-label", `Save this figure as ${kind.toUpperCase()}`);
    button.onclick = () => {
      const detail = { layers: [figure.querySelector("svg")], name: figure.getAttribute("aria-label"), kind };
      button.dispatchEvent(new CustomEvent("save-figure", { bubbles: true, composed: true, detail }));
    };
    return button;
  });
  figure.querySelector(".save").replaceChildren(...buttons);
}

function listen(reasons) {
  const readout = reasons.querySelector(".readout");
  const tell = (event) => {
    const said = event.target.closest("[data-said]")?.dataset.said;
    if (said) readout.textContent = said;
  };
  reasons.addEventListener("pointerover", tell);
  reasons.addEventListener("focusin", tell);
  reasons.querySelector(".twin").addEventListener(
    "toggle",
    () => drawTable(reasons.querySelector(".twin"), views.get(reasons).data.table),
  );
  reasons.querySelectorAll("figure").forEach(saveButtons);
  resized.observe(reasons);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const reasons = parentElement.querySelector(".reasons");
  const known = views.has(reasons);
  views.set(reasons, { data, width: reasons.clientWidth });
  if (!known) listen(reasons);
  const choose = (event) => {
    const token = event.target.closest("[data-token]")?.dataset.token;
    if (token) setTriggerValue("focus", token);
    return Boolean(token);
  };
  reasons.onclick = choose;
  reasons.onkeydown = (event) => {
    if ((event.key === "Enter" || event.key === " ") && choose(event)) event.preventDefault();
  };
  draw(reasons);
}
