"""Every need of a person meets every demand of the plan, and each conflict is answered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from small_library import accommodation, library, vocabulary

from planbuilder.library.coverage import expanded
from planbuilder.library.entries import Accommodation
from planbuilder.library.store import Library
from planbuilder.plan.accommodating import Taker, Woven, combined_needs, possible_combinations
from planbuilder.plan.accommodating import weave as weave_for
from planbuilder.plan.predicates import Judge
from planbuilder.plan.record import Activity

Pair = tuple[str, str]


def activity(key: str, *demands: str) -> Activity:
    """Return something planned that makes demands."""
    return Activity(key=key, kind="intervention", title=key, demands=demands)


def taker(
    *needs: str,
    prefers: Sequence[str] = (),
    declined: Sequence[str] = (),
    answers: Mapping[Pair, bool] | None = None,
) -> Taker:
    """Return a person with needs, choices, declines and answers."""
    return Taker("client", "Alex", needs, tuple(prefers), dict.fromkeys(declined, "2027-01-04"), answers or {})


def weave(library: Library, person: Taker, activities: Sequence[Activity], **view: object) -> Woven:
    """Return the pairs and picks for a person of whom the client view says so much."""
    return weave_for(library, person, activities, Judge(dict(view)))


def shelf(*accommodations: Accommodation) -> Library:
    """Return the small library with these accommodations."""
    return library(accommodations=accommodations)


def statuses(woven: Woven) -> dict[Pair, str]:
    """Return where each pair stands."""
    return {(pair.need, pair.demand): pair.status for pair in woven.pairs}


def picked(woven: Woven) -> list[str]:
    """Return the ids of the accommodations in use, in order."""
    return [pick.entry.id for pick in woven.picks]


def test_a_need_and_a_demand_that_conflict_meet_once_with_every_place_named() -> None:
    """Expect one pair for hearing, with both activities that ask it, and none for what is not hard."""
    woven = weave(library(), taker("deaf"), [activity("i1", "hear"), activity("i2", "draw"), activity("i3", "hear")])
    assert [(pair.need, pair.demand, pair.activities) for pair in woven.pairs] == [("deaf", "hear", ("i1", "i3"))]


def test_a_person_without_needs_meets_nothing() -> None:
    """Expect no pair and no accommodation."""
    woven = weave(library(), taker(), [activity("i1", "hear", "see")])
    assert (woven.pairs, woven.picks) == ((), ())


def test_implied_demands_come_along_each_once_in_order() -> None:
    """Expect signing a form to bring reading, and reading to bring seeing print."""
    assert expanded(["sign-form", "see"], vocabulary()) == ("sign-form", "see", "read")
    assert expanded(["sign-form"], vocabulary()) == ("sign-form", "read", "see")


def test_a_circle_of_implied_demands_ends() -> None:
    """Expect two demands that imply each other to be listed once each."""
    words = vocabulary()
    circle = {
        name: {"label": name, "what": name, "plain": name, "icf": ["d1"], "implies": [other], "scope": "activity"}
        for name, other in (("one", "two"), ("two", "one"))
    }
    assert expanded(["one"], vocabulary(demands=circle)) == ("one", "two")
    assert expanded(["unknown"], words) == ("unknown",)


def test_a_usual_conflict_is_presumed() -> None:
    """Expect the pair to be answered without anybody having been asked."""
    assert statuses(weave(library(), taker("deaf"), [activity("i1", "hear")])) == {("deaf", "hear"): "answered"}


def test_a_possible_conflict_is_a_question_and_brings_no_accommodation() -> None:
    """Expect the pair to stand as a question, in the words of the library."""
    woven = weave(library(), taker("deaf"), [activity("i1", "read")])
    assert statuses(woven) == {("deaf", "read"): "ask"}
    assert woven.pairs[0].ask == "Is reading hard?"
    assert woven.picks == ()


def test_a_possible_conflict_counts_once_the_person_said_yes() -> None:
    """Expect it to be answered by what covers it."""
    woven = weave(library(), taker("deaf", answers={("deaf", "read"): True}), [activity("i1", "read")])
    assert statuses(woven) == {("deaf", "read"): "answered"}
    assert picked(woven) == ["papers-in-sign"]


def test_a_no_of_the_person_ends_a_usual_conflict_too() -> None:
    """Expect the pair to be kept with its answer and no accommodation to be put on the person."""
    woven = weave(library(), taker("deaf", answers={("deaf", "hear"): False}), [activity("i1", "hear")])
    assert statuses(woven) == {("deaf", "hear"): "not-hard"}
    assert woven.picks == ()


def test_an_answer_about_another_demand_changes_nothing() -> None:
    """Expect hearing to stay presumed when the person answered about reading."""
    woven = weave(library(), taker("deaf", answers={("deaf", "read"): False}), [activity("i1", "hear", "read")])
    assert statuses(woven) == {("deaf", "hear"): "answered", ("deaf", "read"): "not-hard"}


def test_the_one_that_answers_most_open_pairs_is_picked() -> None:
    """Expect the interpreter, who answers talk and telephone, before captions, which answer talk alone."""
    assert picked(weave(library(), taker("deaf"), [activity("i1", "hear", "phone")])) == ["interpreter"]


def test_of_equals_the_first_of_the_library_is_picked() -> None:
    """Expect the order of ids to decide."""
    first, second = accommodation("a-first", [("deaf", "hear")]), accommodation("b-second", [("deaf", "hear")])
    assert picked(weave(shelf(second, first), taker("deaf"), [activity("i1", "hear")])) == ["a-first"]


def test_what_the_person_chose_comes_first() -> None:
    """Expect captions, chosen, to answer talk, and the interpreter to answer only what is left."""
    woven = weave(library(), taker("deaf", prefers=["captions"]), [activity("i1", "hear", "phone")])
    assert [(pick.entry.id, pick.chosen, pick.pairs) for pick in woven.picks] == [
        ("captions", True, (("deaf", "hear"),)),
        ("interpreter", False, (("deaf", "phone"),)),
    ]


def test_the_first_of_two_choices_answers_and_the_second_stays_with_what_it_covers() -> None:
    """Expect both choices in the plan, the pair answered by the first, and the second not empty."""
    woven = weave(library(), taker("deaf", prefers=["captions", "interpreter"]), [activity("i1", "hear")])
    assert [(pick.entry.id, pick.pairs) for pick in woven.picks] == [
        ("captions", (("deaf", "hear"),)),
        ("interpreter", (("deaf", "hear"),)),
    ]
    assert [pair.answer for pair in woven.pairs] == ["captions"]


def test_a_choice_that_answers_nothing_planned_is_left_out() -> None:
    """Expect papers in sign to stay out of a plan that asks nobody to read."""
    person = taker("deaf", prefers=["papers-in-sign"])
    assert picked(weave(library(), person, [activity("i1", "hear")])) == ["captions"]


def test_an_accommodation_for_people_with_another_need_is_only_for_them() -> None:
    """Expect 'only with' to keep it from others and to let it through for the right person."""
    paired = accommodation("a-paired", [("deaf", "hear")], only_with=["blind"])
    plain = accommodation("b-plain", [("deaf", "hear")])
    asks_hearing = [activity("i1", "hear")]
    assert picked(weave(shelf(paired, plain), taker("deaf"), asks_hearing)) == ["b-plain"]
    assert picked(weave(shelf(paired, plain), taker("deaf", "blind"), asks_hearing)) == ["a-paired"]
    assert statuses(weave(shelf(paired), taker("deaf"), asks_hearing)) == {("deaf", "hear"): "uncovered"}


def test_what_asks_something_hard_for_another_need_is_never_picked() -> None:
    """Expect a drawing not to be picked for a person who is blind too, and the pair to stay open."""
    drawing = accommodation("drawing", [("deaf", "hear")], "draw")
    asks_hearing = [activity("i1", "hear")]
    assert statuses(weave(shelf(drawing), taker("deaf"), asks_hearing)) == {("deaf", "hear"): "answered"}
    assert statuses(weave(shelf(drawing), taker("deaf", "blind"), asks_hearing)) == {("deaf", "hear"): "uncovered"}


def test_what_asks_something_the_person_said_is_not_hard_may_be_picked() -> None:
    """Expect the person's no to free the drawing."""
    drawing = accommodation("drawing", [("deaf", "hear")], "draw")
    person = taker("deaf", "blind", answers={("blind", "draw"): False})
    assert picked(weave(shelf(drawing), person, [activity("i1", "hear")])) == ["drawing"]


