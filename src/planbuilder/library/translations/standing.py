"""How a translation stands against the library: each text of an entry translated, missing or stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planbuilder.library.gathering import Sources
from planbuilder.library.patching import leaves, merged
from planbuilder.library.translations.facing import client_texts
from planbuilder.library.translations.reach import covered
from planbuilder.library.translations.translation import Wording, laid, worded


@dataclass(frozen=True, slots=True)
class Standing:
    """How the translation of one entry stands: what is translated as it is now, what is missing, what is stale.

    Each is by the path of the text; ``stale`` has the English that was translated and the one of today.
    """

    fresh: Mapping[str, str]
    missing: tuple[str, ...]
    stale: Mapping[str, tuple[str, str]]
    wording: Wording


def values_of(sources: Sources) -> dict[str, Mapping[str, Any]]:
    """Return the entries and vocabulary files of a library by name, as they stand in their files."""
    found: dict[str, Mapping[str, Any]] = {
        f"{kind}/{id}": file.value
        for kind, files in sources.entries.items()
        for id, file in files.items()
        if file.value is not None
    }
    for file in sources.vocabulary:
        name = f"vocabulary/{Path(file.file).stem}"
        found[name] = merged(found.get(name, {}), file.value or {})
    return found


def patches_of(layers: Sequence[Sources]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Return what a translation says of each entry: the English it was made from, and its texts; the uppermost counts.

    A file with an error of shape says nothing.
    """
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for layer in layers:
        for name, file in layer.patches.items():
            value = file.value or {}
            if isinstance(value.get("patch"), dict) and isinstance(value.get("was", {}), dict):
                found[name] = laid(found.get(name, ({}, {})), value)
    return found


def standing(name: str, value: Mapping[str, Any], was: Mapping[str, Any], said: Mapping[str, Any]) -> Standing:
    """Return how the translation of an entry stands against what the entry says now."""
    wording = worded(was, said)
    english = {"/".join(map(str, path)): text for path, text in leaves(was)}
    now = {"/".join(map(str, path)): text for path, text in client_texts(name.partition("/")[0], value)}
    there = {path: text for path, text in wording.by_path.items() if path in now}
    stale = {path: (str(english.get(path, "")), now[path]) for path in there if english.get(path) != now[path]}
    return Standing(
        {path: text for path, text in there.items() if path not in stale},
        tuple(path for path in now if path not in there),
        stale,
        wording,
    )


def in_scope(layers: Sequence[Sources], values: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the entries that the layers of a translation are meant to cover and that have a text for the client."""
    scope = dict.fromkeys(part for layer in layers for part in layer.said.get("translates", ()))
    return tuple(
        name
        for name in covered(scope, values)
        if next(iter(client_texts(name.partition("/")[0], values[name])), None) is not None
    )
