"""Printing documents of a plan into a folder: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from planbuilder.documents.registry import Paper, file_name, find_paper, render_paper
from planbuilder.documents.text import DOCUMENT, plan_text
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.record import Plan
from planbuilder.saving import save


def write_documents(
    plan: Plan,
    homes: Sequence[Path],
    documents: Iterable[str],
    output: Path,
    *,
    text: bool = False,
    force: bool = False,
    keep: bool = False,
    note: KeptNote | None = None,
) -> list[Path]:
    """Print documents of a plan, all of them before the first is written, and return the paths of the files.

    ``homes`` are the folders that documents are looked for in. A file that is there already stays: the next free name
    is used, or with ``force`` the file is replaced; with ``keep`` one that holds the same already counts as written.
    ``text`` adds the note or the review that is among the documents as plain text, else the treatment plan; ``note`` is
    the note for documents that print one. Raises UsageError for an unknown document, and for one whose note or review
    is not there, TemplateError where a template cannot print the plan, EnvironmentFaultError where the folder cannot be
    written: then those of this call are taken away again, but for what ``force`` had replaced.
    """
    wanted = [find_paper(homes, id) for id in dict.fromkeys(documents)]
    made = [(_name(plan, paper, note), render_paper(plan, paper, note)) for paper in wanted]
    if text:
        made += [
            (_name(plan, paper, note, ".txt"), plan_text(plan, homes, paper.document.id, note).encode())
            for paper in (_told(wanted) or [find_paper(homes, DOCUMENT)])
        ]
    written: list[Path] = []
    try:
        for name, content in made:
            written.append(save(output / name, content, force=force, keep=keep))
    except BaseException:  # also where somebody stops it: all of them, or none
        for path in () if force or keep else written:
            path.unlink(missing_ok=True)
        raise
    return written


def _told(wanted: Iterable[Paper]) -> list[Paper]:
    """Return the papers that are told as plain text in the place of the whole plan: a note, a review."""
    return [paper for paper in wanted if paper.document.prints != "plan"]


def _name(plan: Plan, paper: Paper, note: KeptNote | None, suffix: str = ".docx") -> str:
    """Return what the file of a paper is called."""
    return file_name(plan, paper.document.id, suffix, note if paper.document.prints == "note" else None)
