"""Drawings (SVG) as pictures for TeX, drawn by resvg in a process of its own: a file may ask for endless work.

Nothing that a drawing names is fetched or read: of its links those to itself stay, and pictures that it holds.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_BYTES = 20_000_000
"""Largest file that is drawn."""
SCALE = 3
"""Pixels of the picture for each of the drawing, so that it prints sharply."""
MAX_SIDE = 4000
"""Most pixels of a side."""
SECONDS = 60
"""Longest time that a drawing may take."""
DPI = 96 * SCALE
"""Pixels of an inch: CSS has 96."""
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,")
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|)\s*", re.IGNORECASE)
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}
"""Units of a length in CSS pixels."""
MEMORY = 2_000_000_000
"""Most bytes that a drawing may take, where the system keeps to that."""
_DRAW = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
except (ImportError, OSError, ValueError):
    pass
from resvg_py import svg_to_bytes
width, height = map(int, sys.argv[1:3])
names = ("font_family", "serif_family", "sans_serif_family", "monospace_family")
fonts = {{name: family for name, family in zip(names, sys.argv[3:]) if family}}
text = sys.stdin.buffer.read().decode()
sys.stdout.buffer.write(bytes(svg_to_bytes(svg_string=text, width=width, height=height, **fonts)))
"""


def draw(path: Path) -> bytes:
    """A drawing as PNG, :data:`DPI` pixels an inch.

    :raises ValueError: if it is no drawing, or cannot be drawn.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES} bytes")
    try:
        pixels, text = _harmless(path.read_bytes())
    except (ParseError, DefusedXmlException, LookupError, RecursionError, ArithmeticError) as error:
        raise ValueError(str(error)) from None
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _DRAW, *pixels, *_families()],
            input=text,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        raise ValueError("it cannot be drawn") from None
    return done.stdout


def _harmless(data: bytes) -> tuple[list[str], bytes]:
    """Width and height in pixels, and a drawing that names nothing outside of itself."""
    root = fromstring(data)
    for element in root.iter():
        for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
            if not _INSIDE.match(element.attrib[name].strip()):
                del element.attrib[name]
    width, height = _size(root)
    root.attrib.update(width=f"{width:f}", height=f"{height:f}")
    scale = min(SCALE, MAX_SIDE / max(width, height))
    return [str(max(1, round(side * scale))) for side in (width, height)], tostring(root)


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    """The fonts that text without one, or with a kind of font alone, is set in; empty where nothing knows."""
    return tuple(map(_family, ("sans-serif", "serif", "sans-serif", "monospace")))


def _family(kind: str) -> str:
    command = ["fc-match", "-f", "%{family[0]}", kind]  # of fontconfig, which XeTeX needs, too
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True).stdout.strip()
    except (subprocess.SubprocessError, OSError):
        return ""


def _size(root: Element) -> tuple[float, float]:
    """Width and height in CSS pixels; where one is left out, as its view box has it."""
    if root.tag.rpartition("}")[2] != "svg":
        raise ValueError("it is no drawing")
    numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", root.get("viewBox", ""))]
    box = (numbers[2], numbers[3]) if len(numbers) == 4 and min(numbers[2:]) > 0 else None
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if box is not None:
        ratio = box[1] / box[0]
        width, height = (width or (height / ratio if height else box[0])), height
        return width, height or width * ratio
    if not width or not height:
        raise ValueError("it does not say how large it is")
    return width, height


def _length(text: str) -> float:
    """A length in CSS pixels; nothing for one that depends on what is around it."""
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _UNITS[match[2].lower()] if match else 0
