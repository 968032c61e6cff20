/* Cards: what a link to a paper leads to. One opens where the pointer rests or the keyboard's focus is and, where
   nothing hovers, by a mark behind the link. What it shows is loaded when it is asked for. */
(function () {
  "use strict";

  const own = document.currentScript;
  const words = own.dataset;
  const root = new URL("../", own.src).href;
  const CONTENT = "main, [role='main']";
  const ELSEWHERE = "nav, [role='navigation'], #search-results, .headerlink, .paper-chosen";
  const REST = 250; // ms that a pointer or the focus rests on a link before its card opens
  const WAY = 250; // ms for the way from a link to its card
  const GAP = 6; // px between both
  const EDGE = 8; // px to the edge of the window

  // -- what cards show

  const cards = new Map(); // by address, relative to the home page
  const loading = new Map();
  let index = null;

  window.papershelfCards = {
    index: function (data) { index = data; },
    add: function (found) {
      Object.entries(found).forEach(function ([address, card]) { cards.set(address, card); });
    },
  };

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = `${root}cards/${name}.js`;
        script.addEventListener("load", resolve);
        script.addEventListener("error", function () {
          loading.delete(name);
          script.remove();
          reject(new Error(name));
        });
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function crc32(text) {
    let sum = -1;
    new TextEncoder().encode(text).forEach(function (byte) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    });
    return ~sum >>> 0;
  }

  function withoutPlace(url) {
    return url.href.split(/[?#]/, 1)[0];
  }

  /** Addresses under which a link's card may stand: a line of a queue, or a page that is not this one. */
  function addressesOf(link) {
    if (link.matches(".paper-elsewhere, .paper-node-elsewhere")) return [link.getAttribute("href")]; // of another library, as it was read
    const url = new URL(link.getAttribute("href"), document.baseURI);
    const page = withoutPlace(url);
    if (!page.startsWith(root)) return [];
    const address = page.slice(root.length);
    const found = url.hash.startsWith("#paper-") ? [address + url.hash] : [];
    return page === withoutPlace(location) ? found : [...found, address];
  }

  async function find(link) {
    const addresses = addressesOf(link);
    if (addresses.length) await load("index");
    for (const address of addresses) {
      await load(crc32(address) & (index.files - 1));
      if (cards.has(address)) return cards.get(address);
    }
    return null;
  }

  // -- the card

  const box = document.createElement("div");
  box.id = box.className = "paper-hover";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.append(box);

  let open = null; // the link or mark whose card is open
  let wanted = null; // the one whose card is on its way
  let dismissed = null; // the one whose card was closed by Escape, while the pointer stays on it
  let pointed = false; // whether the pointer is on the open card or what it describes
  let opening = 0;
  let closing = 0;

  function line(name, text) {
    const paragraph = document.createElement("p");
    paragraph.className = name;
    paragraph.textContent = text;
    return paragraph;
  }

  function fill([title, authors, published, state, summary, library]) {
    const status = document.createElement("span");
    status.className = `paper-status paper-status-${state}`;
    status.textContent = index.states[state];
    const facts = line("paper-hover-facts", published ? `${published} ` : "");
    facts.append(status);
    if (library) facts.append(` ${library}`);
    const lines = summary.map(function (marked) {
      const paragraph = line("paper-hover-line", "");
      paragraph.innerHTML = marked; // papershelf/render/lines.py: plain tags and MathML
      return paragraph;
    });
    box.replaceChildren(line("paper-hover-title", title), facts, ...lines);
    if (authors) facts.before(line("paper-hover-facts", authors));
  }

  /** Put the card below the link or above it, wherever there is room, and never over it. */
  function place(link) {
    const view = document.documentElement;
    const anchor = link.getBoundingClientRect();
    const below = view.clientHeight - anchor.bottom - GAP - EDGE;
    const above = anchor.top - GAP - EDGE;
    box.style.left = box.style.top = "0";
    box.style.maxHeight = "";
    box.className = "paper-hover";
    for (const shorter of ["paper-hover-brief", "paper-hover-least"]) {
      if (box.offsetHeight > Math.max(below, above)) box.classList.add(shorter);
    }
    const card = box.getBoundingClientRect();
    const under = card.height <= below || below >= above;
    const height = Math.min(card.height, Math.max(under ? below : above, 0));
    const left = Math.max(EDGE, Math.min(anchor.left, view.clientWidth - card.width - EDGE));
    const top = under ? anchor.bottom + GAP : anchor.top - GAP - height;
    box.style.maxHeight = `${height}px`;
    box.style.left = `${left - card.left}px`;
    box.style.top = `${top - card.top}px`;
  }

  function linkOf(source) {
    return source.matches(".paper-mark") ? source.parentElement.previousElementSibling : source;
  }

  function show(source, card) {
    close();
    open = source;
    const link = linkOf(source);
    fill(card);
    box.hidden = false;
    place(link);
    link.removeAttribute("title"); // the browser would show it over the card
    source.setAttribute("aria-describedby", box.id);
    if (source !== link) source.setAttribute("aria-expanded", "true");
  }

  function close() {
    window.clearTimeout(closing);
    if (!open) return;
    open.removeAttribute("aria-describedby");
    if (open.hasAttribute("aria-expanded")) open.setAttribute("aria-expanded", "false");
    open = null;
    pointed = false;
    box.hidden = true;
  }

  function forget() {
    window.clearTimeout(opening);
    wanted = null;
  }

  /** Wait until a link stands still: the window may be scrolling to what has the focus. */
  async function still(link) {
    for (let top = null; top !== link.getBoundingClientRect().top;) {
      top = link.getBoundingClientRect().top;
      await new Promise(function (resolve) { window.setTimeout(resolve, 60); });
    }
  }

  /** Open the card of a link or mark after a while, unless something else is asked for until then. */
  function ask(source, after, hovered) {
    if (source === wanted) return;
    forget();
    wanted = source;
    opening = window.setTimeout(async function () {
      const card = await find(linkOf(source)).catch(function () { return null; });
      if (!hovered) await still(linkOf(source));
      if (source !== wanted) return;
      wanted = null;
      if (!card) return;
      show(source, card);
      pointed = hovered;
    }, after);
  }

  // -- when it opens and closes

  function linkAt(target) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    return link && link.closest(CONTENT) && !link.closest(ELSEWHERE) ? link : null;
  }

  function leave() {
    forget();
    dismissed = null;
    if (!open || !pointed) return;
    pointed = false;
    closing = window.setTimeout(function () {
      if (!pointed && !open.matches(":focus-visible")) close();
    }, WAY);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (box.contains(event.target) || (open && link === open)) {
      window.clearTimeout(closing);
      forget();
      pointed = true;
    } else if (!link) {
      leave();
    } else if (link !== dismissed && link !== wanted) {
      leave();
      ask(link, REST, true);
    }
  });
  document.documentElement.addEventListener("pointerleave", leave);

  document.addEventListener("focusin", function (event) {
    const link = linkAt(event.target);
    if (link && link !== open && link.matches(":focus-visible")) ask(link, REST, false);
  });
  document.addEventListener("focusout", function (event) {
    if (event.target === wanted) forget();
    if (event.target === open && !pointed) close();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    dismissed = open ?? wanted;
    forget();
    close();
  });

  document.addEventListener("scroll", function (event) {
    if (!open) return;
    const seen = linkOf(open).getBoundingClientRect();
    const gone = seen.bottom < 0 || seen.top > document.documentElement.clientHeight;
    if (gone || (event.target !== document && !box.contains(event.target))) close();
  }, { capture: true, passive: true });
  window.addEventListener("resize", close);
  window.addEventListener("pagehide", close);

  // -- marks, where nothing hovers

  function mark(link) {
    if (!linkAt(link) || link.nextElementSibling?.matches(".paper-mark-frame") || !addressesOf(link).length) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "paper-mark";
    button.setAttribute("aria-label", words.preview.replace("{name}", function () { return link.textContent.trim(); }));
    button.setAttribute("aria-expanded", "false");
    const frame = document.createElement("span");
    frame.className = "paper-mark-frame";
    frame.append(button);
    link.after(frame);
  }

  function markAll(within) {
    within.querySelectorAll("a.paper-link").forEach(mark);
  }

  if (window.matchMedia("(hover: none)").matches) {
    markAll(document);
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        change.addedNodes.forEach(function (node) { if (node instanceof Element) markAll(node); });
      });
    }).observe(document.querySelector(CONTENT) ?? document.body, { childList: true, subtree: true });
  }

  document.addEventListener("click", function (event) {
    const button = event.target instanceof Element ? event.target.closest(".paper-mark") : null;
    if (event.target instanceof Element && event.target.closest(".paper-chosen")) { // its neighbours were asked for
      forget();
      close();
    } else if (button && button !== open) {
      ask(button, 0, false);
    } else if (button || (open && !box.contains(event.target) && open.matches(".paper-mark"))) {
      forget();
      close();
    }
  });
})();
