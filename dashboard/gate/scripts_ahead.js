// Streamlit asks for the scripts of its table and fields when a page first has one, which is most of the wait when Films
// is first opened. They are loaded a little after the first page is drawn, once the browser has nothing else to do.
(() => {
  const LATER = 1000; // milliseconds, for whatever of the page is still to come
  const load = () => globalThis.emdeScriptsAhead.forEach((address) => import(address));
  const wait = globalThis.requestIdleCallback ?? setTimeout;
  const watcher = new MutationObserver(() => {
    if (document.documentElement.dataset.drawn === undefined) return; // the curtain is still down
    watcher.disconnect();
    setTimeout(() => wait(load), LATER);
  });
  watcher.observe(document.documentElement, { attributes: true });
})();
