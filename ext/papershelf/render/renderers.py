"""Which renderer writes a formula, where the project has one of its own beside ours.

One that `html_math_renderer` names writes all of them. One that is only loaded, as `sphinx.ext.imgmath` in
`extensions`, writes those of every page but papers: theirs are not trusted, and MathJax makes links of `\\href`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.config import folders
from papershelf.render.mathml import CONVERTED, RENDERER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_DEFAULT = "mathjax"
_MATHJAX = ("mathjax_path", "mathjax2_config", "mathjax3_config", "mathjax4_config", "mathjax_options")
"""Settings that a project makes only if it wants Sphinx's default renderer, which is always loaded."""

_Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None] | None]


_ATTRIBUTE = "papershelf_loaded_renderer"


def is_ours(env: BuildEnvironment, docname: str) -> bool:
    """Whether formulas of a document become MathML."""
    chosen = env.config.html_math_renderer
    loaded = chosen == getattr(env, _ATTRIBUTE, "")
    return chosen in {None, RENDERER} or (loaded and docname.startswith(folders(env.config)))


def _choose(app: Sphinx, config: Config) -> None:
    """Take the renderer that the project loads, as Sphinx does where there is no other."""
    if config.html_math_renderer is not None:
        return
    inline, block = app.registry.html_inline_math_renderers, app.registry.html_block_math_renderers
    others = [name for name in inline if name not in {RENDERER, _DEFAULT}]
    wanted = "sphinx.ext.mathjax" in config.extensions or any(getattr(config, name, None) for name in _MATHJAX)
    if not others and wanted:
        others = [_DEFAULT]
    if len(others) != 1:
        return  # none; or several, and Sphinx asks for a choice
    name = others[0]
    config.html_math_renderer = name
    setattr(app, _ATTRIBUTE, name)
    for renderers in (inline, block):
        renderers[name] = _beside(renderers[RENDERER], renderers[name])


def _beside(ours: _Visitors, theirs: _Visitors) -> _Visitors:
    def visit(self: Any, node: nodes.math | nodes.math_block) -> None:
        (ours if CONVERTED in node else theirs)[0](self, node)

    return visit, theirs[1]


def _remember(app: Sphinx) -> None:
    """Let the processes that read and write know."""
    setattr(app.env, _ATTRIBUTE, getattr(app, _ATTRIBUTE, ""))


def setup(app: Sphinx) -> None:
    """Connect where every extension has registered its renderer."""
    app.connect("config-inited", _choose, priority=900)
    app.connect("builder-inited", _remember)
