"""Bad input: each is named with file, line and what is allowed, does no harm, and the rest is built."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
SECRET = "TOP-SECRET-7391"
ALL_UNTRUSTED = CONF + 'papershelf_untrusted = ["**"]\n'
"""For tests whose payloads stand outside the folders of papers, too."""


def active(site: Site) -> list[str]:
    """Everything in the HTML pages that a browser would run or follow, and that content may not write."""
    found = []
    for page in sorted((site.out / "html").rglob("*.html")):
        name = page.relative_to(site.out / "html").as_posix()
        text = page.read_text(encoding="utf-8")
        if "<script>alert" in text:
            found.append(f"{name}: <script>alert")
        soup = BeautifulSoup(text, "html.parser")
        for element in soup.find_all(True):
            for attribute, value in element.attrs.items():
                address = "".join(str(value).split()).lower()
                if attribute.startswith("on") or address.startswith(("javascript:", "vbscript:", "data:text")):
                    found.append(f"{name}: <{element.name} {attribute}={value!r}>")
        scripts = [e for e in soup.find_all("script") if e.get("type") != "application/ld+json"]  # which is data
        found += [f"{name}: {e}" for e in scripts if "alert(" in e.text]
        found += [f"{name}: {e}" for e in soup.find_all(["iframe", "object", "embed", "base"])]
        found += [f"{name}: {e}" for e in soup.find_all("style") if "evil" in e.text]
        found += [f"{name}: {e}" for e in soup.find_all("meta", attrs={"http-equiv": True})]
    return found


def leaks(site: Site) -> list[str]:
    """Output files that hold the secret."""
    return [
        path.relative_to(site.out).as_posix()
        for path in sorted((site.out / "html").rglob("*"))
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def expect(warnings: str, place: str, subtype: str, *words: str) -> None:
    """A warning of this kind stands at this place and says these words."""
    lines = [line for line in warnings.splitlines() if line.startswith(f"{place}: WARNING: ")]
    lines = [line for line in lines if line.endswith(f"[papershelf.{subtype}]")]
    assert [line for line in lines if all(word in line for word in words)], f"{place} {subtype} {words}\n{warnings}"


def options(**given: str) -> str:
    return "\n".join([":category: methods", *(f":{name.replace('_', '-')}: {value}" for name, value in given.items())])


# The first option of a page made by `paper` (":category:") is in line 4, the next in line 5.
RECORDS: dict[str, tuple[str, int, str, list[str]]] = {
    "role": (paper("T", "role", body="See {paper:ref}`goood`."), 11, "unknown-key", ["'goood'", "mean 'good'?"]),
    "rel": (paper("T", "rel", options=options(extends="goood")), 5, "unknown-key", ["extends: ", "'goood'", "'good'?"]),
    "self": (paper("T", "self", options=options(uses_method_of="self")), 5, "invalid-option", ["'self' names itself"]),
    "cat": (
        paper("T", "cat", options=":category: method"), 4, "unknown-category",
        ["'method'", "did you mean 'methods'?", "(declared: methods, twice)"],
    ),
    "year": (paper("T", "year", options=options(year="199x")), 5, "invalid-option", ["'199x'", "2021, 2021-06 or"]),
    "date": (paper("T", "date", options=options(date="2021-02-30")), 5, "invalid-option", ["2021-02-30", "such day"]),
    "arxiv": (paper("T", "arxiv", options=options(arxiv="21.9")), 5, "invalid-option", ["'21.9'", "2106.09685v2"]),
    "doi": (paper("T", "doi", options=options(doi="11.1/x")), 5, "invalid-option", ["'11.1/x'", "doi:10.1000/182"]),
    "js": (paper("T", "js", options=options(code="javascript:alert(1)")), 5, "invalid-option", ["http:// and https://"]),
    "ftp": (paper("T", "ftp", options=options(pdf="ftp://x.org/a")), 5, "invalid-option", ["'ftp://x.org/a'"]),
    "status": (paper("T", "status", options=options(status="fin")), 5, "invalid-option", ["'fin'", "planned, reading"]),
    "empty": (paper("T", "empty", summary=""), 3, "summary-length", []),
    "twice": (
        paper("T", "twice", options=options(year="2021") + "\n:year: 2022"), 6, "invalid-option",
        ["option 'year' is given twice, first in line 5"],
    ),
    "unknown": (paper("T", "unknown", options=options(auhtors="x")), 5, "invalid-option", ["'auhtors'", "'authors'?"]),
    "two": (paper("T", "two") + "\n```{paper-summary} other\n- x\n```\n", 13, "duplicate-summary", ["in line 3"]),
    "long": (paper("L" * 5000, "long"), 1, "invalid-option", ["heading", "at most 500", "5000"]),
}  # fmt: skip


def test_records_queues_and_categories(make_site: MakeSite) -> None:
    site = make_site(
        {
            "index.md": home("methods", "twice", "again"),
            "methods.md": category(
                content="good\ngod\nB A D", queue="- good = A stale line\n- x = Y (20167)\nprose\n- planned (2020)"
            ),
            "twice.md": category("twice", "Twice"),
            "again.md": category("twice", "Again"),
            "stray.md": paper("Stray", "stray"),
            "papers/good.md": paper("The good page", "good"),
            "papers/key-a.md": paper("A", "same"),
            "papers/key-b.md": paper("B", "same"),
            **{f"papers/{name}.md": text for name, (text, *_rest) in RECORDS.items()},
        }
    )
    warnings = site.build()
    for name, (_text, line, subtype, words) in RECORDS.items():
        expect(warnings, f"papers/{name}.md:{line}", subtype, *words)
    expect(warnings, "papers/key-b.md:3", "duplicate-key", "'same'", "papers/key-a.md:3")
    expect(warnings, "stray.md:3", "outside-papers", "'stray'", "'papers/'")
    expect(warnings, "twice.md:5", "duplicate-category", "'twice'", "again.md:5")
    expect(warnings, "methods.md:7", "unknown-key", "'god'", "did you mean 'good'?")
    expect(warnings, "methods.md:8", "invalid-option", "'B A D'", "a-z")
    expect(warnings, "methods.md:12", "stale-queue", "'good'", "papers/good.md:3")
    expect(warnings, "methods.md:13", "invalid-queue", "x = Y (20167)", "2021-06-17", "'[key =] Title")
    expect(warnings, "methods.md:14", "invalid-queue", "'prose'", "list item")
    for name in ["methods", "again", "papers/good", *(f"papers/{name}" for name in RECORDS)]:
        assert site.page(name)
    assert "The good page" in site.page("methods")
    assert "planned" in site.page("methods")
    assert "goood" in site.page("papers/role")  # stays readable text


FORMULAS = {
    r"\text{<script>alert(1)</script>}": "",
    r"\href{javascript:alert(1)}{x}": "href",
    r"\foo": "foo",
    r"\input{/etc/passwd}": "input",
    r"\frac{a": "not closed",
    r"a}": "has no '{'",
    r"\frac{a}": "",
}


def test_scripts_in_text_and_formulas(make_site: MakeSite) -> None:
    evil = "<script>alert(1)</script>"
    body = "\n\n".join(f"${tex}$" for tex in FORMULAS)
    site = make_site(
        {
            "conf.py": ALL_UNTRUSTED,
            "index.md": home("methods"),
            "methods.md": category(title=f"M {evil}", queue=f"- q = Q {evil} — {evil}"),
            "papers/a.md": paper(
                f"A {evil}",
                "a",
                options=options(title=evil, venue=evil, authors=evil, tags=evil, short_title=f"</script>{evil}"),
                summary=f"- one {evil}\n- `{evil}`",
                body=body,
            ),
            "papers/b.md": paper("B", "b", body=f"As {{paper:ref}}`a` says {evil}. {{paper:ref}}`{evil}`"),
        }
    )
    warnings = site.build()
    assert active(site) == []
    expect(warnings, "papers/a.md:1", "refused-markup", "raw HTML", "allowed are the tags b,")
    for number, (tex, words) in enumerate(FORMULAS.items()):
        if words:
            expect(warnings, f"papers/a.md:{15 + 2 * number}", "invalid-math", repr(tex), words)
    sources = [e.text for e in BeautifulSoup(site.page("papers/a"), "html.parser").select(".paper-math-source")]
    assert set(sources) >= {tex for tex, words in FORMULAS.items() if words}
    assert "As " in site.page("papers/b")


MARKUP = {
    "link": "[x](javascript:alert(1))",
    "auto": "<javascript:alert(1)>",
    "tab": "[x](<java\tscript:alert(1)>)",
    "entity": "[x](&#106;avascript:alert(1))",
    "ref": "[x][y]\n\n[y]: vbscript:alert(1)",
    "data": "[x](data:text/html,evil)",
    "image": "![x](javascript:alert(1))",
    "img": "<img src=x onerror=alert(1)>",
    "a": '<a href="javascript:alert(1)">x</a>',
    "block": "<div>\n<iframe src=x></iframe>\n</div>",
    "svg": "<svg onload=alert(1)></svg>",
    "svg-a": '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
    "style": "<style>evil</style>",
    "b-on": "<b onclick=alert(1)>x</b>",
    "raw": "```{raw} html\n<script>alert(1)</script>\n```",
    "rst-raw": "```{eval-rst}\n.. raw:: html\n\n   <script>alert(1)</script>\n```",
    "rst-role": "```{eval-rst}\n.. role:: h(raw)\n   :format: html\n\n:h:`<script>alert(1)</script>`\n```",
    "rst-sub": "```{eval-rst}\n.. |x| raw:: html\n\n   <script>alert(1)</script>\n\nA |x|.\n```",
    "rst-link": "```{eval-rst}\n`x <javascript:alert(1)>`_ and y_\n\n.. _y: javascript:alert(1)\n```",
    "rst-target": "```{eval-rst}\n.. image:: /ok.png\n   :target: javascript:alert(1)\n```",
    "rst-meta": "```{eval-rst}\n.. meta::\n   :http-equiv=refresh: 0;url=https://evil.example\n```",
    "rst-meta-on": "```{eval-rst}\n.. meta::\n   :name=x onload=alert(1): y\n```",
}


def test_markup(make_site: MakeSite) -> None:
    pages = {f"papers/{name}.md": paper("T", name, body=f"{text}\n\nAfter.") for name, text in MARKUP.items()}
    rst = "T\n=\n\n.. paper-summary:: rst\n   :category: methods\n\n   - one\n\n`x <javascript:alert(1)>`_\n\n"
    rst += ".. raw:: html\n\n   <script>alert(1)</script>\n"
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/rst.rst": rst, **pages})
    (site.source / "ok.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    warnings = site.build()
    assert active(site) == []
    quiet = {"link", "ref", "auto", "data", "tab", "entity", "image"}  # what MyST itself does not take for a link
    said = {
        line.partition(".md")[0].removeprefix("papers/")
        for line in warnings.splitlines()
        if "[papershelf.refused-markup]" in line or "[papershelf.unsafe-url]" in line
    }
    assert MARKUP.keys() - said == quiet
    for name in MARKUP:
        assert "After." in site.page(f"papers/{name}")
    expect(warnings, "papers/img.md:11", "refused-markup", "<img src=x onerror=alert(1)>", "shown as text")
    expect(warnings, "papers/rst.rst:9", "unsafe-url", "'javascript:alert(1)'", "http, https, mailto, tel or ftp")


LISTS = (
    "# Lists\n\n```{paper-list}\n:filter:\n```\n\n```{paper-list}\n:style: cards\n```\n\n```{paper-compare}\n%s\n```\n"
)


def test_markup_in_what_other_pages_show(make_site: MakeSite) -> None:
    """In an insight, a sentence, the note of a planned paper and the words about a category."""
    evil = {
        **{f"m-{name}": text for name, text in MARKUP.items()},
        **{f"f-{number}": f"${tex}$" for number, tex in enumerate(FORMULAS)},
        **{f"t-{number}": f"`{tex}` and {tex}" for number, tex in enumerate(FORMULAS)},
        "heading": "<h1 id=x><b>x<i>",
        "entity": "&lt;script&gt;alert(1)&lt;/script&gt; `<img src=x onerror=alert(1)>`",
        "key": "{paper:citep}`<img src=x onerror=alert(1)>` {paper:ref}`<b onclick=alert(1)>x</b> <good>`",
        "alt": "![<img src=x onerror=alert(1)>](ok.png)",
        "sign": "\ue000ref:<img src=x onerror=alert(1)>\ue001",
    }
    pages = {
        f"papers/{name}.md": paper(
            "T", name, summary=f"- \n  {text.replace(chr(10), chr(10) + '  ')}\n- {text.partition(chr(10))[0]}",
            body=f"Of {{paper:ref}}`good`, {text}",
        ).replace("```{paper-summary}", "`````{paper-summary}").replace("\n```\n\nOf", "\n`````\n\nOf")
        for name, text in evil.items()
    }  # fmt: skip
    lines = "".join(f"- q{number} = Q — {text}\n" for number, text in enumerate(evil.values()) if "\n" not in text)
    inner = category("inner", "Inner", content=":parent: methods").replace("Prose", "<img src=x onerror=alert(1)> A")
    site = make_site(
        {
            "conf.py": ALL_UNTRUSTED,
            "index.md": home("methods", "lists"),
            "lists.md": LISTS % "\n".join(evil),
            "methods.md": category(queue=lines).replace("\n```\n\n```{paper-q", "\n```\n\n```{paper-q"),
            "inner.md": inner,
            "papers/good.md": paper("Good", "good"),
            **pages,
        }
    )
    (site.source / "papers/ok.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    site.build()
    assert active(site) == []
    allowed = {"em", "strong", "code", "sub", "sup", "s", "u", "kbd", "mark", "small"}
    for file in (site.out / "html/cards").glob("[0-9]*.js"):
        cards = json.loads(file.read_text(encoding="utf-8").partition("(")[2].rpartition(")")[0])
        for line in (line for card in cards.values() for line in card[4]):
            soup = BeautifulSoup(line, "html.parser")
            for formula in soup.find_all("math"):
                assert all(tag.name[0] == "m" for tag in formula.find_all(True)), line
                formula.decompose()
            assert {tag.name for tag in soup.find_all(True)} <= allowed, line
            assert all(set(tag.attrs) <= {"class"} for tag in soup.find_all(True)), line


FILES = {
    "include": "```{include} ../../secret.txt\n```",
    "include-abs": "```{include} %s\n```",
    "literal": "```{literalinclude} ../../secret.txt\n```",
    "csv": "```{csv-table}\n:file: ../../secret.txt\n```",
    "raw": "```{raw} html\n:file: ../../secret.txt\n```",
    "image": "![x](../../secret.png)",
    "figure": "```{figure} ../../secret.png\n```",
    "download": "{download}`../../secret.txt`",
    "rst-include": "```{eval-rst}\n.. include:: ../secret.txt\n```",
    "rst-include-2": "```{eval-rst}\n.. include:: ../../secret.txt\n   :literal:\n```",
    "rst-abs": "```{eval-rst}\n.. include:: %s\n```",
    "rst-literal": "```{eval-rst}\n.. literalinclude:: ../../secret.txt\n```",
    "symlink": "```{include} link.txt\n```",
}


def secret_site(make_site: MakeSite, tmp_path: Path, bodies: Mapping[str, str]) -> Site:
    """A library beside a secret, with a paper page for each body."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret.png").write_text(SECRET, encoding="utf-8")
    pages = {
        f"papers/{name}.md": paper("T", name, body=text.replace("%s", str(secret)) + "\n\nAfter.")
        for name, text in bodies.items()
    }
    site = make_site({"index.md": home("methods"), "methods.md": category(), "plain.txt": "plain", **pages})
    site.write({"papers/other.md": paper("Other", "other")})
    return site


