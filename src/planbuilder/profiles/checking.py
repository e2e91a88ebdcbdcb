"""A plan against profiles: which requirements it meets, what is missing, where, by which citation, what to write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planbuilder.findings import SEVERITIES, Finding, Place
from planbuilder.library.entries import Checked, Profile, Requirement
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.profiles.asking import Data, failing, holds
from planbuilder.profiles.citing import Clause, clause
from planbuilder.profiles.clocks import Deadline, Moments, deadline, moments_of
from planbuilder.profiles.telling import deadline_told
from planbuilder.profiles.viewing import as_data, facts_of


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A requirement that a plan does not meet at one place: the finding, what it cites, and how that was checked."""

    requirement: str
    finding: Finding
    cites: tuple[Clause, ...]
    checked: Checked | None


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is due by a requirement, and how that stands."""

    requirement: str
    says: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class ProfileResult:
    """A profile asked of a plan: what is met, what does not count for this plan, what is missing, what is due.

    ``unchecked`` are the requirements that nobody has checked against the text, ``changed_by`` the layers that changed
    the profile after it was published.
    """

    profile: Profile
    on: dt.date
    met: tuple[str, ...]
    not_for: tuple[str, ...]
    shortfalls: tuple[Shortfall, ...]
    dues: tuple[Due, ...]
    unchecked: tuple[str, ...]
    changed_by: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings alone."""
        return tuple(each.finding for each in self.shortfalls)

    @property
    def by_requirement(self) -> tuple[tuple[Shortfall, ...], ...]:
        """Return the shortfalls of each requirement together, the most pressing requirement first."""
        groups: dict[str, list[Shortfall]] = {}
        for each in self.shortfalls:
            groups.setdefault(each.requirement, []).append(each)
        return tuple(map(tuple, groups.values()))


def check_profiles(
    plan: Plan, profiles: Iterable[Profile], library: Library, on: dt.date, moments: Moments | None = None
) -> tuple[ProfileResult, ...]:
    """Return what each profile finds in a plan on a day.

    ``moments`` say when notes and sessions were, where that is known; without them only what the record itself tells.
    For a plan that ended the clocks stand still on that day.
    """
    data = as_data(facts_of(plan, library))
    known = moments or moments_of(plan)
    stood = min(on, dt.date.fromisoformat(plan.ending.on)) if plan.ending else on
    return tuple(_result(each, data, library, known, (on, stood)) for each in profiles)


def _result(
    profile: Profile, data: Data, library: Library, moments: Moments, days: tuple[dt.date, dt.date]
) -> ProfileResult:
    """Return what one profile finds, on a day, with clocks as they stand on another."""
    on, stood = days
    met: list[str] = []
    not_for: list[str] = []
    shortfalls: list[Shortfall] = []
    dues: list[Due] = []
    for id, each in profile.requirements.items():
        if not holds(each.given, data):
            not_for.append(id)
            continue
        due = deadline(each.clock, moments, stood) if each.clock else None
        if each.clock and due is None:
            not_for.append(id)
            continue
        if due:
            dues.append(Due(id, each.says, due))
        found = list(_missing(each, data, due, on))
        if found:
            cites = tuple(clause(library, cited) for cited in each.cites)
            shortfalls += [Shortfall(id, _finding(profile, id, each, *one), cites, each.checked) for one in found]
        elif due is None or due.standing != "unknown":
            met.append(id)
    shortfalls.sort(key=lambda each: (SEVERITIES.index(each.finding.severity), each.finding.sort_key()))
    unchecked = tuple(id for id, each in profile.requirements.items() if each.checked is None)
    return ProfileResult(
        profile, on, tuple(met), tuple(not_for), tuple(shortfalls), tuple(dues), unchecked, changed_by(profile, library)
    )


def changed_by(profile: Profile, library: Library) -> tuple[str, ...]:
    """Return the layers that changed a profile of a layer beneath, by their ids, the lowest first."""
    origin = library.origins.get(f"profile/{profile.id}")
    if origin is None or not origin.under:
        return ()
    return tuple(dict.fromkeys(each.layer for each in (*origin.under[1:], origin)))


def changed_words(layers: Sequence[str]) -> str:
    """Return a sentence that says which layers changed a profile, empty where none did."""
    if not layers:
        return ""
    return f"This profile is not as it was published: it was changed by the layer {', '.join(layers)}."


def _missing(each: Requirement, data: Data, due: Deadline | None, on: dt.date) -> Iterator[tuple[str, str]]:
    """Yield where a requirement is not met, each with what is said of it."""
    if each.must is not None:
        yield from ((place, each.missing) for place in failing(each.must, data))
    elif each.clock is not None and due is not None and due.standing in ("late", "planned-late"):
        yield "", f"{each.missing} {deadline_told(each.clock, due, on)}"


def _finding(profile: Profile, id: str, each: Requirement, place: str, said: str) -> Finding:
    """Return the finding on a requirement at a place."""
    return Finding(f"{profile.id}/{id}", each.severity, Place(at=place or each.where), said, each.why, each.fix)
