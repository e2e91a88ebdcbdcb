"""Reading an SVG: nothing in it may run, fetch, or grow (SVG 2; CSS for what styles may name)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from planbuilder.docx.text import UnprintableError
from planbuilder.docx.xmlparts import parse_part
from planbuilder.errors import TemplateError

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_RUNNING = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
_ANIMATING = {"animate", "set", "animateTransform", "animateMotion", "animateColor", "discard"}
_LINKS = ("href", "src", "base")
#: What may be named without fetching: a part of the picture itself, or a picture written out in it.
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg);base64,|$)", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?\s*", re.IGNORECASE)
_FETCHING = re.compile(r"@import|image-set\(|\bimage\(|\bsrc\(", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: The most elements that a picture may show once what it repeats is counted as often as it is shown.
MAX_SHOWN = 200_000
#: Units in pixels: CSS Values and Units, section 6.2.
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_LENGTH = re.compile(r"\s*\+?([0-9]{0,6}(?:\.[0-9]{1,6})?)\s*([a-z]*)\s*")

_SAVE = "Save it as plain SVG in a program for drawings, or give a PNG."


def read_svg(data: bytes) -> tuple[float, float, bytes]:
    """Return width and height in pixels of a screen, and the file as it is; raise UnprintableError for a bad one."""
    try:
        root = parse_part(data, "picture")
        styled = _has_stylesheet(data)
    except (TemplateError, etree.XMLSyntaxError, ValueError):
        raise UnprintableError(f"The picture is no SVG that can be used. {_SAVE}") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise UnprintableError("The value is not a picture. Give a PNG, JPEG or SVG.")
    if styled or any(_reaches_out(node) for node in root.iter("{*}*")):
        raise UnprintableError(f"The picture holds a program, or fetches something from outside. {_SAVE}")
    if _shown(root) > MAX_SHOWN:
        raise UnprintableError(f"The picture shows too many shapes. {_SAVE}")
    return *_size(root), data


def _has_stylesheet(data: bytes) -> bool:
    """Return whether the file asks for a stylesheet; it has no document type, so nothing is read with it."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)).getroottree()
    found = tree.xpath("//processing-instruction('xml-stylesheet')")
    return bool(found)


def _reaches_out(node: _Element) -> bool:
    """Return whether an element runs or fetches anything."""
    name = etree.QName(node)
    if name.namespace == _XHTML or name.localname in _RUNNING:
        return True
    if name.localname in _ANIMATING and "href" in (node.get("attributeName") or ""):
        return True
    if name.localname == "style" and _fetches(node.text or ""):
        return True
    return any(_attribute_reaches_out(str(key), str(value)) for key, value in node.attrib.items())


def _attribute_reaches_out(key: str, value: str) -> bool:
    """Return whether an attribute runs or fetches anything."""
    name = key.rpartition("}")[2].lower()
    if name.startswith("on") and "}" not in key:
        return True
    if name in _LINKS:
        return not _INSIDE.match(value)
    return _fetches(value)


def _fetches(style: str) -> bool:
    """Return whether a style names anything outside the picture."""
    plain = _CSS_COMMENT.sub("", _CSS_ESCAPE.sub(_meant, style))
    named = (plain[found.end() :] for found in _URL.finditer(plain))
    return _FETCHING.search(plain) is not None or not all(map(_INSIDE.match, named))


def _meant(found: re.Match[str]) -> str:
    """Return the sign that an escape in a style stands for."""
    code = int(found[1], 16) if found[1] else 0
    return found[2] or (chr(code) if 0 < code <= 0x10FFFF else "")  # noqa: PLR2004 - the last character there is


def _shown(root: _Element) -> int:
    """Return how many elements are shown, those that are repeated by name each time; never many more than the most."""
    named = {node.get("id"): node for node in root.iter("{*}*") if node.get("id")}
    counts: dict[_Element, int] = {}
    waiting: list[tuple[_Element, bool]] = [(root, False)]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            counts[node] = min(1 + sum(counts.get(each, MAX_SHOWN) for each in _parts(node, named)), 2 * MAX_SHOWN)
        elif node not in counts:
            counts[node] = 2 * MAX_SHOWN  # what holds itself has no end
            waiting.append((node, True))
            waiting += [(each, False) for each in _parts(node, named) if each not in counts]
    return counts[root]


def _parts(node: _Element, named: dict[str | None, _Element]) -> Iterator[_Element]:
    """Yield what an element shows: its children, and what it repeats."""
    yield from node.iterchildren("{*}*")
    for key, value in node.attrib.items():
        found = named.get(str(value).strip().removeprefix("#")) if str(key).endswith("href") else None
        if found is not None:
            yield found


def _size(root: _Element) -> tuple[float, float]:
    """Return width and height as the picture says, else those of its view."""
    width, height = (_length(root.get(name)) for name in ("width", "height"))
    if width and height:
        return width, height
    view = (root.get("viewBox") or "").replace(",", " ").split()
    if len(view) == 4:  # noqa: PLR2004 - left, top, width, height
        width, height = _length(view[2]), _length(view[3])
    if not width or not height:
        raise UnprintableError(f"The picture says no size. {_SAVE}")
    return width, height


def _length(said: str | None) -> float:
    """Return a length in pixels; 0 for none, or one that depends on where it stands."""
    found = _LENGTH.fullmatch(said or "")
    return float(found[1]) * _UNITS.get(found[2], 0.0) if found and found[1] not in ("", ".") else 0.0
