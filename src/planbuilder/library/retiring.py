"""Retiring an entry: its file says that it is withdrawn or replaced, and why, and keeps all else, comments too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planbuilder.data import data_path
from planbuilder.errors import UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding
from planbuilder.library.checking import check_library
from planbuilder.library.checking.references import RETIRED
from planbuilder.library.store import Library
from planbuilder.library.writing_back import rewrite
from planbuilder.reading import read_yaml
from planbuilder.saving import save
from planbuilder.saving_yaml import rewritten
from planbuilder.schema import shape_findings

_FIELDS = ("state", "by", "why")
_UNFIT = "This reason cannot be kept in the entry."


@dataclass(frozen=True, slots=True)
class Retired:
    """An entry that was retired: its kind and id, its file, and where the library still names it."""

    kind: str
    id: str
    file: Path
    named: tuple[Finding, ...]


def retire(roots: Sequence[Path], library: Library, name: str, why: str, by: Sequence[str] = ()) -> Retired:
    """Write into an entry's file that others of its kind supersede it, or that it is withdrawn where there are none.

    An entry of the shipped library is retired in the uppermost layer on top of it: hidden, or superseded by a patch.
    ``roots`` are the directories of the library's layers, the lowest first, ``name`` and ``by`` are ``kind/id`` or the
    id. Raises UsageError where an entry does not exist, one that replaces it is retired itself or is this one, and
    where the reason is none that an entry can hold; EnvironmentFaultError where the file cannot be written. Then
    nothing has changed.
    """
    kind, entry = library.find(name)
    bare = [each.removeprefix(f"{kind}/") for each in by]
    for each in bare:
        _, other = library.find(f"{kind}/{each}")
        if each == entry.id or other.state in ("superseded", "withdrawn"):
            fix = f"Name an entry that is in use: 'planbuilder library list {kind}' prints them."
            said = "This entry cannot replace the other: it is the same one, or retired itself."
            raise UsageError(said, where=each, fix=fix)
    path = library.file_of(roots, kind, entry.id)
    fields = {"state": "superseded" if by else "withdrawn", "by": bare, "why": why}
    if len(roots) > 1 and path.is_relative_to(data_path("library")):
        content = library.origin(kind, entry.id).content
        path = _retire_beneath(roots[-1], f"{kind}/{entry.id}", fields, content)
    else:
        save(path, _with_fields(read_file(path), kind, fields), force=True)
    named = [each for each in check_library(*roots) if each.rule == RETIRED.id and f"'{entry.id}'" in each.said]
    return Retired(kind, entry.id, path, tuple(named))


def _retire_beneath(layer: Path, name: str, fields: Mapping[str, Any], content: str) -> Path:
    """Hide an entry beneath a layer, or supersede it by a patch, and return the file that says so."""

    def hide(file: Any) -> None:
        """Put the entry among those that are hidden."""
        if not isinstance(file.get("hidden"), dict):
            file["hidden"] = {}
        file["hidden"][name] = fields["why"]

    def supersede(file: Any) -> None:
        """Put the new state into the patch, which is made where there is none."""
        file.setdefault("for", content)
        file.setdefault("patch", {}).update(fields)

    if not fields["by"]:
        return rewrite(layer / "hidden.yaml", "hidden", hide, _UNFIT)
    return rewrite(layer / "patches" / f"{name}.yaml", "patch", supersede, _UNFIT, depth=3)


def _with_fields(content: bytes, kind: str, fields: dict[str, Any]) -> bytes:
    """Return a file with fields of its entry set, behind its id; those that are empty are taken out."""

    def change(entry: Any) -> None:
        """Set the fields."""
        for name in _FIELDS:
            entry.pop(name, None)
        place = list(entry).index("id") + 1
        for name in reversed(_FIELDS):
            if fields[name]:
                entry.insert(place, name, fields[name])

    written = rewritten(content, change)
    if shape_findings(read_yaml(written, kind), kind):
        fix = "Say in one line why nobody should plan with it any more."
        raise UsageError(_UNFIT, fix=fix)
    return written
