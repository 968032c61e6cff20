"""The forms that reading lists have: each comes in as a person would enter it."""

from __future__ import annotations

from typing import Any

import pytest

from papershelf.model.record.paper import Paper
from papershelf.sources.found import Reading
from sources.entries import whole

Facts = dict[str, Any]
A, B, C = "https://arxiv.org/abs/2106.00011", "https://arxiv.org/abs/2305.00012", "https://arxiv.org/abs/2210.00013"
CODE, TWEET = "https://github.com/example/code", "https://x.com/someone/status/1"


def told(paper: Paper) -> Facts:
    """What the tests compare, names as people write them."""
    links = dict(paper.links)
    return {
        "title": paper.title,
        "short": paper.short_title,
        "authors": [author.name for author in paper.authors],
        "date": paper.date,
        "venue": paper.venue,
        "arxiv": paper.arxiv,
        "tags": list(paper.tags),
        "status": paper.status.value,
        "summary": list(paper.summary),
        **links,
    }


def check(reading: Reading, wanted: list[Facts]) -> None:
    found = [told(item.paper) for item in reading.found]
    assert [facts["title"] for facts in found] == [facts["title"] for facts in wanted], [
        str(row) for row in reading.report.rows
    ]
    assert [{name: one.get(name) for name in facts} for one, facts in zip(found, wanted, strict=True)] == wanted


