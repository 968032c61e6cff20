"""BibTeX as other programs and people write it."""

from __future__ import annotations

import pytest

from papershelf.model.record.paper import Paper, Status
from papershelf.sources.bibliographies.bib.latex import decode
from papershelf.sources.bibliographies.bibtex import parse
from papershelf.sources.bibliographies.entries.records import Record
from support import LONG
from work import grows_as_its_input


def one(text: str) -> Paper:
    [record] = parse(text)
    assert record.paper is not None, record.problems
    return record.paper


def reasons(records: list[Record]) -> list[str]:
    return [reason for record in records for reason in record.problems]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"o}{\'E}\'{\i}\v{c}\c c\H{o}\aa \L{}\ss", "öÉíčçőåŁß"),
        (r"G{\"o}del, Escher~\& Bach", "Gödel, Escher & Bach"),
        (r"50\% of a\_b -- ``c'' --- d", "50% of a_b – “c” — d"),
        (r"{LoRA}: \emph{Low}-{\bf Rank}", "LoRA: Low-Rank"),
        (r"$\alpha$-Net and $L_2$ for $5", "α-Net and L_2 for $5"),
        (r"\textbackslash{}x \~{} \^{}", "\\x ~ ^"),
        (r"\unknown{kept}", "kept"),
        ("한글 {그대로}", "한글 그대로"),
        (r"\"", ""),
        ("\\", "\\"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("Hu, Edward J. and Yelong Shen", ["Hu|Edward J.", "Shen|Yelong"]),
        ("Ludwig van Beethoven and van der Berg, Jan", ["van Beethoven|Ludwig", "van der Berg|Jan"]),
        ("King, Jr., Martin Luther", ["King|Martin Luther"]),
        ("{Qwen Team} and {Barnes and Noble, Inc.} and others", ["Qwen Team", "Barnes and Noble, Inc.", "others"]),
        ("{\\'E}mile Zola AND John {von Neumann}", ["Zola|Émile", "von Neumann|John"]),
        ("김철수 and 이, 영희", ["김철수", "이|영희"]),
        ("Hu, Edward\n  and\tShen, Yelong", ["Hu|Edward", "Shen|Yelong"]),
        ("Anderson and Rand, Ayn", ["Anderson", "Rand|Ayn"]),
        ("{{OpenAI}}", ["OpenAI"]),
    ],
)
def test_names(names: str, read: list[str]) -> None:
    authors = one(f"@misc{{a, title={{T}}, author={{{names}}}}}").authors
    assert [a.literal or f"{a.family}|{a.given}" for a in authors] == read


def test_a_conference_paper_as_bibtex_has_it() -> None:
    paper = one(
        """@STRING{iclr = "International Conference on " # {Learning Representations}}
        @InProceedings{Hu:2022_LoRA, Title = "{L}o{RA}: Low-Rank", AUTHOR = {Hu, Edward J.}, year = 2022, month = apr,
        booktitle = iclr # {!}, archivePrefix = "arXiv", eprint = {2106.09685v2}, doi = {10.1000/a\\_b}, pages={1--2},
        url = {https://arxiv.org/abs/2106.09685}, keywords = {peft; low rank}, note = {Oral}, pdf = {https://x.org/a.pdf}}"""
    )
    assert paper.key == "hu-2022_lora"
    assert (paper.title, paper.venue) == (
        "LoRA: Low-Rank",
        "International Conference on Learning Representations! 2022",
    )
    assert (paper.date, paper.arxiv, paper.arxiv_version, paper.doi) == ("2021-06", "2106.09685", "v2", "10.1000/a_b")
    assert (paper.tags, paper.note, paper.status) == (("peft", "low rank"), "Oral", Status.PLANNED)
    assert paper.links == (("pdf", "https://x.org/a.pdf"),)


def test_the_fields_of_biblatex() -> None:
    paper = one(
        """@article{a, title={Main}, subtitle={Sub}, author={Lee, Ann}, journaltitle={TMLR}, date={2023-05-17/2023-06},
        eprinttype={arxiv}, eprint={2305.00001}, groups={Machine Learning, fine-tuning}, annotation={one\n two},
        shorttitle={M}, readstatus={read}}"""
    )
    assert (paper.title, paper.short_title, paper.venue) == ("Main: Sub", "M", "TMLR 2023")
    assert (paper.date, paper.arxiv) == ("2023-05-17", "2305.00001")
    assert (paper.category, paper.also_in, paper.summary) == ("machine-learning", ("fine-tuning",), ("one", "two"))
    assert paper.status is Status.DONE


@pytest.mark.parametrize(
    "field",
    ["journal={arXiv preprint arXiv:2106.09685}",
     "journal={CoRR}, volume={abs/2106.09685}, eprint={2106.09685},eprinttype={arXiv}",
     "doi={10.48550/arXiv.2106.09685}", "howpublished={\\url{https://arxiv.org/abs/2106.09685}}", "url={http://arxiv.org/pdf/2106.09685.pdf}"],
)  # fmt: skip
def test_a_preprint_is_known_by_its_number_and_has_no_venue(field: str) -> None:
    paper = one(f"@article{{a, title={{T}}, year={{2021}}, {field}}}")
    assert (paper.arxiv, paper.venue, paper.date, paper.links) == ("2106.09685", "", "2021-06", ())


