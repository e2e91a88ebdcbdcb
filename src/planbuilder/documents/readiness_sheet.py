"""The readiness sheet in the view: which texts a plan was held against, as read when, what is missing, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from planbuilder.documents.wording import words
from planbuilder.profiles.checking import Due, ProfileResult, Shortfall, changed_words

_EMPTY: dict[str, Any] = {"on": "", "profiles": []}
#: So many places of one requirement stand on the sheet.
_SHOWN = 3
_DUE = {"plan": "Plan", "review": "Review", "note": "Progress note", "signature": "Signature of the person"}


def readiness(results: Iterable[ProfileResult] | None) -> dict[str, Any]:
    """Return what a document prints of profiles that were asked of a plan; empty fields where none was asked."""
    asked = tuple(results or ())
    if not asked:
        return dict(_EMPTY)
    return {"on": asked[0].on.isoformat(), "profiles": [_profile(each) for each in asked]}


def _profile(result: ProfileResult) -> dict[str, Any]:
    """Return what one profile found."""
    profile = result.profile
    read = sorted({each.checked.on for each in profile.requirements.values() if each.checked})
    return {
        "id": profile.id,
        "title": profile.title,
        "issuer": profile.issuer,
        "about": f"{profile.about} {changed_words(result.changed_by)}".strip(),
        "asked": len(profile.requirements) - len(result.not_for),
        "met": len(result.met),
        "not_for": len(result.not_for),
        "read_from": read[0] if read else "",
        "read_to": read[-1] if read else "",
        "missing": [_missing(same) for same in result.by_requirement],
        "dues": [_due(each) for each in result.dues if each.deadline.by],
        "unchecked": _unchecked(result),
        "not_checked": list(profile.not_checked),
    }


def _unchecked(result: ProfileResult) -> list[str]:
    """Return what nobody has checked against the text; where that is everything, one sentence."""
    every = result.profile.requirements
    if len(result.unchecked) == len(every) > 1:
        return ["None of these requirements has been checked against the text itself; read it before you rely on them."]
    return [every[id].says for id in result.unchecked]


def _missing(same: Sequence[Shortfall]) -> dict[str, Any]:
    """Return one thing that is missing, with all its places."""
    each, found = same[0], same[0].finding
    return {
        "where": _places(same),
        "severity": words(found.severity).capitalize(),
        "said": found.said,
        "fix": found.fix,
        "cites": list(map(str, each.cites)),
        "unchecked": each.checked is None,
    }


def _places(same: Sequence[Shortfall]) -> str:
    """Return the places of one requirement, the first few of many."""
    places = [one.finding.where.at or "whole plan" for one in same]
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN + 1 else ""
    return ", ".join(places[:_SHOWN] if more else places) + more


def _due(each: Due) -> dict[str, Any]:
    """Return by when something is due, and how that stands."""
    standing = {"met": "done in time", "open": "open", "late": "late", "planned-late": "set for too late a day"}
    return {
        "what": _DUE[each.deadline.due],
        "by": each.deadline.by.isoformat() if each.deadline.by else "",
        "standing": standing.get(each.deadline.standing, "not known"),
    }
