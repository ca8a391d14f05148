// The tabs: one panel is seen at a time, and on a narrow page the post is one of them.

import { byId } from "./dom.js";

const PANELS = ["findings", "scorecard", "questions"];

/** Makes the tabs work by pointer and by arrow keys; `show` shows one, `current` tells which is shown. */
export function startTabs() {
  const narrow = matchMedia("(max-width: 60rem)");
  const list = document.querySelector("[role=tablist]");
  const all = [...list.querySelectorAll("[role=tab]")];
  const nameOf = (tab) => tab.id.replace("tab-", "");
  const current = () => nameOf(all.find((tab) => tab.getAttribute("aria-selected") === "true"));
  const show = (name) => {
    for (const tab of all) {
      const chosen = nameOf(tab) === name;
      tab.setAttribute("aria-selected", chosen ? "true" : "false");
      tab.tabIndex = chosen ? 0 : -1;
    }
    document.body.dataset.view = name;
    // Beside the post there is always a panel; a narrow page hides it while the post is seen.
    if (name === "post" || !byId(name).hidden) return;
    for (const panel of PANELS) byId(panel).hidden = panel !== name;
    byId("panels").scrollTop = 0;
    if (narrow.matches) scrollTo({ top: 0, behavior: "instant" });
  };
  list.addEventListener("click", ({ target }) => {
    const tab = target.closest("[role=tab]");
    if (tab) show(nameOf(tab));
  });
  list.addEventListener("keydown", (event) => {
    const seen = all.filter((tab) => tab.offsetParent !== null);
    const at = seen.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: seen.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = seen[(to + seen.length) % seen.length];
    show(nameOf(next));
    next.focus();
  });
  const fit = () => show(narrow.matches ? "post" : current() === "post" ? "findings" : current());
  narrow.addEventListener("change", fit);
  fit();
  return { show, current };
}
