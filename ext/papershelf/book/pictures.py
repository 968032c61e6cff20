"""Pictures in forms that TeX takes: PNG, JPEG and PDF; of one that moves, the first picture; drawings as PNG."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_TAKEN = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF-")
"""What files begin with that TeX takes as they are."""
_TAIL = 1024
"""Bytes at the end of a PNG that its last chunk is looked for in."""
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".pdf"})
_READ = ("GIF", "WEBP", "AVIF", "BMP", "TIFF", "PNG", "JPEG")


def is_taken(path: Path) -> bool:
    """Whether TeX takes a file as it is, by its name and by what it holds."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
            file.seek(max(0, path.stat().st_size - _TAIL))
            end = file.read()
    except OSError:
        return path.suffix.lower() in SUFFIXES  # that it is not there is said elsewhere
    whole = not start.startswith(_TAKEN[0]) or b"IEND" in end  # one that is cut off ends TeX
    return path.suffix.lower() in SUFFIXES and start.startswith(_TAKEN) and whole


def convert(path: Path, target: Path) -> bool:
    """Write a picture as PNG.

    :returns: whether that worked; of a PNG that is cut off there is what there is, as browsers show it.
    """
    from PIL import Image

    target.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".svg":
        return _drawn(path, target)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_known()) as image:
                if image.format == "PNG":
                    _load_what_there_is(image)
                image.convert("RGBA" if image.has_transparency_data else "RGB").save(target, "PNG")
    except Exception:  # whatever a broken file brings about in Pillow
        target.unlink(missing_ok=True)
        return False
    return True


def _load_what_there_is(image: Image.Image) -> None:
    """Read a picture whose file may be cut off."""
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def _drawn(path: Path, target: Path) -> bool:
    """Write a drawing as PNG."""
    from PIL import Image

    from papershelf.book import drawings

    try:
        with Image.open(BytesIO(drawings.draw(path)), formats=["PNG"]) as image:
            image.save(target, "PNG", dpi=(drawings.DPI, drawings.DPI))
    except (OSError, ValueError):
        return False
    return True


def _known() -> list[str]:
    from PIL import Image

    Image.init()
    return [form for form in _READ if form in Image.OPEN]
