/* The files of a library's index: where a word stands. Loaded after papershelf-korean.js.
 *
 * It is in search/words*.js, keys sorted and cut into files; search/library.js says where each file begins.
 * English words are stemmed by Sphinx's language_data.js.
 */
"use strict";

const PapershelfIndex = (() => {
  const Korean = PapershelfKorean;

  // what a document is worth for a word that stands in its name, authors, summary, headings, elsewhere, or nowhere as one
  const WEIGHTS = [16, 8, 4, 2];

  function weight(places) {
    const best = WEIGHTS.findIndex((_, place) => places & (1 << place));
    return best < 0 ? (places ? 1 : 0.5) : WEIGHTS[best];
  }

  function count(places) {
    let found = 0;
    for (let rest = places; rest; rest &= rest - 1) found += 1;
    return found;
  }

  /** Sets of documents: number to the places where a word stands, a bit for each. */
  const Sets = {
    add(into, from) {
      for (const [number, places] of from) into.set(number, into.get(number) | places);
      return into;
    },

    /** Documents that have all words in one place. */
    near(sets) {
      const found = new Map();
      if (!sets.length) return found;
      const [first, ...others] = [...sets].sort((one, other) => one.size - other.size);
      for (const [number, places] of first) {
        const shared = others.reduce((left, other) => left & other.get(number), places);
        if (shared) found.set(number, shared);
      }
      return found;
    },

    /** Documents that have all words, and what they are worth: more where the words stand together. */
    all(sets) {
      const found = new Map();
      if (!sets.length) return found;
      const [first, ...others] = [...sets].sort((one, other) => one.size - other.size);
      for (const number of first.keys()) {
        if (!others.every((other) => other.has(number))) continue;
        const places = sets.map((set) => set.get(number));
        const shared = places.reduce((left, right) => left & right);
        const sum = places.reduce((left, right) => left + weight(right), 0);
        const together = sets.length > 1 && shared ? weight(shared) : 0;
        found.set(number, sum / sets.length + together + count(shared) / 100);
      }
      return found;
    },
  };

  /** A word as it is typed, without particles. */
  const plain = (token) => (token.kind === "hangul" ? Korean.bare(token.text) : token.text.toLowerCase());

  class Index {
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
        for (const phrase of group) {
          this.aliases.set(Korean.tokens(phrase).map(plain).join(""), group);
          const stemmed = this.squash(phrase); // "tokenizer" has the stem of "token"
          if (!this.aliases.has(stemmed)) this.aliases.set(stemmed, group);
        }
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
      for (let place = Index.lastNotAfter(firsts, text); place < firsts.length; place += 1) {
        if (firsts[place] > text && !firsts[place].startsWith(text)) break;
        const file = await this.file(firsts[place]);
        for (let at = Index.firstNotBefore(file.keys, text); at < file.keys.length; at += 1) {
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

    /** Documents of an entry: number to the places where the word stands in it, a bit for each. */
    documents(coded) {
      const { places } = this.library;
      const found = new Map();
      let total = 0;
      for (const step of coded) {
        total += step;
        const number = Math.floor(total / places);
        found.set(number, found.get(number) | (1 << (total % places)));
      }
      return found;
    }
  }

  return { Index, Sets, plain };
})();
