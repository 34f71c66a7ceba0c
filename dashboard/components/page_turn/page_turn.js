import { focus } from "../common.js";

let last = null;

export default function ({ data }) {
  if (last !== null && last !== data.token) {
    document.querySelector(".stMain")?.scrollTo({ top: 0 });
    const heading = document.querySelector(".stMain h2");
    heading?.setAttribute("tabindex", "-1");
    focus(heading);
  }
  last = data.token;
}
