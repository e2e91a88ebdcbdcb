"""The commands on profiles: list, show, explain."""

from __future__ import annotations

from pathlib import Path

import click

from planbuilder.cli.options import FILE, library_option, usable_library
from planbuilder.cli.reporting import as_json, printable
from planbuilder.errors import UsageError

_FORMAT = click.Choice(["text", "json"])


@click.group(epilog="\b\nExample:\n  planbuilder profiles list --for plan.json")
def profiles() -> None:
    """List and explain the profiles: what payers, regulators and accreditors ask of a plan, with citations."""


@profiles.command("list", epilog="\b\nExample:\n  planbuilder profiles list --for plan.json")
@click.option("--for", "plan", type=FILE, metavar="PLAN", help="Only those that go with this plan record, and why.")
@click.option("--format", type=_FORMAT, default="text", show_default=True, help="How to print.")
@library_option
def list_profiles(plan: Path | None, format: str, library: Path | None) -> int:
    """List the profiles: id, title, how many requirements, and how many nobody has checked against the text."""
    from planbuilder.cli.told_profiles import proposed_words
    from planbuilder.plan.plans import load_plan
    from planbuilder.profiles.fitting import fitting_profiles
    from planbuilder.profiles.viewing import facts_of

    shelf = usable_library(library, near=plan).library
    if plan is None:
        found = [(each, proposed_words(each)) for each in shelf.profiles.values()]
    else:
        found = [(each.profile, each.why) for each in fitting_profiles(facts_of(load_plan(plan), shelf), shelf)]
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "requirements": len(each.requirements),
            "unchecked": sum(1 for one in each.requirements.values() if one.checked is None),
            "proposed": why,
        }
        for each, why in found
    ]
    if format == "json":
        click.echo(as_json(rows))
        return 0
    for row in rows:
        unchecked = f", {row['unchecked']} not checked against the text" if row["unchecked"] else ""
        click.echo(printable(f"{row['id']}: {row['title']}"))
        click.echo(printable(f"  {row['requirements']} requirements{unchecked}; proposed: {row['proposed']}"))
    click.echo(f"{len(rows)} profile{'' if len(rows) == 1 else 's'}.")
    return 0


@profiles.command(epilog="\b\nExample:\n  planbuilder profiles show good-practice")
@click.argument("id")
@click.option("--format", type=_FORMAT, default="text", show_default=True, help="How to print.")
@library_option
def show(id: str, format: str, library: Path | None) -> int:
    """Show the profile ID: whose it is, for which plans, and every requirement with why, what to write and citation."""
    from planbuilder.cli.entries import record
    from planbuilder.cli.told_profiles import profile_lines

    shelf = usable_library(library).library
    if id not in shelf.profiles:
        from planbuilder.library.store import nearest_words

        fix = nearest_words(id, shelf.profiles, "'planbuilder profiles list' shows them.")
        raise UsageError(f"There is no profile called '{id}'.", fix=fix)
    if format == "json":
        click.echo(as_json(record(shelf, f"profile/{id}")))
    else:
        click.echo("\n".join(profile_lines(shelf.profiles[id], shelf)))
    return 0


@profiles.command(epilog="\b\nExample:\n  planbuilder profiles explain good-practice/goal-own-words")
@click.argument("rule", metavar="PROFILE/REQUIREMENT")
@library_option
def explain(rule: str, library: Path | None) -> int:
    """Explain one requirement: what it asks, why, by which text, what was read of it, and what it looks at."""
    import msgspec

    from planbuilder.cli.told_profiles import requirement_lines
    from planbuilder.library.store import nearest_words

    shelf = usable_library(library).library
    known = {f"{each.id}/{id}": (id, one) for each in shelf.profiles.values() for id, one in each.requirements.items()}
    if rule not in known:
        fix = nearest_words(rule, known, "'planbuilder profiles show PROFILE' lists the requirements of one.")
        raise UsageError(f"There is no requirement called '{rule}'.", fix=fix)
    id, each = known[rule]
    click.echo("\n".join(requirement_lines(id, each, shelf)))
    if each.checked:
        click.echo(printable(f"  Seen: {each.checked.saw}"))
    asked = {name: part for name in ("given", "must", "clock") if (part := getattr(each, name)) is not None}
    click.echo(f"  Looks at, for those who write profiles: {msgspec.json.encode(asked).decode()}")
    return 0
