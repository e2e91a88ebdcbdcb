"""The pictures of an image: the one that every program prints, its vector form, and how large it prints."""

from __future__ import annotations

from planbuilder.docx.pictures import Picture, look_at
from planbuilder.docx.text import UnprintableError
from planbuilder.docx.values import Image

#: English Metric Units in a millimeter: ECMA-376 part 1, section 20.1.2.1.
_EMU = 36_000


def extent(image: Image, picture: Picture) -> tuple[int, int]:
    """Return the width and height that an image prints, in EMU; what was not given follows from the file."""
    width = image.width_mm or image.height_mm * picture.width / picture.height
    height = image.height_mm or image.width_mm * picture.height / picture.width
    return max(1, round(width * _EMU)), max(1, round(height * _EMU))


def pictures(image: Image) -> tuple[Picture, Picture | None]:
    """Return the picture that every program prints, and the SVG in whose place it stands, if any.

    Raises UnprintableError for a file that is no picture, is cut off or holds what it may not.
    """
    found = look_at(image.content)
    if found.kind != "svg":
        return found, None
    if not image.fallback:
        raise UnprintableError("The SVG picture has no fallback. Give the same picture as PNG beside it.")
    fallback = look_at(image.fallback)
    if fallback.kind == "svg":
        raise UnprintableError("The fallback of an SVG picture is an SVG again. Give it as PNG.")
    return fallback, found
