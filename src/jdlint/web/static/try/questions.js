// The questions that a candidate would still ask, where a new post answers them.

import { fill, h, plural } from "./dom.js";

const FIRST = "At the top";

/** Draws the questions of an answer into `panel`. */
export function drawQuestions(panel, answer, actions) {
  const { questions, unjudged } = answer;
  if (unjudged) {
    fill(panel, h("p", { class: "notice" }, `There are no questions: ${unjudged}.`));
    return;
  }
  if (!questions.length) {
    fill(panel, h("div", { class: "notice", "data-tone": "good" }, h("strong", {}, "No question is left"), h("p", { class: "small" }, "of those that jdlint asks. A person who does the work may still have some.")));
    return;
  }
  const groups = grouped(questions).map(([heading, found]) =>
    h("section", { class: "group" }, h("h2", {}, heading), h("ul", { class: "question-list" }, found.map((question) => rowOf(question, actions)))),
  );
  const copy = h("button", { type: "button", class: "button", onclick: () => actions.copy(asText(questions), plural(questions.length, "question")) }, "Copy the questions");
  fill(panel, h("div", { class: "tally small" }, h("p", {}, `A candidate who reads this would still ask ${plural(questions.length, "question")}. Whoever knows the work can answer them.`), copy), groups);
}

function rowOf(question, actions) {
  const note = question.level === "generic" ? "what is said would fit any job" : null;
  return h("li", {}, h("button", { type: "button", class: "question", onclick: () => actions.choose(question.finding) }, h("span", {}, question.ask), note && h("span", { class: "tiny soft" }, note)));
}

function grouped(questions) {
  const groups = new Map();
  for (const question of questions) {
    const heading = question.heading || FIRST;
    groups.set(heading, [...(groups.get(heading) ?? []), question]);
  }
  return [...groups];
}

/** The questions as Markdown, to send to whoever knows the answers. */
export function asText(questions) {
  return grouped(questions)
    .map(([heading, found]) => `## ${heading}\n\n${found.map(({ ask }) => `- ${ask}`).join("\n")}\n`)
    .join("\n");
}
