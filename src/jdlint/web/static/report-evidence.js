/* What shows a level, or the question to answer, under the row of its post. */
let opened = null;

function closeEvidence() {
  if (!opened) return null;
  const { link, row } = opened;
  opened = null;
  link.setAttribute("aria-expanded", "false");
  row.remove();
  return link;
}

async function openEvidence(link) {
  const key = link.closest("tr").dataset.post;
  const section = await wholeSection(key);
  const number = link.hash.slice(1 + key.length + 1);
  const said = byId(`${key}c${number}`) ?? section.querySelector(".unjudged");
  closeEvidence();
  const row = document.createElement("tr");
  row.className = "opened";
  const cell = row.insertCell();
  cell.colSpan = link.closest("tr").cells.length;
  const box = document.createElement("div");
  box.className = "evidence";
  box.tabIndex = -1;
  box.setAttribute("role", "group");
  const copy = said.cloneNode(true);
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  const title = document.createElement("strong");
  title.textContent = `${postOf.get(key).title}: ${data.labels[number - 1]}`;
  box.setAttribute("aria-label", title.textContent);
  const sign = document.createElement("p");
  const level = document.createElement("span");
  level.className = "level";
  level.dataset.level = link.dataset.level;
  level.textContent = link.textContent;
  sign.append(title, " ", level);
  copy.querySelector("h4")?.remove();
  const buttons = document.createElement("p");
  buttons.className = "row";
  const read = document.createElement("a");
  read.className = "button";
  read.href = `#${key}`;
  read.textContent = "Read the post";
  const close = document.createElement("button");
  close.className = "button quiet";
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => closeEvidence()?.focus());
  buttons.append(read, close);
  box.append(sign, ...copy.childNodes.length && copy.matches("li") ? [...copy.childNodes] : [copy], buttons);
  cell.append(box);
  link.closest("tr").after(row);
  link.setAttribute("aria-expanded", "true");
  opened = { link, row };
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest", inline: "nearest" });
}

if (body) {
  const press = (event, link) => {
    event.preventDefault();
    moveTo(link);
    if (opened?.link === link) closeEvidence();
    else openEvidence(link);
  };
  body.addEventListener("click", (event) => {
    const link = event.target.closest("td .level[href]");
    if (link) press(event, link);
  });
  body.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches("td .level[href]")) press(event, event.target);
    if (event.key === "Escape" && opened) closeEvidence().focus();
  });
}
