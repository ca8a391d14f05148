// Code and tables that are wider than the page can be scrolled by the keyboard, too.
"use strict";

(() => {
  const wide = [...document.querySelectorAll("article pre, article .table-wrapper, article .wide-picture")];
  const mark = () => {
    for (const one of wide) {
      if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
      else one.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", mark);
  mark();
})();
