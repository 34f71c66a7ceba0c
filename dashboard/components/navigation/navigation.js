import { activeElement, arrow, element, focus, oneStop, remember, resize, write } from "../common.js";

const ENDS = { Home: 0, End: -1 };

function makeItem() {
  const item = element("li");
  element("a", "", item);
  return item;
}

const linksOf = (list) => [...list.querySelectorAll("a")];

function draw(nav, { links, current }) {
  const list = nav.querySelector("ul");
  resize(list, links.length, makeItem);
  const nodes = linksOf(list);
  links.forEach(({ title, path }, place) => {
    const node = nodes[place];
    write(node, title);
    node.href = `./${path}`;
    if (title === current) node.setAttribute("aria-current", "page");
    else node.removeAttribute("aria-current");
  });
  const here = links.findIndex(({ title }) => title === current);
  write(nav.querySelector("button"), current);
  oneStop(nodes, nodes.includes(activeElement(list)) ? activeElement(list) : nodes[here]);
}

function listen(nav) {
  const list = nav.querySelector("ul");
  const view = { send: null };

  // A link that opens in a tab of its own brings this page's history there.
  const address = () => {
    for (const node of linksOf(list)) node.search = location.search;
  };
  nav.addEventListener("pointerover", address);
  nav.addEventListener("focusin", address);

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    list.hidePopover();
    view.send("go", link.textContent);
  });

  // Arrow keys lead from one link to the next, which are one stop of the Tab key.
  list.addEventListener("keydown", (event) => {
    const nodes = linksOf(list);
    const step = arrow(event)[0] + arrow(event)[1];
    const place = step ? nodes.indexOf(event.target) + step : ENDS[event.key];
    if (place === undefined) return;
    event.preventDefault();
    const next = nodes.at(place % nodes.length);
    oneStop(nodes, next);
    focus(next);
  });
  return view;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector("nav");
  remember(nav, listen).send = setTriggerValue;
  draw(nav, data);
}
