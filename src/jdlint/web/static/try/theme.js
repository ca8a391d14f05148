// Light or dark: as the reader's system says, until the button says otherwise.

import { keep, recall } from "./session.js";

/** Makes a button switch between light and dark. */
export function startTheme(button) {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const name = () => button.setAttribute("title", isDark() ? "Switch to light" : "Switch to dark");
  const { theme } = recall();
  if (theme) root.dataset.theme = theme;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep({ theme: root.dataset.theme });
    name();
  });
  dark.addEventListener("change", name);
  name();
}
