"""Kills and stops in the middle: nothing half, nothing lost, the same command goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from people import person, write_lines

Run = Callable[..., tuple[int, str, str]]
Start = Callable[..., "subprocess.Popen[str]"]
Lines = Callable[[Path], list[dict[str, Any]]]
_PATIENCE = 60


def wait_for(folder: Path, documents: int, process: subprocess.Popen[str]) -> None:
    """Wait until so many documents are there and the process still runs."""
    until = time.monotonic() + _PATIENCE
    while len(list(folder.glob("*.docx"))) < documents:
        assert time.monotonic() < until, "the batch makes nothing"
        assert process.poll() is None, "the batch ended too early"
        time.sleep(0.01)


def whole(folder: Path) -> set[str]:
    """Return the names of the documents that can be seen, each of which must be whole."""
    found = {path.name for path in folder.glob("*.docx")}
    for name in found:
        with zipfile.ZipFile(folder / name) as package:
            assert package.testzip() is None
    return found


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """Return the ids of the worker processes of a batch, but for Python's own tracker of resources."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="utf-8").split()
    return [int(each) for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def ended(pids: list[int]) -> bool:
    """Return whether processes end within the patience of the tests."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_killed_at_any_moment_it_goes_on_where_it_was(
    batch: Run, start: Start, tmp_path: Path, manifest: Lines
) -> None:
    """Killed twice, then run to the end: the same as never killed, with what was finished not made again."""
    lines = write_lines(tmp_path / "people.jsonl", [person(number) for number in range(60)])
    for documents in (5, 25):
        process = start(lines, "-j", 2, "-o", "made")
        wait_for(tmp_path / "made", documents, process)
        workers = workers_of(process)
        process.kill()
        process.communicate()
        assert ended(workers)
        whole(tmp_path / "made")
    code, out, _ = batch(lines, "-j", 1, "-o", "made")
    assert code == 0
    kept = int(next(line.split()[1] for line in out.splitlines() if line.startswith("  kept")))
    assert 24 <= kept < 60
    assert batch(lines, "-j", 1, "-o", "whole")[0] == 0
    assert whole(tmp_path / "made") == whole(tmp_path / "whole")
    assert manifest(tmp_path / "made") == manifest(tmp_path / "whole")
    others = sorted(path.name for path in (tmp_path / "made").iterdir() if path.suffix != ".docx")
    assert others == [".written", "manifest.jsonl"]


def test_a_killed_worker_is_reported_and_costs_no_client(start: Start, tmp_path: Path, manifest: Lines) -> None:
    """Its clients are made again by others."""
    lines = write_lines(tmp_path / "people.jsonl", [person(number) for number in range(60)])
    process = start(lines, "-j", 2, "-o", "made")
    wait_for(tmp_path / "made", 3, process)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=_PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert "A worker process ended by itself, 1 times" in out
    assert len(whole(tmp_path / "made")) == 60
    assert all(line["status"] == "made" for line in manifest(tmp_path / "made"))


def test_ctrl_c_ends_cleanly(batch: Run, start: Start, tmp_path: Path) -> None:
    """No traceback, no worker left, what was finished is told and kept."""
    lines = write_lines(tmp_path / "people.jsonl", [person(number) for number in range(60)])
    process = start(lines, "-j", 2, "-o", "made")
    wait_for(tmp_path / "made", 3, process)
    workers = workers_of(process)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 130
    assert err.endswith("clients are finished. The same command goes on with the others.\n\nStopped.\n")
    assert "Traceback" not in err
    assert ended(workers)
    whole(tmp_path / "made")
    assert batch(lines, "-j", 1, "-o", "made")[0] == 0
    assert len(whole(tmp_path / "made")) == 60


def test_a_manifest_cut_short_in_the_middle_of_a_line_is_read_up_to_it(batch: Run, tmp_path: Path) -> None:
    """As a kill or a full disk leaves it."""
    lines = write_lines(tmp_path / "people.jsonl", [person(number) for number in range(4)])
    batch(lines, "-j", 1, "-o", "made")
    file = tmp_path / "made" / "manifest.jsonl"
    content = file.read_bytes()
    file.with_name("manifest.jsonl.part").write_bytes(content[: content.index(b"\n") + 40])
    file.unlink()
    assert "kept            1" in batch(lines, "-j", 1, "-o", "made")[1]


def test_two_batches_never_write_into_one_folder(batch: Run, start: Start, tmp_path: Path) -> None:
    """The second says so at once and leaves everything to the first; after that the folder is free."""
    lines = write_lines(tmp_path / "people.jsonl", [person(number) for number in range(60)])
    first = start(lines, "-j", 1, "-o", "made")
    wait_for(tmp_path / "made", 1, first)
    code, _, err = batch(lines, "-j", 1, "-o", "made")
    assert code == 2
    assert "Another batch is writing into this folder." in err
    first.communicate(timeout=_PATIENCE)
    assert first.returncode == 0
    assert len(whole(tmp_path / "made")) == 60
    assert batch(lines, "-j", 1, "-o", "made")[0] == 0
