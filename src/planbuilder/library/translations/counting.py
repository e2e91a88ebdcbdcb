"""How far a translation has come, in numbers: texts translated, missing, stale, and what has been reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planbuilder.cache import cached, keep
from planbuilder.library.checking import state_of
from planbuilder.library.files import read_files
from planbuilder.library.gathering import Sources
from planbuilder.library.loading import gather
from planbuilder.library.parsing import parse
from planbuilder.library.translations.facing import client_texts
from planbuilder.library.translations.homes import folders, languages
from planbuilder.library.translations.reach import covered
from planbuilder.library.translations.standing import in_scope, patches_of, standing, values_of
from planbuilder.library.translations.translation import Translation

_RETIRED = ("superseded", "withdrawn")


@dataclass(frozen=True, slots=True)
class ProblemLeft:
    """A problem that a translation does not cover: how many of the texts it reaches are not translated."""

    problem: str
    missing: int


@dataclass(frozen=True, slots=True)
class TranslationProgress:
    """How far a translation has come.

    ``problems`` are covered, ``texts`` translated as they are now, ``missing`` and ``stale`` those of its scope that
    are not. ``entries`` is what a translator reviews, ``reviewed`` what one has approved as it is. ``left`` are the
    problems it is not meant to cover.
    """

    language: str
    problems: int
    texts: int
    missing: int
    stale: int
    entries: int
    reviewed: int
    left: tuple[ProblemLeft, ...]


def translation_progress(roots: Sequence[Path]) -> tuple[TranslationProgress, ...]:
    """Return how far every translation of a library with its layers has come, by language.

    Raises InputError for a translation with errors, EnvironmentFaultError for one that cannot be read.
    """
    if not (known := languages(roots)):
        return ()
    seen = state_of(roots)
    name = f"translations-{seen}.json" if seen else ""
    if name and (found := cached(name, tuple[TranslationProgress, ...])) is not None:
        return found
    sources = gather([read_files(each) for each in roots])
    made = tuple(_progress(roots, language, sources) for language in known)
    if name:
        keep(name, made)
    return made


def _progress(roots: Sequence[Path], language: str, sources: Sources) -> TranslationProgress:
    """Return how far one translation has come."""
    values = values_of(sources)
    layers = [parse(read_files(each), translation=True) for each in folders(roots, language)]
    said, scope = patches_of(layers), in_scope(layers, values)
    found = {name: standing(name, values[name], *said.get(name, ({}, {}))) for name in {*scope, *said} & values.keys()}
    translation = Translation(roots, language)
    names = translation.names()
    problems = [name for name in values if name.startswith("problem/") and values[name].get("state") not in _RETIRED]
    fresh = {name: set(each.fresh) for name, each in found.items()}
    left = (ProblemLeft(name, _missing(name, values, fresh)) for name in sorted(problems) if name not in scope)
    return TranslationProgress(
        language,
        sum(name in scope for name in problems),
        sum(len(each.fresh) for each in found.values()),
        sum(len(found[name].missing) for name in scope),
        sum(len(each.stale) for each in found.values()),
        len(names),
        sum(translation.reviewed(name) for name in names),
        tuple(left),
    )


def _missing(problem: str, values: Mapping[str, Mapping[str, Any]], fresh: Mapping[str, set[str]]) -> int:
    """Return how many texts of a problem and all that it reaches are not translated."""
    return sum(
        "/".join(map(str, path)) not in fresh.get(name, ())
        for name in covered([problem], values)
        for path, _ in client_texts(name.partition("/")[0], values[name])
    )