def test_files_outside_the_source_folder(make_site: MakeSite, tmp_path: Path) -> None:
    site = secret_site(make_site, tmp_path, FILES)
    try:
        (site.source / "papers/link.txt").symlink_to(tmp_path / "secret.txt")
    except OSError:
        (site.source / "papers/link.txt").write_text("no links here")
    warnings = site.build()
    assert leaks(site) == []
    assert "Other" in site.page("papers/other")
    for name in ["include", "literal", "csv", "raw", "image", "figure", "download", "rst-include-2", "rst-literal"]:
        [line] = [w for w in warnings.splitlines() if w.startswith(f"papers/{name}.md") and "refused-markup" in w]
        assert "outside the source folder" in line
        assert "secret." in line


HOLES = {
    "diff": "```{literalinclude} ../plain.txt\n:diff: ../../secret.txt\n```",
    "csv-url": "```{csv-table}\n:url: file://%s\n```",
    "raw-url": "```{raw} html\n:url: file://%s\n```",
}


@pytest.mark.parametrize("name", HOLES)
def test_files_by_other_ways(make_site: MakeSite, tmp_path: Path, name: str) -> None:
    site = secret_site(make_site, tmp_path, {name: HOLES[name]})
    site.build()
    assert "Other" in site.page("papers/other")
    assert leaks(site) == []


