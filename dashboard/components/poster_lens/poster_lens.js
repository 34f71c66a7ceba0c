const SHOWN = 0.15; // a patch below this share of the strongest is left alone

function patchNode(patch) {
  const node = document.createElement("i");
  node.className = "patch";
  node.dataset.value = String(patch.value);
  node.style.left = `${100 * patch.x}%`;
  node.style.top = `${100 * patch.y}%`;
  node.style.width = `${100 * patch.width}%`;
  node.style.height = `${100 * patch.height}%`;
  node.style.setProperty("--weight", String(Math.abs(patch.weight)));
  node.title = `${patch.value >= 0 ? "+" : "−"}${Math.abs(patch.value).toFixed(3)}`;
  return node;
}

export default function ({ data, parentElement }) {
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
  const show = () => lens.style.setProperty("--strength", String(slider.valueAsNumber / 100));
  slider.oninput = show;
  show();
}
