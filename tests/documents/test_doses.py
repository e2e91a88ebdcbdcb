"""Doses as the person reads them."""

from __future__ import annotations

import pytest

from planbuilder.documents.doses import plain_dose
from planbuilder.library.entries import Dose


@pytest.mark.parametrize(
    ("dose", "person", "alone", "said"),
    [
        (Dose(minutes=50, times=1, per="week"), "R. Alvarez", False, "Once a week, 50 minutes, with R. Alvarez."),
        (
            Dose(minutes=15, times=5, per="week", weeks=1),
            "P. Lund",
            False,
            "5 times a week, 15 minutes, for 1 week, with P. Lund.",
        ),
        (Dose(minutes=45, times=1, per="plan"), "", False, "Once, 45 minutes."),
        (
            Dose(minutes=3, times=1, per="day", weeks=12),
            "R. Alvarez",
            True,
            "Once a day, 3 minutes, for 12 weeks, on my own. I can ask R. Alvarez.",
        ),
        (Dose(minutes=1, times=2, per="day"), "", True, "Twice a day, 1 minute, on my own."),
    ],
)
def test_a_dose_reads_aloud_well(dose: Dose, person: str, alone: bool, said: str) -> None:
    """Expect how often, how long, for how many weeks, and with whom; what is done alone names whom to ask."""
    assert plain_dose(dose, person, alone=alone) == said
