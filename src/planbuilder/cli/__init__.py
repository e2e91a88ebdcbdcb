"""The command line: thin commands over the rooms below."""

from __future__ import annotations


def main() -> None:
    """Run the command line on the process's own words and leave with its exit code."""
    import gc
    import sys

    gc.set_threshold(100_000, 20, 20)  # a command ends soon: looking for cycles often costs more than it frees
    from planbuilder.cli.main import run

    sys.exit(run(sys.argv[1:]))
