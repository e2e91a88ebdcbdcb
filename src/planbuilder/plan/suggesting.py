"""Suggesting a selection: problems ranked by diagnosis, scores, risks and needs, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from planbuilder.library.entries import Problem
from planbuilder.library.store import Library
from planbuilder.plan.ages import ages_of, ages_words, fits
from planbuilder.plan.client import Client, Diagnosis
from planbuilder.plan.predicates import Judge, age_on, judge_of
from planbuilder.plan.selection import Chosen, ChosenGoal, ChosenObjective, ChosenProblem, Selection
from planbuilder.plan.tailoring import Tailor
from planbuilder.remembering import Latest

#: The most problems that are suggested unless more are asked for.
MOST_PROBLEMS = 3
#: What speaks for a problem, weighed: a danger of today above all; then diagnoses, the first named most; signs; risks.
_URGENT, _DIAGNOSIS, _LATER_DIAGNOSIS, _SIGN, _RISK = 400, 100, 90, 20, 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """A problem that fits, how much speaks for it, and the reasons, the weightiest first."""

    id: str
    title: str
    weight: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A selection to edit, the reasons for its problems, and for each intervention its reason by its path."""

    selection: Selection
    problems: tuple[Ranked, ...]
    reasons: dict[str, str]


def rank_problems(client: Client, library: Library, on: dt.date) -> tuple[Ranked, ...]:
    """Return every problem that something speaks for, the best first; equals in the library's order.

    A flagged risk moves a problem up whose protocols answer it. It suggests one only where nothing else speaks for any:
    an overdose of stimulants is no sign of opioid use, though one protocol answers both.
    """
    judge = judge_of(client, library, on)
    return _latest.of((judge,), lambda: _ranked(client, library, judge, on))


#: Suggesting and checking ask the same of one person.
_latest: Latest[tuple[Ranked, ...]] = Latest()


def _ranked(client: Client, library: Library, judge: Judge, on: dt.date) -> tuple[Ranked, ...]:
    """Return the problems that something speaks for, the best first."""
    main = client.diagnoses[:1]
    treated = tuple(each for each in client.diagnoses if not each.deferred)
    flagged = tuple(each.risk for each in client.risks if each.flagged)
    found: dict[str, list[tuple[int, str]]] = {}
    for problem in library.problems.values():
        if problem.state == "active" and (reasons := _reasons(problem, main, treated, flagged, library, judge)):
            ages, age = ages_of(problem, library), age_on(client.identity.born, on)
            if not fits(age, ages):
                reasons.append((0, f"but it was written for people {ages_words(ages)}; this person is {age}"))
            found[problem.id] = sorted(reasons, key=lambda each: -each[0])
    spoken = {id for id, reasons in found.items() if any(weight > _RISK for weight, _ in reasons)}
    ranked = [
        Ranked(id, library.problems[id].title, sum(weight for weight, _ in reasons), tuple(said for _, said in reasons))
        for id, reasons in found.items()
        if id in spoken or not spoken
    ]
    return tuple(sorted(ranked, key=lambda each: -each.weight))


def matching(problem: Problem, diagnoses: tuple[Diagnosis, ...]) -> tuple[Diagnosis, ...]:
    """Return the diagnoses that a problem goes with: under one of its codes, and under none of those left out."""
    return tuple(
        each
        for each in diagnoses
        if each.code.startswith(problem.codes.icd10cm) and not each.code.startswith(problem.codes.but_not or ("?",))
    )


