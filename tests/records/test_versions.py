"""Versions of a plan: kept one after the other, never changed, whole after any fault, and proved when read."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import planbuilder
from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan, State
from planbuilder.records.store import Chain, read_chain, save_version


def keep(plans: Path, plan: Plan, times: int = 1) -> Chain:
    """Keep a plan so many times, and return the versions."""
    for number in range(times):
        save_version(plans, replace(plan, until=f"2027-03-{number + 1:02}"), by="Rosa Alvarez", why="After the meeting")
    return read_chain(plans, plan.client.id)


def test_versions_are_numbered_and_each_names_the_bytes_before_it(tmp_path: Path, plan: Plan) -> None:
    """Expect each as a draft, with who, when, why and what it follows."""
    chain = keep(tmp_path, plan, 3)
    assert chain.findings == ()
    assert [version.number for version in chain.versions] == [1, 2, 3]
    assert [version.plan.state for version in chain.versions] == ["draft", "draft", "draft"]
    files = [tmp_path / plan.client.id / f"000{number}.json" for number in (1, 2, 3)]
    sums = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    assert [version.sha256 for version in chain.versions] == sums
    saved = [version.plan.saved for version in chain.versions]
    assert [each.previous for each in saved if each] == ["", *sums[:2]]
    assert [each.based_on for each in saved if each] == [0, 1, 2]
    assert {(each.by, each.why, each.at[-1]) for each in saved if each} == {("Rosa Alvarez", "After the meeting", "Z")}


def test_what_follows_a_signed_version_is_amended_until_it_is_signed(tmp_path: Path, plan: Plan) -> None:
    """Expect no version to keep a signature that was given to another."""
    told: list[str] = []
    states: list[State | None] = [None, "signed", None, None, "signed", "ended", None]
    for state in states:
        save_version(tmp_path, plan, by="Rosa Alvarez", state=state)
        latest = read_chain(tmp_path, plan.client.id).latest
        told += [latest.plan.state] if latest else []
    assert told == ["draft", "signed", "amended", "amended", "signed", "ended", "draft"]


def test_what_is_named_as_no_version_is_told(tmp_path: Path, plan: Plan) -> None:
    """Expect a copy that a syncing program made to be named, and the versions to hold together without it."""
    keep(tmp_path, plan, 2)
    folder = tmp_path / plan.client.id
    (folder / "0002 (1).json").write_bytes((folder / "0002.json").read_bytes())
    chain = read_chain(tmp_path, plan.client.id)
    assert (len(chain.versions), chain.findings, chain.strays) == (2, (), ("0002 (1).json",))


def test_nothing_is_kept_where_nothing_is(tmp_path: Path) -> None:
    """Expect no version and no fault for a client of whom none was saved."""
    assert read_chain(tmp_path, "c-9") == Chain()


def test_a_version_made_from_an_older_one_is_refused(tmp_path: Path, plan: Plan) -> None:
    """Expect the second of two people to be told, and nothing to be lost."""
    keep(tmp_path, plan, 2)
    with pytest.raises(UsageError, match="saved meanwhile"):
        save_version(tmp_path, plan, by="Pam Lund", based_on=1)
    assert len(read_chain(tmp_path, plan.client.id).versions) == 2


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-400])


def _other_day(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("2027-03-01", "2027-03-09"), encoding="utf-8")


def _other_day_at_last(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("2027-03-03", "2027-03-09"), encoding="utf-8")


def _empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("damage", "number", "whole", "rule"),
    [
        (_cut, 2, 1, "version-unreadable"),
        (_empty, 1, 0, "version-unreadable"),
        (_other_day, 1, 0, "version-altered"),
        (_other_day_at_last, 3, 2, "version-altered"),
        (Path.unlink, 2, 1, "version-missing"),
        (_cut, 3, 2, "version-unreadable"),
    ],
)
def test_a_torn_or_altered_version_is_reported_and_never_used(
    tmp_path: Path, plan: Plan, damage: Callable[[Path], None], number: int, whole: int, rule: str
) -> None:
    """Expect the good versions before it alone, a finding in words, and nothing to be saved behind it."""
    keep(tmp_path, plan, 3)
    damage(tmp_path / plan.client.id / f"000{number}.json")
    chain = read_chain(tmp_path, plan.client.id)
    assert [version.number for version in chain.versions] == list(range(1, whole + 1))
    assert [finding.rule for finding in chain.findings] == [rule]
    with pytest.raises(InputError):
        save_version(tmp_path, plan, by="Pam Lund")


@pytest.mark.parametrize("change", [{"version": 7}, {"saved": None}, {"client": "c-9"}])
def test_a_record_put_in_by_hand_is_no_version(tmp_path: Path, plan: Plan, change: dict[str, Any]) -> None:
    """Expect a record of another number, another client, or one that was never saved to be found out."""
    keep(tmp_path, plan)
    file = tmp_path / plan.client.id / "0001.json"
    record = json.loads(file.read_bytes())
    record.update({} if "client" in change else change)
    if "client" in change:
        record["client"]["id"] = record["selection"]["client"] = "c-9"
    record = {name: value for name, value in record.items() if value is not None}
    file.write_text(json.dumps(record), encoding="utf-8")
    assert [finding.rule for finding in read_chain(tmp_path, plan.client.id).findings] == ["version-altered"]


@pytest.mark.parametrize("told", [" Rosa Alvarez ", "Rosa\tAlvarez", "Rosa\nAlvarez", "Rosa\u00a0Alvarez"])
def test_who_and_why_are_kept_on_one_line(tmp_path: Path, plan: Plan, told: str) -> None:
    """Expect blanks and line breaks to be one blank, and the version to be read back."""
    save_version(tmp_path, plan, by=told, why=told)
    chain = read_chain(tmp_path, plan.client.id)
    assert chain.findings == ()
    saved = [version.plan.saved for version in chain.versions]
    assert [(each.by, each.why) for each in saved if each] == [("Rosa Alvarez", "Rosa Alvarez")]


@pytest.mark.parametrize("told", ["a\x07b", "a\udc80", "x" * 201, "twice\u202eRosa"])
def test_what_no_record_can_hold_is_not_saved(tmp_path: Path, plan: Plan, told: str) -> None:
    """Expect who and why to be refused before anything is written, not when the version is read."""
    for told_where in ({"by": told}, {"by": "Rosa Alvarez", "why": told}):
        with pytest.raises(UsageError):
            save_version(tmp_path, plan, **told_where)
    with pytest.raises(InputError):
        save_version(tmp_path, plan, by=" ")
    assert read_chain(tmp_path, plan.client.id) == Chain()


def test_the_plan_of_somebody_else_is_not_kept_under_the_same_id(tmp_path: Path, plan: Plan) -> None:
    """Expect a corrected name or birth date to be kept, both at once to be refused: two files got the same id."""
    keep(tmp_path, plan)
    other = replace(plan.client.identity, name="Ann Lee")
    save_version(tmp_path, replace(plan, client=replace(plan.client, identity=other)), by="Rosa Alvarez")
    other = replace(other, name="Bo Ray", born="1961-01-02")
    with pytest.raises(UsageError, match="somebody else"):
        save_version(tmp_path, replace(plan, client=replace(plan.client, identity=other)), by="Rosa Alvarez")
    assert len(read_chain(tmp_path, plan.client.id).versions) == 2


class Stop(BaseException):
    """What stands for a kill: nothing may catch it."""


#: The calls by which a version comes to the disk, each of which may fail or be the last.
_CALLS = ("fsync", "link", "open", "unlink", "close")


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), Stop()])
@pytest.mark.parametrize("call", _CALLS)
def test_a_fault_or_kill_at_any_step_leaves_the_last_version_whole(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, call: str, fault: BaseException
) -> None:
    """Expect one version more or none, never half of one, wherever the writing stops."""
    keep(tmp_path, plan)
    for nth in range(1, 6):
        before = read_chain(tmp_path, plan.client.id)
        calls, real = [0], getattr(os, call)

        def failing(*args: Any, calls: list[int] = calls, real: Any = real, nth: int = nth, **more: Any) -> Any:
            calls[0] += 1
            if calls[0] == nth:
                raise fault
            return real(*args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            with contextlib.suppress(EnvironmentFaultError, InputError, Stop):
                save_version(tmp_path, plan, by="Pam Lund")
        after = read_chain(tmp_path, plan.client.id)
        assert after.findings == ()
        assert after.versions[: len(before.versions)] == before.versions
        assert len(after.versions) - len(before.versions) in (0, 1)


_SAVING = """
import sys
from pathlib import Path
from planbuilder.plan.plans import load_plan
from planbuilder.records.store import save_version
plan = load_plan(Path(sys.argv[1]))
while True:
    save_version(Path(sys.argv[2]), plan, by="Pam Lund")
    print("saved", flush=True)
"""


def test_a_process_killed_while_it_saves_leaves_whole_versions(tmp_path: Path, plan: Plan) -> None:
    """Expect every version that can be seen to be whole and in order, after kills at any moment."""
    (tmp_path / "plan.json").write_bytes(plan_json(plan))
    env = {**os.environ, "PYTHONPATH": str(Path(planbuilder.__file__).parents[1])}
    words = [sys.executable, "-c", _SAVING, str(tmp_path / "plan.json"), str(tmp_path / "plans")]
    for wait in (0.0, 0.03, 0.07):
        process = subprocess.Popen(words, stdout=subprocess.PIPE, env=env)
        assert process.stdout is not None
        assert process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        chain = read_chain(tmp_path / "plans", plan.client.id)
        assert chain.findings == ()
        assert chain.versions
