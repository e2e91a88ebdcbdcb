"""Signatures: who says what to which version, and that nothing else is ever taken for what was signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes
from planbuilder.documents.text import plan_text
from planbuilder.errors import InputError, UsageError
from planbuilder.library.store import Library
from planbuilder.plan.plans import own_sum, plan_json
from planbuilder.plan.record import Plan
from planbuilder.records.rules import PROPOSAL
from planbuilder.records.signing import sign_version
from planbuilder.records.store import Version, read_chain, save_version

HOMES = document_homes(data_path("library"))
DAY = dt.date(2026, 11, 20)
Sign = Callable[..., Version]


@pytest.fixture
def plans(plan: Plan, tmp_path: Path) -> Path:
    """Return a folder that keeps the first version of a plan."""
    save_version(tmp_path, plan, by="Rosa Alvarez")
    return tmp_path


@pytest.fixture
def sign(plans: Path, plan: Plan, shipped: Library) -> Sign:
    """Return a function that signs the latest version."""

    def signed(name: str = "Jordan Ellis", role: str = "client", agrees: str = "agree", **more: object) -> Version:
        told = {"name": name, "role": role, "agrees": agrees, "on": DAY, **more}
        return sign_version(plans, plan.client.id, shipped, **told)  # type: ignore[arg-type]

    return signed


def test_signatures_are_about_the_version_that_was_there(sign: Sign, plans: Path, plan: Plan) -> None:
    """Each adds a version that says the same; all of them name the one that was signed."""
    sign()
    sign("Rosa Alvarez", "counselor")
    kept = sign("Ana Ellis", "sister", "absent", reason="in the hospital")
    chain = read_chain(plans, plan.client.id)
    assert (len(chain.versions), chain.findings) == (4, ())
    assert [(each.name, each.agrees, each.binds) for each in kept.plan.signatures] == [
        ("Jordan Ellis", "agree", chain.versions[0].sha256),
        ("Rosa Alvarez", "agree", chain.versions[0].sha256),
        ("Ana Ellis", "absent", chain.versions[0].sha256),
    ]
    assert (kept.plan.state, kept.plan.problems) == ("signed", plan.problems)


def test_the_paper_shows_who_signed(sign: Sign, plan: Plan) -> None:
    """With the day, and the reason; who has not signed keeps the boxes."""
    kept = sign("Jordan Ellis", "client", "disagree", reason="wants fewer visits")
    text = plan_text(kept.plan, HOMES)
    assert "Disagrees: wants fewer visits" in " ".join(text.split())
    assert "11/20/2026" in text
    assert plan_text(plan, HOMES).count("Agree") > text.count("Agree") > 0


def test_a_plan_is_signed_once_somebody_agreed(sign: Sign) -> None:
    """That a person was absent makes no signed plan; who was absent can sign later."""
    assert sign("Jordan Ellis", "client", "absent", reason="ill").plan.state == "draft"
    kept = sign()
    assert (kept.plan.state, [each.agrees for each in kept.plan.signatures]) == ("signed", ["absent", "agree"])


def test_nobody_signs_a_version_twice(sign: Sign, plans: Path, plan: Plan) -> None:
    """A change of mind belongs to the next version."""
    sign()
    with pytest.raises(UsageError, match="already"):
        sign(agrees="disagree")
    assert len(read_chain(plans, plan.client.id).versions) == 2


@pytest.mark.parametrize("day", [dt.date(2026, 11, 1), dt.date(2100, 1, 1)], ids=["before the plan", "after today"])
def test_the_day_has_to_be_possible(day: dt.date, sign: Sign) -> None:
    """From the plan's date to today."""
    with pytest.raises(UsageError, match="The day lies"):
        sign(on=day)


@pytest.mark.parametrize("field", ["name", "role"])
def test_who_signs_as_what_has_to_be_said(field: str, sign: Sign) -> None:
    """An empty text is nobody."""
    with pytest.raises(UsageError, match="It is not said"):
        sign(**{field: " "})


