/* The colours that a reader chose, before anything is drawn. A theme does this in a line inside the page, which a strict
   content-security policy stops; what this sets is what that line would. */
(function () {
  "use strict";

  const { theme, mode } = document.currentScript.dataset; // mode: what the site begins with
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function kept(name) {
    try {
      return window.localStorage.getItem(name);
    } catch {
      return null; // storage is switched off
    }
  }

  function seen(chosen) {
    if (chosen === "light" || chosen === "dark") return chosen;
    return system.matches ? "dark" : "light";
  }

  const themes = {
    furo() {
      const set = () => document.body && (document.body.dataset.theme = kept("theme") || mode);
      if (!set()) new MutationObserver((_changes, observer) => set() && observer.disconnect()).observe(root, { childList: true });
    },
    pydata_sphinx_theme() {
      root.dataset.mode = kept("mode") || mode;
      root.dataset.theme = seen(root.dataset.mode);
    },
    shibuya() {
      window.setColorMode = function (chosen) { // its button calls this
        root.dataset.colorMode = chosen;
        root.classList.remove("light", "dark");
        root.classList.add(seen(chosen));
      };
      window.setColorMode(kept("_theme") || mode);
    },
  };
  themes[theme]();
})();
