// Plotly draws SVG, several layers on top of each other: a saved figure is those layers, its ground and its source.
// Figures of our own have buttons of their own, and send "save-figure".
const SVG = "http://www.w3.org/2000/svg";
const FOOT = 36; // pixels below the figure, for what it says and its source
const LOOKS = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-size",
  "font-family",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
];
const SHARP = 2; // pixels of the PNG for each one on the screen
let [source, settings] = ["", ""];
let watcher = null;

function drawn(tag, attributes, words = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = words;
  return node;
}

// Where a layer is drawn by a style sheet, what it came to goes with it.
function copied(layer) {
  const copy = layer.cloneNode(true);
  const [from, to] = [layer, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((node, place) => {
    const style = getComputedStyle(node);
    for (const name of LOOKS) to[place].style.setProperty(name, style.getPropertyValue(name));
  });
  return copy;
}

function asSvg({ layers, name }) {
  const { width, height } = layers[0].getBoundingClientRect();
  const style = getComputedStyle(document.querySelector(".stApp"));
  const ink = { "font-size": 10, "font-family": "sans-serif", fill: style.color };
  const said = `${source} · ${new Date().toISOString().slice(0, 10)}`;
  const whole = drawn("svg", { xmlns: SVG, width, height: height + FOOT, viewBox: `0 0 ${width} ${height + FOOT}` });
  whole.append(
    drawn("title", {}, name),
    drawn("metadata", {}, `${said} · ${location.href} · ${settings}`),
    drawn("rect", { width: "100%", height: "100%", fill: style.backgroundColor }),
    ...layers.map(copied),
    drawn("text", { x: 4, y: height + 14, ...ink }, short(name, width)),
    drawn("text", { x: 4, y: height + 28, ...ink }, short(said, width)),
  );
  return { text: new XMLSerializer().serializeToString(whole), width, height: height + FOOT };
}

function short(line, width) {
  const letters = Math.floor(width / 5);
  return line.length > letters ? `${line.slice(0, letters - 1)}…` : line;
}

function nameOf(chart) {
  return chart.querySelector("[role=figure]")?.getAttribute("aria-label") ?? chart.getAttribute("aria-label") ??
    "Figure";
}

async function asPng({ text, width, height }) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function save({ kind, ...what }) {
  const figure = asSvg(what);
  const blob = kind === "png" ? await asPng(figure) : new Blob([figure.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `figure-${Date.now()}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function dress(chart) {
  if (chart.querySelector(":scope > .figure-save") || !chart.querySelector(".main-svg")) return;
  const bar = document.createElement("div");
  bar.className = "figure-save";
  for (const kind of ["png", "svg"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind.toUpperCase();
    button.setAttribute("aria-label", `Save this figure as ${kind.toUpperCase()}`);
    button.addEventListener(
      "click",
      () => save({ layers: [...chart.querySelectorAll(".main-svg")], name: nameOf(chart), kind }),
    );
    bar.append(button);
  }
  chart.append(bar);
}

function dressAll() {
  document.querySelectorAll(".stPlotlyChart").forEach(dress);
}

export default function ({ data }) {
  ({ source, settings } = data);
  dressAll();
  if (watcher) return;
  let asked = 0;
  watcher = new MutationObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(dressAll);
  });
  document.addEventListener("save-figure", (event) => save(event.detail));
  watcher.observe(document.querySelector(".stApp"), { childList: true, subtree: true });
}
