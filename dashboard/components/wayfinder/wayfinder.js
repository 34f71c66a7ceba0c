// What is read aloud changes in an element that stays: screen readers pass over one that comes with its words in it.
export default function ({ data, parentElement }) {
  const words = parentElement.querySelector("[role=status]");
  if (words.textContent !== data.words) words.textContent = data.words;
  parentElement.querySelector(".skip").onclick = () => {
    const target = document.querySelector(data.target);
    if (!target) return;
    target.tabIndex = -1; // a heading has no place in the order of Tab, and can take the keyboard's focus all the same
    target.focus();
  };
  const press = ({ target }) => {
    if (target.closest(data.doors)) document.querySelector(data.door)?.click();
    if (target.closest(data.returns)) document.querySelector(data.start)?.scrollIntoView({ block: "start" });
  };
  document.addEventListener("click", press);
  return () => document.removeEventListener("click", press);
}
