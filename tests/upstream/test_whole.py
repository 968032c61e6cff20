"""Pages are the same with all quick functions, and a version that is not known keeps its own."""

from __future__ import annotations

from collections.abc import Callable

import docutils
import pytest
from docutils import nodes
from docutils.utils import smartquotes

from papershelf import upstream
from papershelf.upstream import transforms, trees
from support import Site

PAGE = """Title
=====

It's "so" -- wait... `nowhere`_ and |what| and `here`_.

.. class:: language-xx

   "Strange"

.. _here: https://example.org

- one *"two"* ``'three'``

HIGHLIGHTCode::

   print("four")

.. code-block:: python
   :linenos:

   five = 'six'

.. code-block:: bibtex
   :force:

   @misc{one,
     title = {{R&D <and> more}},
   }

.. _first:
.. _second:

.. table:: Seven
   :class: eight nine

   == ==
   &  \\<
   == ==

.. table:: Fourteen

   == ==
   a  b
   == ==

fifteen : sixteen
   seventeen

.. rubric:: Eighteen

.. image:: nineteen.png

.. dropdown:: Ten

   ten@example.org ``a  b``

.. tab-set::

   .. tab-item:: Eleven

      Twelve

.. button-link:: https://example.org/?a=1&b="2"
   :new-tab:

.. raw:: html

   <hr>
"""


@pytest.mark.usefixtures("as_theirs")
@pytest.mark.parametrize("highlight", ["", ".. highlight:: c\n   :linenothreshold: 1\n\n"])
def test_pages_and_warnings_are_those_of_docutils_and_sphinx(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, highlight: str
) -> None:
    site = make_site({"index.rst": PAGE.replace("HIGHLIGHT", highlight)})
    with monkeypatch.context() as patch:
        for versions in ("DOCUTILS", "SPHINX", "MARKDOWN_IT", "PLUGINS", "MYST", "DESIGN"):
            patch.setattr(upstream, versions, set())
        said, theirs = site.build(fresh=True), site.page("index")
        assert nodes.Node.walkabout is trees._their_walkabout
    assert all(
        taken in theirs
        for taken in ('align-default" id="id', "“so”", "–", "…", "highlight-python", "sd-tab-label", "sd-summary-title")
    )
    assert 'target="_blank"' in theirs
    assert "nowhere" in said
    assert (site.build(fresh=True), site.page("index")) == (said, theirs)
    assert nodes.Node.walkabout is trees._walkabout


@pytest.mark.usefixtures("as_theirs")
def test_an_unknown_version_keeps_its_own(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docutils, "__version_info__", docutils.VersionInfo(0, 99, 0))
    assert small.build() == ""
    assert nodes.Node.findall is trees._their_findall
    assert smartquotes.educate_tokens is transforms._their_educate
