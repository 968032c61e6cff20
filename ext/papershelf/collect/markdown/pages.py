"""Which pages have what of GitHub's Markdown.

Papers, and other pages whose authors are not trusted, have all of it: their authors do not write ``conf.py``. Other
pages have what ``myst_enable_extensions`` says.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from papershelf.config import folders, is_untrusted_document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ALWAYS = frozenset({"alert", "gfm_autolink", "strikethrough", "tasklist"})
"""Extensions of MyST that these pages have."""

_ATTRIBUTE = "papershelf_myst_config"
_MORE = "papershelf_myst_config_with_all"


def environment(parser: MarkdownIt) -> BuildEnvironment | None:
    """The environment of the document that is parsed; nothing in a project without papershelf."""
    settings = getattr(parser.options.get("document"), "settings", None)
    env: BuildEnvironment | None = getattr(settings, "env", None)
    return env if env is not None and "papershelf_untrusted" in env.config else None


def wants_cjk_emphasis(parser: MarkdownIt) -> bool:
    """Whether emphasis may end between punctuation and a CJK character (``papershelf_cjk_emphasis``)."""
    env = environment(parser)
    return env is not None and bool(env.config.papershelf_cjk_emphasis)


def has(parser: MarkdownIt, extension: str) -> bool:
    """Whether the document that is parsed has an extension of MyST, and is one of a project with papershelf."""
    return environment(parser) is not None and extension in parser.options["myst_config"].enable_extensions


def is_ours(parser: MarkdownIt) -> bool:
    """Whether the document that is parsed is a paper's, or one whose authors are not trusted."""
    env = environment(parser)
    return env is not None and has_all(env, env.current_document.docname)


def has_all(env: BuildEnvironment, docname: str) -> bool:
    """Whether a document has all of GitHub's Markdown, whatever ``conf.py`` says."""
    return docname.startswith(folders(env.config)) or is_untrusted_document(env, docname)


def _choose(app: Sphinx, docname: str, source: list[str]) -> None:
    """Give MyST the settings of the document that is read next."""
    own = getattr(app, _ATTRIBUTE, None) or getattr(app.env, "myst_config", None)
    if own is None:
        return  # a project without MyST
    setattr(app, _ATTRIBUTE, own)
    app.env.myst_config = _with_all(app, own) if has_all(app.env, docname) else own  # type: ignore[attr-defined]


def _with_all(app: Sphinx, own: MdParserConfig) -> MdParserConfig:
    """The same settings for each of these documents, so that they can have the same parser."""
    known, more = getattr(app, _MORE, (None, None))
    if known is not own or more is None:
        more = dataclasses.replace(own, enable_extensions=own.enable_extensions | ALWAYS)
        setattr(app, _MORE, (own, more))
    return more


def _restore(app: Sphinx, env: BuildEnvironment) -> None:
    if (own := getattr(app, _ATTRIBUTE, None)) is not None:
        env.myst_config = own  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Connect the settings."""
    app.connect("source-read", _choose)
    app.connect("env-updated", _restore)
