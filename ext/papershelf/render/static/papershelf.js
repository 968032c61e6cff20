/* What a page of papershelf can do beyond its plain form: copy the BibTeX. */
(function () {
  "use strict";

  const words = document.currentScript.dataset;

  /** Select an element's text, for browsers or pages where the clipboard is closed. */
  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function addCopyButton(block) {
    const source = block.querySelector("pre");
    if (!source) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "paper-copy";
    button.textContent = words.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async function () {
      try {
        await navigator.clipboard.writeText(source.textContent.trim() + "\n");
        button.textContent = words.copied;
        window.setTimeout(function () { button.textContent = words.copy; }, 2000);
      } catch (error) {
        select(source);
      }
    });
    block.append(button);
  }

  /** What scrolls sideways can be reached, and so scrolled, by keyboard. */
  function reach(element) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }

  function reachAll() {
    document.querySelectorAll("pre, .paper-plot-frame, .paper-graph-frame, div.math, .table-wrapper").forEach(reach);
  }

  reachAll();
  window.addEventListener("resize", reachAll);
  document.querySelectorAll(".paper-bibtex").forEach(addCopyButton);
})();
