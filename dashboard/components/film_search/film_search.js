// A combobox after the ARIA pattern. Python searches the films; this draws them and keeps the cursor.
import { arrow, element, focus, remember, showPicture, write } from "../common.js";

const DELAY = 70; // milliseconds after the last key
const REDRAWN = 5000; // milliseconds that a page takes at most to be drawn anew
const STANDINGS = { like: " · liked already", dislike: " · not for me already" };

function makeOption(film, place, { other }) {
  const item = element("li", "film");
  item.id = `film-${place}`;
  item.dataset.film = film.id;
  item.setAttribute("role", "option");
  if (other) {
    const picture = element("img", "picture", element("span", "frame", item));
    picture.alt = "";
    showPicture(picture, film.picture);
  }
  const words = element("span", "words", item);
  element("bdi", "title", words, film.title);
  element("span", "detail", words, film.detail + (STANDINGS[film.reaction] ?? ""));
  if (other) element("span", "not", item, other).title = "Shift + Enter";
  return item;
}

// The first film brings a new page with a new field, in which somebody who chose it by keys goes on typing.
let [goesOn, former] = [0, null]; // the moment until which, and what had the focus then

class Field {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input");
    this.list = root.querySelector(".films");
    this.hint = root.querySelector(".hint");
    this.active = 0;
    this.timer = 0;
    this.answeredQuery = "";
    this.nextReaction = null; // to the first film, once the list answers the query in the field
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
    this.input.addEventListener("focus", () => this.input.value && this.open());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest(".film");
      if (item) this.choose(item.dataset.film, event.target.closest(".not") ? "dislike" : "like");
    });
    if (Date.now() < goesOn && [document.body, former].includes(document.activeElement)) focus(this.input);
    this.ask(); // somebody may have typed before this script came
  }

  get query() {
    return this.input.value.trim();
  }

  ask() {
    clearTimeout(this.timer);
    this.nextReaction = null;
    const query = this.query;
    if (!query) return this.close();
    this.timer = setTimeout(() => this.send("query", query), DELAY);
  }

  answer({ query, films, hint, field }) {
    this.root.classList.toggle("plain", !field.other);
    [this.input.placeholder, this.input.ariaLabel] = [field.placeholder, field.label];
    if (!query || query !== this.query) return;
    const reaction = this.nextReaction;
    [this.answeredQuery, this.nextReaction] = [query, null];
    if (reaction && films[0]?.sure) return this.choose(films[0].id, reaction);
    this.list.replaceChildren(...films.map((film, place) => makeOption(film, place, field)));
    write(this.hint, hint);
    const isReached = films[0]?.sure || (films.length > 0 && query === this.enteredQuery);
    this.active = isReached ? 0 : -1; // what is merely near is taken by nobody who has not gone to it
    this.open();
  }

  open() {
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

  clear() {
    clearTimeout(this.timer);
    this.input.value = "";
    this.close();
  }

  move(step) {
    const items = [...this.list.children];
    if (!items.length) return;
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    if (step) this.active = (from + step + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === this.active)));
    if (this.active < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", items[this.active].id);
    items[this.active].scrollIntoView({ block: "nearest" });
  }

  press(event) {
    const [, step] = arrow(event);
    if (step) {
      this.move(step);
    } else if (event.key === "Escape" && this.input.value) {
      this.clear(); // the key is for this field alone, and ends no focus
    } else if (event.key === "Enter" && this.query) {
      this.enter(event.shiftKey ? "dislike" : "like");
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Choose the film at the cursor; a quick hand presses Enter before the list answers its query. */
  enter(reaction) {
    const any = this.list.children.length > 0;
    if (this.query !== this.answeredQuery || (any && this.list.hidden)) this.nextReaction = reaction;
    else if (!any || this.active < 0) this.goTo();
    else this.choose(this.list.children[this.active].dataset.film, reaction);
  }

  /** Ask for more, and go to the first of what is near: Enter once more takes it. */
  goTo() {
    this.enteredQuery = this.query;
    this.send("settle", this.query);
    this.move(1);
  }

  choose(film, reaction) {
    this.clear();
    this.list.replaceChildren();
    this.input.focus();
    [goesOn, former] = [Date.now() + REDRAWN, document.activeElement];
    this.send("choose", { id: film, reaction });
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const field = remember(parentElement.querySelector(".search"), (root) => new Field(root));
  field.send = setTriggerValue;
  field.answer(data);
}
