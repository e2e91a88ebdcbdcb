"""Client + library + selection -> plan record: resolved, filled, numbered, dated, accommodated, with provenance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from planbuilder import __version__
from planbuilder.library.coverage import expanded
from planbuilder.library.entries import Citation, Criterion, Evidence, Goal, Objective, Problem
from planbuilder.library.store import Library
from planbuilder.plan import supporting
from planbuilder.plan.accommodating import limitations_on_record
from planbuilder.plan.checking import errors_of
from planbuilder.plan.citing import citations, cited_sources, provenance
from planbuilder.plan.client import Client
from planbuilder.plan.filling import client_values, date_words, fill, said, slot_values
from planbuilder.plan.library_fit import require_fit
from planbuilder.plan.measuring import counted
from planbuilder.plan.measuring import measured as measured_by
from planbuilder.plan.options import unknown_conditions
from planbuilder.plan.predicates import Judge, age_on, condition_question, judge_of
from planbuilder.plan.readiness import headed, weighings
from planbuilder.plan.record import (
    Cited,
    Limitation,
    MadeWith,
    Plan,
    PlanCriterion,
    PlanGoal,
    PlanIntervention,
    PlanObjective,
    PlanProblem,
    Provenance,
    Question,
    Sign,
    SlotValue,
    Weighed,
    inputs_digest,
)
from planbuilder.plan.scheduling import dose_words, review_date, target_date
from planbuilder.plan.selection import Chosen, ChosenGoal, ChosenObjective, ChosenProblem, Selection
from planbuilder.plan.settling import planned_minutes, until
from planbuilder.plan.suggesting import matching, suggested
from planbuilder.plan.tailoring import Fitted, Tailor


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
    judge: Judge = field(init=False)
    tailor: Tailor = field(init=False)
    values: dict[str, SlotValue] = field(init=False)
    counters: dict[str, int] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.judge = judge_of(self.client, self.library, self.on)
        self.tailor = Tailor(self.library, self.client, self.judge, self.orientation, self.selection.problems)
        self.values = client_values(self.client)

    def plan(self) -> Plan:
        """Return the plan."""
        client, library = self.client, self.library
        problems = tuple(
            self._problem(library.problems[id], chosen, number)
            for number, (id, chosen) in enumerate(self.selection.problems.items(), 1)
        )
        steps = [step for problem in problems for goal in problem.goals for step in goal.objectives]
        support = supporting.support(
            self.client, self.selection, library, self.on, self.judge, problems, self.tailor.named
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

    def _key(self, letter: str) -> str:
        """Return the next key of a sort of item; keys are never used again."""
        self.counters[letter] = self.counters.get(letter, 0) + 1
        return f"{letter}{self.counters[letter]}"

    def _problem(self, problem: Problem, chosen: ChosenProblem, number: int) -> PlanProblem:
        """Return a problem with its goals."""
        goals = self.tailor.goals(problem, chosen)
        found = self.tailor.objectives(problem, goals)
        steps = {id: found.get(id, {}) for id in problem.goals if id in found or id in (chosen.goals or {})}
        key = self._key("p")
        made = tuple(
            self._goal(problem, id, goals.get(id, ChosenGoal()), steps[id], f"{number}.{_letter(place)}")
            for place, id in enumerate(steps)
        )
        return PlanProblem(
            key=key,
            number=str(number),
            id=problem.id,
            title=problem.title,
            plain_title=problem.plain_title,
            goals=made,
            codes=tuple(f"{each.code} {each.title}" for each in matching(problem, self.client.diagnoses)),
            because=chosen.because,
            signs=tuple(
                Sign(key=self._key("d"), id=id, text=said(problem.definitions[id], self.values))
                for id in chosen.definitions
            ),
            sources=self._cite(problem.sources),
        )

    def _goal(
        self, problem: Problem, id: str, chosen: ChosenGoal, steps: Mapping[str, ChosenObjective], number: str
    ) -> PlanGoal:
        """Return a goal with its objectives."""
        goal = problem.goals[id]
        key = self._key("g")
        return PlanGoal(
            key=key,
            number=number,
            id=id,
            stage=goal.stage,
            statement=fill(goal.statement, self.values),
            plain=fill(goal.plain, self.values),
            objectives=tuple(
                self._objective(problem, goal, step, choice, steps, f"{number}.{place}")
                for place, (step, choice) in enumerate(steps.items(), 1)
            ),
            own_words=chosen.own_words,
        )

    def _objective(
        self,
        problem: Problem,
        goal: Goal,
        id: str,
        chosen: ChosenObjective,
        siblings: Mapping[str, ChosenObjective],
        number: str,
    ) -> PlanObjective:
        """Return an objective with its interventions."""
        step = goal.objectives[id]
        due = (
            dt.date.fromisoformat(chosen.target_date)
            if chosen.target_date
            else target_date(self.on, step.horizon, step.due)
        )
        measured, values = measured_by(step, chosen, self.client, self.library)
        values = {
            **self.values,
            **slot_values(step.slots, chosen.slots, self.client),
            **values,
            "target_date": SlotValue(value=date_words(due), source="selection" if chosen.target_date else "schedule"),
        }
        measured = counted(step, measured, values)
        key = self._key("o")
        return PlanObjective(
            key=key,
            number=number,
            id=id,
            stage=self.tailor.stage(goal, step),
            statement=fill(step.statement, values),
            plain=fill(step.plain, values),
            measured=measured,
            target_date=due.isoformat(),
            interventions=tuple(
                self._intervention(self.tailor.fit(each, choice), values, f"{number}.{_letter(place).lower()}")
                for place, (each, choice) in enumerate(self._interventions(step, chosen).items())
            ),
            options=step.options,
            before=step.due.before if step.due else "",
            weighed=(
                *self.judge.weigh("applies", step.applies),
                *self.judge.weigh("not_for", step.not_for),
                *self._required(problem, step, siblings),
            ),
        )

    def _interventions(self, step: Objective, chosen: ChosenObjective) -> Mapping[str, Chosen]:
        """Return the interventions of an objective, noting which are in use."""
        found = self.tailor.interventions(step, chosen, self.used)
        self.used += found
        return found

    def _required(
        self, problem: Problem, step: Objective, siblings: Mapping[str, ChosenObjective]
    ) -> tuple[Weighed, ...]:
        """Return whether what an objective needs first is in the plan."""
        if not step.requires:
            return ()
        chosen = self.selection.problems[problem.id]
        steps = self.tailor.objectives(problem, self.tailor.goals(problem, chosen))
        there = {f"{goal}/{id}" for goal, ids in steps.items() for id in ids} | set(siblings)
        missing = tuple(each for each in step.requires if each not in there)
        return (Weighed(kind="requires", names=missing or step.requires, verdict="unmet" if missing else "met"),)

    def _intervention(self, fitted: Fitted, values: Mapping[str, SlotValue], number: str) -> PlanIntervention:
        """Return an intervention as planned."""
        entry, chosen = fitted.entry, fitted.chosen
        reason = chosen.because or self.selection.reasons.get(entry.id, "")
        filled = {
            **values,
            **slot_values(entry.slots, chosen.slots, self.client),
            "reason": SlotValue(
                value=reason.strip().rstrip("."),
                source="selection" if reason else "blank",
                ask=f"Why '{entry.title}' for this person: from the assessment or the person's words",
            ),
        }
        words = self.library.vocabulary
        role = words.roles[fitted.responsible].label if fitted.responsible in words.roles else fitted.responsible
        filled["role"] = SlotValue(value=role, source="team")
        return PlanIntervention(
            key=self._key("i"),
            number=number,
            id=entry.id,
            title=entry.title,
            modality=words.modalities[entry.modality].label,
            delivery=fitted.delivery,
            statement=fill(entry.statement, filled),
            plain=fill(entry.plain, filled),
            because=fill(entry.because.rstrip(".") + ".", filled),
            dose=fitted.dose,
            dose_text=dose_words(fitted.dose),
            responsible=fitted.responsible,
            role=role,
            demands=expanded(entry.demands, words),
            evidence=self._cite(entry.evidence),
            person=fitted.person.name if fitted.person else "",
            credentials=fitted.person.credentials if fitted.person else "",
            cautions=tuple(said(each, filled) for each in entry.cautions),
            notes=tuple(said(each, filled) for each in fitted.notes),
            weighed=fitted.weighed,
            family=fitted.delivery == "family" or entry.modality == "family",
        )

    def _cite(self, cited: Iterable[Citation | Evidence]) -> tuple[Cited, ...]:
        """Return citations with the titles of their sources."""
        made = citations(self.library, cited)
        self.cited |= dict.fromkeys(each.source for each in made)
        return made

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
                key=self._key("e"),
                statement=fill(each.statement, self.values),
                plain=fill(each.plain, self.values),
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
            for name in self.tailor.undecided(self.library.problems[problem.id], _planned(problem)):
                unknown.setdefault(name, []).append(problem.title)
        for option in support.options:
            for name in unknown_conditions(self.library.options[option.id], self.judge):
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
        names |= {f"source/{id}": None for id in sorted({*self.cited, *cited_sources(plan)})}
        return provenance(self.library, names)


def _planned(problem: PlanProblem) -> set[str]:
    """Return the objectives that are planned for a problem, as goal/objective."""
    return {f"{goal.id}/{step.id}" for goal in problem.goals for step in goal.objectives}


def _letter(place: int) -> str:
    """Return A for 0, B for 1, ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
