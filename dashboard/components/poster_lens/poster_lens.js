const STRENGTH = 70; // of the highlight, until somebody moves the slider
const SHOWN = 0.15; // a patch below this share of the strongest is left alone

function place(node, patch) {
  node.style.left = `${100 * patch.x}%`;
  node.style.top = `${100 * patch.y}%`;
  node.style.width = `${100 * patch.width}%`;
  node.style.height = `${100 * patch.height}%`;
}

function patchNode(patch) {
  const node = document.createElement("i");
  node.className = "patch";
  node.dataset.value = String(patch.value);
  place(node, patch);
  node.style.setProperty("--weight", String(Math.abs(patch.weight)));
  return node;
}

const signed = (value) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(3)}`;

// One stop of the Tab key for all regions: arrow keys walk among them.
function drawRegions(box, patches, chosen) {
  while (box.children.length > patches.length) box.lastChild.remove();
  while (box.children.length < patches.length) {
    const button = document.createElement("button");
    button.type = "button";
    box.append(button);
  }
  const held = box.getRootNode().activeElement;
  const strongest = patches.reduce((best, patch, k) => (patch.weight > (patches[best]?.weight ?? -2) ? k : best), 0);
  const pressed = patches.findIndex((patch) => patch.token === chosen);
  patches.forEach((patch, k) => {
    const button = box.children[k];
    place(button, patch);
    button.dataset.token = patch.token;
    button.title = signed(patch.value);
    const where = `${Math.round(100 * (patch.x + patch.width / 2))}% across, ${
      Math.round(100 * (patch.y + patch.height / 2))
    }% down`;
    button.setAttribute("aria-label", `Region ${where}: ${signed(patch.value)}`);
    button.setAttribute("aria-pressed", String(k === pressed));
    button.tabIndex = box.contains(held)
      ? (held === button ? 0 : -1)
      : k === (pressed < 0 ? strongest : pressed)
      ? 0
      : -1;
  });
}

function walk(event, box) {
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [0, 0];
  const from = event.target.closest("button");
  if (!from || (!dx && !dy)) return;
  event.preventDefault();
  const { left, top, width, height } = from.getBoundingClientRect();
  const [x, y] = [left + width * (0.5 + dx), top + height * (0.5 + dy)];
  const next = [...box.children].find((other) => {
    const bounds = other.getBoundingClientRect();
    return x > bounds.left && x < bounds.right && y > bounds.top && y < bounds.bottom;
  });
  if (!next) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus({ preventScroll: true });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const lens = parentElement.querySelector(".lens");
  const picture = lens.querySelector(".picture");
  const stand = lens.querySelector(".stand");
  const slider = lens.querySelector("input");
  if (data.picture && picture.getAttribute("src") !== data.picture) picture.src = data.picture;
  picture.hidden = !data.picture;
  picture.alt = data.alt;
  stand.hidden = Boolean(data.picture);
  stand.textContent = data.title;
  lens.querySelector("figcaption").hidden = !data.patches.length;
  const strong = data.patches.filter((patch) => Math.abs(patch.weight) >= SHOWN);
  lens.querySelector(".glow").replaceChildren(...strong.filter((p) => p.weight > 0).map(patchNode));
  lens.querySelector(".hatch").replaceChildren(...strong.filter((p) => p.weight < 0).map(patchNode));
  const regions = lens.querySelector(".regions");
  drawRegions(regions, data.choosable ? data.patches : [], data.chosen);
  regions.onclick = (event) => {
    const token = event.target.closest("button")?.dataset.token;
    if (token) setTriggerValue("focus", token);
  };
  regions.onkeydown = (event) => walk(event, regions);
  lens.querySelector(".caveat").textContent = data.caveat;
  const doubted = data.caveat ? "yes" : "no";
  if (lens.dataset.doubted !== doubted) slider.value = data.caveat ? 0 : STRENGTH;
  lens.dataset.doubted = doubted;
  lens.classList.toggle("recedes", data.recedes);
  const show = () => lens.style.setProperty("--strength", String(slider.valueAsNumber / 100));
  slider.oninput = show;
  show();
}
