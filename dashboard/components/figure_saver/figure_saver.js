// Plotly draws SVG, several layers on top of each other: a saved figure is those layers, its ground and its source.
// Figures of our own have the same buttons, and send the same event.
import { addSaveButtons, element, SVG, svg, wrap } from "../common.js";

const EDGE = 12; // pixels around the figure
const LINE = 14; // pixels of a line below it
const KEY = 10; // pixels of a colour in the legend
const TEXT_STYLES = ["font-size", "font-family", "font-weight", "text-anchor", "dominant-baseline"];
const PAINTS = ["fill", "stroke"];
const STYLES = [...PAINTS, "stroke-width", "stroke-dasharray", "opacity", ...TEXT_STYLES];
const SCALE = 3; // pixels of the PNG for each one on the screen: 300 dots an inch
const LETTER = 5.4; // pixels of an average letter below the figure
const RGB = /^rgba?\((\d+), (\d+), (\d+)(.*)\)$/;
const MIXED = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/; // what color-mix is computed to
const GREY = 24; // the most by which the channels of a grey differ
const PAPER = "rgb(255, 255, 255)";
const INK = "rgb(27, 28, 31)";
const MOST = 60; // letters of a file's name
let context = { source: "", settings: "" };
let watcher = null;

/** Return Streamlit's page; a saved one is all of its body. */
const page = () => document.querySelector(".stApp") ?? document.body;

const hex = (colour) => `rgb(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join(", ")})`;

/** Return a colour that was mixed in the notation of all others. */
function unmix(colour) {
  const [, red, green, blue, alpha] = MIXED.exec(colour) ?? [];
  if (red === undefined) return colour;
  const channels = [red, green, blue].map((channel) => Math.round(255 * channel)).join(", ");
  return alpha ? `rgba(${channels}, ${alpha})` : `rgb(${channels})`;
}

/** Return how a colour of the page is written on white paper, whatever theme the page is in. */
function onPaper(ground) {
  const dark = RGB.exec(ground)?.slice(1, 4).every((channel) => channel < 128);
  const pairs = new Map((context.colours ?? []).map(([from, to]) => [hex(from), hex(to)]));
  return (value) => {
    const colour = unmix(value);
    if (colour === ground) return PAPER;
    const [, red, green, blue, alpha] = RGB.exec(colour) ?? [];
    if (!dark || red === undefined) return colour;
    const channels = [red, green, blue].map(Number);
    const known = pairs.get(`rgb(${channels.join(", ")})`);
    if (known) return alpha ? known.replace("rgb(", "rgba(").replace(")", `${alpha})`) : known;
    if (Math.max(...channels) - Math.min(...channels) > GREY) return colour;
    return `rgba(${channels.map((channel) => 255 - channel).join(", ")}${alpha || ", 1"})`;
  };
}

/** Return a copy of a layer that needs no style sheet, and note the colours in it. */
function copyWithStyles(layer, paper, colours) {
  const copy = layer.cloneNode(true);
  const [from, to] = [layer, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((node, place) => {
    const style = getComputedStyle(node);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      to[place].style.setProperty(name, PAINTS.includes(name) ? paper(value) : value);
    }
    colours.add(to[place].style.fill);
  });
  copy.style.overflow = "visible";
  return copy;
}

/** Return what hatched bars mean, beside a hatched square. */
function hatchingKey(x, y) {
  const half = KEY / 2;
  const lines = `M${x} ${y + half}l${half} ${-half}M${x} ${y + KEY}l${KEY} ${-KEY}M${x + half} ${
    y + KEY
  }l${half} ${-half}`;
  const frame = svg("rect", { x, y, width: KEY, height: KEY, fill: "none", stroke: INK });
  const label = svg("text", { x: x + KEY + 5, y: y + KEY - 1, "font-size": 11 }, "hatched: below 0");
  return svg("g", {}, frame, svg("path", { d: lines, stroke: INK, fill: "none" }), label);
}

/** Return the colours that the figure uses, each beside its name, and their height. */
function legend(colours, y) {
  const used = (context.legend ?? []).filter(([, colour]) => colours.has(hex(colour)));
  let x = 0;
  const keys = used.map(([name, colour]) => {
    const square = svg("rect", { x, y, width: KEY, height: KEY, fill: hex(colour) });
    const label = svg("text", { x: x + KEY + 5, y: y + KEY - 1, "font-size": 11 }, name);
    x += KEY + 20 + name.length * 6.2;
    return svg("g", {}, square, label);
  });
  if ([...colours].some((colour) => colour.startsWith("url("))) keys.push(hatchingKey(x, y));
  return [svg("g", { fill: INK, "font-family": "sans-serif" }, ...keys), keys.length ? LINE + 8 : 0];
}

