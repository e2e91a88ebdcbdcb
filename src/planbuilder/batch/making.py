"""What a worker does: the documents of a few clients, from bytes to bytes; it writes nothing and never fails."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from planbuilder.batch.clients import Task
from planbuilder.batch.job import Job
from planbuilder.documents.registry import Paper, file_name, find_paper, render_paper
from planbuilder.errors import EnvironmentFaultError, InputError, PlanbuilderError
from planbuilder.findings import Finding, Place
from planbuilder.library.kept import built
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library
from planbuilder.plan.checking import check_plan
from planbuilder.plan.composing import compose
from planbuilder.plan.files import client_in, selection_in
from planbuilder.plan.selection import Selection
from planbuilder.reading import YamlFile, read_yaml


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one client: its id where it could be read, its documents by file name, what was found.

    ``failed`` is empty, or one sentence that holds no data of the person. ``seconds`` is the time it took.
    """

    client: str = ""
    heading: str = ""
    documents: tuple[tuple[str, str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    failed: str = ""
    seconds: float = 0.0

    def __reduce__(self) -> tuple[Callable[[bytes], Made], tuple[bytes]]:
        """Return how it is sent from a worker: findings one by one would take as long as to check a plan."""
        return _received, (msgspec.msgpack.encode(self),)


def _received(content: bytes) -> Made:
    """Return what a worker sent."""
    return _decoder().decode(content)


@cache
def _decoder() -> msgspec.msgpack.Decoder[Made]:
    """Return what reads what a worker sent."""
    return msgspec.msgpack.Decoder(Made)


def make_all(job: Job, tasks: Sequence[Task]) -> list[Made]:
    """Return what came of each client, in the order given; one that cannot be made says why."""
    return [_timed(job, task) for task in tasks]


def _timed(job: Job, task: Task) -> Made:
    """Return what came of a client, with the time it took."""
    start = time.perf_counter()
    made = _safely(job, task)
    return replace(made, seconds=round(time.perf_counter() - start, 4))


def _safely(job: Job, task: Task) -> Made:
    """Return what came of a client; whatever goes wrong becomes a sentence."""
    if task.unread:
        return Made(failed=f"It could not be read: {task.unread.rstrip('.')}.")
    try:
        return _make(job, task)
    except InputError as error:
        return Made(findings=error.findings, failed=error.said)
    except PlanbuilderError as error:
        return Made(failed=str(error))
    except Exception as error:  # noqa: BLE001 -- a fault of ours with one client must not stop the others
        return Made(failed=f"planbuilder ran into a fault of its own ({_spot(error)}).")


def _spot(error: Exception) -> str:
    """Return the kind of error and the line of code it came from; never its text, which may hold a person's data."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"


def _make(job: Job, task: Task) -> Made:
    """Return the documents of a client; raise InputError for one that is not valid."""
    library = _library(job.roots, job.digest)
    client = client_in(_file(task, task.client), library, job.on)
    selection: Selection | None = None
    found: tuple[Finding, ...] = ()
    if task.selection is not None:
        selection, found = selection_in(_file(task, task.selection, task.chosen), client, library)
    plan = compose(client, selection, library, job.on, orientation=job.orientation)
    printed = tuple(
        (paper.document.id, file_name(plan, paper.document.id), render_paper(plan, paper)) for paper in _papers(job)
    )
    return Made(client.id, plan.heading, printed, (*found, *check_plan(plan, library)))


@lru_cache(maxsize=1)
def _library(roots: tuple[Path, ...], digest: str) -> Library:
    """Return the library, loaded once in a process; raise EnvironmentFaultError where it is not the one asked for."""
    library = load_library(*roots)
    if library.digest != digest:
        fix = "Every worker needs the same library at the same place, and it must not change meanwhile. Start again."
        raise EnvironmentFaultError("The library is not the one this batch began with.", fix=fix)
    return built(library)


@lru_cache(maxsize=4)
def _papers(job: Job) -> tuple[Paper, ...]:
    """Return the documents of a job, looked up once in a process."""
    return tuple(find_paper(job.homes, id) for id in job.documents)


def _file(task: Task, content: bytes, name: str = "") -> YamlFile:
    """Return what was read; in a file of many lines, every place is the client's line."""
    file = read_yaml(content, name or task.source)
    if not task.line:
        return file
    moved = tuple(replace(each, where=Place(task.source, task.line, 0, each.where.at)) for each in file.findings)
    return replace(file, places={(): (task.line, 0)}, findings=moved)
