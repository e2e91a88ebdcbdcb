"""Checking a Word template before any client exists: its tags, the fields it asks for, the file, its accessibility."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from planbuilder.documents.registry import find_paper, papers, read_manifest
from planbuilder.docx.faults import Fault
from planbuilder.errors import EnvironmentFaultError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place, ordered
from planbuilder.schema import schema_text

#: Body text of a template that no manifest says anything about, in points.
USUAL_POINTS = 12.0
#: What the check of a template says in words of its own, or what is right in one.
_SAID = ("package-tag", "package-external")


def check_template(path: Path, body_points: float = USUAL_POINTS) -> tuple[Finding, ...]:
    """Return everything that is wrong with a template; body text needs ``body_points`` points.

    A tag that stands in a template is no fault of the package. Raises EnvironmentFaultError where the file cannot be
    read.
    """
    data = read_file(path)
    from planbuilder.docx import Template

    found = (*Template.check(data, schema_text("view")), *_file(data, body_points))
    return ordered(replace(each, where=replace(each.where, file=str(path))) for each in found)


def check_templates(names: Sequence[str], homes: Sequence[Path]) -> list[Finding]:
    """Return what is wrong with the templates of documents, with .docx files, or without names with every document.

    ``homes`` are the folders that documents are looked for in. Raises UsageError for a document nobody knows,
    EnvironmentFaultError for a .docx file that cannot be read.
    """
    return [each for name in names or papers(homes) for each in _named(name, homes)]


def _named(name: str, homes: Sequence[Path]) -> tuple[Finding, ...]:
    """Return what is wrong with the template of a document, which may not be there at all, or with a .docx file."""
    if name.lower().endswith(".docx") or Path(name).is_file():
        return check_template(Path(name), _points(Path(name)))
    paper = find_paper(homes, name)
    try:
        return check_template(paper.template, paper.document.body_points)
    except EnvironmentFaultError as error:  # the templates of the other documents are looked at all the same
        return (Fault(Place(str(paper.template)), error.said, error.fix).finding(),)


def _points(template: Path) -> float:
    """Return the points that the manifest beside a template asks for; the usual ones where there is none."""
    manifest = template.parent.resolve() / "document.yaml"
    return read_manifest(manifest).body_points if manifest.is_file() else USUAL_POINTS


def _file(data: bytes, body_points: float) -> Iterator[Finding]:
    """Yield what is wrong with the package and with its accessibility; nothing where it is no Word file at all."""
    from planbuilder.docx import accessibility, verify

    whole = verify(data)
    if any(each.rule == "package-readable" for each in whole):
        return
    yield from (each for each in whole if each.rule not in _SAID)
    yield from accessibility(data, body_points)
