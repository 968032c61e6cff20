"""Papers across sites: objects.inv, and the external role."""

from __future__ import annotations

from support import CONF, Site, home


def test_another_site_links_to_a_paper(small: Site, tmp_path) -> None:  # type: ignore[no-untyped-def]
    small.build()
    inventory = small.out / "html" / "objects.inv"
    other = Site(tmp_path / "other", tmp_path / "other-build")
    conf = CONF.replace('["myst_parser"', '["sphinx.ext.intersphinx", "myst_parser"')
    other.write(
        {
            "conf.py": f"{conf}intersphinx_mapping = {{'small': ('https://example.org/small', {str(inventory)!r})}}\n",
            "index.md": home(text="{external:paper:ref}`gqa` {paper:ref}`rag` {paper:ref}`nothing`"),
        }
    )
    warnings = other.build()
    assert warnings == "index.md:3: WARNING: no paper has the key 'nothing' [papershelf.unknown-key]\n"
    page = other.page("index")
    assert 'href="https://example.org/small/papers/gqa.html#paper-gqa"' in page
    assert 'href="https://example.org/small/papers/rag.html#paper-rag"' in page
    assert "nothing" in page
