// Bands from one film of a history, or from several entries, that end side by side at the explained film's poster. They
// keep their order on the way, so that none crosses another, and their thickness, which is what they add.
import {
  button,
  element,
  keepFocus,
  paint,
  press,
  remember,
  sendFocus,
  showPicture,
  signed,
  stripes,
  svg,
  write,
} from "../common.js";

const THICKEST = 34; // pixels of the thickest group of bands
const FULL = 0.9; // of the explained film's poster, at most, that all bands together cover
const LETTERS = 70; // of a line of words
const MOST_LINES = 4; // of words and pairs for which room is kept, so that what is below stays where it is
const GAP = 3; // pixels between the bands of two entries, where they end

const sum = (values) => values.reduce((total, value) => total + value, 0);
const size = (strips) => sum(strips.map(({ weight }) => Math.abs(weight)));

/** Return a number in two digits; in as many more as it takes to be seen. */
function visible(value) {
  const digits = Math.abs(value) >= 0.005 ? 2 : Math.abs(value) >= 0.0005 ? 3 : 4;
  return signed(value, digits);
}

function fillFace(face, title, picture) {
  const stand = face.querySelector(".stand");
  write(stand, title);
  showPicture(face.querySelector("img"), picture, stand);
}

/** Return what a band is as thick as, and of how much that is left. */
function amount({ weight, before }) {
  return before === null ? signed(weight) : `${signed(weight)} of ${signed(before)}`;
}

/** Return a band's button; beside other films it leads to its own, between two films it stays chosen. */
function makeLabel(figure, view, each) {
  const node = button(`band${each.strip.recedes ? " recedes" : ""}`);
  if (each.strip.part) paint(node, each.strip.part);
  element("bdi", "", node, each.strip.name);
  node.append(" ");
  element("b", "", node, amount(each.strip));
  node.onfocus = node.onpointerenter = () => light(figure, view, each);
  if (view.isPair) node.onclick = () => pin(figure, view, each);
  else if (each.source.token) node.dataset.token = each.source.token;
  return node;
}

function makeGroup(figure, view, source, strips) {
  const group = element("div", "group");
  const labels = element("div", "labels", group);
  for (const strip of strips) {
    const each = { strip, source, place: element("span", "strip", group) };
    view.bands.push(each);
    if (!strip.name) continue;
    each.label = makeLabel(figure, view, each);
    labels.append(each.label);
  }
  return group;
}

function makeSource(figure, view, source) {
  const item = element("li", source.picture || view.isPair ? "source" : "source bare");
  const face = element("div", "face", item);
  element("img", "picture", face).alt = "";
  element("bdi", "stand", face);
  fillFace(face, view.isPair ? source.title : "", source.picture); // its title stands beside it
  const groups = element("div", "groups", item);
  const title = element("p", "title", groups);
  element("bdi", "", title, source.title);
  element("b", "", title, signed(source.total));
  element("i", "", title, source.remark);
  groups.append(...source.groups.map((strips) => makeGroup(figure, view, source, strips)));
  return item;
}

/** Return the outline of a band: from one poster, [x, y], along its own place, [left, right, y], to the other poster. */
function outline([x0, y0], [x1, x2, y1], [x3, y2], thickness) {
  const [first, last] = [(x0 + x1) / 2, (x2 + x3) / 2];
  const [a, b, c] = [y0, y1, y2].map((y) => y + thickness);
  const there = `M${x0} ${y0}C${first} ${y0} ${first} ${y1} ${x1} ${y1}H${x2}C${last} ${y1} ${last} ${y2} ${x3} ${y2}`;
  return `${there}V${c}C${last} ${c} ${last} ${b} ${x2} ${b}H${x1}C${first} ${b} ${first} ${a} ${x0} ${a}Z`;
}

function makeRibbon(figure, view, each, d) {
  const { part, weight, recedes } = each.strip;
  const look = recedes ? " recedes" : "";
  const ribbon = svg("path", { class: `ribbon${look}`, d, "data-part": part, "data-value": weight });
  if (part) paint(ribbon, part);
  ribbon.onpointerenter = () => light(figure, view, each);
  if (view.isPair) ribbon.onclick = () => pin(figure, view, each);
  else if (each.source.token) ribbon.dataset.token = each.source.token;
  const hatch = svg("path", { class: `hatch${look}`, d, fill: "url(#against)" });
  each.paths = weight < 0 ? [ribbon, hatch] : [ribbon];
  return each.paths;
}

/** Draw every band where its name has left room for it. */
function draw(figure, view) {
  const { sources, largest } = view.data;
  const [flow, film] = [figure.querySelector(".flow"), figure.querySelector(".film .face")];
  const room = film.getBoundingClientRect().height;
  if (!room) return;
  const groups = sources.flatMap((source) => source.groups).map(size);
  const gaps = GAP * (sources.length - 1);
  const scale = Math.min(THICKEST / largest, (FULL * room - gaps) / Math.max(sum(groups), 1e-12));
  for (const { strip, place } of view.bands) place.style.height = `${scale * Math.abs(strip.weight)}px`;
  const { left, top, width, height } = flow.getBoundingClientRect();
  const end = film.getBoundingClientRect();
  let last = (end.top + end.bottom - scale * sum(groups) - gaps) / 2;
  const paths = sources.flatMap((source, number) => {
    const own = view.bands.filter((each) => each.source === source);
    const face = figure.querySelectorAll(".source .face")[number].getBoundingClientRect();
    const places = own.map(({ place }) => place.getBoundingClientRect());
    const half = (scale * size(own.map(({ strip }) => strip))) / 2;
    const middle = (places[0].top + places.at(-1).bottom) / 2;
    let first = Math.max(face.top + half, Math.min(face.bottom - half, middle)) - half;
    const ribbons = own.flatMap((each, k) => {
      const thickness = scale * Math.abs(each.strip.weight);
      const [from, to] = [[face.right - left - 1, first - top], [end.left - left + 1, last - top]];
      const along = [places[k].left - left, places[k].right - left, places[k].top - top];
      [first, last] = [first + thickness, last + thickness];
      return makeRibbon(figure, view, each, outline(from, along, to, thickness));
    });
    last += GAP;
    return ribbons;
  });
  const root = figure.querySelector("svg");
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  root.replaceChildren(stripes("against"), ...paths);
}

