import {
  activeElement,
  arrow,
  button,
  element,
  focus,
  oneStop,
  patchList,
  press,
  remember,
  showPicture,
  write,
} from "../common.js";

function makeRow() {
  const node = element("li", "row");
  const picture = element("img", "picture", element("span", "frame", node));
  picture.alt = "";
  const words = button("words", node);
  const title = element("bdi", "title", words);
  const detail = element("span", "detail", words);
  const preview = element("span", "preview", words);
  const toggle = button("toggle", node);
  const remove = button("remove", node, "×");
  return { node, picture, words, title, detail, preview, toggle, remove };
}

function fillRow({ node, picture, words, title, detail, preview, toggle, remove }, row) {
  node.dataset.entry = row.key;
  node.dataset.standing = row.standing;
  node.classList.toggle("previewed", Boolean(row.preview));
  node.classList.toggle("recedes", row.recedes);
  showPicture(picture, row.picture);
  words.dataset.token = row.token;
  press(words, row.in_focus);
  write(title, row.title);
  write(detail, row.detail);
  detail.title = row.detail; // it is cut where it is long
  write(preview, row.preview);
  write(toggle, row.label);
  toggle.dataset.deed = row.opposite;
  toggle.setAttribute("aria-label", `${row.title}: ${row.label}. Change to ${row.opposite_label}`);
  toggle.title = `Change to ${row.opposite_label}`;
  remove.dataset.deed = "remove";
  remove.setAttribute("aria-label", `Remove ${row.title} from the history`);
  remove.title = "Remove";
}

/** Move the focus by arrow keys: up and down to the same button of another row, aside to another button of the row. */
function walk(event, list) {
  const row = event.target.closest(".row");
  const buttons = [...row.querySelectorAll("button")];
  const [right, down] = arrow(event);
  const place = buttons.indexOf(event.target);
  const other = [...list.children][[...list.children].indexOf(row) + down];
  const target = other?.querySelectorAll("button")[place + right];
  if (place < 0 || !(right || down) || !target) return;
  event.preventDefault();
  target.focus();
}

/** Prepare a new list: one stop of the Tab key for all its buttons. */
function listen(list) {
  const view = { stop: null };
  list.addEventListener("keydown", (event) => walk(event, list));
  list.addEventListener("focusin", (event) => {
    view.stop = event.target;
    oneStop([...list.querySelectorAll("button")], view.stop);
  });
  return view;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".history");
  const view = remember(list, listen);
  list.onclick = (event) => {
    const { token, deed } = event.target.closest("button")?.dataset ?? {};
    if (token) setTriggerValue("focus", token);
    if (deed) setTriggerValue("change", { entry: event.target.closest(".row").dataset.entry, deed });
  };
  const activeRow = activeElement(list)?.closest(".row");
  const place = [...list.children].indexOf(activeRow);
  patchList(list, data.rows.map((row) => [row.key, row]), makeRow, fillRow);
  // A row that is taken out leaves the keyboard's focus to the one that moves into its place.
  if (activeRow && !activeRow.isConnected) {
    focus(list.children[Math.min(place, list.children.length - 1)]?.querySelector(".remove"));
  }
  oneStop([...list.querySelectorAll("button")], view.stop);
}
