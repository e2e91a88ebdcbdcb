"""A client, a library and a selection become one plan record: resolved, numbered, dated, with provenance."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from shipped import EXAMPLE_DAY, Example
from small_library import DAY, ON, client, goal, intervention, library, needing, objective, option, problem, selection

from planbuilder.data import data_path
from planbuilder.errors import EnvironmentFaultError, InputError
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.composing import compose
from planbuilder.plan.plans import load_plan, plan_json
from planbuilder.plan.record import Plan, PlanIntervention, PlanObjective
from planbuilder.schema import validator


def objectives(plan: Plan) -> list[PlanObjective]:
    """Return the objectives of a plan in order."""
    return [step for problem in plan.problems for goal in problem.goals for step in goal.objectives]


def interventions(plan: Plan) -> list[PlanIntervention]:
    """Return the interventions of a plan in order."""
    return [each for step in objectives(plan) for each in step.interventions]


def step_of(person: Client, path: str, chosen: dict[str, Any] | None = None, **more: Any) -> PlanObjective:
    """Return one objective, problem/goal/objective, composed alone."""
    id, goal_id, step = path.split("/")
    wanted = {id: {"goals": {goal_id: {"objectives": {step: chosen or {}}}}}}
    plan = compose(person, selection(wanted, **more), library(), ON)
    return next(each for each in objectives(plan) if each.id == step)


def values(value: Any) -> Iterator[Any]:
    """Yield every value in JSON data, at any depth."""
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from values(inner)


class TestRecord:
    """The record as a whole."""

    @pytest.mark.parametrize("chosen", [True, False], ids=["chosen", "suggested"])
    def test_the_record_of_every_example_is_valid_and_comes_back(
        self, example: Example, shipped: Library, tmp_path: Path, chosen: bool
    ) -> None:
        """Expect a record that its schema describes and that is read back as the same plan."""
        plan = compose(example.client, example.selection if chosen else None, shipped, EXAMPLE_DAY)
        written = plan_json(plan)
        errors = [error.message for error in validator("plan").iter_errors(json.loads(written))]
        assert errors == []
        path = tmp_path / "plan.json"
        path.write_bytes(written)
        back = load_plan(path)
        assert back == plan
        assert plan_json(back) == written

    def test_the_same_input_and_date_give_the_same_bytes(self, example: Example, shipped: Library) -> None:
        """Expect nothing of the clock or of chance in a record."""
        first = plan_json(compose(example.client, example.selection, shipped, EXAMPLE_DAY))
        assert plan_json(compose(example.client, example.selection, shipped, EXAMPLE_DAY)) == first

    def test_another_date_moves_dates_and_nothing_else_of_the_thread(self, example: Example, shipped: Library) -> None:
        """Expect the same objectives and interventions a day later."""
        today = compose(example.client, example.selection, shipped, EXAMPLE_DAY)
        later = compose(example.client, example.selection, shipped, EXAMPLE_DAY + dt.timedelta(days=1))
        assert [(each.key, each.id) for each in objectives(today)] == [
            (each.key, each.id) for each in objectives(later)
        ]
        assert [(each.key, each.dose) for each in interventions(today)] == [
            (each.key, each.dose) for each in interventions(later)
        ]

    def test_nothing_of_a_record_is_null(self, example: Example, shipped: Library) -> None:
        """Expect what is absent to be absent."""
        plan = compose(example.client, example.selection, shipped, EXAMPLE_DAY)
        assert None not in list(values(json.loads(plan_json(plan))))

    def test_keys_are_allotted_once(self, example: Example, shipped: Library) -> None:
        """Expect no key twice anywhere in a record."""
        plan = json.loads(plan_json(compose(example.client, example.selection, shipped, EXAMPLE_DAY)))
        parts = {name: value for name, value in plan.items() if name not in ("client", "selection", "activities")}
        keys = [each["key"] for each in values(parts) if isinstance(each, dict) and "key" in each]
        assert keys
        assert len(keys) == len(set(keys))

    def test_the_hashes_of_the_provenance_are_those_of_the_files(self, example: Example, shipped: Library) -> None:
        """Expect every entry that the plan uses with layer, version and the SHA-256 of its file as it lies there."""
        plan = compose(example.client, example.selection, shipped, EXAMPLE_DAY)
        named = {each.entry: each for each in plan.provenance}
        used = {f"problem/{each.id}" for each in plan.problems}
        used |= {f"intervention/{each.id}" for each in interventions(plan)}
        used |= {f"accommodation/{each.id}" for each in plan.accommodations}
        used |= {f"option/{each.id}" for each in plan.options}
        used |= {f"measure/{each.id}" for each in plan.measures}
        used |= {f"protocol/{each.id}" for each in plan.protocols}
        used |= {f"routine/{each.key}" for each in plan.activities if each.kind == "routine"}
        used |= {f"source/{cited.source}" for each in interventions(plan) for cited in each.evidence}
        used |= {f"source/{cited.source}" for each in plan.accommodations for cited in each.sources}
        assert used <= set(named)
        for entry, each in named.items():
            origin = shipped.origins[entry]
            content = (data_path("library") / origin.file).read_bytes()
            assert each.sha256 == hashlib.sha256(content).hexdigest()
            assert (each.layer, each.version) == (shipped.about.id, shipped.about.version)
        assert plan.made_with.digest == shipped.digest

    def test_every_statement_of_a_record_can_be_traced_to_the_library(self, example: Example, shipped: Library) -> None:
        """Expect the text of each statement to be the library's word for word, its blanks named."""
        plan = compose(example.client, example.selection, shipped, EXAMPLE_DAY)
        for made in plan.problems:
            entry = shipped.problems[made.id]
            for goal_made in made.goals:
                assert goal_made.statement.library == entry.goals[goal_made.id].statement
                for step in goal_made.objectives:
                    assert step.statement.library == entry.goals[goal_made.id].objectives[step.id].statement
        for each in interventions(plan):
            assert each.statement.library == shipped.interventions[each.id].statement
            assert each.plain.library == shipped.interventions[each.id].plain


