"""Sphinx configuration of the library. Sphinx runs at the repository root: sphinx-build -c docs . build/html"""

import sys
from pathlib import Path

from papershelf import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))
from papershelf_terms import aliases

project = "papershelf"
author = "papershelf contributors"
copyright = "papershelf contributors; 노트는 CC BY 4.0, 코드는 MIT"
version = release = __version__
language = "ko"
locale_dirs = ["docs/locale"]  # the guide in Korean; the notes are
gettext_compact = False
gettext_location = False

extensions = ["myst_parser", "sphinx_design", "papershelf", "papershelf_imports", "papershelf_tables"]
include_patterns = ["index.md", "docs/**", "papers/**"]
exclude_patterns = [".*", "build", "papers/README.md", "docs/_ext", "docs/_static"]
root_doc = "index"

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "papershelf"
html_favicon = "_static/favicon.svg"
html_show_sourcelink = False
html_copy_source = False
html_static_path = ["_static"]

# (three pages name Llama 2 and Mistral 7B, whose notes are planned)
suppress_warnings = ["papershelf.check.worth-a-note"]

papershelf_bibliography = ["papers/library.bib"]  # the facts of papers; pages have what it cannot say
papershelf_aliases = aliases(Path(__file__).parent / "terms.md")
papershelf_untrusted = ["**"]  # a pull request that touches only Markdown runs no code
# the guide to the software, and what only a screen can do: to filter a list, to follow a map
papershelf_book_exclude = ["docs/guide/**", "docs/library", "docs/map"]
