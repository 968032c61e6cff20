"""Lines of a Markdown list."""

from __future__ import annotations

from markdown_it import MarkdownIt

from papershelf.exports.pages.markdown import entry
from papershelf.model.record.paper import Paper, parse_authors


def test_a_whole_line() -> None:
    paper = Paper("lora", "LoRA", authors=parse_authors("Ann Lee; Bo Kim; Cy Yu"), date="2021", venue="ICLR 2022",
                  arxiv="2106.09685", summary=("Two small matrices.", "More."))  # fmt: skip
    assert entry(paper) == "- [LoRA](https://arxiv.org/abs/2106.09685) — Lee et al., ICLR 2022. Two small matrices."


def test_absent_values_leave_no_marks() -> None:
    assert entry(Paper("a", "A")) == "- A"
    assert entry(Paper("a", "A", date="2021")) == "- A — 2021."
    assert entry(Paper("a", "A", note="later")) == "- A — later"


def test_text_stays_text() -> None:
    paper = Paper("a", "[x](javascript:1) *b* <i> $y$", links=(("url", "https://example.org/a_(b)"),))
    html = MarkdownIt().render(entry(paper))
    assert '<a href="https://example.org/a_%28b%29">[x](javascript:1) *b* &lt;i&gt; $y$</a>' in html
