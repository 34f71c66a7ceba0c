// A table is a drawing, and takes Enter for nothing. The cells that it holds for those who can't see it say which row has
// the keyboard, or is chosen, in whatever order somebody has put the rows. They follow a key a quarter of a second later,
// and on a busy machine later still, so that a row is read once they have moved since the last key, and stand still.
const LOOK = 125; // milliseconds between two looks at the cells
const LOOKS = 16; // so many without a change: a key that moved nothing, as at the table's end

const texts = (cells) => [...cells].map((cell) => cell.textContent);
const gridOf = (table) => document.querySelector(`.st-key-${table} table`);
const isMove = ({ key }) => key === "Tab" || /^(Arrow|Page)|^(Home|End)$/.test(key);

function placeOf(table) {
  const marked = gridOf(table)?.querySelectorAll("[aria-selected=true]") ?? [];
  return [...marked].map((each) => `${each.rowIndex ?? each.parentElement.rowIndex}:${each.cellIndex ?? ""}`).join();
}

function openRow(table, send) {
  const grid = gridOf(table);
  const row = grid?.querySelector("tr:has(td[aria-selected=true])") ??
    grid?.querySelector("tbody [aria-selected=true]");
  if (!row) return;
  const values = texts(row.cells);
  send("open", Object.fromEntries(texts(grid.tHead.rows[0].cells).map((name, place) => [name, values[place]])));
}

export default function ({ data, parentElement, setTriggerValue }) {
  let moving = false; // the cells have not followed the last key that moves
  let wanted = false; // Enter was pressed meanwhile
  let next;
  const follow = (before, last, left) => {
    const place = placeOf(data.table);
    moving = left > 0 && (place === before || place !== last);
    if (moving) next = setTimeout(follow, LOOK, before, place, left - 1);
    else if (wanted) openRow(data.table, setTriggerValue);
  };
  const press = (event) => {
    if (isMove(event)) {
      clearTimeout(next);
      wanted = false;
      follow(placeOf(data.table), null, LOOKS);
    } else if (event.key === "Enter" && !event.repeat && document.activeElement?.closest(`.st-key-${data.table}`)) {
      wanted = moving;
      if (!moving) openRow(data.table, setTriggerValue);
    }
  };
  document.addEventListener("keydown", press, true);
  parentElement.querySelector("span").dataset.listens = ""; // what tests wait for
  return () => document.removeEventListener("keydown", press, true);
}
