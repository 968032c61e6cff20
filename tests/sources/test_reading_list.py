"""Lists as people keep them: every entry is a paper, or the report says why not."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.record.paper import Author, Paper, Status
from papershelf.sources import lists as reading_list
from papershelf.sources.deduplication import merging
from papershelf.sources.found import Outcome, Reading
from papershelf.sources.lines.markup import blocks, nodes
from support import LONG, write
from work import grows_as_its_input

LISTS = Path(__file__).parent / "lists"

PLANNED, WRITING, DONE = Status.PLANNED, Status.WRITING, Status.DONE


def read(name: str) -> Reading:
    return reading_list.read(LISTS / f"{name}.md")


def papers(name: str) -> dict[str, Paper]:
    return {found.paper.key: found.paper for found in read(name).found}


# name of the list: categories, number of entries that are papers, rows of the report by outcome
SHAPES: dict[str, tuple[list[str], int, dict[str, int]]] = {
    "numbered": (["Safety", "Prompt", "Methods", "Multi Modal", "Language Models", "Dataset"], 10, {}),
    "badges": (["Routing", "Hashing", "Training tricks"], 5, {"skipped": 6}),
    "tables": (["검색", "번역"], 4, {"skipped": 1}),
    "checkboxes": (["Reading group"], 6, {}),
    "bare": (["Vision", "Speech"], 5, {"skipped": 1}),
    "nested": (["Attention", "Memory"], 5, {"skipped": 2}),
    "brackets": (["생성 모델 (Generative)"], 10, {}),
    "headings": (["Theory", "Practice", "Warm-up"], 3, {}),
    "details": (["Alignment", "Agents"], 3, {}),
    "quotes": (["NLP"], 3, {"skipped": 1}),
    "many": (["Adapters", "Efficiency"], 8, {"skipped": 2}),
    "mixed": (["강화학습", "Reviews"], 4, {"skipped": 2}),
    "plain": (["Papers"], 3, {"skipped": 1}),
    "real": (
        [
            "Red Teaming",
            "Prompt",
            "Fine Tuning",
            "Methods",
            "Multi Modal Models",
            "Diffusion Models",
            "Large Language Models",
            "Recommendation System",
            "Quantization",
            "Reviews",
            "Dataset",
        ],
        37,
        {},
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_entry_is_accounted_for(name: str) -> None:
    categories, number, rows = SHAPES[name]
    reading = read(name)
    assert [heading.title for heading in reading.headings] == categories
    assert len(reading.found) == number
    assert {outcome.value: n for outcome in Outcome if (n := reading.report.count(outcome))} == rows
    accounted((LISTS / f"{name}.md").read_text(encoding="utf-8"), reading)


def test_there_is_a_shape_for_each_list() -> None:
    assert {path.stem for path in LISTS.glob("*.md")} == set(SHAPES)


def accounted(text: str, reading: Reading) -> None:
    """Each item of an outermost list, and each row of a table, is a paper, a row of the report, or skipped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "�")
    lines = {found.line for found in reading.found} | {row.line for row in reading.report.rows}
    skipped = [line for row in reading.report.rows for line in _span(row.why)]
    summaries = [found for found in reading.found if found.paper.summary]
    for node in _items(blocks.read(text)):
        first, end = node.line, node.end
        held = any(first < line <= end for line in lines) or first + 1 in skipped
        held = held or any(found.line <= first for found in summaries)  # it is a summary's
        words = "".join(text.split("\n")[first:end]).strip(" -*+>|#.()0123456789\t")
        assert held or not words, f"line {first + 1}: {words!r}"


def _items(root: nodes.Node) -> Iterator[nodes.Node]:
    """The items of outermost lists and the rows of tables, without their headings."""
    for node in root.children:
        if node.kind == "list":
            yield from node.children
        elif node.kind == "table":
            yield from [row for row in node.walk() if row.kind == "row"][1:]
        elif node.kind in {"box", "details"}:
            yield from _items(node)


def _span(why: str) -> range:
    match = re.search(r"lines? (\d+)(?:–(\d+))?", why)
    return range(int(match[1]), int(match[2] or match[1]) + 1) if match else range(0)


def test_a_list_of_the_usual_shape_gives_every_paper_once() -> None:
    reading = read("real")
    settled = merging.sort(reading.found, Catalogue(), {}, reading.report)
    assert (len(settled.new), len(reading.headings)) == (36, 11)
    [row] = reading.report.rows
    assert (row.outcome, row.name, row.why) == (Outcome.MERGED, "guanaca", "same title as line 171, guanaca")


