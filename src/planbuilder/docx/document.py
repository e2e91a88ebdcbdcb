"""A Word package opened for checking: its parts parsed, its relationships and styles at hand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from planbuilder.docx.faults import refuse
from planbuilder.docx.names import MC_NS, RELS_NS, STRICT_NS, w
from planbuilder.docx.opening import any_main_part
from planbuilder.docx.package import Member, read_package
from planbuilder.docx.places import Locator
from planbuilder.docx.xmlparts import parse_part
from planbuilder.findings import Place

_READ = ("header", "footer", "footnotes", "endnotes", "comments")
_QUOTED = 30
_SIGNS = {w("tab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "-"}
_SHOWN = (w("t"), *_SIGNS)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: the part that has it, its id, the last word of its type, its target, whether outside."""

    source: str
    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Story:
    """One part with text that a reader sees: its name, kind, root, where its paragraphs are, what repeats a choice.

    A program that does not know an element shows the fallback beside it: the same content once more.
    """

    name: str
    kind: str
    root: _Element
    locator: Locator
    fallback: frozenset[_Element]
    quotes: bool

    @classmethod
    def of(cls, name: str, kind: str, root: _Element, *, quotes: bool) -> Story:
        """Return the story of a part; with `quotes` a place shows how its paragraph begins."""
        repeated = frozenset(node for each in root.iter(f"{{{MC_NS}}}Fallback") for node in each.iter("{*}*"))
        label = "word/document.xml" if kind == "body" else name
        return cls(name, kind, root, Locator.of(root, "", label), repeated, quotes)

    def nodes(self, *tags: str) -> Iterator[_Element]:
        """Yield the elements of the names, all without a name; none that a fallback repeats."""
        return (node for node in self.root.iter(*(tags or ("{*}*",))) if node not in self.fallback)

    def place(self, node: _Element | None) -> Place:
        """Return the place of the paragraph that `node` is, stands in, or begins with; else of the whole part."""
        paragraph = node
        if node is not None and node.tag != w("p"):
            paragraph = next(node.iterancestors(w("p")), None)
            if paragraph is None:
                paragraph = next(node.iter(w("p")), None)
        return self.locator.place(paragraph, self._quoted(paragraph))

    def _quoted(self, paragraph: _Element | None) -> str:
        """Return how a paragraph begins."""
        if paragraph is None or not self.quotes:
            return ""
        text = " ".join(text_of(paragraph).split())
        return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}\u2026"


@dataclass(frozen=True, slots=True)
class Document:
    """An opened package."""

    members: Mapping[str, Member]
    main: str
    roots: Mapping[str, _Element]

    @classmethod
    def of(cls, data: bytes) -> Document:
        """Return the opened package; raise TemplateError when it is no whole Word document."""
        members = read_package(data)
        main = any_main_part(members)
        roots = {
            name: parse_part(member.content(), name)
            for name, member in members.items()
            if name == main or (name.endswith((".xml", ".rels")) and not name.startswith("customXml/"))
        }
        if roots[main].tag != w("document"):
            strict = str(roots[main].tag).startswith(f"{{{STRICT_NS}}}")
            said = "The file is in the Strict dialect." if strict else "This is not a Word file: it has no body."
            raise refuse(said, "In Word choose File, Save As, Word Document (.docx).")
        return cls(members, main, roots)

    def texts(self) -> Iterator[tuple[str, _Element]]:
        """Yield the parts that hold text that a reader sees, the body first."""
        for story in self.stories():
            yield story.name, story.root

    def stories(self, *, quotes: bool = False) -> tuple[Story, ...]:
        """Return the parts that hold text that a reader sees, the body first; `quotes` shows how paragraphs begin."""
        kinds = {self.main: "body"}
        for link in self.relationships():
            if link.source == self.main and link.kind in _READ and not link.external and link.target in self.roots:
                kinds.setdefault(link.target, link.kind)
        return tuple(Story.of(name, kind, self.roots[name], quotes=quotes) for name, kind in kinds.items())

    def part(self, kind: str) -> _Element | None:
        """Return the part that the body is related to by `kind`, such as ``styles``."""
        for link in self.relationships():
            if link.source == self.main and link.kind == kind and not link.external:
                return self.roots.get(link.target)
        return None

    def relationships(self) -> Iterator[Relationship]:
        """Yield every relationship of the package, its target as the name of a part."""
        for name, root in self.roots.items():
            if name.endswith(".rels"):
                folder, _, file = name.rpartition("/")
                base = posixpath.dirname(folder)
                source = posixpath.join(base, file.removesuffix(".rels"))
                for node in root.iter(f"{{{RELS_NS}}}Relationship"):
                    target = node.get("Target", "")
                    external = node.get("TargetMode") == "External" or target.startswith("#")
                    if not external:
                        inside = target[1:] if target.startswith("/") else posixpath.join(base, target)
                        target = posixpath.normpath(inside.partition("#")[0])
                    kind = node.get("Type", "").rsplit("/", 1)[-1]
                    yield Relationship(source, node.get("Id", ""), kind, target, external)


def text_of(element: _Element) -> str:
    """Return the text of an element, tabs and breaks as spaces."""
    return "".join(_SIGNS.get(node.tag, node.text or "") for node in element.iter(*_SHOWN) if not _is_stop(node))


def _is_stop(node: _Element) -> bool:
    """Return whether a tab is a tab stop of the paragraph, not one in its text."""
    parent = node.getparent()
    return parent is not None and parent.tag == w("tabs")