@pytest.mark.parametrize(
    ("fields", "date"),
    [("year=2021, month=jun", "2021-06"), ("year={2021}, month={June}", "2021-06"),
     ("year={2021}, month={06}", "2021-06"),
     ('year="2021", month=jun # "~17"', "2021-06-17"), ("year={c. 2021}", "2021"), ("date={2021-06}", "2021-06"),
     ("year={2021}, month={13}", "2021")],
)  # fmt: skip
def test_dates(fields: str, date: str) -> None:
    assert one(f"@misc{{a, title={{T}}, {fields}}}").date == date


def test_crossref_gives_what_is_missing_and_its_parent_is_a_work_like_others() -> None:
    child, parent = parse(
        "@inproceedings{a, title={T}, crossref={P}}\n@proceedings{p, title={Proc of X}, year={2020}, editor={E}}"
    )
    assert child.paper is not None
    assert (child.paper.venue, child.paper.date) == ("Proc of X 2020", "2020")
    assert child.paper.fields == (("editor", "{E}"), ("xref", "p"))
    assert parent.paper is not None
    assert (parent.paper.title, parent.paper.type) == ("Proc of X", "proceedings")


def test_bad_entries_are_reported_with_their_line_and_the_others_read() -> None:
    text = """@misc{good, title={Good}}
@misc{unclosed, title={never ends
@misc{also-good, title={Also good}}
@misc{no-title, year={2020}}
@misc{comma title={x}}
@misc
{split, title={Brace on the next line}}
@misc{missing, author={Lee, Ann} title={After a missing comma}}
@misc{good, title={Another}}
@misc{twice, title={First}, title={Second}}
@misc{macro, title=unknown}
% @misc comment
@comment{@misc{hidden, title={x}}}
plain words between entries
"""
    records = parse(text)
    assert [(r.name, r.line, r.paper.title if r.paper else None) for r in records] == [
        ("good", 1, "Good"),
        ("unclosed", 2, None),
        ("also-good", 3, "Also good"),
        ("no-title", 4, None),
        ("comma", 5, None),
        ("split", 6, None),
        ("missing", 8, "After a missing comma"),
        ("good", 9, "Another"),
        ("twice", 10, "First"),
        ("macro", 11, "unknown"),
    ]
    keys = [r.paper.key for r in records if r.paper]
    assert keys == ["good", "also-good", "missing", "good-2", "twice", "macro"]
    said = "\n".join(reasons(records))
    for words in ["a comma is missing", "used before", "given twice", "no macro 'unknown'", "no title"]:
        assert words in said


def test_keys_become_keys_of_papershelf_and_relations_follow() -> None:
    text = (
        "@misc{Größe:1, title={A}, relatedtype={extends}, related={B_2, Größe:1}}\n@misc{B_2, title={B}}\n"
        "@misc{한글, title={긴 제목 LoRA}}\n@misc{b_2, title={C}}"
    )
    papers = [record.paper for record in parse(text)]
    assert [p.key for p in papers if p] == ["groe-1", "b_2", "gin-jemok-lora", "b_2-2"]
    assert papers[0] is not None
    assert papers[0].relations[0][1] == ("b_2",)


def test_line_endings_marks_and_an_empty_file() -> None:
    assert parse("") == parse("\ufeff \n% only a comment\n") == []
    assert one("\ufeff@misc{a,\r\n title={A\r\n B}\r\n}\r\n").title == "A B"
    assert one("@misc(a, title={Round (brackets)})").title == "Round (brackets)"


def test_a_thousand_entries() -> None:
    entry = """@inproceedings{key%d, title={{T}itle %d of {\\"o}}, author={Hu, Edward and Shen, Yelong and Li, Wei},
    year={2022}, booktitle={ICLR}, eprint={2106.09685}, archivePrefix={arXiv}, abstract={Words and words and words.}}"""
    calls: list[tuple[int, int]] = []
    records = parse("\n".join(entry % (i, i) for i in range(1000)), lambda *step: calls.append(step))
    assert len({record.paper.key for record in records if record.paper}) == 1000
    assert calls[-1] == (1000, 1000)


@pytest.mark.parametrize(
    "unit",
    ["@misc{a,\n", "{", '"', "@", "a = {b} ", " and ", "\\\"", "{\\'", "$", "# ", "@string{a=b}\n", "<", "~", "--",
     "\n", "@misc{a, title={b}}\n", "@misc\n", "a, ", "{a} # ", "\\url{", "   x"],
)  # fmt: skip
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    """A search that goes back and forth would not end here, which counting does not see."""

    def run(count: int) -> None:
        parse("@misc{k, title={T}, author={" + unit * count + "}, journal={" + unit * count + "}}")

    assert grows_as_its_input(run, 200, 800)
    run(20_000 if LONG else 5_000)
