"""Treatment options: which are put to the client, what speaks against each, what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from msgspec.structs import replace

from planbuilder.library import entries
from planbuilder.library.coverage import expanded
from planbuilder.library.medication_names import holds_words, is_option, medications_named
from planbuilder.library.store import Library
from planbuilder.plan.citing import citations
from planbuilder.plan.client import Client
from planbuilder.plan.filling import fill, said
from planbuilder.plan.predicates import Judge
from planbuilder.plan.record import Exclusion, PlanOption, PlanProblem, SlotValue
from planbuilder.plan.selection import Decision, Selection

#: What stands against every medication that the file lists as an allergy, whether or not the library has a line for it.
_ALLERGIC = "Not after an allergic reaction to it: one is on file."


@dataclass(frozen=True, slots=True)
class Weighing:
    """What options are weighed against: a client's file, and the values that fill their texts."""

    client: Client
    library: Library
    judge: Judge
    values: dict[str, SlotValue] = field(default_factory=dict)


def considered_options(
    selection: Selection, weighing: Weighing, problems: Sequence[PlanProblem]
) -> tuple[PlanOption, ...]:
    """Return the options put to the client with the plan's objectives, and those that somebody decided about."""
    where: dict[str, list[str]] = {}
    for problem in problems:
        for goal in problem.goals:
            for step in goal.objectives:
                for id in step.options:
                    where.setdefault(id, []).append(step.number)
    known = weighing.library.options
    ids = [id for id in (*where, *(each for each in selection.options if each not in where)) if id in known]
    planned = frozenset(each.id for each in problems)
    made = (
        _option(weighing, known[id], where.get(id, []), selection.options.get(id), number, planned)
        for number, id in enumerate(ids, 1)
    )
    return tuple(replace(each, alternatives=_alternatives(known, each.id, ids)) for each in made)


def _alternatives(known: Mapping[str, entries.Option], id: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Return the titles of an option's alternatives that are put to this client too; all, where none of them is."""
    listed = [each for each in known[id].alternatives if each in known]
    return tuple(known[each].title for each in [each for each in listed if each in ids] or listed)


def _option(
    weighing: Weighing,
    entry: entries.Option,
    objectives: Sequence[str],
    decision: Decision | None,
    number: int,
    planned: AbstractSet[str],
) -> PlanOption:
    """Return one option as considered for this client, with what it can bring in the problems of the plan."""
    library, values = weighing.library, weighing.values
    here = [each.say for each in entry.benefits_for if not planned.isdisjoint(each.problems)]
    exclusions = weighed_exclusions(entry, weighing)
    return PlanOption(
        key=f"t{number}",
        id=entry.id,
        title=entry.title,
        kind=entry.kind,
        statement=fill(entry.statement, values),
        plain=fill(entry.plain, values),
        benefits=tuple(said(each, values) for each in (*entry.benefits, *here)),
        risks=tuple(said(each, values) for each in entry.risks),
        side_effects=tuple(said(each, values) for each in entry.side_effects),
        demands=expanded(entry.demands, library.vocabulary),
        exclusions=exclusions,
        objectives=tuple(objectives),
        excluded=any(each.absolute and each.verdict == "met" for each in exclusions),
        decision=decision.decision if decision else "",
        decided=decision.on if decision else "",
        words=decision.words if decision else "",
        sources=citations(library, entry.sources),
    )


def weighed_exclusions(entry: entries.Option, weighing: Weighing) -> tuple[Exclusion, ...]:
    """Return the reasons against an option as weighed for this client."""
    words = weighing.library.vocabulary
    allergic = any(_names_it(each, entry, words) for each in weighing.client.allergies)
    found = tuple(_exclusion(each, weighing, allergic=allergic) for each in entry.exclusions)
    if allergic and not any(each.allergy for each in entry.exclusions):
        return (*found, Exclusion(say=_ALLERGIC, absolute=True, verdict="met"))
    return found


def _names_it(allergy: str, entry: entries.Option, words: entries.Vocabulary) -> bool:
    """Return whether an allergy on file names an option: a medication that it is, or its class (SSRI, SSRIs)."""
    if is_option(entry, medications_named(allergy, words), words):
        return True
    return any(holds_words(allergy, each) or holds_words(allergy, f"{each}s") for each in entry.kinds)


def _exclusion(each: entries.Exclusion, weighing: Weighing, *, allergic: bool) -> Exclusion:
    """Return one reason; one without a condition nobody can settle here, but for what the file names.

    That is an allergy, and a medicine on the client's list beside which the reason holds.
    """
    say = said(each.say, weighing.values)
    if (each.allergy and allergic) or (each.medicines and _beside(each, weighing.client)):
        return Exclusion(say=say, absolute=each.absolute, verdict="met")
    outcome, names = ("unknown", ()) if each.when is None else weighing.judge.outcome(each.when)
    asks = names if outcome == "unknown" else ()
    return Exclusion(say=say, absolute=each.absolute, verdict=outcome, asks=asks)


def _beside(reason: entries.Exclusion, client: Client) -> bool:
    """Return whether the client's list holds a medicine beside which a reason holds."""
    return any(holds_words(taken.name, other) for taken in client.medications for other in reason.medicines)


def unknown_conditions(option: entries.Option, judge: Judge) -> tuple[str, ...]:
    """Return the conditions that decide about an option and that the client's file does not settle."""
    found: dict[str, None] = {}
    for exclusion in option.exclusions:
        outcome, names = judge.outcome(exclusion.when)
        if exclusion.when is not None and exclusion.absolute and outcome == "unknown":
            found |= dict.fromkeys(names)
    return tuple(found)
