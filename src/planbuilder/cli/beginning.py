"""The command that begins an entry: library new."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.layers import layer_option, layers_in_use
from planbuilder.cli.options import library_option

if TYPE_CHECKING:
    from planbuilder.library.beginning import Question


@click.command(epilog='\b\nExample:\n  planbuilder library new intervention evening-log --set "title=Evening log"')
@click.argument("kind")
@click.argument("id")
@click.option("--set", "said", multiple=True, metavar="FIELD=TEXT", help="What a field says; may be given again.")
@click.option("--no-questions", is_flag=True, help="Do not ask; write what is known.")
@layer_option
@library_option
def new(kind: str, id: str, said: Sequence[str], no_questions: bool, layer: Path | None, library: Path | None) -> int:
    """Begin an entry of a KIND, such as intervention, under a new ID, in your own layer.

    On a terminal you are asked for what one line answers; an empty answer leaves the field to be filled in later. The
    file holds every field with a comment that says what it wants. Until it is whole it lies in 'drafts', which nothing
    loads; a whole entry goes where it belongs, in the state draft, which new plans do not use.
    """
    from planbuilder.library.beginning import begin_entry, questions, split_answers
    from planbuilder.library.loading import load_library
    from planbuilder.library.store import KINDS

    answers = split_answers(said)
    if kind in KINDS and not no_questions and sys.stdin.isatty():
        answers |= dict(_asked(each for each in questions(kind) if each.field not in answers))
    roots = layers_in_use(layer, library)
    done = begin_entry(roots[-1], load_library(*roots), kind, id, answers)
    click.echo(f"Wrote {done.file}")
    if done.whole:
        click.echo(
            "It is whole, in the state draft. Run 'planbuilder library check', and make it active when it is ready."
        )
    else:
        click.echo(f"Fill in what stands empty; then move it to {done.home} and run 'planbuilder library check'.")
    return 0


def _asked(asked: Iterator[Question]) -> Iterator[tuple[str, str]]:
    """Ask for each field, and yield those that were answered."""
    for each in asked:
        hint = (
            f" One of: {', '.join(each.words)}." if each.words else f" Such as: {each.example}" if each.example else ""
        )
        click.echo(f"\n{each.title}. {each.wants}{hint}")
        if text := click.prompt(each.field, default="", show_default=False).strip():
            yield each.field, text
