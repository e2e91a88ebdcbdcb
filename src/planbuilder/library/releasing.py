"""A release of a library: its number held against what changed, its changes written down, its files packed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from planbuilder.errors import InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place, worst_is_error
from planbuilder.library.changelog import CHANGES, changes_section, section_of, with_section, worst
from planbuilder.library.checking import check_library
from planbuilder.library.differences import Difference
from planbuilder.library.editions import Edition, compare, edition_of, open_edition
from planbuilder.library.field_differences import Weight
from planbuilder.library.file_rules import STRAY
from planbuilder.library.files import read_files, sha256
from planbuilder.library.manifest import MANIFEST, Manifest, manifest_json, manifest_of
from planbuilder.library.packing import PACKERS
from planbuilder.library.parsing import parse
from planbuilder.library.release_rules import NOT_COMPARED, NOT_HIGHER, OTHER, REMOVED, SAME, TOO_SMALL
from planbuilder.library.store import KINDS
from planbuilder.library.translations.homes import FOLDER
from planbuilder.library.unpacking import unpack
from planbuilder.library.versions import heaviest, least_version, parse_version
from planbuilder.reading import read_yaml
from planbuilder.saving import save, save_new

ABOUT = "library.yaml"
#: Files beside the YAML files that go with a library.
_BESIDE = ("README.md", "LICENSE", "LICENSE.md", "LICENSE.txt")
_VERSION_LINE = re.compile(r"^(version:[ \t]*)(\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s#]+)", re.MULTILINE)
_WEIGHTS: Mapping[Weight, str] = {
    "break": "in what plans in use stand on",
    "substance": "in what new plans get",
    "wording": "in wording",
}


@dataclass(frozen=True, slots=True)
class Release:
    """A release that is ready to be written: manifest, files, what changed, in words too, and what speaks against it.

    ``left_out`` are files of the folder that nothing reads. It may be written where no finding is an error.
    """

    manifest: Manifest
    files: Mapping[str, bytes]
    differences: tuple[Difference, ...]
    changes: str
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]

    @property
    def name(self) -> str:
        """How its archive is called, without a suffix."""
        return f"{self.manifest.id}-{self.manifest.version}"


def newest_release(folder: Path, id: str) -> Path | None:
    """Return the archive of the highest version of a library in a folder, None where there is none."""
    name = re.compile(rf"{re.escape(id)}-([0-9.]+)\.(?:zip|tar)")
    found: dict[tuple[int, int, int], Path] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if (match := name.fullmatch(path.name)) and path.is_file():
            try:
                found.setdefault(parse_version(match[1]), path)
            except UsageError:
                continue
    return found[max(found)] if found else None


def prepare_release(root: Path, version: str, earlier: str, on: dt.date, below: Sequence[Path] = ()) -> Release:
    """Return the release of the library in a directory under a version, compared with an earlier one.

    ``earlier`` is a directory, an archive or a revision, and empty for a first release. The section of changes is
    written from the differences, unless CHANGES.md has one for this version already. A layer is read on top of those
    ``below``, the lowest first. Raises InputError for a library
    with errors, UsageError for a version that is no number, and what opening the earlier one raises. Writes nothing.
    """
    parse_version(version)
    found = check_library(*below, root)
    if errors := tuple(each for each in found if each.severity == "error"):
        raise InputError("A library with errors is not released.", errors, where=str(root))
    now = edition_of(root, str(root), below)
    before = _earlier(earlier, root, below) if earlier else None
    differing = compare(before, now) if isinstance(before, Edition) else ()
    known = before if isinstance(before, str) else before.about.version if before else ""
    section = changes_section(version, on, differing, known, anew=isinstance(before, str))
    left_out = _strays(root)
    files = _files(root, now, version, section, left_out)
    manifest = manifest_of(replace(now.about, version=version), files)
    against = tuple(_against(version, before, now, differing)) if before else ()
    if before and Path(earlier).is_file() and _is_same(Path(earlier), manifest):
        against = ()
    said = section_of(files[CHANGES].decode("utf-8"), version)
    return Release(manifest, files, differing, said, against, left_out)


def _is_same(earlier: Path, manifest: Manifest) -> bool:
    """Return whether an archive is this very release."""
    other = unpack(earlier).manifest
    return (other.version, other.content) == (manifest.version, manifest.content)


def _earlier(name: str, root: Path, below: Sequence[Path]) -> Edition | str:
    """Return an earlier release; its version alone where it does not fit any more on the layers it was made for."""
    try:
        return open_edition(name, root, below)
    except InputError:
        if not below or not Path(name).is_file():
            raise
        return unpack(Path(name)).manifest.version


def _strays(root: Path) -> tuple[str, ...]:
    """Return the files of a folder that nothing reads."""
    return tuple(each.where.file for each in parse(read_files(root)).findings if each.rule == STRAY.id)


def _files(root: Path, now: Edition, version: str, section: str, left_out: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a release by their paths, with the version and the changes in them."""
    files = {name: content for name, content in read_files(root).contents.items() if name not in left_out}
    names = (f"documents/{id}/{document.template}" for id, document in now.library.documents.items())
    files |= {name: read_file(root / name) for name in names if (root / name).is_file()}
    files |= _translations(root)
    files |= {name: read_file(root / name) for name in _BESIDE if (root / name).is_file()}
    files[ABOUT] = with_version(files[ABOUT], version)
    kept = read_file(root / CHANGES).decode("utf-8-sig", "replace") if (root / CHANGES).is_file() else ""
    files[CHANGES] = with_section(kept, version, section, now.about.title).encode()
    return files


