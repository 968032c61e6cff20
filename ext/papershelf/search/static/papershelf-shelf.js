/* The search files of a library, this one or another that a portal names. Loaded after papershelf-hits.js.
 *
 * search/library.js says where the lists of the index begin; search/documents-*.js hold what is shown of each page.
 * All are scripts, so that pages opened from a folder find them too. Those of another library are read, never run.
 */
"use strict";

const PapershelfShelf = (() => {
  const LIBRARY = "search/library.js";
  const PATIENCE = 10_000; // milliseconds until a library counts as away
  const waiting = new Map(); // whole address of a script to what it resolves

  const root = () => new URL(document.documentElement.dataset.content_root ?? "./", location.href);

  /** Load a script once; it calls `papershelfSearch`, which hands over what it holds. */
  function run(address) {
    if (!waiting.has(address)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => {
        entry.resolve = resolve;
        const script = document.createElement("script");
        script.src = address;
        script.onerror = () => reject(new Error(`${address} cannot be loaded`));
        document.head.append(script);
      });
      waiting.set(address, entry);
    }
    return waiting.get(address).promise;
  }

  /** Take what a script holds that calls at this moment. */
  const take = (value) => waiting.get(document.currentScript?.src)?.resolve(value);

  /** What a script of another site holds, without running it. */
  async function read(address) {
    const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`${address} cannot be loaded`);
    const text = await answer.text();
    return JSON.parse(`[${text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"))}]`).at(-1);
  }

  /** What another library says of itself, if that is what we read. */
  function checked(library) {
    const { aliases, groups, order = [1, ""], perFile, places, tops } = library;
    const texts = (list) => Array.isArray(list) && list.every((text) => typeof text === "string");
    const fits =
      texts(tops) && Array.isArray(aliases) && aliases.every(texts) && Array.isArray(groups) && groups.every(Array.isArray) &&
      order.length === 2 && Number.isInteger(order[0]) && order[0] > 0 && order[0] <= 4 && typeof order[1] === "string" &&
      perFile > 0 && places > 0 && places <= 32;
    if (!fits) throw new Error("no index of a papershelf library");
    return library;
  }

  class Shelf {
    /**
     * @param base whole address of its site
     * @param title its name, for the hits; nothing for the own
     */
    constructor(base, title = "") {
      this.base = base;
      this.title = title;
      this.files = new Map(); // of another library, by their names
    }

    /** Another library, by its address as the portal gives it. */
    static other({ address, title }) {
      return new Shelf(new URL(address.endsWith("/") ? address : `${address}/`, root()), title);
    }

    static own() {
      return new Shelf(root());
    }

    /** Read where its files begin, if that is not known yet. */
    open(stem, stopwords, given) {
      this.opened ??= (async () => {
        this.library = given ?? checked(await this.load(LIBRARY));
        this.answers = new PapershelfAnswers(this.library, (name) => this.load(name), stem, stopwords);
        return this;
      })();
      return this.opened;
    }

    load(name) {
      const address = new URL(name, this.base);
      if (!this.title) return run(address.href);
      if (!this.files.has(name)) this.files.set(name, read(address));
      return this.files.get(name);
    }

    /** What is shown of a document, by its number; of another library whose file cannot be used, its name alone. */
    async about(number) {
      try {
        const size = this.library.perFile;
        const entries = await this.load(`search/documents-${Math.floor(number / size)}.js`);
        const [title, address, insight = "", category = "", year = "", status = "", state = "", inside = []] = entries[number % size];
        const texts = { title, address, insight, category, year, status, state };
        if (Object.values(texts).every((text) => typeof text === "string")) return { ...texts, inside };
        throw new Error("no title of a page");
      } catch (error) {
        if (!this.title) throw error;
        return { title: this.title, address: "", insight: "", category: "", year: "", status: "", state: "", inside: [] };
      }
    }

    /** Its hits for a query. */
    async hits(query) {
      const found = await PapershelfHits.found(this.answers, (number) => this.about(number), query);
      return found.map((hit) => ({ ...hit, shelf: this }));
    }

    /** Where a hit leads: into its library, whatever the address says. */
    href(address) {
      if (!this.title) return (document.documentElement.dataset.content_root ?? "./") + address;
      const whole = new URL(address, this.base);
      return whole.href.startsWith(this.base.href) ? whole.href : this.base.href;
    }
  }

  return { all: (others) => [Shelf.own(), ...others.map(Shelf.other)], take };
})();
