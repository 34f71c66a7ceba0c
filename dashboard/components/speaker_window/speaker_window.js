import { element, remember, write } from "../common.js";

const NAME = "emde-speaker-notes";
const SIZE = "popup,width=760,height=620";
const SECOND = 1000; // milliseconds
const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; padding: 1.6rem 2rem; background: Canvas; color: CanvasText; font: 1.35rem/1.5 system-ui, sans-serif; }
  header { display: flex; justify-content: space-between; font-size: 1.1rem; font-variant-numeric: tabular-nums; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.8rem 0; }
  p { margin: 0 0 0.8rem; overflow-wrap: anywhere; }
  footer { opacity: 0.75; font-size: 1.1rem; border-top: 1px solid; padding-top: 0.6rem; }
`;

/** Lay out an empty window; keys that are pressed there lead through the slides here. */
function furnish(speaker) {
  const page = speaker.document;
  page.title = "Speaker’s notes";
  page.documentElement.lang = "en";
  page.head.replaceChildren(element("title", "", null, page.title), element("style", "", null, STYLE));
  const body = page.body;
  body.replaceChildren();
  const head = element("header", "", body);
  for (const [tag, name] of [["span", "place"], ["span", "clock"]]) element(tag, name, head);
  element("h1", "line", body);
  element("main", "notes", body);
  element("footer", "following", body);
  speaker.onkeydown = ({ key }) => document.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
}

function fill(page, data) {
  write(page.querySelector(".place"), data.place);
  write(page.querySelector(".line"), data.line);
  page.querySelector(".notes").replaceChildren(...data.notes.map((note) => element("p", "", null, note)));
  write(page.querySelector(".following"), data.following && `Next: ${data.following}`);
}

/** Show the time of day, and the minutes and seconds since the window was opened. */
function tick(page, start) {
  const seconds = Math.floor((Date.now() - start) / SECOND);
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const past = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  write(page.querySelector(".clock"), `${past} · ${time}`);
}

function listen(opener) {
  const view = { data: null, speaker: null, timer: 0 };
  opener.querySelector("button").addEventListener("click", () => {
    view.speaker = open("", NAME, SIZE);
    write(opener.querySelector(".status"), view.speaker ? "" : "This browser forbids a second window: press n.");
    if (!view.speaker) return;
    furnish(view.speaker);
    fill(view.speaker.document, view.data);
    const start = Date.now();
    const show = () => (view.speaker.closed ? clearInterval(view.timer) : tick(view.speaker.document, start));
    clearInterval(view.timer);
    view.timer = setInterval(show, SECOND);
    show();
    view.speaker.focus();
  });
  return view;
}

export default function ({ data, parentElement }) {
  const view = remember(parentElement.querySelector(".opener"), listen);
  view.data = data;
  if (view.speaker && !view.speaker.closed) fill(view.speaker.document, data);
}