class TestRecordFiles:
    """Records that are no records."""

    @pytest.mark.parametrize("content", [b"hello", b"[]", b"\xff\xfe", b"", b'{"a": ', b"[" * 20_000])
    def test_a_file_that_is_no_record_is_said_to_be_none(self, tmp_path: Path, content: bytes) -> None:
        """Expect one finding with the file's name."""
        path = tmp_path / "plan.json"
        path.write_bytes(content)
        with pytest.raises(InputError) as caught:
            load_plan(path)
        assert [each.rule for each in caught.value.findings] == ["plan-record"]
        assert caught.value.where == "plan.json"

    @pytest.mark.parametrize("change", [{"heading": "other"}, {"surprise": 1}, {"age": "old"}, {"problems": {}}])
    def test_a_record_that_was_damaged_is_not_used(self, tmp_path: Path, change: dict[str, Any]) -> None:
        """Expect findings on the field that does not fit."""
        record = {**json.loads(plan_json(compose(client(), selection(), library(), ON))), **change}
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        with pytest.raises(InputError) as caught:
            load_plan(path)
        assert all(each.rule == "schema" for each in caught.value.findings)
        said = "a field that nobody knows" if "surprise" in change else next(iter(change))
        assert any(said in each.said for each in caught.value.findings)

    @pytest.mark.parametrize("age", ["NaN", "Infinity", "1e999", '"\\ud800"'])
    def test_a_record_with_what_no_number_and_no_letter_is_is_none(self, tmp_path: Path, age: str) -> None:
        """Expect what JSON readers let through to be refused."""
        record = plan_json(compose(client(), selection(), library(), ON)).decode()
        path = tmp_path / "plan.json"
        path.write_text(record.replace('"age": 36', f'"age": {age}'), encoding="utf-8")
        with pytest.raises(InputError) as caught:
            load_plan(path)
        assert [each.rule for each in caught.value.findings] == ["plan-record"]

    def test_a_whole_number_may_be_written_with_a_point(self, tmp_path: Path) -> None:
        """Expect 36.0 years to be 36 years, as other programs write it."""
        plan = compose(client(), selection(), library(), ON)
        path = tmp_path / "plan.json"
        path.write_text(plan_json(plan).decode().replace('"age": 36', '"age": 36.0'), encoding="utf-8")
        assert load_plan(path) == plan

    def test_a_record_that_is_not_there_is_a_fault_of_the_environment(self, tmp_path: Path) -> None:
        """Expect a sentence with the next step, for a missing file and for a folder."""
        with pytest.raises(EnvironmentFaultError, match="no such file"):
            load_plan(tmp_path / "none.json")
        with pytest.raises(EnvironmentFaultError, match="folder"):
            load_plan(tmp_path)


