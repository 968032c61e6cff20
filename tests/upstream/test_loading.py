"""What is loaded later gives what is loaded at once."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Callable

import pytest
from sphinx.testing.util import SphinxTestApp

from papershelf.upstream import loading
from support import Site
from upstream.common import CONTENTS

TREE = '<ul><li class="current"><a href="a.html">A</a><ul><li><a href="b.html">B</a></li></ul></li></ul>'


@pytest.mark.parametrize("html", ["", TREE])
@pytest.mark.parametrize("known", [True, False])
def test_a_tree_of_contents_is_that_of_furo(
    small: Site, monkeypatch: pytest.MonkeyPatch, html: str, known: bool
) -> None:
    theirs = importlib.import_module("furo.navigation").get_navigation_tree(html)
    monkeypatch.delitem(sys.modules, "furo.navigation")
    if not known:
        monkeypatch.setattr(loading, "FURO", set())
    app = SphinxTestApp("html", srcdir=small.source, builddir=small.out)
    app.cleanup()
    named = importlib.import_module("furo.navigation")
    assert isinstance(named, loading._Later) == known
    assert named.get_navigation_tree(html) == theirs
    assert isinstance(sys.modules["furo.navigation"], loading._Later) == (known and not html)
    assert named.functools is functools


def test_few_contents_are_few_to_furo(make_site: Callable[..., Site]) -> None:
    site = make_site(CONTENTS)
    site.build()
    app = SphinxTestApp("html", srcdir=site.source, builddir=site.out)
    function = importlib.import_module("furo").has_not_enough_items_to_show_toc
    assert function.func is loading._has_few
    found = {name: function(app.builder, name) for name in (*app.env.all_docs, "search")}
    assert found == {name: function.args[0](app.builder, name) for name in found}
    assert {found["one"], found["more"]} == {True, False}
    assert loading._has_few(lambda *_given: pytest.fail("copied"), app.builder, "more") is False
    app.cleanup()
