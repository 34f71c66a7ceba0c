// Two figures of one explanation, drawn as SVG for the room that they have. Colours are the page's own.
import {
  addSaveButtons,
  element,
  keepFocus,
  remember,
  sendFocus,
  shorten,
  signed,
  stripes,
  svg,
  wrap,
} from "../common.js";

const HEIGHT = 200; // pixels of the waterfall
const ABOVE = 22; // pixels over its highest column, for the value that stands there
const BELOW = 24; // and under the lowest, for its name
const LINE = 15; // more of it for each further line of a name, and for a mark below
const ROW = 27; // pixels of an entry's row, and of one for thumbs where there is a phone's room
const [PHONE, PHONE_ROW] = [460, 42];
const BAR = 14;
const BACK = 8; // of what is taken back, so that what it is taken from is seen around it
const LETTER = 6.6; // pixels of an average letter
const SUM = 58; // pixels right of the bars, for their sums
const MARGIN = 12; // pixels between a title and the bars

function bar(box, part, value, recedes, pattern) {
  const look = { class: `bar${recedes ? " recedes" : ""}`, "data-value": value, "data-part": part };
  const solid = svg("rect", { ...box, ...look });
  if (part) solid.style.setProperty("fill", `var(--why-${part})`);
  return value < 0 && part && pattern ? [solid, svg("rect", { ...box, fill: `url(#${pattern})` })] : [solid];
}

/** Return a group that is a button where it can be chosen; its label is read out where it is pointed at. */
function choice(data, token, label, ...children) {
  if (!data.choosable || !token) return svg("g", { class: "plain", "data-label": label }, ...children);
  const button = { role: "button", tabindex: 0, "aria-label": label, "aria-pressed": token === data.focus };
  return svg("g", { class: "choice", "data-label": label, "data-token": token, ...button }, ...children);
}

/** Return the least and the greatest of the values and 0. */
const range = (values) => [Math.min(0, ...values), Math.max(0, ...values)];

function waterfall({ columns, ...data }, width) {
  const [low, high] = range(columns.flatMap(({ base, value }) => [base, base + value]));
  const y = (value) => ABOVE + ((HEIGHT - ABOVE - BELOW) * (high - value)) / (high - low || 1);
  const band = width / columns.length;
  const broad = Math.min(0.66 * band, 110);
  const middle = (place) => (place + 0.5) * band;
  const box = (place, from, value) => ({
    x: middle(place) - broad / 2,
    y: Math.min(y(from), y(from + value)),
    width: broad,
    height: Math.max(1, Math.abs(y(from) - y(from + value))),
  });
  const links = columns.slice(0, -1).map(({ base, value }, place) => {
    const [x1, x2, level] = [middle(place) + broad / 2, middle(place + 1) - broad / 2, y(base + value)];
    return svg("line", { x1, x2, y1: level, y2: level, class: "link" });
  });
  const choices = columns.map(({ token, part, name, amount, mark, caveat, base, value, own, recedes }, place) => {
    const x = middle(place);
    return choice(
      data,
      token,
      `${name} ${amount}${caveat ? `; ${caveat}` : ""}`,
      ...bar(box(place, base, value), part, value, recedes, "against-1"),
      ...(own === null ? [] : bar(box(place, base, own), part, own, false, "against-1")),
      svg("text", { x, y: Math.min(y(base), y(base + value)) - 7, class: "amount" }, amount),
      ...linesBelow(name, mark, band).map(([line, look], row) =>
        svg("text", { x, y: HEIGHT - 5 + row * LINE, class: look }, line)
      ),
    );
  });
  const zero = svg("line", { x1: 0, x2: width, y1: y(0), y2: y(0), class: "zero" });
  return [stripes("against-1"), zero, ...links, ...choices];
}

/** Return the lines below a column, each with its look: its name and its mark, in as many as its width asks for. */
function linesBelow(name, mark, room) {
  const lines = (text, look) => wrap(text, Math.floor(room / LETTER)).map((line) => [line, look]);
  return [...lines(name, "name"), ...(mark ? lines(mark, "name mark") : [])];
}

function waterfallHeight({ columns }, width) {
  const counts = columns.map(({ name, mark }) => linesBelow(name, mark, width / columns.length).length);
  return HEIGHT + (Math.max(...counts) - 1) * LINE;
}

const rowHeight = (width) => (width < PHONE ? PHONE_ROW : ROW);

/** The figure's key, for bars of which nothing is taken back, for bars of what stays, and for bars with both. */
const KEYS = {
  plain: "What each adds in all; to the left of the line, what speaks against this film.",
  net: "Parts less what is taken back; left of the line, what speaks against this film.",
  gross: "Solid speaks for the film, hatched takes back; the line across is what stays.",
};
const DEEDS = { net: "Show what is taken back", gross: "Show what stays" };

/**
 * Lay an entry's parts end to end: of a net bar what stays of each. Of a gross one what speaks for the film rightwards
 * from 0, then what takes back from there. They end at the sum, and what company takes back of likeness stands upon the
 * likeness.
 */
function layParts({ segments }, isGross) {
  let end = 0;
  const lay = (segment) => {
    const from = end;
    end += segment.value;
    return { ...segment, left: Math.min(from, end), right: Math.max(from, end) };
  };
  if (!isGross) {
    return segments.filter(({ net }) => net !== 0).map((segment) => lay({ ...segment, value: segment.net }));
  }
  const speakFor = segments.filter(({ value }) => value >= 0).map(lay);
  return [...speakFor, ...segments.filter(({ value }) => value < 0).map(lay)];
}