def _reasons(
    problem: Problem,
    main: tuple[Diagnosis, ...],
    treated: tuple[Diagnosis, ...],
    flagged: tuple[str, ...],
    library: Library,
    judge: Judge,
) -> list[tuple[int, str]]:
    """Return what speaks for a problem, each with its weight and a line that says it.

    ``main`` is the diagnosis named first, if any, ``treated`` are those that are not deferred, ``flagged`` the risks.
    """
    found: list[tuple[int, str]] = []
    for diagnosis in matching(problem, treated):
        weight = _DIAGNOSIS if diagnosis in main else _LATER_DIAGNOSIS
        found.append((weight, f"diagnosis {diagnosis.code} {diagnosis.title}"))
    signs = [sign for sign in problem.suggest_when if judge.holds(sign.when)]
    found += [(_URGENT if sign.urgent else _SIGN, sign.reason) for sign in signs]
    if flagged:
        answered = {risk for id in problem.protocols for risk in library.protocols[id].answers}
        found += [(_RISK, f"a risk is flagged: {risk}") for risk in flagged if risk in answered]
    return found


def suggest(
    client: Client, library: Library, on: dt.date, *, orientation: str = "", most: int = MOST_PROBLEMS
) -> Suggestion:
    """Return a selection to edit: at most ``most`` problems, with the goals, objectives and interventions that fit.

    ``orientation`` is a modality: its interventions come first where they fit, and what has the better evidence stays.
    """
    problems = rank_problems(client, library, on)[:most]
    selection = suggested(client, library, on, orientation=orientation, most=most)
    tailor = Tailor(library, client, judge_of(client, library, on), orientation, selection.problems)
    chosen = selection.problems.items()
    reasons = {path: why for id, each in chosen for path, why in _whys(library.problems[id], each, tailor)}
    return Suggestion(selection, problems, reasons)


def suggested(
    client: Client, library: Library, on: dt.date, *, orientation: str = "", most: int = MOST_PROBLEMS
) -> Selection:
    """Return the selection of :func:`suggest`, without the reasons."""
    problems = [each.id for each in rank_problems(client, library, on)[:most]]
    tailor = Tailor(library, client, judge_of(client, library, on), orientation, problems)
    chosen = {id: _whole(library.problems[id], tailor) for id in problems}
    return Selection(schema=1, client=client.id, problems=chosen)


def _whole(problem: Problem, tailor: Tailor) -> ChosenProblem:
    """Return a problem with everything that fits, named."""
    goals = tailor.goals(problem, ChosenProblem())
    made: dict[str, ChosenGoal] = {}
    used: list[str] = []
    for id, steps in tailor.objectives(problem, goals).items():
        objectives: dict[str, ChosenObjective] = {}
        for step, chosen in steps.items():
            interventions = tailor.interventions(problem.goals[id].objectives[step], chosen, used)
            used += interventions
            objectives[step] = ChosenObjective(interventions={each: Chosen() for each in interventions})
        made[id] = ChosenGoal(objectives=objectives)
    return ChosenProblem(goals=made)


def _whys(problem: Problem, chosen: ChosenProblem, tailor: Tailor) -> Iterator[tuple[str, str]]:
    """Yield the path of each objective and intervention that was suggested, with why."""
    for id, goal in (chosen.goals or {}).items():
        for step, objective in (goal.objectives or {}).items():
            entry, path = problem.goals[id].objectives[step], f"{problem.id}/{id}/{step}"
            stage = tailor.stage(problem.goals[id], entry)
            fits = f"fits the {tailor.client.care.stage} stage ({stage} step)"
            yield path, "a risk is flagged: due at once" if tailor.pressing(entry) else fits
            for each in objective.interventions or {}:
                yield f"{path}/{each}", _why(tailor, each)


def _why(tailor: Tailor, id: str) -> str:
    """Return why an intervention is suggested, in a line: its evidence, its school, and what was tailored."""
    fitted = tailor.fit(id, Chosen())
    entry = fitted.entry
    school = tailor.orientation or tailor.client.preferences.orientation
    parts = [f"evidence: {tailor.strength(id)}", tailor.library.vocabulary.modalities[entry.modality].label]
    if school == entry.modality:
        parts.append("the orientation asked for")
    return "; ".join([*parts, *(note.rstrip(".") for note in fitted.notes)])
