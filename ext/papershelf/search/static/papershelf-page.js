/* The search page: its field, its hits, and what keys do. Loaded with papershelf-search.js. */
"use strict";

const PapershelfPage = (() => {
  const FIRST = 10; // hits that are shown of the first group
  const OTHERS = 5; // of the others
  const MORE = 20; // on demand
  const PAUSE = 60; // milliseconds without a key until a query is asked
  const SOON = 1_000; // milliseconds until hits are shown though a library has not answered
  const MUCH = 500_000; // bytes of a page that is not read for its quotation
  let shelves; // the own library and others

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

  const unseen = new WeakMap(); // element to what is done when it is seen
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      unseen.get(target)();
    }
  });

  /** Do something once an element is seen: a hit below costs nothing. */
  function whenSeen(element, act) {
    unseen.set(element, act);
    watch.observe(element);
  }

  /** A page, or nothing of one that is very long: a category may list thousands of papers. */
  async function fetched(address) {
    const stop = new AbortController();
    const answer = await fetch(address, { credentials: "same-origin", signal: stop.signal });
    if (answer.headers.get("Content-Length") > MUCH) {
      stop.abort();
      return "";
    }
    return answer.text();
  }

  class Page {
    /**
     * @param library what search/library.js holds
     * @param box where hits are shown
     * @param load loads the scripts that answer queries
     * @param asked the query, where a theme has a field of its own and asks for it; else the page's field is used
     */
    constructor(library, box, load, asked) {
      this.library = library;
      this.labels = library.labels;
      this.load = load;
      this.input = element("input", { type: "search", name: "q", "aria-label": this.labels.search, autocomplete: "off" });
      this.count = element("p", { class: "paper-search-count", "aria-live": "polite" });
      this.away = element("p", { class: "paper-search-away", "aria-live": "polite" });
      this.jumps = element("ul", { class: "paper-search-groups" });
      this.hits = element("div", { class: "paper-search-hits" });
      this.leads = asked === undefined; // to an address
      const before = this.leads ? this.field(box) : [];
      box.replaceChildren(...before, this.count, ...(library.libraries ? [this.away] : []), this.jumps, this.hits);
      box.addEventListener("keydown", (event) => this.move(event));
      this.hits.addEventListener("click", () => this.remember());
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
        this.load();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.run(), PAUSE);
      });
      if (theirs) form.addEventListener("keydown", (event) => this.move(event));
      const heading = document.querySelector("h1") ? [] : [element("h1", {}, this.labels.search)];
      return theirs ? heading : [...heading, form];
    }

    /** Arrow keys lead from the box to the hits and back. */
    move(event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [this.input, ...this.hits.querySelectorAll(".paper-hit-title")];
      const at = stops.indexOf(document.activeElement);
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at < 0 || !next) return;
      event.preventDefault();
      next.focus();
    }

    /** What Sphinx's own script marks on the page that is opened. */
    remember() {
      try {
        localStorage.setItem("sphinx_highlight_terms", this.own.answers.marks(this.query).join(" "));
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
        this.clear("");
        return;
      }
      try {
        await this.prepare();
        await this.open(this.own);
      } catch (error) {
        this.clear(error.message);
        return;
      }
      const { answers } = this.own;
      this.found = PapershelfHits.pattern(answers.marks(query));
      this.words = answers.units(query).map((unit) => PapershelfHits.pattern(answers.spellings(unit))).filter(Boolean);
      await this.ask(query);
    }

    /** Load what answers queries. */
    async prepare() {
      await this.load();
      const stemmer = new window.Stemmer();
      this.stem = (word) => (/^[a-z]+$/.test(word) ? stemmer.stemWord(word) : word);
      this.stopwords = typeof stopwords === "undefined" ? new Set() : stopwords;
      [this.own, ...this.others] = shelves ??= PapershelfShelf.all(this.library.libraries ?? []);
    }

    open(shelf) {
      return shelf.open(this.stem, this.stopwords, shelf === this.own ? this.library : undefined);
    }

    /** Addresses of the pages that answer a query, the best first. */
    async find(query) {
      await this.prepare();
      const asked = [this.own, ...this.others].map(async (shelf) => (await this.open(shelf)).hits(query));
      const found = [];
      for (const group of PapershelfHits.inGroups((await Promise.all(asked)).flat())) {
        for (const hit of group.hits) {
          const { address } = hit.about ?? (await hit.shelf.about(hit.number));
          found.push(hit.shelf.title ? hit.shelf.href(address) : address);
        }
      }
      return found;
    }

    /** Ask all libraries; what the quick ones find is shown while others are waited for. */
    async ask(query) {
      const found = new Map();
      const failed = new Map();
      const asked = [this.own, ...this.others].map(async (shelf) => {
        try {
          await this.open(shelf);
          found.set(shelf, await shelf.hits(query));
        } catch (error) {
          failed.set(shelf, error);
        }
      });
      const everyone = Promise.all(asked);
      const show = async () => {
        if (query !== this.query) return; // another one was typed meanwhile
        const hits = [this.own, ...this.others].flatMap((shelf) => found.get(shelf) ?? []);
        if (failed.has(this.own)) this.clear(failed.get(this.own).message);
        else await this.show(PapershelfHits.inGroups(hits), query);
        const missing = this.others.filter((shelf) => failed.has(shelf)).map(({ title }) => title);
        this.away.textContent = missing.length ? this.labels.away.replace("{names}", missing.join(", ")) : "";
      };
      await Promise.race([everyone, new Promise((resolve) => setTimeout(resolve, SOON))]);
      const early = found.size + failed.size;
      if (early) await show();
      await everyone;
      if (found.size + failed.size > early) await show();
    }

    clear(message) {
      this.count.textContent = message;
      this.away.textContent = "";
      this.jumps.replaceChildren();
      this.hits.replaceChildren();
    }

    /** Show all groups, the first hits of each; a heading and a way to each where there are several kinds of pages. */
    async show(groups, query) {
      const total = groups.reduce((sum, { hits }) => sum + hits.length, 0);
      const text = { 0: this.labels.nothing, 1: this.labels.one }[total] ?? this.labels.many;
      const sections = await Promise.all(groups.map(({ group, hits }, at) => this.section(group, hits, at ? OTHERS : FIRST)));
      if (query !== this.query) return;
      this.clear(text.replace("{count}", total.toLocaleString(document.documentElement.lang || undefined)).replace("{query}", query));
      this.hits.append(...sections);
      if (sections.length > 1) {
        for (const { group, hits } of groups) {
          const link = element("a", { href: `#paper-hits-${group}` }, `${this.labels.groups[group]} ${hits.length.toLocaleString(document.documentElement.lang || undefined)}`);
          this.jumps.append(element("li", {}, link));
        }
      }
      document.dispatchEvent(new CustomEvent("papershelf-search", { detail: { query, hits: total } }));
    }

    /** A group of hits; more of them on demand. */
    async section(group, hits, size) {
      const list = element("ol", { class: "paper-hits" });
      const section = element("section", { class: "paper-hit-group", id: `paper-hits-${group}` });
      if (this.library.groups.length) {
        const count = element("span", { class: "paper-hit-count" }, hits.length.toLocaleString(document.documentElement.lang || undefined));
        section.append(element("h2", {}, this.labels.groups[group], " ", count));
      }
      section.append(list);
      await this.fill(list, hits, size);
      if (hits.length > size) {
        const more = element("button", { type: "button", class: "paper-search-more" }, this.labels.more);
        more.addEventListener("click", async () => {
          const first = list.children.length;
          await this.fill(list, hits, MORE);
          list.children[first]?.querySelector("a").focus();
          if (list.children.length === hits.length) more.remove();
        });
        section.append(more);
      }
      return section;
    }

    /** The next hits of a list. */
    async fill(list, hits, size) {
      const query = this.query;
      const next = hits.slice(list.children.length, list.children.length + size);
      const about = await Promise.all(next.map((hit) => hit.about ?? hit.shelf.about(hit.number)));
      const items = next.map(({ shelf }, at) => this.item(about[at], shelf));
      list.append(...items);
      if (!location.protocol.startsWith("http")) return; // a page opened from a folder may not be read
      items.forEach((item, at) => {
        const { address, insight } = about[at];
        if (this.words.every((word) => insight.search(word) >= 0)) return; // shown already
        item.classList.add("paper-hit-quoting");
        whenSeen(item, () => this.quote(next[at].shelf.href(address), item, query));
      });
    }

    item(about, shelf) {
      const link = element("a", { class: "paper-hit-title", href: shelf.href(about.address) });
      link.append(...marked(about.title, this.found));
      const facts = element("p", { class: "paper-hit-facts" });
      const status = this.labels.states?.[about.state] ?? about.status; // in this library's language
      if (status) facts.append(element("span", { class: `paper-status paper-status-${about.state}` }, status), " ");
      facts.append([shelf.title, about.category, about.year].filter(Boolean).join(" · "));
      const text = element("p", { class: "paper-hit-text" }, ...marked(about.insight, this.found));
      return element("li", { class: "paper-hit" }, link, facts, text);
    }

    /** Show the sentence that matches, from the page itself. */
    async quote(whole, item, query) {
      const [address, anchor = ""] = whole.split("#");
      let text;
      try {
        text = PapershelfQuote.best(await fetched(address), this.words, decodeURIComponent(anchor));
      } catch {
        return;
      }
      if (text && query === this.query) item.querySelector(".paper-hit-text").replaceChildren(...marked(text, this.found));
    }
  }

  return Page;
})();
