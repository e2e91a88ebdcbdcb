"""Accepting the edits of a printed document: what comes back into the plan, what does not, and what two people did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes, render_document
from planbuilder.documents.text import plan_text
from planbuilder.errors import UsageError
from planbuilder.library.store import Library
from planbuilder.plan.keyed import keyed_texts
from planbuilder.plan.record import Plan, PlanIntervention, PlanObjective
from planbuilder.plan.record_check import check_record
from planbuilder.plan.record_parts import interventions, objectives
from planbuilder.records.acceptance import Acceptance, Decisions
from planbuilder.records.accepting import accept_edits
from planbuilder.records.accepting_rules import RULES
from planbuilder.records.reading import read_edits
from planbuilder.records.signing import sign_version
from planbuilder.records.store import read_chain, save_version
from word_edits import (
    commented,
    edited,
    packed,
    paragraph_added,
    replaced,
    row_added,
    struck,
    tracked_deletion,
    tracked_insertion,
    typed_over,
    unpacked,
    without_paragraphs,
)

LIBRARY = data_path("library")
HOMES = document_homes(LIBRARY)
MAIN = "treatment-plan"
NAME = "edited.docx"

Accept = Callable[..., Acceptance]


@pytest.fixture
def plans(plan: Plan, tmp_path: Path) -> Path:
    """Return a folder that keeps the first version of a plan."""
    save_version(tmp_path, plan, by="Rosa Alvarez")
    return tmp_path


@pytest.fixture(scope="session")
def paper(plan: Plan) -> bytes:
    """Return the treatment plan as printed from the first version."""
    return render_document(replace(plan, version=1), LIBRARY, MAIN)


@pytest.fixture
def accept(plans: Path, shipped: Library) -> Accept:
    """Return a function that accepts the edits of a document."""

    def accepted(data: bytes, **more: object) -> Acceptance:
        return accept_edits(plans, data, HOMES, shipped, **{"by": "Rosa Alvarez", "name": NAME, **more})  # type: ignore[arg-type]

    return accepted


def act(plan: Plan, key: str) -> PlanIntervention:
    """Return an intervention of a plan."""
    return next(each for each in interventions(plan) if each.key == key)


def step(plan: Plan, key: str) -> PlanObjective:
    """Return an objective of a plan."""
    return next(each for each in objectives(plan) if each.key == key)


def rules(found: Acceptance) -> list[str]:
    """Return the rules of the findings."""
    return [each.rule for each in found.findings]


def saved(found: Acceptance, shipped: Library) -> Plan:
    """Return the version that was saved, proved: its record is what it claims, and its paper has no edits."""
    assert found.version is not None, found.findings
    made = found.version.plan
    known = {"plan-thread", "plan-risk-no-act"}  # what a strike may leave open
    assert {each.rule for each in check_record(made, shipped) if each.severity == "error"} <= known
    printed = read_edits(made, render_document(made, LIBRARY, MAIN), HOMES)
    assert (printed.any, printed.findings) == (False, ())
    return made


def value_of(paper_: Plan, key: str) -> tuple[str, str]:
    """Return the target date of an objective as it is printed, and its words without it."""
    text = step(paper_, key).statement
    return text.slots["target_date"].value, text.printed


def test_wording_stands_beside_the_librarys(accept: Accept, paper: bytes, plan: Plan, shipped: Library) -> None:
    """The library's words, what filled them and what was printed stay; the paper prints what the clinician wrote."""
    made = saved(accept(edited(paper, typed_over("g1.statement", "Wake up rested\non most days"))), shipped)
    before, after = keyed_texts(plan)["g1.statement"], keyed_texts(made)["g1.statement"]
    assert after == replace(before, wrote="Wake up rested\non most days")
    assert "Wake up rested" in plan_text(made, HOMES)
    assert before.printed not in plan_text(made, HOMES)


def test_wording_that_goes_back_to_the_librarys_is_the_librarys(accept: Accept, paper: bytes, shipped: Library) -> None:
    """A second edit undoes the first."""
    made = saved(accept(edited(paper, typed_over("g1.statement", "Wake up rested"))), shipped)
    was = keyed_texts(made)["g1.statement"].printed
    again = saved(accept(edited(render_document(made, LIBRARY, MAIN), typed_over("g1.statement", was))), shipped)
    assert keyed_texts(again)["g1.statement"].wrote == ""


