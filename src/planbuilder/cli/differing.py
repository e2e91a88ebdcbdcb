"""The command that shows what differs between two editions of a library: diff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.layers import layer_option, layers_in_use
from planbuilder.cli.options import FOLDER, library_option
from planbuilder.cli.reporting import as_json, printable

if TYPE_CHECKING:
    from planbuilder.library.differences import Difference
    from planbuilder.library.editions import Edition
    from planbuilder.library.field_differences import FieldDifference
    from planbuilder.records.affected import Affected, Use

_HEADS = {
    "added": "Added",
    "changed": "Changed",
    "superseded": "Superseded",
    "withdrawn": "Withdrawn",
    "removed": "Gone without a word",
}
_WEIGHTS = {
    "wording": "only in wording and sources",
    "substance": "in what new plans get",
    "break": "in what plans in use stand on",
}


@click.command(
    epilog="\b\nExample:\n  planbuilder library diff releases/our-library-1.0.0.zip\n"
    "  planbuilder library diff v1.0.0 v1.1.0 --plans plans"
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@click.option("--plans", type=FOLDER, help="Also say which of the plans kept in this folder each change touches.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@layer_option
@library_option
def diff(
    before: str, after: str | None, plans: Path | None, format: str, layer: Path | None, library: Path | None
) -> int:
    """Show what changed in a library from A to B: each a folder, a released archive, or a revision of git.

    Without B it is the library in use. A revision gives the library as it was in the folder of the library in use. In
    a workspace with layers both are editions of the uppermost layer, or of the one given with --layer, and are read on
    top of those beneath it. Words that went stand in [-...-], words that came in {+...+}.
    """
    from planbuilder.library.differences import meaning
    from planbuilder.library.editions import compare, open_edition
    from planbuilder.library.versions import heaviest, least_version
    from planbuilder.records.affected import affected_plans

    roots = layers_in_use(layer, library)
    root, below = roots[-1], roots[:-1]
    old, new = open_edition(before, root, below), open_edition(after or str(root), root, below)
    found = compare(old, new)
    touched = affected_plans(plans, new.library, {each.name for each in found}) if plans else None
    least = least_version(old.about.version, heaviest(found)) if found else ""
    if format == "json":
        click.echo(as_json(_data(old, new, found, least, touched)))
        return 0
    for each in found:
        click.echo("\n".join(printable(line) for line in _lines(each, meaning(each), touched)) + "\n")
    click.echo("\n".join(printable(line) for line in _summary(old, new, found, least, touched)))
    return 0


def _lines(each: Difference, said: str, touched: Affected | None) -> Iterator[str]:
    """Yield the lines on one entry: what happened to it, its fields, what it means, the plans that have it."""
    title = "" if each.title == each.id else f", {each.title}"
    yield f"{_HEADS[each.how]}: {each.name}{title}" + (f" (now {', '.join(each.by)})" if each.by else "")
    if each.why:
        yield f"  Reason: {each.why}"
    for field in each.fields:
        yield f"  {_field(field)}"
    yield f"  Means: {said}"
    for use in touched.uses.get(each.name, ()) if touched else ():
        yield f"  Plan: {_use(use)}"


def _field(field: FieldDifference) -> str:
    """Return a field that differs as one line."""
    from planbuilder.library.marked_words import marked_text

    if field.words:
        return f"{field.path}: {marked_text(field.words)}"
    if field.how == "changed":
        return f"{field.path}: [-{field.before}-] {{+{field.after}+}}"
    return f"{field.path}: [-{field.before}-]" if field.how == "removed" else f"{field.path}: {{+{field.after}+}}"


def _use(use: Use) -> str:
    """Return a plan that has an entry."""
    where = f" at {', '.join(use.where)}" if use.where else ""
    same = "; what it prints reads the same" if use.same_words else ""
    return f"{use.client}, version {use.version}{where}{same}"


def _summary(
    old: Edition, new: Edition, found: Sequence[Difference], least: str, touched: Affected | None
) -> Iterator[str]:
    """Yield the lines at the end: how much differs, the number that it needs, how many plans it touches."""
    yield f"From {_called(old)} to {_called(new)}: {_counted(found)}."
    if found and _is_behind(new.about.version, least):
        yield f"Released after {old.about.version}, this needs the version {least} or a higher one."
    if touched:
        ended = f" Plans that ended: {touched.ended}." if touched.ended else ""
        broken = f" Not looked at, because their versions do not hold together: {', '.join(touched.broken)}."
        yield (
            f"Plans in use that were looked at: {touched.plans}; with something that changed: {touched.touched}."
            + ended
            + (broken if touched.broken else "")
        )


def _called(edition: Edition) -> str:
    """Return how an edition is called: its name as given, its library and version."""
    return f"{edition.name} ({edition.about.id} {edition.about.version})"


def _counted(found: Sequence[Difference]) -> str:
    """Return how many entries differ in which way."""
    number = {how: sum(each.how == how for each in found) for how in _HEADS}
    told = [f"{count} {_HEADS[how].lower()}" for how, count in number.items() if count]
    return ", ".join(told) or "nothing differs but, perhaps, comments and layout"


def _is_behind(version: str, least: str) -> bool:
    """Return whether a version is lower than the least one that may follow."""
    from planbuilder.library.versions import parse_version

    return parse_version(version) < parse_version(least)


def _data(
    old: Edition, new: Edition, found: Sequence[Difference], least: str, touched: Affected | None
) -> dict[str, Any]:
    """Return everything as plain data."""
    from planbuilder.library.differences import meaning

    entries = []
    for each in found:
        uses = [asdict(use) for use in touched.uses.get(each.name, ())] if touched else []
        entries.append(
            asdict(each) | {"weight": each.weight, "means": meaning(each)} | ({"plans": uses} if touched else {})
        )
    told: dict[str, Any] = {
        "from": {"name": old.name, "library": old.about.id, "version": old.about.version},
        "to": {"name": new.name, "library": new.about.id, "version": new.about.version},
        "needs_version": least,
        "differences": entries,
    }
    if touched:
        told["plans"] = {"looked_at": touched.plans, "touched": touched.touched, "ended": touched.ended}
        told["plans"]["broken"] = list(touched.broken)
    return told
