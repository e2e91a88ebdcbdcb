"""The command that says what is due over all kept plans: due."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.options import DAY, THERE, library_option, usable_library
from planbuilder.cli.reporting import as_json, details, exit_code
from planbuilder.cli.told_due import WHAT, due_data, due_row, due_summary
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.interop.calendar_files import CalendarDay
    from planbuilder.library.store import Library
    from planbuilder.records.due import DueList, PlanDue

_SPAN = re.compile(r"([0-9]{1,4})([dw]?)")
_WEEK = 7
_COLOR = {"late": "bold red", "today": "bold yellow", "soon": "yellow", "later": ""}


class _Days(click.ParamType[int]):
    """A number of days, such as 14d or 2w."""

    name = "14d"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the days; fail with the form to use for anything else."""
        found = _SPAN.fullmatch(str(value))
        if found is None:
            self.fail(f"'{value}' is no span of days or weeks. Write it like 14d or 2w.", param, ctx)
        return int(found[1]) * (_WEEK if found[2] == "w" else 1)


@click.command(epilog="\b\nExample:\n  planbuilder due --within 14d --ics due.ics")
@click.option("--within", type=_Days(), help="Only what is late, or due in so many days (14d) or weeks (2w).")
@click.option("--plans", type=THERE, metavar="DIR", help="Where the versions are (the workspace's plans/ without it).")
@click.option("--profile", "names", multiple=True, metavar="ID", help="Clocks of this profile; may be given again.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write a calendar file, a new one.",
)
@click.option(
    "--names", "named", is_flag=True, help="With clients' names, also in the calendar file; ids alone without it."
)
@click.option("--date", "on", type=DAY, default=dt.date.today, help="The day that counts as today.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def due(
    within: int | None,
    plans: Path | None,
    names: Sequence[str],
    ics: Path | None,
    on: dt.date,
    format: str,
    library: Path | None,
    *,
    named: bool,
) -> int:
    """Show what is due over all kept plans, and what is late: plans, reviews, notes, signatures, and what runs out.

    The days come from the clocks of the profiles that go with each plan (or those named by --profile), from the plan's
    own review and end, and from the client's file: the payer's authorization, what is asked again, releases. The first
    day asked counts. Plans that ended rest. The exit code is 1 where the versions of a client cannot be relied on.
    """
    from planbuilder.records.due import due_plans

    shelf = usable_library(library)
    _require_profiles(names, shelf.library)
    found = due_plans(plans or shelf.plans, shelf.library, on, names)
    dues = [each for each in found.dues if within is None or (each.by - on).days <= within]
    written = _write_calendar(ics, dues, on, named=named) if ics else None
    if format == "json":
        click.echo(as_json(due_data(found, dues, on, named=named)))
    else:
        _show(found, dues, on, named=named)
        if written:
            click.echo(f"Wrote {written}")
    return exit_code(found.findings)


def _require_profiles(names: Sequence[str], library: Library) -> None:
    """Raise UsageError for a profile that the library does not have."""
    from planbuilder.library.store import nearest_words

    for name in names:
        if name not in library.profiles:
            fix = nearest_words(name, library.profiles, "'planbuilder profiles list' shows those there are.")
            raise UsageError(f"There is no profile called '{name}'.", fix=fix)


def _write_calendar(file: Path, dues: Sequence[PlanDue], on: dt.date, *, named: bool) -> Path:
    """Write a calendar file and return where: under the name given, or the next that is free."""
    from planbuilder.interop.calendar_files import calendar_file
    from planbuilder.saving import save

    return save(file, calendar_file((_day(each, named=named) for each in dues), on))


def _day(each: PlanDue, *, named: bool) -> CalendarDay:
    """Return what a calendar is told: who by id or name, what, nothing of the reason, which could tell of treatment."""
    from planbuilder.interop.calendar_files import CalendarDay

    who = f"{each.name} ({each.client})" if named else each.client
    late = " It is set for a later day in the plan." if each.planned_late else ""
    said = f"The first day on which it is asked.{late} 'planbuilder due' says by whom."
    return CalendarDay(f"{each.client}/{each.kind}/{each.about}", each.by, f"{WHAT[each.kind]}: {who}", said)


def _show(found: DueList, dues: Sequence[PlanDue], on: dt.date, *, named: bool) -> None:
    """Print what is due: a table on a terminal, else lines that read aloud well."""
    rows = [(each.standing(on), due_row(each, on, named=named)) for each in dues]
    if rows and sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table("When", "How it stands", "Client", "What", "Asked by", show_lines=True)
        for standing, (*first, asked) in rows:
            row = (*first, "\n".join(asked))
            table.add_row(
                *(Text(part, _COLOR[standing] if at == 1 else "", overflow="fold") for at, part in enumerate(row))
            )
        Console().print(table)
    else:
        for _, (when, how, who, what, asked) in rows:
            click.echo(f"{when}, {how}: {who}. {what}. Asked by {'; '.join(asked)}.")
    if found.findings:
        click.echo(f"\n{details(found.findings)}\n")
    if any(one.working_days for each in dues for one in each.asked):
        click.echo("'Without holidays' says that Monday to Friday were counted; a holiday in between gives a day more.")
    click.echo(due_summary(found, dues, on))
