// Pieces are patched while the text is cut as before, so that keyboard focus survives new values.
import {
  button,
  direction,
  element,
  keepFocus,
  paint,
  press,
  remember,
  sendFocus,
  shorten,
  signed,
  write,
} from "../common.js";

const LONGEST_NAME = 40; // letters of a category
const LARGE = 0.05; // nats; effects are about as large, threads are slighter and need a digit more

function makePiece(piece) {
  const node = element(piece.strength ? "mark" : "span", "", null, piece.text);
  if (piece.token) {
    node.setAttribute("role", "button");
    node.tabIndex = 0;
    node.dataset.token = piece.token;
  }
  return node;
}

function fillPiece(node, piece, focus) {
  if (!piece.strength) return;
  node.className = `w${piece.strength} ${direction(piece.value)}`;
  node.dataset.value = String(piece.value);
  node.title = signed(piece.value, 3);
  if (piece.amount) node.dataset.amount = piece.amount;
  else delete node.dataset.amount;
  if (piece.token) press(node, piece.token === focus);
}

function makeChip(chip) {
  const node = button();
  node.dataset.token = chip.token;
  node.append(element("bdi", "", null, shorten(chip.name, LONGEST_NAME)), " ", element("b"), " ");
  if (chip.films) node.append(element("span", "films", null, chip.films));
  return node;
}

function fillChip(node, chip, focus, digits) {
  node.className = `chip c${chip.strength} ${direction(chip.value)}`;
  node.dataset.value = String(chip.value);
  node.title = chip.description;
  paint(node, chip.modality);
  node.querySelector("b").textContent = signed(chip.value, digits);
  press(node, chip.token === focus);
}

/** Fill a list of pieces or chips, made anew only where its make-up, which `signature` tells of an item, has changed. */
function patch(parent, items, signature, make, fill) {
  const makeUp = items.map(signature).join("\n");
  if (parent.dataset.makeUp !== makeUp) keepFocus(parent, () => parent.replaceChildren(...items.map(make)));
  parent.dataset.makeUp = makeUp;
  items.forEach((item, place) => fill(parent.children[place], item));
}

function makeEncounter(encounter) {
  const node = button();
  node.dataset.token = encounter.token;
  node.append(element("bdi", "", null, encounter.word));
  if (encounter.other) node.append(element("bdi", "other", null, `“${encounter.other}”`));
  node.append(" ", element("b"));
  return node;
}

function fillEncounter(node, encounter, focus) {
  node.className = "chip meeting for c1";
  node.title = signed(encounter.value, 3);
  node.querySelector("b").textContent = encounter.amount;
  press(node, encounter.token === focus);
}

/** Say what the plot counts for: below it, or, where it counts for nothing and is folded, in its place. */
function drawNote(reader, data, cut) {
  const isFolded = Boolean(data.plain_note) && !data.words.length && !cut.some(({ strength }) => strength);
  const fold = reader.querySelector(".fold");
  const makeUp = `${isFolded}|${cut.map(({ text }) => text).join("")}`;
  if (fold.dataset.makeUp !== makeUp) fold.open = !isFolded; // whoever has opened it reads on, until it is another plot
  fold.dataset.makeUp = makeUp;
  const summary = fold.querySelector("summary");
  [summary.hidden, summary.textContent] = [!isFolded, data.plain_note];
  const note = reader.querySelector(".plain-note");
  [note.hidden, note.textContent] = [isFolded || !data.plain_note, data.plain_note];
}

function drawPlot(reader, { data, inWords }) {
  const cut = inWords && data.words.length ? data.words : data.telling;
  const signature = (piece) => `${piece.token}|${piece.strength > 0}|${piece.text}`;
  const fill = (node, piece) => fillPiece(node, piece, data.focus);
  patch(reader.querySelector(".plot"), cut, signature, makePiece, fill);
  const grain = reader.querySelector(".grain");
  grain.hidden = !data.words.length;
  grain.textContent = data.grains[inWords ? 0 : 1];
  drawNote(reader, data, cut);
  const box = reader.querySelector(".encounters");
  const { title, words } = data.encounters ?? { title: "", words: [] };
  box.hidden = !words.length;
  write(box.querySelector(".lead bdi"), title);
  const fillOne = (node, encounter) => fillEncounter(node, encounter, data.focus);
  patch(box.querySelector(".chips"), words, ({ token, other }) => `${token}|${other}`, makeEncounter, fillOne);
}

function drawChips(reader, { chips, focus }) {
  const digits = [...chips.shared, ...chips.own, ...chips.against].some((chip) => Math.abs(chip.value) >= LARGE)
    ? 2
    : 3;
  const fill = (node, chip) => fillChip(node, chip, focus, digits);
  for (const [name, group] of Object.entries(chips)) {
    patch(reader.querySelector(`.chips.${name}`), group, (chip) => `${chip.token}|${chip.films}`, makeChip, fill);
  }
  const leads = [...reader.querySelectorAll(".chipbox > .lead")];
  [chips.shared, chips.own, chips.against].forEach((group, place) => {
    leads[place].hidden = !group.length;
  });
  const more = reader.querySelector(".more");
  more.hidden = !chips.rest.length;
  const sum = chips.rest.reduce((total, { value }) => total + value, 0);
  const several = leads.every((lead) => lead.hidden) ? "categories" : "more";
  more.querySelector("summary").textContent = `${chips.rest.length} ${several}, ${signed(sum)} together`;
}

function draw(reader, view) {
  const { data } = view;
  drawPlot(reader, view);
  drawChips(reader, data);
  reader.classList.toggle("text-recedes", data.text_recedes);
  reader.classList.toggle("chips-recede", data.chips_recede);
  reader.classList.toggle("choosing", Boolean(data.focus));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const reader = parentElement.querySelector(".reader");
  const view = remember(reader, () => ({ data, inWords: false }));
  view.data = data;
  sendFocus(reader, setTriggerValue);
  reader.querySelector(".grain").onclick = () => {
    view.inWords = !view.inWords;
    draw(reader, view);
  };
  draw(reader, view);
}
