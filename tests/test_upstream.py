"""What stands for functions of docutils and Sphinx gives what theirs give."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import docutils
import pytest
from docutils import frontend, nodes
from docutils.parsers import rst
from docutils.readers import standalone
from docutils.utils import new_document, smartquotes
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf import upstream
from support import Site

KINDS = (nodes.section, nodes.paragraph, nodes.emphasis, nodes.strong, nodes.math)
CONDITIONS: list[Any] = [
    None,
    nodes.emphasis,
    nodes.TextElement,
    nodes.Text,
    nodes.table,
    lambda node: isinstance(node, (nodes.math, nodes.section)),
]
WAYS = [{}, {"include_self": False}, {"descend": False}, {"siblings": True}, {"ascend": True}]


def _tree(seed: int) -> nodes.document:
    chance = random.Random(seed)
    document = new_document("tree")
    places: list[nodes.Element] = [document]
    for number in range(60):
        node = chance.choice(KINDS)()
        chance.choice(places).append(node)
        places.append(node)
        if chance.random() < 0.4:
            chance.choice(places).append(nodes.Text(str(number)))
    return document


@pytest.mark.parametrize("seed", range(5))
def test_walks_find_the_same_in_the_same_order(seed: int) -> None:
    tree = _tree(seed)
    for node in [tree, *tree.children, *tree[0].children]:
        for condition in CONDITIONS:
            for way in WAYS:
                theirs = list(upstream._their_findall(node, condition, **way))
                assert list(upstream._findall(node, condition, **way)) == theirs


@pytest.mark.parametrize("put", ["append", "insert", "extend", "item", "slice", "replace", "iadd", "nested"])
def test_what_is_put_into_a_tree_is_found(put: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upstream.kinds, "is_on", True)
    monkeypatch.setattr(nodes.Node, "setup_child", upstream._setup_child)
    tree, new = _tree(1), nodes.table()
    ways: dict[str, Callable[[nodes.Element], Any]] = {
        "append": lambda place: place.append(new),
        "insert": lambda place: place.insert(0, new),
        "extend": lambda place: place.extend([new]),
        "item": lambda place: place.__setitem__(0, new),
        "slice": lambda place: place.__setitem__(slice(0, 1), [new]),
        "replace": lambda place: place.replace(place[0], new),
        "iadd": lambda place: place.__iadd__(new),
        "nested": lambda place: place.append(nodes.paragraph("", "", new)),
    }
    assert list(upstream._findall(tree, nodes.table)) == []
    ways[put](next(node for node in tree.findall(nodes.Element) if len(node) and node is not tree))
    assert list(upstream._findall(tree, nodes.table)) == [new]


def test_trees_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upstream.kinds, "is_on", True)
    one, other = _tree(1), _tree(2)
    other.append(nodes.table())
    assert [len(list(upstream._findall(tree, nodes.table))) for tree in (one, other, one, other)] == [0, 1, 0, 1]


def test_settings_are_those_of_the_components(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def settings(**options: Any) -> dict[str, Any]:
        with pytest.warns(DeprecationWarning):
            parser = frontend.OptionParser((standalone.Reader, rst.Parser), **options)
        found = dict(vars(parser.get_default_values()))
        del found["record_dependencies"]  # an object of its own
        return found

    (tmp_path / "docutils.conf").write_text("[general]\nfootnote_references: superscript\nstrip_classes: a,b\n")
    monkeypatch.chdir(tmp_path)
    cases: list[dict[str, Any]] = [{}, {"defaults": {"tab_width": 3}}, {"read_config_files": True}, {}]
    monkeypatch.setattr(frontend.OptionParser, "populate_from_components", upstream._their_populate)
    theirs = [settings(**case) for case in cases]
    monkeypatch.setattr(frontend.OptionParser, "populate_from_components", upstream._populate)
    assert [settings(**case) for case in cases] == theirs
    with pytest.warns(DeprecationWarning):
        one, other = (frontend.OptionParser((rst.Parser,)).get_default_values() for _ in range(2))
    one.record_dependencies.add("figure.png")
    assert other.record_dependencies is not one.record_dependencies


@example([("plain", "wait ... . . .")], "1", "en")
@given(
    st.lists(
        st.tuples(st.sampled_from(["plain", "literal", "tag"]), st.text("a가 .'\"-`\\&#39;\n", max_size=8)), max_size=5
    ),
    st.sampled_from(["0", "1", "2", "qDe", "-1"]),
    st.sampled_from(["en", "ko", "de", "fr"]),
)
def test_quotation_marks_are_theirs(tokens: list[tuple[str, str]], attr: str, language: str) -> None:
    theirs = list(upstream._their_educate(tokens, attr, language))
    assert list(upstream._educate(iter(tokens), attr, language)) == theirs


@pytest.fixture
def as_theirs() -> Iterator[None]:
    """The functions of docutils and Sphinx, as these have them; afterwards as they were found."""
    found = [(place, name, getattr(place, name)) for place, name, _ours in upstream._OF_DOCUTILS]
    theirs = (
        upstream._their_findall,
        upstream._their_setup_child,
        upstream._their_populate,
        upstream._their_educate,
    )
    for (place, name, _ours), function in zip(found, theirs, strict=True):
        setattr(place, name, function)
    yield
    for place, name, function in found:
        setattr(place, name, function)


@pytest.mark.usefixtures("as_theirs")
def test_an_unknown_version_keeps_its_own(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docutils, "__version_info__", docutils.VersionInfo(0, 99, 0))
    assert small.build() == ""
    assert nodes.Node.findall is upstream._their_findall
    assert smartquotes.educate_tokens is upstream._their_educate


def test_an_extension_that_is_not_known_has_every_tree_walked(small: Site) -> None:
    small.build()
    assert upstream.kinds.is_on
    conf = (small.source / "conf.py").read_text(encoding="utf-8")
    small.write({"conf.py": conf + "\ndef setup(app):\n    pass\n"})
    small.build()
    assert not upstream.kinds.is_on
