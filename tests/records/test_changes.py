"""What changed between two versions, item by item."""

from __future__ import annotations

from msgspec.structs import replace

from planbuilder.plan.record import Plan
from planbuilder.records.changes import changes


def test_nothing_changed_between_a_plan_and_itself(plan: Plan) -> None:
    """Expect silence."""
    assert changes(plan, plan) == ()


def test_a_changed_text_is_shown_with_its_number_before_and_after(plan: Plan) -> None:
    """Expect what the clinician wrote to count as the text."""
    problem, *others = plan.problems
    goal = problem.goals[0]
    said = replace(goal.statement, wrote="Another goal.")
    goals = (replace(goal, statement=said), *problem.goals[1:])
    after = replace(plan, problems=(replace(problem, goals=goals), *others))
    [found] = changes(plan, after)
    assert (found.kind, found.where, found.what) == ("changed", "1.A", "Goal, statement")
    assert (found.before, found.after) == (goal.statement.now, "Another goal.")


def test_what_came_and_went_is_shown_once(plan: Plan) -> None:
    """Expect an objective that is left out with what stood under it, and one the other way round as added."""
    problem, *others = plan.problems
    goal = problem.goals[0]
    fewer = replace(goal, objectives=goal.objectives[1:])
    after = replace(plan, problems=(replace(problem, goals=(fewer, *problem.goals[1:])), *others))
    gone = [each for each in changes(plan, after) if each.kind == "removed"]
    assert [each.where for each in gone] == ["1.A.1", *(each.number for each in goal.objectives[0].interventions)]
    assert [each.where for each in changes(after, plan) if each.kind == "added"] == [each.where for each in gone]
    assert all(each.before and not each.after for each in gone)


def test_dates_scores_and_risks_are_compared(plan: Plan) -> None:
    """Expect the facts beside the thread to be told as well."""
    client = replace(plan.client, scores=plan.client.scores[1:], allergies=("Latex",))
    found = changes(plan, replace(plan, until="2027-05-01", client=client))
    assert ("changed", "dates", "Plan, runs until") in {(each.kind, each.where, each.what) for each in found}
    assert any(each.kind == "removed" and each.where == "measures" for each in found)
