"""Client + library + selection -> plan record: resolved, filled, numbered, dated, accommodated, with provenance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from planbuilder import __version__
from planbuilder.library.entries import Criterion
from planbuilder.library.store import Library
from planbuilder.plan import supporting
from planbuilder.plan.accommodating import limitations_on_record
from planbuilder.plan.checking import errors_of
from planbuilder.plan.citing import cited_sources, provenance
from planbuilder.plan.client import Client
from planbuilder.plan.filling import fill
from planbuilder.plan.library_fit import require_fit
from planbuilder.plan.options import unknown_conditions
from planbuilder.plan.predicates import age_on, condition_question
from planbuilder.plan.readiness import headed, weighings
from planbuilder.plan.record import (
    Limitation,
    MadeWith,
    Plan,
    PlanCriterion,
    PlanProblem,
    Provenance,
    Question,
    inputs_digest,
)
from planbuilder.plan.scheduling import review_date
from planbuilder.plan.selection import Selection
from planbuilder.plan.settling import planned_minutes, until
from planbuilder.plan.suggesting import matching, suggested
from planbuilder.plan.thread import Thread


def compose(
    client: Client, selection: Selection | None, library: Library, on: dt.date, *, orientation: str = ""
) -> Plan:
    """Return the plan of a client, dated ``on``; the same input and date give the same plan.

    Without a selection the suggestion is composed, as a proposal; so is a plan in which the check finds an error.
    ``orientation`` is a modality, such as ``cbt``. Raises InputError where the library does not know a need on file, or
    what is hard with it.
    """
    require_fit(client, library)
    if selection is None:
        selection = suggested(client, library, on, orientation=orientation)
    plan = _Composer(client, selection, library, on, orientation).plan()
    return headed(plan, errors_of(plan, library))


@dataclass(slots=True)
class _Composer:
    """Composes one plan; holds what is being built."""

    client: Client
    selection: Selection
    library: Library
    on: dt.date
    orientation: str
    thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = Thread(self.client, self.selection, self.library, self.on, self.orientation)

    def plan(self) -> Plan:
        """Return the plan."""
        client, library = self.client, self.library
        problems = self.thread.problems()
        steps = [step for problem in problems for goal in problem.goals for step in goal.objectives]
        support = supporting.support(
            self.client, self.selection, library, self.on, self.thread.judge, problems, self.thread.tailor.named
        )
        words = library.vocabulary
        level = words.levels_of_care[client.care.level_of_care]
        hours = client.care.weekly_hours if client.care.weekly_hours is not None else level.weekly_hours
        plan = Plan(
            schema=1,
            client=client,
            date=self.on.isoformat(),
            state="draft",
            heading="plan",
            age=age_on(client.identity.born, self.on),
            setting=words.settings[client.care.setting].label,
            level_of_care=level.label,
            problems=tuple(supporting.with_accommodations(problem, support) for problem in problems),
            review=self._review().isoformat(),
            until=until(self.on, self._review(), steps, self.selection).isoformat(),
            communication=support.communication,
            made_with=MadeWith(
                planbuilder=__version__,
                library=library.about.id,
                version=library.about.version,
                digest=library.digest,
                inputs=inputs_digest(client, self.selection, library.digest),
            ),
            selection=self.selection,
            limitations=self._limitations(),
            options=support.options,
            measures=support.measures,
            activities=support.activities,
            pairs=support.pairs,
            accommodations=support.accommodations,
            declined=client.declined,
            requests=client.requests,
            safety=support.safety,
            protocols=support.protocols,
            discharge=self._discharge(),
            questions=self._questions(problems, support),
            participation=self.selection.participation,
            signers=tuple(each for each in client.team),
            untreated=self._untreated(),
            weekly_minutes=planned_minutes(steps),
            weekly_limit=round((hours or 0) * 60),
            notices=(library.about.notice.strip(),) if library.about.notice else (),
        )
        return replace(plan, provenance=self._provenance(plan))

    def _review(self) -> dt.date:
        """Return the day of the next review."""
        choice = self.selection.review
        if choice.on:
            return dt.date.fromisoformat(choice.on)
        flagged = any(each.flagged for each in self.client.risks)
        return review_date(self.on, self.client.care.level_of_care, choice.weeks, risk=flagged)

    def _limitations(self) -> tuple[Limitation, ...]:
        """Return the limitations that stay on record."""
        needs = self.library.vocabulary.needs
        return tuple(
            Limitation(need=each.need, label=needs[each.need].label, words=each.words, limitation=each.limitation)
            for each in limitations_on_record(self.client, self.library.vocabulary)
            if each.need in needs
        )

    def _discharge(self) -> tuple[PlanCriterion, ...]:
        """Return the criteria of discharge or transition: the chosen ones, else all of the plan's problems."""
        wanted = self.selection.ending.criteria
        found: list[tuple[str, Criterion]] = [
            (f"{id}/{key}", criterion)
            for id in self.selection.problems
            for key, criterion in self.library.problems[id].discharge.items()
            if not wanted or f"{id}/{key}" in wanted
        ]
        return tuple(
            PlanCriterion(
                key=self.thread.key("e"),
                statement=fill(each.statement, self.thread.values),
                plain=fill(each.plain, self.thread.values),
                id=id,
            )
            for id, each in found
        )

    def _untreated(self) -> tuple[str, ...]:
        """Return the diagnoses that no problem of the plan goes with and that nobody deferred."""
        treated = {
            each.code
            for id in self.selection.problems
            for each in matching(self.library.problems[id], self.client.diagnoses)
        }
        return tuple(
            f"{each.code} {each.title}"
            for each in self.client.diagnoses
            if each.code not in treated and not each.deferred
        )

    def _questions(self, problems: Sequence[PlanProblem], support: supporting.Support) -> tuple[Question, ...]:
        """Return what is still to be asked: possible conflicts of the person, unknown conditions of the clinician."""
        unknown: dict[str, list[str]] = {}
        for problem in problems:
            for number, each in weighings(problem):
                if each.verdict == "unknown":
                    for name in each.names:
                        unknown.setdefault(name, []).append(number)
            for name in self.thread.tailor.undecided(self.library.problems[problem.id], _planned(problem)):
                unknown.setdefault(name, []).append(problem.title)
        for option in support.options:
            for name in unknown_conditions(self.library.options[option.id], self.thread.judge):
                unknown.setdefault(name, []).append(option.title)
        clinician = tuple(
            Question(to="clinician", about=", ".join(dict.fromkeys(where)), ask=condition_question(name))
            for name, where in unknown.items()
        )
        return (*support.questions, *clinician)

    def _provenance(self, plan: Plan) -> tuple[Provenance, ...]:
        """Return where every entry that the plan uses came from."""
        names: dict[str, None] = {}
        for problem in plan.problems:
            names[f"problem/{problem.id}"] = None
            for goal in problem.goals:
                for step in goal.objectives:
                    names |= {f"intervention/{each.id}": None for each in step.interventions}
        names |= {f"option/{each.id}": None for each in plan.options}
        names |= {f"accommodation/{each.id}": None for each in plan.accommodations}
        names |= {f"measure/{each.id}": None for each in plan.measures}
        names |= {f"protocol/{each.id}": None for each in plan.protocols}
        names |= {f"routine/{each.key}": None for each in plan.activities if each.kind == "routine"}
        names |= {f"source/{id}": None for id in sorted({*self.thread.cited, *cited_sources(plan)})}
        return provenance(self.library, names)


def _planned(problem: PlanProblem) -> set[str]:
    """Return the objectives that are planned for a problem, as goal/objective."""
    return {f"{goal.id}/{step.id}" for goal in problem.goals for step in goal.objectives}
