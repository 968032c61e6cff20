/* What a page of papershelf can do beyond its plain form: copy the BibTeX, narrow a list down. */
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

  /** Put a text box over a list; items that lack one of its words are hidden. */
  function addFilter(frame) {
    const items = Array.from(frame.querySelectorAll(".paper-item, .sd-col, tbody tr"));
    const texts = items.map(function (item) { return item.textContent.normalize("NFC").toLowerCase(); });
    const label = document.createElement("label");
    const box = document.createElement("input");
    const count = document.createElement("output");
    label.className = "paper-filter";
    label.textContent = words.filter + " ";
    box.type = "search";
    label.append(box);
    box.addEventListener("input", function () {
      const wanted = box.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach(function (item, number) {
        item.hidden = !wanted.every(function (word) { return texts[number].includes(word); });
        if (!item.hidden) shown += 1;
      });
      const numbers = [shown, items.length];
      count.textContent = wanted.length ? words.shown.replace(/%d/g, function () { return numbers.shift(); }) : "";
    });
    frame.prepend(label, count);
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
  document.querySelectorAll(".paper-filterable").forEach(addFilter);
  document.querySelectorAll(".paper-bibtex").forEach(addCopyButton);
})();
