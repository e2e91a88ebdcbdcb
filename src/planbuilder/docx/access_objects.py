"""The accessibility rules on pictures, boxes, controls and watermarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx.document import Story
from planbuilder.docx.names import VML_NS, WP_NS, w
from planbuilder.findings import Finding, Rule

_OFF = ("0", "false", "off")
_ON = ("1", "true", "on")
_ANCHOR, _PICTURE = f"{{{WP_NS}}}anchor", f"{{{WP_NS}}}docPr"
_SHAPES = tuple(f"{{{VML_NS}}}{name}" for name in ("shape", "rect", "roundrect", "oval", "line", "group"))
#: What programs write as alternative text when nobody did.
_NO_WORDS = re.compile(
    r"\s*(?:(?:image|picture|img|graphic|photo|chart)[\s_-]*\d*|\S+\.(?:png|jpe?g|gif|bmp|svg))\s*", re.IGNORECASE
)


def check_objects(story: Story) -> Iterator[Finding]:
    """Yield what is wrong with the drawings and controls of one part."""
    margin = story.kind in ("header", "footer")
    for node in story.nodes():
        for rule, values in (*_drawing(node, margin=margin), *_vml(node), *_control(node)):
            yield rule.finding(story.place(node), values)


def _drawing(node: _Element, *, margin: bool) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rules that a picture, box or frame breaks; what lies behind the text of a margin is a watermark."""
    if node.tag == _ANCHOR:
        behind = margin and node.get("behindDoc") in _ON
        yield (rules.WATERMARK, {}) if behind else (rules.FLOATING, {"kind": "object"})
    elif node.tag == w("framePr") and node.get(w("dropCap"), "none") == "none":
        yield rules.FLOATING, {"kind": "frame"}
    elif node.tag == w("txbxContent"):
        yield rules.TEXT_BOX, {}
    elif node.tag == _PICTURE and not _is_decorative(node):
        yield from _alternative(node.get("descr", ""))


def _alternative(text: str) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rule that a picture's alternative text breaks."""
    if not text.strip():
        yield rules.PICTURE, {}
    elif _NO_WORDS.fullmatch(text):
        yield rules.PICTURE_NAME, {"text": text.strip()}


def _is_decorative(node: _Element) -> bool:
    """Return whether a drawing is marked as decorative."""
    return any(str(inner.tag).endswith("}decorative") and inner.get("val") not in _OFF for inner in node.iter("{*}*"))


def _vml(node: _Element) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rules that a shape in the older drawing language breaks."""
    if node.tag == f"{{{VML_NS}}}imagedata":
        shape = node.getparent()
        if shape is not None and not _is_watermark(shape):
            yield from _alternative(shape.get("alt", ""))
    elif node.tag in _SHAPES:
        if _is_watermark(node):
            yield rules.WATERMARK, {}
        elif "position:absolute" in node.get("style", "").replace(" ", ""):
            yield rules.FLOATING, {"kind": "shape"}


def _is_watermark(shape: _Element) -> bool:
    """Return whether a shape is one that Word makes for a watermark, or text drawn as a picture."""
    return "WaterMark" in shape.get("id", "") or shape.find(f"{{{VML_NS}}}textpath") is not None


def _control(node: _Element) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rule that a control without a title breaks; a table of contents announces itself."""
    if node.tag == w("sdtPr") and node.find(w("docPartObj")) is None:
        alias = node.find(w("alias"))
        if alias is None or not (alias.get(w("val")) or "").strip():
            yield rules.CONTROL_TITLE, {}
