// What a post can start from: an example, a skeleton, or a file.

import { fill, h, levelMark } from "./dom.js";

/** Draws what there is to start from into `place`; `actions` are called with what was chosen. */
export function drawStart(place, about, actions, { intro = false } = {}) {
  const examples = (weak) =>
    about.examples.filter((example) => example.weak === weak).map((example) => h("li", {}, h("button", { type: "button", class: "start-item", onclick: () => actions.example(example) }, example.label)));
  const families = [...about.families].sort((a, b) => !a.title - !b.title).map((family) => h("li", {}, h("button", { type: "button", class: "start-item", title: family.about, onclick: () => actions.skeleton(family.name) }, family.title ?? "Another job")));
  const file = h("input", { type: "file", accept: ".md,.markdown,.txt,text/markdown,text/plain", class: "visually-hidden", tabindex: "-1", "aria-hidden": "true", onchange: (event) => actions.file(event.target) });
  fill(
    place,
    intro && h("p", { class: "start-intro" }, "Paste a job post above, or start from one of these."),
    h("div", { class: "start-groups" }, group("A weak post, to see what is found", examples(true)), group("A good post, to see what passes", examples(false)), group("A new post that asks you what a candidate will ask", families, "families")),
    h("p", { class: "start-file" }, h("button", { type: "button", class: "button", onclick: () => file.click() }, "Open a file …"), file, h("span", { class: "tiny soft" }, " It is read, never written.")),
  );
}

function group(title, items, kind = "") {
  return h("section", { class: "start-group" }, h("h3", {}, title), h("ul", { class: kind }, items));
}

/** What the page will show once there is a post. */
export function welcome() {
  const sample = (...children) => h("span", { class: "sample", "aria-hidden": "true" }, children);
  const row = (shown, title, words) => h("li", {}, shown, h("div", {}, h("h3", {}, title), h("p", { class: "soft small" }, words)));
  return h(
    "div",
    { class: "welcome" },
    h("h2", {}, "What you will see here"),
    h(
      "ul",
      {},
      row(sample(h("mark", { class: "finding", "data-severity": "warning" }, "real impact")), "Findings", "Words that leave a candidate guessing, why that matters, and the question that they should answer."),
      row(sample(["concrete", "generic", "absent"].map((level) => levelMark(level, { sign: true }))), "Scorecard", "Ten things that a candidate wants to know, each with the sentence that says it, or with what is missing."),
      row(sample(h("span", { class: "ask" })), "Questions", "What a candidate would still ask, to hand to whoever knows the work."),
    ),
  );
}
