"""Vaults: folders of notes that a program for notes, or for blogs, keeps in Markdown of its own.

In: the folder of Obsidian, Logseq, Notion, Jekyll, Hugo or Quartz. Out: its notes as papers, each with the Markdown
that every other note has, and a row for what was left out.

``kinds`` recognises a folder, ``names`` knows what its links mean, ``head`` and ``properties`` what a note says of its
paper, ``notion`` what a database says. ``walk`` leads through a text, past code and formulas; ``texts`` converts it by
the rules of ``links``, ``callouts``, ``outline`` (Logseq) and ``shortcodes`` (blogs). ``vault`` puts a note together,
``reading`` the source.
"""

from papershelf.sources.vaults.kinds import Kind, recognised
from papershelf.sources.vaults.reading import read, told_of
from papershelf.sources.vaults.vault import Vault

__all__ = ["Kind", "Vault", "read", "recognised", "told_of"]
