/* The files of a library's index: where a word stands. Loaded after papershelf-korean.js.
 *
 * It is in search/words*.js, keys sorted and cut into files; search/list*.js say where each of these begins, and
 * search/library.js where each list does.
 * English words are stemmed by Sphinx's language_data.js.
 */
"use strict";

const PapershelfIndex = (() => {
  const Korean = PapershelfKorean;

  // what a document is worth for a word that stands in its name, authors, summary, headings, elsewhere, or nowhere as one
  const WEIGHTS = [16, 8, 4, 2];

  function weight(places) {
    for (let place = 0; place < WEIGHTS.length; place += 1) if (places & (1 << place)) return WEIGHTS[place];
    return places ? 1 : 0.5;
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
        let [shared, sum] = [-1, 0];
        for (const set of sets) {
          const places = set.get(number);
          shared &= places;
          sum += weight(places);
        }
        const together = sets.length > 1 && shared ? weight(shared) : 0;
        found.set(number, sum / sets.length + together + count(shared) / 100);
      }
      return found;
    },
  };

  /** A word as it is typed, without particles. */
  const plain = (token) => (token.kind === "hangul" ? Korean.bare(token.text) : token.text.toLowerCase());

  const LONG = 256; // shorter lists are numbers in any case
  const MANY = 4096; // longer ones stand in parts
  const PART = 4096; // so many pages are in a part

  /**
   * Lists of numbers from bits in base 64: lengths in Elias gamma code, gaps in Rice code (search/packing).
   *
   * A list is given as the pages in it and, for each, the places in it, a bit for each.
   */
  function lists(limit, places, text) {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const end = bytes.length * 8;
    let at = 0;
    const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
    const count = () => {
      let size = 0;
      while (at < end && !bit()) size += 1;
      let value = 1;
      for (; size; size -= 1) value = value * 2 + bit();
      return value;
    };
    const gaps = (length, below) => {
      if (length > end) throw new Error("a list is longer than its file"); // which takes a bit for each number
      const mean = Math.floor((below * 3) / (length * 4));
      const size = mean ? 31 - Math.clz32(mean) : 0;
      const found = new Int32Array(length);
      let last = -1;
      for (let next = 0; next < length; next += 1) {
        let gap = 0;
        while (bit()) gap += 1;
        for (let left = size; left; left -= 1) gap = gap * 2 + bit();
        last += 1 + gap;
        found[next] = last;
      }
      return found;
    };
    const byPage = (below) => {
      const pages = gaps(count(), Math.ceil(below / places));
      const held = new Int32Array(pages.length);
      for (let place = 0; place < places; place += 1) {
        for (const rank of gaps(count() - 1, pages.length)) held[rank] |= 1 << place;
      }
      return [pages, held];
    };
    const byNumber = (length, below) => {
      const [pages, held] = [[], []];
      for (const number of gaps(length, below)) {
        const page = Math.floor(number / places);
        if (page !== pages.at(-1)) held.push(0) && pages.push(page);
        held[held.length - 1] |= 1 << number % places;
      }
      return [pages, held];
    };
    const single = (length, below) => (length >= LONG && bit() ? byPage(below) : byNumber(length, below));
    const byPart = () => {
      const [pages, held] = [[], []];
      for (let start = 0; start * places < limit; start += PART) {
        if (count() === 1) continue; // the number of its bits, and one
        const [some, theirs] = single(count(), PART * places);
        for (let next = 0; next < some.length; next += 1) held.push(theirs[next]) && pages.push(start + some[next]);
      }
      return [pages, held];
    };
    return () => {
      const length = count();
      return length >= MANY && limit > PART * places ? byPart() : single(length, limit);
    };
  }

  /** Keys as they are packed, each with what stands before it. */
  function* keysOf(text) {
    let last = [];
    for (const line of text ? text.split("\n") : []) {
      const [head, ...before] = line.split("\t");
      last = [...last.slice(0, parseInt(head[0], 36)), ...head.slice(1)]; // by characters, of which some are two units
      yield [last.join(""), before.length ? before : [""]];
    }
  }

  /** A file of words: its keys, sorted, and for each a list of what stands before it and of the numbers there. */
  function unpacked([text, limit, codes], places) {
    const next = lists(limit, places, codes);
    const file = { keys: [], entries: [] };
    for (const [key, before] of keysOf(text)) {
      file.keys.push(key);
      file.entries.push(before.map((part) => [part, next()]));
    }
    return file;
  }

  /** A list: the keys that files begin with, and the heads (search/heads.py) that would stand in these. */
  function listed(text) {
    const lines = [...keysOf(text)];
    return { firsts: lines.map(([key]) => key), heads: new Set(lines.flatMap(([, beside]) => beside)) };
  }

  const AFTER = "\0"; // begins what follows a key with a file of its own
  const JOINED = "\x01"; // ends the key of a head's own list

  /** The file that begins with a key: a hash of it (`name_of` of papershelf/search/shards.py). */
  function nameOf(key, kind) {
    if (!key) return `search/${kind}.js`;
    let one = 0x811c9dc5;
    let two = 0x9747b28c;
    for (let at = 0; at < key.length; at += 1) {
      one = Math.imul(one ^ key.charCodeAt(at), 0x01000193);
      two = Math.imul(two ^ key.charCodeAt(at), 0x85ebca6b);
    }
    return `search/${kind}-${[one, two].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("")}.js`;
  }

  /** The place of each document in their order, by its number; each number is as many bytes of the order as it says. */
  function ranks([width, text]) {
    const bytes = atob(text);
    const found = new Map();
    for (let at = 0; at + width <= bytes.length; at += width) {
      let number = 0;
      for (let next = at; next < at + width; next += 1) number = number * 256 + bytes.charCodeAt(next);
      found.set(number, found.size);
    }
    return found;
  }

  class Index {
    /**
     * @param library what search/library.js holds
     * @param fetchFile gives what a file holds, by its name
     * @param stem stems an English word
     */
    constructor(library, fetchFile, stem, stopwords) {
      this.library = library;
      this.fetchFile = fetchFile;
      this.stem = stem;
      this.stopwords = stopwords;
      this.files = new Map();
      this.ranks = library.order ? ranks(library.order) : null;
      this.aliases = new Map();
      for (const group of library.aliases) {
        for (const phrase of group) {
          this.aliases.set(Korean.tokens(phrase).map(plain).join(""), group);
          const stemmed = this.squash(phrase); // "tokenizer" has the stem of "token"
          if (!this.aliases.has(stemmed)) this.aliases.set(stemmed, group);
        }
      }
    }

    /** The place of a document in their order; without one, they are numbered so. */
    rank(number) {
      return this.ranks?.get(number) ?? number;
    }

    /** A phrase without spaces, hyphens, particles and endings, to compare it with another. */
    squash(phrase) {
      return Korean.tokens(phrase).map((token) => this.base(token)).join("");
    }

    base(token) {
      return token.kind === "hangul" ? Korean.bare(token.text) : this.english(token.text);
    }

    english(word) {
      const low = word.toLowerCase();
      return /^[a-z]{3,}izers?$/.test(low) ? low.replace(/s$/, "") : this.stem(low); // (the rule of papershelf/search/language.py)
    }

    /**
     * Entries whose key begins with a text, or is it: [rest of the key, what stands before it, documents].
     *
     * @param fits which rests are wanted; a file of one key that does not fit is not fetched
     */
    async entries(text, exact = false, fits = () => true) {
      const names = await this.holding(text, exact, fits);
      const found = [];
      for (const file of await Promise.all(names.map((name) => this.read(name)))) {
        for (let at = Index.firstNotBefore(file.keys, text); at < file.keys.length; at += 1) {
          const key = file.keys[at];
          if (!key.startsWith(text) || (exact && key !== text)) return found;
          const rest = key.slice(text.length);
          if (fits(rest)) for (const [before, numbers] of file.entries[at]) found.push([rest, before, numbers]);
        }
      }
      return found;
    }

    /** Whether all that a word goes on to stands in a list of its own. */
    async isHead(word) {
      const { tops } = this.library;
      return (await this.list(tops[Index.lastNotAfter(tops, word)])).heads.has(word);
    }

    /** That list, by what stands before the word: [what stands before it, documents]. */
    async joined(head) {
      return (await this.read(nameOf(head + JOINED, "words"))).entries[0];
    }

    /** The files that may hold such keys, in order. */
    async holding(text, exact, fits) {
      const within = (firsts) => {
        const from = Index.lastNotAfter(firsts, text);
        const past = firsts.findIndex((first, at) => at > from && (exact || !first.startsWith(text)));
        return firsts.slice(from, past < 0 ? undefined : past);
      };
      const lists = await Promise.all(within(this.library.tops).map((top) => this.list(top)));
      const firsts = within(lists.flatMap((list) => list.firsts));
      const isAlone = (first, at) => first.startsWith(text) && firsts[at + 1] === first + AFTER;
      return firsts.filter((first, at) => !isAlone(first, at) || fits(first.slice(text.length))).map((first) => nameOf(first, "words"));
    }

    /** A list, by the key that it begins with. */
    list(top) {
      return this.load(nameOf(top, "list"), listed);
    }

    /** A file of words. */
    read(name) {
      return this.load(name, (file) => unpacked(file, this.library.places));
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

    /** What a file holds, read once. */
    load(name, read) {
      if (!this.files.has(name)) this.files.set(name, this.fetchFile(name).then(read));
      return this.files.get(name);
    }

    /** The documents of some lists: number to the places where the words stand in it, a bit for each. */
    gathered(lists) {
      const found = new Map();
      for (const [pages, held] of lists) {
        for (let at = 0; at < pages.length; at += 1) found.set(pages[at], found.get(pages[at]) | held[at]);
      }
      return found;
    }
  }

  return { Index, Sets, plain, unpacked };
})();
