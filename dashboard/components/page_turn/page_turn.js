import { focus } from "../common.js";

let last = null;

export default function ({ data }) {
  // Where this script comes late, the first page that it sees may be the second: then a button was pressed before.
  const turned = last === null ? document.activeElement?.tagName === "BUTTON" : last !== data.token;
  if (turned) {
    document.querySelector(".stMain")?.scrollTo({ top: 0 });
    const heading = document.querySelector(".stMain h2");
    heading?.setAttribute("tabindex", "-1");
    focus(heading);
  }
  last = data.token;
}