def test_what_asks_a_possible_conflict_is_kept_back_once_the_person_said_yes() -> None:
    """Expect captions, which ask reading, to be picked until the person says that reading is hard."""
    captions = accommodation("captions", [("deaf", "hear")], "read")
    asks_hearing = [activity("i1", "hear")]
    assert picked(weave(shelf(captions), taker("deaf"), asks_hearing)) == ["captions"]
    hard = taker("deaf", answers={("deaf", "read"): True})
    assert picked(weave(shelf(captions), hard, asks_hearing)) == []


def test_a_choice_that_asks_something_hard_stays_and_says_so() -> None:
    """Expect the person's choice to stand with what it asks."""
    drawing = accommodation("drawing", [("deaf", "hear")], "draw", "hear")
    woven = weave(shelf(drawing), taker("deaf", "blind", prefers=["drawing"]), [activity("i1", "hear")])
    assert [(pick.entry.id, pick.asks_hard) for pick in woven.picks] == [("drawing", ("draw", "hear"))]


def test_what_was_declined_is_not_offered_again_and_the_pair_says_so() -> None:
    """Expect the interpreter to be left out and the telephone to stand as declined, not as answered."""
    woven = weave(library(), taker("deaf", declined=["interpreter"]), [activity("i1", "hear", "phone")])
    assert picked(woven) == ["captions"]
    assert statuses(woven) == {("deaf", "hear"): "answered", ("deaf", "phone"): "declined"}


