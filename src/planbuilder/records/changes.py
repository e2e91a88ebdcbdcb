"""What changed from one version of a plan to another, item by item, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from planbuilder.plan.record import Plan, PlanIntervention, PlanObjective, Text

#: What tells an item from all others of a plan, whatever its number is.
_Id = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: where it stands (its number where it has one), what it is, its text before and after."""

    kind: Literal["added", "removed", "changed"]
    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a plan: its number, how a reader calls it, and its fields as texts."""

    number: str
    noun: str
    fields: Mapping[str, str]


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Return what changed, in the order of the later plan, then what is gone, in the order of the earlier one."""
    old, new = dict(_items(before)), dict(_items(after))
    found: list[Change] = []
    for id, item in new.items():
        if id in old:
            found += _fields(old[id], item)
        else:
            found.append(Change("added", item.number, item.noun, "", _first(item)))
    found += [Change("removed", item.number, item.noun, _first(item), "") for id, item in old.items() if id not in new]
    return tuple(found)


def _fields(before: _Item, after: _Item) -> Iterator[Change]:
    """Yield the fields in which an item changed."""
    for name in dict.fromkeys((*before.fields, *after.fields)):
        old, new = before.fields.get(name, ""), after.fields.get(name, "")
        if old != new:
            kind: Literal["added", "removed", "changed"] = "changed" if old and new else "added" if new else "removed"
            yield Change(kind, after.number, f"{after.noun}, {name}" if name else after.noun, old, new)


def _first(item: _Item) -> str:
    """Return the text that says best what an item is."""
    return next((text for text in item.fields.values() if text), "")


def _items(plan: Plan) -> Iterator[tuple[_Id, _Item]]:
    """Yield the items of a plan, each by what it is."""
    yield from _person(plan)
    if plan.ending:
        own = {"reason": plan.ending.reason, "why": plan.ending.why, "day": plan.ending.on}
        yield ("ending",), _Item("ending", "The end of the plan", own)
    yield from _thread(plan)
    for each in plan.accommodations:
        yield ("accommodation", each.who, each.id), _Item(each.number, "Accommodation", {"": _text(each.statement)})
    for option in plan.options:
        said = " ".join(part for part in (option.decision, option.decided, option.words) if part)
        yield ("option", option.id), _Item("options", f"Option '{option.title}'", {"decision": said})
    for protocol in plan.protocols:
        yield ("protocol", protocol.id), _Item("protocols", "Protocol", {"": protocol.title})
    for criterion in plan.discharge:
        id = criterion.statement.library or criterion.key
        yield ("discharge", id), _Item("ending", "Criterion", {"": _text(criterion.statement)})
    for note in plan.added_notes:
        yield ("note", note.key), _Item("notes", "Added note", {"": _text(note.statement)})
    for signature in plan.signatures:
        said = " ".join(part for part in (signature.agrees, signature.on, signature.reason) if part)
        yield ("signature", signature.name, signature.role), _Item("signatures", "Signature", {signature.role: said})


def _thread(plan: Plan) -> Iterator[tuple[_Id, _Item]]:
    """Yield problems, goals, objectives and interventions."""
    for problem in plan.problems:
        here = ("problem", problem.id)
        yield here, _Item(problem.number, "Problem", {"": problem.title, "why now": problem.because})
        for goal in problem.goals:
            there = (*here, goal.id)
            own = {"statement": _text(goal.statement), "own words": goal.own_words}
            yield there, _Item(goal.number, "Goal", own)
            for step in goal.objectives:
                yield from _step((*there, step.id), step)


def _step(id: _Id, step: PlanObjective) -> Iterator[tuple[_Id, _Item]]:
    """Yield an objective and its interventions."""
    measured = step.measured
    numbers = {"baseline": measured.baseline, "target": measured.target}
    own = {"statement": _text(step.statement), "target date": step.target_date, "ended": step.ended}
    own |= {name: f"{number:g}" for name, number in numbers.items() if number is not None}
    yield id, _Item(step.number, "Objective", own)
    for each in step.interventions:
        yield (*id, each.id), _Item(each.number, "Intervention", _act(each))


def _act(each: PlanIntervention) -> dict[str, str]:
    """Return the fields of an intervention."""
    who = each.person or each.role
    return {
        "statement": _text(each.statement),
        "reason": _text(each.because),
        "dose": each.dose_text,
        "who": who,
        "delivery": each.delivery,
    }


def _person(plan: Plan) -> Iterator[tuple[_Id, _Item]]:
    """Yield the facts of the plan that are not in its thread: dates, care, scores, risks, needs, medications."""
    client = plan.client
    paper = {"heading": "proposal" if plan.heading == "proposal" else "treatment plan", "lacks": "; ".join(plan.lacks)}
    yield ("paper",), _Item("heading", "Paper", paper)
    dates = {"date": plan.date, "next review": plan.review, "runs until": plan.until}
    yield ("dates",), _Item("dates", "Plan", dates)
    yield ("care",), _Item("care", "Care", {"setting": plan.setting, "level of care": plan.level_of_care})
    for score in client.scores:
        own = {score.measure: f"{score.value:g}"}
        yield ("score", score.measure, score.on), _Item("measures", f"Score of {score.on}", own)
    for review in plan.reviews:
        for score in review.scores:
            own = {score.measure: f"{score.value:g}"}
            yield ("score", score.measure, score.on), _Item("measures", f"Score of {score.on}", own)
        stand = {f"objective {step.number}": f"{step.status}, {step.decision}" for step in review.steps}
        yield ("review", review.date), _Item("reviews", f"Review of {review.date}", stand)
    for risk in client.risks:
        own = {"level": risk.level, "note": risk.note, "same day": risk.same_day, "who": risk.who}
        yield ("risk", risk.risk, risk.assessed), _Item("safety", f"Risk '{risk.risk}' of {risk.assessed}", own)
    yield from _named("need", "needs", "Need", (each.need for each in client.needs))
    yield from _named("diagnosis", "diagnoses", "Diagnosis", (f"{each.code} {each.title}" for each in client.diagnoses))
    taken = (" ".join(part for part in (each.name, each.dose) if part) for each in client.medications)
    yield from _named("medication", "medications", "Medication", taken)
    part = (f"{each.who} {each.on} {each.mode} {each.part}".strip() for each in plan.participation)
    yield from _named("participation", "participation", "Took part", part)


def _named(kind: str, where: str, noun: str, texts: Iterable[str]) -> Iterator[tuple[_Id, _Item]]:
    """Yield items that are nothing but a text."""
    for text in texts:
        yield (kind, text), _Item(where, noun, {"": text})


def _text(text: Text) -> str:
    """Return what a text says now."""
    return text.now
