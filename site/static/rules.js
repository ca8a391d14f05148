// The index of rules narrowed by words, category and severity. Without scripts the whole index stands there.
"use strict";

(() => {
  const place = document.getElementById("rule-filter");
  if (!place) return;
  const sections = [...document.querySelectorAll("article section section")].filter((one) => one.querySelector("table"));
  const rows = sections.flatMap((section) =>
    [...section.querySelectorAll("tbody tr")].map((row) => ({
      row,
      section,
      text: row.textContent.toLowerCase(),
      severities: [...row.querySelectorAll("[data-severity]")].map((mark) => mark.dataset.severity),
      off: row.cells[2].textContent.trim().endsWith("off"),
      fix: row.cells[4].textContent.trim() !== "",
    })),
  );

  const field = (label, control, grow) => {
    const around = document.createElement("label");
    around.className = grow ? "label grow" : "label";
    control.className = "field";
    around.append(label, control);
    place.append(around);
    return control;
  };
  const choice = (label, options) => {
    const control = document.createElement("select");
    for (const [value, text] of options) control.add(new Option(text, value));
    return field(label, control, false);
  };

  const words = field("Search", document.createElement("input"), true);
  words.type = "search";
  words.placeholder = "salary, remote, model …";
  const names = sections.map((section) => section.id);
  const category = choice("Category", [["", "all"], ...names.map((name) => [name, name])]);
  const severity = choice("Severity", [["", "all"], ["error", "error"], ["warning", "warning"], ["info", "info"]]);
  const more = choice("Which", [["", "all"], ["on", "on by default"], ["off", "off by default"], ["fix", "with a fix"]]);
  const told = document.createElement("output");
  place.append(told);

  const shows = (rule) =>
    words.value.toLowerCase().split(/\s+/).every((word) => rule.text.includes(word)) &&
    (!category.value || rule.section.id === category.value) &&
    (!severity.value || rule.severities.includes(severity.value)) &&
    (more.value !== "on" || !rule.off) &&
    (more.value !== "off" || rule.off) &&
    (more.value !== "fix" || rule.fix);

  const narrow = () => {
    let count = 0;
    for (const section of sections) section.hidden = true;
    for (const rule of rows) {
      const shown = shows(rule);
      rule.row.hidden = !shown;
      if (shown) {
        rule.section.hidden = false;
        count += 1;
      }
    }
    told.textContent = count === rows.length ? `${count} rules` : `${count} of ${rows.length} rules`;
  };
  for (const control of [words, category, severity, more]) control.addEventListener("input", narrow);

  // ?q=salary comes from links; #fairness leads to a category as it is.
  words.value = new URLSearchParams(location.search).get("q") ?? "";
  narrow();
})();
