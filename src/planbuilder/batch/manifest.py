"""The manifest of a batch: one JSON line for each client, written as it is finished, read again to go on.

It lies beside the documents as ``manifest.jsonl``. While a batch runs, its lines go to ``manifest.jsonl.part``; at the
end that takes its place. A run that was killed leaves both, and the next run reads both. ``.written`` lists every
document that any run wrote, as sha256sum would; only what is listed there may be written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

NAME = "manifest.jsonl"
PART = f"{NAME}.part"
WRITTEN = ".written"
_FOLDED = f".{NAME}.fold"


class Written(msgspec.Struct, frozen=True):
    """A document that was written: which, its file beside the manifest, the SHA-256 and number of its bytes."""

    document: str
    file: str
    sha256: str
    bytes: int


class Broken(msgspec.Struct, frozen=True):
    """A rule that kept a client from being made, and where; the sentence itself may quote the file, so it is not kept.

    Line and column are counted from 1; 0 is unknown.
    """

    rule: str
    line: int
    column: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What was made of one client.

    ``client`` is the id in the client's file, empty where it could not be read; ``source`` and ``line`` say where the
    client came from; ``key`` stands for all that the documents depend on; ``findings`` counts by severity;
    ``said`` is why nothing was made, or empty; ``seconds`` is how long it took.
    """

    source: str
    line: int
    client: str
    key: str
    status: Literal["made", "failed"]
    heading: str = ""
    documents: tuple[Written, ...] = ()
    findings: dict[str, int] = {}
    rules: tuple[Broken, ...] = ()
    said: str = ""
    seconds: float = 0.0


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass(slots=True)
class Earlier:
    """What earlier runs into the same folder have finished; only where each line lies is kept in memory."""

    folder: Path
    file: BinaryIO | None = None
    by_key: dict[bytes, int] = field(default_factory=dict)
    written: set[bytes] = field(default_factory=set)

    def finished(self, key: str) -> Line | None:
        """Return the line of a client that is finished: same key, and its documents lie there as they were written."""
        at = self.by_key.get(bytes.fromhex(key))
        line = None if at is None else self._line(at)
        return line if line and all(self._there(each) for each in line.documents) else None

    def wrote(self, file: str, digest: str) -> bool:
        """Return whether an earlier run wrote a file with these bytes."""
        return _mark(f"{digest}  {file}".encode()) in self.written

    def close(self) -> None:
        """Close the file that the lines are read from."""
        if self.file:
            self.file.close()

    def _there(self, written: Written) -> bool:
        """Return whether a document lies there as it was written."""
        try:
            return sha256((self.folder / written.file).read_bytes()) == written.sha256
        except OSError:
            return False

    def _line(self, at: int) -> Line | None:
        """Return the line at a place of the manifest."""
        if self.file is None:
            return None
        self.file.seek(at)
        return _decoded(self.file.readline())


def earlier_runs(folder: Path) -> Earlier:
    """Return what earlier runs have finished; what a killed run left is put into the manifest first.

    The new manifest takes the old one's place whole, so a kill here loses nothing either. Raises OSError.
    """
    if (folder / PART).exists():
        with (folder / _FOLDED).open("wb") as folded:
            for name in (NAME, PART):
                folded.writelines(line for line, _ in _lines(folder / name))
        (folder / _FOLDED).replace(folder / NAME)
        (folder / PART).unlink()
    found = Earlier(folder)
    at = 0
    for content, line in _lines(folder / NAME):
        if line.status == "made":
            found.by_key[bytes.fromhex(line.key)] = at
        at += len(content)
    if (folder / WRITTEN).exists():
        with (folder / WRITTEN).open("rb") as listed:
            found.written = {_mark(each.rstrip(b"\n")) for each in listed}
    if at:
        found.file = (folder / NAME).open("rb")
    return found


def _mark(listed: bytes) -> bytes:
    """Return what stands in memory for a listed document."""
    return hashlib.sha256(listed).digest()[:16]


def _lines(path: Path) -> Iterator[tuple[bytes, Line]]:
    """Yield every line of a manifest that is whole, as bytes and as what it says, up to the first that is not."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for content in file:
            line = _decoded(content)
            if line is None:
                return
            yield content, line


def _decoded(content: bytes) -> Line | None:
    """Return a line, or None for one that a kill cut short."""
    if not content.endswith(b"\n"):
        return None
    try:
        return msgspec.json.decode(content, type=Line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def encoded(line: Line) -> bytes:
    """Return a line as it is written."""
    return msgspec.json.encode(line) + b"\n"
