"""What a command needs to know of ``conf.py``, read from its source text: the file is never run."""

from __future__ import annotations

import ast
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from papershelf.mathml import MATHJAX

if TYPE_CHECKING:
    from papershelf.mathml.expansion import Definition


class Reading(TypedDict):
    """How Markdown is read."""

    cjk_emphasis: bool
    macros: tuple[Definition, ...]


@dataclass(frozen=True)
class Settings:
    """Literal values of ``conf.py``; what is computed there counts as not set.

    :param papers: the folders of ``papershelf_papers``, as a docname begins (``papers/``).
    :param bibliography: the files of ``papershelf_bibliography``.
    :param untrusted: ``papershelf_untrusted``; ``None`` for the folders of papers.
    :param suppressed: warnings that ``suppress_warnings`` names.
    :param elsewhere: whether roles may name papers of another site (``intersphinx_mapping``).
    :param libraries: names of the other libraries (``papershelf_libraries``).
    :param anchors: levels of headings that links may name (``myst_heading_anchors``).
    :param remote_images: whether pages show pictures of other hosts (``papershelf_remote_images``).
    :param cjk_emphasis: ``papershelf_cjk_emphasis``.
    :param macros: ``papershelf_math_macros``, and those of MathJax's settings.
    :param name: of the library: ``html_title``, else ``project``.
    :param address: where the site will stand (``html_baseurl``).
    """

    papers: tuple[str, ...] = ("papers/",)
    bibliography: tuple[str, ...] = ()
    untrusted: tuple[str, ...] | None = None
    include: tuple[str, ...] = ("**",)
    exclude: tuple[str, ...] = ()
    root: str = "index"
    anchors: int = 0
    language: str = "en"
    suppressed: tuple[str, ...] = ()
    elsewhere: bool = False
    libraries: tuple[str, ...] = ()
    remote_images: bool = True
    cjk_emphasis: bool = True
    macros: tuple[Definition, ...] = ()
    name: str = ""
    author: str = ""
    address: str = ""

    @property
    def reading(self) -> Reading:
        """How Markdown is read, for :mod:`papershelf.sources.markdown.text`."""
        return {"cjk_emphasis": self.cjk_emphasis, "macros": self.macros}


def read(conf: Path) -> Settings:
    """Settings of a library.

    :param conf: the folder of ``conf.py``.
    :raises OSError: if the file cannot be read.
    """
    try:
        found = assigned((conf / "conf.py").read_text("utf-8", "replace"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Settings()  # the build says what is wrong with it
    values = {name: setting.value for name, setting in found.items() if setting.is_literal}
    root = values.get("root_doc", values.get("master_doc", "index"))
    anchors = values.get("myst_heading_anchors", 0)
    return Settings(
        papers=_folders(values.get("papershelf_papers", "papers")),
        bibliography=_files(values.get("papershelf_bibliography", [])),
        untrusted=_texts(given) if isinstance(given := values.get("papershelf_untrusted"), list | tuple) else None,
        include=_texts(values.get("include_patterns", ["**"])) or ("**",),
        exclude=_texts(values.get("exclude_patterns", [])),
        root=root if isinstance(root, str) and root else "index",
        anchors=anchors if isinstance(anchors, int) else 0,
        language=str(values.get("language") or "en"),
        suppressed=_texts(values.get("suppress_warnings", [])),
        elsewhere="intersphinx_mapping" in values and bool(values["intersphinx_mapping"]),
        libraries=_texts(list(given)) if isinstance(given := values.get("papershelf_libraries"), dict) else (),
        remote_images=values.get("papershelf_remote_images", True) is not False,
        cjk_emphasis=values.get("papershelf_cjk_emphasis", True) is not False,
        macros=_macros(values),
        name=_line(values.get("html_title")) or _line(values.get("project")),
        author=_line(values.get("author")),
        address=_line(values.get("html_baseurl")),
    )


@dataclass(frozen=True)
class Assigned:
    """A setting as ``conf.py`` has it last.

    :param source: what stands behind the ``=``.
    :param is_literal: whether ``value`` is that; what is computed counts as not set.
    """

    line: int
    source: str
    is_literal: bool
    value: Any = None


def assigned(text: str) -> dict[str, Assigned]:
    """The settings of a ``conf.py``, by name.

    :raises SyntaxError: if it is no Python; also :class:`ValueError`, :class:`RecursionError`, :class:`MemoryError`.
    """
    found: dict[str, Assigned] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.AnnAssign):
            targets: list[ast.expr] = [node.target]
        elif isinstance(node, ast.Assign):
            targets = node.targets
        else:
            continue
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if node.value is None or not names:
            continue
        source = ast.unparse(node.value)
        try:
            made = Assigned(node.lineno, source, True, ast.literal_eval(node.value))
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            made = Assigned(node.lineno, source, False)
        found |= dict.fromkeys(names, made)
    return found


def _macros(values: dict[str, Any]) -> tuple[Definition, ...]:
    own = values.get("papershelf_math_macros")
    mathjax = {name: given for name in MATHJAX if isinstance(given := values.get(name), dict)}
    if not own and not mathjax:
        return ()
    from papershelf.mathml.settings import definitions, of_mathjax

    try:
        return definitions({**of_mathjax(mathjax), **(own if isinstance(own, dict) else {})})
    except ValueError:  # the build says what is wrong with them
        return definitions(of_mathjax(mathjax))


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list | tuple) else ()


def _files(value: Any) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else _texts(value)
    return tuple(dict.fromkeys(name for name in names if name.strip()))


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _folders(value: Any) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else _texts(value)
    clean = [posixpath.normpath(name.replace("\\", "/")) for name in names if name.strip()]
    inside = [name for name in clean if not name.startswith(("/", "../"))]
    return tuple("" if name == "." else f"{name}/" for name in inside) or ("papers/",)
