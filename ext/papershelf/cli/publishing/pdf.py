"""``papershelf pdf``: LaTeX by Sphinx, a PDF by TeX, and a word on whatever went wrong."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from papershelf.cli import arguments as given
from papershelf.cli.library import CommandError, Library, find
from papershelf.cli.publishing import texlog

TIME_LIMIT = 3600
"""Seconds that one PDF may take, unless ``--time-limit`` says otherwise."""

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}", re.IGNORECASE)
_BROKEN = re.compile(r"Emergency stop|Fatal error|TeX capacity exceeded|==> Fatal")
"""What TeX says when it gave up: the PDF ends there."""

_ADVICE = """\
the PDF needs TeX with xelatex, latexmk, kotex and upmendex; not found: {missing}
  Debian, Ubuntu  apt install --no-install-recommends texlive-xetex texlive-latex-recommended texlive-latex-extra \\
                    texlive-fonts-recommended texlive-lang-korean latexmk fonts-noto-cjk fonts-texgyre \\
                    fonts-dejavu-core fonts-symbola
  Fedora          dnf install texlive-xetex texlive-collection-latexextra texlive-collection-langkorean latexmk \\
                    google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts dejavu-sans-fonts gdouros-symbola-fonts
  macOS           brew install --cask mactex font-noto-serif-cjk-kr font-noto-sans-cjk-kr font-dejavu
  Windows         winget install MiKTeX.MiKTeX StrawberryPerl.StrawberryPerl, and the Noto CJK fonts
without TeX: `make print` (or sphinx-build -b singlehtml) gives one page that a browser prints to PDF"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "pdf",
        help="a PDF of one note, of one category, or of the whole library",
        description="A PDF of one note as an article, of one category, or, without KEY, of the library as a book.",
    )
    parser.add_argument(
        "part", nargs="?", type=_name, default="", metavar="KEY", help="key of a paper, or slug of a category"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to put it (build/pdf/NAME.pdf)")
    parser.add_argument("-W", "--fail-on-warning", action="store_true", help="stop at any warning of the build")
    parser.add_argument(
        "--time-limit", type=given.seconds, default=TIME_LIMIT, metavar="SECONDS", help=f"for TeX ({TIME_LIMIT})"
    )
    parser.set_defaults(run=run)


def _name(text: str) -> str:
    """A key or slug as a folder's name, in any case; whether there is such a paper is known only to the build."""
    if text and not _KEY.fullmatch(text):
        from papershelf.model.text import romanisation

        like = romanisation.slug(text)
        hint = f"; did you mean {like!r}?" if like else ""
        raise argparse.ArgumentTypeError(f"{text[:60]!r}: no paper or category can have this name{hint}")
    return text


def run(arguments: argparse.Namespace) -> int:
    """Make the PDF.

    :returns: 0 fine, 1 if TeX or the build found something; the PDF is there all the same where one came out. Signs
        that no font of this machine has are told, and are no fault of the library.
    """
    library = find(arguments.directory)
    _check_output(arguments.output)
    missing = [program for program in ("latexmk", "xelatex") if shutil.which(program) is None]
    if missing:
        raise CommandError(_ADVICE.format(missing=", ".join(missing)))
    folder = library.build / "latex" / (arguments.part or "library")
    _build(library, folder, arguments.part, arguments.fail_on_warning)
    made = sorted(folder.glob("*.tex"))
    if not made:
        shutil.rmtree(folder, ignore_errors=True)
        return 1  # the build has said why
    found: list[texlog.Finding] = []
    for source in made:
        target = _target(library, source, arguments)
        found += typeset(source, target, arguments.time_limit)
    for finding in found:
        print(f"papershelf: {finding}", file=sys.stderr)
    return 1 if any(not finding.told for finding in found) else 0


def _check_output(output: Path | None) -> None:
    """Refuse to write over anything but a PDF."""
    if output is not None and output.is_file() and output.read_bytes()[:5] != b"%PDF-":
        raise CommandError(f"{output} is there and is no PDF; it is not overwritten")


def _target(library: Library, source: Path, arguments: argparse.Namespace) -> Path:
    output: Path | None = arguments.output
    if output is None:
        return library.build / "pdf" / f"{source.stem}.pdf"
    return output / f"{source.stem}.pdf" if output.is_dir() or not output.suffix else output


def _build(library: Library, folder: Path, part: str, fail_on_warning: bool) -> None:
    """Let Sphinx write the LaTeX files, into an empty folder so that no other document's are left."""
    for old in folder.glob("*.tex"):
        old.unlink()
    command = [sys.executable, "-m", "sphinx", "-b", "latex", "-j", "auto", "-c", str(library.conf)]
    command += ["-d", str(library.build / "doctrees")]
    command += ["-nW", "--keep-going"] if fail_on_warning else []
    command += ["-D", f"papershelf_part={part}"] if part else []
    if not sys.stdout.isatty():
        command.append("-q")
    if subprocess.run([*command, str(library.source), str(folder)]).returncode:
        raise CommandError("the LaTeX files could not be made; see above")


def typeset(source: Path, target: Path, limit: int) -> list[texlog.Finding]:
    """Run TeX on a file, without shell and without files from elsewhere.

    :param limit: seconds.
    :returns: what TeX found.
    :raises CommandError: if no PDF came out, or time ran out.
    """
    environment = {
        **os.environ,
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        "max_print_line": "10000",
        "LATEXOPTS": "-no-shell-escape",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or _date_of(source),
        "FORCE_SOURCE_DATE": "1",
    }
    made = source.with_suffix(".pdf")
    made.unlink(missing_ok=True)
    options = ["-dvi-", "-ps-", "-f", "-silent", "-interaction=nonstopmode"]
    command = ["latexmk", _mode(source.parent), *options, source.name]
    print(f"papershelf: TeX sets {source.name}", flush=True)
    with subprocess.Popen(
        command,
        cwd=source.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            process.wait(limit)
        except BaseException as error:
            stop(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise CommandError(f"TeX was stopped after {limit} seconds; --time-limit gives it more") from None
            raise
        finally:
            signal.signal(signal.SIGTERM, before)
    log = source.with_suffix(".log")
    text = log.read_text("utf-8", "replace") if log.is_file() else ""
    found = texlog.findings(text, source.read_text("utf-8", "replace"))
    if not _is_whole(made) or _BROKEN.search(text) or texlog.WHOLE not in text:
        details = "".join(f"\n  {finding}" for finding in [*found[:9], *found[9:][-1:]])
        raise CommandError(f"TeX made no whole PDF; its log is {log}{details}")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.part")
    shutil.copyfile(made, unfinished)
    unfinished.replace(target)
    print(f"papershelf: wrote {target}")
    return found


def _mode(folder: Path) -> str:
    """How latexmk is to make the PDF: with xelatex in its last run only, which takes a fifth less time."""
    rules = folder / "latexmkrc"
    return "-pdfxe" if rules.is_file() and "\n$pdflatex = 'xelatex " in rules.read_text("utf-8") else "-pdf"


def _is_whole(pdf: Path) -> bool:
    """Whether a PDF is there, from its first line to its last."""
    data = pdf.read_bytes() if pdf.is_file() else b""
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-32:]


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a program that leads a session, with what it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _date_of(source: Path) -> str:
    """Seconds since 1970 of the last commit, so that the same sources give the same PDF; else a fixed day."""
    git = shutil.which("git")
    if git:
        command = [git, "-C", str(source.parent), "log", "-1", "--format=%ct"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode == 0 and answer.stdout.strip().isdigit():
            return answer.stdout.strip()
    return "946684800"
