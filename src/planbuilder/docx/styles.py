"""What a paragraph or run looks like once its styles are followed: size, color, heading level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from planbuilder.docx.names import w
from planbuilder.docx.tablestyles import TableStyles

#: Word's own size where a document says nothing, in half-points.
_UNSAID_SIZE = 20
_DEEPEST = 20
#: A size in half-points, up to Word's 1,638 points.
_SIZE = re.compile(r"[0-9]{1,4}")
#: The outline levels of headings; 9 is body text.
_LEVELS = tuple("012345678")
#: Word knows its own heading styles by their names, also where they say no level.
_HEADING = re.compile(r"heading ([1-9])")
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by id, the default paragraph style, and the document's defaults."""

    by_id: Mapping[str, _Element]
    default: str
    defaults: _Element | None
    tables: TableStyles
    #: What a style and those it is based on say of a property, each looked up once.
    _known: dict[tuple[str, str, str], _Element | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """Return the styles of a styles part; none where there is no such part."""
        if root is None:
            return cls({}, "", None, TableStyles({}))
        by_id = {node.get(w("styleId"), ""): node for node in root.iter(w("style"))}
        first = [
            id
            for id, node in by_id.items()
            if node.get(w("type")) == "paragraph" and node.get(w("default")) in ("1", "true")
        ]
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        return cls(by_id, first[0] if first else "", defaults, TableStyles(by_id))

    def name(self, paragraph: _Element) -> str:
        """Return the name of a paragraph's style in lower case."""
        style = self.by_id.get(self._of_paragraph(paragraph))
        name = style.find(w("name")) if style is not None else None
        return (name.get(w("val")) or "").lower() if name is not None else ""

    def size(self, run: _Element, paragraph: _Element) -> float:
        """Return the size of a run in points."""
        node = self.run_property(run, paragraph, "sz")
        value = (node.get(w("val")) or "") if node is not None else ""
        return (int(value) if _SIZE.fullmatch(value) else _UNSAID_SIZE) / 2

    def run_property(self, run: _Element, paragraph: _Element, name: str) -> _Element | None:
        """Return the element of a run's property, looked up in the run, its styles and the defaults."""
        own = run.find(w("rPr"))
        if own is not None:
            if (found := own.find(w(name))) is not None:
                return found
            style = own.find(w("rStyle"))
            if style is not None and (found := self._said(style.get(w("val")) or "", "rPr", name)) is not None:
                return found
        if (found := self._said(self._of_paragraph(paragraph), "rPr", name)) is not None:
            return found
        cells = paragraph.iterancestors(w("tc"))
        places = [node.find(w("rPr")) for cell in cells for node in self.tables.formats(cell)]
        if (found := _first(places, name)) is not None:
            return found
        return self.defaults.find(w(name)) if self.defaults is not None else None

    def is_on(self, run: _Element, paragraph: _Element, name: str) -> bool:
        """Return whether a run has a property that is on or off, such as ``b``."""
        node = self.run_property(run, paragraph, name)
        return node is not None and node.get(w("val")) not in _OFF

    def paragraph_property(self, paragraph: _Element, name: str) -> _Element | None:
        """Return the element of a paragraph's property, looked up in the paragraph and its styles."""
        own = paragraph.find(w("pPr"))
        found = own.find(w(name)) if own is not None else None
        return found if found is not None else self._said(self._of_paragraph(paragraph), "pPr", name)

    def level(self, paragraph: _Element) -> int:
        """Return a heading's level from 1 to 9, 0 for any other paragraph."""
        node = self.paragraph_property(paragraph, "outlineLvl")
        value = (node.get(w("val")) or "") if node is not None else ""
        if value in _LEVELS:
            return int(value) + 1
        named = _HEADING.fullmatch(self.name(paragraph)) if node is None else None
        return int(named[1]) if named else 0

    def _of_paragraph(self, paragraph: _Element) -> str:
        """Return the id of a paragraph's style."""
        own = paragraph.find(w("pPr"))
        node = own.find(w("pStyle")) if own is not None else None
        return (node.get(w("val")) or "") if node is not None else self.default

    def _said(self, id: str, part: str, name: str) -> _Element | None:
        """Return what a style and those it is based on say of a property in their ``rPr`` or ``pPr``."""
        key = (id, part, name)
        if key not in self._known:
            self._known[key] = _first([node.find(w(part)) for node in self._chain(id)], name)
        return self._known[key]

    def _chain(self, id: str) -> Iterator[_Element]:
        """Yield a style and those it is based on."""
        for _ in range(_DEEPEST):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            based = style.find(w("basedOn"))
            id = (based.get(w("val")) or "") if based is not None else ""


def _first(places: list[_Element | None], name: str) -> _Element | None:
    """Return the first of the places' children with the name."""
    for place in places:
        node = place.find(w(name)) if place is not None else None
        if node is not None:
            return node
    return None
