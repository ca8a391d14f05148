// The page: what happens when somebody types, chooses, mends or starts anew.

import { byId, fill, h, plural, scrolling } from "./dom.js";
import { Editor } from "./editor.js";
import { cardParts, drawFindings, inOrder, keysOf } from "./findings.js";
import { latest } from "./latest.js";
import { readsAsMarkdown } from "./paste.js";
import { drawQuestions } from "./questions.js";
import { countOf, drawScorecard } from "./scorecard.js";
import { keep, recall } from "./session.js";
import { drawStart, welcome } from "./start.js";
import { startTabs } from "./tabs.js";
import { copy, download } from "./taking.js";
import { showProblem, showProgress, toast } from "./telling.js";
import { startTheme } from "./theme.js";

const NARROW = matchMedia("(max-width: 60rem)");
const { openDesk } = await import(`./desk-${document.documentElement.dataset.desk}.js`);

const state = { about: null, answer: null, keys: [], chosen: -1, lineEnd: "\n", timer: 0 };
const tabs = startTabs();
const editor = new Editor(byId("text"), byId("backdrop"), { changed, pointed });
let desk;

startTheme(byId("theme"));
begin().catch(showProblem);

async function begin() {
  desk = openDesk(showProgress);
  state.about = await desk.about();
  byId("privacy").textContent = desk.privacy;
  byId("version").textContent = state.about.version ? `jdlint ${state.about.version}` : "jdlint";
  const starts = { example: startExample, skeleton: startSkeleton, file: startFile };
  drawStart(byId("start"), state.about, starts, { intro: true });
  drawStart(byId("begin-menu"), state.about, starts);
  drawFamilies();
  restore();
  await desk.ready;
  document.body.dataset.state = "ready";
  byId("loading").hidden = true;
}

function drawFamilies() {
  const { families, family } = state.about;
  for (const { name, title, about } of families) byId("family").append(h("option", { value: name, title: about }, title ?? `Another kind (${name})`));
  if (family) byId("family").options[0].textContent = `${titleOf(family)} (by the settings)`;
}

/** What a family of jobs is called. */
const titleOf = (family) => state.about.families.find(({ name }) => name === family)?.title ?? family ?? "a kind that the post does not tell";

/** Says in the first choice of the kind of job which one the post tells. */
function drawKind() {
  const told = state.answer?.family && !byId("family").value ? `${titleOf(state.answer.family)} (told by the post)` : "Kind of job: told by the post";
  if (!state.about.family) byId("family").options[0].textContent = told;
}

/** The post that was there before the page was loaded again, else the one that it was opened with. */
function restore() {
  const [kept, opened] = [recall(), state.about.post];
  const same = kept.text !== undefined && (kept.opened ?? null) === (opened?.text ?? null);
  if (!same) keep({ opened: opened?.text ?? null });
  byId("family").value = same ? (kept.family ?? "") : "";
  open(same ? kept.text : (opened?.text ?? ""), same ? kept.name : opened?.name);
  editor.area.readOnly = false; // what was written before would be lost
}

function open(text, name = "post.md") {
  byId("name").value = name || "post.md";
  state.lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  editor.area.value = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  choose(-1, { quiet: true });
  editor.show([]);
  changed(0);
}

// Judging

const ask = latest(judgeNow, showAnswer, showProblem);

function changed(pause = desk?.pause ?? 150) {
  const words = editor.text.match(/\S+/g)?.length ?? 0;
  const empty = !editor.text.trim();
  byId("words").textContent = plural(words, "word");
  byId("start").hidden = !empty;
  document.body.classList.toggle("empty", empty);
  keep({ text: editor.text, name: byId("name").value, family: byId("family").value });
  clearTimeout(state.timer);
  byId("panels").setAttribute("aria-busy", empty ? "false" : "true");
  if (empty) showNothing();
  else if (state.about) state.timer = setTimeout(() => ask(editor.text), pause);
}

async function judgeNow(text) {
  const started = performance.now();
  const answer = await desk.judge(text, aboutPost());
  return { answer, text, took: performance.now() - started };
}

const aboutPost = () => ({ name: byId("name").value || "post.md", family: byId("family").value });

async function showAnswer({ answer, text, took }) {
  if (text !== editor.text) return; // somebody has typed on, and will be answered soon
  if (answer.findings.some(({ rule }) => !state.about.rules[rule])) state.about = await desk.about();
  byId("problem").hidden = true;
  const chosenKey = state.keys[state.chosen];
  state.answer = answer;
  state.keys = keysOf(answer.findings);
  state.chosen = chosenKey === undefined ? -1 : state.keys.indexOf(chosenKey);
  editor.chosen = state.chosen;
  editor.show(answer.findings);
  draw();
  byId("panels").setAttribute("aria-busy", "false");
  byId("pace").textContent = `checked in ${took < 1000 ? `${Math.max(1, Math.round(took))} ms` : `${(took / 1000).toFixed(1)} s`}`;
}

function showNothing() {
  Object.assign(state, { answer: null, keys: [], chosen: -1 });
  editor.chosen = -1;
  editor.show([]);
  byId("pace").textContent = "";
  for (const id of ["findings", "scorecard", "questions"]) byId(`count-${id}`).textContent = "";
  fill(
    byId("findings"),
    welcome(),
  );
  for (const id of ["scorecard", "questions"]) fill(byId(id), h("p", { class: "notice" }, "There is no post yet."));
  if (state.about) drawKind();
  drawChosen();
}

