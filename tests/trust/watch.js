// What a test asks of a page: its text, and the text that stands where it should not. Shadow roots are looked into.
const SLACK = 5; // pixels; a blank at a line's end hangs out of its box
const LEAST = 3; // pixels; what is cut down to fewer is for screen readers alone
const START = 30; // letters of a text that are told
const TURN_BACK = "\u202c"; // ends what an embedding or an override began
const COME_OUT = "\u2069"; // ends what an isolate began

const parentOf = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
const cuts = (style) => ["hidden", "clip", "auto", "scroll"].includes(style.overflowX);
const nameOf = (element) => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className}`;
const words = (node) => node.textContent.trim().slice(0, START);

function* nodes(node) {
  if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
  yield node;
  if (node.shadowRoot) yield* nodes(node.shadowRoot);
  for (const child of node.childNodes) yield* nodes(child);
}

function* texts() {
  for (const node of nodes(document.body)) {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) yield node;
  }
}

function* ancestors(element) {
  for (let at = element; at; at = parentOf(at)) yield at;
}

function isRead(element) {
  if (element.closest("svg") || !element.checkVisibility({ visibilityProperty: true })) return false;
  return [...ancestors(element)].every((each) => {
    const { width, height } = each.getBoundingClientRect();
    return !cuts(getComputedStyle(each)) || (width >= LEAST && height >= LEAST);
  });
}

function linesOf(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter(({ width, height }) => width && height);
}

/** All text that can be read, what stands in fields among it. */
function text() {
  const pieces = [];
  for (const node of nodes(document.body)) {
    if (node.nodeType === Node.TEXT_NODE) pieces.push(node.data);
    if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) pieces.push(node.value);
  }
  return pieces.join("\u0000");
}

/** The box that a line stands out of, where none cuts it off or scrolls; null where it stays in all of them. */
function boxLeft(line, element) {
  for (const at of ancestors(element)) {
    const style = getComputedStyle(at);
    if (["inline", "contents"].includes(style.display)) continue;
    const { left, right, width } = at.getBoundingClientRect();
    const isOut = width && (line.right > right + SLACK || line.left < left - SLACK);
    if (cuts(style) && style.overflowX !== "clip") return null;
    if (isOut) return at;
    if (style.position === "fixed") return null;
  }
  return null;
}

/** Texts that leave their boxes sideways, and pages that scroll sideways. */
function escapes() {
  const sentences = [];
  for (const node of texts()) {
    const element = parentOf(node);
    if (!isRead(element)) continue;
    const [line, box] = linesOf(node).map((each) => [each, boxLeft(each, element)]).find(([, each]) => each) ?? [];
    if (box) {
      const { left, right } = box.getBoundingClientRect();
      const places = [line.left, line.right, left, right].map(Math.round);
      sentences.push(`${nameOf(box)}: "${words(node)}" at ${places.slice(0, 2)} in ${places.slice(2)}`);
    }
  }
  for (const box of [document.documentElement, document.querySelector(".stMain")]) {
    const over = box ? box.scrollWidth - box.clientWidth : 0;
    if (over > 0) sentences.push(`${nameOf(box)} scrolls sideways by ${over}`);
  }
  return sentences;
}

/** Texts whose beginning is cut off, and can't be scrolled to. */
function headless() {
  const sentences = [];
  for (const node of nodes(document.body)) {
    if (!(node instanceof HTMLElement) || !node.textContent.trim() || !node.checkVisibility()) continue;
    if (node.querySelector(".stMain")) continue; // which scrolls inside of it
    const box = node.getBoundingClientRect();
    if (!["hidden", "clip"].includes(getComputedStyle(node).overflowY) || box.height < 20) continue;
    const top = Math.min(...linesOf(node).map((line) => line.top));
    if (top < box.top - LEAST) {
      sentences.push(`${nameOf(node)}: "${words(node)}" begins ${Math.round(box.top - top)} higher`);
    }
  }
  return sentences;
}

function isOwnParagraph(element) {
  return !["inline", "contents"].includes(getComputedStyle(element).display);
}

/** Whether a text's signs of direction begin what they do not end, or end what they did not begin: a bdi is ended, too. */
function reachesOut(text) {
  const ends = [];
  for (const sign of text) {
    if (/[\u202a\u202b\u202d\u202e]/.test(sign)) ends.push(TURN_BACK);
    if (/[\u2066-\u2068]/.test(sign)) ends.push(COME_OUT);
    if (sign === TURN_BACK && ends.at(-1) === TURN_BACK) ends.pop();
    if (sign !== COME_OUT) continue;
    if (!ends.includes(COME_OUT)) return true;
    ends.length = ends.lastIndexOf(COME_OUT);
  }
  return ends.length > 0;
}

/** Texts whose signs of direction turn the text around them. */
function flips() {
  const sentences = [];
  for (const node of texts()) {
    const element = parentOf(node);
    if (!reachesOut(node.data) || !isRead(element)) continue;
    const own = [...ancestors(element)].find(isOwnParagraph) ?? element;
    if (own.textContent.trim() !== node.data.trim()) sentences.push(`${nameOf(own)}: ${words(own)}`);
  }
  return sentences;
}

globalThis.watch = { text, escapes, headless, flips };
