"""What axe finds in a page: barriers to readers, and colours that do not set text off.

Most of a run of axe is the contrast of each word, so it is asked for once for each look: letters of one colour and size
on one ground. Where axe cannot tell of the first text that has a look, as it is covered, it is asked for the others.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_LOOKS = """(roots) => {
  const grounds = new Map();
  const ground = (node) => {
    if (!node) return "";
    if (!grounds.has(node)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(node);
      const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
      const clear = own === "rgba(0, 0, 0, 0),none,1,none,normal";
      grounds.set(node, ground(node.parentElement) + (clear ? "" : `|${own}`));
    }
    return grounds.get(node);
  };
  const found = new Map();
  const add = (node) => {
    if (!node.checkVisibility()) return;
    const { color, fontSize, fontWeight, textShadow, visibility } = getComputedStyle(node);
    const kind = [node.localName, node.getAttribute("class")];
    const look = [...kind, color, fontSize, fontWeight, textShadow, visibility, ground(node)].join();
    if (!found.has(look)) found.set(look, []);
    found.get(look).push(node);
  };
  for (const root of roots) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (texts.currentNode.data.trim()) add(texts.currentNode.parentElement);
    root.querySelectorAll("input, select, textarea").forEach(add);
  }
  return [...found.values()];
}"""
"""Elements that have text of their own, in groups of one look."""

_RUN = f"""async ([places, contrastAlone]) => {{
  const contrast = async (nodes) =>
    nodes.length ? axe.run({{ include: nodes }}, {{ runOnly: ["color-contrast"], elementRef: true }})
      : {{ violations: [], passes: [] }};
  const looks = ({_LOOKS})(document.querySelectorAll(places.join()));
  const first = await contrast(looks.map(([node]) => node));
  const nodes = [...first.violations, ...first.passes].flatMap((rule) => rule.nodes);
  const judged = new Set(nodes.map(({{ element }}) => element));
  const unclear = looks.filter(([node]) => !judged.has(node));
  const answers = [first, await contrast(unclear.flatMap(([, ...others]) => others))];
  if (!contrastAlone) {{
    const rules = {{ "color-contrast": {{ enabled: false }} }};
    answers.push(await axe.run(places.map((place) => [place]), {{ resultTypes: ["violations"], rules }}));
  }}
  const said = ({{ target, html, any }}) => ({{ target, html, messages: any.map(({{ message }}) => message) }});
  return {{
    violations: answers.flatMap(({{ violations }}) => violations)
      .map(({{ id, impact, nodes }}) => ({{ id, impact, nodes: nodes.map(said) }})),
    passes: answers.flatMap(({{ passes }}) => passes).map(({{ id }}) => id),
  }};
}}"""


def found(page: Page, *places: str, contrast_alone: bool = False) -> dict[str, Any]:
    """The violations of a page or of places of it, and the ids of the rules that something there keeps.

    axe is loaded into a page once: what Chromium has compiled of it serves the next look, too.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    answer: dict[str, Any] = page.evaluate(_RUN, [places or ["html"], contrast_alone])
    return answer


def serious(page: Page, *, contrast_alone: bool = False) -> list[tuple[str, list[str], str]]:
    """Rule, place and markup of whatever keeps readers out."""
    return [
        (rule["id"], node["target"], node["html"][:90])
        for rule in found(page, contrast_alone=contrast_alone)["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
