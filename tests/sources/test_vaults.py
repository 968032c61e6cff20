"""Vaults of Obsidian, Logseq, Notion, Jekyll and Hugo: what their notes become."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.model.record.paper import Status
from papershelf.sources import tree, vaults
from papershelf.sources.found import Found, Reading
from papershelf.sources.notes.adoption import adopt
from papershelf.sources.vaults import Kind
from sources import vaults as own
from support import write
from work import grows_as_its_input


def taken(root: Path) -> tuple[Reading, dict[str, Found]]:
    """A vault, and its papers by key."""
    reading = tree.read(root)
    return reading, {item.paper.key: item for item in adopt(reading.found, (), "papers/")}


@pytest.fixture(scope="module")
def obsidian(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, dict[str, Found]]:
    return taken(write(tmp_path_factory.mktemp("vault"), own.OBSIDIAN))


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        (own.OBSIDIAN, Kind.OBSIDIAN), (own.LOGSEQ, Kind.LOGSEQ), (own.NOTION, Kind.NOTION), (own.JEKYLL, Kind.JEKYLL),
        (own.HUGO, Kind.HUGO),
        ({"quartz.config.ts": "", "content/a.md": "# A\n"}, Kind.QUARTZ),
        ({"quartz.config.yaml": "", "quartz.ts": "", "docs/b.md": "# B\n", "content/a.md": "[[b]]\n"}, Kind.QUARTZ),
        ({"a.md": "# A\n\n[[b]]\n", "b.md": "# B\n"}, Kind.OBSIDIAN),
        ({"a.md": "# A\n\nIn Python, `[[b]]` and [[1, 2], [3]].\n", "b.md": "# B\n"}, None),
        ({"a.md": "# A\n\n> [!NOTE]\n> ==x== #tag %%y%%\n"}, None),
    ],
)  # fmt: skip
def test_a_folder_is_recognised(tmp_path: Path, files: dict[str, str | bytes], kind: Kind | None) -> None:
    assert vaults.recognised(write(tmp_path, files)) is kind


def test_the_head_of_a_note_is_facts(obsidian: tuple[Reading, dict[str, Found]]) -> None:
    lora = obsidian[1]["lora"]
    paper = lora.paper
    assert paper.title == "LoRA: Low-Rank Adaptation of Large Language Models"
    assert [author.name for author in paper.authors] == ["Edward J. Hu", "Yelong Shen"]
    assert (paper.date, paper.venue, paper.category) == ("2021", "ICLR 2022", "fine-tuning")
    assert (paper.arxiv, paper.status, paper.short_title) == ("2106.09685", Status.PLANNED, "로라")
    assert dict(paper.links) == {"code": "https://github.com/microsoft/LoRA"}
    assert paper.tags == ("peft", "low-rank", "논문/미세조정", "transformer")
    assert "left out of its head: cssclass: wide; aliases: 저랭크 적응" in lora.remarks
    other = obsidian[1]["eotensyeon-jeongri"].paper
    assert [author.family for author in other.authors] == ["Vaswani", "Shazeer"]  # fields of Dataview


def test_links_of_a_wiki_are_references(obsidian: tuple[Reading, dict[str, Found]]) -> None:
    body, remarks = obsidian[1]["lora"].body, obsidian[1]["lora"].remarks
    assert "{paper:ref}`어텐션 <eotensyeon-jeongri>`의" in body
    assert "{ref}`어텐션 정리 › 계산 방법 <eotensyeon-jeongri-gyesan-bangbeop>`과 {ref}`결과 <lora-gyeolgwa>`" in body
    assert "(lora-gyeolgwa)=\n\n## 결과" in body
    assert "| {paper:ref}`정리 <eotensyeon-jeongri>` |" in body
    assert "[정리](../eotensyeon-jeongri.md)" in body  # a link in Markdown that only Obsidian finds
    assert "the link [[없는 노트]] leads to no note: its words are text" in remarks
    assert "there is no heading '없는 절' for the link [[어텐션 정리#…]]" in remarks
    assert "![[어텐션 정리]] is a link: no page holds another one" in remarks
    other = obsidian[1]["eotensyeon-jeongri"].body
    assert "{paper:ref}`로라 <lora>`가" in other  # by an alias
    assert "{ref}`저랭크 <lora-bangbeop>`도" in other


def test_marks_tags_ids_and_comments(obsidian: tuple[Reading, dict[str, Found]]) -> None:
    body = obsidian[1]["lora"].body
    assert "<mark>낮은 계수의 없는 노트 행렬</mark>을 더한다. 자세히는" in body
    assert "transformer 를 쓴다. C#은 그대로다.\n" in body
    assert "#1 #2021" in body
    for private in ("ask Kim", "비밀", "secret", "^abc123"):
        assert private not in body
    assert "comments (%% … %%) are left out: 3" in obsidian[1]["lora"].remarks


def test_pictures_have_their_sizes(obsidian: tuple[Reading, dict[str, Found]]) -> None:
    lora = obsidian[1]["lora"]
    assert "\n```{image} geurim-1.png\n:alt: 결과, 그림 2\n:width: 300px\n```\n" in lora.body
    assert "\n- ```{image} geurim-1.png\n  :alt: 결과, 그림 3\n  :width: 300px\n  :height: 200px\n  ```\n" in lora.body
    assert "| ![결과, 그림 4](geurim-1.png) |" in lora.body
    assert {name for _path, name in lora.files} == {"geurim-1.png", "appendix.pdf"}
    assert "the figure 없는 그림.png is not there" in lora.remarks


def test_callouts_are_admonitions(obsidian: tuple[Reading, dict[str, Found]]) -> None:
    body = obsidian[1]["lora"].body
    assert (
        "~~~{admonition} 주의 {paper:ref}`할 점 <eotensyeon-jeongri>`\n:class: warning\n:collapsible: closed\n\n"
        "계수가 너무 크면 안 된다.\n```text\n[[code]]\n```\n\n```{tip}\n![방법, 그림 1](geurim-1.png)\n```\n~~~\n"
    ) in body
    assert "```{admonition} Abstract\n:class: note\n\n요약이다.\n```\n" in body
    assert "> **저자**\n>\n> 말이다." in body


def test_code_and_formulas_are_never_rewritten(obsidian: tuple[Reading, dict[str, Found]]) -> None:
    body = obsidian[1]["lora"].body
    assert "`[[code]] ==code== %%code%%` $a_{[[x]]} == b$ 값은" in body
    assert "이고 {paper:ref}`어텐션 정리 <eotensyeon-jeongri>`는" in body  # between two prices
    assert "```markdown\n[[LoRA]] ==x== %% kept %% #tag\n```" in body
    assert "\n    [[indented]] ==code==\n" in body
    assert "$$\nx == y == z\n$$" in body


def test_what_is_left_out_has_a_row(obsidian: tuple[Reading, dict[str, Found]]) -> None:
    rows = {row.source: row.why for row in obsidian[0].report.rows}
    assert rows["Templates"] == "a folder of templates or programs"
    assert rows["그림.excalidraw.md"] == "a drawing of Excalidraw"
    assert rows["journal"] == "not taken in: 1 day of a journal"
    assert rows["빈 노트.md"] == "a note without a text"
    assert rows["hidden folders"] == "not looked into: 2"
    assert set(obsidian[1]) == {"lora", "eotensyeon-jeongri"}


def test_outlines_of_logseq(tmp_path: Path) -> None:
    reading, found = taken(write(tmp_path, own.LOGSEQ))
    lora = found["lora"]
    assert [author.family for author in lora.paper.authors] == ["Hu", "Shen"]
    assert (lora.paper.date, lora.paper.tags) == ("2021", ("peft", "low-rank", "저랭크 행렬"))
    assert lora.paper.summary == ("큰 모델을 적은 수의 매개변수로 미세 조정하는 방법이다.",)
    assert lora.body.startswith(
        "큰 모델을 적은 수의 매개변수로 미세 조정하는 방법이다.\n\n## 방법\n\n행렬 두 개를 $A$와 더한다."
    )
    assert "- <mark>작은</mark> 계수 저랭크 행렬\n- ☑ 읽기\n\n```python\nx:: int = [[1]]\n```\n" in lora.body
    assert "[원본](https://example.org/a) ![" in lora.body and "](https://example.org/b.png)" in lora.body
    assert ":width: 200px\n:height: 100px\n```" in lora.body
    assert "{paper:ref}`Attention <attention>` `{{query (page-tags x)}}`" in lora.body
    assert "```{note}\n잊지 말 것\n```" in lora.body
    assert "- ```{tip}\n  각 $p_i$는 <mark>닻</mark> {paper:ref}`Attention <attention>`\n  ```\n" in lora.body
    assert "- $$x_{1} \\\\\n  = y$$\n- $$\n  z^2\n  $$\n- 5$$" in lora.body
    assert "{paper:ref}`안의 Attention은 dₖ에 비례한다 <lora>`" in found["attention"].body
    assert "collapsed" not in lora.body
    assert "CLOCK" not in lora.body
    assert "left out of its head: rating: 5" in lora.remarks
    assert "{paper:ref}`큰 모델을 적은 수의 매개변수로 미세 조정하는 방법이다. <lora>`" in found["attention"].body
    assert any("is not there" in remark for remark in found["attention"].remarks)
    assert {row.source for row in reading.report.rows} == {"journal", "logseq"}


def test_an_export_of_notion(tmp_path: Path) -> None:
    _reading, found = taken(write(tmp_path, own.NOTION))
    lora, qlora = found["lora"], found["qlora"]
    assert (lora.paper.title, lora.paper.date, lora.paper.arxiv) == ("LoRA", "2021", "2106.09685")
    assert lora.paper.tags == ("peft", "llm")
    assert lora.body.startswith("## 방법")
    assert "left out of its head: Score: 5; Created: 2024" in lora.remarks
    assert [name for _path, name in lora.files] == ["untitled.png"]
    assert (qlora.paper.status, qlora.paper.arxiv, qlora.line) == (Status.PLANNED, "2305.14314", 3)
    assert lora.paper.category == qlora.paper.category


def test_posts_of_a_blog(tmp_path: Path) -> None:
    _reading, found = taken(write(tmp_path, own.JEKYLL))
    post = found["lora-review"]
    assert (post.paper.read, post.paper.date) == ("2021-03-01", "")  # the day of the post, not of the paper
    assert (post.paper.category, post.paper.also_in, post.paper.tags) == ("fine-tuning", ("nlp",), ("peft", "nlp"))
    assert post.body.startswith("이 글은 LoRA 논문을 읽고 정리한 것이다. $x$ 는 입력이다.\n")
    assert "```{image} lora.png\n:alt: 그림\n:width: 600px\n```" in post.body
    assert "```{image} lora.png\n:alt: 구조\n:width: 300px\n```" in post.body
    assert "```{warning}\n중요하다.\n```" in post.body
    assert '```python\nx = "{{ site.url }}"\n```' in post.body
    assert "`{% raw %}` <https://www.youtube.com/watch?v=abcdefghijk> [다음](../qlora.md)" in post.body
    assert "`{% include ads.html %}`" in post.body
    assert "the shortcode {% include ads.html %} is text" in post.remarks
    assert any("permalink: /papers/lora/" in remark for remark in post.remarks)
    assert found["qlora"].body == "[LoRA](lora-review/index.md)를 양자화한 모델에 쓴다."


def test_posts_of_hugo(tmp_path: Path) -> None:
    _reading, found = taken(write(tmp_path, own.HUGO))
    lora = found["lora"]
    assert (lora.paper.status, lora.paper.read, lora.paper.tags) == (Status.WRITING, "2021-03-01", ("peft",))
    assert lora.body == "![구조](fig.png)\n\n![a](a.png)\n\n[q](../qlora.md) $y$ 이다."
    assert "```{admonition} 왜?\n:class: hint\n:collapsible: open\n\n작으니까.\n```" in found["qlora"].body


@pytest.mark.parametrize(
    "bad", ["---\na: [\n---\n", "+++\nx\n+++\n", "%%\n", "[[", "> [!", "![[|", "{{", "((", "==", "---\n"]
)
def test_no_text_ends_the_reading(tmp_path: Path, bad: str) -> None:
    for kind, folder in (("logseq", "pages"), (".obsidian", "notes"), ("_posts", "_posts")):
        root = write(
            tmp_path / kind, {f"{kind}/x.json": "", f"{folder}/2021-01-01-a.md": f"{bad}\n\n글이다.\n{bad}" * 3}
        )
        if kind == "logseq":
            write(root, {"pages/b.md": "- a\n"})
        taken(write(root, {f"{folder}/b.md": "# B\n\n- 글이다.\n", f"{folder}/2021-01-02-c.md": "- 글\n"}))


def test_the_work_grows_with_the_length(tmp_path: Path) -> None:
    line = "[[a]] ==b== %% c ((d {{e}} {% f ![[g] #h $i ` \\ <img [j](k [[ == \n"

    def read(size: int) -> None:
        taken(write(tmp_path / str(size), {".obsidian/x": "", "a.md": f"# A\n\n{line * size}"}))

    assert grows_as_its_input(read, 40, 160, slack=2)
