"""Measures how long `planbuilder library check` takes for every hundred entries: `python benchmarks/library.py`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from planbuilder import check_library, data_path, load_library, stats

CHECK = [sys.executable, "-c", "from planbuilder.cli import main; main()", "library", "check", "--format", "json"]


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median time that some work takes."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Print the time of the check in a new process, in this process, and of loading with and without the cache."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many times each is run")
    runs = parser.parse_args().runs
    root = data_path("library")
    hundreds = sum(stats(load_library(root)).entries.values()) / 100
    print(f"{hundreds * 100:.0f} entries; seconds for every hundred of them, median of {runs}")
    for name, work in (
        ("library check, a new process", lambda: subprocess.run(CHECK, check=False, stdout=subprocess.DEVNULL)),
        ("library check, this process", lambda: check_library(root)),
        ("loading without the cache", lambda: load_library(root, use_cache=False)),
        ("loading from the cache", lambda: load_library(root)),
    ):
        print(f"{name:30} {seconds(work, runs) / hundreds:6.3f}")


if __name__ == "__main__":
    main()
