"""Client and selection files into frozen objects: read, checked for shape, then against the library."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from planbuilder.errors import EnvironmentFaultError, InputError
from planbuilder.findings import Finding, RuleBook, ordered
from planbuilder.library.entries import Problem, SlotSpec
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.filling import SLOT
from planbuilder.plan.selection import Chosen, ChosenGoal, ChosenProblem, Selection
from planbuilder.reading import FieldPath, YamlFile, read_yaml
from planbuilder.schema import shape_findings

RULES = RuleBook()
_UNKNOWN = RULES.rule(
    "unknown-id",
    "error",
    said="The library has no {kind} '{id}'.",
    why="Nothing can be planned from a name that points nowhere.",
    fix="{near}",
    example="problems: {alcool-use: {}}\n",
)
_FUTURE = RULES.rule(
    "date-in-future",
    "error",
    said="'{field}' lies in the future.",
    why="Ages, scores and clocks are computed from it.",
    fix="Correct the date, or give the day of the plan with --date.",
    example="born: 2999-01-01\n",
)
_OLD = RULES.rule(
    "birth-date-too-old",
    "error",
    said="The birth date makes the person more than 120 years old.",
    why="It is almost surely mistyped, and age decides what may be planned.",
    fix="Correct the year.",
    example="born: 1825-01-01\n",
)
_RANGE = RULES.rule(
    "score-out-of-range",
    "error",
    said="A score of {value} is outside the range of {short}, {low} to {high}.",
    why="The target and the suggestions are computed from it.",
    fix="Check the total against the questionnaire.",
    example="scores: [{measure: phq-9, value: 40}]\n",
)
_CRITICAL = RULES.rule(
    "unknown-critical-answer",
    "error",
    said="{short} has no critical answer called '{id}'.",
    why="An answer about death must not be lost to a typing error.",
    fix="{near}",
    example="critical: [deth]\n",
)
_OTHER_CLIENT = RULES.rule(
    "selection-of-another-client",
    "error",
    said="The selection was made for another client id than the client's file has.",
    why="One person's choices must not reach another person's plan.",
    fix="Give the selection that belongs to this client, or correct 'client'.",
    example="client: c-9\n",
)
_SLOT = RULES.rule(
    "slot-value",
    "error",
    said="'{name}' cannot be {value}: {wrong}.",
    why="The sentence would promise something that does not hold.",
    fix="{ask}",
    example="slots: {target: 99}\n",
)
_SLOT_NAME = RULES.rule(
    "slot-name",
    "error",
    said="There is no blank called '{id}' here.",
    why="The value would be lost without a word.",
    fix="{near}",
    example="slots: {traget: 3}\n",
)
_NOT_HERE = RULES.rule(
    "not-of-this-objective",
    "warning",
    said="'{id}' is not among the interventions that the library lists for this objective.",
    why="It may be right for this person; nobody has linked the two.",
    fix="Keep it if it fits, or choose one of: {near}.",
    example="interventions: {contact-map: {}}\n",
)
_DELIVERY = RULES.rule(
    "delivery-unknown",
    "error",
    said="'{id}' is not a way in which this intervention is delivered.",
    why="Its demands were thought through for the ways that are listed.",
    fix="{near}",
    example="delivery: group\n",
)

#: No one on record has lived longer than 122 years; a hundred and twenty leaves typing errors out.
_OLDEST = 120


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raise EnvironmentFaultError with the next step where it cannot be read."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise EnvironmentFaultError(
            "This is a folder, not a file.", where=path.name, fix="Give the file in it."
        ) from None
    except FileNotFoundError:
        raise EnvironmentFaultError(
            "There is no such file.", where=str(path), fix="Check the name and the folder."
        ) from None
    except OSError as error:
        raise EnvironmentFaultError("The file cannot be read.", where=path.name, fix=error.strerror or "") from None


def load_client(path: Path, library: Library, on: dt.date) -> Client:
    """Return the client of a file; raise InputError with everything that is wrong with it."""
    file = read_yaml(read_file(path), path.name)
    findings = [*file.findings, *shape_findings(file, "client")]
    if not _errors(findings):
        client = msgspec.convert(file.value, Client)
        findings += _client_findings(client, file, library, on)
        if not _errors(findings):
            return client
    raise InputError("The client's file has errors; no plan was made.", ordered(findings), where=path.name)


def load_selection(path: Path, client: Client, library: Library) -> tuple[Selection, tuple[Finding, ...]]:
    """Return the selection of a file, and findings that do not stop it; raise InputError with those that do."""
    file = read_yaml(read_file(path), path.name)
    findings = [*file.findings, *shape_findings(file, "selection")]
    if not _errors(findings):
        selection = msgspec.convert(file.value, Selection)
        findings += selection_findings(selection, file, client, library)
        if not _errors(findings):
            return selection, ordered(findings)
    raise InputError("The selection has errors; no plan was made.", ordered(findings), where=path.name)


def _errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding stops the work."""
    return any(finding.severity == "error" for finding in findings)


