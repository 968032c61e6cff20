"""The extension's settings, each once: name, default, type and help. May import no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of ``conf.py``.

    :param rebuild: ``env`` when documents must be read again after a change, ``html`` when only written;
        empty where it concerns no page.
    """

    name: str
    default: Any
    types: tuple[type, ...]
    rebuild: Literal["env", "html", ""]
    help: str


SETTINGS = [
    Setting(
        "papershelf_papers",
        "papers",
        (str, list, tuple),
        "env",
        "Folder, or list of folders, that hold the paper pages; relative to the source folder.",
    ),
    Setting(
        "papershelf_bibliography",
        [],
        (str, list, tuple),
        "",
        "Files of a reference manager, in any form that `papershelf import` takes, that papers take their facts from, "
        'where a page does not give them itself: `["refs.bib"]`; relative to the source folder.',
    ),
    Setting(
        "papershelf_libraries",
        {},
        (dict,),
        "",
        'Other libraries, whose papers roles and relations may name: `{"lab-a": "https://a.example/"}`; with a local '
        'copy of its `papers.json`, `{"old": ("https://old.example/", "_cache/old.json")}`.',
    ),
    Setting(
        "papershelf_portal",
        False,
        (bool,),
        "html",
        "Whether the papers of `papershelf_libraries` are papers of this one, too: in its lists, indices, feeds and "
        "files. They lead to the notes there.",
    ),
    Setting(
        "papershelf_portal_merge",
        False,
        (bool,),
        "html",
        "Whether a portal makes one of those categories of its libraries that have one name. With `False`, they stand "
        "beside each other.",
    ),
    Setting(
        "papershelf_moved",
        "",
        (str,),
        "",
        "The file in which `papershelf split` noted which pages stand in other libraries now: their old addresses lead "
        "there. Relative to the source folder.",
    ),
    Setting(
        "papershelf_untrusted",
        None,
        (list, tuple, type(None)),
        "env",
        "Pages whose authors are not trusted, as patterns like those of `exclude_patterns`: they can run no script and "
        'take in no file from outside. By default those of `papershelf_papers`; `["**"]` for all, `[]` for none.',
    ),
    Setting(
        "papershelf_cjk_emphasis",
        True,
        (bool,),
        "env",
        "Emphasis in Markdown that ends between punctuation and Hangul, Kanji or Kana, as in `**모델(LLM)**은`, and "
        "quotation marks next to them. With `False`, CommonMark's rule.",
    ),
    Setting(
        "papershelf_sidebar_papers",
        50,
        (int,),
        "html",
        "Papers of the current category that the sidebar lists. A longer category shows the neighbours of the "
        "current paper and a link to all; with 0, only that link.",
    ),
    Setting(
        "papershelf_search",
        True,
        (bool,),
        "html",
        "Search that finds Korean, on a page of its own. With `False`, Sphinx's search.",
    ),
    Setting(
        "papershelf_aliases",
        {},
        (dict,),
        "html",
        'Words that find each other, besides those of the field: `{"로라": ["LoRA"]}`. An empty list takes a word '
        "out of its group.",
    ),
    Setting(
        "papershelf_remote_images",
        True,
        (bool,),
        "html",
        "Whether pages show pictures of other hosts, as their writers meant. With `False`, pages link to them and ask "
        "no other host; books always link. `papershelf check --fix --fetch-images` brings them in.",
    ),
    Setting(
        "papershelf_math_macros",
        {},
        (dict,),
        "env",
        'Macros that formulas may use: `{"R": r"\\mathbb{R}", "norm": [r"\\lVert #1\\rVert", 1]}`, as `macros` of '
        "MathJax; those of `mathjax3_config` hold, too.",
    ),
    Setting(
        "papershelf_citation_style",
        "apa",
        (str,),
        "html",
        "How papers are cited: `apa`, the seventh edition of the manual of the APA, which a Korean site follows by the "
        "rules of Korean journals. There is no other yet.",
    ),
    Setting(
        "papershelf_citation_meta",
        False,
        (bool,),
        "html",
        "`citation_*` tags, by which Google Scholar takes the page of a note for the paper itself.",
    ),
    Setting(
        "papershelf_book_exclude",
        [],
        (list, tuple),
        "",
        "Documents that PDF and ePub leave out, with those that only their tables of contents hold, as patterns like "
        'those of `exclude_patterns`: `["docs/guide/**"]`. The home page stays.',
    ),
    Setting(
        "papershelf_part",
        "",
        (str,),
        "",
        "Key of a paper or slug of a category that the `latex` builder writes instead of the whole library; "
        "`papershelf pdf KEY` sets it.",
    ),
]
