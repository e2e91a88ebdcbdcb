"""One fact of a client changed, and which lines of a plan may change with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import replace
from plan_lines import Line, activities_of, answering, lines_of

from planbuilder.library.entries import Intervention, Objective, Option, Predicate
from planbuilder.library.store import Library
from planbuilder.plan.client import Client, ClientNeed, Living, Medication
from planbuilder.plan.predicates import Judge
from planbuilder.plan.record import Plan
from planbuilder.schema import schema_text

_DEAF = "deaf-sign-language"


def with_mother(client: Client) -> Client | None:
    """Return the client living with their mother, for one who lives alone."""
    if client.living is None or client.living.with_ != "alone":
        return None
    return replace(client, living=Living(with_="mother"))


def deaf_or_hearing(client: Client) -> Client | None:
    """Return the client Deaf who was hearing, or hearing who was Deaf."""
    others = tuple(each for each in client.needs if each.need != _DEAF)
    return replace(client, needs=others if len(others) < len(client.needs) else (*others, ClientNeed(need=_DEAF)))


def declining_group(client: Client) -> Client | None:
    """Return the client saying no to group."""
    return replace(client, preferences=replace(client.preferences, group="no"))


def mild_depression(client: Client) -> Client | None:
    """Return the client with a PHQ-9 of 8, for one whose score is 10 or more."""
    score = client.latest("phq-9")
    if score is None or score.value < 10:
        return None
    others = tuple(each for each in client.scores if each != score)
    return replace(client, scores=(*others, replace(score, value=8)))


def other_setting(client: Client) -> Client | None:
    """Return the client in residential care who lives at home, or at home who is in residential care."""
    setting = "outpatient" if client.care.setting == "residential" else "residential"
    return replace(client, care=replace(client.care, setting=setting, level_of_care=setting))


def taking_opioids(client: Client) -> Client | None:
    """Return the client taking an opioid medicine."""
    return replace(client, medications=(*client.medications, Medication(name="oxycodone", kind="opioid")))


#: Name of a change: what it does to a client, and the kinds of line one of which must change for some client.
CHANGES: dict[str, tuple[Callable[[Client], Client | None], frozenset[str]]] = {
    "lives with mother": (with_mother, frozenset({"intervention", "dose"})),
    "Deaf or hearing": (deaf_or_hearing, frozenset({"accommodation"})),
    "declines group": (declining_group, frozenset({"intervention", "option", "role"})),
    "PHQ-9 of 8": (mild_depression, frozenset({"objective"})),
    "residential or not": (other_setting, frozenset({"dose", "role"})),
    "takes opioids": (taking_opioids, frozenset({"option"})),
}


@dataclass
class Comparison:
    """Two plans of a client before and after one fact changed, and which of their lines the change explains.

    ``judges`` are the judges of both; ``open`` says that the program chose what the plans hold.
    """

    library: Library
    before: Plan
    after: Plan
    judges: tuple[Judge, Judge]
    open: bool
    changed: frozenset[Line] = field(init=False)

    def __post_init__(self) -> None:
        self.changed = lines_of(self.before) ^ lines_of(self.after)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Return the conditions that come out differently."""
        first, second = self.judges
        names = schema_text("client-predicates")["$defs"]
        return frozenset(name for name in names if first.condition(name) != second.condition(name))

    @property
    def suggested(self) -> bool:
        """Return whether other problems are suggested because what speaks for one of them depends on the change.

        One that has less to speak for it may go to make room.
        """
        first, second = ({each.id for each in plan.problems} for plan in (self.before, self.after))
        speaks = {
            id: self._asks(*(each.when for each in self.library.problems[id].suggest_when)) for id in first ^ second
        }
        return any(speaks.values()) and (all(speaks.values()) or len(first) == len(second))

    def unexplained(self) -> list[Line]:
        """Return the changed lines that depend on nothing that changed."""
        explain = {
            "objective": self._objective,
            "goal": self._goal,
            "intervention": self._intervention,
            "dose": self._intervention,
            "role": self._intervention,
            "delivery": self._intervention,
            "option": self._option,
            "accommodation": self._accommodation,
            "measure": self._measure,
            "question": self._question,
            "head": self._head,
            "limitation": self._limitation,
        }
        return sorted(line for line in self.changed if not (line.kind in explain and explain[line.kind](line)))

    def _asks(self, *predicates: Predicate | None) -> bool:
        """Return whether a condition among these comes out differently."""
        return any(
            self.conditions.intersection((*each.any_of, *each.all_of, *each.none_of)) for each in predicates if each
        )

    def _steps(self, plan: Plan) -> frozenset[str]:
        """Return the objectives of a plan by their paths."""
        return frozenset(
            f"{problem.id}/{goal.id}/{step.id}"
            for problem in plan.problems
            for goal in problem.goals
            for step in goal.objectives
        )

    @cached_property
    def moved(self) -> frozenset[str]:
        """Return the objectives that came or went."""
        return self._steps(self.before) ^ self._steps(self.after)

    def _entry(self, path: str) -> Objective:
        """Return the objective of the library at a path."""
        problem, goal, step = path.split("/")[:3]
        return self.library.problems[problem].goals[goal].objectives[step]

    def _depends(self, path: str) -> bool:
        """Return whether an objective's conditions or score depend on what changed."""
        step = self._entry(path)
        measure = step.measured_by.measure
        scored = bool(measure) and self._score(self.before, measure) != self._score(self.after, measure)
        return scored or self._asks(step.applies, step.not_for)

    @staticmethod
    def _score(plan: Plan, measure: str) -> float | None:
        """Return the latest score of a measure."""
        score = plan.client.latest(measure)
        return score.value if score else None

    def _objective(self, line: Line) -> bool:
        """Return whether an objective changed for a reason.

        Its own conditions, score or target; or it came or went with one of its goal that did, or with one that
        needs it first.
        """
        if self._depends(line.item):
            return True
        if not self.open or line.item not in self.moved:
            return False
        problem, goal, _ = line.item.split("/")
        objectives = self.library.problems[problem].goals
        siblings = (f"{problem}/{goal}/{each}" for each in objectives[goal].objectives)
        tied = (
            f"{problem}/{other}/{id}"
            for other, each in objectives.items()
            for id, step in each.objectives.items()
            if line.item.partition("/")[2] in step.requires
        )
        return any(self._depends(each) for each in (*siblings, *tied, *self._needed(line.item)))

    def _needed(self, path: str) -> Iterator[str]:
        """Yield what an objective needs first."""
        problem = path.partition("/")[0]
        yield from (f"{problem}/{each}" for each in self._entry(path).requires)

    def _goal(self, line: Line) -> bool:
        """Return whether a goal came or went with its objectives."""
        return any(each.startswith(f"{line.item}/") for each in self.moved)

    def _offered(self, entry: Intervention) -> bool:
        """Return whether an intervention's conditions, variants or ways of delivery depend on what changed."""
        wishes = (self.before.client.preferences, self.after.client.preferences)
        ways = [way for way in ("group", "telehealth", "family") if getattr(wishes[0], way) != getattr(wishes[1], way)]
        whens = (each.when for each in entry.variants)
        return self._asks(entry.applies, entry.not_for, *whens) or bool(set(ways).intersection(entry.delivery))

    def _intervention(self, line: Line) -> bool:
        """Return whether an intervention changed for a reason.

        Its own conditions; or its objective came or went; or, where the program chose, it came or went because
        another one of the same objective depends on the change, or is fresh or used up elsewhere in the plan.
        """
        step, _, id = line.item.rpartition("/")
        if step in self.moved or self._offered(self.library.interventions[id]):
            return True
        if not self.open or line.item not in self._came_or_went:
            return False
        listed = self._entry(step).interventions
        return any(self._offered(self.library.interventions[each]) or each in self._used for each in listed)

    @cached_property
    def _came_or_went(self) -> frozenset[str]:
        """Return the interventions, by the paths of their objectives, that are in one of the plans only."""
        paths = (
            {
                f"{problem.id}/{goal.id}/{step.id}/{each.id}"
                for problem in plan.problems
                for goal in problem.goals
                for step in goal.objectives
                for each in step.interventions
            }
            for plan in (self.before, self.after)
        )
        return frozenset(set.symmetric_difference(*paths))

    @cached_property
    def _used(self) -> frozenset[str]:
        """Return the interventions that came into the plan or left it as a whole, with a reason of their own."""

        def ids(plan: Plan) -> set[str]:
            return {
                each.id
                for problem in plan.problems
                for goal in problem.goals
                for step in goal.objectives
                for each in step.interventions
            }

        moved = {id for path in self.moved for id in self._entry(path).interventions}
        return frozenset(
            id
            for id in ids(self.before) ^ ids(self.after)
            if id in moved or self._offered(self.library.interventions[id])
        )

    def _option(self, line: Line) -> bool:
        """Return whether a reason against an option depends on the change, or its objectives came or went."""
        entry: Option = self.library.options[line.item]
        put = any(line.item in self._entry(path).options for path in self.moved)
        return put or self._asks(*(each.when for each in entry.exclusions))

    def _met(self, plan: Plan) -> frozenset[tuple[str, str, str]]:
        """Return the pairs of a plan that count."""
        return frozenset(
            (pair.who, pair.need, pair.demand) for pair in plan.pairs if pair.status not in ("ask", "not-hard")
        )

    @cached_property
    def _access(self) -> frozenset[str]:
        """Return the accommodations that depend on the change, as person and id.

        Those that cover a pair which came or went, ask what became hard or easy, or have a condition that changed;
        and those that share a pair with one of them, because each pair is answered once.
        """
        new = self._met(self.before) ^ self._met(self.after)
        hard = {demand for _, _, demand in new}
        found = {
            f"{who}/{entry.id}"
            for entry in self.library.accommodations.values()
            for who in {each.who for each in (*self.before.pairs, *self.after.pairs)}
            if any((who, pair.need, pair.demand) in new for pair in entry.covers)
            or (hard.intersection(entry.asks) and new)
            or self._asks(entry.applies)
        }
        answers = {
            (f"{each.who}/{each.id}", each.who, pair)
            for plan in (self.before, self.after)
            for each in plan.accommodations
            for pair in answering(plan, each)
        }
        while more := {
            item
            for item, who, pair in answers
            if item not in found and any(pair == p and who == w and i in found for i, w, p in answers)
        }:
            found |= more
        return frozenset(found)

    def _accommodation(self, line: Line) -> bool:
        """Return whether an accommodation depends on the change, or is printed at what came or went."""
        if line.field == "at" and line.text in activities_of(self.before) ^ activities_of(self.after):
            return True
        return line.item in self._access

    def _measure(self, line: Line) -> bool:
        """Return whether the score changed, the measure came or went, or it is given in another way."""
        if self._score(self.before, line.item) != self._score(self.after, line.item):
            return True
        given = any(each.kind == "accommodation" and each.field != "at" for each in self.changed)
        asked = any(self._entry(path).measured_by.measure == line.item for path in self.moved)
        return asked or (line.field == "norms" and given)

    def _question(self, line: Line) -> bool:
        """Return whether a question depends on the pairs, or on conditions of what changed or came or went."""
        if line.item == "person":
            return self.before.pairs != self.after.pairs or self.before.client.needs != self.after.client.needs
        return bool(self.conditions) or bool(self.moved) or any(each.kind == "intervention" for each in self.changed)

    def _head(self, line: Line) -> bool:
        """Return whether what stands once follows from the place of care, the objectives, or what is still lacking."""
        if line.field == "heading":
            return self.before.lacks != self.after.lacks
        cares = self.before.client.care != self.after.client.care
        ends = line.field == "until" and (cares or bool(self.moved))
        return ends or (cares and line.field in ("setting", "level", "review"))

    def _limitation(self, line: Line) -> bool:
        """Return whether the need came or went."""
        needs = ({each.need for each in plan.client.needs} for plan in (self.before, self.after))
        return line.item in set.symmetric_difference(*needs)