def test_a_proposal_is_agreed_to_only_plainly(plan: Plan, tmp_path: Path, shipped: Library) -> None:
    """It is said what it lacks; with a reason it is kept, and printed beside the signature."""
    open_ = replace(plan, participation=(), selection=replace(plan.selection, participation=()))
    save_version(tmp_path, open_, by="Rosa Alvarez")
    told = {"name": "Jordan Ellis", "role": "client", "on": DAY}
    with pytest.raises(InputError) as caught:
        sign_version(tmp_path, plan.client.id, shipped, agrees="agree", **told)  # type: ignore[arg-type]
    assert PROPOSAL.id in [each.rule for each in caught.value.findings]
    assert all("Jordan" not in f"{each.said} {each.fix}" for each in caught.value.findings)
    kept = sign_version(
        *(tmp_path, plan.client.id, shipped),
        agrees="agree",
        despite="He leaves town tomorrow.",
        **told,  # type: ignore[arg-type]
    )
    assert "Agrees: He leaves town tomorrow." in " ".join(plan_text(kept.plan, HOMES).split())
    assert kept.plan.heading == plan.heading


def test_a_reason_to_sign_all_the_same_is_kept_only_where_it_was_needed(sign: Sign) -> None:
    """A plan without errors is no less signed for it."""
    assert sign(despite="just in case").plan.signatures[0].despite == ""


def test_disagreement_needs_no_finished_plan(plan: Plan, tmp_path: Path, shipped: Library) -> None:
    """A person can say no to a proposal, and that is on record."""
    open_ = replace(plan, participation=(), selection=replace(plan.selection, participation=()))
    save_version(tmp_path, open_, by="Rosa Alvarez")
    kept = sign_version(
        tmp_path, plan.client.id, shipped, name="Jordan Ellis", role="client", agrees="disagree", on=DAY
    )
    assert (kept.plan.state, kept.plan.signatures[0].agrees) == ("draft", "disagree")


def test_a_signature_does_not_stay_on_other_words(sign: Sign, plans: Path) -> None:
    """Whoever keeps another plan as the next version keeps it unsigned."""
    signed = sign().plan
    kept = save_version(plans, replace(signed, until="2027-05-05"), by="Rosa Alvarez")
    assert (kept.plan.signatures, kept.plan.state) == ((), "amended")


def test_a_version_that_says_something_else_than_was_signed_is_found_out(sign: Sign, plans: Path, plan: Plan) -> None:
    """Also where its own sum was written anew."""
    signed = sign().plan
    forged = replace(signed, until="2027-05-05")
    assert forged.saved is not None
    whole = replace(forged, saved=replace(forged.saved, own=own_sum(forged)))
    (plans / plan.client.id / "0002.json").write_bytes(plan_json(whole))
    chain = read_chain(plans, plan.client.id)
    assert [each.rule for each in chain.findings] == ["version-altered"]
    assert len(chain.versions) == 1


def test_paper_of_another_version_is_not_taken_for_the_latest(sign: Sign, plans: Path, plan: Plan) -> None:
    """A paper that says the same is: it was signed by somebody else meanwhile."""
    sign(version=1)
    sign("Rosa Alvarez", "counselor", version=1)
    save_version(plans, replace(plan, until="2027-05-05"), by="Rosa Alvarez")
    with pytest.raises(UsageError, match="Version 1 is not what version 4 says"):
        sign("Maya Ellis", "sister", version=1)


def test_an_ended_plan_is_not_signed(plans: Path, plan: Plan, sign: Sign) -> None:
    """It is over."""
    save_version(plans, plan, by="Rosa Alvarez", state="ended")
    with pytest.raises(UsageError, match="has ended"):
        sign()


def test_nothing_is_signed_where_nothing_is_kept(tmp_path: Path, shipped: Library) -> None:
    """The next step is to save a plan."""
    with pytest.raises(UsageError, match="No version"):
        sign_version(tmp_path, "c-9", shipped, name="A", role="client", agrees="agree", on=DAY)
