// What this browser tab keeps: the text until the tab is closed, and whether the page is light or dark.

const KEY = "jdlint";

/** What was kept, or nothing: a browser may refuse to keep anything. */
export function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

/** Keeps some values beside those that are kept already. */
export function keep(values) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...recall(), ...values }));
  } catch {
    // Full or forbidden: the page works all the same.
  }
}
