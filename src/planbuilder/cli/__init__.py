"""The command line: thin commands over the rooms below."""

from __future__ import annotations


def main() -> None:
    """Run the command line on the process's own words and leave with its exit code."""
    import sys

    from planbuilder.cli.main import run

    sys.exit(run(sys.argv[1:]))
