// Tiles are kept by film id and patched, so that keyboard focus and loaded pictures survive new data.
const grids = new WeakMap();

function signed(value, digits) {
  const rounded = Math.abs(value).toFixed(digits);
  return Number(rounded) === 0 ? rounded : `${value > 0 ? "+" : "−"}${rounded}`;
}

function element(tag, name, parent) {
  const node = document.createElement(tag);
  node.className = name;
  parent?.append(node);
  return node;
}

// A part of the score bears its accent, which the page's style sheet names after it.
function paint(node, part) {
  node.dataset.part = part;
  node.style.setProperty("--why-accent", `var(--why-${part})`);
}

function makeTile() {
  const button = element("button", "tile");
  button.type = "button";
  const frame = element("span", "frame", button);
  const picture = element("img", "picture", frame);
  picture.alt = "";
  picture.decoding = "async";
  const stand = element("span", "stand", frame);
  const numbers = element("span", "numbers", frame);
  const caption = element("span", "caption", button);
  const rank = element("span", "rank", caption);
  const title = element("bdi", "title", caption);
  const measure = element("span", "measure", button);
  const bar = element("span", "bar", measure);
  const badge = element("span", "badge", measure);
  return { button, picture, stand, numbers, rank, badge, title, bar };
}

function drawBar(bar, segments, scale) {
  const parts = segments.map(([part, value]) => {
    const node = element("i", `part ${value < 0 ? "against" : "for"}`);
    paint(node, part);
    node.dataset.value = String(value);
    node.style.flexGrow = String(Math.abs(value));
    return node;
  });
  const total = segments.reduce((sum, [, value]) => sum + Math.abs(value), 0);
  bar.style.width = `${Math.min(100, (100 * total) / (scale || 1)) * 0.72}%`;
  bar.replaceChildren(...parts);
  bar.hidden = !segments.length;
}

// What the bar's parts are, to be read while a tile is pointed at; its label says the same.
function drawNumbers(numbers, segments, names) {
  const rows = segments.map(([part, value]) => {
    const row = element("span", "number");
    paint(row, part);
    element("i", "dot", row);
    element("span", "", row).textContent = names[part] ?? part;
    element("b", "", row).textContent = signed(value, 2);
    return row;
  });
  numbers.replaceChildren(...rows);
  numbers.hidden = !rows.length;
}

function fill(tile, data, scale, names) {
  const { button, picture, stand, numbers, rank, badge, title, bar } = tile;
  button.dataset.film = data.id;
  button.setAttribute("aria-label", data.label);
  button.setAttribute("aria-pressed", String(data.selected));
  if (data.picture && picture.getAttribute("src") !== data.picture) picture.src = data.picture;
  picture.hidden = !data.picture;
  stand.hidden = Boolean(data.picture);
  stand.textContent = data.title;
  rank.textContent = data.rank ?? "";
  rank.hidden = data.rank === null;
  badge.textContent = data.badge;
  badge.hidden = !data.badge;
  badge.dataset.kind = data.badge.startsWith("▲") ? "up" : data.badge.startsWith("▼") ? "down" : "new";
  title.textContent = data.title;
  drawBar(bar, data.segments, scale);
  drawNumbers(numbers, data.segments, names);
}

// A new screen starts at its top, and a chosen film's explanation is brought into view.
function showTop() {
  document.querySelector(".stMain")?.scrollTo({ top: 0 });
}

function showExplanation() {
  const panel = document.querySelector(".st-key-why-panel");
  const top = panel?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > 0.8 * globalThis.innerHeight) panel?.scrollIntoView({ block: "start" });
}

function walk(event, grid) {
  const tiles = [...grid.querySelectorAll(".tile")];
  const at = tiles.indexOf(event.target.closest(".tile"));
  const top = tiles[0]?.offsetTop;
  const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === top).length);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  if (step === undefined || at < 0 || !tiles[at + step]) return;
  event.preventDefault();
  tiles[at + step].focus();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const grid = parentElement.querySelector(".grid");
  let known = grids.get(grid);
  if (!known) {
    known = new Map();
    grids.set(grid, known);
    grid.addEventListener("keydown", (event) => walk(event, grid));
    showTop();
  }
  grid.setAttribute("aria-label", data.label);
  grid.onclick = (event) => {
    const tile = event.target.closest(".tile");
    if (!tile) return;
    for (const other of grid.querySelectorAll(".tile")) other.setAttribute("aria-pressed", String(other === tile));
    setTriggerValue("pick", tile.dataset.film);
    showExplanation();
  };
  const order = data.tiles.map((tile) => tile.id).join();
  if (order !== grid.dataset.order) grid.scrollLeft = 0;
  grid.dataset.order = order;
  const wanted = new Set(data.tiles.map((tile) => tile.id));
  for (const [id, tile] of known) {
    if (!wanted.has(id)) {
      tile.button.remove();
      known.delete(id);
    }
  }
  data.tiles.forEach((tileData, place) => {
    if (!known.has(tileData.id)) known.set(tileData.id, makeTile());
    const tile = known.get(tileData.id);
    fill(tile, tileData, data.scale, data.names);
    if (grid.children[place] !== tile.button) {
      const focused = parentElement.activeElement === tile.button;
      grid.insertBefore(tile.button, grid.children[place] ?? null);
      if (focused) tile.button.focus({ preventScroll: true });
    }
  });
}
