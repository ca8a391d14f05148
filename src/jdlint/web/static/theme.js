"use strict";
/* The reader's choice of colours, kept where the browser lets a page keep something. */
(() => {
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem("jdlint-theme"); } catch { return null; } };
  const keep = (value) => { try { localStorage.setItem("jdlint-theme", value); } catch { /* not kept */ } };
  const apply = (value) => {
    if (value === "light" || value === "dark") root.dataset.theme = value;
    else delete root.dataset.theme;
  };
  root.classList.add("js");
  apply(kept());
  addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll("input[name=theme]")) {
      choice.checked = choice.value === (root.dataset.theme || "auto");
      choice.addEventListener("change", () => { apply(choice.value); keep(choice.value); });
    }
  });
})();
