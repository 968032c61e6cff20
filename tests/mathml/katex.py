"""KaTeX, the measure of what is shown: fetched once into ``build/``, and held to the digest of its release."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import httpx

VERSION = "0.16.47"
URL = f"https://registry.npmjs.org/katex/-/katex-{VERSION}.tgz"
SHA512 = (
    "11ea3c62cd5da14d73fb1f0066c3e942efa9fd0719048e4f78ea3b40641dcb6c"
    "769b4314fe161a8016c63a65f0af92956c47d5b96bfd2e99d059e7a1a20bab8e"
)
SCRIPT = Path(__file__).with_name("render.cjs")
FOLDER = Path(__file__).parents[2] / "build" / f"katex-{VERSION}"


def missing() -> str:
    """What lacks for a run; empty where nothing does."""
    if shutil.which("node") is None:
        return "there is no node"
    try:
        library()
    except (httpx.HTTPError, OSError) as error:
        return f"KaTeX cannot be fetched: {error}"
    return ""


def library() -> Path:
    """The script of KaTeX."""
    path = FOLDER / "katex.min.js"
    if not path.is_file():
        answer = httpx.get(URL, timeout=60, follow_redirects=True)
        answer.raise_for_status()
        found = hashlib.sha512(answer.content).hexdigest()
        if found != SHA512:
            raise AssertionError(f"{URL} is not what it was: SHA-512 {found}")
        with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
            member = archive.extractfile("package/dist/katex.min.js")
            assert member is not None
            FOLDER.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}")
            part.write_bytes(member.read())
            part.replace(path)
    return path


def errors(formulas: list[str], block: bool) -> list[str]:
    """What KaTeX says against each formula; empty where it shows it."""
    command = ["node", str(SCRIPT), str(library()), "block" if block else "inline"]
    done = subprocess.run(command, input=json.dumps(formulas), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))