def test_a_script_as_toctree_entry(make_site: MakeSite) -> None:
    entry = "evil <javascript://x%0aalert(1)>"
    pages = {"index.md": home("methods", entry), "methods.md": category(), "papers/a.md": paper("A", "a")}
    site = make_site({"conf.py": ALL_UNTRUSTED, **pages})
    site.build()
    assert active(site) == []


def test_an_embedded_image_with_a_script(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    page = "# Home\n\n```{image} evil.svg\n:loading: embed\n```\n"
    site = make_site({"conf.py": ALL_UNTRUSTED, "index.md": page, "evil.svg": svg, "_images/evil.svg": svg})
    monkeypatch.chdir(site.source)  # docutils looks from the current folder
    site.build()
    assert active(site) == []


FRONT_MATTER = {
    "plain": ("---\nmyst:\n  enable_extensions: [substitution]\n  substitutions:\n    x: '{{ 7 * 191 }}'\n---\n", 2),
    "quoted": ('---\na: 1\n"myst": {enable_extensions: [substitution]}\n---\n', 3),
    "flow": ("---\n{a: 1, myst: {enable_extensions: [substitution]}}\n---\n", 2),
    "escaped": ('---\na: 1\n"m\\x79st": {enable_extensions: [substitution]}\n---\n', 1),
    "merged": ("---\nb: &b\n  myst: {enable_extensions: [substitution]}\n<<: *b\n---\n", 3),
    "complex": ("---\n? myst\n: enable_extensions: [substitution]\n...\n", 2),
}


def test_front_matter(make_site: MakeSite) -> None:
    body = paper("T", options=options(year="x"), body="{{ 7 * 191 }}\n\nAfter.")
    site = make_site(
        {
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/other.md": paper("Other", "other"),
            **{f"papers/{name}.md": text + body for name, (text, _line) in FRONT_MATTER.items()},
        }
    )
    warnings = site.build()
    for name, (text, line) in FRONT_MATTER.items():
        expect(warnings, f"papers/{name}.md:{line}", "refused-markup", "'myst'", "only conf.py")
        expect(warnings, f"papers/{name}.md:{text.count(chr(10)) + 5}", "invalid-option", "year: found 'x'")
        assert "1337" not in site.page(f"papers/{name}")
        assert "After." in site.page(f"papers/{name}")


def test_a_documented_module_is_no_foreign_file(make_site: MakeSite) -> None:
    page = "# Home\n\n```{eval-rst}\n.. automodule:: textwrap\n   :members: shorten\n```\n"
    site = make_site({"index.md": page})
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write({"conf.py": conf.replace('["myst_parser"', '["sphinx.ext.autodoc", "myst_parser"')})
    assert site.build() == ""
    assert "shorten" in site.page("index")
