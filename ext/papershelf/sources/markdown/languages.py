"""Languages of code blocks, as far as Pygments can highlight them."""

from __future__ import annotations


def known_language(name: str, code: str = "") -> str:
    """A language in which code can be highlighted: the one named, or ``text``."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Error
    from pygments.util import ClassNotFound

    if not name:
        return ""
    try:
        lexer = get_lexer_by_name(name.lower())
    except ClassNotFound:
        return "text"
    return "text" if any(kind is Error for kind, _words in lexer.get_tokens(code)) else name.lower()
