"""The entry of the command line: finds the command, runs it, and turns whatever goes wrong into a sentence."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import click

from planbuilder import __version__
from planbuilder.cli.lazy import Command, LazyGroup

#: Every command, where it is and what it does; nothing of it is imported before it is called.
COMMANDS = {
    "demo": Command("planbuilder.cli.plan:demo", "Compose and print every example client."),
    "init": Command("planbuilder.cli.workspace:init", "Make an agency's workspace."),
    "plan": Command("planbuilder.cli.plan:plan", "From a client's file to checked, editable Word documents."),
    "suggest": Command("planbuilder.cli.plan:suggest", "A selection to edit, each line with its reason."),
    "compose": Command("planbuilder.cli.plan:compose", "The plan record, on standard output."),
    "check": Command(
        "planbuilder.cli.checking:check", "What is wrong in a plan, and missing for payers and regulators."
    ),
    "profiles": Command("planbuilder.cli.profiles:profiles", "What payers, regulators and accreditors ask of a plan."),
    "render": Command("planbuilder.cli.documents:render", "Word documents or plain text of a plan."),
    "read": Command("planbuilder.cli.reading:read", "What was edited in a printed Word document."),
    "accept": Command("planbuilder.cli.accepting:accept", "Take the edits of a document over into the next version."),
    "sign": Command("planbuilder.cli.signing:sign", "Record who agrees with a plan, disagrees, or was absent."),
    "note": Command("planbuilder.cli.note:note", "Keep a progress note beside a plan, and print it."),
    "review": Command("planbuilder.cli.review:review", "Keep a review of a plan: its next version, and its paper."),
    "due": Command("planbuilder.cli.due:due", "What is due over all kept plans, and what is late."),
    "outdated": Command("planbuilder.cli.updating:outdated", "Kept plans that the library has moved on from."),
    "update": Command("planbuilder.cli.updating:update", "A kept plan as the library words it now."),
    "end": Command("planbuilder.cli.ending:end", "End a plan, and print the discharge plan."),
    "propose": Command("planbuilder.cli.proposing:propose", "Offer a clinician's wordings to the agency's library."),
    "history": Command("planbuilder.cli.history:history", "The versions of a plan, and what changed."),
    "batch": Command("planbuilder.cli.batch:batch", "The documents of many clients, on all cores."),
    "inspect": Command("planbuilder.cli.inspecting:inspect", "What is wrong in a Word file, and who cannot read it."),
    "library": Command("planbuilder.cli.library:library", "Check, list, show, search and count the library."),
    "template": Command("planbuilder.cli.documents:template", "Check and list Word templates."),
}
#: What reads the output has ended (128 + SIGPIPE, as shells count).
UNREAD = 141
_EPILOG = "\b\nExample:\n  planbuilder library search drinking log"


@click.group(
    cls=LazyGroup,
    commands_by_name=COMMANDS,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="planbuilder %(version)s")
@click.option("--debug", is_flag=True, help="Show the details of an unexpected fault. They may hold a person's data.")
def planbuilder(*, debug: bool) -> None:
    """Treatment plans from a curated library: tailored, accommodated, printed as editable Word files.

    Everything stays on this machine. The exit code is 0 when nothing of severity error was found, 1 when
    something was, 2 when the command could not work.
    """


def run(words: Sequence[str]) -> int:
    """Run the command that the words name and return its exit code; no exception leaves here but SystemExit."""
    if sys.stdout is None:
        return _mute()
    _speak_utf8()
    rest, debug = _without_debug(words)
    output = sys.stdout
    try:
        code = planbuilder.main(args=rest, prog_name="planbuilder", standalone_mode=False)
    except BaseException as error:
        if isinstance(error, SystemExit):
            if sys.stdout is not output:  # click silences what nobody reads any more
                return UNREAD
            raise
        from planbuilder.cli.failing import explain

        return explain(error, debug=debug)
    return code if isinstance(code, int) else 0


def _mute() -> int:
    """Say that there is nothing to write to, before anything is done, and return the exit code."""
    if sys.stderr is not None:
        click.echo("Standard output is closed, so nothing could be told. Send it to a file or to /dev/null.", err=True)
    return 2  # as for everything that the machine does not let us do


def _without_debug(words: Sequence[str]) -> tuple[list[str], bool]:
    """Return the words without ``--debug``, which may stand anywhere before a ``--``, and whether it was there."""
    end = words.index("--") if "--" in words else len(words)
    rest = [word for word in words[:end] if word != "--debug"]
    return [*rest, *words[end:]], len(rest) < end


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's locale is; what cannot be written is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