/** Write every text of a figure that is cut on the screen out in full while `act` runs. */
function withWholeTexts(layers, act) {
  const cut = layers.flatMap((layer) => [...layer.querySelectorAll("[data-whole]")]);
  const texts = cut.map((node) => node.textContent);
  for (const node of cut) node.textContent = node.dataset.whole;
  try {
    return act();
  } finally {
    cut.forEach((node, place) => node.textContent = texts[place]);
  }
}

const toSvg = (figure) => withWholeTexts(figure.layers, () => drawSvg(figure));

function drawSvg({ layers, name, unit = context.unit }) {
  const { width, height } = layers[0].getBoundingClientRect();
  const boxes = layers.map((layer) => layer.getBBox());
  const left = Math.min(0, ...boxes.map(({ x }) => x));
  const top = Math.min(0, ...boxes.map(({ y }) => y));
  const right = Math.max(width, ...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(height, ...boxes.map((box) => box.y + box.height));
  const paper = onPaper(getComputedStyle(page()).backgroundColor);
  const colours = new Set();
  const copies = layers.map((layer) => copyWithStyles(layer, paper, colours));
  const [keys, room] = legend(colours, bottom + 6);
  const line = `${context.source} · ${new Date().toISOString().slice(0, 10)}`;
  const letters = Math.floor((right - left) / LETTER);
  const lines = [name, ...(context.about ?? []), unit, line].filter(Boolean).flatMap((text) => wrap(text, letters));
  const foot = bottom + 6 + room;
  const words = lines.map((text, place) => svg("text", { x: left, y: foot + (place + 1) * LINE }, text));
  const box = {
    x: left - EDGE,
    y: top - EDGE,
    width: right - left + 2 * EDGE,
    height: foot + lines.length * LINE + 2 * EDGE - top,
  };
  const root = svg(
    "svg",
    { xmlns: SVG, width: box.width, height: box.height, viewBox: `${box.x} ${box.y} ${box.width} ${box.height}` },
    svg("title", {}, name),
    svg("metadata", {}, `${line} · ${location.href} · ${context.settings}`),
    svg("rect", { ...box, fill: PAPER }),
    ...copies,
    keys,
    svg("g", { "font-size": 10, "font-family": "sans-serif", fill: INK }, ...words),
  );
  return { text: new XMLSerializer().serializeToString(root), ...box };
}

/** Return a file's name after what the figure shows. */
function fileName(name) {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
  const words = plain.replace(/[^a-z0-9]+/g, "-").slice(0, MOST).replace(/^-|-[^-]*$/g, "");
  return words || "figure";
}

async function toPng({ text, width, height }) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** Have the browser print a figure alone, on a page of its size: what is printed as PDF has lines and letters. */
function print({ text, width, height }, name) {
  const sheet = element("div", "figure-sheet", document.body);
  const style = element("style", "", document.head);
  style.textContent = `
    .figure-sheet { display: none }
    @page { size: ${Math.ceil(width)}px ${Math.ceil(height)}px; margin: 0 }
    @media print {
      html, body { height: auto; background: ${PAPER} }
      body > :not(.figure-sheet) { display: none !important }
      .figure-sheet, .figure-sheet > svg { display: block }
    }`;
  sheet.append(new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
  const { title } = document;
  document.title = name; // the browser calls the file by it
  const end = () => {
    sheet.remove();
    style.remove();
    document.title = title;
  };
  addEventListener("afterprint", end, { once: true });
  globalThis.print();
}

async function save({ kind, ...figure }) {
  const picture = toSvg(figure);
  if (kind === "pdf") {
    print(picture, fileName(figure.name));
    return;
  }
  const blob = kind === "png" ? await toPng(picture) : new Blob([picture.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${fileName(figure.name)}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function nameOf(chart) {
  const label = chart.querySelector("[role=figure]")?.getAttribute("aria-label");
  return label ?? chart.getAttribute("aria-label") ?? "Figure";
}

function equip(chart) {
  if (chart.querySelector(":scope > .figure-save") || !chart.querySelector(".main-svg")) return;
  const bar = element("div", "figure-save", chart);
  addSaveButtons(bar, () => ({
    layers: [...chart.querySelectorAll(".main-svg")],
    name: nameOf(chart),
    unit: chart.querySelector(".js-plotly-plot")?.layout?.meta?.unit, // what draw_figure said of it
  }));
}

function equipAll() {
  document.querySelectorAll(".stPlotlyChart").forEach(equip);
}

export default function ({ data }) {
  context = data;
  equipAll();
  if (watcher) return;
  let frame = 0;
  watcher = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(equipAll);
  });
  document.addEventListener("save-figure", (event) => save(event.detail));
  watcher.observe(page(), { childList: true, subtree: true });
  page().dataset.saver = "ready"; // what tests wait for
}
