// A table is a drawing, and takes Enter for nothing. The cells that it holds for those who can't see it say which row has
// the keyboard, in whatever order somebody has put the rows.
const texts = (cells) => [...cells].map((cell) => cell.textContent);

function openedRow(table) {
  const row = document.activeElement?.closest(`.st-key-${table} tr:has(td)`);
  if (!row) return null;
  const values = texts(row.cells);
  return Object.fromEntries(
    texts(row.closest("table").tHead.rows[0].cells).map((name, place) => [name, values[place]]),
  );
}

export default function ({ data, parentElement, setTriggerValue }) {
  const press = (event) => {
    const row = event.key === "Enter" && !event.repeat && openedRow(data.table);
    if (row) setTriggerValue("open", row);
  };
  document.addEventListener("keydown", press, true);
  parentElement.querySelector("span").dataset.listens = ""; // what tests wait for
  return () => document.removeEventListener("keydown", press, true);
}
