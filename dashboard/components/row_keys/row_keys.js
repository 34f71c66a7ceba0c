// A table is a drawing, and takes Enter for nothing. The cells that it holds for those who can't see it say which row has
// the keyboard, or is chosen, in whatever order somebody has put the rows.
const BEHIND = 250; // milliseconds, at most, that these cells follow after a key

const texts = (cells) => [...cells].map((cell) => cell.textContent);

function openRow(table, send) {
  const grid = document.querySelector(`.st-key-${table} table`);
  const row = grid?.querySelector("tr:has(td[aria-selected=true])") ??
    grid?.querySelector("tbody [aria-selected=true]");
  if (!row) return;
  const values = texts(row.cells);
  send("open", Object.fromEntries(texts(grid.tHead.rows[0].cells).map((name, place) => [name, values[place]])));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const press = (event) => {
    if (event.key !== "Enter" || event.repeat || !document.activeElement?.closest(`.st-key-${data.table}`)) return;
    setTimeout(openRow, BEHIND, data.table, setTriggerValue);
  };
  document.addEventListener("keydown", press, true);
  parentElement.querySelector("span").dataset.listens = ""; // what tests wait for
  return () => document.removeEventListener("keydown", press, true);
}