def test_a_changed_date_moves_everything_that_is_counted_from_it(
    accept: Accept, paper: bytes, plan: Plan, shipped: Library
) -> None:
    """The objective is due then, its plain words say it too, and the plan's last day follows."""
    day, printed = value_of(plan, "o5")
    made = saved(accept(edited(paper, typed_over("o5.statement", printed.replace(day, "June 1, 2027")))), shipped)
    due = step(made, "o5")
    assert (due.target_date, made.until >= "2027-03-08") == ("2027-06-01", True)
    assert due.statement.slots["target_date"].source == "edited"
    assert (due.statement.wrote, day in due.plain.now) == ("", False)


def test_a_date_that_is_none_is_wording_and_the_target_date_stays(
    accept: Accept, paper: bytes, plan: Plan, shipped: Library
) -> None:
    """It is said that the date itself stays."""
    day, printed = value_of(plan, "o5")
    found = accept(edited(paper, typed_over("o5.statement", printed.replace(day, "Easter"))))
    assert rules(found) == ["accept-no-date"]
    due = step(saved(found, shipped), "o5")
    assert (due.target_date, "Easter" in due.statement.wrote) == (step(plan, "o5").target_date, True)


def test_a_struck_intervention_leaves_its_number_vacant(
    accept: Accept, paper: bytes, plan: Plan, shipped: Library
) -> None:
    """What it asked of people goes with it; what it said is kept; the next one added gets a new number and key."""
    made = saved(accept(edited(paper, struck("i3.statement"))), shipped)
    (gone,) = made.struck
    assert (gone.key, gone.number, gone.text) == ("i3", act(plan, "i3").number, act(plan, "i3").statement.now)
    assert gone.path.endswith(f"/{act(plan, 'i3').id}")
    assert "i3" not in {key for pair in made.pairs for key in pair.activities}
    more = edited(render_document(made, LIBRARY, MAIN), paragraph_added("i2.because", "Call his sister on Sundays."))
    added = [each for each in interventions(saved(accept(more), shipped)) if each.local]
    assert [(each.number, each.statement.now) for each in added] == [("1.A.1.d", "Call his sister on Sundays.")]
    assert added[0].key not in {each.key for each in interventions(plan)}


def test_a_struck_objective_takes_its_interventions_along(accept: Accept, paper: bytes, shipped: Library) -> None:
    """All of them are kept among what was struck."""
    made = saved(accept(edited(paper, struck("o5.statement"))), shipped)
    assert {each.key for each in made.struck} >= {"o5", "i10", "i11"}
    assert "o5" not in {each.key for each in objectives(made)}


def test_a_struck_reason_becomes_a_blank_again(accept: Accept, paper: bytes, shipped: Library) -> None:
    """The intervention stays; the reason is kept among what was struck, and can be written anew."""
    made = saved(accept(edited(paper, struck("i2.because"))), shipped)
    assert [name for name, _ in act(made, "i2").because.blanks] == ["reason"]
    assert [each.key for each in made.struck] == ["i2.because"]
    blank = act(made, "i2").because.printed
    filled = blank.replace("[fill in: reason]", "he asked for it")
    assert filled != blank
    again = saved(accept(edited(render_document(made, LIBRARY, MAIN), typed_over("i2.because", filled))), shipped)
    assert act(again, "i2").because.slots["reason"].source == "edited"


def test_an_objective_that_had_to_come_first_is_missed(accept: Accept, paper: bytes, shipped: Library) -> None:
    """Striking the medical assessment leaves an error on what waits for it, and the paper is a proposal."""
    found = accept(edited(paper, struck("o1.statement")))
    assert found.version is not None
    errors = {each.rule for each in check_record(found.version.plan, shipped) if each.severity == "error"}
    assert "plan-comes-after" in errors
    assert "record-changed-since" not in errors
    assert found.version.plan.heading == "proposal"


def test_what_was_added_gets_a_place_under_the_item_before_it(accept: Accept, paper: bytes, shipped: Library) -> None:
    """Under an intervention an intervention, under a goal an objective, or what the line says it is."""
    data = edited(
        paper,
        paragraph_added("i2.because", "Call his sister every Sunday evening."),
        paragraph_added("o1.statement", "Objective 1.A.7: He eats with his sister by December 20, 2026."),
        paragraph_added("g2.statement", "He sleeps six hours."),
    )
    made = saved(accept(data), shipped)
    added = {each.statement.now: each for each in (*objectives(made), *interventions(made)) if each.local}
    call, eats = added["Call his sister every Sunday evening."], added["He eats with his sister by December 20, 2026."]
    sleeps = added["He sleeps six hours."]
    assert (call.number, call.title) == ("1.A.1.d", "Call his sister every Sunday evening")  # type: ignore[union-attr]
    assert (eats.number, eats.target_date) == ("1.A.3", "2026-12-20")  # type: ignore[union-attr]
    assert (sleeps.number, sleeps.target_date) == ("1.B.3", made.review)  # type: ignore[union-attr]
    assert "added by the team" in plan_text(made, HOMES).lower()


