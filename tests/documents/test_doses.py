"""Doses as the person reads them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from planbuilder.documents.doses import plain_dose, short_dose
from planbuilder.library.entries import Dose
from planbuilder.library.translations.phrases import ENGLISH


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


def test_a_dose_is_told_in_the_language_of_each_paper() -> None:
    """The same dose on two papers of one program: the words of one do not come on the other."""
    dose = Dose(minutes=50, times=1, per="week", weeks=2)
    other = replace(ENGLISH, doses=replace(ENGLISH.doses, weeks={"more": "durante {count} semanas"}))
    english = "Once a week, 50 minutes, for 2 weeks."
    assert plain_dose(dose, "") == english
    assert plain_dose(dose, "", phrases=other) == "Once a week, 50 minutes, durante 2 semanas."
    assert plain_dose(dose, "") == english


def test_a_short_dose_is_told_without_its_note() -> None:
    """Somebody wrote the note for one person; the dose is that of many."""
    dose = Dose(minutes=50, times=1, per="week", weeks=2, note="never on Fridays")
    assert short_dose(dose) == short_dose(replace(dose, note="")) == "50 minutes, once a week, for 2 weeks"
