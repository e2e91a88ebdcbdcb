"""What a document is given of a plan."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from plan_files import bare_plan, document, proposal, rich_plan, text

from planbuilder.documents.printed import editable
from planbuilder.documents.view import view
from planbuilder.docx import Editable, Image
from planbuilder.library.translations.phrases import ENGLISH, Phrases
from planbuilder.plan.record import Cited, Exclusion, PairAnswer, Plan
from planbuilder.schema import validator


def plain(value: Any) -> Any:
    """Return a view with each editable text as its text, and each picture as what it shows."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, Image):
        return value.alt
    return str(value) if isinstance(value, Editable) else value


def editables(value: Any) -> list[Editable]:
    """Return every editable text of a view."""
    if isinstance(value, Editable):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for part in parts for found in editables(part)]


@pytest.mark.parametrize("make", [rich_plan, proposal, bare_plan])
@pytest.mark.parametrize("plain_only", [True, False])
@pytest.mark.parametrize("read_back", [True, False])
def test_every_view_is_what_its_schema_describes(make: Any, plain_only: bool, read_back: bool) -> None:
    """Full, empty, editable or plain: no field is missing, none unknown."""
    made = view(make(), document(plain_only=plain_only, editable=read_back))
    assert [error.message for error in validator("view").iter_errors(plain(made))] == []


def test_the_hand_made_plan_is_what_the_plan_schema_describes() -> None:
    """The fixture is a plan that composition could have made."""
    made = msgspec.json.decode(msgspec.json.encode(rich_plan()))
    assert [error.message for error in validator("plan").iter_errors(made)] == []


def test_a_library_text_is_editable_under_its_item_and_field() -> None:
    """The key is the item's key and field; the title says it in words."""
    made = {each.key: each for each in editables(view(rich_plan(), document()))}
    assert made["o1.statement"].title == "Objective 1.A.1"
    assert made["i1.because"].title == "Why 1.A.1.a"
    wanted = {"g1.statement", "i2.statement", "a1.statement", "t1.statement", "r1.begins_when", "r1s2.statement"}
    assert wanted | {"e1.statement"} <= set(made)


def test_a_slot_covers_exactly_its_value_and_an_empty_one_is_blank() -> None:
    """The spans are those of the printed text."""
    statement = next(each for each in editables(view(rich_plan(), document())) if each.key == "o1.statement")
    shown = {slot.name: (statement.text[slot.start : slot.end], slot.blank) for slot in statement.slots}
    assert shown == {
        "baseline": ("22", False),
        "target": ("[fill in: target]", True),
        "target_date": ("February 16, 2027", False),
    }


def test_what_the_clinician_wrote_is_printed_in_place_of_the_library() -> None:
    """The text as it stands now counts, and it has no slots any more."""
    plan = rich_plan()
    written = replace(plan.discharge[0], statement=replace(plan.discharge[0].statement, wrote="Jordan says when."))
    shown = view(replace(plan, discharge=(written,)), document())["discharge"][0]["statement"]
    assert (shown.text, shown.slots) == ("Jordan says when.", ())


def test_a_document_that_is_not_read_back_has_no_editable_text() -> None:
    """Its texts are plain texts."""
    assert editables(view(rich_plan(), document(editable=False))) == []


def test_a_plain_blank_is_a_line_to_write_on_with_its_name() -> None:
    """The person sees what belongs on the line."""
    shown = view(rich_plan(), document(editable=False))["problems"][0]["goals"][0]["objectives"][0]["plain"]
    assert shown.startswith("I will have ________ (the number I want) or fewer")
    assert shown.endswith("Now I have 22.")


