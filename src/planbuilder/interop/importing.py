"""An edited workbook back into a library: what would change, whether it would check, and the writing of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place, ordered, worst_is_error
from planbuilder.interop import rules
from planbuilder.interop.differences import FieldChange, differences
from planbuilder.interop.workbook_reading import read_workbook
from planbuilder.interop.yaml_files import changed_file, changed_value, new_file
from planbuilder.library.checking import check_files
from planbuilder.library.files import LibraryFiles, read_files, sha256
from planbuilder.library.gathering import Sources
from planbuilder.library.parsing import FOLDER_FIELDS, parse
from planbuilder.library.store import KINDS
from planbuilder.reading import read_yaml, spelled
from planbuilder.saving import save, save_new


@dataclass(frozen=True, slots=True)
class Import:
    """What a workbook would change in a library: the fields, what is wrong or could not be placed, the files to write.

    ``files`` holds the new content of every changed or new file by its path in the library, ``was`` the SHA-256 of what
    stood there, nothing for a new one. With a finding of severity error there are no files.
    """

    changes: tuple[FieldChange, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    was: Mapping[str, str]


def read_import(root: Path, path: Path) -> Import:
    """Return what an edited workbook would change in the library in a directory; nothing is written.

    Raises EnvironmentFaultError where one of them cannot be read, UsageError where 'library export' did not make the
    workbook, InputError where the library has errors of its own.
    """
    read = read_workbook(path)
    files = read_files(root)
    sources = parse(files)
    if broken := tuple(each for each in sources.findings if each.severity == "error"):
        raise InputError("The library has errors and was not used.", broken, where=str(root))
    changes, findings = differences(sources, read)
    placed = _by_file(sources, changes, findings)
    made = {name: _written(files, sources, name, each) for name, each in placed.items()}
    if made and not worst_is_error(findings):
        findings += _new_findings(files, made, placed)
    kept = tuple(change for each in placed.values() for change in each)
    usable = {} if worst_is_error(findings) else made
    return Import(kept, ordered(findings), usable, {name: sources.hashes.get(name, "") for name in usable})


def write_import(root: Path, found: Import) -> tuple[Path, ...]:
    """Write the files of an import into the library in a directory and return their paths, sorted.

    Raises UsageError where one of them has changed since it was read; then nothing is written. Raises
    EnvironmentFaultError where the disk does not allow it: each file is then the old one or the new one.
    """
    for name, digest in found.was.items():
        path = root / name
        now = sha256(read_file(path)) if path.exists() else ""
        if now != digest:
            raise UsageError("The file changed while you were asked.", where=str(path), fix="Run the command again.")
    for name, content in sorted(found.files.items()):
        if found.was[name]:
            save(root / name, content, force=True)
        elif not save_new(root / name, content):
            raise EnvironmentFaultError("The file is there already.", where=str(root / name), fix="Run it again.")
    return tuple(root / name for name in sorted(found.files))


def _by_file(sources: Sources, changes: Iterable[FieldChange], findings: list[Finding]) -> dict[str, list[FieldChange]]:
    """Return the changes by the path of the file that they go into; note those of new entries that have no place."""
    entries: dict[tuple[str, str], list[FieldChange]] = {}
    for change in changes:
        entries.setdefault((change.kind, change.id), []).append(change)
    placed: dict[str, list[FieldChange]] = {}
    for (kind, id), each in entries.items():
        if name := _file_of(sources, kind, id, each):
            placed[name] = each
        else:
            findings.append(rules.NO_FOLDER.finding(each[0].place, kind=kind, id=id, field=FOLDER_FIELDS[kind]))
    return placed


def _file_of(sources: Sources, kind: str, id: str, changes: Sequence[FieldChange]) -> str:
    """Return the path of an entry's file: where it is, or where a new one goes; nothing where that is unknown."""
    if file := sources.entries[kind].get(id):
        return file.file
    if kind not in FOLDER_FIELDS:
        return f"{KINDS[kind][0]}/{id}.yaml"
    inside = next((change.after for change in changes if change.path == (FOLDER_FIELDS[kind],)), "")
    known = inside.replace("-", "").isalnum() and inside.isascii()
    return f"{KINDS[kind][0]}/{inside}/{id}.yaml" if known else ""


def _written(files: LibraryFiles, sources: Sources, name: str, changes: Sequence[FieldChange]) -> bytes:
    """Return the new content of a file. Raises UsageError where it would not say what was asked for."""
    kind, id = changes[0].kind, changes[0].id
    entry = sources.entries[kind].get(id)
    made = changed_file(files.contents[name], kind, changes) if entry else new_file(kind, id, name, changes)
    wanted = changed_value((entry and entry.value) or {"schema": 1, "id": id}, changes)
    if read_yaml(made, name).value != wanted:
        fix = "Make this change in the file itself."
        raise UsageError("The change cannot be written into this file without losing something.", where=name, fix=fix)
    return made


def _new_findings(
    files: LibraryFiles, made: Mapping[str, bytes], placed: Mapping[str, Sequence[FieldChange]]
) -> list[Finding]:
    """Return what would be wrong in the library with the changed files and is not now, each at its cell."""
    contents = dict(sorted({**files.contents, **made}.items()))
    after = check_files(replace(files, contents=contents))
    now = {_sameness(each) for each in check_files(files)} if after else set()
    return [_at_cell(each, placed.get(each.where.file, ())) for each in after if _sameness(each) not in now]


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
