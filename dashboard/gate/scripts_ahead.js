// Streamlit asks for the scripts of its table and fields when a page first has one, which is most of the wait when Films
// is first opened. They are loaded as soon as the first page is drawn and the browser has nothing else to do.
(() => {
  const load = () => globalThis.emdeScriptsAhead.forEach((address) => import(address));
  const wait = globalThis.requestIdleCallback ?? setTimeout;
  const watcher = new MutationObserver(() => {
    if (document.documentElement.dataset.drawn === undefined) return; // the curtain is still down
    watcher.disconnect();
    wait(load);
  });
  watcher.observe(document.documentElement, { attributes: true });
})();
