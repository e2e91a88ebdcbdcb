"""A Word package opened for checking: its parts parsed, its relationships and styles at hand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from planbuilder.docx.names import RELS_NS
from planbuilder.docx.opening import main_part
from planbuilder.docx.package import Member, read_package
from planbuilder.docx.xmlparts import parse_part

_READ = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: the part that has it, its id, the last word of its type, its target, whether outside."""

    source: str
    id: str
    kind: str
    target: str
    external: bool


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
        main = main_part(members)
        roots = {
            name: parse_part(member.content(), name)
            for name, member in members.items()
            if name.endswith((".xml", ".rels")) and not name.startswith("customXml/")
        }
        return cls(members, main, roots)

    def texts(self) -> Iterator[tuple[str, _Element]]:
        """Yield the parts that hold text that a reader sees, the body first."""
        yield self.main, self.roots[self.main]
        for name, root in self.roots.items():
            if name != self.main and _READ.fullmatch(name):
                yield name, root

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
                    external = node.get("TargetMode") == "External"
                    if not external:
                        inside = target[1:] if target.startswith("/") else posixpath.join(base, target)
                        target = posixpath.normpath(inside.partition("#")[0])
                    kind = node.get("Type", "").rsplit("/", 1)[-1]
                    yield Relationship(source, node.get("Id", ""), kind, target, external)
