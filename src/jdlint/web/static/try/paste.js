// What is pasted out of a word processor or a web page, as Markdown: its headings, lists, links and bold words.

const STRUCTURE = "h1, h2, h3, h4, h5, h6, li, p[class*=MsoList]";
const BLOCKS = "address, article, aside, blockquote, div, dl, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, tr, ul";
const LEFT_OUT = new Set(["HEAD", "IMG", "NOSCRIPT", "SCRIPT", "STYLE", "SVG", "TEMPLATE", "TITLE"]);
// A document that is parsed so is never shown, and runs and loads nothing.
const policy = window.trustedTypes?.createPolicy("paste", { createHTML: (html) => html });

/** The Markdown of a clipboard's document; null where it has no headings or lists, so that its plain text is as good. */
export function readsAsMarkdown(clipboard) {
  const html = clipboard?.getData("text/html");
  if (!html) return null;
  const { body } = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
  if (!body.querySelector(STRUCTURE)) return null;
  const found = [];
  readBlocks(body, found);
  return found.length ? `${found.join("\n\n")}\n` : null;
}

function readBlocks(parent, found) {
  let run = [];
  const close = () => {
    const text = tidy(run.map(inline).join(""));
    if (text) found.push(text);
    run = [];
  };
  for (const node of parent.childNodes) {
    if (isBlock(node)) {
      close();
      readBlock(node, found);
    } else run.push(node);
  }
  close();
}

function readBlock(element, found) {
  const heading = /^H([1-6])$/.exec(element.tagName);
  if (heading) {
    const text = tidy(inlineOf(element)).replaceAll("**", "").replaceAll("\n", " ");
    if (text) found.push(`${"#".repeat(Number(heading[1]))} ${text}`);
  } else if (element.matches("ul, ol")) {
    const items = readList(element, "");
    if (items.length) found.push(items.join("\n"));
  } else if (element.matches("p[class*=MsoList]")) {
    const item = `- ${tidy(inlineOf(element)).replace(/^(?:[·•o§▪-]|\d+[.)])\s*/, "")}`;
    // Word writes a list as paragraphs: those that follow one another are one list.
    if (found.at(-1)?.startsWith("- ") && element.previousElementSibling?.matches("p[class*=MsoList]")) found[found.length - 1] += `\n${item}`;
    else found.push(item);
  } else if (element.matches("tr")) {
    const cells = [...element.cells].map((cell) => tidy(inlineOf(cell)).replaceAll("\n", " ")).filter(Boolean);
    if (cells.length) found.push(cells.join(": "));
  } else readBlocks(element, found);
}

function readList(list, indent) {
  const lines = [];
  let number = 1;
  for (const item of list.children) {
    if (item.matches("ul, ol")) lines.push(...readList(item, `${indent}  `)); // some editors nest lists so
    if (!item.matches("li")) continue;
    const mark = list.matches("ol") ? `${number++}. ` : "- ";
    const inner = [...item.childNodes].filter((node) => !(node.nodeType === Node.ELEMENT_NODE && node.matches("ul, ol")));
    const text = tidy(inner.map((node) => (isBlock(node) ? `${inlineOf(node)} ` : inline(node))).join("")).replaceAll("\n", " ");
    if (text) lines.push(`${indent}${mark}${text}`);
    for (const nested of item.querySelectorAll(":scope > ul, :scope > ol")) lines.push(...readList(nested, `${indent}${" ".repeat(mark.length)}`));
  }
  return lines;
}

const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCKS) || node.querySelector(BLOCKS) !== null);
const inlineOf = (element) => [...element.childNodes].map(inline).join("");

function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\s\u00a0]+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE || LEFT_OUT.has(node.tagName.toUpperCase())) return "";
  if (node.tagName === "BR") return "\n";
  const text = inlineOf(node);
  if (node.matches("b, strong") && !/^(?:normal|400)$/.test(node.style.fontWeight)) return around(text, "**");
  const link = node.matches("a") ? node.getAttribute("href") : null;
  if (link && /^(?:https?:|mailto:)[^\s()<>]+$/i.test(link) && text.trim()) return `[${text.trim()}](${link})`;
  return text;
}

/** Text between two marks, with the blanks outside of them. */
function around(text, mark) {
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  return words ? `${before}${mark}${words}${mark}${after}` : text;
}

const tidy = (text) => text.replace(/[ \t]*\n[ \t]*/g, "\n").replace(/ {2,}/g, " ").replaceAll("****", "").trim();
