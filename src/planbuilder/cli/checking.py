"""The command that checks a plan: against itself, and against the profiles of payers, regulators and accreditors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import FILE, THERE, date_option, library_option, usable_library
from planbuilder.cli.reporting import FORMATS, as_json, exit_code, findings_as_text, report
from planbuilder.errors import UsageError

if TYPE_CHECKING:
    from planbuilder.library.entries import Profile
    from planbuilder.library.store import Library
    from planbuilder.plan.record import Plan

#: Stands for every profile that goes with the plan.
PROPOSED = "proposed"
#: The document that prints what profiles found.
SHEET = "readiness-sheet"


@click.command(epilog="\b\nExample:\n  planbuilder check plan.json --profile proposed")
@click.argument("plan", type=FILE)
@click.option(
    "--profile",
    "names",
    multiple=True,
    metavar="ID",
    help="Also against this profile; may be given again. 'proposed' stands for all that go with the plan.",
)
@click.option("--sheet", type=FILE, metavar="FILE.docx", help="Also write what the profiles found as a Word document.")
@click.option("--plans", type=THERE, metavar="DIR", help="Kept plans, for names of other clients (the workspace's).")
@click.option("--format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to print.")
@library_option
@date_option
def check(
    plan: Path,
    names: Sequence[str],
    sheet: Path | None,
    plans: Path | None,
    format: str,
    library: Path | None,
    on: dt.date,
) -> int:
    """Find what is wrong or missing in the plan record PLAN: its thread, its blanks, its safety, its access.

    Also whether it was changed since it was composed: whether it says what its own facts and the library give; and
    whether it names another client of whom a plan is kept, or says unedited what many kept plans say. With
    --profile also what a payer, regulator or accreditor asks, profile by profile, each finding with its citation and
    with what to write. What is due is held against the day of --date, progress notes too where the plan is a version
    that is kept in the workspace. This is no determination of compliance.
    """
    from planbuilder.cli.workspace import workspace
    from planbuilder.plan.plans import load_plan
    from planbuilder.plan.record_check import check_record
    from planbuilder.profiles.checking import check_profiles
    from planbuilder.records.cloned_texts import CLONED_OVER, cloned_findings
    from planbuilder.records.kept_moments import kept_moments
    from planbuilder.records.other_names import other_name_findings

    shelf = usable_library(library, near=plan)
    record = load_plan(plan)
    kept = plans or shelf.plans
    place = workspace() or workspace(plan.parent)
    over = place.cloned if place and place.cloned else CLONED_OVER
    beside = (*other_name_findings(record, kept), *cloned_findings(record, kept, over))
    own = (*check_record(record, shelf.library), *beside)
    if not names:
        if sheet is not None:
            raise UsageError("The sheet prints what profiles found, and none was named.", fix="Add --profile proposed.")
        return report(own, format)
    profiles = chosen_profiles(names, record, shelf.library)
    if PROPOSED in names:
        for said in not_looked_for(record, shelf.library):
            click.echo(said, err=True)
    results = check_profiles(record, profiles, shelf.library, on, kept_moments(kept, record))
    every = [*own, *(finding for each in results for finding in each.findings)]
    if sheet is not None:
        from planbuilder.documents.registry import find_paper, render_paper
        from planbuilder.saving import save

        made = render_paper(record, find_paper(shelf.homes, SHEET), results=results)
        click.echo(f"Readiness sheet: {save(sheet, made)}", err=True)
    if format == "sarif":
        return report(every, format)
    if format == "json":
        from planbuilder.cli.told_profiles import results_as_data

        click.echo(as_json(results_as_data(own, results)))
    else:
        from planbuilder.cli.told_profiles import results_as_text

        click.echo(f"The plan itself\n\n{findings_as_text(own)}\n\n{results_as_text(results)}")
    return exit_code(every)


def not_looked_for(plan: Plan, library: Library) -> Iterator[str]:
    """Yield which profiles could not be proposed, as the file does not say what they go by, or a layer hides them."""
    from planbuilder.profiles.viewing_people import payer_kinds

    care = plan.client.care
    if not care.state:
        yield "No state is on file ('care: state'), so no profile of a state was looked for."
    if not care.payer:
        yield "No payer is on file ('care: payer'), so no profile of a payer was looked for."
    elif not payer_kinds(care.payer, library):
        yield "The payer's name shows no kind of payer that is known, so no profile of a payer was looked for."
    hidden = [each.id for each in library.profiles.values() if each.proposed.always and each.state != "active"]
    if hidden:
        yield f"Goes with every plan, and is out of use here: {', '.join(hidden)}."


def chosen_profiles(names: Sequence[str], plan: Plan, library: Library) -> list[Profile]:
    """Return the profiles that were named, each once, 'proposed' as all that go with the plan.

    Raises UsageError, with the nearest ids, for a profile that the library does not have.
    """
    from planbuilder.library.store import nearest_words
    from planbuilder.profiles.fitting import fitting_profiles
    from planbuilder.profiles.viewing import facts_of

    chosen: dict[str, Profile] = {}
    for name in names:
        if name == PROPOSED:
            chosen |= {each.profile.id: each.profile for each in fitting_profiles(facts_of(plan, library), library)}
        elif name in library.profiles:
            chosen[name] = library.profiles[name]
        else:
            fix = nearest_words(name, [PROPOSED, *library.profiles], "'planbuilder profiles list' shows them.")
            raise UsageError(f"There is no profile called '{name}'.", fix=fix)
    return list(chosen.values())
