"""Small libraries, each with something wrong in it, and what the check finds there."""

# ruff: noqa: E501 (a page of text in a line is easier to read than a broken one)

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from support import CONF

Place = tuple[str, int, str]

OPTIONS = {
    "authors": "Ann Lee; Bo Ray",
    "year": "2020",
    "category": "methods",
    "arxiv": "2001.00001",
}
"""What a finished note needs; the lines are 4 to 7 of the page."""


def page(
    title: str = "First", key: str = "first", *, summary: str = "- one\n- two\n- three", body: str = "", **options: str
) -> str:
    """A paper page; an option that is empty is left out, a new one stands after the others."""
    given = {name: text for name, text in (OPTIONS | options).items() if text}
    lines = "\n".join(f":{name.replace('_', '-')}: {text}" for name, text in given.items())
    return f"# {title}\n\n```{{paper-summary}} {key}\n{lines}\n\n{summary}\n```\n\n{body}\n"


def category(listed: str = "", queue: str = "", slug: str = "methods") -> str:
    """A category page; its first queue line is line 7 when nothing is listed."""
    return f"# Methods\n\n```{{paper-category}} {slug}\n{listed}```\n" + (
        f"\n```{{paper-queue}}\n{queue}\n```\n" if queue else ""
    )


HOME = "# Home\n\n```{toctree}\nmethods\n```\n"
CLEAN = {"index.md": HOME, "methods.md": category(), "papers/first.md": page()}
SECOND = page("Second", "second", arxiv="2001.00002")
NFD = unicodedata.normalize("NFD", "é")
NAMED = [page(f"P{n}", f"p{n}", arxiv=f"2002.0000{n}", body="See {paper:ref}`far`.") for n in range(3)]

LIVING = CONF + 'papershelf_bibliography = ["refs.bib"]\n'
"""Settings of a library that lives from a bibliography."""
BIB = "@article{first, title={First}, author={Ann Lee and Bo Ray}, date={2021-05}, eprint={2001.00001}, eprinttype={arXiv}}\n"