def test_an_added_heading_and_the_lines_under_it_are_one_item(accept: Accept, paper: bytes, shipped: Library) -> None:
    """The heading is the title."""

    def add(root: object) -> None:
        paragraph_added("i2.because", "Twice a month.")(root)
        paragraph_added("i2.because", "He calls by videophone.")(root)
        paragraph_added("i2.because", "Intervention: Calls with his sister")(root)

    made = saved(accept(edited(paper, add)), shipped)
    (added,) = [each for each in interventions(made) if each.local]
    assert (added.title, added.statement.now) == ("Calls with his sister", "He calls by videophone.\nTwice a month.")


def test_an_intervention_after_an_added_objective_is_one_of_that(
    accept: Accept, plans: Path, paper: bytes, shipped: Library
) -> None:
    """So that a whole step can be typed in one go; the same document adds it once."""

    def add(root: object) -> None:
        paragraph_added("o1.statement", "Intervention: Cook together. The peer specialist cooks with him.")(root)
        paragraph_added("o1.statement", "Objective: He eats with his sister.")(root)

    made = saved(accept(edited(paper, add)), shipped)
    (eats,) = [each for each in objectives(made) if each.local]
    (cook,) = eats.interventions
    assert (cook.number, cook.statement.now) == ("1.A.3.a", "Cook together. The peer specialist cooks with him.")
    assert rules(accept(edited(paper, add))) == ["accept-nothing"]
    assert len(read_chain(plans, "ex-4071").versions) == 2


def test_what_fits_no_item_is_a_note_that_the_next_paper_shows(accept: Accept, paper: bytes, shipped: Library) -> None:
    """A row of a table beside the goals, with the heading it stood under; it can be edited and struck too."""
    made = saved(accept(edited(paper, row_added(-1, "A walk", "His sister"))), shipped)
    (note,) = made.added_notes
    assert note.statement.now == "A walk; His sister"
    assert note.under
    assert "A walk; His sister" in plan_text(made, HOMES)
    again = saved(accept(edited(render_document(made, LIBRARY, MAIN), struck("n1.statement"))), shipped)
    assert (again.added_notes, [each.key for each in again.struck]) == ((), ["n1"])


def test_comments_and_what_has_no_place_are_kept_as_remarks(accept: Accept, paper: bytes, shipped: Library) -> None:
    """Words of the page are taken over only where the person who accepts says that they may stay out."""
    data = edited(
        commented(paper, "o1.statement", "Pam Lund", "Is this his wish?"), replaced("50 minutes", "20 minutes")
    )
    refused = accept(data)
    assert (rules(refused), refused.version) == (["accept-unplaced"], None)
    assert "20 minutes" in refused.left[0].new
    made = saved(accept(data, without_unplaced=True), shipped)
    assert [(each.kind, each.by) for each in made.remarks] == [("comment", "Pam Lund"), ("unplaced", "")]
    assert "20 minutes" in made.remarks[1].text


def test_an_accommodation_is_not_struck_in_word(accept: Accept, paper: bytes, plan: Plan) -> None:
    """What was agreed with the person is declined in the client's file, where it is asked again."""
    key = next(key for key in keyed_texts(plan) if key.startswith("a") and key.endswith(".statement"))
    found = accept(edited(paper, struck(key)))
    assert rules(found) == ["accept-unplaced"]
    assert found.left[0].under.startswith("Accommodation A")


def test_tracked_changes_are_never_accepted_unasked(accept: Accept, paper: bytes, shipped: Library) -> None:
    """Nothing is saved until each author's changes are decided; what was rejected or left is kept as a remark."""
    data = edited(
        paper,
        tracked_insertion("g1.statement", " soon", "Pam Lund"),
        tracked_deletion("i3.statement", "Jo Ray"),
        paragraph_added("i2.because", "With his sister", author="Sam Oh"),
    )
    found = accept(data)
    assert (rules(found), found.version) == (["accept-tracked"], None)
    half = accept(data, decisions=Decisions(authors={"Pam Lund": "accept"}))
    assert rules(half) == ["accept-tracked"]
    decisions = Decisions("reject", {"Pam Lund": "accept", "Sam Oh": "leave"})
    made = saved(accept(data, decisions=decisions), shipped)
    assert keyed_texts(made)["g1.statement"].wrote.endswith(" soon")
    assert act(made, "i3").statement.wrote == ""
    assert [each for each in interventions(made) if each.local] == []
    assert {(each.kind, each.by) for each in made.remarks} == {("rejected", "Jo Ray"), ("waiting", "Sam Oh")}


