"""The Markdown twin as pure text: what becomes plain, what stays."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from exports.hostile import HOSTILE, NASTY
from papershelf.exports.pages import markdown
from papershelf.exports.pages.twin import twin
from support import LONG
from work import grows_as_its_input


class Shown:
    """A library of one paper and one page."""

    def box(self, summary: list[str]) -> list[str]:
        return ["> BOX", *(f"> {line}" for line in summary)]

    def after(self) -> list[str]:
        return []

    def listing(self, kind: str) -> list[str]:
        return [f"- {kind} 1", f"- {kind} 2"]

    def reference(self, kind: str, text: str) -> str | None:
        return f"<{kind} {text}>" if "lora" in text else None

    def target(self, address: str) -> str | None:
        return f"{address}.twin" if address.startswith("gqa") else None

    def title(self, address: str) -> str:
        return f"title of {address}"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("See {paper:ref}`lora` and {paper}`it <lora>`.", "See <ref lora> and <ref it <lora>>."),
        ("{paper:citep}`lora,\ngqa` {paper:citet}`lora`", "<citep lora,\ngqa> <citet lora>"),
        ("{paper:ref}`unknown`", "{paper:ref}`unknown`"),
        ("`{paper:ref}` ``{paper:ref}`lora` ``", "`{paper:ref}` ``{paper:ref}`lora` ``"),
        ("{math}`lora` {external:paper:ref}`lora`", "{math}`lora` {external:paper:ref}`lora`"),
        ("[GQA](gqa.md#x) ![p](gqa.png) [w](other.md)", "[GQA](gqa.md#x.twin) ![p](gqa.png.twin) [w](other.md)"),
        ("[](gqa.md) ![](gqa.png)", "[title of gqa.md](gqa.md.twin) ![](gqa.png.twin)"),
        ("[`code`](gqa.md) `[a](gqa.md)`", "[`code`](gqa.md.twin) `[a](gqa.md)`"),
        ('[a](<gqa.md> "T")', '[a](gqa.md.twin "T")'),
        ("---\nmyst: x\n---\n\n# T", "# T"),
        ("# T\n\n```{toctree}\na\nb\n```\n\nText", "# T\n\nText"),
        ("````{note}\n```{paper-list}\n```\n````", "````{note}\n- list 1\n- list 2\n````"),
        (":::{note}\n{paper:ref}`lora`\n:::", ":::{note}\n<ref lora>\n:::"),
        ("```\n{paper:ref}`lora`\n```", "```\n{paper:ref}`lora`\n```"),
        ("````md\n```{paper-summary} x\n```\n````", "````md\n```{paper-summary} x\n```\n````"),
        ("```{code-block} md\n[a](gqa.md)\n```", "```{code-block} md\n[a](gqa.md)\n```"),
        (
            "```{paper-summary} k\n:year: 2021\n:tags: a\n\n- {paper:ref}`lora`\n- two\n```",
            "> BOX\n> - <ref lora>\n> - two",
        ),
        ("```{paper-summary}\n---\nyear: 2021\n---\n- one\n```", "> BOX\n> - one"),
        (
            "```{paper-category} x\nlora\n```\n```{paper-queue}\n- a\n```",
            "- category 1\n- category 2\n- queue 1\n- queue 2",
        ),
        ("- a\n\n  ```{paper-list}\n  ```", "- a\n\n  - list 1\n  - list 2"),
        ("```{paper-stats}\n```\nText", "Text"),
        ("```{paper-list}\nno end", "- list 1\n- list 2"),
    ],
)  # fmt: skip
def test_a_source_and_its_twin(source: str, made: str) -> None:
    assert twin(source, Shown()) == made + "\n"


@pytest.mark.parametrize(
    "piece", ["`", "``` `", "[](", "{paper:ref}`", "![", "` `` ```", "]](", "```{note}\n", ":::\n"]
)
def test_the_work_grows_as_the_page(piece: str) -> None:
    """A search that goes back and forth would not end here, which counting does not see."""
    assert grows_as_its_input(lambda count: twin(piece * count, Shown()), 200, 800)
    twin(piece * (100_000 if LONG else 20_000), Shown())


def test_hostile_text_marks_nothing_up() -> None:
    lines = markdown.box(HOSTILE, NASTY, [(NASTY, "x.md")], [(NASTY, "https://x.org/(a)")], ["- s"])
    lines += ["", *markdown.related(NASTY, [(NASTY, [(NASTY, "y.md")])])]
    lines += ["", markdown.item(HOSTILE, "a b.md", NASTY, NASTY)]
    html = MarkdownIt("commonmark").render("\n".join(lines))
    assert "<script" not in html
    assert "<em>" not in html
    assert "<code>" not in html
    assert 'href="x"' not in html
    assert html.count("<a href=") == 4
