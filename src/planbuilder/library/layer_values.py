"""What comes of two layers in one place: words of both, an entry that is hidden, what both say of themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from planbuilder.reading import FieldPath, YamlFile


def joined(below: YamlFile, above: YamlFile) -> YamlFile:
    """Return two files of words as one; a word of both is the lower one's."""
    value: dict[str, Any] = dict(below.value or {})
    for list, words in (above.value or {}).items():
        there = value.get(list)
        value[list] = {**words, **there} if isinstance(words, dict) and isinstance(there, dict) else words
    new = {path: place for path, place in above.places.items() if path not in below.places}
    places, elsewhere = {**below.places, **new}, {**below.elsewhere, **dict.fromkeys(new, above.file)}
    return replace(below, value=value, places=places, elsewhere=elsewhere)


def withdrawn(file: YamlFile, hidden: YamlFile, name: str, why: str) -> YamlFile:
    """Return an entry as withdrawn by the line of a layer that hides it."""
    kept = {field: each for field, each in (file.value or {}).items() if field not in ("state", "by", "why")}
    value = {**kept, "state": "withdrawn", "why": why}
    spot = hidden.places[("hidden", name)]
    new: dict[FieldPath, tuple[int, int]] = {("state",): spot, ("why",): spot}
    elsewhere = {**file.elsewhere, **dict.fromkeys(new, hidden.file)}
    return replace(file, value=value, places={**file.places, **new}, elsewhere=elsewhere)


def about_all(layers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the layers say of themselves as one.

    What the uppermost says stands; every notice stands, and the strictest policy: approval where one demands it, and
    the shortest time until the next review.
    """
    said: dict[str, Any] = {}
    for layer in layers:
        said |= layer
    notices = dict.fromkeys(str(each["notice"]).strip() for each in layers if each.get("notice"))
    policies = [policy for each in layers if isinstance(policy := each.get("policy"), dict)]
    months = [policy["review_months"] for policy in policies if isinstance(policy.get("review_months"), int)]
    needed = any(policy.get("approval") == "required" for policy in policies)
    policy = {"approval": "required" if needed else "optional"} | ({"review_months": min(months)} if months else {})
    return said | ({"notice": " ".join(notices)} if notices else {}) | {"policy": policy}
