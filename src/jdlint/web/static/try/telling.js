// What the page tells its user beside the answers.

import { byId, fill, h } from "./dom.js";

let timer = 0;

/** Says something for a few seconds, with a button that undoes it where that can be. */
export function toast(words, undo = null) {
  const box = byId("toast");
  const back = () => {
    undo();
    box.hidden = true;
  };
  fill(box, words, undo && h("button", { type: "button", class: "button quiet", onclick: back }, "Undo"));
  box.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (box.hidden = true), undo ? 8000 : 3000);
}

/** Shows what went wrong, and what to do about it, until the next answer comes. */
export function showProblem(problem) {
  byId("loading").hidden = true;
  byId("panels").setAttribute("aria-busy", "false");
  fill(byId("problem"), h("strong", {}, problem.message), problem.hint && h("span", {}, ` ${problem.hint}`));
  byId("problem").hidden = false;
}

/** Shows what is being loaded, and which share of it is there, where that is known. */
export function showProgress(words, share) {
  byId("loading-note").hidden = true;
  byId("loading-words").textContent = words;
  if (share === undefined) byId("loading-bar").removeAttribute("value");
  else byId("loading-bar").value = share;
}
