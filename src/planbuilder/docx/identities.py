"""The ids and names that a template has already, which a rendering must not give out again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element

from planbuilder.docx.fresh import CHANGES
from planbuilder.docx.names import WP_NS, w

#: An id of Word's: a whole number of 32 bits.
_ID = re.compile(r"-?[0-9]{1,10}")


def used_ids(roots: Iterable[_Element]) -> frozenset[int]:
    """Return the ids of controls, bookmarks, drawings and tracked changes."""
    found: set[str] = set()
    for root in roots:
        found |= {node.get(w("val"), "") for node in root.iterfind(f".//{w('sdtPr')}/{w('id')}")}
        found |= {node.get(w("id"), "") for node in root.iter(w("bookmarkStart"), *CHANGES)}
        found |= {node.get("id", "") for node in root.iter(f"{{{WP_NS}}}docPr")}
    return frozenset(int(id) for id in found if _ID.fullmatch(id))


def used_names(roots: Iterable[_Element]) -> frozenset[str]:
    """Return the names of bookmarks."""
    return frozenset(node.get(w("name"), "") for root in roots for node in root.iter(w("bookmarkStart")))


def blank_look(styles: _Element | None) -> str:
    """Return the run properties of a blank: the character style Blank where there is one, else line and shading."""
    for style in styles.iter(w("style")) if styles is not None else ():
        name = style.find(w("name"))
        if style.get(w("type")) == "character" and name is not None and name.get(w("val")) == "Blank":
            return f'<w:rStyle w:val="{style.get(w("styleId"))}"/>'
    return '<w:u w:val="single"/><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
