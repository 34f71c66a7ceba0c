import { activeElement, arrow, button, element, focus, press, resize, sendFocus, showPicture } from "../common.js";

const STRENGTH = 70; // of the highlight, until somebody moves the slider
const FAINTEST = 0.15; // a patch below this share of the strongest is left alone
const percent = (share) => `${100 * share}%`;

function lay(node, { x, y, width, height }) {
  Object.assign(node.style, { left: percent(x), top: percent(y), width: percent(width), height: percent(height) });
}

function drawPatches(layer, patches) {
  layer.replaceChildren();
  for (const patch of patches) {
    const node = element("i", "patch", layer);
    node.dataset.value = String(patch.value);
    lay(node, patch);
    node.style.setProperty("--weight", String(Math.abs(patch.weight)));
  }
}

/** Return the region that the Tab key leads to: the one with the focus, the one that is pressed, or the strongest. */
function tabStop(box, patches, pressed) {
  const active = [...box.children].indexOf(activeElement(box));
  if (active >= 0) return active;
  return pressed >= 0
    ? pressed
    : patches.reduce((best, { weight }, k) => (weight > patches[best].weight ? k : best), 0);
}

/** Draw the regions that can be chosen, one stop of the Tab key for all: arrow keys walk among them. */
function drawRegions(box, patches, token) {
  resize(box, patches.length, () => button());
  const pressed = patches.findIndex((patch) => patch.token === token);
  const stop = tabStop(box, patches, pressed);
  patches.forEach((patch, k) => {
    const node = box.children[k];
    lay(node, patch);
    node.dataset.token = patch.token;
    node.title = patch.amount;
    const across = Math.round(100 * (patch.x + patch.width / 2));
    const down = Math.round(100 * (patch.y + patch.height / 2));
    node.setAttribute("aria-label", `Region ${across}% across, ${down}% down${patch.amount && `: ${patch.amount}`}`);
    press(node, k === pressed);
    node.tabIndex = k === stop ? 0 : -1;
  });
}

function walk(event, box) {
  const [right, down] = arrow(event);
  const from = event.target.closest("button");
  if (!from || (!right && !down)) return;
  event.preventDefault();
  const { left, top, width, height } = from.getBoundingClientRect();
  const [x, y] = [left + width * (0.5 + right), top + height * (0.5 + down)];
  const next = [...box.children].find((other) => {
    const bounds = other.getBoundingClientRect();
    return x > bounds.left && x < bounds.right && y > bounds.top && y < bounds.bottom;
  });
  if (!next) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  focus(next);
}

/** Let the slider say how strongly the patches shine; where their evidence is lacking they do not, and it is away. */
function drawSlider(lens, caveat) {
  const slider = lens.querySelector("input");
  const start = String(caveat ? 0 : STRENGTH);
  slider.parentElement.hidden = Boolean(caveat);
  if (lens.dataset.start !== start) slider.value = start;
  lens.dataset.start = start;
  slider.oninput = () => lens.style.setProperty("--strength", String(slider.valueAsNumber / 100));
  slider.oninput();
  lens.querySelector(".caveat").textContent = caveat;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const lens = parentElement.querySelector(".lens");
  const [picture, stand, regions] = [".picture", ".stand", ".regions"].map((name) => lens.querySelector(name));
  showPicture(picture, data.picture, stand);
  picture.alt = data.alt;
  stand.textContent = data.title;
  lens.classList.toggle("recedes", data.recedes);
  lens.querySelector("figcaption").hidden = !data.patches.length;
  drawPatches(lens.querySelector(".glow"), data.patches.filter(({ weight }) => weight >= FAINTEST));
  drawPatches(lens.querySelector(".hatch"), data.patches.filter(({ weight }) => weight <= -FAINTEST));
  drawRegions(regions, data.choosable ? data.patches : [], data.focus);
  sendFocus(regions, setTriggerValue);
  regions.onkeydown = (event) => walk(event, regions);
  drawSlider(lens, data.caveat);
}
