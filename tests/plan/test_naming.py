"""Who took part: the person, by whole words, and nobody else whose name begins alike."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from small_library import ON, client, library, selection

from planbuilder.plan.client import Client, Participant, Person
from planbuilder.plan.composing import compose
from planbuilder.plan.naming import names_client, took_part


def person(name: str = "Sam Roe", called: str = "Sam") -> Client:
    """Return a client of that name, with a counselor and a brother whose names begin alike."""
    made = client()
    return replace(
        made,
        identity=replace(made.identity, name=name, called=called),
        team=(Person(name="Sam Alvarez", role="counselor", credentials="LADC"),),
        participants=(Participant(name="Sam Roe Sr.", relation="father", takes_part_in="safety"),),
    )


@pytest.mark.parametrize(
    "line", ["Sam Roe", "sam", "Sam Roe and the interpreter", "the interpreter with Sam", "Sam (client)"]
)
def test_the_person_is_known_by_name(line: str) -> None:
    """Full, or as they are called, alone or with others."""
    assert names_client(line, person())


@pytest.mark.parametrize(
    "line",
    ["Samira Holt", "Sam Alvarez", "Sam Roe Sr.", "The mother of Sam", "Sam's sister Maya", "Sam\u2019s wife", ""],
)
def test_somebody_else_is_not_taken_for_the_person(line: str) -> None:
    """Not by part of a word, a longer name of the team or the family, nor by a relation to the person."""
    assert not names_client(line, person())


def test_whoever_was_away_took_no_part() -> None:
    """Also where an entry names the person; what others did not do says nothing of them."""
    assert not took_part("Sam Roe", "absent", "", person())
    assert not took_part("Sam Roe", "by phone", "did not attend", person())
    assert took_part("Sam Roe", "in person", "chose the goals; a mother who was not available will be told", person())


def test_a_plan_made_by_the_counselor_alone_is_a_proposal() -> None:
    """Expect it also where the counselor has the person's first name."""
    others = [{"who": "Sam Alvarez", "on": "2026-11-23", "mode": "in person", "part": "wrote it"}]
    plan = compose(person(), selection(participation=others), library(), ON)
    assert "the person's own part in making it" in plan.lacks
