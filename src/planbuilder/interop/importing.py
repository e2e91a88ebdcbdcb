"""An edited workbook back into a library: what would change, whether it would check, and the writing of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place, ordered, worst_is_error
from planbuilder.interop import rules
from planbuilder.interop.differences import FieldChange, differences
from planbuilder.interop.layer_files import Target, file_of, target_of, written
from planbuilder.interop.workbook_reading import read_workbook
from planbuilder.library.checking import check_files
from planbuilder.library.files import LibraryFiles, read_files, sha256
from planbuilder.library.parsing import FOLDER_FIELDS
from planbuilder.reading import spelled
from planbuilder.saving import save, save_new


@dataclass(frozen=True, slots=True)
class Import:
    """What a workbook would change in a library: the fields, what is wrong or could not be placed, the files to write.

    ``files`` holds the new content of every changed or new file by its path in the directory ``layer``, ``was`` the
    SHA-256 of what stood there, nothing for a new one. With a finding of severity error there are no files.
    """

    layer: Path
    changes: tuple[FieldChange, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    was: Mapping[str, str]


def read_import(path: Path, root: Path, *upper: Path) -> Import:
    """Return what an edited workbook would change in the library in a directory; nothing is written.

    ``upper`` are layers on top of it, the lowest first: then what changes goes into the uppermost, as patches of the
    entries of those beneath. Raises EnvironmentFaultError where one of them cannot be read, UsageError where 'library
    export' did not make the workbook, InputError where the library has errors of its own.
    """
    read = read_workbook(path)
    layers = [read_files(each) for each in (root, *upper)]
    target = target_of(layers)
    if broken := tuple(each for each in target.whole.findings if each.severity == "error"):
        raise InputError("The library has errors and was not used.", broken, where=str(root))
    changes, findings = differences(target.whole, read)
    placed = _by_file(target, changes, findings)
    made = {name: written(target, name, each) for name, each in placed.items()}
    if made and not worst_is_error(findings):
        findings += _new_findings(layers, made, _cells(target, placed))
    kept = tuple(change for each in placed.values() for change in each)
    usable = {} if worst_is_error(findings) else made
    contents = target.files.contents
    was = {name: sha256(contents[name]) if name in contents else "" for name in usable}
    return Import(target.files.root, kept, ordered(findings), usable, was)


def write_import(found: Import) -> tuple[Path, ...]:
    """Write the files of an import and return their paths, sorted.

    Raises UsageError where one of them has changed since it was read; then nothing is written. Raises
    EnvironmentFaultError where the disk does not allow it: each file is then the old one or the new one.
    """
    for name, digest in found.was.items():
        path = found.layer / name
        now = sha256(read_file(path)) if path.exists() else ""
        if now != digest:
            raise UsageError("The file changed while you were asked.", where=str(path), fix="Run the command again.")
    for name, content in sorted(found.files.items()):
        if found.was[name]:
            save(found.layer / name, content, force=True)
        elif not save_new(found.layer / name, content):
            where = str(found.layer / name)
            raise EnvironmentFaultError("The file is there already.", where=where, fix="Run the command again.")
    return tuple(found.layer / name for name in sorted(found.files))


def _by_file(target: Target, changes: Iterable[FieldChange], findings: list[Finding]) -> dict[str, list[FieldChange]]:
    """Return the changes by the path of the file that they go into; note those of new entries that have no place."""
    entries: dict[tuple[str, str], list[FieldChange]] = {}
    for change in changes:
        entries.setdefault((change.kind, change.id), []).append(change)
    placed: dict[str, list[FieldChange]] = {}
    for (kind, id), each in entries.items():
        if name := file_of(target, kind, id, each):
            placed[name] = each
        else:
            findings.append(rules.NO_FOLDER.finding(each[0].place, kind=kind, id=id, field=FOLDER_FIELDS[kind]))
    return placed


def _cells(target: Target, placed: Mapping[str, Sequence[FieldChange]]) -> dict[str, Sequence[FieldChange]]:
    """Return the changes by every file in which a finding about them can stand, as the library calls it."""
    prefix = f"{target.files.root.absolute()}{os.sep}" if target.beneath else ""
    found = {f"{prefix}{name}": each for name, each in placed.items()}
    for each in placed.values():
        if entry := target.whole.entries[each[0].kind].get(each[0].id):
            found[entry.file] = each
    return found


def _new_findings(
    layers: Sequence[LibraryFiles], made: Mapping[str, bytes], cells: Mapping[str, Sequence[FieldChange]]
) -> list[Finding]:
    """Return what would be wrong in the library with the changed files and is not now, each at its cell."""
    *beneath, layer = layers
    contents = dict(sorted({**layer.contents, **made}.items()))
    after = check_files(*beneath, replace(layer, contents=contents))
    now = {_sameness(each) for each in check_files(*layers)} if after else set()
    return [_at_cell(each, cells.get(each.where.file, ())) for each in after if _sameness(each) not in now]


def _sameness(finding: Finding) -> tuple[str, ...]:
    """Return what makes two findings the same one, wherever its line has moved."""
    return (finding.rule, finding.where.file, finding.where.at, finding.said)


def _at_cell(finding: Finding, changes: Sequence[FieldChange]) -> Finding:
    """Return a finding on a file with the cell that brought it about, or the first of its entry's."""
    if not changes:
        return finding
    at = finding.where.at

    def touches(change: FieldChange) -> bool:
        path = spelled(change.path)
        return at == path or at.startswith(f"{path}/") or (bool(at) and path.startswith(f"{at}/"))

    cell = next((change.place for change in changes if touches(change)), changes[0].place)
    inside = f"{finding.where.file}, {at}" if at else finding.where.file
    return replace(finding, where=Place(cell.file, at=f"{cell.at} ({inside})"))
