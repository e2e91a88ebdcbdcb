"""Every text of a plan that can be printed, but for the person's own words and names that are quoted as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from msgspec import Struct

from planbuilder.library.entries import Route
from planbuilder.plan.client import (
    Client,
    ClientNeed,
    Decline,
    Diagnosis,
    Identity,
    Language,
    Medication,
    Participant,
    Person,
    Presenting,
    Release,
    ReleaseSignature,
    Representative,
    Request,
)
from planbuilder.plan.record import (
    Activity,
    Cited,
    Communication,
    Exclusion,
    Limitation,
    MadeWith,
    Measured,
    PairAnswer,
    Plan,
    PlanAccommodation,
    PlanGoal,
    PlanIntervention,
    PlanMeasure,
    PlanObjective,
    PlanOption,
    PlanProblem,
    PlanProtocol,
    Provenance,
    Text,
    Weighed,
)
from planbuilder.plan.selection import Selection

#: The person's own words, which are printed in quotation marks or as the person's, and which nobody corrects.
_OWN: frozenset[tuple[type[Struct], str]] = frozenset(
    {
        (Presenting, "words"),
        (Presenting, "hopes"),
        (ClientNeed, "words"),
        (Limitation, "words"),
        (PlanGoal, "own_words"),
        (PlanOption, "words"),
        (Decline, "reason"),
        (Request, "asked"),
    }
)
#: Names of people, documents, medicines and services, and official titles, which are quoted as they are.
_NAMES: frozenset[tuple[type[Struct], str]] = frozenset(
    {
        (Client, "contacts"),
        (Diagnosis, "code"),
        (Diagnosis, "title"),
        (Medication, "name"),
        (Participant, "name"),
        (Release, "to"),
        (ReleaseSignature, "by"),
        (Representative, "name"),
        (Plan, "untreated"),
        (PlanProblem, "codes"),
        (PlanMeasure, "title"),
        (PlanMeasure, "short"),
        (PlanMeasure, "how"),
        (Measured, "how"),
    }
)
#: Where ids and keys stand: no wording of anybody's, and printed as the words that they stand for.
_IDS: frozenset[tuple[type[Struct], str]] = frozenset(
    {
        (PlanIntervention, "demands"),
        (PlanIntervention, "accommodations"),
        (PlanObjective, "options"),
        (PlanOption, "demands"),
        (PlanOption, "objectives"),
        (Exclusion, "asks"),
        (Activity, "demands"),
        (PairAnswer, "need"),
        (PairAnswer, "demand"),
        (PairAnswer, "activities"),
        (PairAnswer, "answer"),
        (PlanAccommodation, "applies_to"),
        (PlanProtocol, "answers"),
        (Communication, "accommodations"),
    }
)
#: What a part is known by.
_HANDLES = frozenset({"id", "key", "number"})
#: Parts that hold nothing but such names, words the person chose, or where things came from; of the selection, what
#: is printed stands in the plan, but for what is named in :func:`printed_texts`.
ALL_NAMES = (Cited, Identity, Language, MadeWith, Person, Provenance, Route, Selection, Weighed)


def printed_texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield every text of a plan that can be printed, once, with where it stands; own words and names are left out."""
    left_out = (("left out", each.why) for each in plan.selection.left_out)
    ending = (("expected duration", plan.selection.ending.next),)
    seen: set[str] = set()
    texts: list[tuple[str, str]] = []
    _gather(plan, "", texts)
    for where, text in chain(texts, left_out, ending):
        if text and text not in seen:
            seen.add(text)
            yield where, text


def _gather(value: object, where: str, texts: list[tuple[str, str]]) -> None:
    """Add the texts in a value to a list, each with the number of its item, or with the names of its fields."""
    if isinstance(value, str):
        texts.append((where, value))
    elif isinstance(value, tuple):
        for each in value:
            _gather(each, where, texts)
    elif isinstance(value, Text):
        texts.append((where, value.now))
    elif isinstance(value, Struct):
        at = getattr(value, "number", "") or where
        counted = at[:1].isdigit()
        for name, said in printed_fields(type(value)):
            part = getattr(value, name)
            if part:  # most fields of most parts are empty
                _gather(part, at if counted or not said else f"{at}, {said}" if at else said, texts)
    elif isinstance(value, Mapping):  # the slowest to ask for
        for each in value.values():
            _gather(each, where, texts)


@cache
def printed_fields(type: type[Struct]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a part that are printed in somebody's words, each with how it is called in a place."""
    return tuple(
        (name, "" if name == "client" else name.rstrip("_").replace("_", " "))
        for name in type.__struct_fields__
        if (type, name) not in _OWN | _NAMES | _IDS and not issubclass(type, ALL_NAMES)
        if name not in _HANDLES and not type.__annotations__.get(name, "").startswith("Literal[")
    )
