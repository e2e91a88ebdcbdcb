"""What notes and reviews say alike: the standard terms of progress, and whether accommodations were delivered."""

from __future__ import annotations

from typing import Literal

from planbuilder.plan.client import Fact

#: Where an objective stands: codes of the value set goal-achievement of HL7 FHIR.
Achievement = Literal["in-progress", "improving", "worsening", "no-change", "achieved", "not-achieved"]
Delivered = Literal["yes", "partly", "no", "not-called-for"]
#: The terms that say that an objective did not come nearer.
WITHOUT_PROGRESS: tuple[Achievement, ...] = ("worsening", "no-change", "not-achieved")


class AccessAnswer(Fact, frozen=True):
    """Whether an agreed accommodation was delivered, what happened, whether it worked, and what changes."""

    delivered: Delivered
    happened: str = ""
    words: str = ""
    change: str = ""
