"""The command line: thin commands over the rooms below."""

from __future__ import annotations


def main() -> None:
    """Run the command line on the process's own words and leave with its exit code.

    Whoever stops it while it still imports is told so and gets exit code 130, as everywhere else.
    """
    import sys

    try:
        import gc

        gc.set_threshold(100_000, 20, 20)  # a command ends soon: looking for cycles often costs more than it frees
        from planbuilder.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)  # noqa: T201 -- click may not be imported yet
        code = 130
    sys.exit(code)
