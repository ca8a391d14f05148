"use strict";
/* What all scripts of the report share: its data, and what is packed beside the posts of a large one. */
const LEVELS = ["absent", "generic", "concrete", "not-asked", "not-evaluated"];
const SEVERITIES = ["error", "warning", "info"];
const byId = (id) => document.getElementById(id);
const main = byId("main");
const data = JSON.parse(byId("jdlint-data").textContent);
const posts = data.posts.map(([key, path, title, family, reason, levels, facts, stages, found], index) => ({
  key, path, title, reason, levels, facts, stages, found, index,
  family: reason === null ? family ?? "not told" : null,
}));
const postOf = new Map(posts.map((post) => [post.key, post]));
const packed = byId("jdlint-packed");
let unpacking;

const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/* All glances and notes of the report, which are read when the first of them is wanted. */
function unpack() {
  unpacking ??= (async () => {
    const bytes = Uint8Array.from(atob(packed.textContent), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  })();
  return unpacking;
}

/* The section of a post, with all that belongs to it. What is put in was escaped when the report was written. */
async function wholeSection(key) {
  const section = byId(key);
  if (!packed || section.dataset.whole) return section;
  const [glance, notes] = (await unpack())[postOf.get(key).index];
  if (!section.dataset.whole) {
    section.dataset.whole = "yes";
    section.querySelector("header").insertAdjacentHTML("afterend", glance);
    section.querySelector(".reading").insertAdjacentHTML("beforeend", notes);
  }
  return section;
}

/* The key of the post that an id is about: ids are a key, a letter and a number. */
function keyOf(id) {
  for (let end = id.length; end > 1; end -= 1) if (postOf.has(id.slice(0, end))) return id.slice(0, end);
  return null;
}
