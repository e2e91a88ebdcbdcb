"""What is done with every client of a batch, and the key by which finished work is known again."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from planbuilder import __version__
from planbuilder.batch.clients import Task
from planbuilder.documents.registry import compiled, find_paper
from planbuilder.errors import UsageError
from planbuilder.schema import schemas_digest


@dataclass(frozen=True, slots=True)
class Job:
    """What is made of each client: from which library, which documents, as of which day.

    ``roots`` are the directories of the library's layers, the lowest first, ``digest`` is that of the
    library, and ``papers`` of everything else that the result depends on.
    """

    roots: tuple[Path, ...]
    digest: str
    homes: tuple[Path, ...]
    documents: tuple[str, ...]
    on: dt.date
    orientation: str
    papers: str

    def key(self, task: Task) -> str:
        """Return the SHA-256 of all that a client's documents depend on: the same key, the same documents."""
        total = hashlib.sha256(f"{self.digest} {self.papers} {self.on} {self.orientation}\n".encode())
        for part in (task.client, task.selection):
            total.update(b"-\n" if part is None else b"%d\n" % len(part) + part)
        return total.hexdigest()


def job_of(
    root: Path | tuple[Path, ...],
    digest: str,
    homes: tuple[Path, ...],
    documents: tuple[str, ...],
    on: dt.date,
    orientation: str = "",
) -> Job:
    """Return the job; every template is compiled once, so that what is wrong with one is found before any client.

    ``root`` is the directory of the library, or those of its layers, the lowest first.

    Raises UsageError for an unknown document and for one that prints no plan, TemplateError and EnvironmentFaultError
    for a template of no use.
    """
    total = hashlib.sha256(f"{__version__} {schemas_digest()}\n".encode())
    wanted = tuple(dict.fromkeys(documents))
    for id in wanted:
        paper = find_paper(homes, id)
        if paper.document.prints != "plan":
            fix = "Print it from a saved version, with 'planbuilder render'."
            raise UsageError("A batch composes plans, and this document prints a note or a review.", where=id, fix=fix)
        compiled(paper.template)
        for path in (paper.template.with_name("document.yaml"), paper.template):
            total.update(f"{id} {path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    resolved = tuple(home.resolve() for home in homes)
    roots = tuple(each.resolve() for each in (root if isinstance(root, tuple) else (root,)))
    return Job(roots, digest, resolved, wanted, on, orientation, total.hexdigest())
