const heard = new WeakMap(); // what to do on Escape, one for each bar

function makeKey() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "key";
  for (const [tag, name] of [["i", ""], ["span", "name"], ["b", "value"], ["em", "mark"]]) {
    const node = document.createElement(tag);
    node.className = name;
    button.append(node, " ");
  }
  return button;
}

function fillKey(button, key, focus) {
  button.dataset.token = key.token;
  button.dataset.part = key.part;
  button.style.setProperty("--why-accent", `var(--why-${key.part})`);
  button.setAttribute("aria-pressed", String(key.token === focus));
  button.title = key.said;
  button.querySelector(".name").textContent = key.name;
  button.querySelector(".value").textContent = key.value;
  button.querySelector(".mark").textContent = key.mark;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const bar = parentElement.querySelector(".bar");
  const keys = bar.querySelector(".keys");
  const all = bar.querySelector(".all");
  while (keys.children.length > data.keys.length) keys.lastChild.remove();
  while (keys.children.length < data.keys.length) keys.append(makeKey());
  data.keys.forEach((key, place) => fillKey(keys.children[place], key, data.focus));
  if (!data.focus && bar.getRootNode().activeElement === all) keys.firstChild?.focus({ preventScroll: true });
  all.hidden = !data.focus;
  bar.classList.toggle("choosing", Boolean(data.focus));
  bar.onclick = (event) => {
    const key = event.target.closest(".key");
    if (key) setTriggerValue("focus", key.dataset.token);
    else if (event.target.closest(".all")) setTriggerValue("focus", "");
  };
  document.removeEventListener("keydown", heard.get(bar));
  const escape = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && bar.isConnected) setTriggerValue("focus", "");
  };
  heard.set(bar, escape);
  if (data.focus) document.addEventListener("keydown", escape);
  return () => document.removeEventListener("keydown", escape);
}