def test_an_accommodation_is_in_full_where_it_is_mentioned_first() -> None:
    """Later mentions, and its own entry, point there."""
    made = view(rich_plan(), document())
    acts = [act for p in made["problems"] for g in p["goals"] for o in g["objectives"] for act in o["interventions"]]
    mentions = [change for act in acts for change in act["accommodations"] if change["number"] == "A2"]
    assert [bool(change["statement"]) for change in mentions] == [True, False, False]
    entry = next(each for each in made["accommodations_other"] if each["number"] == "A2")
    assert (entry["shown_at"], entry["statement"]) == ("1.A.1.a", "")


def test_every_accommodation_has_its_statement_once() -> None:
    """Nothing is lost between the interventions and the list."""
    keys = [each.key for each in editables(view(rich_plan(), document())) if each.key.startswith("a")]
    assert sorted(keys) == [f"a{number}.statement" for number in range(1, 6)]


def test_where_an_accommodation_applies_is_said_in_numbers_and_names() -> None:
    """No key or id reaches the page."""
    made = view(rich_plan(), document())
    where = {each["number"]: each["where"] for each in made["accommodations_other"] + made["language_access"]}
    assert where["A2"] == ["1.A.1.a", "1.A.1.b", "2.A.1.a", "PHQ-9"]
    assert where["A5"] == ["Orientation day"]


def test_a_proposal_is_headed_so_and_says_what_it_lacks() -> None:
    """Whatever the document is called."""
    made = view(proposal(), document("client-copy", title="My plan"))
    assert made["heading"] == "Proposal for the planning meeting"
    assert made["lacks"] == list(proposal().lacks)
    assert view(rich_plan(), document("client-copy", title="My plan"))["heading"] == "My plan"


def test_quotation_marks_are_not_doubled() -> None:
    """A quotation that brings its marks keeps one pair."""
    plan = rich_plan()
    client = replace(plan.client, presenting=replace(plan.client.presenting, words='"I want my mornings back."'))
    made = view(replace(plan, client=client), document())
    assert made["presenting"]["words"] == "\u201cI want my mornings back.\u201d"


def test_reasons_against_an_option_that_do_not_hold_are_left_out() -> None:
    """Those that hold stand apart from those nobody knows of."""
    chosen, ruled_out = view(rich_plan(), document())["options"]
    assert (chosen["against"], len(chosen["to_check"])) == ([], 1)
    assert ruled_out["against"] == ["Not with severely reduced kidney function. (This rules it out.)"]
    assert ruled_out["decision"] == "Ruled out for now"


def test_what_would_rule_an_option_out_and_nobody_knows_stands_by_itself() -> None:
    """Apart from what only calls for care: it is settled before the option is begun."""
    plan = rich_plan()
    ruled_out, chosen = plan.options
    open_ = Exclusion(say="Not while opioids are taken.", absolute=True, verdict="unknown", asks=("takes-opioids",))
    plan = replace(plan, options=(ruled_out, replace(chosen, exclusions=(open_, *chosen.exclusions[1:]))))
    shown, _ = view(plan, document())["options"]
    assert shown["rule_out_first"] == ["Not while opioids are taken."]
    assert shown["to_check"] == ["With cirrhosis only after both doctors weigh it."]


def test_the_client_a_representative_and_the_team_sign() -> None:
    """In that order."""
    names = [each["name"] for each in view(rich_plan(), document())["signatures"]]
    assert names == ["Jordan Ellis", "M. Ellis", "R. Alvarez", "Dr. N. Okafor", "T. Brandt"]


def test_what_nobody_has_made_possible_is_shown() -> None:
    """An uncovered pair is not hidden from the reader of the plan."""
    assert view(rich_plan(), document())["not_possible"][0]["demand"] == "Hear group"


def test_a_text_without_slots_is_one_editable_without_slots() -> None:
    """Names and pronouns are no blanks."""
    made = editable(text("{{ client.name }} rests."), "k.statement", "Rest")
    assert made == Editable("Jordan rests.", "k.statement", "Rest")


def test_a_view_is_the_same_each_time() -> None:
    """Nothing in it depends on the moment."""
    assert view(rich_plan(), document()) == view(rich_plan(), document())


