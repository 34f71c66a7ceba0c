// A combobox after the ARIA pattern. Python finds the films; this draws them and keeps the cursor.
const DELAY = 70; // milliseconds after the last key
const fields = new WeakMap();

function element(tag, name, parent) {
  const node = document.createElement(tag);
  node.className = name;
  parent?.append(node);
  return node;
}

function option(film, place) {
  const item = element("li", "film");
  item.id = `film-${place}`;
  item.dataset.film = film.id;
  item.setAttribute("role", "option");
  const frame = element("span", "frame", item);
  if (film.picture) {
    const picture = element("img", "picture", frame);
    picture.alt = "";
    picture.src = film.picture;
  }
  const words = element("span", "words", item);
  element("bdi", "title", words).textContent = film.title;
  const standing = { like: " · liked already", dislike: " · not for you already" }[film.reaction] ?? "";
  element("span", "detail", words).textContent = film.detail + standing;
  const not = element("span", "not", item);
  not.textContent = "not for me";
  not.title = "Add as not for me (Shift + Enter)";
  return item;
}

class Field {
  constructor(root) {
    this.input = root.querySelector("input");
    this.list = root.querySelector(".found");
    this.hint = root.querySelector(".hint");
    this.active = 0;
    this.timer = 0;
    this.listed = ""; // the query that the list answers
    this.wanted = null; // how the first film is to be added once the list answers what has been typed
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
    this.input.addEventListener("focus", () => this.input.value && this.show());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest(".film");
      if (item) this.choose(item.dataset.film, event.target.closest(".not") ? "dislike" : "like");
    });
  }

  get query() {
    return this.input.value.trim();
  }

  ask() {
    clearTimeout(this.timer);
    this.wanted = null;
    const query = this.query;
    if (!query) return this.close();
    this.timer = setTimeout(() => this.send("query", query), DELAY);
  }

  take(data) {
    const query = this.query;
    if (!query || data.query !== query) return;
    const wanted = this.wanted;
    [this.listed, this.wanted] = [query, null];
    if (wanted && data.found.length) return this.choose(data.found[0].id, wanted);
    this.list.replaceChildren(...data.found.map(option));
    this.hint.textContent = data.found.length ? "" : `Nothing found for “${query}”. Try a director or an actor.`;
    this.active = 0;
    this.show();
  }

  show() {
    const any = this.list.children.length > 0;
    this.list.hidden = !any;
    this.input.setAttribute("aria-expanded", String(any));
    this.move(0);
  }

  close() {
    this.list.hidden = true;
    this.hint.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  move(step) {
    const items = [...this.list.children];
    if (!items.length) return;
    this.active = (this.active + step + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === this.active)));
    this.input.setAttribute("aria-activedescendant", items[this.active].id);
    items[this.active].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      this.move(steps[event.key]);
    } else if (event.key === "Escape" && this.input.value) {
      event.preventDefault(); // it is for this field alone, and ends no focus
      clearTimeout(this.timer);
      this.input.value = "";
      this.close();
    } else if (event.key === "Enter" && this.query) {
      event.preventDefault();
      this.enter(event.shiftKey ? "dislike" : "like");
    }
  }

  // A quick hand presses Enter while what it typed is still being looked up.
  enter(reaction) {
    if (this.list.hidden || this.query !== this.listed) this.wanted = reaction;
    else this.choose(this.list.children[this.active].dataset.film, reaction);
  }

  choose(film, reaction) {
    clearTimeout(this.timer);
    this.input.value = "";
    this.list.replaceChildren();
    this.close();
    this.input.focus();
    this.send("choose", { film, reaction });
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".search");
  if (!fields.has(root)) fields.set(root, new Field(root));
  const field = fields.get(root);
  field.send = setTriggerValue;
  field.take(data);
}
