/* The hits of a query in groups: papers, overviews and terms, categories, other pages. Loaded after papershelf-answers.js. */
"use strict";

const PapershelfHits = (() => {
  const PAPER = 0;
  const SHOWN = 10; // papers that are shown at first
  const ANY = "[\\s-]?"; // between the letters of a word that is spaced or hyphened otherwise

  /** A pattern that finds any of some texts, also where they are spelled otherwise. */
  function pattern(texts, whole = false) {
    const escaped = texts.map((text) => {
      const letters = [...text.replace(/[\s-]+/g, "")].map((letter) => {
        const other = PapershelfKorean.glide(letter);
        return other ? `[${letter}${other}]` : letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      });
      return (whole && /^[a-z0-9]/i.test(text) ? "(?<![\\p{L}\\p{N}])" : "") + letters.join(ANY);
    });
    return escaped.length ? new RegExp(`(${escaped.join("|")})`, "giu") : null;
  }

  /** The group of a document, by its place in their order; all are in one where the library has no groups. */
  function groupOf(library, place) {
    let end = 0;
    for (const [group, size] of library.groups) {
      end += size;
      if (place < end) return group;
    }
    return PAPER;
  }

  /** Planned papers of a page that answer a query, and the term that it asks for; each is a hit by itself. */
  function within(page, words, names) {
    const found = [];
    for (const [title, anchor, group, known = [], others = "", facts = []] of page.inside) {
      const place = Math.min(...[title, ...known].map((name) => names.indexOf(PapershelfAnswers.whole(name)) + 1 || Infinity));
      const has = (text) => words.every((word) => text.search(word) >= 0);
      const called = [title, ...known].join(" ");
      if (place === Infinity && (group !== PAPER || !has(`${called} ${others}`))) continue;
      const [insight = "", category = "", year = "", status = "", state = ""] = facts;
      const about = { title, address: `${page.address}#${anchor}`, insight, category, year, status, state, inside: [] };
      found.push({ group, score: place < Infinity ? Infinity : has(called) ? 16 : 8, about, part: true, place });
    }
    const terms = found.filter(({ group }) => group !== PAPER).sort((one, other) => one.place - other.place);
    return [...found.filter(({ group }) => group === PAPER), ...terms.slice(0, 1)]; // names of one term are one
  }

  /**
   * What answers a query, in the order of the documents.
   *
   * @param answers the index
   * @param about gives what is shown of a document, by its number
   * @returns [{number | about, score, group}]
   */
  async function found(answers, about, query) {
    const { library } = answers;
    let hits = (await answers.search(query)).map(({ number, score, rank }) => ({ number, score, group: groupOf(library, rank) }));
    const words = answers.units(query).map((unit) => pattern(answers.spellings(unit), true)).filter(Boolean);
    const names = [...answers.names(query)];
    const others = hits.filter(({ group }) => group !== PAPER);
    const first = hits.filter(({ group }) => group === PAPER).slice(0, SHOWN); // what is shown next comes meanwhile
    const pages = (await Promise.all([...others, ...first].map(({ number }) => about(number)))).slice(0, others.length);
    for (const [at, hit] of others.entries()) {
      const parts = within(pages[at], words, names);
      if (parts.some(({ group }) => group !== PAPER)) hits = hits.filter((one) => one !== hit); // the term stands for it
      hits.push(...parts);
    }
    return hits;
  }

  /** Hits in groups, the best first in each; a group with a page of that name comes first, if no paper has it. */
  function inGroups(hits) {
    const groups = new Map();
    hits.sort((one, other) => (other.score > one.score) - (other.score < one.score)); // hits of one score stay in order
    for (const hit of hits) {
      if (!groups.has(hit.group)) groups.set(hit.group, []);
      groups.get(hit.group).push(hit);
    }
    const named = (hits) => hits.some((hit) => hit.score === Infinity && !hit.part);
    const ordered = [...groups].sort(([one], [other]) => one - other);
    const first = ordered.find(([group, hits]) => named(hits) && (group === PAPER || !groups.get(PAPER)?.some((hit) => hit.score === Infinity)));
    return (first ? [first, ...ordered.filter((entry) => entry !== first)] : ordered).map(([group, hits]) => ({ group, hits }));
  }

  /** Groups of what answers a query: [{group, hits: [{number | about, score}]}]. */
  const grouped = async (answers, about, query) => inGroups(await found(answers, about, query));

  return { found, grouped, inGroups, pattern };
})();
