"""Whether every entry that another one names exists and is in use."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Document, Entry, Part
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words
from planbuilder.library.texts import REFERENCES
from planbuilder.library.walking import Leaf

#: What to do about the name of an entry that nothing follows.
_OTHERWISE = "Name another entry, or take the line out; in a library that is not your own, by a patch."

ENTRY = RULES.rule(
    "reference-entry",
    "error",
    said="There is no {kind} called '{id}'.",
    why="What it names would be missing from the plan.",
    fix="{fix}",
    example="interventions: [functional-anlysis]",
)
RETIRED = RULES.rule(
    "reference-retired",
    "warning",
    said="The {kind} '{id}' is {state}: {reason}",
    why="Retired entries are kept for old plans and are not offered in new ones.",
    fix="{fix}",
    example="interventions: [old-log], where old-log is superseded",
)
TEMPLATE = RULES.rule(
    "document-template",
    "error",
    said="The Word template {name} is not beside this file.",
    why="The document cannot be printed.",
    fix="Put the template there, or correct its name.",
    example="template: tempalte.docx",
)


def check_references(shelf: Shelf) -> Iterator[Finding]:
    """Yield a finding for every entry or template that is named and does not exist, or is retired."""
    for item in shelf.items:
        for leaf in item.leaves:
            if kind := _kind_named(item, leaf):
                yield from _named(shelf, item, kind, leaf)
    for item, document in shelf.entries(Document):
        if not (shelf.root / item.file.file).with_name(document.template).is_file():
            yield item.finding(TEMPLATE, ("template",), name=document.template)


def _kind_named(item: Item, leaf: Leaf) -> str:
    """Return the kind of entry that a field names, or nothing."""
    if isinstance(leaf.owner, Entry) and leaf.field == "by":
        return item.kind
    return REFERENCES.get(leaf.sort, "")


def _named(shelf: Shelf, item: Item, kind: str, leaf: Leaf) -> Iterator[Finding]:
    """Yield what is wrong with the name of an entry."""
    id = str(leaf.value)
    if id not in shelf.names[kind]:
        fix = nearest_words(id, shelf.names[kind], f"'planbuilder library list {kind}' prints those that exist.")
        yield item.finding(ENTRY, leaf.path, kind=kind, id=id, fix=fix)
        return
    named = shelf.entry(kind, id, Entry)
    if named is not None and _retired(named) and not _retired(item.entry):
        fix = f"Name {' or '.join(named.by)} instead." if named.by else _OTHERWISE
        yield item.finding(RETIRED, leaf.path, kind=kind, id=id, state=named.state, reason=named.why, fix=fix)


def _retired(part: Part) -> bool:
    """Return whether an entry is no longer offered."""
    return isinstance(part, Entry) and part.state in ("superseded", "withdrawn")
