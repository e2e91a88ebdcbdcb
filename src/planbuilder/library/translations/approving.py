"""A qualified translator's review, recorded: approvals of exactly what a translation says now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.files import read_file
from planbuilder.library.approving import GivenApprovals
from planbuilder.library.store import nearest_words
from planbuilder.library.translations.homes import ABOUT, FOLDER
from planbuilder.library.translations.translation import TRANSLATOR, Translation
from planbuilder.library.writing_back import require_own, rewrite
from planbuilder.reading import read_yaml


def to_review(roots: Sequence[Path], language: str) -> tuple[str, ...]:
    """Return everything of a translation that no qualified translator has approved as it is now.

    Raises UsageError where there is no such translation, InputError where a file of it has errors.
    """
    translation = Translation(roots, language)
    return tuple(name for name in translation.names() if not translation.reviewed(name))


def approve_translation(
    roots: Sequence[Path], language: str, names: Sequence[str], role: str, on: dt.date, *, by: str
) -> GivenApprovals:
    """Write into the uppermost layer that a qualified translator approved translations as they are now.

    The law asks for a human being who is qualified (45 CFR 92.201(c)(3)): the role is ``qualified-translator``, and
    there is a name. Raises UsageError for another role, no name, or what the translation does not have whole;
    EnvironmentFaultError where the file cannot be written. Then nothing has changed.
    """
    layer = roots[-1]
    require_own(layer)
    if role != TRANSLATOR:
        fix = f"Write --as {TRANSLATOR}: the law asks for one (45 CFR 92.201(c)(3))."
        raise UsageError("A translation is reviewed by a qualified human translator.", where=role, fix=fix)
    if not by.strip():
        fix = "Add --by NAME: the person who read both texts."
        raise UsageError("A review of a translation has the name of the person who made it.", fix=fix)
    translation = Translation(roots, language)
    known = translation.names()
    approved = tuple(dict.fromkeys(_named(name, known, language) for name in names))
    if broken := [name for name in approved if not translation.content(name)]:
        fix = "'planbuilder library check' says what is wrong with it."
        raise UsageError("What has errors, or says nothing, cannot be approved.", where=", ".join(broken), fix=fix)
    folder = layer / FOLDER / language
    if not (folder / ABOUT).is_file():
        _begin(layer, folder, language)

    def change(content: Any) -> None:
        """Put the approvals in."""
        if not isinstance(content.get("approvals"), dict):
            content["approvals"] = {}
        for name in approved:
            given = {"content": translation.content(name), "on": on.isoformat(), "by": by.strip()}
            content["approvals"].setdefault(name, {})[role] = given

    file = rewrite(folder / "approvals.yaml", "approvals", change, "These approvals cannot be kept.", depth=3)
    return GivenApprovals(approved, file)


def _named(name: str, known: Sequence[str], language: str) -> str:
    """Return a name as the translation has it; raise UsageError where it has none, or more than one, of that name."""
    found = [name] if name in known else [each for each in known if each.partition("/")[2] == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"More than one kind has '{name}'.", fix=f"Say which: {', '.join(found)}.")
    fix = nearest_words(name, (*known, *(each.partition("/")[2] for each in known)))
    raise UsageError(f"The translation into '{language}' has nothing called '{name}'.", fix=fix)


def _begin(layer: Path, folder: Path, language: str) -> None:
    """Write what a layer's own translation says of itself, where it has none yet."""
    said = read_yaml(read_file(layer / ABOUT), ABOUT).value or {}

    def change(content: Any) -> None:
        """Say which translation it is."""
        content |= {
            "id": f"{said.get('id', 'ours')}-{language}",
            "title": f"{said.get('title', 'Our layer')}, {language}",
            "version": said.get("version", "0.1.0"),
            "language": language,
            "licence": said.get("licence", "not for publication"),
            "layer": said.get("layer", "agency"),
            "policy": {"approval": "optional"},
        }

    rewrite(folder / ABOUT, "library", change, "The translation cannot be begun.", depth=3)
