"""Where translations lie: ``translations/<language>/`` of the library and of every layer on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planbuilder.errors import UsageError

#: The folder of a layer that holds its translations.
FOLDER = "translations"
ABOUT = "library.yaml"
#: What a file of phrases is called in a translation.
PHRASES = "language/phrases.yaml"


def languages(roots: Sequence[Path]) -> tuple[str, ...]:
    """Return the languages that the layers have a translation for, sorted."""
    found = {each.parent.name for root in roots for each in (root / FOLDER).glob(f"*/{ABOUT}")}
    return tuple(sorted(found))


def folders(roots: Sequence[Path], language: str) -> tuple[Path, ...]:
    """Return the folders of a translation, the lowest layer's first; raise UsageError where there is none."""
    known = languages(roots)
    if language not in known:
        fix = f"There is a translation into: {', '.join(known)}." if known else "No layer has a translation."
        raise UsageError(f"There is no translation into '{language}'.", fix=fix)
    return tuple(root / FOLDER / language for root in roots if (root / FOLDER / language / ABOUT).is_file())
