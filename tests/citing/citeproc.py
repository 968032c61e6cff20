"""citeproc-js with the style of APA, the measure of citations: fetched once into ``build/``, held to their digests."""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import httpx

SCRIPT = Path(__file__).with_name("render.cjs")
FOLDER = Path(__file__).parents[2] / "build" / "citeproc"
PACKAGES = {
    "https://registry.npmjs.org/citeproc/-/citeproc-2.4.63.tgz": (
        "ebc17de41a7851b81953f0c1506427d2a5771c364b09d23df816f6072ad368d2"
        "432f95449bd2ea6a235ac658ecbe8684c522c45ded7fafa9f6674e920b35b7fd",
        ("package/citeproc_commonjs.js",),
    ),
    "https://registry.npmjs.org/@citation-js/plugin-csl/-/plugin-csl-0.9.0.tgz": (
        "3f4bb11abfeb13d2da4f9998d13f9787a26a0dcfab740ed4dc70d1fed2e4889d"
        "484d1b33415855f7005a38b73bbf0083fafbb087e9b40616b5de196064407b36",
        ("package/lib/styles.json", "package/lib/locales.json"),
    ),
}
"""Address to the SHA-512 of the package and the files that are taken out of it."""


def missing() -> str:
    """What lacks for a run; empty where nothing does."""
    if shutil.which("node") is None:
        return "there is no node"
    try:
        files()
    except (httpx.HTTPError, OSError) as error:
        return f"citeproc-js cannot be fetched: {error}"
    return ""


def files() -> list[Path]:
    """The engine, the styles, the locales."""
    found = []
    for address, (digest, names) in PACKAGES.items():
        paths = [FOLDER / digest[:12] / Path(name).name for name in names]
        if not all(path.is_file() for path in paths):
            _fetch(address, digest, dict(zip(names, paths, strict=True)))
        found += paths
    return found


def _fetch(address: str, digest: str, wanted: dict[str, Path]) -> None:
    answer = httpx.get(address, timeout=60, follow_redirects=True)
    answer.raise_for_status()
    found = hashlib.sha512(answer.content).hexdigest()
    if found != digest:
        raise AssertionError(f"{address} is not what it was: SHA-512 {found}")
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
        for name, path in wanted.items():
            member = archive.extractfile(name)
            assert member is not None
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}")
            part.write_bytes(member.read())
            part.replace(path)


def said(items: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What it makes of CSL items: ``citep`` and, with ``<i>``, ``reference`` of each, by its id."""
    command = ["node", str(SCRIPT), *map(str, files())]
    done = subprocess.run(command, input=json.dumps(items), capture_output=True, text=True, check=True)
    return {key: {name: plain(text) for name, text in one.items()} for key, one in json.loads(done.stdout).items()}


def plain(text: str) -> str:
    """Text with straight apostrophes, and of its HTML the italics alone."""
    text = re.sub(r"</?(?!/?i>)[a-z][^<>]*>", "", text)
    return " ".join(html.unescape(text).replace("’", "'").split())
