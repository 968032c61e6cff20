/* The sentence of a page that matches a query best. */
"use strict";

const PapershelfQuote = (() => {
  const BEFORE = 80; // letters around what matches
  const AFTER = 160;
  const SHORT = 20; // letters of a cell or a heading, which says less than a sentence with the same words

  const SMALL = { msup: ["^", "0123456789+−-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ"], msub: ["_", "0123456789+−-", "₀₁₂₃₄₅₆₇₈₉₊₋₋"] };

  /** What stands above or below, in small signs or behind `^` or `_`. */
  function small(text, kind) {
    const [sign, letters, signs] = SMALL[kind];
    const changed = [...text].map((letter) => [...signs][[...letters].indexOf(letter)]);
    return changed.every(Boolean) ? changed.join("") : sign + (text.length > 1 ? `{${text}}` : text);
  }

  /** A formula of MathML as a line of text, in which `a/b` is no `ab`. */
  function formula(node) {
    const parts = [...node.children].map(formula);
    const [base, second, third] = parts;
    const one = (text) => (text.length > 1 ? `(${text})` : text);
    switch (node.localName) {
      case "mfrac": return parts.map(one).join("/");
      case "msqrt": return `√${one(parts.join(""))}`;
      case "mroot": return `${small(second, "msup")}√${one(base)}`;
      case "msup": return base + small(second, "msup");
      case "msub": return base + small(second, "msub");
      case "msubsup": case "munderover": return base + small(second, "msub") + small(third, "msup");
      case "mover": return /[\p{L}\p{N}]/u.test(second) ? base + small(second, "msup") : base; // not an accent
      case "munder": return /[\p{L}\p{N}]/u.test(second) ? base + small(second, "msub") : base;
      case "mtd": return `${parts.join("")} `;
      case "annotation": return "";
      default: return parts.length ? parts.join("") : node.textContent.trim();
    }
  }

  /** The text of a page, and its blocks of text; formulas are lines. */
  function read(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const inner = ["article", "[role=main]", "main"].map((name) => page.querySelector(name)).find(Boolean);
    const main = inner ?? page.body; // shibuya's breadcrumbs stand in its main
    main.querySelectorAll(".no-search, .headerlink, nav, script, style, .paper-head, h1").forEach((node) => node.remove());
    main.querySelectorAll("math").forEach((node) => node.replaceWith(formula(node)));
    const facts = main.querySelector(".paper-box > .paper-facts"); // a hit has them by itself, but for the names
    const authors = facts?.querySelector(".paper-authors");
    facts?.remove();
    const found = [...main.querySelectorAll("p, li, td, dt, dd, h2, h3")].filter((block) => !block.querySelector("p, li"));
    return { main, blocks: [...found, ...(authors ? [authors] : [])].map(said) };
  }

  const said = (node) => node.textContent.replace(/\s+/g, " ").trim();

  /** What a glossary says of a term, or nothing. */
  function meaning(main, anchor) {
    let node = main.querySelector(`#${CSS.escape(anchor)}`);
    while (node && node.localName === "dt") node = node.nextElementSibling;
    return node?.localName === "dd" ? said(node) : "";
  }

  /**
   * The part of a page that holds the most words of a query; nothing where none stands in its text.
   *
   * @param words a pattern for each word
   * @param anchor id of what a hit is about, if that is not the page
   */
  function best(html, words, anchor) {
    const { main, blocks } = read(html);
    let text = anchor ? meaning(main, anchor) : "";
    let most = 0;
    const sentences = blocks.filter((block) => block.length > SHORT);
    for (const block of anchor ? [] : [...sentences, ...blocks]) {
      const held = words.filter((word) => block.search(word) >= 0).length;
      if (held > most) [text, most] = [block, held];
    }
    const at = Math.max(0, Math.min(...words.map((word) => text.search(word)).filter((place) => place >= 0), text.length));
    const from = anchor ? 0 : Math.max(0, at - BEFORE);
    const to = anchor ? BEFORE + AFTER : at + AFTER;
    return (from ? "…" : "") + text.slice(from, to).trim() + (text.length > to ? "…" : "");
  }

  return { best };
})();
