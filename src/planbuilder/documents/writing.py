"""Printing documents of a plan into a folder: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from planbuilder.documents.registry import file_name, find_paper, render_paper
from planbuilder.documents.text import DOCUMENT, plan_text
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
) -> list[Path]:
    """Print documents of a plan, all of them before the first is written, and return the paths of the files.

    ``homes`` are the folders that documents are looked for in. A file that is there already stays: the next free name
    is used, or with ``force`` the file is replaced; with ``keep`` one that
    holds the same already counts as written. ``text`` adds the treatment plan as plain text. Raises UsageError
    for an unknown document, TemplateError where a template cannot print the plan, EnvironmentFaultError where the
    folder cannot be written: then those of this call are taken away again, but for what ``force`` had replaced.
    """
    made = [(file_name(plan, id), render_paper(plan, find_paper(homes, id))) for id in dict.fromkeys(documents)]
    if text:
        made.append((file_name(plan, DOCUMENT, ".txt"), plan_text(plan, homes).encode()))
    written: list[Path] = []
    try:
        for name, content in made:
            written.append(save(output / name, content, force=force, keep=keep))
    except BaseException:  # also where somebody stops it: all of them, or none
        for path in () if force or keep else written:
            path.unlink(missing_ok=True)
        raise
    return written
