const SHOWN = 2500; // milliseconds
const ready = new WeakSet();

export default function ({ parentElement }) {
  const root = parentElement.querySelector(".link");
  if (ready.has(root)) return;
  ready.add(root);
  const said = root.querySelector(".said");
  const address = root.querySelector(".address");
  root.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = "Copied";
      setTimeout(() => (said.textContent = ""), SHOWN);
    } catch {
      // Pages without https, and browsers that ask first and are refused.
      address.value = location.href;
      address.hidden = false;
      address.select();
      said.textContent = "Copy it from here";
    }
  });
}
