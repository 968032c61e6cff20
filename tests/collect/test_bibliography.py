"""What is kept beside the papers is in pages and files, also when nothing else has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from support import CONF, Site, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
KEPT = json.dumps({"papers": {"a": {"type": "book", "fields": {"volume": "12"}}}})


def test_a_change_of_it_is_built(make_site: MakeSite) -> None:
    site = make_site({"conf.py": CONF, "index.md": home(), "papers/a.md": paper(key="a")})
    path = site.source / "papers/bibliography.json"

    def said() -> list[bool]:
        site.build()
        bib = (site.out / "html/papers.bib").read_text("utf-8")
        return ["book" in text and "volume" in text for text in (site.page("papers/a"), bib)]

    assert said() == [False, False]
    path.write_text(KEPT, encoding="utf-8")
    assert said() == [True, True]
    path.unlink()
    assert said() == [False, False]
