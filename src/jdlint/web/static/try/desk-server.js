// The desk on this machine: each question is a request to the server that has sent the page.

import { Problem, problemOf } from "./problem.js";

/** What the page asks of jdlint. `desk-browser.js` has the same, with Python in the page itself. */
export function openDesk() {
  return {
    privacy: "Your text goes from this page to jdlint on this computer, and nowhere else. It is kept in this browser tab until you close it.",
    pause: 120,
    ready: Promise.resolve(),
    about: () => ask("about"),
    judge: (text, about) => ask("judge", about, text),
    mend: (text, about) => ask("mend", about, text),
    skeleton: (family) => ask("skeleton", { family }),
  };
}

async function ask(what, parameters = {}, text = null) {
  const query = new URLSearchParams(parameters);
  const request = text === null ? {} : { method: "POST", body: text, headers: { "content-type": "text/plain; charset=utf-8" } };
  let response;
  try {
    response = await fetch(`${what}?${query}`, request);
  } catch {
    throw new Problem("jdlint does not answer any more.", "Has 'jdlint serve' been ended? Your text is still here: copy or download it.");
  }
  const answer = await response.json().catch(() => null);
  if (answer?.problem) throw problemOf(answer.problem);
  if (!response.ok || answer === null) throw new Problem(`jdlint answered with ${response.status}.`, "Open the whole address that it has printed.");
  return answer;
}
