"""A tree of categories in Chromium: the sidebar's way to a page, and the filter that takes in what is below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Browser, expect

from barriers import serious
from support import Site, category, home, paper

pytestmark = pytest.mark.browser


def test_a_tree_in_the_sidebar_and_in_the_filter(
    make_site: Callable[[Mapping[str, str]], Site], browser: Browser
) -> None:
    site = make_site(
        {
            "index.md": home("models", "data", "all"),
            "models.md": category("models", "Models"),
            "vision.md": category("vision", "Vision", content=":parent: models"),
            "cnn.md": category("cnn", "CNN", content=":parent: vision"),
            "data.md": category("data", "Data"),
            "all.md": "# All\n\n```{paper-list}\n:filter:\n```\n",
            **{
                f"papers/{slug}.md": paper(f"On {slug}", f"on-{slug}", options=f":category: {slug}")
                for slug in ("models", "vision", "cnn", "data")
            },
        }
    )
    assert site.build() == ""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((site.out / "html/papers/cnn.html").as_uri())
    tree = page.locator(".sidebar-tree")
    for name in ("Models", "Vision", "CNN", "On cnn", "Data"):
        expect(tree.get_by_role("link", name=name, exact=False).first).to_be_visible()
    places = [
        tree.get_by_role("link", name=name, exact=False).first.bounding_box() for name in ("Models", "Vision", "CNN")
    ]
    lefts = [place["x"] for place in places if place]
    assert lefts == sorted(set(lefts))
    shown = tree.locator('.paper-count[data-category="models"]').evaluate(
        "node => getComputedStyle(node, '::before').content"
    )
    assert shown == '"1 + 2"'
    assert serious(page) == []

    page.goto((site.out / "html/all.html").as_uri())
    buttons = page.locator(".paper-facet-category .paper-value")
    lefts = [box["x"] for button in buttons.all() if (box := button.bounding_box())]
    assert lefts[0] < lefts[1] < lefts[2] and lefts[3] == lefts[0]
    keys = page.locator(".paper-results li[data-key]")
    buttons.nth(1).click()
    expect(keys).to_have_count(2)
    assert [item.get_attribute("data-key") for item in keys.all()] == ["on-vision", "on-cnn"]
    buttons.nth(1).click()
    expect(keys).to_have_count(2)
    assert [item.get_attribute("data-key") for item in keys.all()] == ["on-models", "on-data"]
    page.close()
