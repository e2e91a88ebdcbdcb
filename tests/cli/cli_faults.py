"""Commands that go wrong in every way a command can."""

from __future__ import annotations

import click

from planbuilder.errors import EnvironmentFaultError, InputError, TemplateError, UsageError
from planbuilder.findings import Finding, Place

SOMEBODY = "Jane Secret"
_FOUND = Finding("some-rule", "error", Place("a.yaml", 3, 1, "name"), "It is wrong.", "It matters.", "Mend it.")
FAULTS: dict[str, BaseException] = {
    "bug": KeyError(SOMEBODY),
    "input": InputError("The file was not used.", (_FOUND,), where="a.yaml"),
    "usage": UsageError("That cannot work.", fix="Do this."),
    "environment": EnvironmentFaultError("The folder cannot be written.", where="out", fix="Choose another."),
    "template": TemplateError("The template is no Word file.", where="t.docx"),
    "disk": OSError(28, "No space left on device", "out/plan.docx"),
    "interrupt": KeyboardInterrupt(),
    "recursion": RecursionError(SOMEBODY),
    "memory": MemoryError(),
    "end": EOFError(),
}


@click.command()
@click.argument("fault")
def fail(fault: str) -> None:
    """Go wrong."""
    raise FAULTS[fault]


@click.command()
@click.argument("text", default="caf\u00e9 \u2028 \udcff \U0001f600")
def say(text: str) -> None:
    """Say something that few encodings can."""
    click.echo(text)


@click.command()
def leave() -> None:
    """Leave with a code of its own."""
    click.get_current_context().exit(1)
