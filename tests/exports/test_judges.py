"""Other programs take what goes out: Biber, BibTeX, pybtex, rispy, and whoever holds CSL-JSON to its schema."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pybtex.errors
import pytest
import rispy
from pybtex.database import parse_string

from exports.variables import schema
from papershelf.exports import bibtex as to_bibtex
from papershelf.exports import csl as to_csl
from papershelf.exports import ris as to_ris
from papershelf.model.record.paper import Paper
from papershelf.sources.bibliographies import bibtex, csl
from support import ROOT

ODD_BIB = r"""@inproceedings{Odd:1, title={A {T}itle \& 50\% \#1 \$x\$ a\_b \~{} {"}q{"}}, author={{A and B, Inc.} and
  others},
  editor={von Last, Jr, First}, booktitle={Proc.}, year=2018, month="oct-nov", address={USA}, location={Prague},
  doi={10/abcd}, url={www.example.org/a_b%20c}, note={a @ b}, keywords={a; b, c}, archive={Estate}, my_field:x={odd}}
@article{Odd:2, title={Seasons}, journal={J}, date={2012-23}, volume={B, 2}, pages={1--2, 5}, related={Odd:1,Odd:5},
  relatedtype={reprintof}, crossref={Odd:3}, urldate={3 May 2020}}
@book{Odd:3, title={한글 책}, author={김, 철수}, date={1988/1990}, publisher={P and Q}, institution={I}, part={2}}
@unheardof{Odd:4, title={"}, year={in press}, author={\"Ozt\"urk, \'E. and {\relax Ch}arles X}}
@thesis{Odd:5, title={T}, type={phdthesis}, institution={Here}, publisher={Press}, date={199X}, url={ftp://x.org/a b}}
"""
ODD_CSL = [
    {"id": "http://zotero.org/users/1/items/X", "type": "article-journal", "title": "S <i>x</i>", "medium": "Web",
     "issued": {"date-parts": [[2011]], "season": 3}, "archive": "A", "archive_location": "B", "call-number": "C",
     "collection-editor": [{"family": "E", "given": "F"}], "submitted": {"date-parts": [[2010, 1]]}, "part-number": "2",
     "unheard of": "u", "accessed": {"literal": "some day"}},
]  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    """Forty-five records of every kind, and odd ones."""
    usual = (ROOT / "tests" / "citing" / "records.bib").read_text("utf-8")
    records = [*bibtex.parse(usual), *bibtex.parse(ODD_BIB), *csl.parse(json.dumps(ODD_CSL))]
    found = [record.paper for record in records if record.paper is not None]
    assert len(found) == 51
    return found


def test_pybtex_takes_them_strictly(papers: list[Paper]) -> None:
    pybtex.errors.set_strict_mode(True)
    entries = parse_string(to_bibtex.bibliography(papers), "bibtex").entries
    assert list(entries) == [paper.key for paper in papers]
    assert [str(name) for name in entries["odd-1"].persons["editor"]] == ["von Last, Jr, First"]


def test_rispy_takes_them(papers: list[Paper]) -> None:
    found = rispy.loads(to_ris.bibliography(papers))
    assert [entry["id"] for entry in found] == [paper.key for paper in papers]
    assert not [entry["unknown_tag"] for entry in found if "unknown_tag" in entry]


def test_csl_json_keeps_to_its_schema(papers: list[Paper]) -> None:
    items = json.loads(to_csl.bibliography(papers))
    jsonschema.validate(items, schema())
    assert items[-1]["issued"] == {"date-parts": [[2011]], "season": 3}
    assert (items[-1]["medium"], items[-1]["archive"], items[-1]["part"]) == ("Web", "A", "2")


@pytest.mark.pdf
def test_bibtex_takes_them(papers: list[Paper], tmp_path: Path) -> None:
    (tmp_path / "all.bib").write_text(to_bibtex.bibliography(papers), encoding="utf-8")
    (tmp_path / "x.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n", encoding="utf-8")
    done = subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, text=True)
    assert "error message" not in done.stdout, done.stdout
    assert (tmp_path / "x.bbl").read_text("utf-8", "replace").count("\\bibitem") == len(papers)


@pytest.mark.biber
def test_biber_takes_them(papers: list[Paper], tmp_path: Path) -> None:
    (tmp_path / "all.bib").write_text(to_bibtex.bibliography(papers), encoding="utf-8")
    command = ["biber", "--tool", "--nolog", "--output-file=out.bib", "all.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    said = re.findall(r"(?:WARN|ERROR) - (.*)", done.stdout)
    assert not [line for line in said if not line.startswith("legacy year field")], said  # "in press" is no number