class TestNumbers:
    """Numbers and keys of the thread."""

    def test_the_thread_is_numbered_by_its_levels(self) -> None:
        """Expect 1, 1.A, 1.A.1, 1.A.1.a."""
        plan = compose(client(), selection(), library(), ON)
        first = plan.problems[0]
        assert first.number == "1"
        assert [each.number for each in first.goals] == ["1.A", "1.B"]
        assert [each.number for each in first.goals[0].objectives] == ["1.A.1", "1.A.2"]
        assert [each.number for each in first.goals[0].objectives[0].interventions] == ["1.A.1.a", "1.A.1.b"]

    def test_letters_go_on_after_z(self) -> None:
        """Expect the twenty-seventh goal to be AA and the twenty-eighth intervention to be ab."""
        ids = [f"i{n:02}" for n in range(28)]
        goals = {f"g{n:02}": goal("early", {"step": objective(*ids)}) for n in range(28)}
        shelf = library(problems=(problem("one", goals),), interventions=tuple(intervention(id) for id in ids))
        steps = {"objectives": {"step": {"interventions": {id: {} for id in ids}}}}
        plan = compose(client(), selection({"one": {"goals": dict.fromkeys(goals, steps)}}), shelf, ON)
        numbers = [each.number for each in plan.problems[0].goals]
        assert numbers[25:] == ["1.Z", "1.AA", "1.AB"]
        assert [each.number for each in interventions(plan)[25:28]] == ["1.A.1.z", "1.A.1.aa", "1.A.1.ab"]

    def test_an_intervention_that_serves_two_objectives_has_two_keys(self) -> None:
        """Expect the talk twice, with a key and a number each."""
        chosen = {"interventions": {"talk": {}}}
        goals = {"safe-start": {"objectives": {"assessed": chosen, "decided": chosen}}}
        found = interventions(compose(client(), selection({"drinking": {"goals": goals}}), library(), ON))
        assert [(each.id, each.key, each.number) for each in found] == [
            ("talk", "i1", "1.A.1.a"),
            ("talk", "i2", "1.A.2.a"),
        ]

    def test_problems_keep_the_order_of_the_selection(self) -> None:
        """Expect the clinician's order of priority."""
        plan = compose(client(), selection({"low-mood": {}, "drinking": {}}), library(), ON)
        assert [(each.number, each.id) for each in plan.problems] == [("1", "low-mood"), ("2", "drinking")]


class TestHeading:
    """Whether the paper may be called a treatment plan."""

    @pytest.mark.parametrize(
        ("changes", "lacks"),
        [
            ({}, []),
            ({"made_by": None}, ["a selection made by a named person"]),
            ({"participation": ()}, ["an entry that says who took part"]),
            ({"words": ""}, ["in the person's own words"]),
            (
                {"made_by": None, "participation": (), "words": ""},
                ["a selection made by a named person", "own words", "who took part"],
            ),
        ],
    )
    def test_it_is_a_proposal_while_anything_is_missing(self, changes: dict[str, Any], lacks: list[str]) -> None:
        """Expect the heading to change, and each thing that is missing to be named."""
        person = client()
        if "words" in changes:
            person = replace(person, presenting=replace(person.presenting, words=""))
        made = {name: value for name, value in changes.items() if name != "words"}
        plan = compose(person, replace(selection(), **made), library(), ON)
        assert plan.heading == ("proposal" if lacks else "plan")
        assert len(plan.lacks) == len(lacks)
        assert all(expected in said for expected, said in zip(lacks, plan.lacks, strict=True))

    def test_a_suggestion_is_always_a_proposal(self) -> None:
        """Expect no plan without a person's choices."""
        assert compose(client(), None, library(), ON).heading == "proposal"

    def test_exactly_the_examples_without_a_selection_are_proposals(self, example: Example, shipped: Library) -> None:
        """Expect the one example that shows the proposal to be headed so, and the others not."""
        plan = compose(example.client, example.selection, shipped, EXAMPLE_DAY)
        assert plan.heading == ("plan" if example.selection else "proposal")


