"""Findings on options that are taken already or chosen: ruled out for this person, by the file or by one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from planbuilder.findings import Finding, Place
from planbuilder.library.entries import Option
from planbuilder.library.store import Library
from planbuilder.plan.client import Medication
from planbuilder.plan.medications import SETTLES, kinds, kinds_of, settled, taken_as
from planbuilder.plan.options import Weighing, weighed_exclusions
from planbuilder.plan.predicates import Judge, client_view, condition_words, judge_of
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES

TAKEN = RULES.rule(
    "plan-medication-excluded",
    "error",
    said="Medication {number} on the list is {title}, which is ruled out for this person: {names}",
    why="It may be doing harm today; nobody stops or changes it but a prescriber.",
    fix="Call whoever prescribes it today, and write down what was decided; correct the list if it is out of date.",
    example="naltrexone and oxycodone on one list",
)
TAKEN_ASK = RULES.rule(
    "plan-medication-ask",
    "question",
    said="Medication {number} on the list is {title}, and the file does not say whether this holds: {names}.",
    why="It would rule the medication out.",
    fix="Ask, and record the answer under 'facts', or a medication's 'kind'.",
    example="disulfiram on the list, nobody recorded whether alcohol is drunk",
)

TOGETHER = RULES.rule(
    "plan-options-together",
    "warning",
    said="{first} and {second} are both {what}, chosen or taken at the same time.",
    why="Together they can do harm, and a change from one to the other has rules of its own.",
    fix="Let the prescriber decide which, or write down how the change or the pair is planned.",
    example="an SSRI and an SNRI both chosen",
)
AGAINST = RULES.rule(
    "plan-chosen-against-chosen",
    "error",
    said="{title} is chosen, and what is chosen beside it rules it out: {names}",
    why="Each may be had alone; together they can do harm from the first dose on.",
    fix="Let the prescriber and the person decide which; set the other to 'deferred' or 'declined' in the selection.",
    example="methadone and naltrexone both chosen",
)
PAIR = RULES.rule(
    "plan-medication-pair",
    "warning",
    said="Medications {first} and {second} on the list are {what}.",
    why="{why}",
    fix="Ask whoever prescribes each whether they know of the other, and write down the answer. Nothing is stopped at "
    "once or without them.",
    example="oxycodone and lorazepam on one list",
)
#: Pairs of facts whose medications harm together, how the pair is called, and why it matters. Opioids and sedatives:
#: FDA Drug Safety Communication of 23 September 2020 (boxed warning of benzodiazepines). MAO inhibitors beside other
#: antidepressants: prescribing information of sertraline, contraindications; beside opioids: FDA Drug Safety
#: Communication of 22 March 2016.
_HARMFUL = (
    ("takes-opioids", "takes-sedatives", "an opioid and a sedative", "Together they can stop a person's breathing."),
    (
        "takes-maoi",
        "takes-antidepressant",
        "an MAO inhibitor and another antidepressant",
        "Serotonin can rise to a level that threatens life.",
    ),
    (
        "takes-maoi",
        "takes-opioids",
        "an MAO inhibitor and an opioid",
        "With many opioids serotonin can rise to a level that threatens life, or breathing slow down.",
    ),
)
#: The facts whose medications are not taken two at a time, and what such medications are called.
_ONE_AT_A_TIME = {"takes-antidepressant": "antidepressants", "takes-opioid-agonist": "opioid agonists"}


def taken_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield what speaks against the medications on the list that are options of the library.

    One that several options offer, for one illness or another, is ruled out where none of them may be had. What is
    chosen counts as taken, as it will be.
    """
    told = {each.id for each in plan.options if each.decision == "chosen"}
    asked = {each.id for each in plan.options if each.decision != "declined"}
    for number, medication in enumerate(plan.client.medications, 1):
        options = taken_as(medication, library.options.values(), library.vocabulary)
        weighing = _beside_chosen(plan, library, {each.id for each in options})
        weighed = [_Weighed.of(each, weighing) for each in sorted(options, key=lambda each: (len(each.id), each.id))]
        place = Place(at=f"medications, number {number}")
        open_ = [each for each in weighed if not each.holding]
        if weighed and not open_ and not any(each.option.id in told for each in weighed):
            title, names = weighed[0].option.title, weighed[0].holding
            yield TAKEN.finding(place, number=number, title=title, names=names)
        elif open_ and all(each.asks for each in open_) and not any(each.option.id in asked for each in open_):
            names = "; ".join(condition_words(name) for name in open_[0].asks)
            yield TAKEN_ASK.finding(place, number=number, title=open_[0].option.title, names=names)