def test_a_decline_wins_over_an_earlier_choice_of_the_same() -> None:
    """Expect what is both chosen and declined to stay out."""
    person = taker("deaf", prefers=["interpreter"], declined=["interpreter"])
    assert picked(weave(library(), person, [activity("i1", "hear")])) == ["captions"]


def test_a_combined_need_replaces_its_parts() -> None:
    """Expect a DeafBlind person to be answered as one, not as a Deaf and a blind person."""
    assert combined_needs(["blind", "deaf", "deafblind", "blind"], vocabulary()) == ("deafblind",)
    assert combined_needs(["blind", "deaf"], vocabulary()) == ("blind", "deaf")
    woven = weave(library(), taker("deafblind"), [activity("i1", "hear", "see", "draw")])
    assert picked(woven) == ["touch-signing"]


def test_drafts_and_withdrawn_accommodations_are_never_picked() -> None:
    """Expect only active entries, also where the person chose another."""
    draft = accommodation("a-draft", [("deaf", "hear")], state="draft")
    old = accommodation("b-old", [("deaf", "hear")], state="withdrawn", why="wrong")
    woven = weave(shelf(draft, old), taker("deaf", prefers=["a-draft"]), [activity("i1", "hear")])
    assert statuses(woven) == {("deaf", "hear"): "uncovered"}


def test_an_accommodation_with_a_condition_is_for_those_who_meet_it() -> None:
    """Expect what is written for people who live alone to stay away from others, and where nobody asked."""
    alone = accommodation("a-alone", [("deaf", "hear")], applies={"any_of": ["lives-alone"]})
    asks_hearing = [activity("i1", "hear")]
    assert picked(weave(shelf(alone), taker("deaf"), asks_hearing, living="alone")) == ["a-alone"]
    assert picked(weave(shelf(alone), taker("deaf"), asks_hearing, living="mother")) == []
    assert picked(weave(shelf(alone), taker("deaf"), asks_hearing)) == []


