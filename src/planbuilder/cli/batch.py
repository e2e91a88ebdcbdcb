"""The command for many clients at once: batch."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import FILE, FOLDER, date_option, library_option, orientation_option, usable_library
from planbuilder.cli.reporting import as_json, details, printable
from planbuilder.errors import EnvironmentFaultError, UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from planbuilder.batch.clients import Task
    from planbuilder.batch.running import Batch, Done

_DOCUMENTS = ("treatment-plan",)
#: How the file of a single client ends.
_CLIENT_FILES = (".yaml", ".yml")


@click.command(epilog="\b\nExample:\n  planbuilder batch clients -d treatment-plan -d client-copy -j 4 -o outputs/june")
@click.argument("clients", type=FILE, metavar="DIR|FILE.jsonl|-")
@click.option("-d", "--document", "documents", multiple=True, help="A document to print; may be given again.")
@click.option("-o", "--output", type=FOLDER, help="Where the documents go (outputs/batch/ without it).")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="Worker processes (one for each core without it).")
@click.option("--dask", metavar="ADDRESS", help="Send the work to the Dask cluster with this scheduler instead.")
@click.option("--force", is_flag=True, help="Replace documents that no batch wrote, or that were changed since.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How to print the summary.")
@library_option
@date_option
@orientation_option
def batch(
    clients: Path,
    documents: Sequence[str],
    output: Path | None,
    jobs: int | None,
    dask: str | None,
    force: bool,
    format: str,
    library: Path | None,
    on: dt.date,
    orientation: str,
) -> int:
    """Make the documents of many clients: each .yaml file in DIR, each line of FILE.jsonl or of standard input (-).

    A selection beside a client's file (a.selection.yaml beside a.yaml) is used; a line holds a client, or
    {"client": ..., "selection": ...}. What was made stands in manifest.jsonl beside the documents. Stopped or killed,
    the same command goes on: clients that are finished and unchanged are not made again. A client that cannot be made
    is told, and the others go on. With --dask, clients' data goes to the machines of that cluster.
    """
    from planbuilder.batch.job import job_of
    from planbuilder.batch.running import Batch

    shelf = usable_library(library, orientation, near=clients / "client.yaml" if clients.is_dir() else clients)
    job = job_of(shelf.roots, shelf.library.digest, shelf.homes, tuple(documents) or _DOCUMENTS, on, orientation)
    folder = output or shelf.outputs / "batch"
    with ExitStack() as stack:
        tasks, total = _tasks(clients, stack)
        work = Batch(job, folder, jobs or os.cpu_count() or 1, _executor(dask, stack), force)
        done = stack.enter_context(closing(work.run(tasks)))
        counted = _counted(done, total)
    return _told(work, counted, folder, format)


def _tasks(clients: Path, stack: ExitStack) -> tuple[Iterator[Task], int | None]:
    """Return the clients as a stream, and how many there are where that is known."""
    from planbuilder.batch.clients import clients_in, clients_of_lines, task_names

    if str(clients) == "-":
        return _some(clients_of_lines(sys.stdin.buffer, "standard input"), "standard input"), None
    if clients.is_dir():
        return clients_in(clients), len(task_names(clients))
    if clients.suffix in _CLIENT_FILES and clients.is_file():
        fix = "Name the folder it is in; or print this client with 'planbuilder plan'."
        raise UsageError("This is the file of one client, not a folder or JSON Lines.", where=str(clients), fix=fix)
    try:
        stream = stack.enter_context(clients.open("rb"))
    except OSError as error:
        fix = f"{error.strerror or 'The system refused'}. Give a folder, a .jsonl file, or - for standard input."
        raise EnvironmentFaultError("The clients cannot be read.", where=str(clients), fix=fix) from None
    return _some(clients_of_lines(stream, clients.name), str(clients)), None


def _some(tasks: Iterator[Task], where: str) -> Iterator[Task]:
    """Return the clients of a stream; raise UsageError for none, before the manifest of an earlier run is replaced."""
    first = next(tasks, None)
    if first is None:
        raise UsageError("There is no client in it.", where=where, fix="Give a line of JSON for each client.")
    return chain((first,), tasks)


def _executor(dask: str | None, stack: ExitStack) -> Executor | None:
    """Return the executor of a Dask cluster where one is named."""
    from planbuilder.batch.executors import dask_cluster

    return stack.enter_context(dask_cluster(dask)) if dask else None


def _counted(done: Iterable[Done], total: int | None) -> Counter[str]:
    """Return how many clients were made, kept and failed, and how many findings there are; each failure is told."""
    counted: Counter[str] = Counter()
    try:
        with _progress(total) as advance:
            for each in done:
                counted.update(_numbers(each))
                if each.line.status == "failed":
                    _tell(each)
                advance()
    except KeyboardInterrupt:
        finished = counted["made"] + counted["kept"]
        click.echo(f"{finished:,} clients are finished. The same command goes on with the others.", err=True)
        raise
    return counted


def _numbers(done: Done) -> dict[str, int]:
    """Return what a client adds to the totals."""
    status = "kept" if done.kept and done.line.status == "made" else done.line.status
    found = {f"{severity}s": number for severity, number in done.line.findings.items()}
    return {status: 1, "clients": 1, "documents": len(done.line.documents), **found}


def _tell(done: Done) -> None:
    """Say on standard error which client failed, and why."""
    click.echo(printable(f"{done.task.name}: Not made. {done.line.said}"), err=True)
    if errors := [each for each in done.findings if each.severity == "error"]:
        click.echo(details(errors), err=True)


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal, nothing elsewhere; yield what counts one client more."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Clients"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        clients = bar.add_task("clients", total=total)
        yield lambda: bar.advance(clients)


def _told(work: Batch, counted: Counter[str], folder: Path, format: str) -> int:
    """Print the summary and return the exit code: 1 where a client failed, or an error was found in a plan."""
    names = ("clients", "made", "kept", "failed", "documents", "errors", "warnings", "questions", "notes")
    totals = {name: counted[name] for name in names} | {"lost_workers": work.lost}
    if format == "json":
        click.echo(as_json({**totals, "manifest": str(folder / "manifest.jsonl")}))
    else:
        for line in _summary(totals, folder):
            click.echo(line)
    return int(bool(counted["failed"] or counted["errors"]))


def _summary(totals: dict[str, int], folder: Path) -> Iterator[str]:
    """Yield the lines of the summary."""
    yield f"Clients    {totals['clients']:8,}"
    yield f"  made     {totals['made']:8,}"
    yield f"  kept     {totals['kept']:8,}  finished before, unchanged"
    yield f"  failed   {totals['failed']:8,}"
    yield f"Documents  {totals['documents']:8,}  in {folder}/"
    kinds = ("errors", "warnings", "questions", "notes")
    found = ", ".join(f"{totals[name]:,} {name if totals[name] != 1 else name[:-1]}" for name in kinds)
    yield f"Found: {found}. What was made of each client stands in {folder / 'manifest.jsonl'}."
    if totals["lost_workers"]:
        yield f"A worker process ended by itself, {totals['lost_workers']} times; its clients were done again."