_SCORE = [{"measure": "mood", "value": 18, "on": "2026-11-09"}]
_PHQ = [{"measure": "phq-9", "value": 18, "on": "2026-11-09"}]


class TestBlanks:
    """What fills the blanks of an objective."""

    def test_a_count_fills_the_baseline_and_the_selection_the_target(self) -> None:
        """Expect each value with its source, in the text and as numbers."""
        step = step_of(client(), "drinking/less/fewer", {"slots": {"target": 4}})
        assert step.statement.printed.startswith("Alex goes from 20 to 4 by ")
        assert step.statement.slots["baseline"].source == "count"
        assert step.statement.slots["target"].source == "selection"
        assert (step.measured.baseline, step.measured.target, step.measured.improves) == (20, 4, True)

    def test_a_count_that_is_not_on_file_leaves_a_blank(self) -> None:
        """Expect both blanks to be visible, and no judgment of the target."""
        step = step_of(client(counts=[]), "drinking/less/fewer")
        assert "[fill in: baseline]" in step.statement.printed
        assert "[fill in: target]" in step.plain.printed
        assert step.measured.improves is None

    def test_a_target_that_is_no_better_than_the_count_is_marked(self) -> None:
        """Expect more bad days not to count as progress."""
        assert step_of(client(), "drinking/less/fewer", {"slots": {"target": 25}}).measured.improves is False

    def test_a_score_fills_baseline_and_target_of_a_measure(self) -> None:
        """Expect half of 18, with the score as source."""
        step = step_of(client(scores=_SCORE), "low-mood/lift/half")
        assert step.statement.printed.startswith("Their mood goes from 18 to 9 by February 16, 2027")
        assert step.statement.slots["target"].source == "score"
        assert (step.measured.measure, step.measured.baseline, step.measured.target) == ("mood", 18, 9)

    def test_the_latest_score_counts(self) -> None:
        """Expect an older score to be passed over."""
        older = {"measure": "mood", "value": 26, "on": "2026-01-01"}
        assert step_of(client(scores=[*_SCORE, older]), "low-mood/lift/half").measured.baseline == 18

    def test_a_measure_without_a_score_leaves_blanks_that_ask_for_it(self) -> None:
        """Expect baseline and target to be blank and to say what is missing."""
        step = step_of(client(), "low-mood/lift/half")
        assert {name: slot.ask for name, slot in step.statement.blanks} == {
            "baseline": "The MOOD score at the start",
            "target": "The MOOD score to reach",
        }

    @pytest.mark.parametrize(
        ("slots", "scores", "expected"),
        [
            ({"target": 6}, _SCORE, (18, 6)),
            ({"baseline": 20}, _SCORE, (20, 10)),
            ({"baseline": 20}, [], (20, 10)),
            ({"baseline": 20, "target": 12}, [], (20, 12)),
        ],
    )
    def test_a_chosen_baseline_moves_the_target_that_is_computed_from_it(
        self, slots: dict[str, int], scores: list[Any], expected: tuple[int, int]
    ) -> None:
        """Expect the selection before the score, and half of what really is the start."""
        measured = step_of(client(scores=scores), "low-mood/lift/half", {"slots": slots}).measured
        assert (measured.baseline, measured.target) == expected

    def test_a_reason_comes_from_the_intervention_then_from_the_reasons(self) -> None:
        """Expect the own because first, then the list of reasons, then a named blank, each with one full stop."""
        chosen = {"interventions": {"check": {"because": "the hands shake."}, "talk": {}}}
        step = step_of(client(), "drinking/safe-start/assessed", chosen, reasons={"check": "no", "talk": "it helped"})
        assert [each.because.printed for each in step.interventions] == [
            "Chosen because the hands shake.",
            "Chosen because it helped.",
        ]
        bare = step_of(client(), "drinking/safe-start/assessed")
        assert bare.interventions[0].because.printed == "Chosen because [fill in: reason]."
        assert [name for name, _ in bare.interventions[0].because.blanks] == ["reason"]

    def test_values_are_data(self) -> None:
        """Expect a reason that looks like a blank to stay as it was written, in the record and after reading it."""
        chosen = {"interventions": {"talk": {"because": "{{ client.name }} said {% so %}"}}}
        step = step_of(client(), "drinking/safe-start/assessed", chosen)
        assert step.interventions[0].because.printed == "Chosen because {{ client.name }} said {% so %}."


