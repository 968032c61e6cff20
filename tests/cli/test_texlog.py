"""TeX's log: errors with the formula they arose in, missing characters, references to nowhere."""

from __future__ import annotations

from papershelf.cli.publishing.texlog import Finding, findings

LOG = r"""
papershelf: formula of papers/a.md:3

Overfull \hbox (3.0pt too wide) in paragraph at lines 10--12
papershelf: formula of papers/lora.md:34
! Double superscript.
l.120 ...source{papers/lora.md:34}\(x^a^
                                         b\) and more
?
! Double superscript.
l.120 ...source{papers/lora.md:34}\(x^a^
                                         b\) and more
[12]
! Undefined control sequence.
l.130 \foo
          bar
Missing character: There is no 😀 (U+1F600) in font TeX Gyre Pagella/OT:script=latn;!
Missing character: There is no ア in font cmr10!
LaTeX Warning: Hyper reference `papers/x:y' on page 3 undefined on input line 77.
Output written on test.pdf (3 pages).
"""


def test_findings() -> None:
    assert findings(LOG) == [
        Finding("papers/lora.md:34", r"TeX: Double superscript. (at '...source{papers/lora.md:34}\\(x^a^')"),
        Finding("", r"TeX: Undefined control sequence. (at '\\foo')"),
        Finding(
            "", "no glyph for '😀' (U+1F600 GRINNING FACE) in the font TeX Gyre Pagella; it is left out", told=True
        ),
        Finding("", "no glyph for 'ア' (U+30A2 KATAKANA LETTER A) in the font cmr10; it is left out", told=True),
        Finding("", "a reference leads nowhere: papers/x:y"),
    ]


def test_a_finding_names_its_place() -> None:
    assert str(Finding("papers/a.md:3", "TeX: no")) == "papers/a.md:3: TeX: no"
    assert str(Finding("", "TeX: no")) == "TeX: no"


def test_a_tex_that_breaks_is_told_with_the_last_formula() -> None:
    log = LOG.partition("Missing")[0]
    assert findings(log)[-1] == Finding("papers/lora.md:34", "TeX ended at this formula, or after it")


def test_a_clean_log() -> None:
    assert findings("This is XeTeX\nOutput written on x.pdf\n") == []


def test_a_sign_that_no_font_has_is_told_with_its_place() -> None:
    source = "\\papersign{129513}{jigsaw puzzle piece}% papers/논문 1.md:9\n\\papersign{57520}{U+E0B0}% \n"
    warnings = [f"Package papershelf Warning: No font has character {n} on input line 9." for n in (129513, 57520, 9)]
    assert [str(finding) for finding in findings("\n".join(warnings), source)] == [
        "papers/논문 1.md:9: no font has '🧩' (U+1F9E9 JIGSAW PUZZLE PIECE); "
        "[jigsaw puzzle piece] is printed in its place",
        "no font has '\\ue0b0' (U+E0B0 without a name); [U+E0B0] is printed in its place",
        "no font has '\\t' (U+0009 without a name); [#9] is printed in its place",
    ]