def test_an_accommodation_that_cannot_work_in_a_situation_is_chosen_only() -> None:
    """Expect it for everybody of whom the situation is not known, and for those who want it all the same."""
    calls = accommodation("calls", [("deaf", "hear")], not_for={"any_of": ["lives-alone"]})
    asks_hearing = [activity("i1", "hear")]
    assert picked(weave(shelf(calls), taker("deaf"), asks_hearing, living="alone")) == []
    assert picked(weave(shelf(calls), taker("deaf", prefers=["calls"]), asks_hearing, living="alone")) == ["calls"]
    assert picked(weave(shelf(calls), taker("deaf"), asks_hearing)) == ["calls"]


def test_what_a_choice_asks_is_eased_by_another_accommodation_of_the_plan() -> None:
    """Expect the drawing not to count as hard any more once something else makes drawing possible."""
    drawing = accommodation("drawing", [("deaf", "hear")], "draw")
    raised = accommodation("raised-lines", [("blind", "draw")])
    person = taker("deaf", "blind", prefers=["drawing"])
    woven = weave(shelf(drawing, raised), person, [activity("i1", "hear", "draw")])
    assert [(pick.entry.id, pick.asks_hard) for pick in woven.picks] == [("drawing", ()), ("raised-lines", ())]


def test_needs_that_may_act_together_are_found_unless_the_person_said_so_already() -> None:
    """Expect hearing and seeing to point at the combined need, one of them alone not."""
    groups = {"hearing": "Hearing", "seeing": "Seeing"}
    parts = {"deaf": "hearing", "blind": "seeing", "deafblind": "hearing"}
    needs = {
        id: {
            "label": id,
            "short": id,
            "group": group,
            "disability": True,
            "icf": ["b1"],
            "replaces": ["deaf", "blind"] if id == "deafblind" else [],
        }
        for id, group in parts.items()
    }
    words = vocabulary(groups=groups, needs=needs)
    assert possible_combinations(["blind", "deaf"], words) == ("deafblind",)
    assert possible_combinations(["deaf"], words) == ()
    assert possible_combinations(["deaf", "blind", "deafblind"], words) == ()


_NEEDS = ("n1", "n2", "n3")
_DEMANDS = ("d1", "d2", "d3", "d4", "d5")
_PAIRS = [(need, demand) for need in _NEEDS for demand in _DEMANDS]


@st.composite
def situations(draw: st.DrawFn) -> tuple[Library, Taker, list[Activity]]:
    """Draw a vocabulary with conflicts, accommodations, a person with choices, and activities."""
    degrees = draw(st.dictionaries(st.sampled_from(_PAIRS), st.sampled_from(["usual", "possible"]), max_size=12))
    conflicts: dict[str, dict[str, dict[str, str]]] = {}
    for (need, demand), degree in degrees.items():
        conflicts.setdefault(need, {})[demand] = {"degree": degree, "reason": "It is hard."}
    words = vocabulary(
        needs={n: {"label": n, "short": n, "group": "g", "disability": True, "icf": ["b1"]} for n in _NEEDS},
        demands={
            d: {"label": d, "what": d, "plain": d, "icf": ["d1"], "implies": [], "scope": "activity"} for d in _DEMANDS
        },
        conflicts=conflicts,
    )
    made = draw(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(_PAIRS), min_size=1, max_size=4, unique=True),
                st.lists(st.sampled_from(_DEMANDS), max_size=2, unique=True),
                st.lists(st.sampled_from(_NEEDS), max_size=1),
            ),
            max_size=7,
        )
    )
    entries = [
        accommodation(f"a{place}", covers, *asks, only_with=only) for place, (covers, asks, only) in enumerate(made)
    ]
    ids = [each.id for each in entries] or ["none"]
    person = taker(
        *draw(st.lists(st.sampled_from(_NEEDS), min_size=1, max_size=3, unique=True)),
        prefers=draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)),
        declined=draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)),
        answers=draw(st.dictionaries(st.sampled_from(_PAIRS), st.booleans(), max_size=5)),
    )
    asked = draw(st.lists(st.lists(st.sampled_from(_DEMANDS), min_size=1, unique=True), min_size=1, max_size=3))
    activities = [activity(f"i{place}", *demands) for place, demands in enumerate(asked)]
    return library(vocabulary=words, accommodations=entries), person, activities


