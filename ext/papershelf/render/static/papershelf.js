/* What a page of papershelf can do beyond its plain form: copy BibTeX and link, open and print what is folded. */
(function () {
  "use strict";

  const words = document.currentScript.dataset;
  const unfolded = []; // blocks that were opened for printing

  /** Select an element's text, for browsers or pages where the clipboard is closed. */
  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /**
   * A button that copies a text.
   * @param offer called instead where the clipboard is closed
   */
  function copyButton(name, label, text, offer) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = label;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async function () {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = words.copied;
        window.setTimeout(function () { button.textContent = label; }, 2000);
      } catch (error) {
        offer(button);
      }
    });
    return button;
  }

  function addCopyButton(block) {
    const source = block.querySelector("pre");
    if (!source) return;
    const text = source.textContent.trim() + "\n";
    block.append(copyButton("paper-copy", words.copy, text, function () { select(source); }));
  }

  /** The address to give to others: the canonical one where the library has one, without the place on the page. */
  function addShareButton(box) {
    const line = box.querySelector(".paper-links") ?? box.querySelector(".paper-facts");
    const canonical = document.querySelector("link[rel='canonical']");
    const address = (canonical ?? location).href.split(/[?#]/, 1)[0];
    line.append(" ", copyButton("paper-share", words.share, address, function (button) {
      const shown = document.createElement("span");
      shown.textContent = address;
      button.replaceWith(shown);
      select(shown);
    }));
  }

  /** The button above a list: opens all its summaries and, once all are open, closes them. */
  function addUnfolding(line) {
    const button = line.querySelector("button");
    const list = line.nextElementSibling;
    const folds = [...list.querySelectorAll(".paper-fold")];
    const labels = [button.textContent, button.dataset.close];
    const areOpen = function () { return folds.every(function (fold) { return fold.open; }); };
    button.addEventListener("click", function () {
      const opens = !areOpen();
      folds.forEach(function (fold) { fold.open = opens; });
    });
    list.addEventListener("toggle", function () { button.textContent = labels[Number(areOpen())]; }, true);
  }

  /** Open what holds words that one searched for, once they are marked. */
  function openHits() {
    document.querySelectorAll(".highlighted").forEach(function (hit) {
      const fold = hit.closest(".paper-fold, .paper-summary, .paper-details");
      if (fold) fold.open = true;
    });
  }

  /** What is folded is printed too, also by browsers whose style sheets cannot open it. */
  function unfold() {
    document.querySelectorAll("details:not([open])").forEach(function (block) {
      block.open = true;
      unfolded.push(block);
    });
  }

  function fold() {
    unfolded.splice(0).forEach(function (block) { block.open = false; });
  }

  /** What scrolls sideways can be reached, and so scrolled, by keyboard. */
  function reach(element) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }

  function reachAll() {
    document.querySelectorAll("pre, .paper-graph-frame, div.math, .table-wrapper").forEach(reach);
  }

  reachAll();
  window.addEventListener("resize", reachAll);
  document.addEventListener("toggle", reachAll, true); // nothing has a width before its block is open
  document.querySelectorAll(".paper-bibtex").forEach(addCopyButton);
  document.querySelectorAll(".paper-box").forEach(addShareButton);
  document.querySelectorAll(".paper-fold-all").forEach(addUnfolding);
  window.addEventListener("load", function () { window.setTimeout(openHits, 50); }); // they are marked 10 ms after it
  window.addEventListener("beforeprint", unfold);
  window.addEventListener("afterprint", fold);
})();