CASES: dict[str, tuple[Mapping[str, str | bytes], list[Place]]] = {
    "arxiv id twice": (
        {"papers/second.md": page("Second", "second")},
        [("papers/second.md", 3, "duplicate-arxiv")],
    ),
    "a bibliography that says other things, and the same": (
        {"conf.py": LIVING, "refs.bib": BIB},
        [
            ("papers/first.md", 4, "repeated-fact"),
            ("papers/first.md", 5, "other-fact"),
            ("papers/first.md", 7, "repeated-fact"),
        ],
    ),
    "a heading that is not the title": (
        {"conf.py": LIVING, "refs.bib": BIB.replace("title={First}", "title={Another}"), "papers/first.md": page(authors="", year="", arxiv="")},
        [("papers/first.md", 1, "other-fact")],
    ),
    "a line of a queue and a bibliography": (
        {"conf.py": LIVING, "refs.bib": BIB.replace("first,", "far,").replace("2001.", "2002."), "methods.md": category(queue="- far = First of all — Ann Lee; Bo Ray (2020)")},
        [("methods.md", 7, "other-fact"), ("methods.md", 7, "other-fact"), ("methods.md", 7, "repeated-fact")],
    ),
    "a bibliography with a broken entry, and a key of none": (
        {"conf.py": LIVING, "refs.bib": "@article{a, title={B\n", "papers/first.md": page(cite_key="b")},
        [("refs.bib", 1, "bibliography")],
    ),
    "a field of an entry that the library has, and of one that it has not": (
        {"conf.py": LIVING, "refs.bib": "@misc{first, title={First}, doi={none}}\n@misc{other, title={Other}, doi={none}}\n"},
        [("refs.bib", 1, "bibliography")],
    ),
    "a bibliography that is not there": (
        {"conf.py": LIVING},
        [("refs.bib", 1, "bibliography")],
    ),
    "pictures of other hosts": (
        {"papers/first.md": page(body="[a](https://x.org/a.png) ![b](https://x.org/b.png)\n\n![c](//y.org/c.png)")},
        [("papers/first.md", 14, "remote-image")],
    ),
    "arxiv id in a queue and a page": (
        {"methods.md": category(queue="- other = Other (2020) arXiv:2001.00001")},
        [("methods.md", 7, "stale-queue")],
    ),
    "arxiv id as arXiv's own doi": (
        {"papers/second.md": page("Second", "second", arxiv="", doi="10.48550/arXiv.2001.00001")},
        [("papers/second.md", 3, "duplicate-arxiv")],
    ),
    "doi twice": (
        {
            "papers/first.md": page(arxiv="", doi="10.1000/AB"),
            "papers/second.md": page("Second", "second", arxiv="", doi="10.1000/ab"),
        },
        [("papers/second.md", 3, "duplicate-doi")],
    ),
    "title twice": (
        {"papers/second.md": page("FIRST!", "second", arxiv="2001.00002")},
        [("papers/second.md", 3, "duplicate-title")],
    ),
    "title of another's paper": (
        {"papers/second.md": page("First", "second", arxiv="2001.00002", authors="Cy Poe")},
        [],
    ),
    "in two categories": (
        {
            "index.md": HOME.replace("methods\n", "methods\nmodels\n"),
            "models.md": category(listed="first\n", slug="models"),
            "papers/first.md": page(also_in="models"),
        },
        [],
    ),
    "key twice": (
        {"papers/second.md": page("Second", "first", arxiv="2001.00002")},
        [("papers/second.md", 3, "duplicate-key")],
    ),
    "key twice in a queue": (
        {"methods.md": category(queue="- far = Far\n- far = Another")},
        [("methods.md", 8, "duplicate-key")],
    ),
    "former key is a key": (
        {"papers/second.md": page("Second", "second", arxiv="2001.00002", former_keys="first")},
        [("papers/second.md", 3, "duplicate-key")],
    ),
    "category twice": (
        {"index.md": HOME.replace("methods\n", "methods\nother\n"), "other.md": category()},
        [("other.md", 3, "duplicate-category")],
    ),
    "second summary": (
        {"papers/first.md": page(body="```{paper-summary}\n```")},
        [("papers/first.md", 14, "duplicate-summary")],
    ),
    "stale queue": (
        {"methods.md": category(queue="- far = Far\n- first = First (2020)")},
        [("methods.md", 8, "stale-queue")],
    ),
    "stale queue by title": (
        {"methods.md": category(queue="- other = The first\n- another = first")},
        [("methods.md", 8, "stale-queue")],
    ),
    "queue that cannot be read": (
        {"methods.md": category(queue="- far = Far\nno item")},
        [("methods.md", 8, "invalid-queue")],
    ),
    "queue without a category": (
        {"index.md": HOME + "\n```{paper-queue}\n- far = Far\n```\n"},
        [("index.md", 7, "invalid-queue")],
    ),
    "year missing": ({"papers/first.md": page(year="")}, [("papers/first.md", 3, "missing-year")]),
    "authors missing": ({"papers/first.md": page(authors="")}, [("papers/first.md", 3, "missing-authors")]),
    "link missing": ({"papers/first.md": page(arxiv="")}, [("papers/first.md", 3, "missing-link")]),
    "a url is a link": ({"papers/first.md": page(arxiv="", url="https://example.org/a")}, []),
    "category missing": ({"papers/first.md": page(category="")}, [("papers/first.md", 3, "missing-option")]),
    "title missing": (
        {"papers/first.md": page().removeprefix("# First\n")},
        [("papers/first.md", 2, "missing-option")],
    ),
    "four lines": (
        {"papers/first.md": page(summary="- a\n- b\n- c\n- d")},
        [("papers/first.md", 3, "summary-length")],
    ),
    "two lines while writing": ({"papers/first.md": page(summary="- a\n- b", status="writing")}, []),
    "no summary": ({"papers/first.md": page(summary="")}, [("papers/first.md", 3, "empty-summary")]),
    "planned paper named by three": (
        {
            "methods.md": category(queue="- far = Far"),
            **{f"papers/p{n}.md": text for n, text in enumerate(NAMED)},
        },
        [("methods.md", 7, "worth-a-note")],
    ),
    "planned paper named by two": (
        {
            "methods.md": category(queue="- far = Far"),
            **{f"papers/p{n}.md": text for n, text in enumerate(NAMED[:2])},
            "papers/second.md": SECOND.replace("\n\n\n", "\n\n`{paper:ref}` and ``{paper:ref}`far` ``\n"),
        },
        [],
    ),
    "figure that nothing shows": (
        {"papers/first/index.md": page(body="![one](one.png)"), "papers/first.md": "", "papers/first/one.png": b"", "papers/first/two.PNG": b""},
        [("papers/first/two.PNG", 1, "orphan-figure")],
    ),
    "figures shown in other ways": (
        {
            "papers/first/index.md": page(
                body="```{figure} a%20b.png\n:alt: a\n```\n\n<img src='c.png'>\n\n[d]: d.png\n\n![e](e.*)\n\n![f](/papers/first/f.svg)\n\n```{card}\n:img-top: g.png\n```"
            ),
            "papers/first.md": "",
            **{f"papers/first/{name}": b"" for name in ("a b.png", "c.png", "d.png", "e.png", "f.svg", "g.png")},
        },
        [],
    ),
    "dead link": (
        {"papers/first.md": page(body="[a](second.md), [b](../methods.md#x), [c](https://x.org), [d](#d), [e](label)")},
        [("papers/first.md", 14, "dead-link")],
    ),
    "dead link by definition": (
        {"papers/first.md": page(body="[a]\n\n[a]: none.md\n[^1]: no.md")},
        [("papers/first.md", 16, "dead-link")],
    ),
    "link out of the library": (
        {"papers/first.md": page(body="[a](../../outside.md)")},
        [("papers/first.md", 14, "dead-link")],
    ),
    "link in another case": (
        {"papers/first.md": page(body="[a](../Methods.md)")},
        [("papers/first.md", 14, "dead-link")],
    ),
    "dead images": (
        {"papers/first.md": page(body="![a](a.png)\n\n```{image} b.png\n```\n\n[![c](c.png)](../methods.md)\n<img src=\"d.png\">")},
        [("papers/first.md", line, "dead-image") for line in (14, 16, 19, 20)],
    ),
    "no links in code, formulas and comments": (
        {
            "papers/first.md": page(
                body="```python\na[0](b.md)\n```\n\n`[a](b.md)` $f[x](y.z)$ costs $5\n\n$$\nf[x](y.z)\n$$\n\n<!--\n[a](b.md)\n-->\n\n% [a](b.md)\n\n[a](../methods.md)"
            )
        },
        [],
    ),
    "link after a comment": (
        {"papers/first.md": page(body="% words\n\n<!-- [x](y.md) --> [a](b.md) <!-- [x](z.md) -->")},
        [("papers/first.md", 16, "dead-link")],
    ),
    "link after a formula": (
        {"papers/first.md": page(body="$$\nx\n$$\n\n$$ y $$\n\n:::{note}\n[a](b.md)\n:::")},
        [("papers/first.md", 21, "dead-link")],
    ),
    "key in capitals": (
        {"papers/first.md": page(key="First")},
        [("papers/first.md", 3, "key-case")],
    ),
    "names that differ in case": (
        {"papers/First.md": page("Other", "other", arxiv="2001.00002")},
        [("papers/first.md", 1, "name-case")],
    ),
    "latex in a heading": (
        {"papers/first.md": page("The \\textbf{First}")},
        [("papers/first.md", 1, "latex-title")],
    ),
    "escaped signs in a heading": ({"papers/first.md": page("A \\$5 \\{x\\} {sub}`2` \\_")}, []),
    "latex in titles": (
        {
            "papers/first.md": page(short_title="Poincar{\\'e}"),
            "papers/second.md": page("Second", "second", arxiv="2001.00002", short_title="$O(n)$ time"),
            "methods.md": category(queue="- far = {F}ar"),
        },
        [("methods.md", 7, "latex-title"), ("papers/first.md", 8, "latex-title"), ("papers/second.md", 8, "latex-title")],
    ),
    "latex in a name": (
        {"papers/first.md": page(authors="Jos{\\'e} Lee; {A Group}")},
        [("papers/first.md", 3, "missing-authors"), ("papers/first.md", 4, "latex-author")],
    ),
    "capitals": (
        {"papers/first.md": page(authors="Ann LEE; J. R. Smith III; {NASA}; 김 철수")},
        [("papers/first.md", 4, "capital-author")],
    ),
    "relation to nothing": (
        {"papers/first.md": page(extends="secnd, second"), "papers/second.md": SECOND},
        [("papers/first.md", 8, "unknown-key")],
    ),
    "role to nothing": (
        {"papers/first.md": page(body="{paper:citep}`first, nothing`\n\n{paper}`words <first>` {paper:ref}`words <none>`")},
        [("papers/first.md", 14, "unknown-key"), ("papers/first.md", 16, "unknown-key")],
    ),
    "role to another site": (
        {
            "conf.py": CONF + 'intersphinx_mapping = {"x": ("https://x.org", None)}\n',
            "papers/first.md": page(body="{paper:ref}`there`"),
        },
        [],
    ),
    "listed and unknown": (
        {"methods.md": category(listed="first\nnone\nNo Key\n")},
        [("methods.md", 5, "unknown-key"), ("methods.md", 6, "invalid-option")],
    ),
    "category that is not": (
        {"papers/first.md": page(category="method", also_in="models")},
        [("papers/first.md", 6, "unknown-category"), ("papers/first.md", 8, "unknown-category")],
    ),
    "categories below each other": (
        {
            "methods.md": category(listed=":parent: inner\n\ninner\n"),
            "inner.md": category(slug="inner", listed=":parent: methods\n"),
        },
        [("inner.md", 4, "unknown-category"), ("methods.md", 4, "unknown-category"), ("methods.md", 6, "unknown-category")],
    ),
    "category below nothing": (
        {
            "inner.md": category(slug="inner", listed=":sort: year\n:parent: method\n"),
            "other.md": category(slug="other", listed=":parent: No Slug\n"),
        },
        [("inner.md", 5, "unknown-category"), ("other.md", 4, "invalid-option")],
    ),
    "categories below one": (
        {
            "methods.md": category(listed="inner\nfirst\n"),
            "inner.md": category(slug="inner", listed=":parent: methods\n"),
        },
        [],
    ),
    "unknown option": ({"papers/first.md": page(yaer="2020")}, [("papers/first.md", 8, "invalid-option")]),
    "options that cannot be read": (
        {"papers/first.md": page(authors='"Ann')},
        [("papers/first.md", 3, code) for code in ("invalid-option", "missing-authors", "missing-link", "missing-option", "missing-year")],
    ),
    "option twice": (
        {"papers/first.md": page(year="2020\n:year: 2021")},
        [("papers/first.md", 6, "doubled-option")],
    ),
    "ids that are not bare": (
        {
            "papers/first.md": page(arxiv="https://arxiv.org/abs/2001.00001v2", doi="doi:10.1000/x"),
            "papers/second.md": page("Second", "second", arxiv="", url="https://doi.org/10.1000/y"),
        },
        [("papers/first.md", 7, "non-bare-id"), ("papers/first.md", 8, "non-bare-id"), ("papers/second.md", 7, "non-bare-id")],
    ),
    "white space": (
        {"papers/first.md": page(year="2020  ", venue="ICLR\u00a02021")},
        [("papers/first.md", 5, "white-space"), ("papers/first.md", 8, "white-space")],
    ),
    "tags in two ways": (
        {
            "papers/first.md": page(tags="low-rank, peft"),
            "papers/second.md": page("Second", "second", arxiv="2001.00002", tags="low-rank"),
            "papers/third.md": page("Third", "third", arxiv="2001.00003", tags="Low rank, PEFT, peft2"),
        },
        [("papers/first.md", 8, "tag-variant"), ("papers/third.md", 8, "tag-variant")],
    ),
    "text that is not NFC": (
        {"papers/first.md": page(venue=f"Caf{NFD}", body=f"{NFD}\n{NFD}"), "index.md": HOME + NFD},
        [("index.md", 6, "not-nfc"), ("papers/first.md", 8, "not-nfc"), ("papers/first.md", 15, "not-nfc")],
    ),
    "names of files": (
        {f"papers/{NFD}.md": page("Other", "other", arxiv="2001.00002"), "papers/é2.md": page("More", "more", arxiv="2001.00003")},
        [],  # letters in parts are found, too
    ),
    "no text": ({"papers/first.md": b"\xff"}, [("papers/first.md", 1, "file-name")]),
    "outside": (
        {"paper.md": page("Other", "other", arxiv="2001.00002"), "index.md": HOME.replace("methods\n", "methods\npaper\n")},
        [("paper.md", 3, "outside-papers")],
    ),
    "lines as an editor counts": (
        {"papers/first.md": page(body="one\u2028one\x0cone\n\n[a](none.md)").replace("\n", "\r\n")},
        [("papers/first.md", 16, "dead-link")],
    ),
    "reStructuredText": (
        {
            "papers/first.md": "",
            "papers/first.rst": "First\n=====\n\n.. paper-summary:: first\n   :authors: Ann Lee\n   :year: 2020\n   :category: methods\n"
            "   :doi: doi:10.1000/x\n\n   - a\n   - b\n   - c\n\n.. image:: no.png\n\n.. code::\n\n   :paper:ref:`no`\n\n:paper:ref:`none`\n",
        },
        [("papers/first.rst", 8, "non-bare-id"), ("papers/first.rst", 14, "dead-image"), ("papers/first.rst", 20, "unknown-key")],
    ),
}  # fmt: skip
