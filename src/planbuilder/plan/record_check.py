"""Whether a plan record is what it claims to be: whole, and what its facts, choices and library give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planbuilder.findings import Finding, Place, ordered
from planbuilder.library.entries import Vocabulary
from planbuilder.library.store import Library
from planbuilder.plan.carrying import carried
from planbuilder.plan.checking import check_plan, who_in_words
from planbuilder.plan.edited_check import edited_findings
from planbuilder.plan.recomposing import made_anew, obstacles
from planbuilder.plan.record import PairAnswer, Plan
from planbuilder.plan.record_differences import Difference, differences
from planbuilder.plan.record_rules import CHANGED, DIFFERS, EXTRA, MISSING, NOT_REMADE, OTHER_LIBRARY, PAIR
from planbuilder.plan.record_structure import dates_exist, structure_findings

_STATUS: Mapping[str, str] = {
    "answered": "it is answered",
    "uncovered": "nobody has made it possible",
    "declined": "the person declined what there is",
    "ask": "nobody has asked yet",
    "not-hard": "the person said it is not hard",
}
_SILENT = "nothing about it"
_HOW = {"missing": "it would be there", "extra": "it would not be there"}


def check_record(plan: Plan, library: Library) -> tuple[Finding, ...]:
    """Return what is wrong or missing in a plan that was read from a file, sorted by place.

    Beside what :func:`check_plan` finds: whether the record holds together, and whether it still says what the
    library, the facts and the choices in it give. With another library than it was made with, differences are
    warnings, except where a need meets a demand.
    """
    found = [*structure_findings(plan)]
    if dates_exist(plan):
        found += [*check_plan(plan, library), *edited_findings(plan), *_compared(plan, library)]
    return ordered(found)


def _compared(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield how the record differs from what its facts and choices give with a library."""
    same = plan.made_with.digest == library.digest and plan.made_with.library == library.about.id
    if not same:
        here = _called(library.about.id, library.about.version, library.digest)
        made = _called(plan.made_with.library, plan.made_with.version, plan.made_with.digest)
        yield OTHER_LIBRARY.finding(Place(), made=made, here=here)
    if unknown := obstacles(plan, library):
        yield NOT_REMADE.finding(Place())
        yield from unknown
        return
    anew = made_anew(plan, library)
    if plan.saved:
        anew = carried(plan, anew, library)
    for each in differences(plan, anew, same_library=same):
        yield _told(each, same_library=same)
    yield from _pairs(plan, anew, library.vocabulary, same_library=same)


def _called(id: str, version: str, digest: str) -> str:
    """Return how a library is called: its id, its version, the beginning of its hash."""
    return f"the library '{id}' {version} ({digest[:8]})"


def _told(each: Difference, *, same_library: bool) -> Finding:
    """Return a difference as a finding."""
    place = Place(at=each.where)
    fields = ", ".join(each.fields) or "all of it"
    if not same_library:
        what = each.what[:1].lower() + each.what[1:]
        return DIFFERS.finding(place, what=what, how=_HOW.get(each.kind, fields))
    if each.kind == "changed":
        return CHANGED.finding(place, what=each.what, how=fields)
    return (MISSING if each.kind == "missing" else EXTRA).finding(place, what=each.what)


def _pairs(plan: Plan, anew: Plan, words: Vocabulary, *, same_library: bool) -> Iterator[Finding]:
    """Yield pairs of need and demand that the record leaves out, made up, or settles in another way."""
    recorded = {(each.who, each.need, each.demand): each for each in plan.pairs}
    computed = {(each.who, each.need, each.demand): each for each in anew.pairs}
    for at, pair in {**computed, **recorded}.items():
        here, there = recorded.get(at), computed.get(at)
        if here is None or there is None or _says(here, same_library) != _says(there, same_library):
            need, demand = words.needs.get(pair.need), words.demands.get(pair.demand)
            yield PAIR.finding(
                Place(at="accommodations"),
                who=who_in_words(plan, pair.who),
                demand=demand.label[:1].lower() + demand.label[1:] if demand else pair.demand,
                need=need.short if need else pair.need,
                said=_said(here, there),
                computed=_said(there, here),
            )


def _says(pair: PairAnswer, same_library: bool) -> tuple[object, ...]:  # a word of its own module
    """Return what a pair says; where it occurs only with the library it was made with, for keys differ with others."""
    where = pair.activities if same_library else ()
    return (pair.status, pair.degree, pair.reason, pair.ask, pair.ask_again, where)


def _said(pair: PairAnswer | None, other: PairAnswer | None) -> str:
    """Return in words what is said of a pair, and that it is said otherwise where only the wording differs."""
    if pair is None:
        return _SILENT
    alike = other is not None and other.status == pair.status
    return f"{_STATUS[pair.status]}, in other words" if alike else _STATUS[pair.status]
