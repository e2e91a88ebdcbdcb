"""A click group that imports a command only when it is called."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command is (``module:attribute``), and what it does in one line."""

    target: str
    summary: str

    def load(self) -> click.Command:
        """Import and return the command."""
        module, _, attribute = self.target.partition(":")
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found


class LazyGroup(click.Group):
    """A group whose commands are named by a table."""

    def __init__(self, *args: Any, commands_by_name: Mapping[str, Command], **more: Any) -> None:
        super().__init__(*args, **more)
        self.commands_by_name = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of the commands in the order of the table."""
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Return a command, imported now, or None where the table has no such name."""
        found = self.commands_by_name.get(cmd_name)
        return found.load() if found else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names; raise click.UsageError with the nearest name otherwise."""
        name = args[0]
        if name not in self.commands_by_name and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.commands_by_name, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"Commands: {', '.join(self.commands_by_name)}."
            raise click.UsageError(f"There is no command '{name}'. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the names and summaries without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.summary) for name, command in self.commands_by_name.items()])
