/* Folds that hold a word which was searched for are opened on the page that a hit leads to. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  // Sphinx's own script marks the words 10 ms after its turn, which comes before; of equal timers the first is first
  setTimeout(() => {
    for (const mark of document.querySelectorAll("details:not([open]) .highlighted")) {
      for (let fold = mark.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
  }, 10);
});
