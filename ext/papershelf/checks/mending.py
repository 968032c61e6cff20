"""Mend the text of a page: the lines that findings name change, every other byte stays."""

from __future__ import annotations

from collections.abc import Iterable

from papershelf.checks.finding import Finding, Mend


def mended(text: str, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """A page with its findings mended, and those that were.

    :param findings: of this page; those that are not mended by themselves are left out.
    """
    lines: list[str | None] = [*text.splitlines(keepends=True)]
    done = []
    for finding in findings:
        mend = finding.mend
        if mend is None:
            continue
        before = lines[mend.first : mend.end]
        for number in range(mend.first, mend.end):
            lines[number] = _edited(lines[number], mend)
        if lines[mend.first : mend.end] != before:
            done.append(finding)
    return "".join(line for line in lines if line is not None), done


def _edited(line: str | None, mend: Mend) -> str | None:
    if line is None:
        return None
    bare = line.rstrip("\r\n")
    edited = mend.edit(bare)
    return None if edited is None else edited + line[len(bare) :]
