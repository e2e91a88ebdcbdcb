"""The clients of a batch as a stream: the files of a folder, or the lines of a JSON Lines file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from planbuilder.errors import EnvironmentFaultError, UsageError
from planbuilder.files import read_file
from planbuilder.reading import MAX_BYTES

_ENDINGS = (".yaml", ".yml")
_SELECTION = ".selection"


@dataclass(frozen=True, slots=True)
class Task:
    """One client to work on: what its source is called, the line there (0 for a whole file), and the bytes.

    ``selection`` is None where nobody has chosen yet, ``chosen`` the file it came from where that is one of its own;
    ``unread`` says why a source could not be read, or is empty.
    """

    source: str
    line: int
    client: bytes
    selection: bytes | None = None
    unread: str = ""
    chosen: str = ""

    @property
    def name(self) -> str:
        """Return the source as people look it up, such as ``clients.jsonl:7``."""
        return f"{self.source}:{self.line}" if self.line else self.source


def task_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the files of a folder that are worked on, sorted: every ``.yaml`` or ``.yml``.

    A selection is worked on with its client; one whose client is missing stands for itself, so that it is not lost.
    Raises EnvironmentFaultError where the folder cannot be read, UsageError where it holds no client.
    """
    names = _names(folder)
    clients = {_stem(name) for name in names if not _is_selection(name)}
    if not clients:
        fix = "Put a .yaml file for each client into it, or name another folder."
        raise UsageError("The folder holds no client.", where=str(folder), fix=fix)
    return tuple(name for name in names if not _is_selection(name) or _stem(name) not in clients)


def _is_selection(name: str) -> bool:
    """Return whether a file holds choices, by its name."""
    return Path(name).stem.endswith(_SELECTION)


def _stem(name: str) -> str:
    """Return what the names of a client's file and of the selection share."""
    return Path(name).stem.removesuffix(".client").removesuffix(_SELECTION)


def clients_in(folder: Path) -> Iterator[Task]:
    """Yield the clients of a folder in the order of their names, each with the selection that lies beside it.

    A selection belongs to the client with the same name: ``a.client.yaml`` or ``a.yaml``, and ``a.selection.yaml``.
    Raises what :func:`task_names` raises.
    """
    there = frozenset(_names(folder))
    for name in task_names(folder):
        yield _read(folder, name, there)


def _names(folder: Path) -> list[str]:
    """Return the names of the YAML files of a folder, sorted, without hidden ones."""
    try:
        return sorted(
            path.name
            for path in folder.iterdir()
            if path.suffix in _ENDINGS and not path.name.startswith(".") and path.is_file()
        )
    except OSError as error:
        fix = f"{error.strerror or 'The system refused'}. Give a folder with clients, a .jsonl file, or -."
        raise EnvironmentFaultError("The folder cannot be read.", where=str(folder), fix=fix) from None


def _read(folder: Path, name: str, there: frozenset[str]) -> Task:
    """Return the client of a file; one that cannot be read says why, so that the others go on."""
    called = _called(name)
    if _is_selection(name):
        return Task(called, 0, b"", None, f"there is no client's file '{_stem(called)}.client.yaml' that it belongs to")
    choice = next((each for end in _ENDINGS if (each := f"{_stem(name)}{_SELECTION}{end}") in there), "")
    try:
        selection = read_file(folder / choice, MAX_BYTES, cut=True) if choice else None
        return Task(called, 0, read_file(folder / name, MAX_BYTES, cut=True), selection, chosen=_called(choice))
    except EnvironmentFaultError as error:
        return Task(called, 0, b"", None, _called(str(error)))


def _called(name: str) -> str:
    """Return the name of a file as it can be written down: one that is no UTF-8 has a sign for each wrong byte."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def clients_of_lines(stream: BinaryIO, name: str) -> Iterator[Task]:
    """Yield the clients of a stream of JSON Lines; blank lines are passed over.

    A line is the object of a client's file, or ``{"client": {...}, "selection": {...}}``.
    """
    for number, line in enumerate(_bounded(stream), 1):
        if line.strip():
            yield _task(line, name, number)


def _bounded(stream: BinaryIO) -> Iterable[bytes]:
    """Yield the lines, one that is too long cut short: it is then refused, and never held whole."""
    while line := stream.readline(MAX_BYTES + 1):
        whole = line
        while whole and not whole.endswith(b"\n"):
            whole = stream.readline(MAX_BYTES + 1)
        yield line


def _task(line: bytes, name: str, number: int) -> Task:
    """Return the client of a line."""
    if len(line) > MAX_BYTES:
        return Task(name, number, b"", None, f"the line is longer than {MAX_BYTES // 1_000_000} MB")
    try:
        value = json.loads(line, object_pairs_hook=_single, parse_constant=_refused)
        if not isinstance(value, dict):
            return Task(name, number, b"", None, "the line is not a JSON object")
        if not isinstance(value.get("client"), dict):
            return Task(name, number, _text(value))
        if set(value) - {"client", "selection"}:
            return Task(name, number, b"", None, "beside 'client' only 'selection' may stand in a line")
        chosen = value.get("selection")
        return Task(name, number, _text(value["client"]), None if chosen is None else _text(chosen))
    except (ValueError, RecursionError):
        return Task(name, number, b"", None, "the line is not valid JSON in UTF-8")


def _text(value: object) -> bytes:
    """Return a value as JSON that the reader of YAML takes as it stands; raise ValueError for half letters."""
    return json.dumps(value, ensure_ascii=False).encode()


def _single(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object's members; raise ValueError where a name stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refused(text: str) -> float:
    """Refuse what JSON does not know (NaN, Infinity)."""
    raise ValueError(text)
