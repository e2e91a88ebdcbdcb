"""Any executor carries a batch: threads, one that fails, a Dask cluster."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from people import person, write_lines

import planbuilder
from planbuilder import Batch, EnvironmentFaultError, Job, clients_of_lines, data_path, document_homes, job_of
from planbuilder import load_library as load

Run = Callable[..., tuple[int, str, str]]
Lines = Callable[[Path], list[dict[str, Any]]]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Return a file of twenty people."""
    return write_lines(tmp_path / "people.jsonl", [person(number) for number in range(20)])


@pytest.fixture(scope="module")
def job() -> Job:
    """Return the job of one document each, from the shipped library."""
    root = data_path("library")
    return job_of(root, load(root).digest, document_homes(root), ("treatment-plan",), dt.date(2026, 11, 16))


class Failing(Executor):
    """Loses every chunk that holds more than one client, and the client with a certain number always."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Return work that is done or lost."""
        future: Future[Any] = Future()
        _job, tasks = args
        if len(tasks) > 1 or b"c-00003" in tasks[0].client:
            future.set_exception(self.fault)
        else:
            future.set_result(fn(*args))
        return future


def test_threads_make_what_processes_make(batch: Run, lines: Path, job: Job, tmp_path: Path) -> None:
    """The same bytes."""
    batch(lines, "-j", 2, "-o", "processes")
    with ThreadPoolExecutor(2) as threads, lines.open("rb") as stream:
        done = list(Batch(job, tmp_path / "threads", 2, threads).run(clients_of_lines(stream, lines.name)))
    assert [each.line.client for each in done] == [f"c-{number:05}" for number in range(20)]
    for path in (tmp_path / "processes").glob("*.docx"):
        assert path.read_bytes() == (tmp_path / "threads" / path.name).read_bytes()


def test_a_client_whose_worker_ends_twice_is_told_and_the_others_are_made(
    lines: Path, job: Job, tmp_path: Path
) -> None:
    """Each that was lost with it is done again alone."""
    with lines.open("rb") as stream:
        work = Batch(job, tmp_path / "made", 2, Failing(RuntimeError("worker gone")))
        done = list(work.run(clients_of_lines(stream, lines.name)))
    failed = [each.line.line for each in done if each.line.status == "failed"]
    assert failed == [4]
    assert "ended without a word" in done[3].line.said
    assert work.lost == 4
    assert len(list((tmp_path / "made").glob("*.docx"))) == 19


def test_an_executor_that_breaks_is_the_callers_matter(lines: Path, job: Job, tmp_path: Path) -> None:
    """What was finished stays, and the error says how to go on."""
    work = Batch(job, tmp_path / "made", 2, Failing(BrokenExecutor()))
    with lines.open("rb") as stream, pytest.raises(EnvironmentFaultError, match="goes on where it ended"):
        list(work.run(clients_of_lines(stream, lines.name)))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a Dask scheduler with two workers on this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        distributed: Any = pytest.importorskip("distributed", reason="Dask is not installed (planbuilder[dask])")
        options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
        with distributed.LocalCluster(**options, local_directory=str(tmp_path / "dask")) as made:
            yield made.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_makes_what_processes_make(
    batch: Run, cluster: str, lines: Path, tmp_path: Path, manifest: Lines
) -> None:
    """Through the command line, on two workers."""
    assert batch(lines, "-j", 2, "-o", "processes")[0] == 0
    code, out, _ = batch(lines, "--dask", cluster, "-o", "dask")
    assert (code, "made           20" in out) == (0, True)
    assert manifest(tmp_path / "dask") == manifest(tmp_path / "processes")


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_said(batch: Run, lines: Path) -> None:
    """Exit code 2."""
    pytest.importorskip("distributed", reason="Dask is not installed (planbuilder[dask])")
    code, _, err = batch(lines, "--dask", "tcp://127.0.0.1:1", "-o", "made")
    assert (code, "does not answer" in err) == (2, True)


def test_without_dask_the_command_says_what_to_install(lines: Path) -> None:
    """And everything else works without it."""
    code = "import sys\nsys.modules['distributed'] = None\nfrom planbuilder.cli import main\nmain()"
    here = {**os.environ, "PYTHONPATH": str(Path(planbuilder.__file__).parents[1])}
    command = [sys.executable, "-c", code, "batch", str(lines), "-j", "1", "-o", "made"]
    assert subprocess.run(command, check=False, capture_output=True, env=here).returncode == 0
    words = [*command, "--dask", "tcp://x:1"]
    done = subprocess.run(words, check=False, capture_output=True, text=True, env=here)
    assert (done.returncode, "planbuilder[dask]" in done.stderr) == (2, True)
