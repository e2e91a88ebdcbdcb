"""An edition of a library, opened by its name: a directory, a released archive, or a revision of git."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import InputError
from planbuilder.library.differences import Difference, differences
from planbuilder.library.entries import About
from planbuilder.library.field_differences import FieldDifference
from planbuilder.library.files import sha256
from planbuilder.library.loading import load_library
from planbuilder.library.revisions import files_at
from planbuilder.library.store import Library
from planbuilder.library.unpacking import unpack


@dataclass(frozen=True, slots=True)
class Edition:
    """A library as it was at some time: how it was called, its content, the hash of each document's Word template.

    ``about`` is what its uppermost layer says of itself.
    """

    name: str
    library: Library
    about: About
    templates: Mapping[str, str]


@contextmanager
def laid_out(contents: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder of its own that holds some files for as long as it is needed; their names must be safe."""
    with tempfile.TemporaryDirectory(prefix="planbuilder-") as folder:
        for name, content in contents.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(folder)


def open_edition(name: str, near: Path, below: Sequence[Path] = ()) -> Edition:
    """Return the edition that a name means: a directory, a released archive, else a revision of git.

    A revision is looked for in the repository that the directory ``near`` lies in, and gives the library in that
    directory. It is put on the layers ``below``, the lowest first. Raises UsageError, InputError with the findings, or
    EnvironmentFaultError, where it cannot be used.
    """
    path = Path(name)
    if path.is_dir():
        return edition_of(path, name, below)
    contents = unpack(path).contents if path.is_file() else files_at(name, near)
    with laid_out(contents) as root:
        try:
            return edition_of(root, name, below)
        except InputError as error:
            raise InputError(error.said, error.findings, where=name) from None


def edition_of(root: Path, name: str, below: Sequence[Path] = ()) -> Edition:
    """Return the edition in a directory, on the layers ``below``."""
    library = load_library(*below, root)
    paths = {id: root / "documents" / id / each.template for id, each in library.documents.items()}
    templates = {id: sha256(path.read_bytes()) for id, path in paths.items() if path.is_file()}
    return Edition(name, library, library.layers[-1], templates)


def compare(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """Return what differs from one edition to another, Word templates too."""
    found = list(differences(before.library, after.library))
    for id in sorted(before.templates.keys() & after.templates.keys()):
        if before.templates[id] != after.templates[id]:
            field = FieldDifference("template.docx", "changed", "another Word file", "this Word file", "substance")
            found.append(Difference("document", id, after.library.documents[id].title, "changed", (field,)))
    return tuple(found)