function draw() {
  const { answer, about, chosen } = state;
  drawFindings(byId("findings"), answer, about.rules, chosen, actions);
  drawScorecard(byId("scorecard"), answer, titleOf(answer.family), actions);
  drawQuestions(byId("questions"), answer, actions);
  drawKind();
  byId("count-findings").textContent = answer.findings.length;
  byId("count-scorecard").textContent = answer.unjudged ? "" : `${countOf(answer.criteria, "concrete")}/${answer.criteria.filter(({ level }) => level !== "n/a").length}`;
  byId("count-questions").textContent = answer.unjudged ? "" : answer.questions.length;
  drawChosen();
}

/** On a narrow page the chosen finding is told under the post, as the list is on another tab. */
function drawChosen() {
  const finding = state.answer?.findings[state.chosen];
  byId("chosen").hidden = !finding;
  if (!finding) return;
  byId("chosen").dataset.severity = finding.severity;
  const steps = h("p", { class: "steps" }, h("button", { type: "button", class: "button", onclick: () => step(-1) }, "Previous"), h("button", { type: "button", class: "button", onclick: () => step(1) }, "Next"), h("button", { type: "button", class: "button quiet", onclick: () => choose(-1) }, "Close"));
  fill(byId("chosen"), cardParts(finding, state.chosen, state.about.rules[finding.rule], false, actions), steps);
}

// Choosing

const actions = { choose: toggle, step, fix, fixAll, jump, copy };

function toggle(index) {
  choose(index === state.chosen && tabs.current() === "findings" ? -1 : index);
}

function choose(index, { quiet = false, fromText = false } = {}) {
  state.chosen = index;
  editor.choose(index);
  if (!state.answer) return;
  draw();
  if (index < 0) return;
  if (NARROW.matches) tabs.show("post");
  else tabs.show("findings");
  if (!fromText) editor.select(index, { focus: !quiet });
  const card = byId("findings").querySelector(`[data-index="${index}"]`);
  card?.scrollIntoView({ block: "nearest", behavior: scrolling() });
  const { severity, message, line, whole, ask: asked } = state.answer.findings[index];
  byId("said").textContent = `${inOrder(state.answer.findings).indexOf(index) + 1} of ${state.answer.findings.length}, ${severity}, ${whole ? "the whole post" : `line ${line}`}: ${message} ${asked ?? ""}`;
}

function step(by) {
  const order = inOrder(state.answer?.findings ?? []);
  if (!order.length) return;
  const at = order.indexOf(state.chosen);
  const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
  choose(order[next]);
}

function pointed(index) {
  if (index >= 0 && index !== state.chosen) choose(index, { fromText: true });
}

function jump(start, end) {
  if (NARROW.matches) tabs.show("post");
  editor.selectPlace(start, end);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});

// Mending, starting, taking away

function fix(index) {
  const { fix: found } = state.answer.findings[index];
  if (editor.text === editor.known && state.answer) editor.edit(found.edits);
}

async function fixAll() {
  const before = editor.text;
  try {
    const { text, mended } = await desk.mend(before, aboutPost());
    if (editor.text !== before) return;
    editor.replaceAll(text);
    toast(`${plural(mended, "slip")} mended`, undo);
  } catch (problem) {
    showProblem(problem);
  }
}

function startExample({ name, text }) {
  startFrom(text, name, "");
}

async function startSkeleton(family) {
  try {
    const { text } = await desk.skeleton(family);
    startFrom(text, `${family}.md`, "");
  } catch (problem) {
    showProblem(problem);
  }
}

async function startFile(input) {
  const [file] = input.files;
  input.value = "";
  if (file) await startDropped(file);
}

async function startDropped(file) {
  const data = await file.arrayBuffer();
  try {
    startFrom(new TextDecoder("utf-8", { fatal: true }).decode(data), file.name, "");
  } catch {
    showProblem({ message: `${file.name}: this is no text in UTF-8.`, hint: "Copy the words of the document and paste them instead." });
  }
}

function undo() {
  editor.area.focus();
  document.execCommand("undo");
}

function startFrom(text, name, family) {
  byId("begin-menu").hidePopover();
  byId("name").value = name;
  byId("family").value = family;
  state.lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const had = editor.text.trim();
  choose(-1);
  editor.replaceAll(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
  byId("scroller").scrollTop = 0;
  tabs.show(NARROW.matches ? "post" : "findings");
  if (had) toast("Your text was replaced", undo);
}

for (const id of ["name", "family"]) byId(id).addEventListener("change", () => changed(0));
byId("copy").addEventListener("click", () => copy(editor.text, "The post"));
byId("download").addEventListener("click", () => download(byId("name").value, editor.text, state.lineEnd));

editor.area.addEventListener("paste", (event) => {
  const text = readsAsMarkdown(event.clipboardData);
  if (text === null) return;
  event.preventDefault();
  document.execCommand("insertText", false, text);
  toast("Headings and lists were kept, as Markdown");
});
byId("scroller").addEventListener("dragover", (event) => event.preventDefault());
byId("scroller").addEventListener("drop", (event) => {
  const [file] = event.dataTransfer.files;
  if (!file) return;
  event.preventDefault();
  startDropped(file);
});