def test_accepted_tracked_changes_count_as_edits(accept: Accept, paper: bytes, shipped: Library) -> None:
    """An insertion rewords, a deletion of all of a text strikes, a paragraph is added."""
    data = edited(
        paper,
        tracked_insertion("g1.statement", " soon", "Pam Lund"),
        tracked_deletion("i3.statement", "Jo Ray"),
        paragraph_added("i2.because", "With his sister", author="Sam Oh"),
    )
    made = saved(accept(data, decisions=Decisions("accept")), shipped)
    assert keyed_texts(made)["g1.statement"].wrote.endswith(" soon")
    assert [each.key for each in made.struck] == ["i3"]
    assert [each.statement.now for each in interventions(made) if each.local] == ["With his sister"]
    assert made.remarks == ()


def test_two_peoples_edits_of_different_fields_are_merged(accept: Accept, paper: bytes, shipped: Library) -> None:
    """The second document was printed from the version before the first one's edits."""
    accept(edited(paper, typed_over("g1.statement", "Wake up rested"), paragraph_added("i2.because", "Sundays")))
    made = saved(
        accept(edited(paper, typed_over("g2.statement", "Other"), paragraph_added("i2.because", "Mondays"))), shipped
    )
    assert [keyed_texts(made)[key].wrote for key in ("g1.statement", "g2.statement")] == ["Wake up rested", "Other"]
    assert {each.statement.now for each in interventions(made) if each.local} == {"Sundays", "Mondays"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (typed_over("g1.statement", "One"), typed_over("g1.statement", "Two")),
        (struck("i3.statement"), typed_over("i3.statement", "Two")),
        (typed_over("i3.statement", "One"), struck("i3.statement")),
        (typed_over("i11.statement", "One"), struck("o5.statement")),
        (struck("o5.statement"), paragraph_added("o5.statement", "Two")),
        (paragraph_added("o5.statement", "One"), struck("o5.statement")),
    ],
    ids=["worded twice", "struck, worded", "worded, struck", "worded below", "struck, added to", "added to, struck"],
)
def test_two_peoples_edits_of_one_field_are_refused_with_both_shown(
    first: Callable[[object], object], second: Callable[[object], object], accept: Accept, plans: Path, paper: bytes
) -> None:
    """Nothing is saved, and nothing is lost."""
    assert accept(edited(paper, first)).version is not None
    found = accept(edited(paper, second))
    assert (rules(found), found.version) == (["accept-collides"], None)
    (collision,) = found.collisions
    assert {"One", "Two"} & {*collision.latest.split("\n"), collision.edited}
    assert len(read_chain(plans, "ex-4071").versions) == 2


def test_the_same_document_is_accepted_once(accept: Accept, plans: Path, paper: bytes) -> None:
    """The second time there is nothing that the plan does not say."""
    data = edited(
        commented(paper, "o1.statement", "Pam Lund", "Why?"),
        typed_over("g1.statement", "Wake up rested"),
        paragraph_added("i2.because", "Sundays"),
        row_added(-1, "A walk", "His sister"),
        struck("i3.statement"),
    )
    assert accept(data).version is not None
    found = accept(data)
    assert (rules(found), found.version) == (["accept-nothing"], None)
    assert len(read_chain(plans, "ex-4071").versions) == 2


def test_a_dry_run_shows_what_would_be_and_saves_nothing(accept: Accept, plans: Path, paper: bytes) -> None:
    """The same changes, and one version."""
    data = edited(paper, typed_over("g1.statement", "Wake up rested"))
    found = accept(data, save=False)
    assert [(each.where, each.after) for each in found.changes] == [("1.A", "Wake up rested")]
    assert (found.version, len(read_chain(plans, "ex-4071").versions)) == (None, 1)
    assert accept(data).changes == found.changes


def test_nothing_is_saved_where_nobody_edited(accept: Accept, plans: Path, paper: bytes) -> None:
    """It is said."""
    assert rules(accept(paper)) == ["accept-nothing"]
    assert len(read_chain(plans, "ex-4071").versions) == 1


