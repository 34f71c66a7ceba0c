// A page that opens comes in pieces, each of which would push the others around. They are hidden (curtain.css) and shown
// at once. This stands in the head of the page, since whatever Streamlit draws comes too late to hide anything.
(() => {
  const QUIET = 60; // milliseconds without a change, after which nothing more comes
  const LIMIT = 6000; // milliseconds after which a page that has been drawn is shown as it is
  const COMING = "[data-testid='stSkeleton'], [data-test-script-state='running']"; // stand for what is still to come
  const SAVER = ".st-key-figure-saver"; // the last component, on pages that have one
  let waiting = 0;
  let limit = 0;

  const lift = () => {
    watcher.disconnect();
    document.documentElement.dataset.drawn = "whole";
  };

  const isWhole = (app) =>
    document.querySelector(COMING) === null &&
    (app.dataset.saver !== undefined || app.querySelector(SAVER) === null) &&
    getComputedStyle(app).getPropertyValue("--why-serif") !== ""; // last, since the browser has to work it out

  const look = () => {
    const app = document.querySelector(".stApp");
    if (app === null || app.querySelector(".run") === null) return;
    limit ||= setTimeout(lift, LIMIT);
    clearTimeout(waiting);
    if (isWhole(app)) waiting = setTimeout(lift, QUIET);
  };

  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true, attributes: true });
})();
