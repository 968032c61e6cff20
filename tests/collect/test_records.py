"""What is stored with the environment keeps its form, or the version of the environment is raised."""

from __future__ import annotations

import dataclasses

import papershelf
from papershelf.collect import records
from papershelf.collect.domain.paper import PaperDomain
from papershelf.model.collection import catalogue, outline
from papershelf.model.record import paper
from papershelf.render.kept import Kept
from papershelf.sources.library import further

STORED = (
    paper.Author,
    paper.Paper,
    outline.OutlineItem,
    catalogue.Mention,
    records.PaperNote,
    records.QueueNote,
    records.CategoryNote,
    records.Declared,
    records.References,
    records.Marks,
    records.Doubts,
    records.SourceState,
)

FORMS = {
    13: {
        "Author": "family given literal suffix",
        "Paper": "key title short_title authors date venue category also_in status tags arxiv arxiv_version doi links "
        "read added former_keys relations summary note spans type cite_key fields",
        "OutlineItem": "key docname title category date added heading cite_key arxiv doi",
        "Mention": "target docname anchor sentence line place",
        "PaperNote": "paper anchor line option_lines path heading",
        "QueueNote": "paper anchor line",
        "CategoryNote": "slug sort listed line parent parent_line about",
        "Declared": "slug parent",
        "References": "targets listings toctrees foreign title toc",
        "Marks": "paper bare summary references mentions",
        "Doubts": "sought curled",
        "Kept": "kind text attributes inside line",
        "Further": "type fields",
        "SourceState": "mtime ctime size digest",
        "PaperDomain": "papers queues categories mentions references named summaries marks doubts outline owners "
        "included sources files further bibliography",
    }
}
"""Version of the environment to the fields of each stored record."""


def test_a_new_form_has_a_new_version() -> None:
    found = {record.__name__: " ".join(field.name for field in dataclasses.fields(record)) for record in STORED}
    found["Kept"] = " ".join(Kept._fields)
    found["Further"] = " ".join(field.name for field in dataclasses.fields(further.Further))
    found["PaperDomain"] = " ".join(PaperDomain.initial_data)
    assert found == FORMS[papershelf.ENV_VERSION], "raise ENV_VERSION, give its reason, and note the new form here"
