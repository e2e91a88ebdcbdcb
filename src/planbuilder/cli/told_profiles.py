"""Profiles and what they found, as text for reading and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from planbuilder.cli.reporting import counts, printable, summary

if TYPE_CHECKING:
    from planbuilder.findings import Finding
    from planbuilder.library.entries import Checked, Clock, Profile, Requirement, Span
    from planbuilder.library.store import Library
    from planbuilder.profiles.checking import ProfileResult, Shortfall

_UNCHECKED = "nobody has checked this requirement against the text"
_NO_DETERMINATION = (
    "This compares a plan with what the texts ask, as they were read on the days named. It is no determination of"
    " compliance."
)
_LEVELS = {"primary": "at the publisher", "copy": "in a copy", "record": "in an account of it"}
_UNITS = {"working-days": "working days"}
_DUE = {"plan": "the plan", "review": "a review", "note": "a progress note", "signature": "the person's signature"}


def results_as_text(results: Sequence[ProfileResult]) -> str:
    """Return what profiles found, one after the other, each finding with place, citation and what to write."""
    return "\n\n".join([*("\n".join(_result(each)) for each in results), _NO_DETERMINATION])


def _result(result: ProfileResult) -> Iterator[str]:
    """Yield the lines of one profile."""
    from planbuilder.profiles.checking import changed_words

    profile = result.profile
    yield printable(f"{profile.title} ({profile.id})")
    asked = len(profile.requirements) - len(result.not_for)
    does = "does" if len(result.not_for) == 1 else "do"
    aside = f" {len(result.not_for)} {does} not concern this plan." if result.not_for else ""
    if result.changed_by:
        yield printable(
            f"{changed_words(result.changed_by)} 'planbuilder library explain profile/{profile.id}' shows it."
        )
    yield f"{len(result.met)} of {asked} requirements are met.{aside} {summary(result.findings)}"
    for same in result.by_requirement:
        yield ""
        yield from _shortfall(same)
    if result.unchecked:
        yield ""
        yield f"Requirements that nobody has checked against the text: {', '.join(result.unchecked)}."


def _shortfall(same: Sequence[Shortfall]) -> Iterator[str]:
    """Yield the lines of what one requirement lacks, at all its places."""
    each, found = same[0], same[0].finding
    places = ", ".join(str(one.finding.where) for one in same)
    yield printable(f"{len(same)} places: {places}" if len(same) > 1 else places or "the plan as a whole")
    yield printable(f"  {found.severity.capitalize()}: {found.said}")
    yield printable(f"  Why: {found.why}")
    yield printable(f"  Write: {found.fix}")
    yield printable(f"  Asked by: {'; '.join(map(str, each.cites))}; {checked_words(each.checked)}")
    yield f"  Rule: {found.rule}"


def checked_words(checked: Checked | None) -> str:
    """Return how a requirement was checked against its text."""
    return f"read {_LEVELS[checked.level]} on {checked.on}" if checked else _UNCHECKED


def results_as_data(own: Sequence[Finding], results: Sequence[ProfileResult]) -> dict[str, Any]:
    """Return what was found in a plan itself and by each profile, as plain data."""
    return {
        "findings": [asdict(each) for each in own],
        "summary": counts(own),
        "profiles": [_as_data(each) for each in results],
        "note": _NO_DETERMINATION,
    }


def _as_data(result: ProfileResult) -> dict[str, Any]:
    """Return what one profile found, as plain data."""
    return {
        "id": result.profile.id,
        "title": result.profile.title,
        "on": result.on.isoformat(),
        "met": list(result.met),
        "not_for_this_plan": list(result.not_for),
        "unchecked": list(result.unchecked),
        "changed_by": list(result.changed_by),
        "findings": [
            {
                **asdict(each.finding),
                "requirement": each.requirement,
                "cites": [
                    {"source": cited.source, "name": cited.name, "title": cited.title, "at": cited.at}
                    for cited in each.cites
                ],
                "checked": each.checked.on if each.checked else None,
            }
            for each in result.shortfalls
        ],
        "summary": counts(result.findings),
    }


def profile_lines(profile: Profile, library: Library) -> Iterator[str]:
    """Yield a profile in words: whose it is, for which plans, and each requirement with its citation."""
    from planbuilder.profiles.checking import changed_by, changed_words

    yield printable(f"{profile.title} ({profile.id})")
    yield printable(f"Asked by: {profile.issuer}")
    yield printable(profile.about)
    yield printable(f"Proposed for: {proposed_words(profile)}")
    if layers := changed_by(profile, library):
        yield printable(changed_words(layers))
    for id, each in profile.requirements.items():
        yield ""
        yield from requirement_lines(id, each, library)
    if profile.not_checked:
        yield ""
        yield "What no look at a plan can tell:"
        yield from (printable(f"  - {each}") for each in profile.not_checked)


def requirement_lines(id: str, each: Requirement, library: Library) -> Iterator[str]:
    """Yield a requirement in words."""
    from planbuilder.profiles.citing import clause

    yield printable(f"{id} ({each.severity}): {each.says}")
    if each.clock:
        yield printable(f"  By when: {clock_words(each.clock)}")
    yield printable(f"  Why: {each.why}")
    yield printable(f"  Write: {each.fix}")
    cites = "; ".join(str(clause(library, cited)) for cited in each.cites)
    yield printable(f"  Cites: {cites}; {checked_words(each.checked)}")


def clock_words(clock: Clock) -> str:
    """Return a clock in words."""
    unit = _UNITS.get(clock.unit, clock.unit)
    unit = unit.removesuffix("s") if clock.within == 1 else unit
    again = ", and again so long after each" if clock.repeat else ""
    again += f", for the first {_span(clock.ends)}" if clock.ends else ""
    again += f", once {_span(clock.begins)} are over" if clock.begins else ""
    start = "admission" if clock.anchor == "admission" else "the date of the plan"
    holidays = " (Monday to Friday; holidays are not taken out)" if clock.unit == "working-days" else ""
    return f"{_DUE[clock.due]}, within {clock.within} {unit}{holidays} of {start}{again}"


def _span(span: Span) -> str:
    """Return a span of time in words."""
    return f"{span.count} {_UNITS.get(span.unit, span.unit)}"


def proposed_words(profile: Profile) -> str:
    """Return for which plans a profile is proposed, in words."""
    asked = profile.proposed
    if asked.always:
        return "every plan"
    lists = (("state", asked.states), ("setting", asked.settings), ("level of care", asked.levels_of_care))
    told = [f"{name} {' or '.join(words)}" for name, words in (*lists, ("payer", asked.payers)) if words]
    told += [f"plans {asked.when_says or 'with certain facts'}"] if asked.when else []
    return "; ".join(told) or "only where it is named"