class TestDates:
    """Dates are computed, or chosen."""

    def test_dates_come_from_horizons_unless_they_were_chosen(self) -> None:
        """Expect two weeks from the plan's day, and the chosen date printed in words."""
        assert step_of(client(), "drinking/safe-start/decided").target_date == "2026-11-30"
        chosen = step_of(client(), "drinking/safe-start/decided", {"target_date": "2027-01-05"})
        assert chosen.target_date == "2027-01-05"
        assert chosen.statement.printed == "Alex shows it by January 5, 2027."
        assert chosen.statement.slots["target_date"].source == "selection"

    def test_what_comes_before_something_says_so(self) -> None:
        """Expect the event and the limit on the same day."""
        step = step_of(client(), "drinking/safe-start/assessed")
        assert (step.before, step.target_date) == ("cutting down", DAY)

    def test_the_plan_runs_until_its_last_date_unless_weeks_were_chosen(self) -> None:
        """Expect twelve weeks for the longest objective, the weeks that were agreed on, or the day of the review."""
        plan = compose(client(), selection(), library(), ON)
        assert plan.until == max(each.target_date for each in objectives(plan)) == "2027-02-08"
        assert compose(client(), selection(ending={"weeks": 4}), library(), ON).until == "2026-12-14"
        assert compose(client(), selection({"drinking": {"goals": {}}}), library(), ON).until == "2027-02-08"

    def test_the_review_comes_by_level_of_care_or_as_chosen(self) -> None:
        """Expect twelve weeks in outpatient care, the chosen weeks, or the chosen day."""
        assert compose(client(), selection(), library(), ON).review == "2027-02-08"
        assert compose(client(), selection(review={"weeks": 4}), library(), ON).review == "2026-12-14"
        assert compose(client(), selection(review={"on": "2026-12-01"}), library(), ON).review == "2026-12-01"

    def test_a_measure_is_given_again_after_its_weeks_and_never_in_the_past(self) -> None:
        """Expect two weeks after the score, and today where that has passed or nobody measured yet."""
        chosen = selection({"low-mood": {}})
        fresh = [{"measure": "mood", "value": 12, "on": "2026-11-12"}]
        old = [{"measure": "mood", "value": 12, "on": "2026-08-01"}]
        again = [compose(client(scores=each), chosen, library(), ON).measures[0].again for each in (fresh, old, [])]
        assert again == ["2026-11-26", DAY, DAY]


class TestDoses:
    """Minutes a week against what is authorized."""

    def test_doses_add_up_each_intervention_once_without_what_people_do_alone(self) -> None:
        """Expect check and talk and visit at 50 minutes, and nothing for the log nor for the second talk."""
        plan = compose(client(), selection(), library(), ON)
        assert sorted({each.id for each in interventions(plan)}) == ["check", "log", "talk", "visit"]
        assert plan.weekly_minutes == 150

    @pytest.mark.parametrize(("care", "limit"), [({}, 480), ({"weekly_hours": 2.5}, 150)])
    def test_the_limit_is_what_was_authorized_else_what_the_level_offers(
        self, care: dict[str, Any], limit: int
    ) -> None:
        """Expect eight hours of outpatient care, or the payer's hours."""
        base = {"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09"}
        assert compose(client(care={**base, **care}), selection(), library(), ON).weekly_limit == limit


