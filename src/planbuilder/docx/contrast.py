"""The contrast of two colors."""

from __future__ import annotations

import re

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
#: The threshold of the standard's own formula below which a channel is linear.
_LINEAR = 0.04045


def is_color(value: str | None) -> bool:
    """Return whether `value` is a color of six hexadecimal digits."""
    return value is not None and _HEX.fullmatch(value) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors given as six hexadecimal digits, from 1 to 21.

    WCAG 2.2, definition of contrast ratio: (L1 + 0.05) / (L2 + 0.05), L1 the lighter's relative luminance.
    """
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of an sRGB color, from 0 to 1.

    WCAG 2.2, definition of relative luminance: 0.2126 R + 0.7152 G + 0.0722 B over linear channels.
    """
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Return a channel without its gamma."""
    return channel / 12.92 if channel <= _LINEAR else ((channel + 0.055) / 1.055) ** 2.4
