/* Drawings of papers: one click, or the Enter key, shows what a paper is connected with; the next one opens its page. */
(function () {
  "use strict";

  const words = document.currentScript.dataset;

  /** The nodes and lines of a drawing, and for each node those that are connected with it. */
  function read(drawing) {
    const nodes = new Map();
    drawing.querySelectorAll(".paper-node").forEach(function (node) { nodes.set(node.dataset.node, node); });
    const near = new Map();
    drawing.querySelectorAll(".paper-edge").forEach(function (line) {
      const ends = line.dataset.ends.split(" ");
      ends.forEach(function (end, number) {
        if (!near.has(end)) near.set(end, new Set());
        near.get(end).add(line).add(nodes.get(ends[1 - number]));
      });
    });
    return { nodes, near };
  }

  /** What the list says of a node: its item, or its name alone. */
  function told(node, list) {
    const address = node.getAttribute("href");
    const links = list ? [...list.querySelectorAll("li > p:first-child > a:first-child")] : [];
    const item = links.find(function (link) { return link.getAttribute("href") === address; })?.closest("li");
    if (item) return [...item.cloneNode(true).childNodes];
    const line = document.createElement("p");
    const link = document.createElement("a");
    link.setAttribute("href", address);
    link.textContent = node.querySelector("title").textContent;
    line.append(link);
    return [line];
  }

  function equip(figure) {
    const drawing = figure.querySelector(".paper-drawing");
    if (!drawing?.querySelector(".paper-edge")) return;
    const { nodes, near } = read(drawing);
    const list = figure.querySelector(".paper-graph-list");
    const panel = document.createElement("div");
    panel.className = "paper-picked";
    panel.setAttribute("role", "status");
    figure.querySelector(".paper-graph-frame").after(panel);
    const all = document.createElement("button");
    all.type = "button";
    all.className = "paper-unpick";
    all.textContent = words.all;
    all.addEventListener("click", function () { pick(null); });
    let picked = null;

    function light(node) {
      drawing.querySelectorAll(".paper-near").forEach(function (other) { other.classList.remove("paper-near"); });
      drawing.classList.toggle("paper-has-pick", node !== null);
      if (node === null) return;
      node.classList.add("paper-near");
      near.get(node.dataset.node)?.forEach(function (other) { other.classList.add("paper-near"); });
    }

    function pick(node) {
      picked?.removeAttribute("aria-current");
      picked = node;
      drawing.classList.toggle("paper-chosen", node !== null); // no cards hide what is near it
      light(node);
      if (node === null) {
        panel.replaceChildren();
        return;
      }
      node.setAttribute("aria-current", "true");
      const hint = document.createElement("p");
      hint.className = "paper-caption";
      hint.textContent = words.hint;
      const lines = near.has(node.dataset.node) ? told(node, list) : told(node, null);
      panel.replaceChildren(all, ...lines, hint);
    }

    nodes.forEach(function (node) {
      node.addEventListener("click", function (event) {
        if (node === picked || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        pick(node);
      });
      ["pointerenter", "focus"].forEach(function (name) {
        node.addEventListener(name, function () { if (!picked) light(node); });
      });
      ["pointerleave", "blur"].forEach(function (name) {
        node.addEventListener(name, function () { if (!picked) light(null); });
      });
    });
    drawing.addEventListener("click", function (event) { if (!event.target.closest(".paper-node")) pick(null); });
    figure.addEventListener("keydown", function (event) { if (event.key === "Escape" && picked) pick(null); });
  }

  document.querySelectorAll(".paper-graph").forEach(equip);
})();
