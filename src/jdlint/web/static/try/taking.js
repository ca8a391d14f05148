// Taking the post away: to the clipboard, or as a file.

import { h } from "./dom.js";
import { toast } from "./telling.js";

/** Puts a text into the clipboard; `what` says what it is. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} ${/s$/.test(what) ? "are" : "is"} in the clipboard`);
  } catch {
    toast("This browser lets no page write to the clipboard: select the text and copy it");
  }
}

/** Downloads a text as a file in Markdown, its lines ended as they were in the file that it is from. */
export function download(name, text, lineEnd) {
  const safe = (name.trim() || "post").replace(/[\\/:*?"<>|\u0000-\u001f]/g, "-").replace(/^\.+/, "");
  const file = new Blob([lineEnd === "\n" ? text : text.replaceAll("\n", lineEnd)], { type: "text/markdown;charset=utf-8" });
  const link = h("a", { href: URL.createObjectURL(file), download: /\.(?:md|markdown|txt)$/i.test(safe) ? safe : `${safe}.md` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
