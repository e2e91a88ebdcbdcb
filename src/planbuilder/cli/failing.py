"""What the command line says when something goes wrong: one sentence, one next step, an exit code."""

from __future__ import annotations

import traceback
from pathlib import Path

import click

from planbuilder.cli.reporting import findings_as_text, printable
from planbuilder.errors import InputError, PlanbuilderError, TemplateError

#: Something of severity error was found in what was given.
FOUND = 1
#: The command could not work: misuse, or the machine.
UNABLE = 2
#: The person stopped it (128 + SIGINT, as shells count).
STOPPED = 130


def explain(error: BaseException, *, debug: bool) -> int:
    """Say on standard error what went wrong and return the exit code; a traceback only with ``debug``."""
    if debug and not isinstance(error, click.ClickException | click.Abort | KeyboardInterrupt):
        click.echo("".join(traceback.format_exception(error)), err=True)
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show()
        return UNABLE
    if isinstance(error, click.Abort | KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return STOPPED
    click.echo(sentence(error), err=True)
    return FOUND if isinstance(error, InputError | TemplateError) else UNABLE


def sentence(error: BaseException) -> str:
    """Return what to say about an error that is not click's own."""
    if isinstance(error, InputError):
        return f"{findings_as_text(error.findings)}\n{printable(str(error))}"
    if isinstance(error, PlanbuilderError):
        return "\n".join(printable(line) for line in str(error).splitlines())
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return printable(
            f"{where}The system refused: {error.strerror}. Check the place and its permissions, and retry."
        )
    return (
        f"planbuilder ran into a fault of its own ({_spot(error)}). Run the same command with --debug to see the "
        "details; they may hold a person's data, so read them before you pass them on."
    )


def _spot(error: BaseException) -> str:
    """Return the kind of error and the line of code it came from; never its text, which may hold a person's data."""
    name = type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    return f"{name} in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else name