class TestOptions:
    """Options put to the client, and what speaks against them."""

    @pytest.mark.parametrize(
        ("changes", "excluded"),
        [
            ({}, False),
            ({"facts": {"takes-opioids": False}}, False),
            ({"facts": {"takes-opioids": True}}, True),
            ({"medications": [{"name": "oxycodone", "kind": "opioid"}]}, True),
            ({"medications": [{"name": "methadone", "kind": "opioid-agonist"}]}, True),
            ({"medications": [{"name": "oxycodone", "kind": "opioid"}], "facts": {"takes-opioids": False}}, True),
            ({"facts": {"pregnant": True}}, False),
        ],
    )
    def test_an_option_is_excluded_only_while_an_absolute_reason_is_known_to_hold(
        self, changes: dict[str, Any], excluded: bool
    ) -> None:
        """Expect opioids, told or taken as medicine, to rule the blocker out, and pregnancy only to be weighed."""
        plan = compose(client(**changes), selection(), library(), ON)
        assert {each.id: each.excluded for each in plan.options} == {"blocker": excluded, "tablet": False}

    def test_naltrexone_is_ruled_out_where_opioids_are_taken(self, shipped: Library) -> None:
        """Expect the shipped option to be excluded by a fact, by a medicine, and by a diagnosis."""
        chosen = selection({"alcohol-use": {}}, options={"naltrexone": {"decision": "undecided", "on": DAY}})

        def excluded(**changes: Any) -> bool:
            plan = compose(client(**changes), chosen, shipped, ON)
            return next(each.excluded for each in plan.options if each.id == "naltrexone")

        assert not excluded()
        assert excluded(facts={"takes-opioids": True})
        assert excluded(medications=[{"name": "tramadol", "kind": "opioid"}])
        assert excluded(diagnoses=[{"code": "F11.20", "title": "Opioid use disorder"}])

    def test_every_reason_against_an_option_is_kept_with_its_verdict(self) -> None:
        """Expect met, unmet and unknown, and unknown for a reason that no fact can settle."""
        shelf = library(
            options=(
                option(
                    "blocker",
                    {"say": "Not in pregnancy.", "when": {"any_of": ["pregnant"]}, "absolute": True},
                    {"say": "Not with cirrhosis.", "when": {"any_of": ["cirrhosis"]}, "absolute": False},
                    {"say": "Not with seizures.", "when": {"any_of": ["seizures"]}, "absolute": True},
                    {"say": "Not after an allergy.", "absolute": True},
                ),
                option("tablet"),
            )
        )
        person = client(facts={"pregnant": False, "cirrhosis": True})
        plan = compose(person, selection(), shelf, ON)
        assert [each.verdict for each in plan.options[0].exclusions] == ["unmet", "met", "unknown", "unknown"]
        asked = [each for each in plan.questions if each.about == "Blocker"]
        assert [each.ask for each in asked] == [
            "Not on file: is it so that the person has or had seizures or an illness that makes them likely?"
        ]

    def test_options_name_their_objectives_and_alternatives_and_what_was_decided(self) -> None:
        """Expect the numbers of the objectives, titles of the alternatives, and the person's words."""
        said = {"blocker": {"decision": "declined", "on": DAY, "words": "Not now."}}
        blocker = compose(client(), selection(options=said), library(), ON).options[0]
        assert (blocker.objectives, blocker.alternatives) == (("1.A.2",), ("Tablet",))
        assert (blocker.decision, blocker.decided, blocker.words) == ("declined", DAY, "Not now.")

    def test_an_option_somebody_decided_about_is_kept_without_an_objective(self) -> None:
        """Expect the decision on record although no objective puts the option."""
        chosen = {"drinking": {"goals": {"kept": {}}}}
        said = {"tablet": {"decision": "chosen", "on": DAY}}
        plan = compose(client(), selection(chosen, options=said), library(), ON)
        assert [(each.id, each.objectives) for each in plan.options] == [("tablet", ())]


