"""After any edits of a library that names papers in every way, pages that are no suspects show what they did."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from papershelf.write.builder import PaperHTMLBuilder
from papershelf.write.manifest import Page
from support import Site, category, few, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

NAMES = [f"p{n}" for n in range(12)]
_STEPS = 30


def words(chosen: random.Random) -> str:
    """A sentence that names one or two papers, a page or a label."""
    one, other = chosen.sample([*NAMES, "old1", "old2", "Cited 1", "planned"], 2)
    forms = [
        f"See {{paper:ref}}`{one}` and {{paper:ref}}`{other}`.",
        f"See **{{paper:ref}}`{one}`** beside {{paper:citet}}`{other}`.",
        f"See {{paper:citep}}`{one}`.",
        f"See [it]({one if one in NAMES else 'p1'}.md) and {{paper:ref}}`{other}`.",
        f"See {{paper:ref}}`{one}`, {{ref}}`here`.",
        f"See {{doc}}`/guide` and {{paper:ref}}`{one}`.",
        "Nothing.",
    ]
    return chosen.choice(forms)


def page(name: str, chosen: random.Random) -> str:
    """A paper's page."""
    options = {
        "category": chosen.choice(("methods", "methods", "models")),
        "status": chosen.choice(("done", "reading")),
        "year": chosen.choice(("2020", "2021")),
        "authors": chosen.choice(("Ann Lee", "Bo Kim", "Ann Lee; Bo Kim")),
        "tags": chosen.choice(("", "", "rare", "common, rare", "common")),
        "short-title": chosen.choice(("", "", "Short", "Shorter")),
        "former-keys": chosen.choice(("", "", "", "old1", "old2")),
        "cite-key": chosen.choice(("", "", "", "Cited 1")),
        chosen.choice(("extends", "compares-with")): chosen.choice(("", "", *NAMES, "old1")),
    }
    lines = "\n".join(f":{option}: {value}" for option, value in options.items() if value)
    key = name if chosen.random() < 0.9 else chosen.choice(NAMES)
    return (
        f"# {chosen.choice(('Alpha', 'Beta', 'Gamma', 'Delta'))} {name}\n\n```{{paper-summary}} {key}\n{lines}\n\n"
        f"- {chosen.choice(('one', 'two'))}\n- b\n- c\n```\n\n{words(chosen)}\n\n{words(chosen)}\n"
    )


def guide(chosen: random.Random) -> str:
    """A page that is no paper's."""
    return f"# {chosen.choice(('Guide', 'Manual'))}\n\n{words(chosen)}\n\n(here)=\n## {chosen.choice('AB')}\n\nText.\n"


def edit(site: Site, chosen: random.Random) -> str:
    """Change one document in any way; its name."""
    name = chosen.choice((*(f"papers/{name}" for name in NAMES * 2), "papers/guide", "methods"))
    path = site.source / f"{name}.md"
    if name == "methods":
        listed = "\n".join(chosen.sample(NAMES, 2))
        path.write_text(category(content=listed, queue=chosen.choice(("", "- planned = A Plan (2022)"))), "utf-8")
    elif name == "papers/guide":
        path.write_text(guide(chosen), encoding="utf-8")
    elif path.exists() and chosen.random() < 0.15:
        path.unlink()
    elif path.exists() and chosen.random() < 0.5:  # one line
        text, another = path.read_text(encoding="utf-8").split("\n"), page(name.rpartition("/")[2], chosen).split("\n")
        same = [line for line in another if line.partition(" ")[0] in {old.partition(" ")[0] for old in text}]
        line = chosen.choice(same)
        place = next(n for n, old in enumerate(text) if old.partition(" ")[0] == line.partition(" ")[0])
        text[place] = line
        path.write_text("\n".join(text), encoding="utf-8")
    else:
        path.write_text(page(name.rpartition("/")[2], chosen), encoding="utf-8")
    return name


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages that were no suspects, and show something else; nothing is written."""
    found: list[str] = []
    usual = PaperHTMLBuilder._suspects

    def suspects(self: Any, kept: Any, **options: Any) -> list[str]:
        told = usual(self, kept, **options)
        read = {name for name, stamp in self.env.all_docs.items() if name in kept and kept[name].read != stamp}
        found.extend(name for name in kept.keys() - set(told) - read if kept[name].inputs != self.inputs.of(name))
        return told

    def noted(self: Any, docname: str) -> Page:
        return Page(self.inputs.of(docname), read=self.env.all_docs[docname])

    monkeypatch.setattr(PaperHTMLBuilder, "_suspects", suspects)
    monkeypatch.setattr(PaperHTMLBuilder, "_write_page", noted)
    monkeypatch.setattr(PaperHTMLBuilder, "finish", lambda self: None)
    return found


@pytest.mark.parametrize("seed", few(range(50), 0, 1))
def test_all_others_show_what_they_did(make_site: MakeSite, missed: list[str], seed: int) -> None:
    chosen = random.Random(seed)
    papers = {f"papers/{name}.md": page(name, chosen) for name in NAMES}
    others = {"methods.md": category(), "models.md": category("models", "Models"), "papers/guide.md": guide(chosen)}
    site = make_site({"index.md": home("methods", "models", "papers/guide"), **others, **papers})
    site.build()
    for step in range(_STEPS):
        name = edit(site, chosen)
        site.build()
        assert not missed, f"step {step}, {name}"


def test_a_page_shows_what_a_sentence_names_besides(make_site: MakeSite, missed: list[str]) -> None:
    """Nothing else ties the two papers: the sentence stands on a page that is no paper's."""
    pages = {f"{key}.md": paper(title, key) for key, title in (("one", "One"), ("two", "Two"))}
    guide = {"guide.md": "# Guide\n\nSee {paper:ref}`one` and {paper:ref}`two`.\n"}
    site = make_site({"index.md": home("methods", "guide"), "methods.md": category(), **guide, **pages})
    site.write({"conf.py": (site.source / "conf.py").read_text("utf-8") + "\npapershelf_sidebar_papers = 0\n"})
    others = {f"p{n}.md": paper(f"Between {n}", f"p{n}") for n in range(3)}
    site.write(others)
    site.build()
    site.write({"two.md": paper("Zwei", "two")})
    site.build()
    assert not missed
