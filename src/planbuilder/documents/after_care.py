"""What comes after in the view: how the plan ended, or, before it ends, what has to be filled in until then."""

from __future__ import annotations

from typing import Any

from planbuilder.documents.index import Index
from planbuilder.documents.safety import protocols
from planbuilder.documents.wording import listed, quoted, sentence_case, words
from planbuilder.plan.endings import PlanEnding
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.record import Plan, PlanAccommodation
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.standing import standings

_REASONS = {
    "completed": "The plan was completed",
    "other-level-of-care": "Care goes on at another level",
    "other-program": "Care goes on in another program",
    "moved": "Moved away",
    "own-choice": "Own choice to leave",
    "lost-contact": "Contact was lost",
    "administrative": "Ended by the program",
    "died": "Died",
}
_REACHED = {"yes": "Reached", "partly": "Reached in part", "no": "Not reached", "not-called-for": "Not called for"}
#: The protocol that ends with the program: who changes counselor there is no longer its matter.
_WITHIN = "change-of-counselor-or-interpreter"


def after_care(index: Index) -> dict[str, Any]:
    """Return what was reached, what comes next, and what goes along; empty fields where the plan has not ended yet."""
    plan, found = index.plan, index.plan.ending
    return {
        "ended": found is not None,
        **_how(index, found),
        "criteria": _criteria(plan, found),
        "objectives": _objectives(plan, found),
        **_onward(found),
        "accommodations": [_accommodation(each, index) for each in _own(plan, "disability")],
        "language_access": [_accommodation(each, index) for each in _own(plan, "language")],
        "protocols": [
            shown
            for each, shown in zip(plan.protocols, protocols(index), strict=True)
            if each.id != _WITHIN and each.steps
        ],
    }


def _how(index: Index, found: PlanEnding | None) -> dict[str, Any]:
    """Return when, why and by whom a plan was ended, and the person's part in it."""
    if found is None:
        texts = ("on", "reason", "why", "words", "tried", "by", "if_it_comes_back")
        return {**dict.fromkeys(texts, ""), "participation": []}
    return {
        "on": found.on,
        "reason": _REASONS[found.reason],
        "why": found.why,
        "words": quoted(found.words),
        "tried": found.tried,
        "by": listed((index.signed(found.by.name, found.by.credentials), words(found.by.role))),
        "if_it_comes_back": quoted(found.if_it_comes_back),
        "participation": [
            {"who": each.who, "on": each.on, "mode": each.mode, "part": each.part} for each in found.participation
        ],
    }


def _criteria(plan: Plan, found: PlanEnding | None) -> list[dict[str, str]]:
    """Return the criteria, each with whether it was reached."""
    made = []
    for each in plan.discharge:
        answer = found.criteria.get(each.key) if found else None
        reached = _REACHED[answer.reached] if answer else ""
        made.append(
            {"statement": each.statement.now, "reached": reached, "shown_by": answer.shown_by if answer else ""}
        )
    return made


def _objectives(plan: Plan, found: PlanEnding | None) -> list[dict[str, str]]:
    """Return the objectives, each with where it stands."""
    made, known = [], standings(plan)
    for each in objectives(plan):
        answer = found.objectives.get(each.number) if found else None
        status = answer or known.get(each.key)
        made.append(
            {
                "number": each.number,
                "statement": each.statement.now,
                "status": sentence_case(words(status.status)) if status else "",
                "reached": answer.reached if answer else known[each.key].seen_by if each.key in known else "",
                "goes_on": answer.goes_on if answer else "",
            }
        )
    return made


def _onward(found: PlanEnding | None) -> dict[str, Any]:
    """Return who goes on with the person, when and how."""
    return {
        "next": [
            {"what": each.what, "who": each.who, "from_day": each.from_, "reach": each.reach}
            for each in (found.next if found else ())
        ],
        "handoffs": [
            {
                "to": each.to,
                "by": each.by,
                "on": each.on,
                "how": each.how,
                "reach": each.reach,
                "done": each.done == "yes",
            }
            for each in (found.handoffs if found else ())
        ],
        "appointments": [
            {"who": each.who, "on": each.on, "at": each.at, "where": each.where, "access": each.access}
            for each in (found.appointments if found else ())
        ],
        "check_ins": [{"on": each.on, "by": each.by, "how": each.how} for each in (found.check_ins if found else ())],
        "prescriber": found.medicines.prescriber if found else "",
        "in_hand_until": found.medicines.in_hand_until if found else "",
        "naloxone": found.medicines.naloxone if found else "",
        "told": [
            {"to": each.to, "on": each.on, "confirmed": each.confirmed} for each in (found.access if found else ())
        ],
    }


def _own(plan: Plan, heading: str) -> list[PlanAccommodation]:
    """Return the accommodations of the person under a heading."""
    return [each for each in plan.accommodations if each.who == CLIENT and each.heading == heading]


def _accommodation(each: PlanAccommodation, index: Index) -> dict[str, Any]:
    """Return an accommodation that goes along."""
    return {
        "number": each.number,
        "title": each.title,
        "statement": each.statement.now,
        "worked_if": each.worked_if,
        "where": index.where(each.applies_to),
    }
