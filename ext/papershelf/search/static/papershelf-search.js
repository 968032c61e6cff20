/* What the search page loads, and when: Korean and English, from small files that work without a server. */
"use strict";

const papershelfSearch = (() => {
  const LIBRARY = "search/library.js";
  const PAGE = "papershelf-page.js";
  // what answers queries, in this order; half of all that the page would load by itself
  const ANSWERS = [
    "papershelf-korean.js", "papershelf-index.js", "papershelf-answers.js", "papershelf-hits.js", "papershelf-quote.js",
    "papershelf-shelf.js", "language_data.js",
  ];
  const { src } = document.currentScript;
  let begin;
  const ready = new Promise((resolve) => (begin = resolve));
  let shown;
  const page = new Promise((resolve) => (shown = resolve));
  let answering;

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, async: false, onload: resolve });
      script.onerror = () => reject(new Error(`${address} cannot be loaded`));
      document.head.append(script);
    });
  }

  /** A script that lies beside this one, with the same mark of its version. */
  const beside = (name) => load(new URL(name + new URL(src).search, src).href);

  /** Load what answers queries, once there is one. */
  const answer = () => (answering ??= Promise.all(ANSWERS.map(beside)));

  /** Load the library where the page does not by itself: its template may do so in a line that a policy stops. */
  function loadLibrary() {
    if (document.querySelector(`script[src*="${LIBRARY}"]`)) return;
    load((document.documentElement.dataset.content_root ?? "./") + LIBRARY);
  }

  async function open(box, asked) {
    const library = await ready;
    if (typeof PapershelfPage === "undefined") await beside(PAGE);
    return new PapershelfPage(library, box, answer, asked);
  }

  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
    else resolve();
  });
  parsed.then(async () => {
    const box = document.getElementById("search-results");
    if (!box || box.closest("dialog")) return; // no search page
    loadLibrary();
    if (new URLSearchParams(location.search).get("q")) answer();
    shown(await open(box));
  });
  // what themes call of Sphinx's own script, whose place this one takes
  window.Search = {
    loadIndex: loadLibrary,
    performSearch: (query) => open(document.getElementById("search-results"), query),
  };

  return {
    /** Addresses of the pages that answer a query, the best first. */
    find: async (query) => (await page).find(query),
    library: (data) => begin(data),
    words: (_name, entries) => PapershelfShelf.take(entries),
    documents: (_name, entries) => PapershelfShelf.take(entries),
  };
})();
