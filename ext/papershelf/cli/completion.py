"""Completion in shells: the script that a shell loads, and the words of a library that it asks for.

shtab makes the script from the parser, so that pressing the tab key starts no Python, but for keys,
categories and tags, which only the library knows.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from papershelf.sources.library.folder import Folder

SHELLS = ("bash", "zsh", "fish")

WORDS: dict[str, Callable[[Folder], Iterable[str]]] = {
    "keys": lambda folder: (entry.key for entry in folder.catalogue.entries),
    "pages": lambda folder: (entry.key for entry in folder.catalogue.entries if not entry.queued),
    "categories": lambda folder: folder.catalogue.categories,
    "parts": lambda folder: [*(e.key for e in folder.catalogue.entries if not e.queued), *folder.catalogue.categories],
    "tags": lambda folder: sorted({tag for entry in folder.catalogue.entries for tag in entry.paper.tags}),
}
"""Kind of word to what gives those of a library."""

_KINDS = {"category": "categories", "tag": "tags", "key": "keys", "keys": "pages", "part": "parts"}
"""Argument to the kind of words it takes."""
_FILES = frozenset({"output", "sources", "report"})
_FOLDERS = frozenset({"directory", "folder", "libraries", "into"})

_BASH = """\
_papershelf_words() {
  local directory=. i
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} == -C ]]; then directory=${COMP_WORDS[i + 1]}; fi
  done
  compgen -W "$(papershelf -C "$directory" --complete "$1" 2>/dev/null)" -- "$2"
}
"""
_BASH_KIND = '_papershelf_{kind}() {{ _papershelf_words {kind} "$1"; }}\n'
_ZSH = """\
_papershelf_words() {
  local directory=. i
  for ((i = 2; i < CURRENT; i++)); do
    if [[ ${words[i]} == -C ]]; then directory=${words[i+1]}; fi
  done
  local -a found
  found=(${(f)"$(papershelf -C "$directory" --complete "$1" 2>/dev/null)"})
  compadd -a found
}
"""
_ZSH_KIND = "_papershelf_{kind}() {{ _papershelf_words {kind} }}\n"
_FISH = """\
function _papershelf_words
  set -l directory .
  set -l given (commandline -opc)
  for i in (seq (count $given))
    if test "$given[$i]" = -C; and test $i -lt (count $given)
      set directory $given[(math $i + 1)]
    end
  end
  papershelf -C "$directory" --complete $argv[1] 2>/dev/null
end
"""


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Define ``--print-completion``, and ``--complete``, which the scripts call."""
    parser.add_argument(
        "--print-completion", action=_Script, choices=SHELLS, help="a script for this shell, which completes commands"
    )
    parser.add_argument("--complete", action=_Words, choices=list(WORDS), help=argparse.SUPPRESS)


class _Script(argparse.Action):
    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, shell: Any, option: str | None = None
    ) -> None:
        print(script(parser, shell))
        parser.exit()


class _Words(argparse.Action):
    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, kind: Any, option: str | None = None
    ) -> None:
        for word in words(kind, getattr(namespace, "directory", None) or Path()):
            print(word)
        parser.exit()


def words(kind: str, directory: Path) -> Sequence[str]:
    """Words of the library of a folder; none where there is no library, since nobody sees why."""
    from papershelf.cli.library import CommandError, find

    try:
        library = find(directory)
        return list(dict.fromkeys(WORDS[kind](library.read())))
    except (CommandError, OSError):
        return []


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script that a shell loads."""
    import shtab

    preambles = {
        "bash": _BASH + "".join(_BASH_KIND.format(kind=kind) for kind in WORDS),
        "zsh": _ZSH + "".join(_ZSH_KIND.format(kind=kind) for kind in WORDS),
        "fish": _FISH,
    }
    for action in _actions(parser):
        kind = _KINDS.get(action.dest)
        if action.dest in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.dest in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.dest == "status":
            from papershelf.model.record.paper import Status

            action.choices = [status.value for status in Status]
        elif kind is not None:
            name = f"_papershelf_{kind}"
            action.complete = {  # type: ignore[attr-defined]
                "bash": name,
                "zsh": name,
                "fish": f"(_papershelf_words {kind})",
            }
    return str(shtab.complete(parser, shell=shell, preamble=preambles[shell]))


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from _actions(one)
