// Plotly draws SVG, several layers on top of each other: a saved figure is those layers, its ground and its source.
// Figures of our own have the same buttons, and send the same event.
import { addSaveButtons, element, shorten, SVG, svg } from "../common.js";

const FOOT = 36; // pixels below the figure, for its name and its source
const TEXT_STYLES = ["font-size", "font-family", "font-weight", "text-anchor", "dominant-baseline"];
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", ...TEXT_STYLES];
const SCALE = 2; // pixels of the PNG for each one on the screen
const LETTER = 5; // pixels of an average letter below the figure
let [source, settings] = ["", ""];
let watcher = null;

/** Return Streamlit's page; a saved one is all of its body. */
const page = () => document.querySelector(".stApp") ?? document.body;

/** Return a copy of a layer that needs no style sheet. */
function copyWithStyles(layer) {
  const copy = layer.cloneNode(true);
  const [from, to] = [layer, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((node, place) => {
    const style = getComputedStyle(node);
    for (const name of STYLES) to[place].style.setProperty(name, style.getPropertyValue(name));
  });
  return copy;
}

function toSvg({ layers, name }) {
  const { width, height: figureHeight } = layers[0].getBoundingClientRect();
  const height = figureHeight + FOOT;
  const letters = Math.floor(width / LETTER);
  const style = getComputedStyle(page());
  const ink = { x: 4, "font-size": 10, "font-family": "sans-serif", fill: style.color };
  const line = `${source} · ${new Date().toISOString().slice(0, 10)}`;
  const root = svg(
    "svg",
    { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` },
    svg("title", {}, name),
    svg("metadata", {}, `${line} · ${location.href} · ${settings}`),
    svg("rect", { width: "100%", height: "100%", fill: style.backgroundColor }),
    ...layers.map(copyWithStyles),
    svg("text", { ...ink, y: figureHeight + 14 }, shorten(name, letters)),
    svg("text", { ...ink, y: figureHeight + 28 }, shorten(line, letters)),
  );
  return { text: new XMLSerializer().serializeToString(root), width, height };
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

async function save({ kind, ...figure }) {
  const picture = toSvg(figure);
  const blob = kind === "png" ? await toPng(picture) : new Blob([picture.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `figure-${Date.now()}.${kind}`;
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
  addSaveButtons(bar, () => ({ layers: [...chart.querySelectorAll(".main-svg")], name: nameOf(chart) }));
}

function equipAll() {
  document.querySelectorAll(".stPlotlyChart").forEach(equip);
}

export default function ({ data }) {
  ({ source, settings } = data);
  equipAll();
  if (watcher) return;
  let frame = 0;
  watcher = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(equipAll);
  });
  document.addEventListener("save-figure", (event) => save(event.detail));
  watcher.observe(page(), { childList: true, subtree: true });
}
