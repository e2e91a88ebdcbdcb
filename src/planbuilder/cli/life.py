"""The commands on an entry's life: approve, status."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.layers import layer_option, layers_in_use
from planbuilder.cli.options import DAY, FOLDER, library_option, usable_library
from planbuilder.cli.reporting import as_json, printable
from planbuilder.errors import UsageError

#: More lines than these are counted, not named, unless they are asked for.
_MOST = 40

if TYPE_CHECKING:
    from planbuilder.library.approving import GivenApprovals
    from planbuilder.library.life import Life
    from planbuilder.library.translations.counting import TranslationProgress


@click.command(epilog="\b\nExample:\n  planbuilder library approve intervention/drinking-log --as clinical-director")
@click.argument("names", nargs=-1, metavar="ID...")
@click.option("--as", "role", required=True, metavar="ROLE", help="Whose approval it is, such as clinical-director.")
@click.option("--by", default="", metavar="NAME", help="Who approved, where the name is to be kept.")
@click.option("--date", "on", type=DAY, default=dt.date.today, help="The day of the approval (today without it).")
@click.option("--language", default="", metavar="LANGUAGE", help="Approve the translation into it, such as es.")
@click.option("--all", "every", is_flag=True, help="With --language: everything that waits for a review, listed first.")
@click.option("--yes", is_flag=True, help="With --all: do not ask before it is recorded.")
@layer_option
@library_option
def approve(
    names: Sequence[str],
    role: str,
    by: str,
    on: dt.date,
    language: str,
    every: bool,
    yes: bool,
    layer: Path | None,
    library: Path | None,
) -> int:
    """Record that ROLE approved the entries ID as they are worded now, in approvals.yaml of your own layer.

    An approval holds for this wording: a later change of the text, also in a layer beneath, makes it void.

    With --language it is for the translation of each ID, in both languages as they are now, by a qualified translator
    with a name (45 CFR 92.201(c)(3)); also for the phrases and the documents of the translation.
    """
    from planbuilder.library.approving import approve as approve_entries
    from planbuilder.library.loading import load_library

    if bool(names) == every or (every and not language) or (yes and not every):
        fix = "Name entries; or write --language LANGUAGE --all for a whole translation, with --yes where nobody asks."
        raise UsageError("It is not said what is approved.", fix=fix)
    roots = layers_in_use(layer, library)
    if language:
        done = _translation(roots, language, names, role, on, by, yes=yes)
        if done is None:
            return 0
    else:
        done = approve_entries(roots[-1], load_library(*roots), names, role, on, by=by.strip())
    for name in done.entries:
        click.echo(f"Approved as {role}: {name}")
    click.echo(f"Kept in {done.file}")
    return 0


def _translation(
    roots: Sequence[Path], language: str, names: Sequence[str], role: str, on: dt.date, by: str, *, yes: bool
) -> GivenApprovals | None:
    """Record a review of a translation; without names of all that waits for one, listed and confirmed. None: nothing.

    Raises UsageError where nobody can be asked.
    """
    from planbuilder.library.translations.approving import approve_translation, to_review

    if names:
        return approve_translation(roots, language, names, role, on, by=by)
    waiting = to_review(roots, language)
    if not waiting:
        click.echo("Everything in this translation is approved as it is now.")
        return None
    for name in waiting:
        click.echo(f"  {name}")
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("Nobody can be asked whether to approve all of this.", fix="Add --yes.")
        question = f"Has {by.strip()} read all {len(waiting)} of these, in both languages?"
        if not click.confirm(question):
            click.echo("Nothing was recorded.")
            return None
    return approve_translation(roots, language, waiting, role, on, by=by)


@click.command(epilog="\b\nExample:\n  planbuilder library status --plans plans")
@click.option("--plans", type=FOLDER, metavar="DIR", help="Plans whose entries count as in use (the workspace's).")
@click.option("--date", "on", type=DAY, default=dt.date.today, help="The day that counts as today.")
@click.option("--all", "every", is_flag=True, help="Name every entry, however many there are.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@library_option
def status(plans: Path | None, on: dt.date, every: bool, format: str, library: Path | None) -> int:
    """Show drafts, reviews that are due, approvals that no longer hold, and what is in use and nobody approved.

    In use is what the kept plans hold; where none are kept, everything that new plans may use. The exit code is 1 where
    the library demands approval and something in use has none.
    """
    from planbuilder.library.life import life
    from planbuilder.library.translations.counting import translation_progress
    from planbuilder.records.in_use import entries_in_use

    shelf = usable_library(library)
    home = plans or shelf.plans
    used = entries_in_use(home) if plans or (home.is_dir() and any(home.iterdir())) else None
    found = life(shelf.roots, shelf.library, on, used)
    progress = translation_progress(shelf.roots)
    if format == "json":
        click.echo(as_json({**asdict(found), "translations": [asdict(each) for each in progress]}))
    else:
        click.echo("\n".join([*_told(found, every=every), *_languages(progress)]))
    return int(found.demanded and bool(found.unapproved))


def _told(found: Life, *, every: bool) -> Iterator[str]:
    """Yield where entries are in their life as lines that read aloud well."""
    used = "used by kept plans" if found.in_use else "offered to new plans"
    demanded = "This library demands approval." if found.demanded else "This library does not demand approval."
    overdue = [f"{each.entry}: approved as {each.role} on {each.on}, due since {each.due}" for each in found.overdue]
    stale = [f"{each.entry}: approved as {each.role} on {each.on}, changed since" for each in found.stale]
    yield from _list("Drafts in the library", found.drafts, every=every)
    yield from _list("Drafts that nothing loads yet", found.draft_files, every=every)
    yield from _list("Reviews that are due", overdue, every=every)
    yield from _list("Approvals that no longer hold", stale, every=every)
    yield from _list(f"Not approved, and {used}", found.unapproved, every=every)
    yield demanded


def _languages(progress: Sequence[TranslationProgress]) -> Iterator[str]:
    """Yield how far each translation has come, and a line for each problem that it does not cover."""
    for each in progress:
        lacks = (
            f", {each.missing} missing, {each.stale} stale" if each.missing or each.stale else ", none missing or stale"
        )
        texts = "1 text" if each.texts == 1 else f"{each.texts} texts"
        yield (
            f"Translation into {each.language}: {each.problems} of {each.problems + len(each.left)} problems, "
            f"{texts}{lacks}; {each.reviewed} of {each.entries} entries approved by a qualified translator"
        )
        yield from (printable(f"  {one.problem}: not covered, {one.missing} texts to translate") for one in each.left)


def _list(title: str, lines: Sequence[str], *, every: bool) -> Iterator[str]:
    """Yield a title with a count, and the lines under it; of very many how many there are of each kind of entry."""
    yield f"{title}: {len(lines) or 'none'}"
    if every or len(lines) <= _MOST:
        yield from (printable(f"  {line}") for line in lines)
        return
    kinds = Counter(line.partition("/")[0] for line in lines)
    told = ", ".join(f"{number} of kind {kind}" for kind, number in kinds.items())
    yield printable(f"  {told}; name them with --all")
