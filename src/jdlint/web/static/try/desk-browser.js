// The desk in the page itself: Python and jdlint run in a worker of this page, and ask nobody.

import { Problem, problemOf } from "./problem.js";

/** As `openDesk` of `desk-server.js`; `progress` hears what is being loaded, and which share of it is there. */
export function openDesk(progress) {
  const waiting = new Map();
  let last = 0;
  // A worker that is made from a blob has the policy of its page: it can load from where the page is from, and nowhere else.
  const code = `import ${JSON.stringify(new URL("worker.js", document.baseURI).href)};`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
  const ready = new Promise((resolve, reject) => {
    const fail = (reason) => reject(new Problem("Python could not be started in this browser.", `${reason ?? ""} A newer browser may do; 'jdlint serve' shows the same page without Python in it.`));
    worker.addEventListener("error", (event) => fail(event.message));
    worker.addEventListener("message", ({ data }) => {
      if (data.progress) progress(data.progress.words, data.progress.share);
      else if (data.ready) resolve();
      else if (data.failed) fail(data.failed);
      else answer(data);
    });
  });
  const answer = ({ number, told }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (told.problem) reject(problemOf(told.problem));
    else resolve(told);
  };
  const ask = async (what, { text = "", name = "", family = "" }) => {
    await ready;
    return new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      worker.postMessage({ number: last, what, text, name, family });
    });
  };
  return {
    privacy: "jdlint runs in this page: your text goes nowhere. It is kept in this browser tab until you close it.",
    pause: 150,
    ready,
    about: async () => (await fetch("about.json")).json(),
    judge: (text, about) => ask("judge", { text, ...about }),
    mend: (text, about) => ask("mend", { text, ...about }),
    skeleton: (family) => ask("skeleton", { family }),
  };
}
