// The scorecard: ten things that a candidate wants to know, and the facts.

import { capital, fill, h, levelMark, subject } from "./dom.js";

const LEVELS = [
  ["concrete", "a candidate learns it"],
  ["generic", "it would fit any job"],
  ["absent", "it is not said"],
];

/** How many criteria have a level. */
export const countOf = (criteria, level) => criteria.filter((criterion) => criterion.level === level).length;

/** Draws the scorecard of an answer into `panel`; `family` is what the kind of job is called. */
export function drawScorecard(panel, answer, family, actions) {
  if (answer.unjudged) {
    fill(panel, h("p", { class: "notice" }, `There is no scorecard: ${answer.unjudged}.`));
    return;
  }
  const rows = answer.criteria.map((criterion) => rowOf(criterion, family, actions));
  fill(
    panel,
    h("p", { class: "legend tiny" }, LEVELS.map(([level, words]) => h("span", {}, levelMark(level), h("span", { class: "soft" }, words)))),
    h("ol", { class: "criteria" }, rows),
    h("h2", {}, "Facts"),
    h("ul", { class: "facts" }, answer.facts.map((fact) => factOf(fact, actions))),
  );
}

function rowOf(criterion, family, actions) {
  const quote = criterion.quotes[0];
  const evidence = quote && (criterion.level === "concrete" || criterion.level === "generic");
  const asked = criterion.ask && (criterion.level === "absent" || criterion.level === "generic");
  return h(
    "li",
    { class: "criterion", "data-rule": criterion.rule },
    levelMark(criterion.level),
    h(
      "div",
      {},
      h("h3", {}, subject(criterion.rule), h("span", { class: "soft small" }, ` ${criterion.title}`)),
      criterion.remark && h("p", { class: "soft small" }, criterion.rule === "role-type" ? `Judged as: ${family}` : criterion.remark),
      evidence && h("button", { type: "button", class: "quote", onclick: () => actions.jump(quote.start, quote.end) }, h("span", { class: "quote-words" }, quote.text), h("span", { class: "tiny soft" }, ` line ${quote.line}`)),
      asked && h("p", { class: "ask small" }, criterion.ask),
    ),
  );
}

function factOf(fact, actions) {
  const name = capital(fact.name);
  const mark = levelMark(fact.stated ? "concrete" : "absent", { sign: true });
  mark.firstChild.textContent = fact.stated ? "stated: " : "not stated: ";
  if (!fact.stated) return h("li", { class: "fact" }, mark, name);
  return h("li", { class: "fact" }, h("button", { type: "button", class: "fact-jump", onclick: () => actions.jump(fact.start, fact.end) }, mark, name));
}
