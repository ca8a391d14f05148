// The post: a plain text area, and behind it the same text with what is found in it marked.

import { h, scrolling } from "./dom.js";

const GRAVITY = { error: 3, warning: 2, info: 1 };
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const HEADING = /^#{1,6}\s.*$/gm;

/** A text area with marks. `places` are those of the findings, moved along while somebody types. */
export class Editor {
  constructor(area, backdrop, { changed, pointed }) {
    this.area = area;
    this.backdrop = backdrop;
    this.findings = [];
    this.places = [];
    this.chosen = -1;
    this.known = area.value;
    area.addEventListener("input", () => {
      this.#follow();
      changed();
    });
    area.addEventListener("click", () => pointed(this.#findingAt(area.selectionStart)));
  }

  get text() {
    return this.area.value;
  }

  /** Marks some findings of the text as it is. */
  show(findings) {
    this.findings = findings;
    this.places = findings.map(({ start, end }) => ({ start, end }));
    this.known = this.text;
    this.draw();
  }

  /** Makes one finding stand out. */
  choose(index) {
    this.chosen = index;
    this.draw();
  }

  /** Selects the words of a finding and brings them into view. */
  select(index, { focus = true } = {}) {
    const place = this.places[index];
    if (!place) return;
    this.area.setSelectionRange(place.start, place.end);
    if (focus) this.area.focus({ preventScroll: true });
    const mark = this.backdrop.querySelector("mark.chosen") ?? this.backdrop.querySelector(".place");
    mark?.scrollIntoView({ block: "center", behavior: scrolling() });
  }

  /** Selects any place in the text, such as a sentence of the scorecard. */
  selectPlace(start, end) {
    this.area.setSelectionRange(start, end);
    this.area.focus({ preventScroll: true });
    this.spot = { start, end };
    this.draw();
    this.backdrop.querySelector(".place")?.scrollIntoView({ block: "center", behavior: scrolling() });
  }

  /** Replaces the whole text, so that it can be undone. */
  replaceAll(text) {
    this.edit([{ start: 0, end: this.text.length, replacement: text }]);
    this.area.setSelectionRange(0, 0);
  }

  /** Applies edits, the last first, so that each can be undone. */
  edit(edits) {
    this.area.focus({ preventScroll: true });
    for (const { start, end, replacement } of [...edits].sort((a, b) => b.start - a.start)) {
      this.area.setSelectionRange(start, end);
      // Of all ways to change a text area, only this one keeps the browser's undo.
      if (document.execCommand(replacement ? "insertText" : "delete", false, replacement)) continue;
      this.area.setRangeText(replacement, start, end, "end");
      this.area.dispatchEvent(new Event("input"));
    }
  }

  /** Moves the places with what was typed: those before stay, those after move, those that it touches go. */
  #follow() {
    const [old, now] = [this.known, this.text];
    let head = 0;
    const shorter = Math.min(old.length, now.length);
    while (head < shorter && old[head] === now[head]) head++;
    let tail = 0;
    while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const [cut, move] = [old.length - tail, now.length - old.length];
    this.places = this.places.map((place) => {
      if (!place || place.end <= head) return place;
      return place.start >= cut ? { start: place.start + move, end: place.end + move } : null;
    });
    this.spot = null;
    this.known = now;
    this.draw();
  }

  #findingAt(offset) {
    const here = (place, index) => place && !this.findings[index].whole && place.start <= offset && offset <= place.end;
    const found = this.places.map((place, index) => (here(place, index) ? index : -1)).filter((index) => index >= 0);
    return found.sort((a, b) => this.#length(a) - this.#length(b))[0] ?? -1;
  }

  #length(index) {
    return this.places[index].end - this.places[index].start;
  }

  /** Draws the text behind the text area: comments and headings in their colours, findings marked. */
  draw() {
    const text = this.text;
    const layers = [
      ...[...text.matchAll(HEADING)].map((found) => ({ start: found.index, end: found.index + found[0].length, tint: "heading" })),
      ...[...text.matchAll(COMMENT)].map((found) => ({ start: found.index, end: found.index + found[0].length, tint: "comment" })),
      ...this.places.flatMap((place, index) => this.#layer(place, index)),
      ...(this.spot ? [{ ...this.spot, tint: "place" }] : []),
    ];
    const cuts = [...new Set([0, text.length, ...layers.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
    layers.sort((a, b) => a.start - b.start);
    const pieces = [];
    let [next, open] = [0, []];
    for (let at = 0; at + 1 < cuts.length; at++) {
      const [start, end] = [cuts[at], cuts[at + 1]];
      open = open.filter((layer) => layer.end > start);
      while (next < layers.length && layers[next].start <= start) open.push(layers[next++]);
      pieces.push(piece(text.slice(start, end), open.filter((layer) => layer.end > start)));
    }
    this.backdrop.replaceChildren(...pieces, "\n");
  }

  #layer(place, index) {
    if (!place) return [];
    const finding = this.findings[index];
    const chosen = index === this.chosen;
    // What is said of the post as a whole has no words of its own: its place is marked only while it is chosen.
    return finding.whole && !chosen ? [] : [{ ...place, severity: finding.severity, chosen }];
  }
}

function piece(text, layers) {
  const marks = layers.filter((layer) => layer.severity).sort((a, b) => b.chosen - a.chosen || GRAVITY[b.severity] - GRAVITY[a.severity]);
  const tint = layers.filter((layer) => layer.tint).map((layer) => layer.tint).join(" ");
  if (!marks.length) return tint ? h("span", { class: tint }, text) : text;
  const [first] = marks;
  return h("mark", { class: `finding ${tint} ${first.chosen ? "chosen" : ""}`, "data-severity": first.severity }, text);
}