@pytest.mark.parametrize(
    ("name", "key", "facts"),
    [
        ("real", "pico", {"short_title": "PicO", "date": "2023", "title": "Tuning with Pictures and Orders"}),
        ("real", "tileattention", {"status": WRITING, "date": "2022", "summary": ()}),
        ("real", "prompts-on-graphs", {"status": PLANNED, "title": "Prompts on Graphs"}),
        (
            "real",
            "dreamshop",
            {
                "summary": (
                    "특정한 물건을 그리지 못하던 문제",
                    "그림 몇 장과 드문 낱말로 배움",
                    "여러 곳에 놓아도 알아볼 수 있음",
                )
            },
        ),
        (
            "badges",
            "sending-tokens-to-few-experts",
            {
                "authors": (Author("Lane", "Ada"), Author("Reed", "Bo"), Author("Moss", "Cy")),
                "venue": "ICLR 2021",
                "arxiv": "2101.00001",
                "date": "2021-01",
                "links": (("code", "https://github.com/example/few-experts"), ("project", "https://few.example.org/")),
            },
        ),
        (
            "badges",
            "experts-choose-their-tokens",
            {"summary": ("the experts pick the tokens, not the other way round",)},
        ),
        ("badges", "warm-starting-from-a-dense-model", {"doi": "10.1000/warm.2023", "date": "2023", "status": PLANNED}),
        ("tables", "dense-passages-for-open-questions", {"venue": "EMNLP", "date": "2020", "arxiv": "2004.00011"}),
        ("tables", "late", {"status": WRITING, "links": (("pdf", "https://example.org/late.pdf"),)}),
        ("tables", "sparse-again", {"status": PLANNED, "date": "2021"}),
        (
            "tables",
            "words-without-borders",
            {"authors": (Author("Lee", "Kim"), Author("Park", "Jo")), "summary": ("한 모델로 여러 언어를 번역한다",)},
        ),
        (
            "checkboxes",
            "large-models-forget-slowly",
            {"arxiv": "2305.00007", "arxiv_version": "v2", "status": PLANNED, "date": "2023"},
        ),
        ("checkboxes", "two-bits", {"status": WRITING, "title": "Quantized to Two Bits", "date": "2024"}),
        (
            "bare",
            "masked-pictures",
            {"venue": "CVPR 2022", "summary": ("Most of the picture is hidden, and the model paints it back.",)},
        ),
        (
            "nested",
            "attention-in-tiles",
            {
                "tags": ("Efficient",),
                "summary": ("It never writes the matrix out.", "Memory grows with the length only."),
            },
        ),
        ("nested", "recurrence", {"summary": ("keeps a state", "constant memory", "More on the state in the note.")}),
        ("brackets", "ddx", {"title": "Noise to Picture", "short_title": "DDX", "venue": "NeurIPS 2020"}),
        ("brackets", "faster-steps", {"venue": "ICLR 2021", "title": "Faster Steps"}),
        ("brackets", "guidance", {"date": "2022-12", "status": WRITING}),
        (
            "brackets",
            "latent",
            {"short_title": "LDX", "venue": "CVPR 2022", "status": WRITING, "title": "Latent Spaces"},
        ),
        ("brackets", "flow", {"title": "Flow (a subset) of Everything"}),
        ("brackets", "consistent-in-one-step", {"date": "2023", "status": PLANNED}),
        ("brackets", "nothing-but-noise", {"date": "2024-06", "tags": ("oral",)}),
        (
            "headings",
            "why-width-helps",
            {
                "category": "theory",
                "summary": ("Wide networks behave like kernels.", "The kernel does not move.", "Depth changes it."),
            },
        ),
        ("details", "rules-instead-of-people", {"summary": ("규칙을 글로 적어 준다", "모델이 스스로 고친다 두 번")}),
        (
            "details",
            "tools-in-the-loop",
            {
                "category": "agents",
                "summary": ("도구를 부르는 법을 스스로 배운다", "라벨은 거의 필요 없다", "call() 을 글 사이에 넣는다"),
            },
        ),
        ("mixed", "pixels", {"title": "Playing from Pixels", "arxiv": "1312.00029", "category": "ganghwahakseup"}),
        ("mixed", "curious-agents", {"note": "exploration by prediction error", "title": "Curious Agents"}),
        ("mixed", "off-policy-corrections", {"venue": "ICML 2018", "arxiv": "1802.00030"}),
    ],
)
def test_what_a_line_tells(name: str, key: str, facts: dict[str, Any]) -> None:
    paper = papers(name)[key]
    assert {fact: getattr(paper, fact) for fact in facts} == facts


