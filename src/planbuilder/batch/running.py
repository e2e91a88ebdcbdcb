"""Running a batch: a few clients at a time go to the workers, and come back in the order in which they were read."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from planbuilder.batch.clients import Task
from planbuilder.batch.executors import Here, processes
from planbuilder.batch.job import Job
from planbuilder.batch.making import Made, make_all
from planbuilder.batch.manifest import Line
from planbuilder.batch.placing import Folder
from planbuilder.errors import EnvironmentFaultError
from planbuilder.findings import Finding

#: Clients that go to a worker together: enough to make the sending cheap, few enough to lose little with a worker.
_CHUNK = 8
#: Chunks under way for each worker: one at work, one waiting.
_AHEAD = 2
_LOST = (
    "The worker that made it ended without a word, twice; the machine may have run out of memory. "
    "The other clients went on."
)


@dataclass(frozen=True, slots=True)
class Done:
    """A client that is done: its line of the manifest, whether an earlier run had made it, and what was found now."""

    task: Task
    line: Line
    kept: bool
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Batch:
    """A batch to run, and how many workers ended by themselves while it ran."""

    job: Job
    output: Path
    workers: int = 1
    executor: Executor | None = None
    force: bool = False
    lost: int = 0

    def run(self, tasks: Iterable[Task]) -> Generator[Done, None, None]:
        """Yield each client once its documents are written, in the order of the tasks, whatever carries the work.

        Only the clients under way are in memory. A client that fails is a line as any other. The work goes to
        ``executor`` where one is given (anything with ``submit``, as ``concurrent.futures`` describes it), else to
        ``workers`` processes. Raises EnvironmentFaultError where the folder refuses, or the given executor broke.
        """
        with Folder(self.output, self.force) as folder:
            carrier = _Carrier(self.job, self.workers, self.executor)
            try:
                for item, made in _made(_items(tasks, self.job, folder), carrier, self.workers):
                    self.lost = carrier.lost
                    if item.kept:
                        yield Done(item.task, folder.keep(item.task, item.kept), kept=True)
                    else:
                        line = folder.place(item.task, item.key, made)
                        yield Done(item.task, line, kept=False, findings=made.findings)
            finally:
                carrier.close()


@dataclass(frozen=True, slots=True)
class _Item:
    """A client, its key, and its line where an earlier run has finished it."""

    task: Task
    key: str
    kept: Line | None


@dataclass(frozen=True, slots=True)
class _Sent:
    """Clients under way: those of a chunk, and the work on those that are not finished."""

    items: tuple[_Item, ...]
    future: Future[list[Made]] | None
    by: Executor | None


def _items(tasks: Iterable[Task], job: Job, folder: Folder) -> Iterator[_Item]:
    """Yield each client with what is known of it."""
    for task in tasks:
        key = job.key(task)
        yield _Item(task, key, None if task.unread else folder.earlier.finished(key))


def _made(items: Iterator[_Item], carrier: _Carrier, workers: int) -> Iterator[tuple[_Item, Made]]:
    """Yield each client with what came of it, in order, with a bounded number of chunks under way."""
    under_way: deque[_Sent] = deque()
    while chunk := tuple(islice(items, carrier.chunk)):
        under_way.append(carrier.send(chunk))
        if len(under_way) >= carrier.ahead(workers):
            yield from carrier.fetch(under_way.popleft())
    while under_way:
        yield from carrier.fetch(under_way.popleft())


@dataclass(slots=True)
class _Carrier:
    """Sends chunks to an executor; replaces its own worker processes when one of them ends."""

    job: Job
    workers: int
    given: Executor | None
    current: Executor = field(init=False)
    lost: int = 0

    def __post_init__(self) -> None:
        self.current = self._new()

    @property
    def chunk(self) -> int:
        """How many clients go together."""
        return 1 if isinstance(self.current, Here) else _CHUNK

    def ahead(self, workers: int) -> int:
        """Return how many chunks may be under way."""
        return 1 if isinstance(self.current, Here) else _AHEAD * workers

    def send(self, items: tuple[_Item, ...]) -> _Sent:
        """Send a chunk on its way."""
        tasks = [item.task for item in items if item.kept is None]
        return _Sent(items, self._submit(tasks), self.current) if tasks else _Sent(items, None, None)

    def fetch(self, sent: _Sent) -> Iterator[tuple[_Item, Made]]:
        """Yield the clients of a chunk with what came of them."""
        results = iter(self._results(sent))
        for item in sent.items:
            yield item, Made() if item.kept else next(results)

    def close(self) -> None:
        """End the workers; what is under way is finished or given up."""
        if self.given is None:
            self.current.shutdown(wait=True, cancel_futures=True)

    def _new(self) -> Executor:
        """Return the executor to use."""
        if self.given is not None:
            return self.given
        return Here() if self.workers == 1 else processes(self.workers)

    def _submit(self, tasks: list[Task]) -> Future[list[Made]]:
        """Return the work on some clients."""
        try:
            return self.current.submit(make_all, self.job, tasks)
        except BrokenExecutor:
            self._replace(self.current)
            return self.current.submit(make_all, self.job, tasks)

    def _results(self, sent: _Sent) -> list[Made]:
        """Return what came of the clients of a chunk; where it was lost with its worker, they are done one by one."""
        if sent.future is None:
            return []
        try:
            return sent.future.result()
        except BrokenExecutor:
            self._replace(sent.by)
        except Exception:  # noqa: BLE001 -- each executor has words of its own for a worker that is gone
            self.lost += 1
        return [self._alone(item.task) for item in sent.items if item.kept is None]

    def _alone(self, task: Task) -> Made:
        """Return what came of a client that is alone under way, so that a worker that ends again ends with it."""
        by = self.current
        try:
            return self._submit([task]).result()[0]
        except BrokenExecutor:
            self._replace(by)
        except Exception:  # noqa: BLE001 -- as above
            self.lost += 1
        return Made(failed=_LOST)

    def _replace(self, broken: Executor | None) -> None:
        """Put new workers in the place of broken ones, unless that was done already."""
        if self.given is not None:
            fix = "What was finished stays. Run it again with an executor that works: it goes on where it ended."
            raise EnvironmentFaultError("The executor that was given broke.", fix=fix) from None
        if broken is self.current:
            self.lost += 1
            self.current.shutdown(wait=False, cancel_futures=True)
            self.current = self._new()
