// Pieces are patched while the text is cut as before, so that keyboard focus survives new values.
const views = new WeakMap();

function signed(value, digits) {
  const rounded = Math.abs(value).toFixed(digits);
  return Number(rounded) === 0 ? rounded : `${value > 0 ? "+" : "−"}${rounded}`;
}

const sign = (value) => (value > 0 ? "for" : "against");

function makePiece(piece) {
  const node = document.createElement(piece.strength ? "mark" : "span");
  node.textContent = piece.text;
  if (piece.token) {
    node.setAttribute("role", "button");
    node.tabIndex = 0;
    node.dataset.token = piece.token;
  }
  return node;
}

function fillPiece(node, piece, chosen) {
  if (!piece.strength) return;
  node.className = `w${piece.strength} ${sign(piece.value)}`;
  node.dataset.value = String(piece.value);
  node.title = signed(piece.value, 3);
  if (piece.token) node.setAttribute("aria-pressed", String(piece.token === chosen));
}

function makeChip(chip) {
  const node = document.createElement("button");
  node.type = "button";
  node.dataset.token = chip.token;
  const name = document.createElement("bdi");
  name.textContent = chip.name.length > 40 ? `${chip.name.slice(0, 39)}…` : chip.name;
  node.append(name, " ", document.createElement("b"));
  return node;
}

function fillChip(node, chip, chosen, digits) {
  node.className = `chip c${chip.strength} ${sign(chip.value)}`;
  node.dataset.value = String(chip.value);
  node.title = chip.said;
  node.style.setProperty("--why-accent", `var(--why-${chip.modality})`);
  node.querySelector("b").textContent = signed(chip.value, digits);
  node.setAttribute("aria-pressed", String(chip.token === chosen));
}

// Redraws a list only where its make-up has changed; `root` is where the keyboard's focus is looked for.
function patch(parent, items, same, make, fill, chosen, root, digits) {
  const wanted = items.map(same).join("\n");
  if (parent.dataset.cut !== wanted) {
    const held = root.activeElement?.dataset?.token;
    parent.replaceChildren(...items.map(make));
    parent.dataset.cut = wanted;
    if (held) [...parent.children].find((node) => node.dataset.token === held)?.focus({ preventScroll: true });
  }
  items.forEach((item, place) => fill(parent.children[place], item, chosen, digits));
}

function draw(view) {
  const { data, reader, root, inWords } = view;
  const pieces = inWords && data.words.length ? data.words : data.phrases;
  const cut = (piece) => `${piece.token}|${piece.strength > 0}|${piece.text}`;
  patch(reader.querySelector(".plot"), pieces, cut, makePiece, fillPiece, data.chosen, root);
  const grain = reader.querySelector(".grain");
  grain.hidden = !data.words.length;
  grain.textContent = inWords ? "Mark phrases" : "Mark single words";
  const token = (chip) => chip.token;
  const { shared, own, rest } = data.chips;
  const digits = [...shared, ...own].some((chip) => Math.abs(chip.value) >= 0.05) ? 2 : 3; // threads are slighter than effects
  patch(reader.querySelector(".shared"), shared, token, makeChip, fillChip, data.chosen, root, digits);
  patch(reader.querySelector(".own"), own, token, makeChip, fillChip, data.chosen, root, digits);
  patch(reader.querySelector(".rest"), rest, token, makeChip, fillChip, data.chosen, root, digits);
  const leads = reader.querySelectorAll(".lead");
  [shared, own].forEach((chips, place) => {
    leads[place].hidden = !chips.length;
  });
  const more = reader.querySelector(".more");
  more.hidden = !rest.length;
  more.querySelector("summary").textContent = `${rest.length} more`;
  reader.classList.toggle("text-recedes", data.text_recedes);
  reader.classList.toggle("chips-recede", data.chips_recede);
  reader.classList.toggle("choosing", Boolean(data.chosen));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const reader = parentElement.querySelector(".reader");
  const view = views.get(reader) ?? { inWords: false };
  views.set(reader, Object.assign(view, { data, reader, root: reader.getRootNode() }));
  const choose = (event) => {
    const token = event.target.closest("[data-token]")?.dataset.token;
    if (token) setTriggerValue("focus", token);
    return Boolean(token);
  };
  reader.onclick = choose;
  reader.onkeydown = (event) => {
    const mark = event.target.closest("mark");
    if (mark && (event.key === "Enter" || event.key === " ") && choose(event)) event.preventDefault();
  };
  reader.querySelector(".grain").onclick = () => {
    view.inWords = !view.inWords;
    draw(view);
  };
  draw(view);
}
