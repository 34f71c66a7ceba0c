// Each text is an item of its own in this browser's storage: tabs that write different texts can't lose each other's.
import { remember } from "../common.js";

const made = new Set(); // turns of changes, however often the page is drawn
const readers = new Set(); // sessions that know what is kept

function names(prefix) {
  return Object.keys(localStorage).filter((name) => name.startsWith(prefix)).sort();
}

function change({ prefix, longest }, { name, text }) {
  if (name === null) names(prefix).forEach((each) => localStorage.removeItem(each));
  else if (text === null) localStorage.removeItem(prefix + name);
  else if (text.length > longest) throw new RangeError(name);
  else localStorage.setItem(prefix + name, text);
}

/** Make the changes that were not made yet; return what failed: "full", or "" for nothing. */
function makeChanges(data) {
  let failure = "";
  for (const each of data.changes.filter(({ turn }) => !made.has(turn))) {
    made.add(each.turn);
    try {
      change(data, each);
    } catch {
      failure = "full";
    }
  }
  return failure;
}

function storedTexts({ prefix, most, longest }) {
  const all = names(prefix).map((name) => [name.slice(prefix.length), localStorage.getItem(name)]);
  return all.filter(([name, text]) => /^[\w-]{1,64}$/.test(name) && text.length <= longest).slice(0, most);
}

function report({ data, send, failure }) {
  const turns = data.changes.map(({ turn }) => turn).filter((turn) => made.has(turn));
  send("report", { entries: storedTexts(data), turns, failure });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const span = parentElement.querySelector("span");
  const store = remember(span, () => ({ failure: "" }));
  Object.assign(store, { data, send: setTriggerValue });
  const isNews = data.changes.length > 0 || !readers.has(data.reader);
  readers.add(data.reader);
  const follow = ({ key }) => (key === null || key.startsWith(data.prefix)) && report(store);
  try {
    store.failure = makeChanges(data) || store.failure;
    // Not while mounting: Streamlit would take the value of the component that is being replaced.
    if (isNews && (data.eager || data.changes.length || storedTexts(data).length)) setTimeout(() => report(store), 0);
  } catch {
    // A browser that keeps nothing for this page.
    const turns = data.changes.map(({ turn }) => turn);
    if (isNews) setTimeout(() => setTriggerValue("report", { entries: [], turns, failure: "closed" }), 0);
  }
  globalThis.addEventListener("storage", follow);
  return () => globalThis.removeEventListener("storage", follow);
}
