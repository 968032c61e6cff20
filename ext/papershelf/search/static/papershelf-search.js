/* Search of a library: Korean and English, from small files that work without a server.
 *
 * The index is in search/words*.js, keys sorted and cut into files; search/library.js says where each file
 * begins, search/documents-*.js holds titles and what is shown with a hit. All are scripts, so that pages opened
 * from a folder find them too. English words are stemmed by Sphinx's language_data.js.
 */
"use strict";

/* ---- words ------------------------------------------------------------------------------------ */

const Korean = (() => {
  const HANGUL = "가-힣ㄱ-ㅎㅏ-ㅣ";
  // the rule of papershelf/search/language.py
  const LETTER = `(?![${HANGUL}])[\\p{L}\\p{N}\\p{M}_]`;
  const TOKEN = new RegExp(
    `([${HANGUL}]+)|(\\d+(?:[.,]\\d+)*)(?!${LETTER}|[.,]\\d)|(\\d+(?:[.,]\\d+)*(?:${LETTER})*|(?:${LETTER})+)`,
    "gu",
  );
  const THOUSANDS = /,(?=\d{3}(?!\d))/g;

  /** Words of a query: text, kind, and whether they touch the word before. */
  function tokens(query) {
    const found = [];
    let end = -1;
    const text = query.normalize("NFC");
    for (const match of text.matchAll(TOKEN)) {
      const kind = match[1] ? "hangul" : match[2] ? "number" : "word";
      const between = end < 0 ? " " : text.slice(end, match.index);
      found.push({ text: match[0].replace(THOUSANDS, ""), kind, between });
      end = match.index + match[0].length;
    }
    return found;
  }

  // Particles, the long ones first, with what they follow: "c" a final consonant, "v" a vowel, "r" a vowel or ㄹ,
  // "n" a final consonant other than ㄹ (National Institute of Korean Language, 한글 맞춤법 and 표준국어대사전).
  const PARTICLES = [
    ["으로부터", "n"], ["에서부터", ""], ["에게서는", ""], ["으로써는", "n"], ["이라고는", "c"], ["으로서의", "n"],
    ["에서는", ""], ["에서도", ""], ["에서의", ""], ["에게는", ""], ["에게서", ""], ["으로는", "n"], ["으로도", "n"],
    ["으로써", "n"], ["으로서", "n"], ["으로의", "n"], ["로부터", "r"], ["이라는", "c"], ["이라고", "c"], ["이라도", "c"],
    ["까지의", ""], ["까지는", ""], ["까지도", ""], ["부터는", ""], ["보다는", ""], ["보다도", ""], ["처럼은", ""],
    ["만으로", ""], ["만으로도", ""], ["들에게", ""], ["들에서", ""], ["들이라", ""], ["이지만", "c"], ["이므로", "c"],
    ["이면서", "c"], ["이었다", "c"], ["이라서", "c"], ["과는", "c"], ["과의", "c"], ["와는", "v"], ["와의", "v"],
    ["에서", ""], ["에게", ""], ["에는", ""], ["에도", ""], ["에만", ""], ["에의", ""], ["에다", ""], ["으로", "n"],
    ["로는", "r"], ["로도", "r"], ["로써", "r"], ["로서", "r"], ["로의", "r"], ["까지", ""], ["부터", ""], ["처럼", ""],
    ["보다", ""], ["마다", ""], ["밖에", ""], ["조차", ""], ["마저", ""], ["이란", "c"], ["이라", "c"], ["라는", "v"],
    ["라고", "v"], ["라도", "v"], ["이나", "c"], ["이든", "c"], ["이며", "c"], ["이고", "c"], ["이면", "c"], ["이다", "c"],
    ["이자", "c"], ["인데", ""], ["한테", ""], ["같은", ""], ["들은", ""], ["들이", ""], ["들을", ""], ["들의", ""],
    ["들과", ""], ["들도", ""], ["만의", ""], ["만을", ""], ["만은", ""], ["만이", ""], ["별로", ""], ["끼리", ""],
    ["은", "c"], ["는", "v"], ["이", "c"], ["가", "v"], ["을", "c"], ["를", "v"], ["과", "c"], ["와", "v"], ["로", "r"],
    ["의", ""], ["에", ""], ["도", ""], ["만", ""], ["들", ""], ["나", "v"], ["란", "v"], ["인", ""], ["별", ""],
  ].sort((one, other) => other[0].length - one[0].length);

  function follows(stem, rule) {
    const code = stem.charCodeAt(stem.length - 1);
    const final = code >= 0xac00 && code <= 0xd7a3 ? (code - 0xac00) % 28 : 0;
    return { "": true, c: final > 0, v: final === 0, r: final === 0 || final === 8, n: final > 0 && final !== 8 }[rule];
  }

  /** A noun without its particles; at least two syllables stay. */
  function bare(word) {
    for (let turn = 0; turn < 2; turn += 1) {
      const found = PARTICLES.find(
        ([particle, rule]) =>
          word.length >= particle.length + 2 &&
          !(turn && particle === "도") && // no particle follows 도: 정확도를
          word.endsWith(particle) &&
          follows(word.slice(0, -particle.length), rule),
      );
      if (!found) return word;
      word = word.slice(0, -found[0].length);
    }
    return word;
  }

  const ENDINGS = PARTICLES.map(([particle]) => particle).join("|");
  const PARTICLE = new RegExp(`^(?:${ENDINGS})*$`);
  // 하다, 되다, 시키다 … with their endings, after a noun
  const VERB =
    /^([가-힣]+)(?:하|되|시키|당하|받|했|됐|시켰|한|된|시킨|할|될|시킬|해|돼|시켜|함|됨|합|됩|하였|되었)(?:[가-힣]{0,4})$/;
  const VERB_REST = /^(?:하|되|시키|당하|받|했|됐|시켰|한|된|시킨|할|될|시킬|해|돼|시켜|함|됨|합|됩|하였|되었)[가-힣]{0,5}$/;
  const VERB_END = /(?:다|는|은|을|며|면|고|서|게|지|여|도록|려고|음|기|한|된|킨|할|될|킬|해|돼|켜|함|됨|니다|던|었|했|됐|야)$/;

  // nouns of one syllable that make a verb, but that stand in 위한, 대한, 통해 … too and mean nothing there
  const EMPTY = /^[대위통관의인향비]$/;

  /** The noun of a 하다 or 되다 verb, or nothing. */
  function verbNoun(word) {
    const verb = VERB.exec(word);
    return verb && VERB_END.test(word) && !EMPTY.test(verb[1]) ? verb[1] : "";
  }

  /** Spellings of a word that a reader means by it. */
  function forms(word) {
    return [...new Set([word, bare(word), verbNoun(word)].filter(Boolean))];
  }

  // one syllable that may follow a noun and leave it that noun
  const SUFFIX = /^(?:들|별|형|용|간|내|외|상|식|측|적|째|씩|님|여|뿐|당|층|량|값|률|율|제|등)/;

  /** Whether an index word, from where a noun begins in it, is that noun: with particles, as a verb, in a compound. */
  function continues(rest) {
    if (!rest || PARTICLE.test(rest) || VERB_REST.test(rest)) return true;
    if (SUFFIX.test(rest) && (rest.length === 1 || PARTICLE.test(rest.slice(1)))) return true;
    return rest.length >= 2 && !/^링/.test(rest);
  }

  const SURE = ["은", "는", "을", "를", "에"]; // particles that no noun ends with

  /** The first of two syllables, where the second may be a particle: 지도. */
  function beforeParticle(word) {
    const found = PARTICLES.some(
      ([particle, rule]) => particle === word[1] && !SURE.includes(particle) && follows(word[0], rule),
    );
    return word.length === 2 && found ? word[0] : "";
  }

  const isParticle = (text) => PARTICLE.test(text);

  const isVerbRest = (text) => VERB_REST.test(text);

  return { SURE, tokens, bare, forms, beforeParticle, verbNoun, continues, isParticle, isVerbRest };
})();

