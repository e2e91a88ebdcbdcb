"""The readiness sheet in the view: which texts a plan was held against, as read when, what is missing, what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from planbuilder.documents.sheet_room import LINE, PAGE, as_far_as_fits, page_points, row_points
from planbuilder.documents.wording import series, words
from planbuilder.docx.formats import date
from planbuilder.findings import SEVERITIES
from planbuilder.profiles.checking import Due, ProfileResult, Shortfall, changed_words

_EMPTY: dict[str, Any] = {"on": "", "profiles": []}
#: So many places of one requirement stand on the sheet.
_SHOWN = 2
#: Letters of what nobody has checked, and of what no look at a plan can tell: the rest is counted.
_ASIDE = 260
_DUE = {"plan": "Plan", "review": "Review", "note": "Progress note", "signature": "Signature of the person"}
_LEVELS = {"primary": "at the publisher", "copy": "in a copy", "record": "in an account of it"}
_STANDING = {"met": "done in time", "open": "open", "late": "late", "planned-late": "set for too late a day"}


def readiness(results: Iterable[ProfileResult] | None) -> dict[str, Any]:
    """Return what a document prints of profiles that were asked of a plan; empty fields where none was asked."""
    asked = tuple(results or ())
    if not asked:
        return dict(_EMPTY)
    return {"on": asked[0].on.isoformat(), "profiles": [_profile(each, first=each is asked[0]) for each in asked]}


def _profile(result: ProfileResult, *, first: bool) -> dict[str, Any]:
    """Return what one profile found, as much of it as fits on one page."""
    profile = result.profile
    made: dict[str, Any] = {
        "id": profile.id,
        "title": profile.title,
        "issuer": profile.issuer,
        "about": f"{profile.about} {changed_words(result.changed_by)}".strip(),
        "asked": len(profile.requirements) - len(result.not_for),
        "met": len(result.met),
        "not_for": len(result.not_for),
        "read": _read(result),
        "dues": [_due(each) for each in result.dues if each.deadline.by],
        "unchecked": _unchecked(result),
        "not_checked": _in_short(profile.not_checked, "more under 'planbuilder profiles show'"),
    }
    rows = [(_missing(same), same) for same in result.by_requirement]
    kept = _that_fit([row for row, _ in rows], _room(made, first=first))
    left = [same[0] for _, same in rows[kept:]]
    return made | {"missing": [row for row, _ in rows[:kept]], "more": _more(left, profile.id)}


def _read(result: ProfileResult) -> str:
    """Return how many requirements were read in their text, how close to the original, and when."""
    every = list(result.profile.requirements.values())
    read = [each.checked for each in every if each.checked]
    if not read:
        return "None of its requirements was read in the text. Read it before you rely on them."
    days = sorted({each.on for each in read})
    when = date(days[0]) if len(days) == 1 else f"{date(days[0])} to {date(days[-1])}"
    counts = Counter(_LEVELS[each.level] for each in read)
    how = series(f"{count} {level}" for level, count in counts.most_common())
    return f"{len(read)} of {len(every)} requirements were read in the text: {how}; {when}."


def _room(made: dict[str, Any], *, first: bool) -> float:
    """Return the points that are left on the page for the rows of the table."""
    dues = "; ".join(f"{each['what']} by {date(each['by'])}: {each['standing']}" for each in made["dues"])
    facts = (made["about"], made["read"], dues, " ".join(made["unchecked"]), " ".join(made["not_checked"]))
    return PAGE - page_points(made["title"], facts, first=first)


def _that_fit(rows: Sequence[dict[str, Any]], room: float) -> int:
    """Return how many rows fit, at least one: all of them, or as many as leave a line that counts the rest."""
    needed = [row_points((each["where"], _said(each), _asked(each))) for each in rows]
    if sum(needed) <= room:
        return len(rows)
    room -= 2 * LINE
    kept = 0
    while kept < len(needed) and needed[kept] <= room:
        room -= needed[kept]
        kept += 1
    return max(1, kept)


def _said(row: dict[str, Any]) -> str:
    """Return the words in the middle column."""
    return f"{row['severity']}: {row['said']} {row['fix']}"


def _asked(row: dict[str, Any]) -> str:
    """Return the words in the last column."""
    return "; ".join(row["cites"]) + ("; not checked against the text" if row["unchecked"] else "")


def _more(left: Sequence[Shortfall], profile: str) -> str:
    """Return a sentence that counts what did not fit, and says where it is told; empty where all did."""
    if not left:
        return ""
    found = Counter(each.finding.severity for each in left)
    counts = series(f"{found[each]} {each}{'' if found[each] == 1 else 's'}" for each in SEVERITIES if found[each])
    return f"{counts}. 'planbuilder check' with '--profile {profile}' tells all of them."


def _unchecked(result: ProfileResult) -> list[str]:
    """Return what nobody has checked against the text; nothing where that is everything, which is said elsewhere."""
    every = result.profile.requirements
    if len(result.unchecked) == len(every):
        return []
    return _in_short([every[id].says for id in result.unchecked], "more, marked in 'planbuilder profiles show'")


def _in_short(texts: Sequence[str], more: str) -> list[str]:
    """Return the first of some texts, and a sentence that counts the rest."""
    kept, left = as_far_as_fits(texts, _ASIDE)
    return [*kept, f"And {left} {more}."] if left else kept


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
    return {
        "what": _DUE[each.deadline.due],
        "by": each.deadline.by.isoformat() if each.deadline.by else "",
        "standing": _STANDING.get(each.deadline.standing, "not known"),
    }
