/* The table: sorted by any column, filtered, and walked through with the arrow keys. */
const body = byId("table")?.tBodies[0];
const rows = body ? [...body.rows] : [];
const rowOf = new Map(rows.map((row) => [row.dataset.post, row]));
let order = posts;
let visible = posts;

const sum = (values) => values.reduce((total, value) => total + (value ?? 0), 0);
/* Errors weigh more than all warnings, and these more than all infos. */
const weight = (post) => sum(post.found.map(([, severity]) => [1e6, 1e3, 1][severity]));
const HIGH_FIRST = new Set(["findings", "change"]);

function valueBy(name) {
  const column = data.criteria.indexOf(name);
  if (column >= 0) return (post) => post.levels[column] ?? LEVELS.length;
  switch (name) {
    case "family": return (post) => post.family ?? "\uffff";
    case "facts": return (post) => sum(post.facts);
    case "stages": return (post) => (post.stages.some((told) => told !== null) ? sum(post.stages) : 99);
    case "findings": return weight;
    case "change": return (post) => Number(rowOf.get(post.key).querySelector("[data-sort]").dataset.sort);
    default: return (post) => post.title;
  }
}

function sortBy(button) {
  const head = button.closest("th");
  const was = head.getAttribute("aria-sort");
  const first = HIGH_FIRST.has(button.dataset.by) ? "descending" : "ascending";
  const way = was === null ? first : was === "ascending" ? "descending" : "ascending";
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way);
  const value = valueBy(button.dataset.by);
  const turn = way === "ascending" ? 1 : -1;
  const compare = (one, other) => (typeof one === "string" ? one.localeCompare(other) : one - other);
  order = [...posts].sort((one, other) => turn * compare(value(one), value(other)) || one.index - other.index);
  closeEvidence();
  body.append(...order.map((post) => rowOf.get(post.key)));
  visible = order.filter((post) => !rowOf.get(post.key).hidden);
}

function filter() {
  const wanted = Object.fromEntries(["find", "by-family", "by-criterion", "by-level", "by-rule"].map((id) => [id, byId(id).value]));
  const words = wanted.find.toLowerCase().split(/\s+/).filter(Boolean);
  const column = data.criteria.indexOf(wanted["by-criterion"]);
  const rule = data.rules.indexOf(wanted["by-rule"]);
  const level = wanted["by-level"];
  const isWanted = (found) => (level === "open" ? found === 0 || found === 1 : found === LEVELS.indexOf(level));
  const fits = (post) => {
    const name = `${post.title} ${post.path}`.toLowerCase();
    const levels = column < 0 ? post.levels : [post.levels[column]];
    return words.every((word) => name.includes(word))
      && (!wanted["by-family"] || post.family === wanted["by-family"])
      && (!level || levels.some(isWanted))
      && (rule < 0 || post.found.some(([found]) => found === rule));
  };
  closeEvidence();
  visible = [];
  for (const post of order) {
    const shown = fits(post);
    rowOf.get(post.key).hidden = !shown;
    byId(post.key).classList.toggle("filtered", !shown);
    if (shown) visible.push(post);
  }
  count();
}

/* How many posts are in view, and the counts of those. */
function count() {
  const all = visible.length === posts.length;
  byId("shown").textContent = all ? plural(posts.length, "post") : `${visible.length} of ${plural(posts.length, "post")}`;
  data.criteria.forEach((name, column) => {
    const bar = document.querySelector(`.sort[data-by="${name}"] + .bar`);
    const counts = [2, 1, 0].map((level) => visible.filter((post) => post.levels[column] === level).length);
    const total = sum(counts);
    let start = 0;
    bar.querySelector("title").textContent = `concrete ${counts[0]}, generic ${counts[1]}, absent ${counts[2]}`;
    for (const old of bar.querySelectorAll("rect")) old.remove();
    counts.forEach((number, at) => {
      if (!number) return;
      const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const width = (100 * number) / total;
      for (const [key, value] of [["class", LEVELS[2 - at]], ["x", `${start}%`], ["width", `${width}%`], ["height", "100%"]]) part.setAttribute(key, value);
      start += width;
      bar.append(part);
    });
  });
  SEVERITIES.forEach((name, severity) => {
    const found = sum(visible.map((post) => post.found.filter(([, other]) => other === severity).length));
    document.querySelector(`.counts [data-severity=${name}]`).textContent = plural(found, name);
  });
}

/* One cell can be reached with Tab, the others with the arrow keys; each is as wide as a step. */
function walk(event) {
  const cell = event.target.closest("td, th");
  const row = cell?.parentElement;
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  if (!steps || !row?.dataset.post) return;
  event.preventDefault();
  if (steps[1]) {
    const links = [...row.querySelectorAll("a")];
    moveTo(links[links.indexOf(event.target) + steps[1]]);
    return;
  }
  let next = row;
  do next = steps[0] > 0 ? next.nextElementSibling : next.previousElementSibling;
  while (next && (next.hidden || !next.dataset.post));
  moveTo(next?.cells[cell.cellIndex]?.querySelector("a") ?? next?.querySelector("a"));
}

function moveTo(link) {
  if (!link) return;
  for (const other of body.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
  link.tabIndex = 0;
  link.focus();
}

if (body) {
  for (const link of body.querySelectorAll("a")) link.tabIndex = -1;
  for (const link of body.querySelectorAll("td .level")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }
  if (rows.length) rows[0].querySelector("a").tabIndex = 0;
  byId("table").tHead.addEventListener("click", (event) => {
    const button = event.target.closest(".sort");
    if (button) sortBy(button);
  });
  body.addEventListener("keydown", walk);
  byId("filters").addEventListener("input", filter);
  byId("filters").addEventListener("reset", () => setTimeout(filter));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
}
