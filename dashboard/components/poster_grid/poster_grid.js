import {
  arrow,
  button,
  direction,
  element,
  oneStop,
  paint,
  patchList,
  press,
  remember,
  showPicture,
  signed,
  write,
} from "../common.js";

const WISHES = "by wishes";
const WIDEST = 72; // per cent of a tile that the bar of the greatest score takes

function makeTile() {
  const node = button("tile");
  const frame = element("span", "frame", node);
  const picture = element("img", "picture", frame);
  picture.alt = "";
  picture.decoding = "async";
  const stand = element("span", "stand", frame);
  const numbers = element("span", "numbers", frame);
  const caption = element("span", "caption", node);
  const rank = element("span", "rank", caption);
  const title = element("bdi", "title", caption);
  const measure = element("span", "measure", node);
  const bar = element("span", "bar", measure);
  const badge = element("span", "badge", measure);
  return { node, picture, stand, numbers, rank, title, bar, badge };
}

/** Cut a tile's segments into stretches, what films add by each part of the score and then what wishes add. */
function cut({ segments, wishes }, names) {
  const byWishes = new Map(wishes);
  const films = segments.map(([part, value]) => ({
    part,
    value: value - (byWishes.get(part) ?? 0),
    name: names[part] ?? part,
    kind: "",
  }));
  const added = wishes.map(([part, value]) => ({ part, value, name: WISHES, kind: "wish" }));
  return [...films, ...added];
}

function drawBar(bar, segments, scale) {
  const total = segments.reduce((sum, { value }) => sum + Math.abs(value), 0);
  bar.replaceChildren();
  for (const { part, value, kind } of segments) {
    const segment = element("i", `part ${direction(value)} ${kind}`, bar);
    paint(segment, part);
    segment.dataset.value = String(value);
    segment.style.flexGrow = String(Math.abs(value) / (total || 1)); // below 1 in all, they would not fill the bar
  }
  bar.style.width = `${WIDEST * Math.min(1, total / (scale || 1))}%`;
  bar.hidden = !segments.length;
}

/** Write what the bar's parts are, to be read while a tile is pointed at; its label says the same. */
function drawNumbers(numbers, segments) {
  numbers.replaceChildren();
  for (const { part, value, name, kind } of segments) {
    const row = element("span", "number", numbers);
    paint(row, part);
    element("i", `dot ${kind}`, row);
    element("span", "", row, name);
    element("b", "", row, signed(value));
  }
  numbers.hidden = !segments.length;
}

function fillTile({ node, picture, stand, numbers, rank, title, bar, badge }, { tile, scale, names }) {
  node.dataset.film = tile.id;
  node.setAttribute("aria-label", tile.label);
  showPicture(picture, tile.picture, stand);
  stand.textContent = tile.title;
  write(title, tile.title);
  title.title = tile.title; // it may be cut
  rank.textContent = tile.rank ?? "";
  rank.hidden = tile.rank === null;
  badge.textContent = tile.badge;
  badge.hidden = !tile.badge;
  badge.dataset.kind = { "▲": "up", "▼": "down", "n": "new" }[tile.badge[0]] ?? "number";
  const segments = cut(tile, names);
  drawBar(bar, segments, scale);
  drawNumbers(numbers, segments);
}

/** Bring the explanation of a film that was just clicked into view. */
function showExplanation() {
  const panel = document.querySelector(".st-key-why-panel");
  const top = panel?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > 0.4 * globalThis.innerHeight) panel?.scrollIntoView({ block: "start" });
}

function walk(event, grid) {
  const tiles = [...grid.querySelectorAll(".tile")];
  const place = tiles.indexOf(event.target.closest(".tile"));
  const top = tiles[0]?.offsetTop;
  const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === top).length);
  const [right, down] = arrow(event);
  const step = right + columns * down;
  if (!step || place < 0 || !tiles[place + step]) return;
  event.preventDefault();
  tiles[place + step].focus();
}

/** Prepare a new grid: it stands on a new screen, which starts at its top. */
function prepare(grid) {
  grid.addEventListener("keydown", (event) => walk(event, grid));
  grid.addEventListener("focusin", (event) => oneStop([...grid.children], event.target));
  document.querySelector(".stMain")?.scrollTo({ top: 0 });
  return { order: "" };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const grid = parentElement.querySelector(".grid");
  const view = remember(grid, prepare);
  grid.setAttribute("aria-label", data.label);
  grid.classList.toggle("shelf", data.shelf);
  data.columns.forEach((count, place) => grid.style.setProperty(`--why-${["wide", "narrow"][place]}`, count));
  grid.onclick = (event) => {
    const tile = event.target.closest(".tile");
    if (!tile) return;
    setTriggerValue("pick", tile.dataset.film);
    if (data.several) return press(tile, tile.getAttribute("aria-pressed") !== "true");
    for (const other of grid.querySelectorAll(".tile")) press(other, other === tile);
    showExplanation();
  };
  const order = data.tiles.map((tile) => tile.id).join();
  if (order !== view.order) grid.scrollLeft = 0;
  view.order = order;
  // What is selected is not filled in, so that a choice leaves all tiles as they are.
  const { tiles, scale, names } = data;
  const entries = tiles.map(({ selected: _, ...tile }) => [tile.id, { tile, scale, names }]);
  patchList(grid, entries, makeTile, fillTile);
  tiles.forEach(({ selected }, place) => press(grid.children[place], selected));
  const stops = [...grid.children];
  oneStop(stops, stops.find((tile) => tile.matches(":focus")) ?? stops[tiles.findIndex(({ selected }) => selected)]);
}