/** Write the atoms of one film: a word with what stands around it. */
function writeSpot({ before, text, after }, parent) {
  const node = element("bdi", "", parent);
  node.append(before);
  element(before || after ? "em" : "span", "", node, text);
  node.append(after);
}

function writePair({ own, other, weight }, list) {
  const item = element("li", "", list);
  const words = element("span", "", item);
  writeSpot(own, words);
  if (other) {
    element("span", "quiet", words, " meets ");
    writeSpot(other, words);
  }
  element("b", "", item, visible(weight));
}

/** Outline the parts of both posters that a band joins. */
function outlineSpots(figure, each) {
  for (const spot of figure.querySelectorAll(".spot")) spot.remove();
  const number = [...figure.querySelectorAll(".source")].findIndex((item) => item.contains(each.place));
  const faces = { own: figure.querySelector(".film .face"), other: figure.querySelectorAll(".source .face")[number] };
  for (const pair of each.strip.pairs) {
    for (const [side, face] of Object.entries(faces)) {
      if (!pair[side]?.box) continue;
      const [x, y, width, height] = pair[side].box.map((share) => `${100 * share}%`);
      Object.assign(element("i", "spot", face).style, { left: x, top: y, width, height });
    }
  }
}

/** Tell what is behind a band, and let the others step back; none for null. */
function light(figure, view, each) {
  figure.classList.toggle("lighting", Boolean(each));
  for (const other of view.bands) {
    other.label?.classList.toggle("lit", other === each);
    for (const path of other.paths ?? []) path.classList.toggle("lit", other === each);
  }
  tell(figure, view, each ?? view.pinned);
}

function tell(figure, view, each) {
  const detail = figure.querySelector(".detail");
  outlineSpots(figure, each);
  detail.replaceChildren();
  const box = element("div", "box", detail);
  const { name, part, words, pairs } = each.strip;
  if (part) paint(box, part);
  const head = element("p", "", box);
  element("bdi", "name", head, view.isPair ? name : each.source.title);
  head.append(view.isPair ? ` ${amount(each.strip)}` : ` · ${name || "a part"} ${amount(each.strip)}`);
  if (words) element("p", "", box, words);
  const list = element("ul", "", box);
  for (const pair of pairs) writePair(pair, list);
}

/** Keep a band chosen, so that its atoms stay in sight. */
function pin(figure, view, each) {
  view.pinned = each;
  for (const { label } of view.bands) if (label) press(label, label === each.label);
  tell(figure, view, each);
}

/**
 * Bring two films that somebody has just chosen among others into view, where they open out of sight. The keyboard's
 * focus stays: the film that was chosen can be chosen anew. A page that opens with them has not been acted upon, and stays
 * at its top; so does one whose history has no other film.
 */
function show(figure) {
  const place = figure.getRootNode().host?.closest(".st-key-bands") ?? figure.closest(".st-key-bands");
  if (!place || !navigator.userActivation?.isActive) return;
  const { top } = place.getBoundingClientRect();
  if (top > 0 && top < 0.5 * globalThis.innerHeight) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}

function refresh(figure, view) {
  const { heading, words, label, title, picture, sources, rest, total, back } = view.data;
  view.bands = [];
  view.isPair = view.data.is_of_two;
  figure.classList.toggle("two", view.isPair);
  figure.setAttribute("aria-label", label);
  write(figure.querySelector(".heading"), heading);
  write(figure.querySelector(".words"), words);
  write(figure.querySelector(".rest"), rest);
  const way = figure.querySelector(".back");
  way.hidden = !back;
  way.dataset.token = sources[0].token;
  write(way, back);
  fillFace(figure.querySelector(".film .face"), title, picture);
  write(figure.querySelector(".total"), view.isPair ? "" : `= ${signed(total)}`);
  figure.querySelector(".sources").replaceChildren(...sources.map((source) => makeSource(figure, view, source)));
  const lines = view.bands.map(({ strip }) => strip.pairs.length + Math.ceil(strip.words.length / LETTERS));
  figure.style.setProperty("--lines", Math.min(MOST_LINES, Math.max(1, ...lines)));
  const clear = view.bands.filter(({ strip }) => !strip.recedes);
  view.pinned = (clear.length ? clear : view.bands).reduce((best, each) =>
    Math.abs(each.strip.weight) > Math.abs(best.strip.weight) ? each : best
  );
  light(figure, view, null);
  if (view.isPair) pin(figure, view, view.pinned);
}

function listen(figure) {
  const view = { data: null, bands: [] };
  new ResizeObserver(() => draw(figure, view)).observe(figure);
  const flow = figure.querySelector(".flow");
  flow.onpointerleave = () => light(figure, view, null);
  flow.addEventListener("focusout", () => light(figure, view, null));
  return view;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const figure = parentElement.querySelector(".bands");
  const view = remember(figure, listen);
  sendFocus(figure, setTriggerValue);
  const written = JSON.stringify(data);
  if (view.written === written) return;
  const partner = view.isPair && view.data.sources[0].token;
  Object.assign(view, { data, written });
  keepFocus(figure, () => refresh(figure, view));
  draw(figure, view);
  if (data.back && partner !== data.sources[0].token) show(figure);
}
