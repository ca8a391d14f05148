/* The posts: one at a time, with the notes beside the words that they are about. */
const alone = posts.length === 1;
const wide = matchMedia("(min-width: 64.01rem)");
let left = 0;

/* Each note beside its words, or below the note before it. */
function align(section) {
  const notes = [...section.querySelectorAll(".notes ol > li")];
  for (const note of notes) note.style.marginBlockStart = "";
  if (!wide.matches || !notes.length) return;
  const places = notes.map((note) => {
    const mark = byId(section.id + note.dataset.of);
    const box = note.getBoundingClientRect();
    return { top: box.top, wanted: mark ? mark.getBoundingClientRect().top : box.top };
  });
  let moved = 0;
  places.forEach(({ top, wanted }, at) => {
    const push = Math.max(0, wanted - 8 - (top + moved));
    if (push) notes[at].style.marginBlockStart = `${push}px`;
    moved += push;
  });
}

function pagerFor(post) {
  const at = visible.indexOf(post);
  const [before, after] = [visible[at - 1], visible[at + 1]];
  const pager = byId("pager");
  pager.querySelector(".place").textContent = at < 0 ? "" : `${at + 1} of ${visible.length}`;
  for (const [name, other] of [["before", before], ["after", after]]) {
    const button = pager.querySelector(`.${name}`);
    button.disabled = !other;
    button.dataset.key = other?.key ?? "";
    button.title = other?.title ?? "";
  }
}

/* Show what the address names: a post, or something in one; else the table. */
async function route() {
  const id = location.hash.slice(1);
  const key = keyOf(id);
  if (!key) {
    const rule = byId(id)?.closest("details");
    if (rule) rule.open = true;
    else if (!alone && main.dataset.view === "post") showTable();
    if (rule) rule.scrollIntoView();
    return;
  }
  const section = await wholeSection(key);
  if (main.dataset.view === "table") left = scrollY;
  if (main.dataset.view !== "all") {
    document.querySelector(".post.open")?.classList.remove("open");
    section.classList.add("open");
    main.dataset.view = "post";
    pagerFor(postOf.get(key));
  }
  align(section);
  const target = byId(id) ?? section;
  if (target === section) {
    section.focus({ preventScroll: true });
    if (main.dataset.view === "post") scrollTo(0, 0);
    else section.scrollIntoView();
    return;
  }
  choose(section, target);
  target.closest("details:not([open])")?.setAttribute("open", "");
  target.scrollIntoView({ block: "center" });
}

function showTable() {
  document.querySelector(".post.open")?.classList.remove("open");
  main.dataset.view = "table";
  scrollTo(0, left);
}

/* Bring out the words and the note of a finding, or the words of evidence. */
function choose(section, target) {
  for (const old of section.querySelectorAll(".chosen, .flash")) old.classList.remove("chosen", "flash");
  const of = target.id.slice(section.id.length).replace(/^n/, "f");
  for (const piece of piecesOf(section, of)) piece.classList.add(of.startsWith("f") ? "chosen" : "flash");
  noteOf(section, of)?.classList.add("chosen");
  align(section);
}

const piecesOf = (section, of) => [byId(section.id + of), ...section.querySelectorAll(`.text [data-of~="${of}"]`)].filter(Boolean);
const noteOf = (section, of) => section.querySelector(`.notes [data-of="${of}"]`);

/* On a narrow screen a note comes up from below, as its place is far down. */
function showSheet(note) {
  byId("sheet")?.remove();
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.id = "sheet";
  sheet.tabIndex = -1;
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", "What is said of these words");
  const copy = note.cloneNode(true);
  copy.querySelector(".ref")?.remove();
  const close = document.createElement("button");
  close.className = "button";
  close.type = "button";
  close.textContent = "Close";
  const back = document.activeElement;
  const end = () => { sheet.remove(); back?.focus({ preventScroll: true }); };
  close.addEventListener("click", end);
  sheet.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
  sheet.append(...copy.childNodes, close);
  document.body.append(sheet);
  sheet.focus();
}

function clicked(event) {
  const section = event.target.closest(".post");
  const ref = event.target.closest("a.ref");
  if (event.target.closest("a") && !ref) return;
  const mark = event.target.closest(".text mark");
  const note = event.target.closest(".notes ol > li");
  if (!ref && !mark && !note) return;
  const of = ref ? ref.hash.slice(1 + section.id.length).replace(/^n/, "f") : note ? note.dataset.of : (mark.dataset.of ?? mark.id.slice(section.id.length)).split(" ").find((key) => key.startsWith("f"));
  const [piece, said] = [byId(section.id + of), noteOf(section, of)];
  if (!said) return;
  event.preventDefault();
  choose(section, said);
  if (event.target.closest(".notes")) piece?.scrollIntoView({ block: "nearest" });
  else if (wide.matches) said.scrollIntoView({ block: "nearest" });
  else showSheet(said);
}

async function showAll() {
  for (const post of posts) await wholeSection(post.key);
  main.dataset.view = "all";
  const first = visible[0];
  if (first) byId(first.key).scrollIntoView();
}

function makePager() {
  const pager = document.createElement("nav");
  pager.className = "pager";
  pager.id = "pager";
  pager.setAttribute("aria-label", "Posts");
  const button = (name, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `button ${name}`;
    made.textContent = text;
    pager.append(made);
    return made;
  };
  button("all", "← All posts").addEventListener("click", () => { history.pushState(null, "", location.pathname + location.search); showTable(); });
  for (const [name, text] of [["before", "Previous"], ["after", "Next"]]) {
    button(name, text).addEventListener("click", (event) => { location.hash = event.currentTarget.dataset.key; });
  }
  const place = document.createElement("span");
  place.className = "place";
  pager.append(place);
  byId("posts").prepend(pager);
}

if (posts.length) {
  if (!alone) makePager();
  byId("posts").addEventListener("click", clicked);
  byId("show-all")?.addEventListener("click", showAll);
  addEventListener("hashchange", route);
  addEventListener("popstate", () => { if (!location.hash && !alone && main.dataset.view === "post") showTable(); });
  const again = () => document.querySelectorAll(alone ? ".post" : ".post.open").forEach(align);
  new ResizeObserver(again).observe(byId("posts"));
  byId("posts").addEventListener("toggle", again, true);
  if (location.hash) route();
  else if (alone) align(byId(posts[0].key));
}