TILES = "TILES: Fast Attention in Blocks of Memory"
FORMS: dict[str, tuple[str, list[Facts]]] = {
    "1 bold title, year, names": (
        f"- **{TILES}** (2021), E. Moss et al. [[pdf]]({A})\n"
        f"- **Another Good Title** (2019) A. Lane and B. Reed [[pdf]]({B})\n"
        f"- **A Third One** (2016), S. Fields [[pdf]]({C})\n",
        [
            {"title": TILES, "date": "2021", "authors": ["E. Moss", "others"], "arxiv": "2106.00011"},
            {"title": "Another Good Title", "date": "2019", "authors": ["A. Lane", "B. Reed"]},
            {"title": "A Third One", "date": "2016", "authors": ["S. Fields"]},
        ],
    ),
    "2 date in front, names and venue emphasised, a sentence below": (
        f"- [2023/05] **{TILES}.** *Ada Moss et al. EMNLP.* [[paper]({B})]\n  - It is faster than before.\n"
        f"- [2022/10] **Plans for Agents.** *Bo Reed (NVIDIA) et al. arXiv.* [[paper]({C})] [[code]({CODE})]\n",
        [
            {"title": TILES, "date": "2023-05", "authors": ["Ada Moss", "others"], "venue": "EMNLP",
             "summary": ["It is faster than before."], "status": "done"},
            {"title": "Plans for Agents", "date": "2022-10", "authors": ["Bo Reed", "others"], "venue": "",
             "code": CODE, "summary": []},
        ],
    ),
    "3 a table of titles and descriptions": (
        "| **Paper** | **Links** |\n|---|---|\n"
        f"| 1) Dreamer - Binds a subject to a rare word, for $1M or even $50 | [Paper]({A}), [Tweet]({TWEET}) |\n"
        f"| 2) Muser  Makes pictures with masked transformers, fast. | [Paper]({B}) |\n"
        f"| 3) Worker: A study of how jobs change because of it, in ten parts. | [Paper]({C}) |\n"
        f"| 4) **Tooler** teaches itself to use tools by trying them out. | [Paper]({A}9) |\n"
        f"| 5) Talker 2 <br> a collection of chat models which all may use. | [Paper]({B}9), [Code]({CODE}) |\n"
        f"| 6) Longer - {'very ' * 200}long | [Paper]({C}9) |\n",
        [
            {"title": "Dreamer", "arxiv": "2106.00011",
             "summary": ["Binds a subject to a rare word, for $1M or even $50", "Tweet"]},
            {"title": "Muser", "summary": ["Makes pictures with masked transformers, fast."]},
            {"title": "Worker", "summary": ["A study of how jobs change because of it, in ten parts."]},
            {"title": "Tooler", "summary": ["teaches itself to use tools by trying them out"]},
            {"title": "Talker 2", "code": CODE, "summary": ["a collection of chat models which all may use"]},
            {"title": "Longer", "summary": [f"{'very ' * 200}long"]},
        ],
    ),
    "4 a paragraph with hard breaks": (
        f"**{TILES}** \\\n*Lee Zhang, Ann Rao, Mo Agra* \\\nICCV 2023. [[Paper]({B})] [[Github]({CODE})] \\\n10 Feb 2023\n\n"
        f"**One Author Only** \\\n*Ann Lee* \\\narXiv 2023. [[Paper]({C})] \\\n11 Feb 2023\n",
        [
            {"title": TILES, "authors": ["Lee Zhang", "Ann Rao", "Mo Agra"], "venue": "ICCV 2023",
             "date": "2023-02-10", "arxiv": "2305.00012", "code": CODE},
            {"title": "One Author Only", "authors": ["Ann Lee"], "venue": "", "date": "2023-02-11"},
        ],
    ),
    "5 numbered citations with the title in quotes": (
        f'**[7]** Lane, Ada, et al. "**{TILES}**." NeurIPS (2020). [[pdf]]({A}) **(Milestone)** :star::star:\n\n'
        f'**[8]** Reed, Bo, Cy J. Moss, and Di Long. "Learning of things, deeply." ICML (2015). [[pdf]]({B}) :star:\n',
        [
            {"title": TILES, "authors": ["Ada Lane", "others"], "venue": "NeurIPS 2020", "arxiv": "2106.00011"},
            {"title": "Learning of things, deeply", "authors": ["Bo Reed", "Cy J. Moss", "Di Long"],
             "venue": "ICML 2015"},
        ],
    ),
    "6 names, title, venue with commas": (
        f"- Ada J. Lane, Bo Reed, and Cy Moss, *{TILES}*, ICLR 2022 / arXiv:2106.00011 [[Paper]({A})] [[Code]({CODE})]\n"
        f"- Ada J. Lane, Bo Reed, and Cy Moss, {TILES} Again, ICLR 2023 / arXiv:2305.00012 [[Paper]({B})]\n",
        [
            {"title": TILES, "authors": ["Ada J. Lane", "Bo Reed", "Cy Moss"], "venue": "ICLR 2022", "code": CODE},
            {"title": f"{TILES} Again", "authors": ["Ada J. Lane", "Bo Reed", "Cy Moss"], "venue": "ICLR 2023"},
        ],
    ),
    "7 names and date in a paragraph below": (
        f"1. **{TILES}** ![](https://img.shields.io/badge/x-green)\n\n    *Ada Lane, Bo Reed.* [[abs]({A})], 2023.7\n\n"
        f"2. **Instructions in Nature.** Preprint.\n\n    *Cy Moss, Di Long* [[pdf]({B})], [[project](https://a.b/c)] 2021.4\n",
        [
            {"title": TILES, "authors": ["Ada Lane", "Bo Reed"], "date": "2023-07", "arxiv": "2106.00011"},
            {"title": "Instructions in Nature", "authors": ["Cy Moss", "Di Long"], "date": "2021-04",
             "project": "https://a.b/c", "summary": []},
        ],
    ),
    "8 a short name before the title": (
        f'3. <u>LLAMO</u>: **"Tuning with Pictures and Orders"**. *Hao Liu et al.* NeurIPS 2023. '
        f"[[Paper]({A})] [[Checkpoint](https://huggingface.co/x)]\n",
        [{"title": "Tuning with Pictures and Orders", "short": "LLAMO", "authors": ["Hao Liu", "others"],
          "venue": "NeurIPS 2023", "project": "https://huggingface.co/x"}],
    ),
    "9 parts between bars": (
        f"- **[LIMO]** LIMO: Less Is Much More | Chun Zhou, Peng Liu |[NeurIPS' 23]|[[pdf]]({A})[[official code]]({CODE})\n",
        [{"title": "LIMO: Less Is Much More", "short": "LIMO", "authors": ["Chun Zhou", "Peng Liu"],
          "venue": "NeurIPS 2023", "arxiv": "2106.00011", "code": CODE}],
    ),
    "10 tags in code": (
        "* ****`GAN`**** ****`CVPR 2023`**** [Dreamer: Fine Tuning](nets/Dreamer.md)\n",
        [{"title": "Dreamer: Fine Tuning", "tags": ["gan"], "venue": "CVPR 2023"}],
    ),
    "11 an entry of several paragraphs": (
        "**(1) DQX**\n\n[Playing Games from Pixels]\n\nVo Mnih, Ko Kav (2013)\n\n"
        f"[`REVIEW`](./reviews/DQX.md) \t|\t[`PAPER`]({A})\n\n<br/>\n\n"
        "**(2) DPX**\n\n[Deterministic policies]\n\nDa Silver (2014)\n\n"
        "[`REVIEW`](./reviews/DPX.md) | [`PAPER`](http://proceedings.mlr.press/v32/x.pdf)\n",
        [
            {"title": "Playing Games from Pixels", "short": "DQX", "authors": ["Vo Mnih", "Ko Kav"], "date": "2013",
             "arxiv": "2106.00011", "summary": []},
            {"title": "Deterministic policies", "short": "DPX", "date": "2014", "summary": [],
             "pdf": "http://proceedings.mlr.press/v32/x.pdf"},
        ],
    ),
    "14 disclosures and HTML": (
        "<details><summary>Alignment</summary>\n\n| Title | Code |\n|--|--|\n"
        f"| [Preferences and Rewards]({A}) | N/A |\n\n</details>\n\n"
        f'<details><summary>Agents</summary>\n<ul><li><a href="{B}">Tools in Loops</a> (2023)</li>\n'
        f'<li><b>Acting and Reasoning</b> <a href="{C}">paper</a></li></ul>\n</details>\n'
        f"<table><tr><th>Name</th><th>Paper</th></tr>\n<tr><td>BERTO</td><td><a href='{A}9'>BERTO: Deep Reading</a></td>"
        "</tr></table>\n",
        [
            {"title": "Preferences and Rewards", "arxiv": "2106.00011"},
            {"title": "Tools in Loops", "date": "2023"},
            {"title": "Acting and Reasoning", "arxiv": "2210.00013"},
            {"title": "BERTO: Deep Reading", "short": "BERTO"},
        ],
    ),
    "15 plain full stops": (
        f"- {TILES}. Ada Lane, Bo Reed, Cy Moss. *ICLR*, 2022. [[paper]({A})] [[code]({CODE})]\n"
        f"- Sums Are All You Need. Di Long, Ed Fu. NeurIPS, 2017. [paper]({B}) [code]({CODE}2)\n",
        [
            {"title": TILES, "authors": ["Ada Lane", "Bo Reed", "Cy Moss"], "venue": "ICLR 2022", "code": CODE},
            {"title": "Sums Are All You Need", "authors": ["Di Long", "Ed Fu"], "venue": "NeurIPS 2017"},
        ],
    ),
    "16 planned among papers": (
        "- [Low Ranks](papers/low.md)\n- [PEFT]\n- QEFT\n- REFT (작성중)\n- [High Ranks](papers/high.md)\n",
        [{"title": "Low Ranks"}, {"title": "PEFT", "status": "planned"}, {"title": "QEFT", "status": "planned"},
         {"title": "REFT", "status": "writing"}, {"title": "High Ranks"}],
    ),
    "17 what is no paper": (
        "# Awesome [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n\n## Criteria\n\n"
        "- A paper has at least 100 citations.\n- Please read [the rules](CONTRIBUTING.md).\n- To get updates, watch it.\n\n"
        "## Maintainers\n\n- [Kim](https://github.com/kim)\n- [Lee Park](https://leepark.github.io/)\n\n"
        "## Tools\n\n- [A library for ranks](https://github.com/example/ranks) installs in a minute\n\n"
        f"## Papers\n\n- [{TILES}]({A})\n- [Up](#papers)\n- [🏗](https://example.org)\n- ???\n\n## License\n\n[MIT](LICENSE)\n",
        [{"title": TILES}],
    ),
    "18 contents that hide nothing below": (
        f"# Contents\n\n- [Steps](#steps)\n- [Sums](#sums)\n\n## About\n\n### Steps\n\n- [{TILES}]({A})\n",
        [{"title": TILES}],
    ),
    "20 labels in other languages": (
        f"- 모델을 얇게 배우기 [논문]({A}) [코드]({CODE}) [리뷰](r.md)\n"
        f"- {TILES} [论文]({B}) [代码]({CODE}2) [项目](https://a.b/c)\n"
        f"- Ranks and Ranks [論文]({C}) [コード]({CODE}3)\n",
        [
            {"title": "모델을 얇게 배우기", "arxiv": "2106.00011", "code": CODE},
            {"title": TILES, "arxiv": "2305.00012", "code": f"{CODE}2", "project": "https://a.b/c"},
            {"title": "Ranks and Ranks", "arxiv": "2210.00013", "code": f"{CODE}3"},
        ],
    ),
    "a mixture: venue in front, bold within the title": (
        f"- arXiv 2024.04, **BLINK**: Models That See, but Do Not Perceive, [Website](https://blink.github.io/)\n"
        f"- RoboSoft 2024, Body Design of **Chair-Type** Robots, [arXiv]({A})\n"
        f"- [arXiv 2025.09]({B}), Minds and Agents\n",
        [
            {"title": "BLINK: Models That See, but Do Not Perceive", "date": "2024-04",
             "project": "https://blink.github.io/"},
            {"title": "Body Design of Chair-Type Robots", "venue": "RoboSoft 2024", "arxiv": "2106.00011"},
            {"title": "Minds and Agents", "date": "2025-09", "arxiv": "2305.00012"},
        ],
    ),
    "a mixture: facts in items below": (
        f"- [{TILES}]({A})\n    - Ada Lane, Bo Reed, Cy Moss\n    - 🏛️ Institutions: Here\n    - 📅 Date: January 07, 2026\n"
        f"    - 📑 Publisher: ICLR 2026\n    - 🔑 Key: [agents], [grounding]\n    - 📖 TLDR: It works.\n"
        f"- Tests by Oneself.\n  [[pdf]]({B})\n  - Di Long and Ed Fu. *CVPR 2017*\n",
        [
            {"title": TILES, "authors": ["Ada Lane", "Bo Reed", "Cy Moss"], "date": "2026-01-07", "venue": "ICLR 2026",
             "tags": ["agents", "grounding"]},
            {"title": "Tests by Oneself", "authors": ["Di Long", "Ed Fu"], "venue": "CVPR 2017",
             "arxiv": "2305.00012", "summary": []},
        ],
    ),
    "a mixture: a bold paragraph and a list of links": (
        f"**{TILES}**\n\n- Paper: {A}\n- Code: {CODE}\n\n**Second: A Paper**\n\n- Paper: {B}\n- Code: None\n",
        [{"title": TILES, "arxiv": "2106.00011", "code": CODE}, {"title": "Second: A Paper", "arxiv": "2305.00012"}],
    ),
    "a mixture: links in front of the title": (
        f"- [[NeurIPS2020]({A})] Ranks in Three Dimensions [[pytorch]({CODE})]\n- [[Survey]({B})] Transformers, a Survey\n"
        f"- Words Without End [[7 Jun 2021]]({C}) [[PyTroch]]({CODE}2)\n",
        [
            {"title": "Ranks in Three Dimensions", "venue": "NeurIPS 2020", "arxiv": "2106.00011", "code": CODE},
            {"title": "Transformers, a Survey", "tags": ["survey"], "arxiv": "2305.00012"},
            {"title": "Words Without End", "date": "2021-06-07", "arxiv": "2210.00013", "code": f"{CODE}2"},
        ],
    ),
    "a mixture: several papers in a line": (
        f"* [ep5](https://github.com/a/b/issues/5): [Stew]({A}), [Peps]({B})\n",
        [{"title": "Stew", "arxiv": "2106.00011"}, {"title": "Peps", "arxiv": "2305.00012"}],
    ),
    "a table with a short name, and the paper's link beside it": (
        f"| Model | Paper | Date | Code |\n|--|--|--|--|\n| VIT | [Pictures Are Words]({A}) | 19.09.26 | - |\n"
        f"| BET | [Boxes]({B}) | 2023-05 | [git]({CODE}) |\n",
        [
            {"title": "Pictures Are Words", "short": "VIT", "date": "2019-09-26", "code": None, "summary": []},
            {"title": "Boxes", "short": "BET", "date": "2023-05", "code": CODE},
        ],
    ),
    "a rating and a counter": (
        f"| [![Star](https://img.shields.io/github/stars/a/b)]({CODE})<br>:star: [{TILES}]({A}) <br> Ada Lane, Bo Reed |"
        "<img src='x.png'> |\n|--|--|\n"
        f"| [![Star](https://img.shields.io/github/stars/a/c)]({CODE}2)<br>[Second Title]({B}) <br> Cy Moss, Di Long |"
        " ⭐⭐ |\n",
        [
            {"title": TILES, "authors": ["Ada Lane", "Bo Reed"], "code": CODE, "summary": []},
            {"title": "Second Title", "authors": ["Cy Moss", "Di Long"], "code": f"{CODE}2", "summary": []},
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_form_comes_in_as_a_person_would_enter_it(form: str) -> None:
    text, wanted = FORMS[form]
    check(whole(text), wanted)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_the_same_among_others(form: str) -> None:
    """One form after another in a file, each below a heading of its own."""
    others = [name for name in FORMS if name != form]
    first, last = FORMS[others[0]], FORMS[others[-1]]
    text = "\n\n## Next\n\n".join((first[0], FORMS[form][0], last[0]))
    found = [item.paper.title for item in whole(text).found]
    assert found == [facts["title"] for _text, wanted in (first, FORMS[form], last) for facts in wanted]


def test_everything_else_has_a_row_with_its_reason() -> None:
    rows = whole(FORMS["17 what is no paper"][0]).report.rows
    told_lines = {row.line: row.why for row in rows}
    assert set(told_lines) >= {5, 6, 7, 11, 12, 16, 21, 22, 23}
    assert all(told_lines.values())
    assert told_lines[21] == "a link within the list"


def test_headings_are_a_tree() -> None:
    text = (
        "# My list\n\n## 3. 🔑 KV Cache\n\n### 3.1 Eviction\n\n#### 3.1.1 By attention score\n\n"
        f"- [Heavy]({A})\n\n### 3.2 :tv: Quantization\n\n- [Light]({B})\n\n## 4. Others\n\n### Eviction\n\n- [More]({C})\n"
    )
    assert [(h.title, h.slug, h.parent) for h in whole(text).headings] == [
        ("KV Cache", "kv-cache", ""),
        ("Eviction", "eviction", "kv-cache"),
        ("By attention score", "by-attention-score", "eviction"),
        ("Quantization", "quantization", "kv-cache"),
        ("Others", "others", ""),
        ("Eviction", "others-eviction", "others"),
    ]


CITED = f"""## A

|Name|Paper|
|-|-|
|Forest|[Roe, Ann, and Lee Poe. "Effects of trees in random forests." JASA (2017)]({A})|
|BART|[Hill, Ben L. "Trees for causal inference." Journal of Trees 20, no. 1 (2011)]({B})|

- Roe, Ann, and Lee Poe. "Growth of trees in random forests." JASA (2017) [pdf]({C})
"""


def test_a_quoted_title_of_a_citation_comes_without_its_names_also_inside_of_a_link() -> None:
    found = [one.paper for one in whole(CITED).found]
    assert [(p.title, p.short_title, [a.name for a in p.authors]) for p in found] == [
        ("Effects of trees in random forests", "Forest", ["Ann Roe", "Lee Poe"]),
        ("Trees for causal inference", "BART", ["Ben L Hill"]),
        ("Growth of trees in random forests", "", ["Ann Roe", "Lee Poe"]),
    ]


@pytest.mark.parametrize("unit", ["[", '"a b c" ', "Ann Lee, ", "<", ","])
def test_a_line_that_no_paper_needs_is_a_row_and_takes_no_time(unit: str) -> None:
    reading = whole(f"## A\n\n- [A fine paper]({A})\n- {unit * (400_000 // len(unit))}\n")
    assert [one.paper.title for one in reading.found] == ["A fine paper"]
    assert any("characters, more than 20,000" in row.why and row.line == 4 for row in reading.report.rows)


def test_a_paper_line_below_a_blog_title_names_the_paper() -> None:
    text = f"""## A

- [【关于 ABC】那些你不知道的事](https://github.com/someone/notes/tree/master/abc/)
  - 论文：ABC: Topic Models for Semantic Similarity Detection
  - 会议：ACL2020
  - 论文地址：{A}
- [【关于 DEF】那些你不知道的事](https://github.com/someone/notes/tree/master/def/)
  - 论文：DEF: A Network of Many Collective Events
  - 论文地址：{B}
"""
    found = [one.paper for one in whole(text).found]
    assert [(p.title, p.arxiv) for p in found] == [
        ("ABC: Topic Models for Semantic Similarity Detection", "2106.00011"),
        ("DEF: A Network of Many Collective Events", "2305.00012"),
    ]


def test_words_that_many_entries_share_are_no_title_of_their_own() -> None:
    entries = "".join(
        f"- [【{name}】那些你不知道的事]({link})\n" for name, link in zip(("ABC", "DEF", "GHI"), (A, B, C), strict=True)
    )
    found = [one.paper for one in whole(f"## A\n\n{entries}").found]
    assert [p.title for p in found] == [f"{name} 那些你不知道的事" for name in ("ABC", "DEF", "GHI")]
