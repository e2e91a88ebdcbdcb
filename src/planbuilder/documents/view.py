"""The view: everything a template needs of a plan, as plain texts, numbers, lists and groups of fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planbuilder.documents.access import access
from planbuilder.documents.after_care import after_care
from planbuilder.documents.choices import options
from planbuilder.documents.closing import closing, measures
from planbuilder.documents.index import Index
from planbuilder.documents.noted import noted
from planbuilder.documents.person import life, person
from planbuilder.documents.printed import Printer
from planbuilder.documents.readiness_sheet import readiness
from planbuilder.documents.reviewed import reviewed
from planbuilder.documents.safety import contacts, protocols, safety
from planbuilder.documents.summary import summary
from planbuilder.documents.thread import thread
from planbuilder.documents.wording import state
from planbuilder.library.entries import Document
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.record import Plan
from planbuilder.profiles.checking import ProfileResult

_PROPOSAL = "Proposal for the planning meeting"


def view(
    plan: Plan, document: Document, note: KeptNote | None = None, results: Sequence[ProfileResult] = ()
) -> dict[str, Any]:
    """Return what a document prints of a plan; described by view.schema.json.

    Every field is always there; one with nothing to say is an empty text or list. Dates are ISO 8601 texts, which the
    filter ``date`` spells out. Texts of the library are Editable where the document's edits are read back: the
    clinical ones, or the plain ones in a document of plain words only. ``note`` is the progress note that it
    prints, ``results`` is what profiles found.
    """
    printer = Printer(document.editable and not document.plain_only, document.editable and document.plain_only)
    index = Index.of(plan, printer)
    return {
        "document": {"id": document.id, "title": document.title},
        "heading": document.title if plan.heading == "plan" else _PROPOSAL,
        "proposal": plan.heading == "proposal",
        "lacks": list(plan.lacks),
        "invented": plan.client.invented,
        "date": plan.date,
        "state": state(plan.state),
        "version": plan.version,
        **person(index),
        **life(index),
        "measures": measures(plan),
        **access(index),
        "safety": safety(index),
        "problems": thread(index),
        "options": options(index),
        "protocols": protocols(index),
        "contacts": contacts(plan),
        **closing(index),
        "note": noted(note, index),
        "readiness": readiness(results),
        "reviewed": reviewed(index),
        "summary": summary(plan),
        "after_care": after_care(index),
    }
