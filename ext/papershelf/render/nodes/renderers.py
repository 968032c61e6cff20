"""Which renderer writes a formula, where the project has one of its own beside ours.

One that `html_math_renderer` names writes all of them. One that is only loaded, as `sphinx.ext.imgmath` in
`extensions`, writes those of every page but papers and others that are not trusted: MathJax makes links of `\\href`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.ext.mathjax import MATHJAX_URL

from papershelf.config import folders, is_untrusted_document
from papershelf.render.nodes.mathml import CONVERTED, RENDERER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_DEFAULT = "mathjax"
_MATHJAX = ("mathjax_path", "mathjax2_config", "mathjax3_config", "mathjax4_config", "mathjax_options")
"""Settings that a project makes only if it wants Sphinx's default renderer, which is always loaded."""
_UNSET: tuple[object, ...] = (None, {}, "", MATHJAX_URL)
"""What they are where the project makes none."""

_Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]


_ATTRIBUTE = "papershelf_loaded_renderer"


def is_ours(env: BuildEnvironment, docname: str) -> bool:
    """Whether formulas of a document become MathML."""
    chosen = env.config.html_math_renderer
    loaded = chosen == getattr(env, _ATTRIBUTE, "")
    if chosen in {None, RENDERER}:
        return True
    return loaded and (docname.startswith(folders(env.config)) or is_untrusted_document(env, docname))


def _choose(app: Sphinx, config: Config) -> None:
    """Take the renderer that the project loads, as Sphinx does where there is no other."""
    if config.html_math_renderer is not None:
        return
    others = [name for name in app.registry.html_inline_math_renderers if name not in {RENDERER, _DEFAULT}]
    wanted = "sphinx.ext.mathjax" in config.extensions or any(
        getattr(config, name, None) not in _UNSET for name in _MATHJAX
    )
    if not others and wanted:
        others = [_DEFAULT]
    if len(others) != 1:
        return  # none; or several, and Sphinx asks for a choice
    config.html_math_renderer = others[0]
    setattr(app, _ATTRIBUTE, others[0])


def _beside(ours: _Visitors, theirs: _Visitors) -> _Visitors:
    def visit(self: Any, node: nodes.math | nodes.math_block) -> None:
        (ours if CONVERTED in node else theirs)[0](self, node)

    return visit, theirs[1]


def _stand_before(app: Sphinx) -> None:
    """Let ours write what it has converted, and the processes that read and write know of the other."""
    name = getattr(app, _ATTRIBUTE, "")
    setattr(app.env, _ATTRIBUTE, name)
    if name:
        for renderers in (app.registry.html_inline_math_renderers, app.registry.html_block_math_renderers):
            renderers[name] = _beside(renderers[RENDERER], renderers[name])


def _load_no_script(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """A page whose formulas are MathML loads no other renderer, which would read formulas in its text, too."""
    if pagename in app.env.all_docs and is_ours(app.env, pagename):
        context["has_maths_elements"] = False


def setup(app: Sphinx) -> None:
    """Connect where every extension has registered its renderer; MyST puts another in its place with the builder."""
    app.connect("config-inited", _choose, priority=900)
    app.connect("builder-inited", _stand_before, priority=900)
    app.connect("html-page-context", _load_no_script, priority=400)  # before that of each renderer
