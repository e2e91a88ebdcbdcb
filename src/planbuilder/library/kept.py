"""A library as it is kept between runs, and taken from there: each entry is built when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

from planbuilder.cache import cached, keep
from planbuilder.library import entries
from planbuilder.library.entries import Entry
from planbuilder.library.files import sha256
from planbuilder.library.store import KINDS, Library

E = TypeVar("E", bound=Entry)


class LateEntries(Mapping[str, E]):
    """Entries by id that were kept, each built when it is first asked for; equal to any mapping of the same entries."""

    __slots__ = ("_built", "_cls", "_raw")

    def __init__(self, raw: Mapping[str, msgspec.Raw], cls: type[E]) -> None:
        self._raw = raw
        self._cls = cls
        self._built: dict[str, E] = {}

    def __getitem__(self, id: str) -> E:
        """Return an entry; raise KeyError where there is none."""
        found = self._built.get(id)
        if found is None:
            found = self._built[id] = msgspec.json.decode(self._raw[id], type=self._cls)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in their order."""
        return iter(self._raw)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._raw)

    def __contains__(self, id: object) -> bool:
        """Return whether there is an entry with an id, without building it."""
        return id in self._raw


def built(library: Library) -> Library:
    """Return a library with every entry built: for who plans for many people, and looks entries up again and again."""
    parts = {name: getattr(library, name) for name in library.__struct_fields__}
    return Library(**{**parts, **{home: dict(parts[home]) for home, _ in KINDS.values()}})


def keep_library(library: Library) -> None:
    """Keep a library under its digest."""
    keep(f"library-{library.digest}.json", (_shape(), library))


def kept_library(digest: str) -> Library | None:
    """Return the library that was kept under a digest, or None where none was by a program that builds the same."""
    form: Any = tuple.__class_getitem__((str, _kept_class()))
    found = cached(f"library-{digest}.json", form) if digest else None
    if found is None or found[0] != _shape() or found[1].digest != digest:
        return None
    parts = {name: getattr(found[1], name) for name in found[1].__struct_fields__}
    late = {home: LateEntries(parts[home], cls) for home, cls in KINDS.values()}
    return Library(**{**parts, **late})


@cache
def _kept_class() -> type[msgspec.Struct]:
    """Return the class of a library whose entries are still as they were kept."""
    homes = {home for home, _ in KINDS.values()}
    hints = get_type_hints(Library)
    fields: list[tuple[str, Any]] = [
        (name, dict[str, msgspec.Raw] if name in homes else hints[name]) for name in Library.__struct_fields__
    ]
    return msgspec.defstruct("Kept", fields, frozen=True)


@cache
def _shape() -> str:
    """Return a hash over the classes of entries: what another version of them kept would not fit these."""
    folder = Path(entries.__file__).parent
    return sha256(b"\n".join(path.read_bytes() for path in sorted(folder.glob("*.py"))))
