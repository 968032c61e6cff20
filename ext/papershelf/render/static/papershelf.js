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

  document.querySelectorAll(".paper-bibtex").forEach(addCopyButton);
})();