def near(id: str, known: Iterable[str]) -> str:
    """Return 'Did you mean ...?' with the nearest known names, else some of them."""
    names = sorted(known)
    found = difflib.get_close_matches(id, names, 3, 0.5)
    if found:
        return f"Did you mean {', '.join(found)}?"
    return f"Known: {', '.join(names[:12])}{', ...' if len(names) > 12 else ''}."  # noqa: PLR2004 -- a line's worth


def _client_findings(client: Client, file: YamlFile, library: Library, on: dt.date) -> Iterator[Finding]:
    """Yield what does not fit the library or the calendar."""
    words = library.vocabulary
    references: list[tuple[str, str, Iterable[str], FieldPath]] = [
        ("setting", client.care.setting, words.settings, ("care", "setting")),
        ("level of care", client.care.level_of_care, words.levels_of_care, ("care", "level_of_care")),
    ]
    if client.preferences.orientation:
        references.append(
            ("modality", client.preferences.orientation, words.modalities, ("preferences", "orientation"))
        )
    references += [("role", each.role, words.roles, ("team", i, "role")) for i, each in enumerate(client.team)]
    for i, need in enumerate(client.needs):
        references.append(("need", need.need, words.needs, ("needs", i, "need")))
        references += [
            ("accommodation", id, library.accommodations, ("needs", i, "prefers", j))
            for j, id in enumerate(need.prefers)
        ]
    for i, participant in enumerate(client.participants):
        references += [
            ("need", id, words.needs, ("participants", i, "needs", j)) for j, id in enumerate(participant.needs)
        ]
    for i, answer in enumerate(client.answers):
        references.append(("need", answer.need, words.needs, ("answers", i, "need")))
        references.append(("demand", answer.demand, words.demands, ("answers", i, "demand")))
    references += [
        ("accommodation", each.accommodation, library.accommodations, ("declined", i, "accommodation"))
        for i, each in enumerate(client.declined)
    ]
    references += [
        ("measure", each.measure, library.measures, ("scores", i, "measure")) for i, each in enumerate(client.scores)
    ]
    for kind, id, known, path in references:
        if id not in known:
            yield _UNKNOWN.finding(file.place(path), kind=kind, id=id, near=near(id, known))
    yield from _date_findings(client, file, on)
    yield from _score_findings(client, file, library)


def _date_findings(client: Client, file: YamlFile, on: dt.date) -> Iterator[Finding]:
    """Yield dates that cannot be."""
    born = dt.date.fromisoformat(client.identity.born)
    if on.year - born.year > _OLDEST:
        yield _OLD.finding(file.place(("identity", "born")))
    past: list[tuple[str, str, FieldPath]] = [("born", client.identity.born, ("identity", "born"))]
    past += [("on", each.on, ("scores", i, "on")) for i, each in enumerate(client.scores)]
    past += [("on", each.on, ("counts", i, "on")) for i, each in enumerate(client.counts)]
    past += [("assessed", each.assessed, ("risks", i, "assessed")) for i, each in enumerate(client.risks)]
    for field, day, path in past:
        if dt.date.fromisoformat(day) > on:
            yield _FUTURE.finding(file.place(path), field=field)


def _score_findings(client: Client, file: YamlFile, library: Library) -> Iterator[Finding]:
    """Yield scores out of range, and critical answers that the measure does not have."""
    for i, score in enumerate(client.scores):
        measure = library.measures.get(score.measure)
        if measure is None:
            continue
        low, high = measure.range.min, measure.range.max
        if not low <= score.value <= high:
            where = file.place(("scores", i, "value"))
            yield _RANGE.finding(where, value=f"{score.value:g}", short=measure.short, low=f"{low:g}", high=f"{high:g}")
        known = [each.id for each in measure.critical]
        for id in score.critical:
            if id not in known:
                where = file.place(("scores", i, "critical"))
                yield _CRITICAL.finding(
                    where, short=measure.short, id=id, near=near(id, known) if known else "Leave it out."
                )


def selection_findings(selection: Selection, file: YamlFile, client: Client, library: Library) -> Iterator[Finding]:
    """Yield what in a selection does not fit the client or the library, each at its place in the file."""
    if selection.client != client.id:
        yield _OTHER_CLIENT.finding(file.place(("client",)))
    if selection.made_by and selection.made_by.role not in library.vocabulary.roles:
        roles = library.vocabulary.roles
        place = file.place(("made_by", "role"))
        yield _UNKNOWN.finding(place, kind="role", id=selection.made_by.role, near=near(selection.made_by.role, roles))
    for id in selection.reasons:
        if id not in library.interventions:
            place = file.place(("reasons", id))
            yield _UNKNOWN.finding(place, kind="intervention", id=id, near=near(id, library.interventions))
    for id in selection.options:
        if id not in library.options:
            yield _UNKNOWN.finding(file.place(("options", id)), kind="option", id=id, near=near(id, library.options))
    for i, id in enumerate(selection.ending.criteria):
        known = [f"{each.id}/{key}" for each in library.problems.values() for key in each.discharge]
        if id not in known:
            place = file.place(("ending", "criteria", i))
            yield _UNKNOWN.finding(place, kind="discharge criterion", id=id, near=near(id, known))
    for id, chosen in selection.problems.items():
        path: FieldPath = ("problems", id)
        if id not in library.problems:
            yield _UNKNOWN.finding(file.place(path), kind="problem", id=id, near=near(id, library.problems))
        else:
            yield from _problem_findings(library.problems[id], chosen, path, file, library)


