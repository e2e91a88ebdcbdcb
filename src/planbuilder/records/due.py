"""What is due over all kept plans, when, and by whose word: plans, reviews, notes, signatures, and what runs out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Profile, Requirement
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.profiles.asking import holds
from planbuilder.profiles.clocks import Deadline, Moments, deadline
from planbuilder.profiles.fitting import fitting_profiles
from planbuilder.profiles.viewing import as_data, facts_of
from planbuilder.records.kept_moments import kept_moments
from planbuilder.records.links import sha256
from planbuilder.records.notes import read_notes
from planbuilder.records.outdated_rules import BROKEN
from planbuilder.records.store import clients_kept, read_chain

DueKind = Literal["plan", "review", "note", "signature", "end", "authorization", "ask-again", "release"]
DueStanding = Literal["late", "today", "soon", "later"]
#: What is due within so many days is due soon.
_SOON = 7


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A day by which something is asked, and by whom: ``profile/requirement``, or ``plan`` for the plan itself.

    ``title`` is the profile's, ``checked`` whether the requirement was read in its text, ``working_days`` whether the
    day was counted in working days, of which holidays are not taken out.
    """

    by: dt.date
    source: str
    says: str
    title: str = ""
    checked: bool = True
    working_days: bool = False


@dataclass(frozen=True, slots=True)
class PlanDue:
    """Something that is due for a client: every day on which it is asked, the first of them counts.

    ``about`` tells apart what a client may have several of: the id of an accommodation, the mark of a release;
    ``label`` is the accommodation's title, or the place of the release in the client's file. ``planned_late`` is true
    where the plan sets it for a day after the first one asked. ``name`` is the client's.
    """

    client: str
    name: str
    version: int
    kind: DueKind
    about: str
    asked: tuple[AskedDay, ...]
    planned_late: bool = False
    label: str = ""

    @property
    def by(self) -> dt.date:
        """Return the first day on which it is asked."""
        return self.asked[0].by

    def standing(self, on: dt.date) -> DueStanding:
        """Return how it stands on a day."""
        left = (self.by - on).days
        return "late" if left < 0 else "today" if left == 0 else "soon" if left <= _SOON else "later"


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due, the first day first; how many plans were looked at, how many have ended, what cannot be read."""

    plans: int
    ended: int
    dues: tuple[PlanDue, ...]
    findings: tuple[Finding, ...]


def due_plans(plans: Path, library: Library, on: dt.date, profiles: Collection[str] = ()) -> DueList:
    """Return what is due over the latest versions of all plans of a folder, as it stands on a day.

    The clocks are those of the profiles named, else of those that go with each plan. Plans that ended rest. Raises
    EnvironmentFaultError where the folder cannot be read.
    """
    dues: list[PlanDue] = []
    findings: list[Finding] = []
    looked = ended = 0
    for client in clients_kept(plans):
        chain, notes = read_chain(plans, client), read_notes(plans, client)
        if chain.findings or notes.findings or chain.latest is None:
            findings.append(BROKEN.finding(Place(client), client=client))
        elif chain.latest.plan.state == "ended":
            ended += 1
        else:
            looked += 1
            plan = chain.latest.plan
            moments = kept_moments(plans, plan, chain, notes)
            asked = [*_clocked(plan, moments, library, on, profiles), *_of_plan(plan)]
            dues += _gathered(plan, asked, library)
    dues.sort(key=lambda each: (each.by, each.client, each.kind, each.about))
    return DueList(looked, ended, tuple(dues), tuple(findings))


def _gathered(plan: Plan, asked: Sequence[tuple[DueKind, str, AskedDay]], library: Library) -> Iterator[PlanDue]:
    """Yield what is due for a client, each once with all the days on which it is asked."""
    name = plan.client.identity.name
    for kind, about in dict.fromkeys((kind, about) for kind, about, _ in asked):
        days = sorted((each for *what, each in asked if what == [kind, about]), key=lambda each: (each.by, each.source))
        late = kind == "review" and bool(plan.review) and plan.review > days[0].by.isoformat()
        declined = library.accommodations.get(about) if kind == "ask-again" else None
        label = declined.title if declined else about
        if kind == "release":
            label = str(_marks(plan).index(about) + 1)
        yield PlanDue(plan.client.id, name, plan.version, kind, about, tuple(days), planned_late=late, label=label)


def _clocked(
    plan: Plan, moments: Moments, library: Library, on: dt.date, names: Collection[str]
) -> Iterator[tuple[DueKind, str, AskedDay]]:
    """Yield what the clocks of profiles ask and nobody has done yet."""
    facts = facts_of(plan, library)
    data = as_data(facts)
    for profile in _profiles(names, library) if names else [each.profile for each in fitting_profiles(facts, library)]:
        for id, each in profile.requirements.items():
            if each.clock is None or not holds(each.given, data):
                continue
            found = deadline(each.clock, moments, on)
            if found and found.by and not _done(found, repeat=each.clock.repeat):
                yield each.clock.due, "", _asked_day(found.by, profile, id, each)


def _asked_day(by: dt.date, profile: Profile, id: str, each: Requirement) -> AskedDay:
    """Return a day that a requirement of a profile asks."""
    counted = each.clock is not None and each.clock.unit == "working-days"
    checked = each.checked is not None
    return AskedDay(by, f"{profile.id}/{id}", each.says, profile.title, checked=checked, working_days=counted)


def _profiles(names: Collection[str], library: Library) -> Iterator[Profile]:
    """Yield the profiles that were named, each once."""
    yield from (library.profiles[name] for name in dict.fromkeys(names))


def _done(found: Deadline, *, repeat: bool) -> bool:
    """Return whether nothing is left to do, also where it was done too late."""
    return found.standing == "met" or (found.done is not None and not repeat)


def _of_plan(plan: Plan) -> Iterator[tuple[DueKind, str, AskedDay]]:
    """Yield the days that the plan itself names."""
    care = plan.client.care
    single: tuple[tuple[DueKind, str, str], ...] = (
        ("review", plan.review, "The plan sets its next review for this day."),
        ("end", plan.until, "The plan is expected to end."),
        ("authorization", care.authorized_until, "What the payer authorized ends."),
    )
    for kind, day, says in single:
        if day:
            yield kind, "", AskedDay(dt.date.fromisoformat(day), "plan", says)
    for declined in plan.declined:
        says = "What the person declined is asked again."
        yield "ask-again", declined.accommodation, AskedDay(dt.date.fromisoformat(declined.ask_again), "plan", says)
    for mark, release in zip(_marks(plan), plan.client.releases, strict=True):
        if release.until:
            says = "A release of information runs out."
            yield "release", mark, AskedDay(dt.date.fromisoformat(release.until), "plan", says)


def _marks(plan: Plan) -> list[str]:
    """Return what tells each release apart, in their order.

    It is a hash over recipient and purpose, and so stays when others come, go or move; with a number where two are the
    same.
    """
    seen: Counter[str] = Counter()
    marks: list[str] = []
    for each in plan.client.releases:
        mark = sha256(f"{each.to}\n{each.purpose}".encode())[:8]
        seen[mark] += 1
        marks.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return marks
