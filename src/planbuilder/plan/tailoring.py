"""What fits this client: which goals, objectives and interventions, at which dose, by whom, delivered how."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from planbuilder.library.entries import STAGES, Dose, Goal, Intervention, Objective, Problem, Stage
from planbuilder.library.store import Library
from planbuilder.plan.client import Client, Person
from planbuilder.plan.predicates import Judge
from planbuilder.plan.record import Weighed
from planbuilder.plan.selection import Chosen, ChosenGoal, ChosenObjective, ChosenProblem
from planbuilder.remembering import Latest

#: Which stages a plan covers for a person who is at a stage: the work at hand and what comes next.
_WINDOW: Mapping[Stage, tuple[Stage, ...]] = {
    "early": ("early", "engagement", "action"),
    "engagement": ("engagement", "action"),
    "action": ("action", "maintenance"),
    "maintenance": ("maintenance",),
}
#: The most objectives a goal gets where nobody chose them; and where the plan has several problems, after the first
#: weeks: what keeps people safe and connected is never the part that is cut.
_OBJECTIVES, _OBJECTIVES_OF_SEVERAL = 3, 2
#: The most interventions an objective gets where nobody chose them; one that is due at once gets all that fit.
_INTERVENTIONS = 2
_STRENGTH = ("guideline", "systematic-review", "trial", "consensus", "practice")


#: How strong the best evidence of interventions is, in the library at hand.
_strengths: Latest[dict[str, int]] = Latest()


class Fitted(Struct, frozen=True):
    """An intervention as it fits this client."""

    entry: Intervention
    chosen: Chosen
    dose: Dose
    responsible: str
    person: Person | None
    delivery: str
    notes: tuple[str, ...]
    weighed: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Tailor:
    """Chooses what fits one client, wherever the selection leaves it open; ``problems`` are those of the plan."""

    library: Library
    client: Client
    judge: Judge
    orientation: str = ""
    problems: Collection[str] = ()
    ways: tuple[frozenset[str], str] = field(init=False)
    strengths: dict[str, int] = field(init=False)
    roles: dict[str, tuple[str, Person | None]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ways", _ways(self.client))
        object.__setattr__(self, "strengths", _strengths.of((self.library,), dict))

    def goals(self, problem: Problem, chosen: ChosenProblem) -> dict[str, ChosenGoal]:
        """Return the goals of a problem: the chosen ones, else those that have an objective that fits."""
        if chosen.goals is not None:
            return chosen.goals
        return {id: ChosenGoal() for id, goal in problem.goals.items() if self.judge.holds(goal.applies)}

    def objectives(self, problem: Problem, goals: Mapping[str, ChosenGoal]) -> dict[str, dict[str, ChosenObjective]]:
        """Return the objectives of each goal, in the library's order: the chosen ones, else those that fit.

        An objective that needs another one first brings that one along.
        """
        picked = {
            id: dict(goal.objectives) if goal.objectives is not None else self._fitting(problem.goals[id])
            for id, goal in goals.items()
        }
        open_goals = {id for id, goal in goals.items() if goal.objectives is None}
        for id in list(picked):
            for step in list(picked[id]):
                self._bring_along(problem, id, step, picked, open_goals)
        while lost := self._lost(problem, picked, open_goals):
            for id, step in lost:
                del picked[id][step]
        return {
            id: {step: picked[id][step] for step in problem.goals[id].objectives if step in picked[id]}
            for id in problem.goals
            if picked.get(id)
        }

    def _fitting(self, goal: Goal) -> dict[str, ChosenObjective]:
        """Return the objectives of a goal that fit the stage and the client, at most so many.

        What is due at once about a flagged risk fits every stage and is never the part that is cut.
        """
        window = _WINDOW[self.client.care.stage]
        own = {id: step for id, step in goal.objectives.items() if not self._left(step)}
        fits = [id for id, step in own.items() if (step.stage or goal.stage) in window and self.suits(step)]
        most = _OBJECTIVES if len(self.problems) <= 1 or goal.stage == "early" else _OBJECTIVES_OF_SEVERAL
        kept = {*fits[:most], *(id for id, step in own.items() if self.pressing(step))}
        return {id: ChosenObjective() for id in goal.objectives if id in kept}

    def pressing(self, step: Objective) -> bool:
        """Return whether an objective is due at once, fits, and answers a risk that is flagged."""
        risks = {each.risk for each in self.client.risks if each.flagged}
        answered = (risk for id in step.interventions for risk in self.library.interventions[id].answers)
        return step.due is not None and self.suits(step) and not risks.isdisjoint(answered)

    def _left(self, step: Objective) -> bool:
        """Return whether another problem of the plan has a step of its own that does the same."""
        return any(id in self.problems for id in step.left_to)

    def suits(self, step: Objective | Intervention) -> bool:
        """Return whether nothing known speaks against it: it applies, and it is not ruled out."""
        if not self.judge.holds(step.applies):
            return False
        return step.not_for is None or not self.judge.holds(step.not_for)

    def undecided(self, problem: Problem, planned: Container[str]) -> tuple[str, ...]:
        """Return the conditions nobody has recorded for which objectives of this stage are not among ``planned``."""
        window = _WINDOW[self.client.care.stage]
        found: dict[str, None] = {}
        for id, goal in problem.goals.items():
            for step, entry in goal.objectives.items():
                if self._left(entry):
                    continue
                outcome, names = self.judge.outcome(entry.applies)
                if outcome == "unknown" and self.stage(goal, entry) in window and f"{id}/{step}" not in planned:
                    found |= dict.fromkeys(names)
        return tuple(found)

    def _bring_along(
        self,
        problem: Problem,
        goal: str,
        step: str,
        picked: dict[str, dict[str, ChosenObjective]],
        open_goals: set[str],
    ) -> None:
        """Add what an objective needs first, where it fits; drop an objective of our own choice that cannot have it."""
        for needed in problem.goals[goal].objectives[step].requires:
            home, _, id = needed.partition("/")
            if id in picked.get(home, {}):
                continue
            free = home in open_goals or home not in picked
            if free and self.suits(problem.goals[home].objectives[id]):
                picked.setdefault(home, {})[id] = ChosenObjective()
                self._bring_along(problem, home, id, picked, open_goals)
            elif goal in open_goals:
                picked[goal].pop(step, None)
                return

    def _lost(
        self, problem: Problem, picked: Mapping[str, Mapping[str, ChosenObjective]], open_goals: set[str]
    ) -> list[tuple[str, str]]:
        """Return the objectives of our own choice that need one that is no longer there."""
        there = {f"{id}/{step}" for id, steps in picked.items() for step in steps}
        return [
            (id, step)
            for id, steps in picked.items()
            if id in open_goals
            for step in steps
            if not there.issuperset(problem.goals[id].objectives[step].requires)
        ]

    def interventions(self, step: Objective, chosen: ChosenObjective, used: Sequence[str]) -> dict[str, Chosen]:
        """Return the interventions of an objective: the chosen ones, else the best that fit, of two modalities."""
        if chosen.interventions is not None:
            return chosen.interventions
        fitting = [id for id in step.interventions if self._offered(self.library.interventions[id])]
        ranked = self.ranked(fitting)
        picks = self._first(ranked, used)
        best = min(fitting, key=self._strength, default="")
        if best and self._strength(best) < min(map(self._strength, picks), default=len(_STRENGTH)):
            picks.append(best)
        others = [id for id in ranked if id not in picks]
        modalities = {self.library.interventions[id].modality for id in picks}
        others.sort(key=lambda other: (self.library.interventions[other].modality in modalities, other in used))
        most = max(_INTERVENTIONS, len(picks)) if step.due is None else len(ranked)
        return {id: Chosen() for id in [*picks, *others][:most]}

    def _first(self, ranked: Sequence[str], used: Sequence[str]) -> list[str]:
        """Return the first intervention, or the next one that is not in the plan yet where its evidence is as good."""
        fresh = (id for id in ranked if id not in used and self._strength(id) <= self._strength(ranked[0]))
        return [next(fresh, ranked[0])] if ranked else []

    def ranked(self, ids: Sequence[str]) -> list[str]:
        """Return interventions with those of the clinician's or the person's school first, else in their order."""
        school = self.orientation or self.client.preferences.orientation
        if not school:
            return list(ids)
        kin = self.library.vocabulary.modalities[school].kin
        near = {school: 0, **{each: 1 for each in kin if each != school}}
        return sorted(ids, key=lambda one: near.get(self.library.interventions[one].modality, len(near)))

    def _offered(self, entry: Intervention) -> bool:
        """Return whether an intervention can be offered: active, fitting, deliverable in a way the person accepts."""
        return entry.state == "active" and self.suits(entry) and bool(self._deliveries(entry))

    def _deliveries(self, entry: Intervention) -> tuple[str, ...]:
        """Return the ways of delivery the person accepts, those asked for first."""
        refused, wanted = self.ways
        if not refused and wanted not in entry.delivery:
            return entry.delivery
        ways = [way for way in entry.delivery if way not in refused]
        return tuple(sorted(ways, key=lambda way: way != wanted))

    def _strength(self, id: str) -> int:
        """Return the place of an intervention's best evidence among the strengths, 0 for a guideline."""
        found = self.strengths.get(id)
        if found is None:
            evidence = self.library.interventions[id].evidence
            found = self.strengths[id] = min(_STRENGTH.index(each.strength) for each in evidence)
        return found

    def strength(self, id: str) -> str:
        """Return the best evidence of an intervention, by which it was weighed: guideline, trial and so on."""
        return _STRENGTH[self._strength(id)]

    def fit(self, id: str, chosen: Chosen) -> Fitted:
        """Return an intervention with the dose, role, person and delivery that fit this client."""
        entry = self.library.interventions[id]
        variant = next((each for each in entry.variants if self.judge.holds(each.when)), None)
        dose = chosen.dose or (variant.dose if variant and variant.dose else entry.dose)
        role = chosen.responsible or (variant.responsible if variant and variant.responsible else entry.responsible)
        ways = self._deliveries(entry)
        role, person = self.who(role)
        return Fitted(
            entry,
            chosen,
            dose,
            role,
            person,
            chosen.delivery or (ways[0] if ways else entry.delivery[0]),
            (variant.note,) if variant and not (chosen.dose and variant.dose) else (),
            (*self.judge.weigh("applies", entry.applies), *self.judge.weigh("not_for", entry.not_for)),
        )

    def who(self, role: str) -> tuple[str, Person | None]:
        """Return the role that does it on this team and the person who has it; the role alone where nobody has it."""
        found = self.roles.get(role)
        if found is None:
            found = self.roles[role] = self._who(role)
        return found

    def _who(self, role: str) -> tuple[str, Person | None]:
        """Return who does it, looked up in the team."""
        stands_in = self.library.vocabulary.roles[role].stands_in if role in self.library.vocabulary.roles else ()
        for each in (role, *stands_in):
            if person := next((person for person in self.client.team if person.role == each), None):
                return each, person
        return role, None

    def named(self, role: str) -> str:
        """Return who does something: the person of the team with the role, or standing in, and the role in words."""
        found, person = self.who(role)
        known = self.library.vocabulary.roles
        label = known[found].label if found in known else found
        return f"{person.name}, {label}" if person else label

    def stage(self, goal: Goal, step: Objective) -> Stage:
        """Return the stage of an objective."""
        return step.stage or goal.stage


def _ways(client: Client) -> tuple[frozenset[str], str]:
    """Return the ways of delivery that a person refuses, and the one to begin with, if any."""
    wishes = client.preferences
    asked = (("group", wishes.group), ("telehealth", wishes.telehealth), ("family", wishes.family))
    refused = {way for way, wish in asked if wish == "no"}
    if client.facts.get("has-internet") is False and client.care.setting != "telehealth":
        refused.add("telehealth")
    wanted = "telehealth" if wishes.telehealth == "yes" or client.care.setting == "telehealth" else ""
    return frozenset(refused), wanted


def later(stage: Stage, than: Stage) -> bool:
    """Return whether one stage comes after another."""
    return STAGES.index(stage) > STAGES.index(than)
