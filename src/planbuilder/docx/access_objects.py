"""The accessibility rules on tables, pictures, boxes and controls."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx.names import MC_NS, VML_NS, WP_NS, w
from planbuilder.docx.places import Locator
from planbuilder.findings import Finding, Rule

_OFF = ("0", "false", "off")


def check_objects(root: _Element, locator: Locator) -> Iterator[Finding]:
    """Yield what is wrong with the tables, drawings and controls of one part; a fallback repeats its choice."""
    for node in root.iter("{*}*"):
        if next(node.iterancestors(f"{{{MC_NS}}}Fallback"), None) is not None:
            continue
        place = locator.place(_paragraph(node))
        for rule, values in (*_table(node), *_drawing(node), *_vml(node), *_control(node)):
            yield rule.finding(place, values)


def _table(node: _Element) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rules that a table or row breaks."""
    if node.tag == w("tbl"):
        first = next(node.iter(w("tr")), None)
        header = first.find(f"{w('trPr')}/{w('tblHeader')}") if first is not None else None
        if header is None or header.get(w("val")) in _OFF:
            yield rules.TABLE_HEADER, {}
        if next(node.iterancestors(w("tc")), None) is not None:
            yield rules.NESTED_TABLE, {}
        if node.find(f"{w('tblPr')}/{w('tblpPr')}") is not None:
            yield rules.FLOATING, {"kind": "table"}
    elif node.tag == w("trHeight") and node.get(w("hRule")) == "exact":
        yield rules.ROW_HEIGHT, {}


def _drawing(node: _Element) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rules that a picture, box or frame breaks."""
    if node.tag == f"{{{WP_NS}}}anchor":
        yield rules.FLOATING, {"kind": "object"}
    elif node.tag == w("framePr"):
        yield rules.FLOATING, {"kind": "frame"}
    elif node.tag == w("txbxContent"):
        yield rules.TEXT_BOX, {}
    elif node.tag == f"{{{WP_NS}}}docPr" and not _described(node):
        yield rules.PICTURE, {}


def _described(node: _Element) -> bool:
    """Return whether a drawing has alternative text or is marked as decorative."""
    decorative = any(
        str(inner.tag).endswith("}decorative") and inner.get("val") not in _OFF for inner in node.iter("{*}*")
    )
    return bool(node.get("descr", "").strip()) or decorative


def _vml(node: _Element) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rules that a shape in the older drawing language breaks."""
    if node.tag == f"{{{VML_NS}}}textpath" or "WaterMark" in node.get("id", ""):
        if node.tag == f"{{{VML_NS}}}shape" or "WaterMark" not in (_parent_id(node)):
            yield rules.WATERMARK, {}
    elif node.tag == f"{{{VML_NS}}}imagedata":
        shape = node.getparent()
        if shape is not None and not shape.get("alt", "").strip():
            yield rules.PICTURE, {}
    elif node.tag == f"{{{VML_NS}}}shape" and "position:absolute" in node.get("style", "").replace(" ", ""):
        yield rules.FLOATING, {"kind": "shape"}


def _parent_id(node: _Element) -> str:
    """Return the id of the element that holds `node`."""
    parent = node.getparent()
    return parent.get("id", "") if parent is not None else ""


def _control(node: _Element) -> Iterator[tuple[Rule, dict[str, object]]]:
    """Yield the rule that a control without a title breaks; a table of contents announces itself."""
    if node.tag == w("sdtPr") and node.find(w("docPartObj")) is None:
        alias = node.find(w("alias"))
        if alias is None or not (alias.get(w("val")) or "").strip():
            yield rules.CONTROL_TITLE, {}


def _paragraph(node: _Element) -> _Element | None:
    """Return the paragraph that holds `node`, or the first one in it."""
    above = next(node.iterancestors(w("p")), None)
    return above if above is not None else next(node.iter(w("p")), None)
