"""Text that stands unedited in many plans is told, from the number of plans on that the agency sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from planbuilder.cli.main import run
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan, PlanObjective
from planbuilder.records.cloned_texts import CLONED, RULES, cloned_findings
from planbuilder.records.store import save_version


@pytest.fixture
def plans(plan: Plan, tmp_path: Path) -> Path:
    """Return a folder in which the same plan is kept for three other people."""
    for number in range(3):
        client = replace(plan.client, id=f"c-{number}", identity=replace(plan.client.identity, name=f"Person {number}"))
        save_version(tmp_path / "plans", replace(plan, client=client), by="Somebody")
    return tmp_path / "plans"


def reworded(plan: Plan) -> Plan:
    """Return the plan with every objective and intervention in words of its own."""

    def own(step: PlanObjective) -> PlanObjective:
        acts = tuple(replace(each, statement=replace(each.statement, wrote="Own.")) for each in step.interventions)
        return replace(step, statement=replace(step.statement, wrote="Own."), interventions=acts)

    problems = tuple(
        replace(
            problem,
            goals=tuple(
                replace(goal, objectives=tuple(own(step) for step in goal.objectives)) for goal in problem.goals
            ),
        )
        for problem in plan.problems
    )
    return replace(plan, problems=problems)


def test_the_same_statements_in_many_plans_are_told(plan: Plan, plans: Path) -> None:
    """Expect a warning with the numbers, and nobody's words or name."""
    assert set(RULES.rules) == {CLONED.id}
    (found,) = cloned_findings(plan, plans, 3)
    assert found.severity == "warning"
    steps = [step for problem in plan.problems for goal in problem.goals for step in goal.objectives]
    count = len(steps) + sum(len(step.interventions) for step in steps)
    assert found.said.startswith(f"{count} of the {count} objectives and interventions")
    assert "3 or more other people" in found.said


def test_fewer_plans_than_the_agency_says_are_no_matter(plan: Plan, plans: Path) -> None:
    """Nor the person's own earlier versions, nor a folder with nothing in it."""
    assert cloned_findings(plan, plans, 4) == ()
    assert cloned_findings(plan, plans) == ()
    assert cloned_findings(replace(plan, client=replace(plan.client, id="c-0")), plans, 3) == ()
    assert cloned_findings(plan, plans / "none", 1) == ()


def test_words_and_numbers_of_their_own_make_a_plan_the_persons(plan: Plan, plans: Path) -> None:
    """What somebody edited is nobody else's."""
    assert cloned_findings(reworded(plan), plans, 1) == ()


def test_versions_that_cannot_be_read_are_passed_over(plan: Plan, plans: Path) -> None:
    """The others still count."""
    for number in range(2):
        (plans / f"c-{number}" / "0002.json").write_bytes(b"{")
    assert cloned_findings(plan, plans, 2) == ()
    assert len(cloned_findings(plan, plans, 1)) == 1


def test_check_tells_it_by_the_number_in_the_settings(
    plan: Plan, plans: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workspace that wants to know it from the third plan on."""
    monkeypatch.chdir(plans.parent)
    Path("plan.json").write_bytes(plan_json(plan))
    for number, told in ((3, True), (4, False)):
        Path("planbuilder.toml").write_text(f'plans = "plans"\ncloned = {number}\n')
        run(["check", "plan.json"])
        assert ("plan-cloned" in capsys.readouterr().out) is told
