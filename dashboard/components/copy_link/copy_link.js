import { remember } from "../common.js";

const DURATION = 2500; // milliseconds that "Copied" stays

function listen(link) {
  const status = link.querySelector(".status");
  const address = link.querySelector(".address");
  link.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = "Copied";
      setTimeout(() => (status.textContent = ""), DURATION);
    } catch {
      // Pages without https, and browsers that ask first and are refused.
      address.value = location.href;
      address.hidden = false;
      address.select();
      status.textContent = "Copy it from here";
    }
  });
  return true;
}

export default function ({ parentElement }) {
  remember(parentElement.querySelector(".link"), listen);
}
