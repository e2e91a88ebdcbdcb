"""A library directory into a Library: read, checked for shape, built, and cached by the hash of its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from planbuilder.cache import cached, keep
from planbuilder.errors import InputError
from planbuilder.findings import Finding, ordered
from planbuilder.library.entries import About, Document, PersonFirst, Vocabulary
from planbuilder.library.files import digest_of, look_of, read_files
from planbuilder.library.parsing import Sources, parse
from planbuilder.library.store import KINDS, Library, Origin
from planbuilder.reading import YamlFile


def load_library(root: Path, *, use_cache: bool = True) -> Library:
    """Return the library in a directory.

    Raises InputError with the findings when a file of it is not valid or names what is not there,
    EnvironmentFaultError when it cannot be read.
    """
    look = look_of(root) if use_cache else ""
    if look and (found := _kept(cached(f"look-{look}.json", str) or "")):
        return found
    files = read_files(root)
    digest = digest_of(files)
    if use_cache and (found := _kept(digest)):
        if look:
            keep(f"look-{look}.json", digest)
        return found
    sources = parse(files)
    errors = tuple(finding for finding in _broken(sources) if finding.severity == "error")
    if errors:
        raise InputError("The library has errors and was not used.", errors, where=str(root))
    library = build(sources, digest)
    if use_cache:
        keep(f"library-{digest}.json", library)
    return library


def _kept(digest: str) -> Library | None:
    """Return the library of a content that was kept, or None."""
    found = cached(f"library-{digest}.json", Library) if digest else None
    return found if found and found.digest == digest else None


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
        origins={
            f"{kind}/{id}": Origin(about.id, about.version, file.file, sources.hashes[file.file])
            for kind, id, file in _files(sources)
        },
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


def _files(sources: Sources) -> Iterable[tuple[str, str, YamlFile]]:
    """Yield kind, id and file of every entry."""
    every: Mapping[str, Mapping[str, YamlFile]] = {**sources.entries, "document": sources.documents}
    for kind, files in every.items():
        for id, file in files.items():
            yield kind, id, file


def _value(file: YamlFile | None) -> dict[str, Any]:
    """Return the value of a file that has one."""
    if file is None or file.value is None:
        raise ValueError("a file without a value has errors and is never built")
    return file.value