def test_an_accepted_edit_leaves_the_next_version_unsigned(
    accept: Accept, plans: Path, paper: bytes, plan: Plan, shipped: Library
) -> None:
    """Amended, without signatures; those that were given stay with the version that they are about."""
    sign_version(
        plans, plan.client.id, shipped, name="Jordan Ellis", role="client", agrees="agree", on=dt.date(2026, 11, 20)
    )
    made = saved(accept(edited(paper, typed_over("g1.statement", "Wake up rested"))), shipped)
    assert (made.version, made.state, made.signatures) == (3, "amended", ())


def test_nothing_is_accepted_into_a_plan_that_has_ended(accept: Accept, plans: Path, paper: bytes, plan: Plan) -> None:
    """The next step is a new plan."""
    save_version(plans, plan, by="Rosa Alvarez", state="ended")
    with pytest.raises(UsageError, match="has ended"):
        accept(edited(paper, typed_over("g1.statement", "Wake up rested")))


def test_somebody_has_to_be_named(accept: Accept, paper: bytes) -> None:
    """Unless the file says who saved it last."""
    data = edited(paper, typed_over("g1.statement", "Wake up rested"))
    with pytest.raises(UsageError, match="Nobody is named"):
        accept(data, by="")


def test_unseen_characters_from_word_do_not_get_into_the_plan(accept: Accept, paper: bytes, shipped: Library) -> None:
    """A soft hyphen and a zero-width space would keep words from being found."""
    made = saved(accept(edited(paper, typed_over("g1.statement", "Wake\u200b up rest\u00aded"))), shipped)
    assert keyed_texts(made)["g1.statement"].wrote == "Wake up rested"


def test_a_whole_intervention_that_was_deleted_takes_its_accommodations_text_along(
    accept: Accept, paper: bytes, plan: Plan
) -> None:
    """The text of an accommodation that was printed in full under it is no strike of the accommodation."""
    everywhere = {each.key for each in plan.accommodations if each.everywhere}
    first: dict[str, str] = {}
    for each in interventions(plan):
        for answer in each.accommodations:
            first.setdefault(answer, each.key)
    answer, key = next((answer, key) for answer, key in first.items() if answer not in everywhere)
    texts = [f"{key}.statement", f"{key}.because", f"{answer}.statement"]
    found = accept(edited(paper, without_paragraphs(texts)), save=False, without_unplaced=True)
    assert key in {each.key for each in found.after.struck}
    assert [each.under for each in found.left if each.under.startswith("Accommodation")] == []


def _of_another_layout(data: bytes) -> bytes:
    """Return a document as if its template had been changed since."""
    members = unpacked(data)
    name = next(name for name, content in members.items() if b"<printed " in content)
    return packed({**members, name: members[name].replace(b'layout="', b'layout="0')})


def test_additions_to_a_document_of_another_layout_are_taken_over_only_when_said(
    accept: Accept, paper: bytes, shipped: Library
) -> None:
    """They may be the template's own words; wording of the plan's texts cannot be."""
    worded = _of_another_layout(edited(paper, typed_over("g1.statement", "Rest")))
    saved(accept(worded), shipped)
    added = _of_another_layout(edited(paper, paragraph_added("i2.because", "Sundays")))
    assert "accept-layout" in rules(accept(added))
    made = saved(accept(added, other_layout=True), shipped)
    assert [each.statement.now for each in interventions(made) if each.local] == ["Sundays"]


_NO_PLACE = replaced("50 minutes", "20 minutes")


@pytest.mark.parametrize("rule", sorted(RULES.rules))
def test_every_rule_finds_its_fault_without_a_word_of_the_plan(
    rule: str, accept: Accept, paper: bytes, plan: Plan
) -> None:
    """Each with its severity, in the file."""
    day, printed = value_of(plan, "o5")
    cases = {
        "accept-tracked": [tracked_insertion("g1.statement", " soon", "Pam Lund")],
        "accept-unplaced": [_NO_PLACE],
        "accept-collides": [typed_over("g1.statement", "Two")],
        "accept-no-date": [typed_over("o5.statement", printed.replace(day, "Easter"))],
        "accept-nothing": [],
        "accept-empty": [without_paragraphs(f"{step.key}.statement" for step in objectives(plan))],
        "accept-layout": [paragraph_added("i2.because", "Sundays")],
    }
    if rule == "accept-layout":
        paper = _of_another_layout(paper)
    if rule == "accept-collides":
        accept(edited(paper, typed_over("g1.statement", "One")))
    (found,) = [each for each in accept(edited(paper, *cases[rule])).findings if each.rule == rule]
    assert (found.severity, found.where.file) == (RULES.rules[rule].severity, NAME)
    said = f"{found.said} {found.why} {found.fix}"
    assert [word for word in ("Jordan", "Pam", "Two", "soon") if word in said] == []
