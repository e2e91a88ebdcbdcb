"""Library directories into a Library: read, checked for shape, built, and cached by the hash of its content."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from planbuilder.cache import cached, keep
from planbuilder.errors import InputError
from planbuilder.findings import Finding, ordered
from planbuilder.library.entries import About, Document, PersonFirst, Vocabulary
from planbuilder.library.entries.sharing import Approvals
from planbuilder.library.files import LibraryFiles, digest_of, look_of, read_files, sha256
from planbuilder.library.gathering import Sources
from planbuilder.library.kept import keep_library, kept_library
from planbuilder.library.parsing import parse
from planbuilder.library.stacking import stack
from planbuilder.library.store import KINDS, Approved, Library
from planbuilder.reading import YamlFile


def load_library(root: Path, *upper: Path, use_cache: bool = True) -> Library:
    """Return the library in a directory, with the layers in ``upper`` on top of it, the lowest first.

    Raises InputError with the findings when a file of it is not valid or names what is not there, and when the layers
    do not fit on each other; EnvironmentFaultError when one cannot be read.
    """
    roots = (root, *upper)
    look = _look(roots) if use_cache else ""
    if look and (found := kept_library(cached(f"look-{look}.json", str) or "")):
        return found
    layers = [read_files(each) for each in roots]
    digest = _digest([digest_of(files) for files in layers])
    if use_cache and (found := kept_library(digest)):
        if look:
            keep(f"look-{look}.json", digest)
        return found
    sources = gather(layers)
    errors = tuple(finding for finding in _broken(sources) if finding.severity == "error")
    if errors:
        where = ", ".join(map(str, roots))
        raise InputError("The library has errors and was not used.", errors, where=where)
    library = build(sources, digest)
    if use_cache:
        keep_library(library)
    return library


def gather(layers: Sequence[LibraryFiles]) -> Sources:
    """Return the files of the layers, the lowest first, as one library, with all findings so far.

    Of several layers every file is called by its whole path.
    """
    several = len(layers) > 1
    return stack([parse(files, f"{files.root.absolute()}{os.sep}" if several else "") for files in layers])


def _look(roots: Sequence[Path]) -> str:
    """Return a hash over the state of all folders, empty where one of them does not allow it."""
    looks = [look_of(root) for root in roots]
    return _digest(looks) if all(looks) else ""


def _digest(each: Sequence[str]) -> str:
    """Return one hash for those of several layers; that of one layer is its own."""
    return each[0] if len(each) == 1 else sha256("\n".join(each).encode())


def _broken(sources: Sources) -> Iterable[Finding]:
    """Return what makes a library unusable.

    Those are files that cannot be read, references that point nowhere, needs and answers without a conflict, and
    requirements on facts that no plan has: with them something would be passed over without a word.
    """
    from planbuilder.library.checking.accommodations import check_accommodations
    from planbuilder.library.checking.profiles import check_profiles
    from planbuilder.library.checking.references import check_references
    from planbuilder.library.checking.shelf import put_on_shelf
    from planbuilder.library.checking.words import check_words

    if any(finding.severity == "error" for finding in sources.findings):
        return sources.findings
    shelf = put_on_shelf(sources)
    checks = (check_references, check_words, check_accommodations, check_profiles)
    return ordered(finding for check in checks for finding in check(shelf))


def build(sources: Sources, digest: str) -> Library:
    """Return the library made of files that have no errors of shape."""
    about = msgspec.convert(_value(sources.about), About)
    made: dict[str, Any] = {
        home: {id: msgspec.convert(_value(file), cls) for id, file in sorted(sources.entries[kind].items())}
        for kind, (home, cls) in KINDS.items()
    }
    return Library(
        about=about,
        vocabulary=build_vocabulary(sources.vocabulary),
        person_first=msgspec.convert(_value(sources.person_first), PersonFirst)
        if sources.person_first
        else PersonFirst(),
        documents={id: msgspec.convert(_value(file), Document) for id, file in sorted(sources.documents.items())},
        origins=sources.origins,
        layers=tuple(msgspec.convert(_value(file), About) for file in sources.layers),
        approvals=_approvals(sources.approvals),
        digest=digest,
        **made,
    )


def build_vocabulary(files: Iterable[YamlFile]) -> Vocabulary:
    """Return the vocabulary that the files make together."""
    words: dict[str, Any] = {"schema": 1}
    for file in files:
        for list, value in _value(file).items():
            words[list] = value if list == "schema" else {**words.get(list, {}), **value}
    return msgspec.convert(words, Vocabulary)


def _approvals(files: Iterable[YamlFile]) -> dict[str, tuple[Approved, ...]]:
    """Return the approvals of all layers by entry, those of the lowest layer first."""
    found: dict[str, tuple[Approved, ...]] = {}
    for file in files:
        for name, roles in msgspec.convert(_value(file), Approvals).approvals.items():
            given = (Approved(role, each.content, each.on, each.by) for role, each in roles.items())
            found[name] = (*found.get(name, ()), *given)
    return found


def _value(file: YamlFile | None) -> dict[str, Any]:
    """Return the value of a file that has one."""
    if file is None or file.value is None:
        raise ValueError("a file without a value has errors and is never built")
    return file.value
