// Elements without markup: whatever comes from a post, a rule or a settings file becomes text.

/** An element with attributes, handlers (`onclick`) and children; a child that is no element becomes text. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

/** Puts children in place of what an element has. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

export const byId = (id) => document.getElementById(id);

/** How a scroll goes: at once for those who want no motion. */
export const scrolling = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");

/** `1 finding`, `2 findings`. */
export const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** A mark that tells a level by shape, colour and word. */
export function levelMark(level, { sign = false } = {}) {
  const name = { "n/a": "not-asked", "not evaluated": "not-evaluated" }[level] ?? level;
  const word = { "n/a": "not asked" }[level] ?? level;
  return h("span", { class: sign ? "level sign" : "level", "data-level": name }, h("span", {}, word));
}

/** A mark that tells a severity by shape, colour and word. */
export const severityMark = (severity) => h("span", { class: "severity", "data-severity": severity }, severity);

/** A text with a capital at its beginning. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a criterion is about, by its rule's id: `Business problem`. */
export const subject = (rule) => capital(rule).replaceAll("-", " ");