def test_papers_that_are_one_are_merged_and_the_report_says_why() -> None:
    reading = read("many")
    settled = merging.sort(reading.found, Catalogue(), {}, reading.report)
    [low] = [found for found in settled.new if found.paper.key == "low"]
    assert (low.paper.arxiv, low.paper.venue, low.paper.also_in) == ("2106.00027", "ICLR 2022", ("efficiency",))
    assert low.paper.links == (("code", "https://github.com/example/low"),)
    assert "https://gitlab.com/example/low" in low.body
    merged = [row for row in reading.report.rows if row.outcome is Outcome.MERGED]
    assert [row.line for row in merged] == [6, 7, 11]
    assert merged[0].why == "same title as line 5, low"
    assert merged[2].why == "same arXiv id as line 5, low; listed in efficiency too"


def test_a_file_outside_of_the_lists_folder_is_no_note(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    write(tmp_path, {"list/README.md": "# A\n\n- [Stolen](../secret.md)\n- [Linked](linked.md)\n"})
    (tmp_path / "list/linked.md").symlink_to(tmp_path / "secret.md")
    found = reading_list.read(tmp_path / "list/README.md").found
    assert [item.note for item in found] == [None, None]
    assert all("outside the list's folder" in " ".join(item.remarks) for item in found)


SIGNS = [
    "[",
    "]",
    "(",
    ")",
    "`",
    "<",
    ">",
    "*",
    "_",
    "\n",
    "\n\n",
    "#",
    "- ",
    "    ",
    "|",
    "<details>",
    "</details>",
    "![",
    "\\",
    "$",
    "<!--",
    "-->",
    "\x00",
    "\r",
    "\u2028",
    "\ufeff",
    "&#0;",
    "작성중",
    "1. ",
    "> ",
    "~~~",
    "<br>",
    "😀",
    "\ud7ff",
    "=",
    "---",
    "{",
    "}",
    "%",
    ":",
    "{paper-summary}",
    '<!-- papershelf: {"key": 1} -->',
]


def mutated(text: str, chance: random.Random) -> str:
    """A text with a few cuts, doubles, moves and signs where none belong."""
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(text) + 1), chance.randint(1, 80)
        match chance.randrange(5):
            case 0:
                text = text[:at] + text[at + length :]
            case 1:
                text = text[:at] + text[at : at + length] + text[at:]
            case 2:
                to = chance.randrange(len(text) + 1)
                text = text[:at] + text[at + length :][:to] + text[at : at + length] + text[at + length :][to:]
            case _:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
    return text


@pytest.mark.parametrize("name", SHAPES)
def test_no_change_of_a_list_loses_an_entry(name: str, tmp_path: Path) -> None:
    text = (LISTS / f"{name}.md").read_text(encoding="utf-8")
    for seed in range(2000 // len(SHAPES) + 1 if LONG else 25):
        changed = mutated(text, random.Random(f"{name} {seed}"))
        reading = reading_list.parse(changed, "list.md", tmp_path)
        accounted(changed, reading)
        merging.sort(reading.found, Catalogue(), {}, reading.report)


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "![",
        "](",
        "<",
        "<!--",
        "`",
        "*a ",
        "_",
        "- ",
        "> ",
        "(",
        "- [a](b.md)\n",
        "| a |\n",
        "# a\n",
        "<details>\n",
        "&",
        "- [T (2020) (x) ](u) \n",
        "<a b='",
        "[](",
        "\\",
        "(a",
        "**a** ",
        "a@b.c ",
        "$",
        "[ ] ",
        "- - ",
        "1. ",
        "<ul><li>",
        "<table><tr><td>",
        "</li>",
        "“a ",
        '"a b c d" ',
        "Ada Lane, ",
        "[a](https://arxiv.org/abs/2106.00011), ",
        "<b>a</b> ",
        "a | ",
        "**[1]** ",
        "https://a.b/c ",
        "\n**A Title of It**\n\n*Ann Lee*\n",
        "\n## A\n\n### B\n",
        "论文: a ",
    ],
)
def test_the_work_grows_as_the_list(part: str, tmp_path: Path) -> None:
    """A search that goes back and forth would not end here, which counting does not see."""

    def run(number: int) -> None:
        reading_list.parse("# A\n\n- " + part * number, "list.md", tmp_path)

    assert grows_as_its_input(run, 150, 600)
    run(6000 if LONG else 1500)