function entries({ rows, ...data }, width, isGross) {
  const titles = rows.map(({ disliked, title }) => (disliked ? `✕ ${title}` : title));
  const longest = Math.max(...titles.map((title) => title.length));
  const letters = Math.min(longest, Math.max(6, Math.floor((0.48 * width - MARGIN) / LETTER)));
  const room = MARGIN + LETTER * letters;
  const bars = rows.map((row) => layParts(row, isGross));
  const [low, high] = range(bars.flat().flatMap(({ left, right }) => [left, right]));
  const x = (value) => room + ((width - room - SUM) * (value - low)) / (high - low || 1);
  const step = rowHeight(width);
  const choices = rows.map(({ token, description, segments, total }, place) => {
    const [top, middle] = [place * step + (step - BAR) / 2, (place + 0.5) * step];
    const parts = bars[place].flatMap(({ part, value, left, right, recedes }) => {
      const [from, height] = value < 0 && isGross ? [middle - BACK / 2, BACK] : [top, BAR];
      const box = { x: x(left), y: from, width: Math.max(0.5, x(right) - x(left)), height };
      return bar(box, part, value, recedes, isGross ? "against-2" : "");
    });
    const look = segments.every(({ recedes }) => recedes) ? " recedes" : "";
    return choice(
      data,
      token,
      description,
      svg("rect", { x: 0, y: place * step + 1, width, height: step - 2, rx: 6, class: "ground" }),
      svg(
        "text",
        { x: room - 10, y: middle, class: `title${look}`, "data-whole": titles[place] },
        shorten(titles[place], letters),
      ),
      ...parts,
      svg("line", { x1: x(total), x2: x(total), y1: top - 3, y2: top + BAR + 3, class: `total${look}` }),
      svg("text", { x: width - 4, y: middle, class: `sum${look}` }, signed(total)),
    );
  });
  const zero = svg("line", { x1: x(0), x2: x(0), y1: 0, y2: rows.length * step, class: "zero" });
  return [stripes("against-2"), zero, ...choices];
}

function redraw(figure, label, height, children) {
  const root = figure.querySelector("svg");
  figure.setAttribute("aria-label", label);
  root.setAttribute("height", height);
  keepFocus(root, () => root.replaceChildren(...children));
}

function draw(reasons, view) {
  const { data } = view;
  if (!view.width) return;
  reasons.dataset.film = data.film;
  const verdict = reasons.querySelector(".verdict");
  verdict.textContent = data.verdict;
  verdict.dataset.residual = data.residual;
  const way = reasons.querySelector(".way");
  way.textContent = data.way;
  const [first, second] = reasons.querySelectorAll("figure");
  const isGross = data.takes_back && (view.isGross || data.is_gross);
  redraw(first, data.entries_label, data.rows.length * rowHeight(view.width), entries(data, view.width, isGross));
  const kind = isGross ? "gross" : "net";
  reasons.querySelector(".words").textContent = KEYS[data.takes_back ? kind : "plain"];
  const gross = reasons.querySelector(".gross");
  [gross.hidden, gross.textContent] = [!data.takes_back || data.is_gross, DEEDS[kind]];
  way.hidden = second.hidden = !data.columns.length;
  if (data.columns.length) {
    redraw(second, data.waterfall_label, waterfallHeight(data, view.width), waterfall(data, view.width));
  }
  const remark = reasons.querySelector(".remark");
  const remarks = [isGross ? data.gross_remark : data.net_remark, data.remark].filter(Boolean).join(" ");
  [remark.hidden, remark.textContent] = [!remarks, remarks];
  reasons.querySelector(".readout").textContent = "";
  drawTable(reasons.querySelector(".twin"), data.table);
}

/** Draw the table for whoever opens it: that of a long history is long. */
function drawTable(twin, { header, rows }) {
  const place = twin.querySelector(".wide");
  place.replaceChildren();
  if (!twin.open) return;
  const table = element("table", "", place);
  addRow(table.createTHead(), header, "col");
  const body = table.createTBody();
  for (const row of rows) addRow(body, row, "row");
}

/** Add a row, of which all cells are headers of columns, or the first is the header of the row. */
function addRow(section, cells, scope) {
  const row = section.insertRow();
  cells.forEach((cell, place) => {
    const isHeader = scope === "col" || place === 0;
    const node = element(isHeader ? "th" : "td", "", row, cell);
    if (isHeader) node.scope = scope;
  });
}

function listen(reasons) {
  const view = { data: null, width: 0, isGross: false };
  const readout = reasons.querySelector(".readout");
  const read = (event) => {
    const label = event.target.closest("[data-label]")?.dataset.label;
    if (label) readout.textContent = label;
  };
  reasons.addEventListener("pointerover", read);
  reasons.addEventListener("focusin", read);
  reasons.querySelector(".gross").onclick = () => {
    view.isGross = !view.isGross;
    draw(reasons, view);
  };
  const twin = reasons.querySelector(".twin");
  twin.addEventListener("toggle", () => drawTable(twin, view.data.table));
  for (const figure of reasons.querySelectorAll("figure")) {
    const layers = [figure.querySelector("svg")];
    addSaveButtons(
      figure.querySelector(".save"),
      () => ({ layers, name: figure.getAttribute("aria-label"), unit: view.data.unit }),
    );
  }
  // The observer reports the first width too. To ask for it here would have the browser lay out a page that still changes.
  new ResizeObserver(() => {
    if (reasons.clientWidth === view.width) return;
    view.width = reasons.clientWidth;
    draw(reasons, view);
  }).observe(reasons);
  return view;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const reasons = parentElement.querySelector(".reasons");
  const view = remember(reasons, listen);
  view.data = data;
  sendFocus(reasons, setTriggerValue);
  draw(reasons, view);
}
