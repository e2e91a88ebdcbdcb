"""Putting the documents of a batch into their folder: whole, never over what it did not write, the manifest first."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self

from planbuilder.batch.alone import is_alone
from planbuilder.batch.clients import Task
from planbuilder.batch.making import Made
from planbuilder.batch.manifest import (
    NAME,
    PART,
    WRITTEN,
    Broken,
    Earlier,
    Line,
    Written,
    earlier_runs,
    encoded,
    sha256,
)
from planbuilder.errors import EnvironmentFaultError
from planbuilder.files import write_advice
from planbuilder.findings import SEVERITIES, Finding

_TAKEN = "A client before it ({name}) has the same id, so its documents would have the same names. Give it its own id."
_IN_THE_WAY = (
    "A file with the name of one of its documents is there, and no batch wrote it as it is now. "
    "Move it away, or use --force to replace it."
)


_BUSY = "Another batch is writing into this folder."
_BUSY_FIX = "Wait until it ends, or choose another folder with -o."


@dataclass(slots=True)
class Folder:
    """The folder that a batch writes into; as a context it opens and ends the manifest."""

    path: Path
    force: bool = False
    earlier: Earlier = field(init=False)
    part: BinaryIO = field(init=False)
    written: BinaryIO = field(init=False)
    ids: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.written = (self.path / WRITTEN).open("ab")
            if not is_alone(self.written):
                self.written.close()
                raise EnvironmentFaultError(_BUSY, where=str(self.path), fix=_BUSY_FIX)
            self.earlier = earlier_runs(self.path)
            self.part = (self.path / PART).open("wb")
        except OSError as error:
            raise _fault(self.path, error) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.part.close()
        self.written.close()
        self.earlier.close()
        if kind is None:
            (self.path / PART).replace(self.path / NAME)

    def keep(self, task: Task, line: Line) -> Line:
        """Note a client that an earlier run finished, and return its line."""
        if (before := self._taken(task, line.client)) is not None:
            return self._note(_failed(task, line.client, line.key, _TAKEN.format(name=before)))
        return self._note(line)

    def place(self, task: Task, key: str, made: Made) -> Line:
        """Note a client, then put the documents in place, and return the line; raise EnvironmentFaultError.

        A document is listed before it has its name: so whatever was written is known as ours, whenever the kill comes.
        """
        try:
            return self._place(task, key, made)
        except OSError as error:
            raise _fault(self.path, error) from None

    def _place(self, task: Task, key: str, made: Made) -> Line:
        """Do it."""
        if made.failed:
            return self._note(_failed(task, made.client, key, made.failed, made))
        if (before := self._taken(task, made.client)) is not None:
            return self._note(_failed(task, made.client, key, _TAKEN.format(name=before)))
        if not all(self._free(name, content) for _, name, content in made.documents):
            return self._note(_failed(task, made.client, key, _IN_THE_WAY, made))
        beside = [(self._beside(name, content), self.path / name) for _, name, content in made.documents]
        line = _line(task, key, made)
        self.written.writelines(f"{each.sha256}  {each.file}\n".encode() for each in line.documents)
        self.written.flush()
        self._note(line)
        for part, path in beside:
            part.replace(path)
        return line

    def _taken(self, task: Task, client: str) -> str | None:
        """Return which client before this one has its id, capitals aside as disks may do, or None."""
        before = self.ids.setdefault(client.casefold(), task.name)
        return None if before == task.name else before

    def _free(self, name: str, content: bytes) -> bool:
        """Return whether a document may have its name: nothing is there, or only what a batch wrote."""
        try:
            there = (self.path / name).read_bytes()
        except FileNotFoundError:
            return True
        return self.force or there == content or self.earlier.wrote(name, sha256(there))

    def _beside(self, name: str, content: bytes) -> Path:
        """Write a document under a hidden name, the same in every run, so that a kill leaves no pile of them."""
        part = self.path / f".{name}.part"
        try:
            part.write_bytes(content)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        return part

    def _note(self, line: Line) -> Line:
        """Write a line into the manifest and return it."""
        self.part.write(encoded(line))
        self.part.flush()
        return line


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """Return how many findings there are of each severity that occurs, the most pressing first."""
    total = Counter(each.severity for each in findings)
    return {severity: total[severity] for severity in SEVERITIES if total[severity]}


def _line(task: Task, key: str, made: Made) -> Line:
    """Return the line of a client whose documents are made."""
    written = tuple(Written(id, name, sha256(content), len(content)) for id, name, content in made.documents)
    return Line(
        source=task.source,
        line=task.line,
        client=made.client,
        key=key,
        status="made",
        heading=made.heading,
        documents=written,
        findings=_counts(made.findings),
        seconds=made.seconds,
    )


def _failed(task: Task, client: str, key: str, said: str, made: Made | None = None) -> Line:
    """Return the line of a client of whom nothing was made."""
    findings = made.findings if made else ()
    errors = [each for each in findings if each.severity == "error"]
    return Line(
        source=task.source,
        line=task.line,
        client=client,
        key=key,
        status="failed",
        findings=_counts(findings),
        rules=tuple(Broken(each.rule, each.where.line, each.where.column) for each in errors),
        said=said,
        seconds=made.seconds if made else 0.0,
    )


def _fault(path: Path, error: OSError) -> EnvironmentFaultError:
    """Return the sentence for a folder or disk that refuses."""
    fix = f"{write_advice(error)} Then the same command goes on."
    return EnvironmentFaultError("The batch cannot write here; what it finished stays.", where=str(path), fix=fix)