/* ---- the index -------------------------------------------------------------------------------- */

/** Sets of documents: number to weight (1 where a title has the word). */
const Sets = {
  add(into, from) {
    for (const [number, weight] of from) into.set(number, Math.max(weight, into.get(number) ?? 0));
    return into;
  },
  all(sets) {
    if (!sets.length) return new Map();
    const [first, ...others] = [...sets].sort((one, other) => one.size - other.size);
    const found = new Map();
    for (const [number, weight] of first) {
      if (others.every((other) => other.has(number))) {
        found.set(number, others.reduce((sum, other) => sum + other.get(number), weight));
      }
    }
    return found;
  },
};

const isNumber = (token) => token.kind === "number" || /^\d/.test(token.text);

class LibraryIndex {
  /**
   * @param library what search/library.js holds
   * @param fetchFile gives the content of a file of words, by the key that it begins with
   * @param stem stems an English word
   */
  constructor(library, fetchFile, stem, stopwords) {
    this.library = library;
    this.fetchFile = fetchFile;
    this.stem = stem;
    this.stopwords = stopwords;
    this.files = new Map();
    this.aliases = new Map();
    for (const group of library.aliases) {
      for (const phrase of group) this.aliases.set(this.squash(phrase), group);
    }
  }

  /** A phrase without spaces, hyphens, particles and endings, to compare it with another. */
  squash(phrase) {
    return Korean.tokens(phrase).map((token) => this.base(token)).join("");
  }

