"""What is due over all kept plans: by profiles, by the plan, by the client's file; as lines, data and a calendar."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planbuilder.cli.main import run
from planbuilder.interop.calendar_files import CalendarDay, calendar_file
from planbuilder.library.store import Library
from planbuilder.plan.client import Decline, Release
from planbuilder.plan.record import Plan
from planbuilder.records.due import PlanDue, due_plans
from planbuilder.records.store import save_version

ON = dt.date(2026, 11, 20)
_AGAIN = Decline(accommodation="group-in-sign", on="2026-11-10", mode="in sign", ask_again="2026-11-20")


@pytest.fixture
def plans(plan: Plan, tmp_path: Path) -> Path:
    """Return a folder with a plan, in which something was declined, a release and an authorization end."""
    client = replace(
        plan.client,
        care=replace(plan.client.care, authorized_until="2026-11-22"),
        releases=(Release(to="Doctor Nobody", purpose="Appointments", until="2026-11-19"),),
    )
    save_version(tmp_path / "plans", replace(plan, client=client, declined=(_AGAIN,)), by="Somebody")
    return tmp_path / "plans"


def due(plans: Path, library: Library, on: dt.date = ON, profiles: tuple[str, ...] = ()) -> dict[str, PlanDue]:
    """Return what is due, by its kind."""
    return {each.kind: each for each in due_plans(plans, library, on, profiles).dues}


def test_what_the_plan_and_the_file_name_is_due_on_its_day(plans: Path, plan: Plan, shipped: Library) -> None:
    """Past is late, then today, then soon, then later; the first day stands first."""
    found = due(plans, shipped)
    stands = {kind: each.standing(ON) for kind, each in found.items()}
    assert (stands["release"], stands["ask-again"], stands["authorization"]) == ("late", "today", "soon")
    assert stands["end"] == "later"
    assert found["end"].by.isoformat() == plan.until
    assert [each.by for each in due_plans(plans, shipped, ON).dues] == sorted(each.by for each in found.values())


def test_a_review_is_due_on_the_first_day_asked_and_says_when_the_plan_is_later(plans: Path, shipped: Library) -> None:
    """The plan's own day stands beside those of the profiles, each with who asks it."""
    review = due(plans, shipped, profiles=("cfr-42-456-180",)).get("review")
    assert review is not None
    assert "plan" in {each.source for each in review.asked}
    assert review.by == min(each.by for each in review.asked)
    plan_day = next(each.by for each in review.asked if each.source == "plan")
    assert review.planned_late == (plan_day > review.by)


def test_a_proposal_leaves_the_plan_to_be_made(plan: Plan, shipped: Library, tmp_path: Path) -> None:
    """Where a profile asks a plan within days of admission; once it is a plan, nothing is left to do."""
    profile = next(
        id
        for id, each in shipped.profiles.items()
        if any(one.clock and one.clock.due == "plan" and one.given is None for one in each.requirements.values())
    )
    save_version(tmp_path, replace(plan, heading="proposal", lacks=("a meeting",)), by="Somebody")
    assert "plan" in due(tmp_path, shipped, profiles=(profile,))
    save_version(tmp_path, plan, by="Somebody")
    assert "plan" not in due(tmp_path, shipped, profiles=(profile,))


