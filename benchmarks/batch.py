"""Measures `planbuilder batch`: clients per second and core, peak memory as clients grow in number, and going on.

Where the time goes, in this process; then invented clients, one treatment plan each, through the command line with the
cache warm: `python benchmarks/batch.py [--clients 10000] [--jobs N]`. Clients per second and core are the clients over
the processor time of all processes, from their start to the last file. Memory is the peak of the process that reads and
writes, and of the largest worker.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from planbuilder import (
    check_plan,
    compose,
    data_path,
    document_homes,
    find_paper,
    load_library,
    render_paper,
)
from planbuilder.library.kept import built
from planbuilder.plan.files import client_in
from planbuilder.reading import read_yaml

_DAY = dt.date(2026, 11, 16)
_NEEDS = ("deaf-sign-language", "low-vision", "brain-injury", "blind")
_SYLLABLES = ("ra", "mi", "lo", "ve", "na", "su", "ti", "da", "ko", "fe")
#: Runs the command and prints what it took: seconds, processor seconds of all processes, the peaks of its own memory
#: and of the largest worker, in KB.
_RUN = """
import resource, sys, time
from planbuilder.cli import main
start = time.perf_counter()
try:
    main()
finally:
    took = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    print(took, processor, *(each.ru_maxrss for each in used), file=sys.stderr)
"""


def person(number: int) -> dict[str, object]:
    """Return the data of an invented client; no two have the same name, and scores, needs and age vary."""
    called = "".join(_SYLLABLES[int(digit)] for digit in f"{number:04}").capitalize()
    return {
        "schema": 1,
        "id": f"b-{number:06}",
        "identity": {
            "name": f"{called} Roe",
            "called": called,
            "pronouns": ("she", "he", "they")[number % 3],
            "born": f"{1960 + number % 40}-02-03",
        },
        "language": {"speaks": "English", "english": "full"},
        "care": {"setting": "outpatient", "level_of_care": "outpatient", "admitted": "2026-11-09"},
        "presenting": {"seen": f"{called} drinks on most days."},
        "team": [{"name": "Rosa Alvarez", "role": "counselor"}],
        "diagnoses": [{"code": "F10.20", "title": "Alcohol use disorder"}],
        "counts": [{"id": "heavy-drinking-days-30", "value": number % 25 + 1, "on": "2026-11-09"}],
        "scores": [{"measure": "audit-c", "value": number % 12 + 1, "on": "2026-11-09"}],
        "needs": [{"need": _NEEDS[number % len(_NEEDS)]}] if number % 2 else [],
    }


def write(path: Path, clients: int) -> Path:
    """Write a line for each client and return the file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(person(number)) + "\n" for number in range(clients))
    return path


def run(lines: Path, output: Path, jobs: int) -> tuple[float, float, int, int]:
    """Return what a batch took: seconds, processor seconds, peak memory of the command and its largest worker in MB."""
    words = ["batch", str(lines), "-o", str(output), "-j", str(jobs), "--date", str(_DAY)]
    done = subprocess.run([sys.executable, "-c", _RUN, *words], check=True, capture_output=True, text=True)
    seconds, processor, own, workers = done.stderr.split()[-4:]
    return float(seconds), float(processor), int(own) // 1024, int(workers) // 1024


def shares(clients: int) -> dict[str, float]:
    """Return how long each step takes for a client, in milliseconds of one core."""
    root = data_path("library")
    library, homes = built(load_library(root)), document_homes(root)
    paper = find_paper(homes, "treatment-plan")
    took = dict.fromkeys(("read and validate", "compose (with its check)", "check", "render"), 0.0)
    for number in range(-20, clients):
        content, marks = json.dumps(person(abs(number))).encode(), [time.process_time()]
        client = client_in(read_yaml(content, "client"), library, _DAY)
        marks.append(time.process_time())
        plan = compose(client, None, library, _DAY)
        marks.append(time.process_time())
        check_plan(plan, library)
        marks.append(time.process_time())
        render_paper(plan, paper)
        marks.append(time.process_time())
        for name, begin, end in zip(took, marks, marks[1:], strict=False):
            took[name] += (end - begin) * 1000 / clients if number >= 0 else 0
    return took


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=10_000, help="how many clients the largest batch has")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, isal {'yes' if find_spec('isal') else 'no'}")
    took = shares(200)
    total = sum(took.values())
    for name, each in took.items():
        print(f"{name:26} {each:7.2f} ms  {each / total:4.0%}  {1000 / each:7.0f} clients/s per core")
    print(f"{'all of it':26} {total:7.2f} ms        {1000 / total:7.0f} clients/s per core")
    with tempfile.TemporaryDirectory() as folder:
        for clients in (options.clients // 100, options.clients // 10, options.clients):
            lines = write(Path(folder, f"{clients}.jsonl"), clients)
            for again in ("", ", again"):
                seconds, processor, own, workers = run(lines, Path(folder, str(clients)), options.jobs)
                print(
                    f"{clients:6,} clients{again:7} -j {options.jobs}: {seconds:7.1f} s, {clients / seconds:6.0f}/s, "
                    f"{clients / processor:6.0f}/s per core, peak {own} MB, largest worker {workers} MB"
                )


if __name__ == "__main__":
    main()