  base(token) {
    return token.kind === "hangul" ? Korean.bare(token.text) : this.english(token.text);
  }

  english(word) {
    return this.stem(word.toLowerCase());
  }

  /** Entries whose key begins with a text: [rest of the key, what stands before it, documents]. */
  async entries(text, exact = false) {
    const { firsts } = this.library;
    const found = [];
    for (let place = LibraryIndex.lastNotAfter(firsts, text); place < firsts.length; place += 1) {
      if (firsts[place] > text && !firsts[place].startsWith(text)) break;
      const file = await this.file(firsts[place]);
      for (let at = LibraryIndex.firstNotBefore(file.keys, text); at < file.keys.length; at += 1) {
        const key = file.keys[at];
        if (!key.startsWith(text)) return found;
        if (exact && key !== text) return found;
        for (const [before, coded] of Object.entries(file.entries[key])) {
          found.push([key.slice(text.length), before, coded]);
        }
      }
    }
    return found;
  }

  static lastNotAfter(sorted, text) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= text) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  static firstNotBefore(sorted, text) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async file(first) {
    if (!this.files.has(first)) {
      this.files.set(
        first,
        this.fetchFile(first).then((entries) => ({ entries, keys: Object.keys(entries).sort() })),
      );
    }
    return this.files.get(first);
  }

  static documents(coded) {
    const found = new Map();
    let total = 0;
    for (const step of coded) {
      total += step;
      found.set(total >> 1, total & 1);
    }
    return found;
  }

  /** Spellings of a word; 정확도 is no 정확 with a particle where the index has 정확도를. */
  async forms(word) {
    const isNoun = ([rest, before]) => !before && rest && Korean.isParticle(rest);
    return word.endsWith("도") && (await this.entries(word)).some(isNoun) ? [word] : Korean.forms(word);
  }

  /** What makes another word with a form: 이미 before 지도, where the index has 이미지를. */
  async otherWords(form, entries) {
    const found = new Set();
    const stem = Korean.beforeParticle(form);
    if (!stem || !entries.some(([rest, before]) => before && Korean.isParticle(rest))) return found;
    for (const particle of Korean.SURE) {
      for (const [, before] of await this.entries(stem + particle, true)) if (before) found.add(before);
    }
    return found;
  }

  /** Documents that hold a Korean word. */
  async korean(word) {
    const found = new Map();
    for (const form of await this.forms(word)) {
      if (form.length === 1) {
        for (const [rest, before, coded] of await this.entries(form)) {
          const fits = Korean.isParticle(rest) || (form !== word && Korean.isVerbRest(rest));
          if (!before && fits) Sets.add(found, LibraryIndex.documents(coded));
        }
        continue;
      }
      const entries = await this.entries(form);
      const others = await this.otherWords(form, entries);
      for (const [rest, before, coded] of entries) {
        if (Korean.continues(rest) && !others.has(before)) Sets.add(found, LibraryIndex.documents(coded));
      }
      // written apart: a word that is the first part, and one that begins with the second
      for (let cut = form.length > 3 ? 1 : 2; cut < form.length && form.length > 2; cut += 1) {
        const second = form.slice(cut);
        const begins = new Map();
        for (const [rest, before, coded] of await this.entries(second)) {
          // 수 stands alone in 할 수 있다
          const fits = second.length > 1 ? Korean.continues(rest) : second !== "수" && Korean.isParticle(rest);
          if (!before && fits) Sets.add(begins, LibraryIndex.documents(coded));
        }
        if (!begins.size) continue;
        const ends = new Map();
        for (const [, before, coded] of await this.entries(form.slice(0, cut), true)) {
          if (!before) Sets.add(ends, LibraryIndex.documents(coded));
        }
        for (const number of Sets.all([ends, begins]).keys()) if (!found.has(number)) found.set(number, 0);
      }
    }
    return found;
  }

  /** Documents that hold an English word or a number; a word that none holds stands for those it begins. */
  async latin(text, isNumber) {
    const found = new Map();
    const stem = isNumber ? text.toLowerCase() : this.english(text);
    for (const [, , coded] of await this.entries(stem, true)) Sets.add(found, LibraryIndex.documents(coded));
    if (!found.size && !isNumber && stem.length > 2) {
      for (const [, , coded] of await this.entries(stem)) Sets.add(found, LibraryIndex.documents(coded));
    }
    return found;
  }

  /** Documents that hold every word of a list of tokens. */
  async every(tokens) {
    const sets = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      const next = tokens[at + 1];
      if (token.kind === "hangul") {
        const touches = at > 0 && token.between === "" && tokens[at - 1].kind !== "hangul";
        if (touches && Korean.isParticle(token.text)) continue; // LoRA를
        if (touches && token.text.length === 1 && tokens[at - 1].kind === "number") continue; // 3배: with its number
        if (next && next.kind === "hangul" && next.between === " " && (token.text.length === 1 || next.text.length === 1)) {
          sets.push(await this.apart(token.text, next.text)); // 레드 팀
          at += 1;
          continue;
        }
        sets.push(await this.korean(token.text));
      } else if (token.kind === "number") {
        const after = next && next.kind === "hangul" ? next : null;
        const tenThousand = after?.between === "" && after.text === "만"; // 50만 개
        const unit = after && ["", " "].includes(after.between) && (tenThousand || !Korean.isParticle(after.text));
        sets.push(await this.latin(unit ? token.text + next.text[0] : token.text, true));
      } else {
        const joined = [token];
        while (tokens[at + joined.length]?.between === "-" && tokens[at + joined.length].kind !== "hangul") {
          joined.push(tokens[at + joined.length]);
        }
        if (joined.length > 1) {
          const parts = [];
          for (const part of joined) parts.push(await this.latin(part.text, part.kind === "number"));
          const whole = await this.latin(joined.map((part) => part.text).join(""), joined.some(isNumber));
          sets.push(joined.some(isNumber) ? whole : Sets.add(new Map(Sets.all(parts)), whole)); // GPT-4 is no other GPT
          at += joined.length - 1;
        } else if (tokens.length === 1 || !this.stopwords.has(token.text.toLowerCase())) {
          sets.push(await this.latin(token.text, false));
        }
      }
    }
    return Sets.all(sets);
  }

  /** Two words of which one has a single syllable: written apart or as one. */
  async apart(one, two) {
    const found = new Map();
    Sets.add(found, await this.korean(one + two));
    Sets.add(found, Sets.all([await this.korean(one), await this.korean(two)]));
    return found;
  }

  /** Documents that answer a query, the best first: [number, score]. */
  async search(query) {
    const tokens = Korean.tokens(query);
    const sets = [];
    let plain = [];
    const flush = async () => {
      if (plain.length) sets.push(await this.every(plain));
      plain = [];
    };
    for (let at = 0; at < tokens.length; ) {
      const span = this.alias(tokens, at);
      if (span) {
        await flush();
        const found = new Map();
        for (const phrase of span.group) Sets.add(found, await this.every(Korean.tokens(phrase)));
        Sets.add(found, await this.every(tokens.slice(at, at + span.length)));
        sets.push(found);
        at += span.length;
      } else {
        plain.push(tokens[at]);
        at += 1;
      }
    }
    await flush();
    return [...Sets.all(sets)].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  }

  /** The longest run of tokens from a place on that is an alias. */
  alias(tokens, at) {
    for (let length = Math.min(4, tokens.length - at); length > 0; length -= 1) {
      const run = tokens.slice(at, at + length);
      const bases = run.map((token) => this.base(token));
      const last = run.at(-1);
      const noun = last.kind === "hangul" ? Korean.verbNoun(last.text) : ""; // 사전학습된
      const group =
        this.aliases.get(bases.join("")) ?? (noun && this.aliases.get([...bases.slice(0, -1), noun].join("")));
      if (group) {
        const after = tokens[at + length];
        const particle = after && after.between === "" && after.kind === "hangul" && Korean.isParticle(after.text);
        return { length: length + (particle ? 1 : 0), group };
      }
    }
    return null;
  }

  /** Texts to mark where they stand: every spelling of every word, and the other words of an alias. */
  marks(query) {
    const found = new Set();
    const add = (tokens) => {
      for (const token of tokens) {
        if (token.kind === "hangul") {
          for (const form of Korean.forms(token.text)) if (form.length > 1) found.add(form);
        } else if (token.text.length > 1) found.add(token.text);
      }
    };
    const tokens = Korean.tokens(query);
    add(tokens);
    for (let at = 0; at < tokens.length; ) {
      const span = this.alias(tokens, at);
      for (const phrase of span ? span.group : []) found.add(phrase);
      at += span ? span.length : 1;
    }
    return [...found].sort((one, other) => other.length - one.length);
  }
}

