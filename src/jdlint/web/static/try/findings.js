// The findings beside the post, each as a card that can be opened.

import { capital, h, plural, severityMark } from "./dom.js";

/** A name by which a finding is known again after the text has changed elsewhere. */
export function keysOf(findings) {
  const seen = new Map();
  return findings.map(({ rule, message }) => {
    const name = `${rule}\n${message}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return `${name}\n${seen.get(name)}`;
  });
}

/** The findings in the order of the page: those about words in the text, then those about the post as a whole. */
export function inOrder(findings) {
  const all = findings.map((_, index) => index);
  return [...all.filter((index) => !findings[index].whole), ...all.filter((index) => findings[index].whole)];
}

/** Draws the cards anew into `panel`; those that were there keep their element, and with it the focus. */
export function drawFindings(panel, answer, rules, chosen, actions) {
  const { findings } = answer;
  const keys = keysOf(findings);
  const known = new Map([...panel.querySelectorAll("li.finding-card")].map((card) => [card.dataset.key, card]));
  const card = (index) => {
    const [key, finding] = [keys[index], findings[index]];
    const state = JSON.stringify([finding, index, index === chosen]);
    const old = known.get(key);
    if (old?.dataset.state === state) return old;
    const hadFocus = old?.contains(document.activeElement);
    const item = old ?? h("li", { class: "finding-card card", "data-key": key });
    item.dataset.severity = finding.severity;
    item.dataset.index = index;
    item.dataset.state = state;
    item.classList.toggle("open", index === chosen);
    item.replaceChildren(...cardParts(finding, index, rules[finding.rule], index === chosen, actions));
    if (hadFocus) item.querySelector("button").focus({ preventScroll: true });
    return item;
  };
  const order = inOrder(findings);
  const groups = [
    ["In the text", order.filter((index) => !findings[index].whole)],
    ["About the post as a whole", order.filter((index) => findings[index].whole)],
  ];
  const drawn = groups
    .filter(([, indexes]) => indexes.length)
    .map(([title, indexes]) => h("section", { class: "group" }, h("h2", {}, title, " ", h("span", { class: "count" }, indexes.length)), h("ol", { class: "cards" }, indexes.map(card))));
  const focused = panel.contains(document.activeElement) ? document.activeElement : null;
  const scroll = panel.parentElement.scrollTop;
  panel.replaceChildren(...headOf(answer, actions), ...drawn);
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
  panel.parentElement.scrollTop = scroll;
}

function headOf(answer, actions) {
  const { counts, findings, unjudged } = answer;
  if (unjudged) {
    return [h("div", { class: "notice", "data-tone": "plain" }, h("p", {}, h("strong", {}, "Nothing was judged: "), `${unjudged}.`), h("p", { class: "soft small" }, "jdlint reads job posts in English. What it looks for is a title, duties, and what is asked of a candidate."))];
  }
  if (!findings.length) {
    return [h("div", { class: "notice", "data-tone": "good" }, h("p", {}, h("strong", {}, "Nothing found.")), h("p", { class: "small" }, "Whatever jdlint looks for, this post says it."))];
  }
  const parts = ["error", "warning", "info"].filter((severity) => counts[severity]);
  const tally = parts.map((severity) => h("span", { class: "severity", "data-severity": severity }, plural(counts[severity], severity)));
  const mend = counts.fixable ? h("button", { type: "button", class: "button primary", id: "fix-all", onclick: actions.fixAll }, `Mend ${plural(counts.fixable, "slip")}`) : null;
  const steps = h("span", { class: "steps" }, mend, h("button", { type: "button", class: "button", onclick: () => actions.step(-1), title: "Shift+F8" }, "Previous"), h("button", { type: "button", class: "button", onclick: () => actions.step(1), title: "F8" }, "Next"));
  const quiet = counts.suppressed ? h("span", { class: "soft" }, `${counts.suppressed} suppressed by comments`) : null;
  return [h("div", { class: "tally small" }, tally, quiet, steps)];
}

/** What a card says of a finding; opened it also tells why, an example, and the sources. */
export function cardParts(finding, index, rule, open, actions) {
  const place = finding.whole ? null : h("span", { class: "line-number tiny soft" }, `line ${finding.line}`);
  const head = h(
    "button",
    { type: "button", class: "card-head", "aria-expanded": open ? "true" : "false", onclick: () => actions.choose(index) },
    severityMark(finding.severity),
    h("span", { class: "card-title" }, rule?.title ?? finding.rule),
    place,
  );
  const said = h("p", { class: "message", onclick: () => actions.choose(index) }, finding.message);
  const asked = finding.ask ? h("p", { class: "ask" }, h("span", { class: "visually-hidden" }, "The question to answer: "), finding.ask) : null;
  const fix = finding.fix ? h("p", {}, h("button", { type: "button", class: "button", onclick: () => actions.fix(index) }, capital(finding.fix.title)), finding.fix.safe ? null : h("span", { class: "tiny soft" }, " may change the meaning")) : null;
  return [h("h3", {}, head), said, asked, fix, open ? detailsOf(finding, rule) : null].filter(Boolean);
}

function detailsOf(finding, rule) {
  if (!rule) return null;
  const sources = rule.sources.map((source) => h("li", {}, source));
  return h(
    "div",
    { class: "details small" },
    h("h4", {}, "Why"),
    h("p", {}, rule.why),
    rule.good ? [h("h4", {}, "For example"), h("p", { class: "example" }, plainExample(rule.good))] : null,
    sources.length ? [h("h4", {}, sources.length === 1 ? "Source" : "Sources"), h("ul", { class: "sources tiny" }, sources)] : null,
    h("p", { class: "tiny soft" }, "Rule ", h("code", {}, finding.rule)),
  );
}

/** An example's sentence without the sign of a list or heading that it may begin with. */
const plainExample = (text) => text.replace(/^\s*(?:[-*+]|#{1,6})\s+/, "");
