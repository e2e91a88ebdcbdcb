"""Measures how long `planbuilder plan` takes from a cold start, as a ratio to importing its two largest packages.

One example client, one document, the cache warm, all code compiled as an installation leaves it, a new process each
time, the two taking turns: `python benchmarks/start.py [--runs N]`. Figures hold only as ratios within one run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from planbuilder import data_path

PLAN = "from planbuilder.cli import main; main()"
BASE = "import docx, jinja2"


def plan_command(output: Path) -> list[str]:
    """Return the command that makes the treatment plan of an example client."""
    example = data_path("library") / "examples" / "deaf-alcohol"
    files = [f"{example}.{kind}.yaml" for kind in ("client", "selection")]
    return [sys.executable, "-c", PLAN, "plan", *files, "-d", "treatment-plan", "-o", str(output), "--force"]


def compiled(folder: Path) -> dict[str, str]:
    """Return the environment in which Python keeps compiled code, in a folder, whatever the caller's says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a command takes; raise CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how many times each is run")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        plan, base = plan_command(Path(folder, "papers")), [sys.executable, "-c", BASE]
        environment = compiled(Path(folder, "compiled"))
        for command in (plan, base):
            seconds(command, environment)
        pairs = [(seconds(plan, environment), seconds(base, environment)) for _ in range(runs)]
    ours, theirs = (median(times) for times in zip(*pairs, strict=True))
    print(f"planbuilder plan      {ours * 1000:6.0f} ms (median of {runs})")
    print(f"import docx, jinja2   {theirs * 1000:6.0f} ms")
    print(f"ratio                 {ours / theirs:6.1f}")


if __name__ == "__main__":
    main()