/** A pattern that finds any of some texts, also where they are spaced or hyphened otherwise. */
function pattern(texts) {
  const escaped = texts.map((text) =>
    [...text.replace(/[\s-]+/g, "")]
      .map((char) => char.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("[\\s-]?"),
  );
  return escaped.length ? new RegExp(`(${escaped.join("|")})`, "giu") : null;
}

if (typeof module !== "undefined") module.exports = { Korean, LibraryIndex, pattern };

/* ---- the page --------------------------------------------------------------------------------- */

const papershelfSearch = (() => {
  const BATCH = 20; // hits that are shown at a time
  const waiting = new Map(); // address of a script to what it resolves
  let begin;
  const ready = new Promise((resolve) => (begin = resolve));

  let shown;
  const page = new Promise((resolve) => (shown = resolve));

  const rootOf = () => document.documentElement.dataset.content_root ?? "./";

  const LIBRARY = "search/library.js";

  /** Load the library where the page does not by itself: its template may do so in a line that a policy stops. */
  function loadLibrary() {
    if (document.querySelector(`script[src*="${LIBRARY}"]`)) return;
    const script = document.createElement("script");
    script.src = rootOf() + LIBRARY;
    document.head.append(script);
  }

  /** Load a script once; it calls `words` or `documents`, which gives its content. */
  function load(address) {
    if (!waiting.has(address)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => {
        entry.resolve = resolve;
        const script = document.createElement("script");
        script.src = rootOf() + address;
        script.onerror = () => reject(new Error(`${address} cannot be loaded`));
        document.head.append(script);
      });
      waiting.set(address, entry);
    }
    return waiting.get(address).promise;
  }

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /** A text as nodes, with what matches a pattern marked. */
  function marked(text, found) {
    const pieces = found ? text.split(found) : [text];
    return pieces.map((piece, at) => (at % 2 ? element("mark", {}, piece) : piece));
  }

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

  class Page {
    /**
     * @param box where hits are shown
     * @param asked the query, where a theme has a field of its own and asks for it; else the page's field is used
     */
    constructor(library, box, asked) {
      this.library = library;
      this.labels = library.labels;
      const files = Object.fromEntries(library.firsts.map((first, at) => [first, library.files[at]]));
      const stemmer = new window.Stemmer();
      this.index = new LibraryIndex(
        library,
        (first) => load(files[first]),
        (word) => (/^[a-z]+$/.test(word) ? stemmer.stemWord(word) : word),
        typeof stopwords === "undefined" ? new Set() : stopwords,
      );
      this.input = element("input", { type: "search", name: "q", "aria-label": this.labels.search, autocomplete: "off" });
      this.count = element("p", { class: "paper-search-count", "aria-live": "polite" });
      this.list = element("ol", { class: "paper-hits" });
      this.more = element("button", { type: "button", class: "paper-search-more", hidden: "" }, this.labels.more);
      this.leads = asked === undefined; // to an address
      const before = this.leads ? this.field(box) : [];
      box.replaceChildren(...before, this.count, this.list, this.more);
      this.more.addEventListener("click", () => this.show());
      box.addEventListener("keydown", (event) => this.move(event));
      this.list.addEventListener("click", () => this.remember());
      this.input.value = asked ?? new URLSearchParams(location.search).get("q") ?? "";
      this.run();
      if (this.leads && !this.input.value) this.input.focus();
    }

    /** The field that a template has beside the box is used; else one is made, to stand above the hits. */
    field(box) {
      const around = box.closest("main, [role=main], article, .body") ?? box.parentElement;
      const theirs = around.querySelector("input[name=q]");
      const form = theirs?.form ?? element("form", { class: "paper-search-form", role: "search" }, this.input);
      this.input = theirs ?? this.input;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.run();
      });
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.run(), 150);
      });
      if (theirs) form.addEventListener("keydown", (event) => this.move(event));
      const heading = document.querySelector("h1") ? [] : [element("h1", {}, this.labels.search)];
      return theirs ? heading : [...heading, form];
    }

    /** Arrow keys lead from the box to the hits and back. */
    move(event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [this.input, ...this.list.querySelectorAll(".paper-hit-title")];
      const at = stops.indexOf(document.activeElement);
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at < 0 || !next) return;
      event.preventDefault();
      next.focus();
    }

    /** What Sphinx's own script marks on the page that is opened. */
    remember() {
      try {
        localStorage.setItem("sphinx_highlight_terms", this.index.marks(this.query).join(" "));
      } catch {
        // storage is switched off: the page opens without marks
      }
    }

    async run() {
      const query = this.input.value.trim();
      if (query === this.query) return;
      this.query = query;
      const address = new URL(location.href);
      address.searchParams.set("q", query);
      if (this.leads && location.protocol !== "file:") history.replaceState(null, "", address);
      if (!query) {
        this.count.textContent = "";
        this.list.replaceChildren();
        this.more.hidden = true;
        return;
      }
      let hits;
      try {
        hits = await this.index.search(query);
        hits = await this.named(hits, query);
      } catch (error) {
        this.count.textContent = error.message;
        return;
      }
      if (query !== this.query) return; // another one was typed meanwhile
      this.hits = hits;
      this.found = pattern(this.index.marks(query));
      this.list.replaceChildren();
      const text = { 0: this.labels.nothing, 1: this.labels.one }[hits.length] ?? this.labels.many;
      this.count.textContent = text.replace("{count}", hits.length.toLocaleString()).replace("{query}", query);
      await this.show();
      document.dispatchEvent(new CustomEvent("papershelf-search", { detail: { query, hits: hits.length } }));
    }

    /** Papers whose name is the query come first. */
    async named(hits, query) {
      const squashed = this.index.squash(query);
      const wanted = new Set([squashed, ...(this.index.aliases.get(squashed) ?? []).map((name) => this.index.squash(name))]);
      const first = [];
      const others = hits.slice(BATCH * 2);
      const rest = [];
      for (const hit of hits.slice(0, BATCH * 2)) {
        const { names } = await this.about(hit[0]);
        (names.some((name) => wanted.has(this.index.squash(name))) ? first : rest).push(hit);
      }
      return [...first, ...rest, ...others];
    }

    async about(number) {
      const size = this.library.perFile;
      const entries = await load(`search/documents-${Math.floor(number / size)}.js`);
      const [title, address, insight, category, year, status, state, names] = entries[number % size];
      return { title, address, insight, category, year, status, state, names };
    }

    async show() {
      const shown = this.list.children.length;
      const query = this.query;
      const batch = this.hits.slice(shown, shown + BATCH);
      const items = [];
      for (const [number] of batch) items.push([await this.about(number), element("li", { class: "paper-hit" })]);
      if (query !== this.query) return;
      for (const [about, item] of items) {
        const link = element("a", { class: "paper-hit-title", href: rootOf() + about.address });
        link.append(...marked(about.title, this.found));
        const facts = element("p", { class: "paper-hit-facts" });
        if (about.status) facts.append(element("span", { class: `paper-status paper-status-${about.state}` }, about.status), " ");
        facts.append([about.category, about.year].filter(Boolean).join(" · "));
        const text = element("p", { class: "paper-hit-text" }, ...marked(about.insight, this.found));
        item.append(link, facts, text);
        this.list.append(item);
      }
      this.more.hidden = this.list.children.length >= this.hits.length;
      if (location.protocol.startsWith("http")) await Promise.all(items.map(([about, item]) => this.quote(about, item, query)));
    }

    /** Show the sentence that matches, from the page itself; a page opened from a folder may not be read. */
    async quote(about, item, query) {
      if (query !== this.query || !this.found) return;
      let text;
      try {
        const answer = await fetch(rootOf() + about.address);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const inner = ["article", "[role=main]", "main"].map((name) => page.querySelector(name)).find(Boolean);
        const main = inner ?? page.body; // shibuya's breadcrumbs stand in its main
        main.querySelectorAll(".no-search, .headerlink, nav, script, style, .paper-head, h1").forEach((node) => node.remove());
        main.querySelectorAll("math").forEach((node) => node.replaceWith(formula(node)));
        const blocks = [...main.querySelectorAll("p, li, td, dd, h2, h3")].filter((block) => !block.querySelector("p, li"));
        text = blocks.map((block) => block.textContent.replace(/\s+/g, " ").trim()).find((block) => block.search(this.found) >= 0);
      } catch {
        return;
      }
      if (!text || query !== this.query) return;
      const at = text.search(this.found);
      const from = Math.max(0, at - 80);
      const cut = (from ? "…" : "") + text.slice(from, at + 160).trim() + (text.length > at + 160 ? "…" : "");
      item.querySelector(".paper-hit-text").replaceChildren(...marked(cut, this.found));
    }
  }

  if (typeof document !== "undefined") {
    const parsed = new Promise((resolve) => {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
      else resolve();
    });
    parsed.then(async () => {
      const box = document.getElementById("search-results");
      if (!box || box.closest("dialog")) return; // no search page
      loadLibrary();
      shown(new Page(await ready, box));
    });
    // what themes call of Sphinx's own script, whose place this one takes
    window.Search = {
      loadIndex: loadLibrary,
      performSearch: async (query) => new Page(await ready, document.getElementById("search-results"), query),
    };
  }

  return {
    /** Addresses of the pages that answer a query, the best first. */
    async find(query) {
      const { index } = await page;
      const found = [];
      for (const [number] of await index.search(query)) found.push((await (await page).about(number)).address);
      return found;
    },
    library: (data) => begin(data),
    words: (address, entries) => waiting.get(address)?.resolve(entries),
    documents: (address, entries) => waiting.get(address)?.resolve(entries),
  };
})();
