"""The name of another client in a plan is found and never said; names that belong there are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from planbuilder.cli.main import run
from planbuilder.plan.client import Decline, Participant, Request
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan
from planbuilder.records.other_names import OTHER_NAME, RULES, other_name_findings
from planbuilder.records.store import save_version

OTHER = "Maren Oakley"


@pytest.fixture
def plans(plan: Plan, tmp_path: Path) -> Path:
    """Return a folder in which the plan of somebody else is kept."""
    client = replace(plan.client, id="c-2", identity=replace(plan.client.identity, name=OTHER, called="Maren"))
    save_version(tmp_path / "plans", replace(plan, client=client), by="Somebody")
    return tmp_path / "plans"


def saying(plan: Plan, text: str) -> Plan:
    """Return a plan with a text among the person's barriers."""
    return replace(plan, client=replace(plan.client, barriers=(text,)))


def test_another_clients_name_is_found_and_not_said(plan: Plan, plans: Path) -> None:
    """Whatever its capitals and line ends; the finding says where."""
    assert set(RULES.rules) == {OTHER_NAME.id}
    [found] = other_name_findings(saying(plan, "As discussed, maren\n OAKLEY lives alone."), plans)
    assert (found.severity, found.where.at) == ("error", "barriers")
    assert "oakley" not in " ".join((found.said, found.why, found.fix, str(found.where))).lower()


def test_the_persons_own_words_are_read_too(plan: Plan, plans: Path) -> None:
    """Somebody from the group is named in them more often than anywhere else."""
    presenting = replace(plan.client.presenting, words=f"I came with {OTHER}.")
    assert other_name_findings(replace(plan, client=replace(plan.client, presenting=presenting)), plans)


@pytest.mark.parametrize(
    "name", ["Oakley, Maren", "M\u00e1ren Oakley", "MAREN R. OAKLEY", "Maren\u00a0Oakley's", "Ma\u0301ren Oakley"]
)
def test_a_name_is_known_however_it_is_written(plan: Plan, plans: Path, name: str) -> None:
    """The last name first, with accents, capitals, an initial, a blank that does not break."""
    assert other_name_findings(saying(plan, f"As {name} said."), plans)


def test_a_name_in_any_words_of_the_person_is_found(plan: Plan, plans: Path) -> None:
    """In what was asked for, declined, said of a need or of an option."""
    client, said = plan.client, f"Not with {OTHER}."
    assert client.needs
    assert plan.options
    for told in (
        replace(plan, client=replace(client, needs=(replace(client.needs[0], words=said), *client.needs[1:]))),
        replace(plan, options=(replace(plan.options[0], words=said), *plan.options[1:])),
        replace(
            plan, declined=(Decline(accommodation="x", on="2026-11-10", mode="in sign", ask_again="", reason=said),)
        ),
        replace(plan, requests=(Request(asked=said, on="2026-11-10", decision="open"),)),
    ):
        assert other_name_findings(told, plans)


def test_who_has_a_part_in_the_plan_may_be_named(plan: Plan, plans: Path) -> None:
    """A participant may be a client too; a part of a name, or a word that holds it, is nobody's name."""
    joined = (Participant(name=OTHER, relation="sister", takes_part_in="both"),)
    told = saying(plan, f"Lives with {OTHER}.")
    assert other_name_findings(told, plans)
    assert not other_name_findings(replace(told, client=replace(told.client, participants=joined)), plans)
    assert not other_name_findings(saying(plan, "Maren Oakleys and Maren."), plans)
    assert not other_name_findings(plan, plans)


def test_a_version_that_cannot_be_read_stops_nothing(plan: Plan, plans: Path) -> None:
    """Others are still found."""
    (plans / "c-3").mkdir()
    (plans / "c-3" / "0001.json").write_bytes(b"{\xff")
    assert other_name_findings(saying(plan, OTHER), plans)


def test_check_finds_it_in_the_folder_named(
    plan: Plan, plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With exit code 1, and without the name."""
    file = tmp_path / "plan.json"
    file.write_bytes(plan_json(saying(plan, f"Like {OTHER}.")))
    assert run(["check", str(file), "--plans", str(plans)]) == 1
    told = capsys.readouterr().out
    assert "plan-other-client" in told
    assert OTHER not in told
