const views = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";
const [THINNEST, THICKEST] = [1, 9]; // pixels

function signed(value, digits) {
  const rounded = Math.abs(value).toFixed(digits);
  return Number(rounded) === 0 ? rounded : `${value > 0 ? "+" : "−"}${rounded}`;
}

function crop(box, picture) {
  const node = document.createElement("i");
  node.className = "crop";
  const [x, y, width, height] = box;
  node.style.backgroundImage = `url("${new URL(picture, document.baseURI).href}")`;
  node.style.backgroundSize = `${100 / width}% ${100 / height}%`;
  node.style.backgroundPosition = `${(100 * x) / (1 - width)}% ${(100 * y) / (1 - height)}%`;
  return node;
}

function makeKnot(knot, picture, pressed) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = knot.named ? "knot" : "knot others";
  button.style.setProperty("--why-accent", `var(--why-${knot.modality})`);
  button.dataset.token = knot.token;
  button.setAttribute("aria-pressed", String(pressed));
  const name = document.createElement("bdi");
  name.className = "name";
  name.textContent = knot.name;
  const weight = document.createElement("b");
  weight.textContent = signed(knot.weight, 3);
  if (knot.box && picture) button.append(crop(knot.box, picture));
  button.append(name, weight);
  item.append(button);
  return item;
}

function fillSide(side, data, pressed) {
  const picture = side.querySelector("img");
  if (data.picture && picture.getAttribute("src") !== data.picture) picture.src = data.picture;
  picture.hidden = !data.picture;
  side.querySelector(".head bdi").textContent = data.title;
  const made = JSON.stringify(data);
  if (side.dataset.made === made) return;
  side.dataset.made = made;
  side.querySelector("ul").replaceChildren(...data.knots.map((knot) => makeKnot(knot, data.picture, pressed)));
}

function gradient(id, x, from, to) {
  const node = document.createElementNS(SVG, "linearGradient");
  for (const [name, value] of Object.entries({ id, gradientUnits: "userSpaceOnUse", x1: 0, x2: x, y1: 0, y2: 0 })) {
    node.setAttribute(name, value);
  }
  for (const [offset, modality] of [["0.15", from], ["0.85", to]]) {
    const stop = document.createElementNS(SVG, "stop");
    stop.setAttribute("offset", offset);
    stop.style.stopColor = `var(--why-${modality})`;
    node.append(stop);
  }
  return node;
}

function drawLines(view) {
  const { figure, data } = view;
  const svg = figure.querySelector("svg");
  const area = svg.getBoundingClientRect();
  if (!area.width) return;
  svg.setAttribute("viewBox", `0 0 ${area.width} ${area.height}`);
  const [lefts, rights] = [".left", ".right"].map((side) => [...figure.querySelectorAll(`${side} .knot`)]);
  const middle = (node) => {
    const bounds = node.getBoundingClientRect();
    return bounds.top + bounds.height / 2 - area.top;
  };
  const every = [...data.bundles.map((line) => ({ ...line, faint: true })), ...data.lines];
  const strongest = Math.max(...every.map((line) => Math.abs(line.weight)), 1e-12);
  const gradients = new Map();
  const paths = every.map((line) => {
    const [from, to] = [data.left.knots[line.left].modality, data.right.knots[line.right].modality];
    const id = `${from}-${to}`;
    if (!gradients.has(id)) gradients.set(id, gradient(id, area.width, from, to));
    const [start, end] = [middle(lefts[line.left]), middle(rights[line.right])];
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", `line ${line.faint ? "faint" : "clear"} ${line.weight < 0 ? "against" : "for"}`);
    path.setAttribute(
      "d",
      `M0 ${start} C${area.width / 2} ${start} ${area.width / 2} ${end + 0.01} ${area.width} ${end + 0.01}`,
    );
    path.setAttribute("stroke", `url(#${id})`);
    const share = Math.sqrt(Math.abs(line.weight) / strongest);
    path.setAttribute("stroke-width", (THINNEST + (THICKEST - THINNEST) * share).toFixed(2));
    Object.assign(path.dataset, { left: line.left, right: line.right, weight: String(line.weight) });
    return path;
  });
  const defs = document.createElementNS(SVG, "defs");
  defs.append(...gradients.values());
  svg.replaceChildren(defs, ...paths);
}

// Lights a knot's own lines and what they lead to, with the weight between the two in the place of the other's sum.
function light(view, node) {
  const { figure, data } = view;
  const at = node?.closest(".knot");
  figure.classList.toggle("lighting", Boolean(at));
  const side = at?.closest(".side.left") ? "left" : "right";
  const number = at ? [...figure.querySelectorAll(`.${side} .knot`)].indexOf(at) : -1;
  for (const path of figure.querySelectorAll("path")) {
    path.classList.toggle("lit", Number(path.dataset[side]) === number);
  }
  for (const each of ["left", "right"]) {
    figure.querySelectorAll(`.${each} .knot`).forEach((knot, k) => {
      const line = at && each !== side &&
        [...data.lines, ...data.bundles].find((l) => l[side] === number && l[each] === k);
      knot.classList.toggle("lit", knot === at || Boolean(line));
      knot.querySelector("b").textContent = signed(line ? line.weight : data[each].knots[k].weight, 3);
    });
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const figure = parentElement.querySelector(".weave");
  let view = views.get(figure);
  if (!view) {
    view = { figure };
    views.set(figure, view);
    view.watcher = new ResizeObserver(() => drawLines(view));
    view.watcher.observe(figure);
    figure.onpointerover = (event) => light(view, event.target);
    figure.onpointerleave = () => light(view, null);
    figure.addEventListener("focusin", (event) => light(view, event.target));
    figure.addEventListener("focusout", () => light(view, null));
  }
  view.data = data;
  figure.onclick = (event) => {
    const knot = event.target.closest(".knot");
    if (knot) setTriggerValue("focus", knot.dataset.token);
  };
  figure.setAttribute("aria-label", data.label);
  fillSide(figure.querySelector(".left"), data.left, false);
  fillSide(figure.querySelector(".right"), data.right, true); // threads show while their film is in focus
  drawLines(view);
}
