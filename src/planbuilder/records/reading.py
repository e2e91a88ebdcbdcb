"""Reading an edited document back beside the same document, printed again from the plan."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as with_fields

from planbuilder.documents.registry import find_paper, papers, render_paper
from planbuilder.docx.readback import ReadBack
from planbuilder.docx.reading_back import read_back
from planbuilder.errors import InputError, TemplateError, UsageError
from planbuilder.findings import Finding, Place, ordered
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.record import Plan
from planbuilder.records.comparing import edits_of
from planbuilder.records.edits import Edits
from planbuilder.records.notes import read_notes
from planbuilder.records.reading_rules import LATER, LAYOUT, TEMPLATE
from planbuilder.records.store import Chain, Version, read_chain

#: A document that has lost its record is of a plan where at least this part of its lines still stands in it.
_RECOGNISED = 0.5
#: A client's id, and the number of a version that was saved, as a file names them.
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_NAME = "Name the plan record that it was printed from after it."
_OURS = "Give a Word file (.docx) that planbuilder printed from this plan."


def read_edits(plan: Plan, data: bytes, homes: Sequence[Path], name: str = "", notes: Sequence[KeptNote] = ()) -> Edits:
    """Return what was edited in a document of a plan.

    ``homes`` are the folders of documents, from which it is printed again to see what was added. ``name`` is the file's
    name, for findings and errors; ``notes`` are those that a progress note may be printed from. Raises UsageError where
    it is no Word document, or none that was printed from a plan.
    """
    return _named(_read_edits(plan, data, homes, name, notes), name)


def read_saved_edits(plans: Path, data: bytes, homes: Sequence[Path], name: str = "") -> Edits:
    """Return what was edited in a document of the version of a plan that it was printed from.

    ``plans`` is the folder of the versions. Raises UsageError as :func:`read_edits` does, and where the document does
    not say of which version it is or that one is not kept; InputError where it cannot be relied on.
    """
    chain, version = printed_version(plans, data, name)
    notes = read_notes(plans, version.plan.client.id).kept
    edits = read_edits(version.plan, data, homes, name, notes)
    latest = chain.versions[-1].number
    later = (LATER.finding(Place(name), printed=version.number, latest=latest),) if latest > version.number else ()
    return replace(edits, findings=ordered((*edits.findings, *later)))


def printed_version(plans: Path, data: bytes, name: str = "", fix: str = _NAME) -> tuple[Chain, Version]:
    """Return the versions of the plan that a document was printed from, and the one it says it was printed from.

    ``fix`` is what can be done about a document of no version that is kept. Raises UsageError and InputError as
    :func:`read_saved_edits` does.
    """
    said = _opened(data, name).attributes
    client, number = said.get("client", ""), said.get("version", "")
    if not (_ID.fullmatch(client) and _NUMBER.fullmatch(number)):
        why = "It was printed before a version was saved, or it has lost what says so."
        raise UsageError("The document does not say of which version it is.", where=name, why=why, fix=fix)
    chain = read_chain(plans, client)
    version = next((each for each in chain.versions if each.number == int(number)), None)
    if version is None and chain.findings:
        raise InputError("The version that the document was printed from cannot be used.", chain.findings, where=client)
    if version is None:
        raise UsageError(f"Version {number} of this plan is not kept here.", where=client, fix=fix)
    return chain, version


def _opened(data: bytes, name: str) -> ReadBack:
    """Return what a document says by itself; raise UsageError where it is no Word document."""
    try:
        return read_back(data)
    except TemplateError as error:
        raise UsageError(str(error), where=name) from None


def _named(edits: Edits, name: str) -> Edits:
    """Return the edits with their findings in the file."""
    return replace(edits, findings=tuple(replace(each, where=Place(name)) for each in edits.findings))


def _read_edits(plan: Plan, data: bytes, homes: Sequence[Path], name: str, notes: Sequence[KeptNote]) -> Edits:
    """Return what was edited in a document of a plan, its findings without the file."""
    read = _opened(data, name)
    if not read.attributes.get("document"):
        return edits_of(plan, _recognised(plan, data, homes, name))
    if read.attributes.get("client") != plan.client.id or read.attributes.get("version") != str(plan.version):
        return edits_of(plan, read)
    printed, layout = _printed_again(plan, read, homes, notes)
    found: tuple[Finding, ...] = () if printed else (TEMPLATE.finding(Place()),)
    if printed and layout != read.attributes.get("layout"):
        found = (LAYOUT.finding(Place()),)
    edits = edits_of(plan, read_back(data, printed) if printed else read)
    return replace(edits, findings=ordered((*edits.findings, *found)))


def _printed_again(
    plan: Plan, read: ReadBack, homes: Sequence[Path], notes: Sequence[KeptNote]
) -> tuple[bytes | None, str]:
    """Return the document as it was printed, under the heading it had then, and its layout; None where nothing can."""
    lacks = tuple(line for line in read.attributes.get("lacks", "").split("\n") if line)
    heading = "proposal" if read.attributes.get("heading") == "proposal" else "plan"
    try:
        paper = find_paper(homes, read.attributes["document"])
        note = next((each for each in notes if str(each.number) == read.attributes.get("note")), None)
        printed = render_paper(with_fields(plan, heading=heading, lacks=lacks), paper, note)
    except (UsageError, TemplateError):
        return None, ""
    return printed, read_back(printed).attributes.get("layout", "")


def _recognised(plan: Plan, data: bytes, homes: Sequence[Path], name: str) -> ReadBack:
    """Return what a document without a record says, read beside the document of the plan that it is most like."""
    tried = [(read_back(data, printed), printed) for printed in _documents(plan, homes)]
    best, printed = max(tried, key=lambda each: each[0].alike, default=(None, b""))
    if best is None or best.alike < _RECOGNISED:
        why = "Nothing in it says so, and its words are not those of any document of this plan."
        raise UsageError("This is no document of this plan.", where=name, why=why, fix=_OURS)
    return replace(best, attributes=_titled(plan, best.title, read_back(printed).title))


def _documents(plan: Plan, homes: Sequence[Path]) -> Iterator[bytes]:
    """Yield the plan printed as every document that can print it."""
    for paper in papers(homes).values():
        with contextlib.suppress(TemplateError, UsageError):  # one without a note or review has nothing to print
            yield render_paper(plan, paper)


def _titled(plan: Plan, title: str, printed: str) -> dict[str, str]:
    """Return the client that a document's title names, where it is worded as the title of the printed one."""
    if plan.client.id not in printed:
        return {}
    before, _, after = printed.partition(plan.client.id)
    found = re.fullmatch(f"{re.escape(before)}([a-z0-9-]+){re.escape(after)}", title)
    return {"client": found[1]} if found else {}