def _hard(shelf: Library, person: Taker) -> set[str]:
    """Return what is hard for a person: usual conflicts and confirmed ones, without what the person denied."""
    return {
        demand
        for need in person.needs
        for demand, conflict in shelf.vocabulary.conflicts.get(need, {}).items()
        if person.answers.get((need, demand), conflict.degree == "usual")
    }


@given(situations())
@settings(max_examples=150, deadline=None)
def test_every_hard_pair_is_answered_declined_or_uncovered(situation: tuple[Library, Taker, list[Activity]]) -> None:
    """Expect no conflict that counts to be lost, none invented, and each answer to cover its pair."""
    shelf, person, activities = situation
    woven = weave(shelf, person, activities)
    asked = {demand for each in activities for demand in each.demands}
    met = {
        (need, demand)
        for need in person.needs
        for demand in shelf.vocabulary.conflicts.get(need, {})
        if demand in asked
    }
    assert set(statuses(woven)) == met
    for pair in woven.pairs:
        answer = person.answers.get((pair.need, pair.demand))
        counts = answer if answer is not None else pair.degree == "usual"
        allowed = {"answered", "declined", "uncovered"} if counts else {"ask" if answer is None else "not-hard"}
        assert pair.status in allowed
        assert bool(pair.answer) == (pair.status == "answered")
        if pair.answer:
            covers = {(each.need, each.demand) for each in shelf.accommodations[pair.answer].covers}
            assert (pair.need, pair.demand) in covers
            assert pair.answer in picked(woven)


@given(situations())
@settings(max_examples=150, deadline=None)
def test_nothing_that_nobody_chose_asks_anything_hard(situation: tuple[Library, Taker, list[Activity]]) -> None:
    """Expect each pick that is no choice of the person to ask only what is possible for them."""
    shelf, person, activities = situation
    hard = _hard(shelf, person)
    for pick in weave(shelf, person, activities).picks:
        assert pick.pairs
        assert set(pick.asks_hard) <= hard.intersection(pick.entry.asks)
        assert pick.chosen or not hard.intersection(pick.entry.asks)
        assert pick.chosen == (pick.entry.id in person.prefers)


@given(situations())
@settings(max_examples=150, deadline=None)
def test_nothing_declined_or_meant_for_others_ever_appears(situation: tuple[Library, Taker, list[Activity]]) -> None:
    """Expect no declined accommodation, none for people with other needs, and none twice."""
    shelf, person, activities = situation
    ids = picked(weave(shelf, person, activities))
    assert not set(person.declined).intersection(ids)
    assert len(ids) == len(set(ids))
    for id in ids:
        only = shelf.accommodations[id].only_with
        assert not only or set(only).intersection(person.needs)


@given(situations())
@settings(max_examples=150, deadline=None)
def test_choices_come_first_in_their_order_then_the_widest_answers(
    situation: tuple[Library, Taker, list[Activity]],
) -> None:
    """Expect the person's order of preference, and after it picks that answer fewer and fewer pairs."""
    shelf, person, activities = situation
    picks = weave(shelf, person, activities).picks
    assert [pick.chosen for pick in picks] == sorted((pick.chosen for pick in picks), reverse=True)
    chosen = [person.prefers.index(pick.entry.id) for pick in picks if pick.chosen]
    assert chosen == sorted(chosen)
    widths = [len(pick.pairs) for pick in picks if not pick.chosen]
    assert all(wide >= narrow for wide, narrow in pairwise(widths))


@given(situations())
@settings(max_examples=100, deadline=None)
def test_the_order_of_needs_in_the_file_decides_nothing(situation: tuple[Library, Taker, list[Activity]]) -> None:
    """Expect the same picks and answers for the same needs in another order."""
    shelf, person, activities = situation
    turned = Taker(person.who, person.name, person.needs[::-1], person.prefers, person.declined, person.answers)
    here, there = weave(shelf, person, activities), weave(shelf, turned, activities)
    assert picked(here) == picked(there)
    assert {(p.need, p.demand): (p.status, p.answer) for p in here.pairs} == {
        (p.need, p.demand): (p.status, p.answer) for p in there.pairs
    }
    assert weave(shelf, person, activities) == here
