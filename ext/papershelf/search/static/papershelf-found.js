/* Folds that hold a word which was searched for are opened on the page that a hit leads to. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  // Sphinx's own script, which comes before, has marked the words
  for (const mark of document.querySelectorAll("details:not([open]) .highlighted")) {
    for (let fold = mark.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
});
