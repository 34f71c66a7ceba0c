// Rows are kept by entry and patched, so that keyboard focus survives new data.
const lists = new WeakMap();

function element(tag, name, parent) {
  const node = document.createElement(tag);
  node.className = name;
  parent?.append(node);
  return node;
}

function makeRow() {
  const item = element("li", "row");
  const frame = element("span", "frame", item);
  const picture = element("img", "picture", frame);
  picture.alt = "";
  const words = element("button", "words", item);
  words.type = "button";
  const title = element("bdi", "title", words);
  const detail = element("span", "detail", words);
  const preview = element("span", "preview", words);
  const toggle = element("button", "toggle", item);
  toggle.type = "button";
  const remove = element("button", "remove", item);
  remove.type = "button";
  remove.textContent = "×";
  return { item, picture, words, title, detail, preview, toggle, remove };
}

function fill(row, data) {
  row.item.dataset.entry = data.key;
  row.item.dataset.standing = data.standing;
  if (data.picture && row.picture.getAttribute("src") !== data.picture) row.picture.src = data.picture;
  row.picture.hidden = !data.picture;
  row.title.textContent = data.title;
  row.detail.textContent = data.detail;
  row.preview.textContent = data.preview;
  row.item.classList.toggle("previewed", Boolean(data.preview));
  row.item.classList.toggle("recedes", data.recedes);
  row.words.dataset.token = data.token;
  row.words.setAttribute("aria-pressed", String(data.chosen));
  row.toggle.textContent = data.said;
  row.toggle.dataset.deed = data.other;
  row.toggle.setAttribute("aria-label", `${data.title}: ${data.said}. Change to ${data.other_said}`);
  row.toggle.title = `Change to ${data.other_said}`;
  row.remove.dataset.deed = "remove";
  row.remove.setAttribute("aria-label", `Remove ${data.title} from the history`);
  row.remove.title = "Remove";
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".history");
  const known = lists.get(list) ?? new Map();
  lists.set(list, known);
  list.onclick = (event) => {
    const token = event.target.closest("button")?.dataset.token;
    if (token) setTriggerValue("focus", token);
    const deed = event.target.closest("button")?.dataset.deed;
    const entry = event.target.closest(".row")?.dataset.entry;
    if (deed && entry) setTriggerValue("change", { entry, deed });
  };
  const focusedRow = parentElement.activeElement?.closest?.(".row");
  const focusedAt = focusedRow ? [...list.children].indexOf(focusedRow) : -1;
  const wanted = new Set(data.rows.map((row) => row.key));
  for (const [id, row] of known) {
    if (!wanted.has(id)) {
      row.item.remove();
      known.delete(id);
    }
  }
  data.rows.forEach((rowData, place) => {
    if (!known.has(rowData.key)) known.set(rowData.key, makeRow());
    const row = known.get(rowData.key);
    fill(row, rowData);
    const focused = row.item.contains(parentElement.activeElement) ? parentElement.activeElement : null;
    if (list.children[place] !== row.item) list.insertBefore(row.item, list.children[place] ?? null);
    focused?.focus({ preventScroll: true });
  });
  if (focusedAt >= 0 && !focusedRow.isConnected) {
    const next = list.children[Math.min(focusedAt, list.children.length - 1)];
    next?.querySelector(".remove").focus({ preventScroll: true });
  }
}
