/* The interactive list of papers: what is filtered, how it is sorted and shown, and its export.
 *
 * The page holds every paper as an item whose attributes say what can be asked of it (papershelf/render/listings/rows.py).
 * They are read once and taken off the page; from then on the list shows those that answer the query, some at a time.
 * Of a long list the page holds the first papers only: all stand in files that are loaded as they are needed
 * (papershelf/write/files/lists.py).
 * The query stands in the fragment of the address: #?q=…&tag=peft,-survey&sort=-year
 */
"use strict";
(() => {
  const BATCH = 50; // papers that are drawn at a time
  const FEW = 12; // values of a facet that are shown before one asks for more
  const MANY = 48; // values that "more" adds
  const ROOT = new URL("../", document.currentScript.src);
  const LANGUAGE = document.documentElement.lang || "en";
  const NUMBERS = new Intl.NumberFormat(LANGUAGE);
  const COLLATOR = new Intl.Collator(LANGUAGE, { numeric: true });

  const KINDS = ["library", "category", "status", "tag", "venue", "author"];
  const VIEWS = ["list", "cards", "table"];
  const SORTS = ["listed", "title", "authors", "year", "venue", "status", "added", "read"];
  const COLUMNS = ["title", "authors", "year", "venue", "status", "added", "read"];
  const CLOSED = new Set(["venue", "author"]); // facets that open when one asks for them
  const ON_DEMAND = new Set(["added", "read"]); // columns that only stand in a table sorted by them

  // how the entries of a file hang together, as papershelf/exports writes them
  const FORMATS = {
    bibtex: {
      label: "BibTeX", file: "papers.bib", type: "application/x-bibtex", start: "", between: "\n\n", end: "\n",
    },
    csl: {
      label: "CSL-JSON", file: "papers.csl.json", type: "application/vnd.citationstyles.csl+json",
      start: "[\n", between: ",\n", end: "\n]\n",
    },
    ris: {
      label: "RIS", file: "papers.ris", type: "application/x-research-info-systems",
      start: "", between: "\n\n", end: "\n\n",
    },
    markdown: { label: "", file: "papers.md", type: "text/markdown", start: "", between: "\n", end: "\n" },
  };

  /** An element with properties, attributes (`aria-…`, `data-…`, `role`, `for`) and children. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-") || name === "role") element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  }

  function button(text, properties, action) {
    const element = make("button", { type: "button", ...properties }, text);
    element.addEventListener("click", action);
    return element;
  }

  /** Words with `{name}` filled in. */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /* ---- files: what a page loads as it needs it ------------------------------------------------ */

  const files = new Map();
  const arrived = new Map();

  window.papershelfRecords = (number, records) => arrived.set(`library/records-${number}.js`, records);
  window.papershelfList = (name, value) => arrived.set(`${name}.js`, value);

  /** What a file holds; it is loaded by a script, which also works without a server. */
  function loaded(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve, reject) => {
        const address = name.split("/").map(encodeURIComponent).join("/");
        const script = make("script", { src: new URL(address, ROOT).href });
        const end = () => {
          script.remove();
          if (arrived.has(name)) resolve(arrived.get(name));
          else {
            files.delete(name);
            reject(new Error(script.src));
          }
          arrived.delete(name);
        };
        script.addEventListener("load", end);
        script.addEventListener("error", end);
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  /* ---- papers: what the page, or a file, tells of each ---------------------------------------- */

  function plain(text) {
    return text.normalize("NFC").toLowerCase();
  }

  function split(text, mark) {
    return text ? text.split(mark) : [];
  }

  /** Text that is searched in. */
  class Words {
    constructor(text) {
      this.text = plain(text);
    }

    has(word, loose) {
      if (this.text.includes(word)) return true;
      if (loose) this.packed ??= this.text.replaceAll(" ", ""); // Korean is spaced in many ways
      return loose && this.packed.includes(word);
    }
  }

  const NOTHING = new Words("");

  /** The name that a paper is sorted by where the page does not say it (papershelf/render/listings/rows.py). */
  function sortName(name = "") {
    const at = name.lastIndexOf(" ");
    return at < 0 ? name : `${name.slice(at + 1)}, ${name.slice(0, at)}`;
  }

  /** A paper as the page tells it. */
  class Paper {
    /** `heading` is the line of the category that it stands under. */
    constructor(place, heading) {
      Object.assign(this, { place, heading, ids: [], open: NOTHING, folded: NOTHING });
    }

    /** Take what its item says. */
    take(item) {
      const data = item.dataset;
      const title = item.firstElementChild; // papershelf/render/listings/listing.py
      Object.assign(this, { item, title, fold: item.querySelector(".paper-fold") });
      this.author = split(data.authors, ";");
      this.sorts = {
        title: title.firstChild.textContent, authors: data.first ?? sortName(data.authors?.split(";")[0]), year: data.date || "", venue: data.venue || "",
        status: data.status, added: data.added || "", read: data.read || "",
      };
      return this;
    }

    /** Take what the list asks of it, which for a long list stands in files. */
    readFacts() {
      const { item, fold, sorts } = this;
      const data = item.dataset;
      Object.assign(this, { key: data.key, file: Number(data.file) });
      this.library = [...item.querySelectorAll(".paper-shelf")].map((note) => note.textContent);
      this.category = split(data.categories, ",");
      this.status = [data.status];
      this.tag = split(data.tags, ",");
      this.venue = split(data.series, "\n");
      this.year = Number((data.date || "").slice(0, 4));
      const insight = item.querySelector(".paper-insight")?.textContent;
      this.open = new Words([sorts.title, data.short, data.authors, data.venue, data.tags, insight].join("\n"));
      this.folded = new Words([...(fold?.children ?? [])].slice(1).map((block) => block.textContent).join("\n"));
      return this;
    }
  }

  function readPapers(frame) {
    const papers = [];
    let heading = null;
    for (const child of frame.children) {
      if (child.matches(".paper-group")) heading = child;
      if (!child.matches(".paper-list")) continue;
      for (const item of child.children) papers.push(new Paper(papers.length, heading).take(item).readFacts());
    }
    return papers;
  }

  /**
   * The values of each kind, named or the frequent ones first. Papers get the numbers of theirs, which are quicker to
   * count than the values themselves.
   */
  function readValues(papers, names) {
    return KINDS.map((kind) => {
      const totals = new Map();
      for (const paper of papers) for (const value of paper[kind]) totals.set(value, (totals.get(value) || 0) + 1);
      const found = { kind, ...numbered(totals, names[kind]) };
      for (const paper of papers) paper.ids.push(paper[kind].map((value) => found.ids.get(value)));
      return found;
    });
  }

  /** The values of a kind with their numbers: those that have names in their order, else the frequent ones first. */
  function numbered(totals, names) {
    const byNumber = ([one, some], [other, more]) => more - some || COLLATOR.compare(one, other);
    const frequent = () => [...totals].sort(byNumber).map(([value]) => [value, value]);
    const listed = names ? names.filter(([value]) => totals.has(value)) : frequent();
    const values = listed.map(([value, label, depth = 0], id) => ({ value, label, depth, id }));
    return { values, ids: new Map(values.map(({ value, id }) => [value, id])) };
  }

  /** The orders of the papers, each made when it is asked for first. */
  class Orders {
    constructor(papers, statuses, long) {
      Object.assign(this, { papers, statuses, long, made: new Map() });
    }

    /** Papers by a column; those without a value come last either way. */
    by(sort) {
      if (!this.made.has(sort)) this.made.set(sort, this.sorted(sort));
      return this.made.get(sort);
    }

    sorted(sort) {
      const falling = sort.startsWith("-");
      const column = falling ? sort.slice(1) : sort;
      if (column === "listed") return falling ? [...this.papers].reverse() : this.papers;
      if (this.long) return this.long.sorted(column, falling);
      const value = (paper) => paper.sorts[column];
      const rank = (paper) => (column === "status" ? String(this.statuses.indexOf(paper.sorts.status)) : value(paper));
      const rising = (one, other) => COLLATOR.compare(rank(one), rank(other));
      const known = this.papers.filter(value).sort(falling ? (one, other) => rising(other, one) : rising);
      return [...known, ...this.papers.filter((paper) => !value(paper))];
    }
  }

  /* ---- the query: the fragment of the address, and which papers answer it --------------------- */

  /** What is asked: text, years, a choice of values (`true` must, `false` must not) for each kind, order and view. */
  function blank(view) {
    const choices = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
    return { q: "", from: "", to: "", anyTag: false, sort: "listed", view, ...choices };
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** The query of a fragment; what it does not know is passed over. */
  function readFragment(fragment, view) {
    const query = blank(view);
    for (const part of fragment.replace(/^#\?/, "").split("&")) {
      const [name, raw = ""] = part.split(/=(.*)/s);
      const value = decode(raw);
      if (KINDS.includes(name)) {
        for (const one of raw.split(",").filter(Boolean)) {
          const not = one.startsWith("-");
          query[name].set(decode(not ? one.slice(1) : one), !not);
        }
      }
      if (name === "q") query.q = value;
      if (name === "tags") query.anyTag = value === "or";
      if (name === "year") {
        const years = value.match(/^(\d{4})?(-)?(\d{4})?$/);
        if (years) [query.from, query.to] = [years[1] || "", (years[2] ? years[3] : years[1]) || ""];
      }
      if (name === "sort" && SORTS.includes(value.replace(/^-/, ""))) query.sort = value;
      if (name === "view" && VIEWS.includes(value)) query.view = value;
    }
    return query;
  }

  function encode(text) {
    return encodeURIComponent(text).replace(/^-/, "%2D");
  }

  function span(query) {
    return query.from && query.from === query.to ? query.from : `${query.from}-${query.to}`;
  }

  /** The fragment of a query; nothing when nothing is asked. */
  function writeFragment(query, view) {
    const parts = [];
    if (query.q.trim()) parts.push(`q=${encodeURIComponent(query.q.trim())}`);
    for (const kind of KINDS) {
      const values = [...query[kind]].map(([value, must]) => (must ? "" : "-") + encode(value));
      if (values.length) parts.push(`${kind}=${values.join(",")}`);
    }
    if (query.anyTag) parts.push("tags=or");
    if (query.from || query.to) parts.push(`year=${span(query)}`);
    if (query.sort !== "listed") parts.push(`sort=${query.sort}`);
    if (query.view !== view) parts.push(`view=${query.view}`);
    return parts.length ? `#?${parts.join("&")}` : "";
  }

  const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/;

  /** The words of a query, and whether each may be spaced otherwise. */
  function wordsOf(text) {
    return plain(text).split(/\s+/).filter(Boolean).map((word) => [word, HANGUL.test(word)]);
  }

  /** A function that tells whether a paper has all words. */
  function textTest(text, kinds, long) {
    const words = wordsOf(text);
    if (long) return long.textTest(words, kinds);
    return ({ open, folded }) => words.every(([word, loose]) => open.has(word, loose) || folded.has(word, loose));
  }

  /** A function that opens the summary of a paper for words that stand nowhere else, and closes what it has opened. */
  function unfolding(text) {
    const words = wordsOf(text);
    return (paper) => {
      const { fold, open, folded } = paper;
      if (!fold) return;
      const hit = words.some(([word, loose]) => !open.has(word, loose) && folded.has(word, loose));
      if (hit && !fold.open) fold.open = paper.unfolded = true;
      else if (!hit && paper.unfolded) fold.open = paper.unfolded = false;
    };
  }

  /** A function that tells whether a paper has the values it must have, and none that it must not. */
  function choiceTest(place, ids, choice, every) {
    const must = [...choice].filter(([, wanted]) => wanted).map(([value]) => ids.get(value));
    const not = [...choice].filter(([, wanted]) => !wanted).map(([value]) => ids.get(value));
    return (paper) => {
      const has = (id) => paper.ids[place].includes(id);
      return !not.some(has) && (!must.length || (every ? must.every(has) : must.some(has)));
    };
  }

  /**
   * The papers that answer, in order, and for each kind how many have each value.
   *
   * Of a kind whose chosen values are alternatives, a value counts the papers that it would add.
   */
  function answer(query, order, kinds, long) {
    const [from, to] = [Number(query.from) || 0, Number(query.to) || Infinity];
    const tests = kinds
      .map(({ kind, ids }, place) => ({ kind, ids, place, every: kind === "tag" && !query.anyTag }))
      .filter(({ kind }) => query[kind].size)
      .map(({ kind, ids, place, every }) => ({ place, every, passes: choiceTest(place, ids, query[kind], every) }));
    const words = textTest(query.q, kinds, long);
    const found = [];
    const counts = kinds.map(({ values }) => new Uint32Array(values.length));
    const count = (paper, place) => {
      for (const id of paper.ids[place]) counts[place][id] += 1;
    };
    for (const paper of order) {
      if ((query.from || query.to) && !(paper.year && from <= paper.year && paper.year <= to)) continue;
      const failed = tests.filter(({ passes }) => !passes(paper));
      if (failed.length > 1 || (failed.length && failed[0].every) || !words(paper)) continue;
      if (failed.length) {
        count(paper, failed[0].place);
        continue;
      }
      found.push(paper);
      for (let place = 0; place < kinds.length; place += 1) count(paper, place);
    }
    return { found, counts };
  }

  /* ---- long lists: lists whose papers stand in files ------------------------------------------ */

  /** Numbers, of which `[number, how many]` stands for several equal ones behind each other. */
  function* counted(numbers) {
    for (const one of numbers) {
      if (typeof one === "number") yield one;
      else for (let left = one[1]; left; left -= 1) yield one[0];
    }
  }

  /** A list whose papers stand in files (papershelf/write/files/lists.py). */
  class Long {
    constructor(folder, start, names) {
      Object.assign(this, { folder, names, columns: new Set(), ranks: new Map(), texts: start.texts, worded: false });
      const heads = start.heads.flatMap(([id, title, count]) => Array(count).fill(this.heading(id, title)));
      this.papers = Array.from({ length: start.count }, (_, place) => new Paper(place, heads[place] ?? null));
      this.pieces = [];
      for (const [name, count] of start.rows) {
        const piece = { name, start: this.pieces.length, count };
        for (let left = count; left; left -= 1) this.pieces.push(piece);
      }
      this.kinds = KINDS.map((kind) => ({ kind, values: [], ids: new Map() }));
      for (const paper of this.papers) paper.ids = KINDS.map(() => []);
      for (const [kind, column] of Object.entries(start.columns)) if (kind !== "year") this.fill(kind, column);
      const { values, sets, of } = start.columns.year;
      const years = sets.map((set) => Number(values[set[0]] || 0));
      let place = 0;
      for (const set of counted(of)) this.papers[place++].year = years[set];
    }

    heading(id, title) {
      const line = make("p", { className: "paper-group" });
      if (id) line.append(make("span", { className: "target", id }));
      line.append(make("strong", {}, title));
      return line;
    }

    load(name) {
      return loaded(`${this.folder}/${name}.js`);
    }

    /** Take the values of a kind: each set of them is one array, which many papers share. */
    fill(kind, { values, sets, of }) {
      const at = KINDS.indexOf(kind);
      const totals = new Map();
      const numbers = [...counted(of)];
      const uses = new Uint32Array(sets.length);
      for (const set of numbers) uses[set] += 1;
      sets.forEach((set, number) => {
        for (const id of set) totals.set(values[id], (totals.get(values[id]) || 0) + uses[number]);
      });
      const found = Object.assign(this.kinds[at], numbered(totals, this.names[kind]));
      const shared = sets.map((set) => set.map((id) => found.ids.get(values[id])));
      numbers.forEach((set, place) => { this.papers[place].ids[at] = shared[set]; });
      this.columns.add(kind);
      return found;
    }

    /** Whether there is all that the answer to a query takes; `undefined`, or a promise of it. */
    prepare(query) {
      const column = query.sort.replace(/^-/, "");
      const kinds = ["venue", "author"].filter((kind) => query[kind].size || (kind === "author" && query.q.trim()));
      const wanted = kinds.filter((kind) => !this.columns.has(kind)).map((kind) => this.column(kind));
      if (column !== "listed" && !this.ranks.has(column)) wanted.push(this.rank(column));
      if (query.q.trim() && !this.worded) wanted.push(this.word());
      return wanted.length ? Promise.all(wanted) : undefined;
    }

    async column(kind) {
      const column = await this.load(kind);
      return this.columns.has(kind) ? this.kinds[KINDS.indexOf(kind)] : this.fill(kind, column);
    }

    async rank(column) {
      this.ranks.set(column, Uint32Array.from(counted(await this.load(`sort-${column}`))));
    }

    async word() {
      const texts = await Promise.all(this.texts.map(([name]) => this.load(`text-${name}`)));
      if (!this.worded) texts.flat().forEach((text, place) => { this.papers[place].open = new Words(text); });
      this.worded = true;
    }

    /** Give the papers the names that exports have for them. */
    async name() {
      const [keys, numbers] = await Promise.all([this.load("key"), this.load("file")]);
      let place = 0;
      for (const file of counted(numbers)) Object.assign(this.papers[place], { key: keys[place++], file });
    }

    /** Papers by a column, those without a value last. */
    sorted(column, falling) {
      const ranks = this.ranks.get(column);
      const [known, others] = [[], []];
      for (const paper of this.papers) (ranks[paper.place] ? known : others).push(paper);
      const turn = falling ? -1 : 1;
      known.sort((one, other) => turn * (ranks[one.place] - ranks[other.place]));
      return [...known, ...others];
    }

    /** A function that tells whether a paper has all words, in its text or in the names of its authors and tags. */
    textTest(words, kinds) {
      const named = kinds.map(({ kind, values }, at) => ({ kind, values, at })).filter(({ kind }) => ["tag", "author"].includes(kind));
      const tests = words.map(([word, loose]) => {
        const held = named.map(({ values, at }) => {
          const ids = new Set();
          for (const { label, id } of values) if (new Words(label).has(word, loose)) ids.add(id);
          return [at, ids];
        }).filter(([, ids]) => ids.size);
        return (paper) => paper.open.has(word, loose) || held.some(([at, ids]) => paper.ids[at].some((id) => ids.has(id)));
      });
      return (paper) => tests.every((test) => test(paper));
    }

    /** Load the items of papers. */
    async fetch(papers) {
      const pieces = new Set(papers.filter(({ item }) => !item).map(({ place }) => this.pieces[place]));
      await Promise.all([...pieces].map(async ({ name, start }) => {
        const items = await this.load(`rows-${name}`);
        if (this.papers[start].item) return;
        const frame = document.createElement("template");
        frame.innerHTML = items.join(""); // as the page itself would hold them
        [...frame.content.children].forEach((item, at) => this.papers[start + at].take(document.adoptNode(item)));
      }));
    }
  }

  /* ---- facets: the boxes of values to choose from --------------------------------------------- */

  /** A titled group of controls; of long lists that few need, closed at first. */
  function facetFrame(kind, label, ...children) {
    const className = `paper-facet paper-facet-${kind}`;
    if (!CLOSED.has(kind)) return make("fieldset", { className }, make("legend", {}, label), ...children);
    const group = make("div", { role: "group", "aria-label": label }, ...children);
    return make("details", { className }, make("summary", {}, label), group);
  }

  /** The values of one kind as buttons, each of which goes round: either, must, must not. */
  class Facet {
    constructor({ kind, values, ids }, words, changed) {
      Object.assign(this, { kind, values, ids, words, changed, limit: FEW, counts: [], shown: [] });
      this.buttons = new Map();
      this.choice = new Map();
      this.label = words[kind];
      this.box = make("div", { className: "paper-values" });
      this.element = facetFrame(kind, this.label, this.box);
      this.fill({ values, ids });
    }

    /** Take its values, which of a long list may come later. */
    fill({ values, ids }) {
      Object.assign(this, { values, ids });
      this.buttons.clear();
      this.element.classList.toggle("paper-facet-tree", values.some(({ depth }) => depth));
      if (values.length > FEW && !this.find) this.addMore();
      this.show();
    }

    labelOf(value) {
      return this.ids.has(value) ? this.values[this.ids.get(value)].label : value;
    }

    addMore() {
      const name = fill(this.words.find, { name: this.label });
      this.find = make("input", { type: "search", className: "paper-find", placeholder: name, "aria-label": name });
      this.find.addEventListener("input", () => {
        this.limit = FEW;
        this.show();
      });
      this.more = button(this.words.more, { className: "paper-more" }, () => {
        this.limit += MANY;
        this.show();
      });
      this.more.setAttribute("aria-label", `${this.words.more}: ${this.label}`);
      this.box.after(make("div", { className: "paper-facet-tools" }, this.find, this.more));
    }

    /** Put the buttons there that are asked for: chosen values always stand among them. */
    show() {
      const wanted = this.find ? plain(this.find.value).trim() : "";
      const matching = wanted ? this.values.filter(({ label }) => plain(label).includes(wanted)) : this.values;
      const shown = matching.slice(0, this.limit);
      const extra = [...this.choice.keys()].filter((value) => !shown.some((one) => one.value === value));
      const values = [...extra.map((value) => ({ value, label: this.labelOf(value), depth: 0 })), ...shown];
      if (this.more) this.more.hidden = matching.length <= this.limit;
      this.shown = values.map(({ value, label, depth }) => this.buttonOf(value, label, depth));
      this.box.replaceChildren(...this.shown);
      this.refresh();
    }

    buttonOf(value, label, depth) {
      if (!this.buttons.has(value)) {
        const count = make("span", { className: "paper-value-count" });
        const element = button("", { className: "paper-value" }, () => this.turn(value));
        element.append(make("span", { className: "paper-value-name" }, label), count);
        this.buttons.set(value, { element, count, value, label });
      }
      this.buttons.get(value).element.style.setProperty("--paper-depth", depth);
      return this.buttons.get(value).element;
    }

    turn(value) {
      const now = this.choice.get(value);
      if (now === undefined) this.choice.set(value, true);
      else if (now) this.choice.set(value, false);
      else this.choice.delete(value);
      this.changed();
    }

    /** Take over a choice and the counts of a new result. */
    update(choice, counts) {
      const strangers = [...choice.keys()].some((value) => !this.shown.includes(this.buttons.get(value)?.element));
      this.choice = choice;
      this.counts = counts;
      if (strangers) this.show();
      else this.refresh();
    }

    refresh() {
      const shown = new Set(this.shown);
      for (const { element, count, value, label } of this.buttons.values()) {
        if (!shown.has(element)) continue;
        const must = this.choice.get(value);
        const state = must === undefined ? "either" : must ? "must" : "not";
        const number = this.counts[this.ids.get(value)] || 0;
        element.dataset.state = state;
        element.classList.toggle("paper-value-none", number === 0);
        count.textContent = NUMBERS.format(number);
        const said = fill(this.words.state, { name: label, state: this.words[state], count: NUMBERS.format(number) });
        element.setAttribute("aria-label", said);
      }
    }
  }

  /* ---- results: what is shown: list, cards or table ------------------------------------------- */

  /** The found papers as a list, as cards or as a table; more of them are drawn as one scrolls. */
  class Results {
    constructor(words, statuses, sortBy) {
      Object.assign(this, { words, statuses, found: [], drawn: 0, turn: 0 });
      this.box = make("div", { className: "paper-results" });
      this.more = button(words.next, { className: "paper-next" }, () => this.draw());
      this.table = this.makeTable(sortBy);
      this.watch = new IntersectionObserver(
        (seen) => seen.some((one) => one.isIntersecting) && this.draw(),
        { rootMargin: "800px" },
      );
    }

    show(found, query) {
      this.turn += 1;
      this.found = found;
      this.query = query;
      this.drawn = 0;
      this.heading = undefined;
      this.unfold = unfolding(query.q);
      this.box.className = `paper-results paper-results-${query.view}`;
      if (!found.length) this.box.replaceChildren(make("p", { className: "paper-empty" }, this.words.nothing));
      else if (query.view === "table") this.startTable();
      else this.box.replaceChildren();
      this.draw();
    }

    /** Draw the next papers. */
    draw(count = BATCH) {
      const next = this.found.slice(this.drawn, this.drawn + count);
      this.drawn += next.length;
      this.watch.unobserve(this.more); // and again: it may be in sight still
      const { turn } = this;
      const show = () => {
        if (turn !== this.turn) return;
        if (next.length) this.box.querySelector(":scope > .paper-empty")?.remove();
        if (this.query.view === "table") this.body.append(...next.map((paper) => this.row(paper)));
        else this.append(next);
        this.more.hidden = this.drawn >= this.found.length;
        if (!this.more.hidden) this.watch.observe(this.more);
      };
      if (next.every(({ item }) => item)) show();
      else this.fetch(next).then(show, () => turn === this.turn && this.fail(next.length));
    }

    /** Say that papers could not be loaded; the button tries again. */
    fail(count) {
      this.drawn -= count;
      this.more.hidden = false;
      this.box.append(make("p", { className: "paper-empty" }, this.words.missing));
    }

    /** Show a sentence instead of papers. */
    say(text) {
      this.turn += 1;
      this.more.hidden = true;
      this.box.replaceChildren(make("p", { className: "paper-empty" }, text));
    }

    /** Items, in the order of the page under their categories. */
    append(papers) {
      const grouped = this.query.sort === "listed";
      for (const paper of papers) {
        const heading = grouped ? paper.heading : null;
        if (heading !== this.heading) {
          if (heading) this.box.append(heading);
          this.items = make("ul", { className: "paper-list" });
          this.box.append(this.items);
          this.heading = heading;
        }
        this.unfold(paper);
        this.items.append(paper.item);
      }
    }

    /** Draw as far as a category, and go there. */
    reveal(heading) {
      const place = this.found.findIndex((paper) => paper.heading === heading);
      if (place < 0) return;
      if (place >= this.drawn) this.draw(place - this.drawn + BATCH);
      heading.scrollIntoView();
    }

    makeTable(sortBy) {
      this.heads = new Map();
      const row = make("tr");
      for (const column of COLUMNS) {
        const head = make("th", { scope: "col" });
        head.append(button(this.words[column], { className: "paper-column" }, () => sortBy(column)));
        this.heads.set(column, head);
        row.append(head);
      }
      this.body = make("tbody");
      const table = make("table", { className: "paper-table docutils" }, make("thead", {}, row), this.body);
      const reachable = { tabIndex: 0, role: "region", "aria-label": this.words.table }; // it scrolls sideways
      return make("div", { className: "paper-table-frame", ...reachable }, table);
    }

    startTable() {
      const sort = this.query.sort.replace(/^-/, "");
      for (const [column, head] of this.heads) {
        head.hidden = ON_DEMAND.has(column) && column !== sort;
        if (column === sort) head.setAttribute("aria-sort", this.query.sort === sort ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      }
      this.body.replaceChildren();
      if (this.box.firstChild !== this.table || this.box.children.length > 1) this.box.replaceChildren(this.table);
    }

    row(paper) {
      const sort = this.query.sort.replace(/^-/, "");
      const row = make("tr");
      for (const column of COLUMNS) {
        if (ON_DEMAND.has(column) && column !== sort) continue;
        row.append(make("td", { className: `paper-cell-${column}` }, this.cell(paper, column)));
      }
      return row;
    }

    cell(paper, column) {
      if (column === "title") return paper.title.firstChild.cloneNode(true);
      if (column === "status") return paper.item.querySelector(".paper-status").cloneNode(true);
      if (column === "year") return paper.year || "";
      if (column !== "authors") return paper.sorts[column];
      const [first = "", ...others] = paper.author;
      if (!others.length) return first;
      return this.words.others.replace("%(names)s", () => first).replace("%(count)d", () => others.length);
    }
  }

  /* ---- export: the papers that are shown as a file -------------------------------------------- */

  /** The entries of a file of papers, by key. */
  function load(number) {
    return loaded(`library/records-${number}.js`);
  }

  async function exported(papers, name, long) {
    const format = FORMATS[name];
    await long?.name();
    const numbers = [...new Set(papers.map((paper) => paper.file))];
    const records = new Map(await Promise.all(numbers.map(async (number) => [number, await load(number)])));
    const entries = papers.map((paper) => records.get(paper.file)[paper.key][name]);
    return entries.length ? format.start + entries.join(format.between) + format.end : "";
  }

  function download(text, { file, type }) {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = make("a", { href: address, download: file });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  /** Copy a text; where the clipboard is closed, show it selected instead. */
  async function copy(text, place, label) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make("textarea", { className: "paper-export-text", readOnly: true, value: text, rows: 6 });
      area.setAttribute("aria-label", label);
      place.replaceChildren(area);
      area.select();
      return false;
    }
  }

  function exportMenu(words, found, long) {
    const text = make("div");
    const said = make("output", { "aria-live": "polite" });
    const act = async (name, done) => {
      said.textContent = "";
      text.replaceChildren();
      try {
        said.textContent = (await done(await exported(found(), name, long))) || "";
      } catch {
        said.textContent = words.failed;
      }
    };
    const rows = Object.entries(FORMATS).map(([name, format]) => {
      const label = format.label || words.markdown;
      const save = button(words.download, { "aria-label": `${words.download}: ${label}` }, () =>
        act(name, (result) => download(result, format)));
      const take = button(words.copy, { "aria-label": `${words.copy}: ${label}` }, () =>
        act(name, async (result) => ((await copy(result, text, label)) ? words.copied : "")));
      return make("div", { className: "paper-export-row" }, make("span", {}, label), save, take);
    });
    const panel = make("div", { className: "paper-export-panel" }, ...rows, said, text);
    const menu = make("details", { className: "paper-export" }, make("summary", {}, words.export), panel);
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.firstChild.focus();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    return menu;
  }

  /* ---- the whole: a list with its controls, kept in step with the address --------------------- */

  /** The values that have names, in their order. */
  function namesOf({ categories, statuses }) {
    return { category: categories, status: statuses };
  }

  class Library {
    /** Take a list over; `owner` says whether the address is its own. */
    constructor(frame, owner, facts, long) {
      Object.assign(this, { frame, owner, long, words: facts.words, view: facts.view, typing: false });
      this.papers = long?.papers ?? readPapers(frame);
      frame.replaceChildren(); // at once: nothing that follows lays ten thousand items out
      this.headings = new Map();
      for (const { heading } of this.papers) {
        if (heading) this.headings.set(heading.querySelector("[id]")?.id, heading);
      }
      this.orders = new Orders(this.papers, facts.statuses.map(([value]) => value), long);
      this.kinds = long?.kinds ?? readValues(this.papers, namesOf(facts));
      this.query = blank(this.view);
      const isLate = ({ kind }) => long && !long.columns.has(kind);
      const useful = this.kinds.filter((one) => one.values.length > (one.kind === "tag" ? 0 : 1) || isLate(one));
      this.facets = useful.map((values) => new Facet(values, this.words, () => this.change()));
      for (const facet of this.facets.filter(isLate)) this.fillLater(facet);
      this.results = new Results(this.words, facts.statuses, (column) => this.sortBy(column));
      this.results.fetch = (papers) => long.fetch(papers);
      this.build();
      if (owner) this.follow();
      this.update();
    }

    /** Load the values of a facet of a long list when it is opened. */
    fillLater(facet) {
      facet.element.addEventListener("toggle", () => {
        if (this.long.columns.has(facet.kind)) return;
        this.long.column(facet.kind).then(() => this.update(), () => { facet.element.open = false; });
      });
    }

    build() {
      const { words } = this;
      this.count = make("output", { className: "paper-count-shown", "aria-live": "polite" });
      this.clear = button(words.clear, { className: "paper-clear" }, () => this.clearAll());
      this.chips = make("ul", { className: "paper-chips", "aria-label": words.active });
      this.menu = exportMenu(words, () => this.results.found, this.long);
      const line = make("div", { className: "paper-line" }, this.count, this.clear, this.unfolder(), this.menu);
      this.frame.classList.add("paper-library-live");
      this.frame.replaceChildren(
        this.controls(), this.facetBox(), this.chips, line, this.results.box, this.results.more,
      );
    }

    /** The button that opens the summaries of all papers, and closes them again. */
    unfolder() {
      const { words } = this;
      const all = () => this.papers.map(({ fold }) => fold).filter(Boolean);
      const areOpen = () => all().every((fold) => fold.open);
      const turn = button(words.open, { className: "paper-unfold", hidden: !this.long && !all().length }, () => {
        const opens = !areOpen();
        for (const fold of all()) fold.open = opens;
      });
      this.results.box.addEventListener("toggle", () => { turn.textContent = areOpen() ? words.close : words.open; }, true);
      return turn;
    }

    controls() {
      const { words } = this;
      this.text = make("input", { type: "search", className: "paper-text", "aria-label": words.search });
      this.text.placeholder = words.search;
      this.text.addEventListener("input", () => {
        this.query.q = this.text.value;
        this.change(true);
      });
      this.sort = make("select", { "aria-label": words.sort });
      this.sort.append(...SORTS.map((sort) => make("option", { value: sort }, words[sort])));
      this.sort.addEventListener("change", () => {
        this.query.sort = this.sort.value;
        this.change();
      });
      this.turn = button("", { className: "paper-turn" }, () => {
        const { sort } = this.query;
        this.query.sort = sort.startsWith("-") ? sort.slice(1) : `-${sort}`;
        this.change();
      });
      this.views = VIEWS.map((view) => button(words[view], { "aria-pressed": "false" }, () => {
        this.query.view = view;
        this.change();
      }));
      const views = make("div", { className: "paper-views", role: "group", "aria-label": words.view }, ...this.views);
      const sorting = make("div", { className: "paper-sorting" }, this.sort, this.turn);
      return make("div", { className: "paper-controls" }, this.text, sorting, views);
    }

    facetBox() {
      const { words } = this;
      this.chosen = make("span", { className: "paper-chosen" });
      const box = make("details", { className: "paper-facets" });
      box.open = window.matchMedia("(min-width: 48em)").matches;
      const facets = this.facets.map((facet) => facet.element);
      const tags = this.facets.findIndex((facet) => facet.kind === "tag");
      if (tags >= 0) facets[tags].firstChild.after(this.combination());
      facets.splice(this.facets.filter(({ kind }) => ["category", "status"].includes(kind)).length, 0, this.yearBox());
      const inside = make("div", { className: "paper-facet-grid" }, ...facets);
      box.append(make("summary", {}, words.filters, " ", this.chosen), inside);
      return box;
    }

    /** Whether a paper has all of several tags, or any. */
    combination() {
      const { words } = this;
      this.combine = [words.all, words.any].map((label, number) =>
        button(label, { "aria-pressed": "false" }, () => {
          this.query.anyTag = number === 1;
          this.change();
        }));
      return make("div", { className: "paper-combine", role: "group", "aria-label": words.combine }, ...this.combine);
    }

    yearBox() {
      const { words } = this;
      const years = this.papers.map((paper) => paper.year).filter(Boolean).sort();
      const [min, max] = [years[0] || "", years[years.length - 1] || ""];
      const input = (name, placeholder) => {
        const box = make("input", { type: "number", min, max, placeholder });
        box.setAttribute("aria-label", `${words.year}: ${words[name]}`);
        box.addEventListener("input", () => {
          this.query[name] = /^\d{4}$/.test(box.value) ? box.value : "";
          this.change(true);
        });
        return box;
      };
      [this.from, this.to] = [input("from", min), input("to", max)];
      const fields = make("div", { className: "paper-years" }, this.from, "–", this.to);
      return facetFrame("year", words.year, fields);
    }

    sortBy(column) {
      this.query.sort = this.query.sort === column ? `-${column}` : column;
      this.change();
    }

    clearAll() {
      const { sort, view } = this.query;
      this.query = { ...blank(view), sort };
      this.change();
      this.text.focus();
    }

    /** The query changed by hand: show its answer and write it into the address. */
    change(typing = false) {
      this.update();
      if (this.owner) this.save(typing);
    }

    update() {
      const { query, long } = this;
      const coming = long?.prepare(query);
      if (long) this.results.box.setAttribute("aria-busy", String(Boolean(coming)));
      if (coming) {
        const again = () => this.query === query && this.update();
        this.reflect();
        coming.then(again, () => this.query === query && this.results.say(this.words.missing));
        return;
      }
      const { found, counts } = answer(query, this.orders.by(query.sort), this.kinds, long);
      this.results.show(found, query);
      for (const facet of this.facets) {
        const late = this.kinds[KINDS.indexOf(facet.kind)];
        if (facet.ids !== late.ids) facet.fill(late);
      }
      for (const facet of this.facets) facet.update(query[facet.kind], counts[KINDS.indexOf(facet.kind)]);
      this.reflect();
      this.announce(found.length);
    }

    /** Bring the controls in line with the query. */
    reflect() {
      const { query, words } = this;
      const falling = query.sort.startsWith("-");
      if (this.text.value !== query.q) this.text.value = query.q;
      for (const [box, value] of [[this.from, query.from], [this.to, query.to]]) {
        if (box !== document.activeElement || value) box.value = value;
      }
      this.sort.value = query.sort.replace(/^-/, "");
      this.turn.textContent = falling ? "↓" : "↑";
      this.turn.setAttribute("aria-label", falling ? words.falling : words.rising);
      this.views.forEach((one, number) => one.setAttribute("aria-pressed", String(VIEWS[number] === query.view)));
      this.combine?.forEach((one, number) => one.setAttribute("aria-pressed", String(query.anyTag === (number === 1))));
      this.showChips();
    }

    showChips() {
      const { query, words } = this;
      const chips = [];
      if (query.q.trim()) chips.push([`“${query.q.trim()}”`, () => { query.q = ""; }]);
      for (const kind of KINDS) {
        const facet = this.facets.find((one) => one.kind === kind);
        for (const [value, must] of query[kind]) {
          const label = facet ? facet.labelOf(value) : value;
          chips.push([`${words[kind]}: ${must ? "" : "✕ "}${label}`, () => query[kind].delete(value), must]);
        }
      }
      if (query.from || query.to) {
        chips.push([`${words.year}: ${span(query)}`, () => { query.from = query.to = ""; }]);
      }
      this.chips.replaceChildren(...chips.map(([label, drop, must]) => {
        const said = must === false ? label.replace("✕", words.not) : label;
        const properties = { className: "paper-chip", "aria-label": fill(words.remove, { name: said }) };
        const chip = button(label, properties, () => {
          const place = [...this.chips.children].indexOf(chip.parentElement);
          drop();
          this.change();
          const next = this.chips.children[Math.min(place, this.chips.children.length - 1)];
          (next ? next.firstChild : this.text).focus();
        });
        chip.append(make("span", { className: "paper-chip-mark", "aria-hidden": "true" }, "×"));
        return make("li", {}, chip);
      }));
      this.chips.hidden = this.clear.hidden = !chips.length;
      this.chosen.textContent = chips.length || "";
    }

    /** Say how many are shown, once the typing pauses. */
    announce(shown) {
      window.clearTimeout(this.pause);
      const numbers = [shown, this.papers.length];
      const text = this.words.shown.replace(/%d/g, () => NUMBERS.format(numbers.shift()));
      if (!this.count.textContent) this.count.textContent = text;
      this.pause = window.setTimeout(() => { this.count.textContent = text; }, 300);
    }

    /* -- the address -- */

    /** Take the query of the address, now and whenever one goes back or forth. */
    follow() {
      window.addEventListener("hashchange", () => this.take());
      window.addEventListener("pagehide", () => this.write());
      this.take(true);
    }

    take(first = false) {
      const fragment = window.location.hash;
      const id = decode(fragment.slice(1));
      const heading = this.headings.get(id);
      if (!heading && fragment && !fragment.startsWith("#?")) {
        if (first) window.setTimeout(() => document.getElementById(id)?.scrollIntoView());
        return;
      }
      window.clearTimeout(this.delay);
      this.unsaved = false;
      this.typing = false;
      this.query = heading ? blank("list") : readFragment(fragment, this.view);
      if (heading && this.long) this.query.category.set(id.replace(/^category-/, ""), true); // not all that is before it
      this.update();
      if (heading && !this.long) this.results.reveal(heading);
    }

    /** Write the query into the address; typing makes one entry of the history, not one for each key. */
    save(typing) {
      if (typing) {
        window.clearTimeout(this.delay);
        this.unsaved = true;
        this.delay = window.setTimeout(() => this.write(), 250);
        return;
      }
      this.write();
      this.put(false);
      this.typing = false;
    }

    write() {
      window.clearTimeout(this.delay);
      if (!this.unsaved) return;
      this.unsaved = false;
      this.put(this.typing);
      this.typing = true;
    }

    put(instead) {
      const address = window.location.href.split("#")[0] + writeFragment(this.query, this.view);
      if (address === window.location.href) return;
      if (instead) window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
    }
  }

  // of several lists on a page, the first one has the address
  const frames = document.querySelectorAll(".paper-library[data-library]");
  frames.forEach((frame, number) => {
    const [facts, folder] = [JSON.parse(frame.dataset.library), decode(frame.dataset.rows || "")];
    const take = (long) => new Library(frame, number === 0, facts, long);
    if (!folder) take();
    else loaded(`${folder}/start.js`).then((start) => take(new Long(folder, start, namesOf(facts))), () => {}); // the page stays as it is
  });
})();
