import {
  button,
  direction,
  element,
  paint,
  press,
  remember,
  sendFocus,
  showPicture,
  signed,
  svg,
  write,
} from "../common.js";

const [THINNEST, THICKEST] = [0.075, 0.67]; // of a letter

/** Return a region of a poster as a picture of its own. */
function crop([x, y, width, height], picture) {
  const node = element("i", "crop");
  node.style.backgroundImage = `url("${new URL(picture, document.baseURI).href}")`;
  node.style.backgroundSize = `${100 / width}% ${100 / height}%`;
  node.style.backgroundPosition = `${(100 * x) / (1 - width)}% ${(100 * y) / (1 - height)}%`;
  return node;
}

function makeAtom(atom, picture, pressed) {
  const item = element("li");
  const node = button(atom.named ? "atom" : "atom others", item);
  paint(node, atom.modality);
  node.dataset.token = atom.token;
  press(node, pressed);
  if (atom.box && picture) node.append(crop(atom.box, picture));
  element("bdi", "name", node, atom.name);
  element("b", "", node, signed(atom.weight, 3));
  return item;
}

function fillSide(side, data, pressed) {
  showPicture(side.querySelector("img"), data.picture);
  write(side.querySelector(".head bdi"), data.title);
  const content = JSON.stringify(data);
  if (side.dataset.content === content) return;
  side.dataset.content = content;
  side.querySelector("ul").replaceChildren(...data.atoms.map((atom) => makeAtom(atom, data.picture, pressed)));
}

function gradient(id, width, from, to) {
  const stops = [["0.15", from], ["0.85", to]].map(([offset, modality]) => {
    const stop = svg("stop", { offset });
    stop.style.stopColor = `var(--why-${modality})`;
    return stop;
  });
  return svg("linearGradient", { id, gradientUnits: "userSpaceOnUse", x1: 0, x2: width, y1: 0, y2: 0 }, ...stops);
}

function middleOf(node) {
  const { top, height } = node.getBoundingClientRect();
  return top + height / 2;
}

function drawLines(figure, data) {
  const root = figure.querySelector("svg");
  const { width, height, top } = root.getBoundingClientRect();
  if (!width) return;
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const [lefts, rights] = [".left", ".right"].map((side) => [...figure.querySelectorAll(`${side} .atom`)]);
  const links = [...data.bundles.map((link) => ({ ...link, shade: "faint" })), ...data.lines];
  const letter = parseFloat(getComputedStyle(figure).fontSize);
  const strongest = Math.max(...links.map((link) => Math.abs(link.weight)), 1e-12);
  const gradients = new Map();
  const paths = links.map(({ left, right, weight, shade = "clear" }) => {
    const [from, to] = [data.left.atoms[left].modality, data.right.atoms[right].modality];
    const id = `${from}-${to}`;
    if (!gradients.has(id)) gradients.set(id, gradient(id, width, from, to));
    // A browser leaves out a level line, whose box has no height: its end is a hundredth of a pixel lower.
    const [start, end] = [middleOf(lefts[left]) - top, middleOf(rights[right]) - top + 0.01];
    const thickness = letter * (THINNEST + (THICKEST - THINNEST) * Math.sqrt(Math.abs(weight) / strongest));
    return svg("path", {
      class: `line ${shade} ${direction(weight)}`,
      d: `M0 ${start} C${width / 2} ${start} ${width / 2} ${end} ${width} ${end}`,
      stroke: `url(#${id})`,
      "stroke-width": thickness.toFixed(2),
      "data-left": left,
      "data-right": right,
      "data-weight": weight,
    });
  });
  root.replaceChildren(svg("defs", {}, ...gradients.values()), ...paths);
}

/** Light an atom's lines and what they lead to, which shows the weight between the two in the place of its sum. */
function light(figure, data, target) {
  const atom = target?.closest(".atom");
  figure.classList.toggle("lighting", Boolean(atom));
  const side = atom?.closest(".side.left") ? "left" : "right";
  const number = [...figure.querySelectorAll(`.${side} .atom`)].indexOf(atom);
  for (const path of figure.querySelectorAll("path")) {
    path.classList.toggle("lit", Number(path.dataset[side]) === number);
  }
  const links = [...data.lines, ...data.bundles].filter((link) => link[side] === number);
  for (const each of ["left", "right"]) {
    figure.querySelectorAll(`.${each} .atom`).forEach((other, k) => {
      const link = each === side ? undefined : links.find((link) => link[each] === k);
      other.classList.toggle("lit", other === atom || Boolean(link));
      other.querySelector("b").textContent = signed((link ?? data[each].atoms[k]).weight, 3);
    });
  }
}

/**
 * Bring threads that somebody has just asked for into view, where they open out of sight. The keyboard's focus stays: the
 * film that was chosen can be chosen anew. A page that opens with threads has not been acted upon, and stays at its top.
 */
function show(figure) {
  const place = figure.getRootNode().host?.closest(".st-key-threads") ?? figure.closest(".st-key-threads");
  if (!place || !navigator.userActivation?.isActive) return;
  const { top } = place.getBoundingClientRect();
  if (top > 0 && top < 0.5 * globalThis.innerHeight) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}

function listen(figure) {
  const view = { data: null };
  new ResizeObserver(() => drawLines(figure, view.data)).observe(figure);
  figure.onpointerover = (event) => light(figure, view.data, event.target);
  figure.onpointerleave = () => light(figure, view.data, null);
  figure.addEventListener("focusin", (event) => light(figure, view.data, event.target));
  figure.addEventListener("focusout", () => light(figure, view.data, null));
  return view;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const figure = parentElement.querySelector(".threads");
  const view = remember(figure, listen);
  const isNew = view.data?.right.title !== data.right.title;
  view.data = data;
  sendFocus(figure, setTriggerValue);
  figure.setAttribute("aria-label", data.label);
  fillSide(figure.querySelector(".left"), data.left, false);
  fillSide(figure.querySelector(".right"), data.right, true); // threads show while their film is in focus
  drawLines(figure, data);
  if (isNew) show(figure);
}
