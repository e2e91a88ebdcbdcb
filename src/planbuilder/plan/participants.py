"""What other people who take part are called in a plan: each by a name of their own, never taken for the client."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planbuilder.plan.client import Participant

#: How the client is called where a plan says whose need something is.
CLIENT = "client"


def participant_keys(participants: Sequence[Participant]) -> tuple[str, ...]:
    """Return what each participant is called: the name, with the relation and a number where the name is not enough."""
    if not participants:  # most plans
        return ()
    names = Counter(each.name for each in participants)
    known = [
        each.name if names[each.name] == 1 and each.name != CLIENT else f"{each.name} ({each.relation})"
        for each in participants
    ]
    return tuple(
        name if name not in known[:place] else f"{name} {known[:place].count(name) + 1}"
        for place, name in enumerate(known)
    )


def relation_of(key: str, participants: Sequence[Participant]) -> str:
    """Return the relation of the participant who is called so, or an empty text."""
    called = zip(participant_keys(participants), participants, strict=True)
    return next((each.relation for name, each in called if name == key), "")