def test_nobody_close_is_named_as_help_where_somebody_does_harm() -> None:
    """Expect the partner among the contacts, and not where abuse is flagged: it may be the partner's doing."""
    plan = rich_plan()
    assert "Sam Ellis" in str(view(plan, document())["contacts"])
    harmed = replace(plan, safety=(*plan.safety, replace(plan.safety[0], risk="abuse")))
    made = view(harmed, document())
    assert "Sam Ellis" not in str(made["contacts"])
    assert "Sam Ellis" not in str([each["contacts"] for each in made["protocols"]])
    assert "988" in str(made["contacts"])


def test_text_comes_before_a_voice_call_where_calls_are_hard() -> None:
    """Expect the order that the person can use first in an emergency; and the call first for everybody else."""
    plan = rich_plan()
    plan = replace(plan, client=replace(plan.client, language=replace(plan.client.language, speaks="English")))
    plan = replace(plan, communication=replace(plan.communication, voice_call=True))
    call = replace(plan.pairs[0], who="client", demand="use-voice-phone", degree="usual", status="answered")

    def ways(*pairs: PairAnswer) -> str:
        """Return how the crisis line is reached."""
        return str(view(replace(plan, pairs=pairs), document())["contacts"][0]["ways"])

    assert ways(call) == "text 988; call 988"
    assert ways(replace(call, status="not-hard")) == ways(replace(call, degree="possible")) == "call 988; text 988"
    assert ways() == ways(replace(call, who="Sam Ellis")) == "call 988; text 988"


def test_a_contact_is_told_to_each_person_in_the_ways_that_work_for_them() -> None:
    """The same crisis line for one who signs, one who calls and one who signs again."""
    plan = rich_plan()
    speaks = replace(plan, client=replace(plan.client, language=replace(plan.client.language, speaks="English")))
    hearing = replace(speaks, communication=replace(plan.communication, voice_call=True), pairs=())

    def ways(of: Plan) -> list[str]:
        """Return how each contact is reached."""
        return [each["ways"] for each in view(of, document())["contacts"]]

    signs = ways(plan)
    assert "call 988; text 988" in ways(hearing)
    assert "call 988; text 988" not in signs
    assert ways(plan) == signs


def test_a_citation_has_the_number_that_its_source_has_in_each_plan() -> None:
    """The same citations stand in many plans, and are numbered as each of them mentions them."""
    plan = rich_plan()
    before = Cited(source="before", title="A source that is mentioned before all others")
    other = replace(plan, problems=(replace(plan.problems[0], sources=(before,)), *plan.problems[1:]))
    cited = [view(each, document())["protocols"][0]["sources"] for each in (plan, other, plan)]
    assert cited == [["S1, chapter 4"], ["S2, chapter 4"], ["S1, chapter 4"]]


@pytest.mark.parametrize(("said", "shown"), [("February 16, 2027", ""), ("16.2.2027", "2027-02-16")])
def test_a_day_that_a_text_says_is_not_said_twice(said: str, shown: str) -> None:
    """It is looked for as each language spells it: the English one here, and the other way round in another."""
    plan = rich_plan()
    problem = plan.problems[0]
    goal = problem.goals[0]
    step = replace(goal.objectives[0], plain=text(f"By {said} I drink less."), target_date="2027-02-16")
    problem = replace(problem, goals=(replace(goal, objectives=(step,)),))
    phrases = replace(ENGLISH, dates=replace(ENGLISH.dates, long="{day}.{number}.{year}"))

    def day(phrases: Phrases) -> str:
        """Return the day that is printed after the plain words."""
        made = view(replace(plan, problems=(problem,)), document(), phrases=phrases)
        return str(made["problems"][0]["goals"][0]["objectives"][0]["plain_date"])

    assert (day(ENGLISH), day(phrases)) == (shown, "" if shown else "2027-02-16")