def _translations(root: Path) -> dict[str, bytes]:
    """Return the files of the translations in a folder by their paths, with the templates of their documents."""
    home = root / FOLDER
    if not home.is_dir():
        return {}
    templates = {path.relative_to(root).as_posix(): read_file(path) for path in home.glob("*/documents/*/*.docx")}
    return {**{f"{FOLDER}/{name}": content for name, content in read_files(home).contents.items()}, **templates}


def with_version(content: bytes, version: str) -> bytes:
    """Return library.yaml with another version and nothing else changed; raise UsageError where that cannot be done."""
    changed = _VERSION_LINE.sub(rf"\g<1>{version}", content.decode("utf-8"), count=1).encode()
    before, after = read_yaml(content, ABOUT).value, read_yaml(changed, ABOUT).value
    if after is None or after != {**(before or {}), "version": version}:
        fix = f"Write it on a line of its own: version: {version}"
        raise UsageError("The version cannot be written into library.yaml.", fix=fix)
    return changed


def _against(version: str, before: Edition | str, now: Edition, found: Sequence[Difference]) -> Iterator[Finding]:
    """Yield what speaks against a version after another; after one that cannot be compared, as if much had changed."""
    place = Place(ABOUT, at="version")
    if isinstance(before, str):
        yield NOT_COMPARED.finding(place, before=before)
        yield from _number(version, before, least_version(before, "break"), "it was made for other layers beneath it")
        return
    if before.about.id != now.about.id:
        yield OTHER.finding(place, other=before.about.id, id=now.about.id)
        return
    counted, known = worst(found), before.about.version
    what = "; ".join(f"{counted[weight]} changed {said}" for weight, said in _WEIGHTS.items() if counted[weight])
    yield from _number(version, known, least_version(known, heaviest(found)), what)
    if not found:
        yield SAME.finding(place, before=known)
    for each in found:
        if each.how == "removed" and each.kind in KINDS:
            yield REMOVED.finding(Place(at=each.name), kind=each.kind, id=each.id, before=known)


def _number(version: str, before: str, least: str, what: str) -> Iterator[Finding]:
    """Yield that a number does not follow another, or says too little of what changed."""
    place = Place(ABOUT, at="version")
    if parse_version(version) <= parse_version(before):
        yield NOT_HIGHER.finding(place, version=version, before=before, least=least)
    elif parse_version(version) < parse_version(least):
        yield TOO_SMALL.finding(place, version=version, before=before, least=least, what=what)


def write_release(release: Release, root: Path, folder: Path, suffix: str = ".zip") -> tuple[Path, str]:
    """Write the archive of a release, then its version and changes into the library; return its path and SHA-256.

    An archive of the same bytes that is there already stays. Raises UsageError for a release that something speaks
    against, and for another file in the way; EnvironmentFaultError where the disk refuses.
    """
    if worst_is_error(release.findings):
        raise UsageError("Something speaks against this release, and it was not written.", fix="See its findings.")
    path = folder / f"{release.name}{suffix}"
    content = PACKERS[suffix]({**release.files, MANIFEST: manifest_json(release.manifest)})
    if not save_new(path, content) and read_file(path) != content:
        why = "Two contents under one number cannot be told apart."
        fix = "Release it under a higher version, or look at the file that is there."
        raise UsageError("This release is there already, with other content.", where=str(path), why=why, fix=fix)
    for name in (ABOUT, CHANGES):
        if not (root / name).is_file() or read_file(root / name) != release.files[name]:
            save(root / name, release.files[name], force=True)
    return path, sha256(content)
