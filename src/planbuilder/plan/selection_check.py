"""A selection against the client and the library: ids, blanks, retired entries, each at its place in the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planbuilder.findings import Finding
from planbuilder.library.entries import Entry, Objective, Problem, SlotSpec
from planbuilder.library.entries.parts import MINUTES_A_DAY, PERIODS
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.client_check import Reference, near, unknown
from planbuilder.plan.input_rules import DELIVERY, DOSE, NOT_HERE, OTHER_CLIENT, RETIRED, SLOT_NAME
from planbuilder.plan.input_rules import SLOT as SLOT_VALUE
from planbuilder.plan.selection import Chosen, ChosenGoal, ChosenObjective, ChosenProblem, Selection, Value
from planbuilder.reading import FieldPath, YamlFile, spelled


def selection_findings(selection: Selection, file: YamlFile, client: Client, library: Library) -> Iterator[Finding]:
    """Yield what in a selection does not fit the client or the library, each at its place in the file."""
    if selection.client != client.id:
        yield OTHER_CLIENT.finding(file.place(("client",)))
    check = _Check(file, library)
    yield from unknown(check.references(selection), file)
    for id, chosen in selection.problems.items():
        if id in library.problems:
            yield from check.problem(library.problems[id], chosen, ("problems", id))


@dataclass(frozen=True, slots=True)
class _Check:
    """Checks the parts of one selection file."""

    file: YamlFile
    library: Library

    def references(self, selection: Selection) -> Iterator[Reference]:
        """Yield the references at the top of the file."""
        library = self.library
        if selection.made_by:
            yield "role", selection.made_by.role, library.vocabulary.roles, ("made_by", "role")
        for id in selection.reasons:
            yield "intervention", id, library.interventions, ("reasons", id)
        for id in selection.options:
            yield "option", id, library.options, ("options", id)
        for id in selection.problems:
            yield "problem", id, library.problems, ("problems", id)
        criteria = [f"{each.id}/{key}" for each in library.problems.values() for key in each.discharge]
        for i, id in enumerate(selection.ending.criteria):
            yield "discharge criterion", id, criteria, ("ending", "criteria", i)

    def problem(self, problem: Problem, chosen: ChosenProblem, path: FieldPath) -> Iterator[Finding]:
        """Yield what does not fit in a chosen problem."""
        yield from self._retired("problem", problem, path)
        goals = chosen.goals or {}
        named: list[Reference] = [
            ("definition", id, problem.definitions, (*path, "definitions", i))
            for i, id in enumerate(chosen.definitions)
        ]
        named += [("goal", id, problem.goals, (*path, "goals", id)) for id in goals]
        yield from unknown(named, self.file)
        for id, goal in goals.items():
            if id in problem.goals:
                yield from self._goal(problem, id, goal, (*path, "goals", id))

    def _goal(self, problem: Problem, goal: str, chosen: ChosenGoal, path: FieldPath) -> Iterator[Finding]:
        """Yield what does not fit in a chosen goal."""
        steps, wanted = problem.goals[goal].objectives, chosen.objectives or {}
        yield from unknown((("objective", id, steps, (*path, "objectives", id)) for id in wanted), self.file)
        for id, step in wanted.items():
            if id in steps:
                inner = (*path, "objectives", id)
                specs = self._blanks(steps[id])
                yield from self._slots(specs, set(specs), step.slots, (*inner, "slots"))
                yield from self._interventions(steps[id].interventions, step, (*inner, "interventions"))

    def _blanks(self, step: Objective) -> Mapping[str, SlotSpec]:
        """Return the blanks of an objective: the declared ones, and with a measure its baseline and target."""
        if step.measured_by.measure not in self.library.measures:
            return step.slots
        scores = self.library.measures[step.measured_by.measure]
        low, high = scores.range.min, scores.range.max
        ask = f"A total score of {scores.short}, {low:g} to {high:g}."
        spec = SlotSpec(type="number", ask=ask, minimum=low, maximum=high)
        return {"baseline": spec, "target": spec, **step.slots}

    def _interventions(self, listed: tuple[str, ...], step: ChosenObjective, path: FieldPath) -> Iterator[Finding]:
        """Yield what does not fit in the interventions of a chosen objective."""
        known, wanted = self.library.interventions, step.interventions or {}
        yield from unknown((("intervention", id, known, (*path, id)) for id in wanted), self.file)
        for id, chosen in wanted.items():
            if id in known:
                if id not in listed:
                    yield NOT_HERE.finding(self.file.place((*path, id)), id=id, near=", ".join(listed))
                yield from self._intervention(id, chosen, (*path, id))

    def _intervention(self, id: str, chosen: Chosen, path: FieldPath) -> Iterator[Finding]:
        """Yield what does not fit in a chosen intervention."""
        entry, roles = self.library.interventions[id], self.library.vocabulary.roles
        yield from self._retired("intervention", entry, path)
        yield from self._slots(entry.slots, set(entry.slots), chosen.slots, (*path, "slots"))
        if chosen.delivery and chosen.delivery not in entry.delivery:
            place = self.file.place((*path, "delivery"))
            yield DELIVERY.finding(place, near=near(chosen.delivery, entry.delivery))
        yield from self._dose(chosen, (*path, "dose"))
        if chosen.responsible:
            yield from unknown([("role", chosen.responsible, roles, (*path, "responsible"))], self.file)

    def _dose(self, chosen: Chosen, path: FieldPath) -> Iterator[Finding]:
        """Yield a dose that asks for more minutes than its period has."""
        if chosen.dose and chosen.dose.per in PERIODS:
            period, days = PERIODS[chosen.dose.per]
            minutes, most = chosen.dose.minutes * chosen.dose.times, days * MINUTES_A_DAY
            if minutes > most:
                yield DOSE.finding(self.file.place(path), minutes=minutes, period=period, most=most)

    def _retired(self, kind: str, entry: Entry, path: FieldPath) -> Iterator[Finding]:
        """Yield a finding for an entry that is superseded or withdrawn."""
        if entry.state in ("superseded", "withdrawn"):
            instead = f"Use {' or '.join(entry.by)} instead." if entry.by else "Choose another one."
            place = self.file.place(path)
            yield RETIRED.finding(
                place, kind=kind.capitalize(), id=entry.id, state=entry.state, why=entry.why, instead=instead
            )

    def _slots(
        self, specs: Mapping[str, SlotSpec], names: set[str], values: Mapping[str, Value], path: FieldPath
    ) -> Iterator[Finding]:
        """Yield values that a blank cannot take, and names that no blank has."""
        for name, value in values.items():
            place = self.file.place((*path, name))
            if name not in names:
                yield SLOT_NAME.finding(replace(place, at=spelled(path)), near=near(name, names))
            elif name in specs and (wrong := _wrong(specs[name], value) or _beyond(specs[name], value, values)):
                shown = "this text" if isinstance(value, str) else f"{value:g}"
                yield SLOT_VALUE.finding(place, name=name, value=shown, wrong=wrong, ask=specs[name].ask)


def _wrong(spec: SlotSpec, value: Value) -> str:
    """Return what is wrong with the kind of a value, or an empty text."""
    if spec.type == "string":
        return "" if isinstance(value, str) else "it should be text"
    if spec.type == "date":
        return "" if _is_date(value) else "it should be a date that exists, written year-month-day"
    if isinstance(value, str) or (spec.type == "integer" and value != int(value)):
        return "it should be a whole number" if spec.type == "integer" else "it should be a number"
    return ""


def _beyond(spec: SlotSpec, value: Value, values: Mapping[str, Value]) -> str:
    """Return how a number leaves its range, or an empty text."""
    if isinstance(value, str):
        return ""
    less, more = values.get(spec.less_than), values.get(spec.greater_than)
    checks = (
        (spec.minimum is not None and value < spec.minimum, f"the lowest is {spec.minimum}"),
        (spec.maximum is not None and value > spec.maximum, f"the highest is {spec.maximum}"),
        (isinstance(less, int | float) and value >= less, f"it must be less than '{spec.less_than}'"),
        (isinstance(more, int | float) and value <= more, f"it must be more than '{spec.greater_than}'"),
    )
    return next((said for wrong, said in checks if wrong), "")


def _is_date(value: Value) -> bool:
    """Return whether a value is a date that exists."""
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
