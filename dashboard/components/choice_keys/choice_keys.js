const WAYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// Enter presses the button that has the keyboard by itself; where none has it yet, it goes to the first.
function nextButton(key, buttons) {
  const at = buttons.indexOf(document.activeElement);
  if (WAYS[key]) return buttons.at(at < 0 ? Math.min(WAYS[key], 0) : (at + WAYS[key]) % buttons.length);
  return key === "Enter" && document.activeElement === document.body ? buttons[0] : undefined;
}

export default function ({ data, parentElement }) {
  const press = (event) => {
    if (event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    const buttons = [...document.querySelectorAll(data.choices)].filter((button) => !button.disabled);
    const pressed = event.key === "Escape" ? document.querySelector(data.leave) : buttons[Number(event.key) - 1];
    const next = nextButton(event.key, buttons);
    if (!pressed && !next) return;
    event.preventDefault();
    pressed?.click();
    next?.focus();
  };
  document.addEventListener("keydown", press);
  parentElement.querySelector("span").dataset.listens = ""; // what tests wait for
  return () => document.removeEventListener("keydown", press);
}
