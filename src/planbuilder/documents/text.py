"""A plan as numbered plain text that pastes into a record system: what the treatment plan says, line for line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from planbuilder.documents.registry import find_paper, render_paper
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.record import Plan

#: The document whose content the text is.
DOCUMENT = "treatment-plan"


def plan_text(plan: Plan, homes: Iterable[Path], document_id: str = DOCUMENT, note: KeptNote | None = None) -> str:
    """Return a document of a plan as plain text: 80 columns, ordinary punctuation, the numbers 1, 1.A, 1.A.1, 1.A.1.a.

    It is read from the printed document, so that both always say the same, also through an agency's own template.
    ``homes`` are the folders that documents are looked for in. Raises UsageError for a document nobody knows,
    TemplateError where its template cannot print the plan.
    """
    from planbuilder.docx.plain import as_text

    return as_text(render_paper(plan, find_paper(homes, document_id), note))