def pair_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield the pairs of medications on the list that are known to do harm together."""
    taken = [kinds(each, library.vocabulary) for each in plan.client.medications]
    for one, other, what, why in _HARMFUL:
        only = SETTLES[other] - SETTLES[one]
        firsts = [number for number, each in enumerate(taken, 1) if each & SETTLES[one]]
        seconds = [number for number, each in enumerate(taken, 1) if each & only and not each & SETTLES[one]]
        if firsts and seconds:
            place = Place(at=f"medications, number {firsts[0]}")
            yield PAIR.finding(place, first=firsts[0], second=seconds[0], what=what, why=why)


def together_findings(plan: Plan, library: Library) -> Iterator[Finding]:
    """Yield options that are chosen and do not go together, or not with a medication that is taken."""
    for fact, what in _ONE_AT_A_TIME.items():
        yield from _two_of_a_kind(plan, library, SETTLES[fact], what)
    place = Place(at="options")
    for each in plan.options:
        if each.decision == "chosen" and not each.excluded and each.id in library.options:
            weighed = _Weighed.of(library.options[each.id], _beside_chosen(plan, library, {each.id}))
            if weighed.holding:
                yield AGAINST.finding(place, title=each.title, names=weighed.holding)


def _two_of_a_kind(plan: Plan, library: Library, settling: frozenset[str], what: str) -> Iterator[Finding]:
    """Yield two options of a kind that are chosen, or one that is chosen beside another that is taken."""
    words = library.vocabulary
    known = [(each, library.options[each.id]) for each in plan.options if each.id in library.options]
    chosen = [option for each, option in known if each.decision == "chosen" and settling & kinds_of(option, words)]
    place = Place(at="options")
    for first, second in pairwise(chosen):
        yield TOGETHER.finding(place, first=first.title, second=second.title, what=what)
    for number, medication in enumerate(plan.client.medications, 1):
        if settling & kinds(medication, words):
            same = taken_as(medication, chosen, words)
            for option in chosen:
                if option not in same:
                    taken = f"medication {number} on the list"
                    yield TOGETHER.finding(place, first=option.title, second=taken, what=what)


def _beside_chosen(plan: Plan, library: Library, but: Container[str]) -> Weighing:
    """Return what options are weighed with where the chosen ones, but for some, are taken already."""
    words, client, on = library.vocabulary, plan.client, dt.date.fromisoformat(plan.date)
    chosen = [each.id for each in plan.options if each.decision == "chosen" and each.id not in but]
    options = [library.options[each] for each in chosen if each in library.options]
    classes = frozenset(kind for option in options for kind in kinds_of(option, words))
    if not classes:
        return Weighing(client, library, judge_of(client, library, on))
    facts = {name: holds for name, holds in client.facts.items() if name not in settled(classes)}
    taken = tuple(Medication(name=kind, kind=kind) for kind in sorted(classes))
    beside = replace(client, facts=facts, medications=(*client.medications, *taken))
    return Weighing(beside, library, Judge(client_view(beside, library, on)))


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An option that is taken: the reasons that rule it out, as one text, and the conditions that nobody settled."""

    option: Option
    holding: str
    asks: tuple[str, ...]

    @classmethod
    def of(cls, option: Option, weighing: Weighing) -> _Weighed:
        """Return an option as weighed."""
        going_on = replace(option, exclusions=tuple(each for each in option.exclusions if not each.starting))
        absolute = [each for each in weighed_exclusions(going_on, weighing) if each.absolute]
        holding = " ".join(each.say for each in absolute if each.verdict == "met")
        return cls(option, holding, tuple(dict.fromkeys(name for each in absolute for name in each.asks)))
