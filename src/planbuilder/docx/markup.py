"""Text as XML and as the inside of a run."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"\r\n|[\r\n]|\t")


def escaped(text: str) -> str:
    """Return the text as XML character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return the text for an XML attribute in double quotation marks."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def inside_run(text: str) -> str:
    """Return the text of a run: XML, with Word's own elements for line breaks and tabs."""
    made = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\n" in made or "\t" in made or "\r" in made:
        return _BREAKS.sub(_break, made)
    return made


def _break(found: re.Match[str]) -> str:
    """Return the element for a tab or line break, between two texts."""
    element = "<w:tab/>" if found.group() == "\t" else "<w:br/>"
    return f'</w:t>{element}<w:t xml:space="preserve">'
