"""The view: everything a template needs of a plan, as plain texts, numbers, lists and groups of fields."""

from __future__ import annotations

from collections.abc import Container, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from planbuilder.documents.access import access
from planbuilder.documents.closing import closing
from planbuilder.documents.disclosed import EMPTY
from planbuilder.documents.index import Index
from planbuilder.documents.person import life, person
from planbuilder.documents.printed import Printer
from planbuilder.documents.wording import state
from planbuilder.library.entries import Document
from planbuilder.library.translations.phrases import ENGLISH, Phrases
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.record import Plan

if TYPE_CHECKING:
    from planbuilder.profiles.checking import ProfileResult

#: The groups that are made by themselves, and only for a document that prints them: the module and function of each.
_GROUPS = {
    "measures": "closing:measures",
    "safety": "safety:safety",
    "problems": "thread:thread",
    "options": "choices:options",
    "protocols": "safety:protocols",
    "contacts": "safety:contacts",
    "reviewed": "reviewed:reviewed",
    "summary": "summary:summary",
    "after_care": "after_care:after_care",
}


def view(
    plan: Plan,
    document: Document,
    note: KeptNote | None = None,
    results: Sequence[ProfileResult] = (),
    wanted: Container[str] | None = None,
    phrases: Phrases = ENGLISH,
) -> dict[str, Any]:
    """Return what a document prints of a plan; described by view.schema.json.

    Every field is always there, but for the groups that are not ``wanted``; one with nothing to say is an empty text or
    list. Dates are ISO 8601 texts, which the filter ``date`` spells out. Texts of the library are Editable where the
    document's edits are read back: the clinical ones, or the plain ones in a document of plain words only. ``note`` is
    the progress note that it prints, ``results`` is what profiles found, ``phrases`` are those of its language.
    """
    printer = Printer(document.editable and not document.plain_only, document.editable and document.plain_only)
    index = Index.of(plan, printer, phrases)
    made: dict[str, Any] = {
        "document": {"id": document.id, "title": document.title},
        "heading": document.title if plan.heading == "plan" else phrases.proposal,
        "proposal": plan.heading == "proposal",
        "lacks": list(plan.lacks),
        "invented": plan.client.invented,
        "date": plan.date,
        "state": state(plan.state),
        "version": plan.version,
        **person(index),
        **life(index),
        **access(index),
        **closing(index),
        "disclosure": dict(EMPTY),
        "translation": {"draft": False, "heading": "", "notice": "", "own_notice": ""},
    }
    if wanted is None or "note" in wanted:
        from planbuilder.documents.noted import noted

        made["note"] = noted(note, index)
    if wanted is None or "readiness" in wanted:
        from planbuilder.documents.readiness_sheet import readiness

        made["readiness"] = readiness(results)
    made |= {name: _group(name, index) for name in _GROUPS if wanted is None or name in wanted}
    return made


def _group(name: str, index: Index) -> Any:
    """Return a group of the view."""
    module, _, function = _GROUPS[name].partition(":")
    return getattr(import_module(f"planbuilder.documents.{module}"), function)(index)