class TestSafety:
    """Risks, protocols, and what is done on the same day."""

    def test_a_flagged_risk_has_its_line_and_brings_its_protocol(self) -> None:
        """Expect the action, the person, and the protocol that answers, also one that no problem carries."""
        risk = {
            "risk": "withdrawal",
            "level": "high",
            "assessed": DAY,
            "same_day": "Seen by the nurse.",
            "who": "P. Lund",
        }
        plan = compose(client(risks=[risk]), selection(), library(), ON)
        [line] = plan.safety
        assert (line.same_day, line.who, line.protocols) == ("Seen by the nurse.", "P. Lund", ("Withdrawal",))
        assert [each.id for each in plan.protocols] == ["crisis", "withdrawal"]

    def test_every_risk_that_was_looked_at_is_a_line_the_highest_first(self) -> None:
        """Expect that somebody asked to be seen, also where nothing was found."""
        risks = [
            {"risk": "suicide", "level": "low", "assessed": DAY},
            {"risk": "withdrawal", "level": "high", "assessed": DAY},
        ]
        made = compose(client(risks=risks), selection(), library(), ON).safety
        assert [(each.risk, each.level) for each in made] == [("withdrawal", "high"), ("suicide", "low")]

    def test_a_critical_answer_is_named_beside_its_score(self) -> None:
        """Expect the title of the answer, not hidden in the total."""
        scores = [{"measure": "mood", "value": 6, "on": DAY, "critical": ["death"]}]
        [mood] = compose(client(scores=scores), selection(), library(), ON).measures
        assert (mood.score, mood.band, mood.critical) == (6, "mild", ("Thoughts of death",))


def test_diagnoses_that_nothing_treats_are_named_unless_they_were_deferred() -> None:
    """Expect the untreated one alone."""
    diagnoses = [
        {"code": "F10.20", "title": "Alcohol use disorder"},
        {"code": "F32.1", "title": "Depressive episode"},
        {"code": "I10", "title": "High blood pressure", "deferred": "Treated elsewhere."},
    ]
    assert compose(client(diagnoses=diagnoses), selection(), library(), ON).untreated == ("F32.1 Depressive episode",)


def test_the_signs_and_words_that_were_chosen_stand_in_the_problem() -> None:
    """Expect the ticked definitions in the library's words, the reason and the person's own words."""
    chosen = {"because": "It costs shifts.", "definitions": ["own-limit"], "goals": {"less": {"own_words": "Less."}}}
    [made] = compose(client(), selection({"drinking": chosen}), library(), ON).problems
    assert [each.text for each in made.signs] == ["Breaks an own limit."]
    assert made.because == "It costs shifts."
    assert {each.id: each.own_words for each in made.goals} == {"safe-start": "", "less": "Less."}
    assert made.codes == ("F10.20 Alcohol use disorder",)


def test_discharge_criteria_are_all_of_the_problems_or_those_chosen() -> None:
    """Expect one a problem, or the one that was named."""
    both = {"drinking": {}, "low-mood": {}}
    assert len(compose(client(), selection(both), library(), ON).discharge) == 2
    chosen = selection(both, ending={"criteria": ["low-mood/steady"]})
    assert [each.statement.printed for each in compose(client(), chosen, library(), ON).discharge] == [
        "Alex is steady."
    ]


def test_the_record_holds_the_client_and_the_selection_it_was_made_from() -> None:
    """Expect that the same plan can be composed from a record alone."""
    plan = compose(needing("deaf"), None, library(), ON)
    assert compose(plan.client, plan.selection, library(), ON) == plan


def test_an_empty_library_of_routines_and_protocols_composes() -> None:
    """Expect a plan where a library holds little."""
    bare = problem("one", {"all": goal("early", {"step": objective("talk")})}, protocols=[], measures=[])
    shelf = library(problems=(bare,), interventions=(intervention("talk"),), protocols=(), routines=(), options=())
    plan = compose(client(), selection({"one": {}}), shelf, ON)
    assert not list(validator("plan").iter_errors(json.loads(plan_json(plan))))
