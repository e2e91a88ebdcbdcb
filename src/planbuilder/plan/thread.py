"""The golden thread of a plan: problems, goals, objectives and interventions, resolved, filled and numbered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planbuilder.library.coverage import expanded
from planbuilder.library.entries import Citation, Evidence, Goal, Objective, Problem
from planbuilder.library.store import Library
from planbuilder.plan.citing import citations
from planbuilder.plan.client import Client
from planbuilder.plan.filling import client_values, date_words, fill, said, slot_values
from planbuilder.plan.measuring import counted
from planbuilder.plan.measuring import measured as measured_by
from planbuilder.plan.predicates import Judge, judge_of
from planbuilder.plan.record import (
    Cited,
    PlanGoal,
    PlanIntervention,
    PlanObjective,
    PlanProblem,
    Sign,
    SlotValue,
    Weighed,
)
from planbuilder.plan.scheduling import dose_words, target_date
from planbuilder.plan.selection import Chosen, ChosenGoal, ChosenObjective, ChosenProblem, Selection
from planbuilder.plan.suggesting import matching
from planbuilder.plan.tailoring import Fitted, Tailor


@dataclass(slots=True)
class Thread:
    """Makes the thread of one plan; holds the keys that are given, what is in use and the sources that are cited."""

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

    def problems(self) -> tuple[PlanProblem, ...]:
        """Return the problems of the selection with all they hold, in its order."""
        return tuple(
            self._problem(self.library.problems[id], chosen, number)
            for number, (id, chosen) in enumerate(self.selection.problems.items(), 1)
        )

    def key(self, letter: str) -> str:
        """Return the next key of a sort of item; keys are never used again."""
        self.counters[letter] = self.counters.get(letter, 0) + 1
        return f"{letter}{self.counters[letter]}"

    def _problem(self, problem: Problem, chosen: ChosenProblem, number: int) -> PlanProblem:
        """Return a problem with its goals."""
        goals = self.tailor.goals(problem, chosen)
        found = self.tailor.objectives(problem, goals)
        steps = {id: found.get(id, {}) for id in problem.goals if id in found or id in (chosen.goals or {})}
        key = self.key("p")
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
                Sign(key=self.key("d"), id=id, text=said(problem.definitions[id], self.values))
                for id in chosen.definitions
            ),
            sources=self._cite(problem.sources),
        )

    def _goal(
        self, problem: Problem, id: str, chosen: ChosenGoal, steps: Mapping[str, ChosenObjective], number: str
    ) -> PlanGoal:
        """Return a goal with its objectives."""
        goal = problem.goals[id]
        key = self.key("g")
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
        key = self.key("o")
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
            key=self.key("i"),
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


def _letter(place: int) -> str:
    """Return A for 0, B for 1, ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
