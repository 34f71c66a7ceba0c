import { remember } from "../common.js";

const DURATION = 2500; // milliseconds that "Copied" stays

function listen(link) {
  const state = { address: "" };
  const status = link.querySelector(".status");
  const address = link.querySelector(".address");
  link.querySelector("button").addEventListener("click", async () => {
    const copy = state.address || location.href;
    try {
      await navigator.clipboard.writeText(copy);
      status.textContent = "Copied";
      setTimeout(() => (status.textContent = ""), DURATION);
    } catch {
      // Pages without https, and browsers that ask first and are refused.
      address.value = copy;
      address.hidden = false;
      address.select();
      status.textContent = "Copy it from here";
    }
  });
  return state;
}

export default function ({ data, parentElement }) {
  remember(parentElement.querySelector(".link"), listen).address = data.address;
}