def _problem_findings(
    problem: Problem, chosen: ChosenProblem, path: FieldPath, file: YamlFile, library: Library
) -> Iterator[Finding]:
    """Yield what does not fit in a chosen problem."""
    for i, id in enumerate(chosen.definitions):
        if id not in problem.definitions:
            place = file.place((*path, "definitions", i))
            yield _UNKNOWN.finding(place, kind="definition", id=id, near=near(id, problem.definitions))
    for id, goal in (chosen.goals or {}).items():
        inner = (*path, "goals", id)
        if id not in problem.goals:
            yield _UNKNOWN.finding(file.place(inner), kind="goal", id=id, near=near(id, problem.goals))
        else:
            yield from _goal_findings(problem, id, goal, inner, file, library)


def _goal_findings(
    problem: Problem, goal: str, chosen: ChosenGoal, path: FieldPath, file: YamlFile, library: Library
) -> Iterator[Finding]:
    """Yield what does not fit in a chosen goal."""
    steps = problem.goals[goal].objectives
    for id, step in (chosen.objectives or {}).items():
        inner = (*path, "objectives", id)
        if id not in steps:
            yield _UNKNOWN.finding(file.place(inner), kind="objective", id=id, near=near(id, steps))
            continue
        names = {*steps[id].slots, *(each.group(1) for each in SLOT.finditer(steps[id].statement))}
        yield from _slot_findings(steps[id].slots, names, step.slots, (*inner, "slots"), file)
        for each, intervention in (step.interventions or {}).items():
            at = (*inner, "interventions", each)
            if each not in library.interventions:
                known = library.interventions
                yield _UNKNOWN.finding(file.place(at), kind="intervention", id=each, near=near(each, known))
                continue
            if each not in steps[id].interventions:
                yield _NOT_HERE.finding(file.place(at), id=each, near=", ".join(steps[id].interventions))
            yield from _intervention_findings(each, intervention, at, file, library)


def _intervention_findings(
    id: str, chosen: Chosen, path: FieldPath, file: YamlFile, library: Library
) -> Iterator[Finding]:
    """Yield what does not fit in a chosen intervention."""
    entry = library.interventions[id]
    yield from _slot_findings(entry.slots, set(entry.slots), chosen.slots, (*path, "slots"), file)
    if chosen.delivery and chosen.delivery not in entry.delivery:
        known = near(chosen.delivery, entry.delivery)
        yield _DELIVERY.finding(file.place((*path, "delivery")), id=chosen.delivery, near=known)
    if chosen.responsible and chosen.responsible not in library.vocabulary.roles:
        known = near(chosen.responsible, library.vocabulary.roles)
        place = file.place((*path, "responsible"))
        yield _UNKNOWN.finding(place, kind="role", id=chosen.responsible, near=known)


def _slot_findings(
    specs: Mapping[str, SlotSpec], names: set[str], values: dict[str, Any], path: FieldPath, file: YamlFile
) -> Iterator[Finding]:
    """Yield values that a blank cannot take, and names that no blank has."""
    for name, value in values.items():
        place = file.place((*path, name))
        if name not in names:
            yield _SLOT_NAME.finding(place, id=name, near=near(name, names))
        elif name in specs and (wrong := _wrong(specs[name], value, values)):
            yield _SLOT.finding(place, name=name, value=value, wrong=wrong, ask=specs[name].ask)


def _wrong(spec: SlotSpec, value: Any, values: dict[str, Any]) -> str:
    """Return what is wrong with a value, or an empty text."""
    if spec.type == "string":
        return "" if isinstance(value, str) else "it should be text"
    if spec.type == "date":
        return "" if _is_date(value) else "it should be a date that exists, written year-month-day"
    if isinstance(value, str) or (spec.type == "integer" and value != int(value)):
        return "it should be a whole number" if spec.type == "integer" else "it should be a number"
    if spec.minimum is not None and value < spec.minimum:
        return f"the lowest is {spec.minimum:g}"
    if spec.maximum is not None and value > spec.maximum:
        return f"the highest is {spec.maximum:g}"
    less, more = values.get(spec.less_than), values.get(spec.greater_than)
    if isinstance(less, int | float) and value >= less:
        return f"it must be less than '{spec.less_than}'"
    if isinstance(more, int | float) and value <= more:
        return f"it must be more than '{spec.greater_than}'"
    return ""


def _is_date(value: Any) -> bool:
    """Return whether a value is a date that exists."""
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
