// Python in a worker: it loads the runtime, jdlint and its compiled rules, and answers one question after the other.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const HERE = new URL(".", import.meta.url).href;
const load = self.fetch.bind(self);
const tell = (words, share) => self.postMessage({ progress: { words, share } });

try {
  const ask = await start();
  self.addEventListener("message", ({ data: { number, what, text, name, family } }) => {
    self.postMessage({ number, told: JSON.parse(ask(what, text, name, family)) });
  });
  self.postMessage({ ready: true });
} catch (problem) {
  self.postMessage({ failed: String(problem.message ?? problem).trim().split("\n").at(-1) });
}

async function start() {
  const { bytes } = await (await load(`${HERE}manifest.json`)).json();
  self.fetch = counted(bytes);
  const [python, sources] = await Promise.all([
    loadPyodide({ indexURL: `${HERE}pyodide/` }),
    self.fetch(`${HERE}jdlint.zip`).then((response) => response.arrayBuffer()),
  ]);
  self.fetch = load;
  tell("Reading the rules …");
  python.unpackArchive(sources, "zip", { extractDir: "/jdlint" });
  const open = python.runPython(`
import sys
sys.path.insert(0, "/jdlint")
from pathlib import Path
from jdlint.web.live.in_browser import answers, open_desk
lambda today: answers(open_desk(Path("/jdlint/rules.bin").read_bytes(), today))
`);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const ask = open(today);
  ask("judge", "# Data engineer\n", "post.md", ""); // what is needed to judge is made with the first post
  return ask;
}

/** A `fetch` that tells how much of all bytes has come. */
function counted(all) {
  let come = 0;
  return async (...request) => {
    const response = await load(...request);
    if (!response.ok) throw new Error(`${response.url} cannot be loaded (${response.status}).`);
    const count = new TransformStream({
      transform(piece, controller) {
        come += piece.byteLength;
        if (come < all) tell("Loading Python and jdlint, once …", come / all);
        else tell("Starting Python …");
        controller.enqueue(piece);
      },
    });
    return new Response(response.body.pipeThrough(count), { status: response.status, headers: response.headers });
  };
}
