// Plotly draws SVG, several layers on top of each other: a saved figure is those layers, its ground and its source.
const SVG = "http://www.w3.org/2000/svg";
const FOOT = 26; // pixels below the figure, for its source
const SHARP = 2; // pixels of the PNG for each one on the screen
let [source, settings] = ["", ""];
let watcher = null;

function drawn(tag, attributes, words = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = words;
  return node;
}

function asSvg(chart) {
  const plot = chart.querySelector(".js-plotly-plot");
  const { width, height } = plot.getBoundingClientRect();
  const style = getComputedStyle(document.querySelector(".stApp"));
  const said = `${source} · ${new Date().toISOString().slice(0, 10)}`;
  const whole = drawn("svg", { xmlns: SVG, width, height: height + FOOT, viewBox: `0 0 ${width} ${height + FOOT}` });
  whole.append(
    drawn("title", {}, nameOf(chart)),
    drawn("metadata", {}, `${said} · ${location.href} · ${settings}`),
    drawn("rect", { width: "100%", height: "100%", fill: style.backgroundColor }),
    ...[...plot.querySelectorAll(".main-svg")].map((layer) => layer.cloneNode(true)),
    drawn("text", { x: 4, y: height + 16, "font-size": 10, "font-family": "sans-serif", fill: style.color }, said),
  );
  return { text: new XMLSerializer().serializeToString(whole), width, height: height + FOOT };
}

function nameOf(chart) {
  return chart.querySelector("[role=figure]")?.getAttribute("aria-label") ?? chart.getAttribute("aria-label") ?? "Figure";
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

async function save(chart, kind) {
  const figure = asSvg(chart);
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
    button.setAttribute("aria-label", `Save this figure as ${kind.toUpperCase()}: ${nameOf(chart).slice(0, 80)}`);
    button.addEventListener("click", () => save(chart, kind));
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
  watcher.observe(document.querySelector(".stApp"), { childList: true, subtree: true });
}
