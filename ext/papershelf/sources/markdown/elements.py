"""Names of HTML elements, and of directives of MyST, that a page may have."""

from __future__ import annotations

from papershelf.sources.words.vocabulary import words

SAFE_TAGS = words("b br del details em i ins kbd mark p s small strong sub summary sup u wbr")
"""What a page may have as raw HTML, without attributes (``collect/trust/markup.py``)."""
HTML_TAGS = SAFE_TAGS | words(
    """a abbr address article aside audio bdi bdo big blockquote body button caption center cite code col colgroup data
    dd dfn dialog div dl dt embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup
    hr html iframe img input label legend li link main map menu meta meter nav noscript object ol optgroup option
    output param picture pre progress q rp rt ruby samp script section select slot source span strike style svg
    table tbody td template textarea tfoot th thead time title tr track tt ul var video"""
)
"""Elements of HTML; anything else in angle brackets is text, such as a special token."""
OTHER_NAMES = {"image": "img"}
"""Names that are none of HTML, and that every browser reads as another one."""
DIRECTIVES = words(
    """admonition attention caution code code-block danger epigraph error figure hint image important list-table math
    note pull-quote rubric seealso sidebar table tip topic warning"""
)
"""Directives that a note may have; other braces after a fence name a language."""
CONTAINERS = words(
    """admonition attention caution danger epigraph error hint important note pull-quote seealso sidebar tip topic
    warning"""
)
"""Those of them whose content is Markdown."""