def test_a_line_names_what_is_asked_again_and_who_asks_in_words(
    plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The accommodation by its title, a release by its place, a profile by its title, an unread clause as such."""
    assert run(["due", "--plans", str(plans), "--date", "2026-11-20", "--profile", "mn-245g-06"]) == 0
    said = capsys.readouterr().out
    assert "Ask again about: A group held in sign. Asked by the plan." in said
    assert "Release 1 ends. Asked by the plan." in said
    assert "Minnesota substance use disorder treatment: Minn. Stat. 245G.06 (mn-245g-06/" in said


def test_working_days_say_that_holidays_are_not_taken_out(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Maine asks a plan within three working days: expect the words beside it, and what they mean."""
    save_version(tmp_path, replace(plan, heading="proposal", lacks=("a meeting",)), by="Somebody")
    assert run(["due", "--plans", str(tmp_path), "--date", "2026-11-20", "--profile", "me-in-5"]) == 0
    said = capsys.readouterr().out
    assert "without holidays" in said
    assert "a holiday in between gives a day more" in said


def test_what_cannot_be_relied_on_is_told_and_the_rest_goes_on(plan: Plan, plans: Path, shipped: Library) -> None:
    """The client with a torn version is a finding, no silent pass."""
    other = replace(plan, client=replace(plan.client, id="c-2"))
    save_version(plans, other, by="Somebody")
    (plans / "c-2" / "0001.json").write_text("{", encoding="utf-8")
    found = due_plans(plans, shipped, ON)
    assert [each.rule for each in found.findings] == ["outdated-broken"]
    assert found.plans == 1
    assert run(["due", "--plans", str(plans), "--date", "2026-11-20"]) == 1


def test_a_plan_that_ended_rests(plan: Plan, shipped: Library, tmp_path: Path) -> None:
    """It is counted, and nothing of it is due."""
    save_version(tmp_path, plan, by="Somebody", state="ended")
    found = due_plans(tmp_path, shipped, ON)
    assert (found.ended, found.dues) == (1, ())


def test_the_calendar_names_nobody_and_nothing_of_the_treatment(
    plans: Path, plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids alone, unless names are asked for; never a recipient, a profile or a need."""
    file, named = tmp_path / "due.ics", tmp_path / "named.ics"
    common = ["due", "--plans", str(plans), "--date", "2026-11-20"]
    assert run([*common, "--ics", str(file)]) == 0
    assert f"Wrote {file}" in capsys.readouterr().out
    text = file.read_bytes().decode().replace("\r\n ", "")
    for word in (plan.client.identity.name, "Doctor Nobody", "group-in-sign", "cfr", "good-practice", "alcohol"):
        assert word not in text
    assert f"SUMMARY:A release ends: {plan.client.id}" in text
    assert run([*common, "--ics", str(named), "--names"]) == 0
    assert plan.client.identity.name in named.read_bytes().decode().replace("\r\n ", "")


def test_an_event_keeps_its_identity_when_its_day_moves() -> None:
    """A calendar that takes the file again moves it, and the same file of the same day has the same bytes."""
    first = calendar_file([CalendarDay("c-1/review/", dt.date(2026, 12, 1), "Review")], ON)
    again = calendar_file([CalendarDay("c-1/review/", dt.date(2027, 1, 1), "Review")], ON)
    uid = [line for line in first.split(b"\r\n") if line.startswith(b"UID:")]
    assert uid == [line for line in again.split(b"\r\n") if line.startswith(b"UID:")]
    assert b"DTSTAMP:20261120T000000Z" in first
    assert b"DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n" in first
    assert first == calendar_file([CalendarDay("c-1/review/", dt.date(2026, 12, 1), "Review")], ON)


@given(st.text(max_size=300))
def test_lines_are_short_and_text_comes_back(text: str) -> None:
    """At most 75 octets a line, every line end CRLF; unfolded and unescaped it is what was printed of the text."""
    file = calendar_file([CalendarDay("x", ON, text)], ON)
    lines = file.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in file.replace(b"\r\n", b"")
    [summary] = [line for line in file.decode().replace("\r\n ", "").split("\r\n") if line.startswith("SUMMARY:")]
    plain = summary.removeprefix("SUMMARY:").replace("\\\\", "\0").replace("\\,", ",").replace("\\;", ";")
    plain = plain.replace("\\n", "\n").replace("\0", "\\")
    expected = "\n".join("".join(each for each in line if each.isprintable()) for line in text.splitlines())
    assert plain == expected


def test_lines_and_data_say_how_it_stands(plans: Path, plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, with the days; --within leaves out what is later, and what is late always stays."""
    common = ["due", "--plans", str(plans), "--date", "2026-11-20", "--within", "1w"]
    assert run(common) == 0
    told = capsys.readouterr().out
    assert "2026-11-19, late by 1 day: ex-4071. Release 1 ends. Asked by the plan." in told
    assert "2026-11-20, today: ex-4071. Ask again about: A group held in sign." in told
    assert "Plan expected to end" not in told
    assert plan.client.identity.name not in told
    assert run([*common, "--format", "json", "--names"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["due"][0]["name"] == plan.client.identity.name
    assert data["due"][0]["standing"] == "late"


@pytest.mark.parametrize("words", [["--within", "soon"], ["--profile", "good-practise"], ["--within", "-1"]])
def test_what_is_no_span_or_profile_is_said(words: list[str], plans: Path) -> None:
    """With exit code 2."""
    assert run(["due", "--plans", str(plans), *words]) == 2


def test_a_release_keeps_its_identity_when_others_come_or_go(plan: Plan, tmp_path: Path, shipped: Library) -> None:
    """The calendar entry of one must not move to the day of another."""
    one = Release(to="Doctor Nobody", purpose="Appointments", until="2027-01-19")
    other = Release(to="Sister", purpose="Visits", until="2027-02-19")
    days = {}
    for name, releases in (("a", (one, other)), ("b", (other,)), ("c", (other, one))):
        client = replace(plan.client, releases=releases)
        save_version(tmp_path / name, replace(plan, client=client), by="Somebody")
        found = due_plans(tmp_path / name, shipped, ON).dues
        days[name] = {each.about: each.by.isoformat() for each in found if each.kind == "release"}
    assert sorted(days["a"].values()) == ["2027-01-19", "2027-02-19"]
    assert days["c"] == days["a"]
    assert days["b"].items() < days["a"].items()
    assert "Sister" not in str(days)


@pytest.mark.parametrize("words", [("due",), ("check", "plan.json")])
def test_a_folder_of_plans_that_is_not_there_is_no_empty_one(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped name must not look as if nothing were due, or no name of another client were found."""
    assert run([*words, "--plans", str(tmp_path / "plan")]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_calendar_goes_into_no_folder(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The name of a folder is no file."""
    assert run(["due", "--plans", str(plans), "--ics", str(tmp_path)]) == 2
    assert "is a directory" in capsys.readouterr().err
