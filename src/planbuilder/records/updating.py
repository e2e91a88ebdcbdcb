"""A kept plan as the library words it now: merged field by field, what the clinician wrote never touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from planbuilder import __version__
from planbuilder.errors import InputError, UsageError
from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.carrying import carried
from planbuilder.plan.keyed import keyed_texts, with_texts
from planbuilder.plan.numbering import items
from planbuilder.plan.recomposing import made_anew, obstacles
from planbuilder.plan.record import MadeWith, Plan, Text, inputs_digest
from planbuilder.plan.record_differences import Difference, differences
from planbuilder.records.changes import Change, changes
from planbuilder.records.store import Version, save_version

#: An entry that was retired since stays in a plan until somebody decides; it is told, and is no obstacle.
_TOLD = frozenset({"entry-retired"})
#: How a reader calls an item by the letter of its key, and the part it stands in where it has no number.
_NOUNS = {
    "p": "Problem",
    "d": "Sign",
    "g": "Goal",
    "o": "Objective",
    "i": "Intervention",
    "a": "Accommodation",
    "t": "Option",
    "r": "Protocol",
    "s": "Step",
    "e": "Criterion",
    "n": "Note",
}
_PARTS = {"d": "signs", "t": "options", "r": "protocols", "s": "protocols", "e": "ending", "n": "notes"}
_FIELDS = {
    "statement": "statement",
    "plain": "plain wording",
    "because": "reason",
    "begins_when": "when it begins",
    "plain_begins_when": "when it begins, in plain words",
}
#: Fields whose differences are told with both values.
_TOLD_APART = frozenset({"dose", "dose text", "person", "role", "delivery"})


@dataclass(frozen=True, slots=True)
class Merge:
    """One text that the library words in another way now.

    ``taken``: the new wording is taken, nobody had changed the old one. ``kept``: the clinician had, and that stands;
    old, new and own wording are to be looked at side by side. ``agreed``: the library says now what they had written.
    """

    kind: Literal["taken", "kept", "agreed"]
    where: str
    what: str
    before: str
    now: str
    wrote: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """A plan as it would be: each merged text, what else changes, told with both values, and the rest by its fields."""

    plan: Plan
    merges: tuple[Merge, ...]
    others: tuple[Change, ...]
    rest: tuple[Difference, ...]

    @property
    def conflicts(self) -> tuple[Merge, ...]:
        """Return the texts in which the library and the clinician both changed something."""
        return tuple(each for each in self.merges if each.kind == "kept")

    @property
    def nothing(self) -> bool:
        """Return whether the plan would say the same."""
        return not (self.merges or self.others or self.rest)


def updated(plan: Plan, library: Library) -> Update:
    """Return a kept plan as it would be with the library as it is now, and what would be other in it.

    Facts, choices, dates, keys and numbers stay. Raises InputError where the library no longer knows what the plan was
    made from, UsageError where words that somebody wrote would have no place any more; then nothing is changed.
    """
    stops: Sequence[Finding] = [each for each in obstacles(plan, library) if each.rule not in _TOLD]
    if stops:
        said = "The library no longer knows what this plan was made from, and nothing was updated."
        raise InputError(said, tuple(stops), where=plan.client.id)
    made = carried(plan, made_anew(plan, library), library)
    old, new = keyed_texts(plan), keyed_texts(made)
    _require_places(plan, old, new)
    texts = {key: _merged(old[key], text) for key, text in new.items() if key in old}
    made = replace(with_texts(made, texts), made_with=_made_with(plan, library), signatures=(), ending=None)
    then = with_texts(plan, {key: texts[key] for key in old if key in texts})
    return Update(made, tuple(_merges(plan, old, texts)), changes(then, made), tuple(_rest(then, made)))


def _merged(old: Text, new: Text) -> Text:
    """Return a text merged three ways: a wording that the library now has itself is nobody's own any more.

    A value that somebody wrote into a blank which the new wording lacks stays, in the words it stood in.
    """
    if old.wrote:
        return replace(new, wrote="" if old.wrote == new.printed else old.wrote)
    lost = any(slot.source == "edited" and name not in new.slots for name, slot in old.slots.items())
    return replace(new, wrote=old.printed if lost else "")


def _require_places(plan: Plan, old: Mapping[str, Text], new: Mapping[str, Text]) -> None:
    """Raise where an item in which somebody wrote would be gone."""
    own = (key for key, text in old.items() if text.wrote or any(one.source == "edited" for one in text.slots.values()))
    names = places(plan)
    if gone := sorted({names[key.partition(".")[0]][0] for key in own if key not in new}):
        said = f"What somebody wrote would have no place any more ({', '.join(gone)}), and nothing was updated."
        fix = "The library took these items away. Decide in the selection what follows them, and save the plan anew."
        raise UsageError(said, where=plan.client.id, fix=fix)


def _made_with(plan: Plan, library: Library) -> MadeWith:
    """Return with what the updated plan is made."""
    return MadeWith(
        planbuilder=__version__,
        library=library.about.id,
        version=library.about.version,
        digest=library.digest,
        inputs=inputs_digest(plan.client, plan.selection, library.digest),
    )


def _merges(plan: Plan, old: Mapping[str, Text], texts: Mapping[str, Text]) -> Iterator[Merge]:
    """Yield the texts that the library words in another way now."""
    names = places(plan)
    for key, text in texts.items():
        before = old[key]
        if before.library == text.library:
            continue
        item, _, field = key.partition(".")
        where, noun = names[item]
        kind: Literal["taken", "kept", "agreed"] = "kept" if text.wrote else "agreed" if before.wrote else "taken"
        yield Merge(kind, where, f"{noun}, {_FIELDS[field]}", before.printed, text.printed, text.wrote or before.wrote)


def places(plan: Plan) -> dict[str, tuple[str, str]]:
    """Return where each item stands, by its key, and how a reader calls its kind."""
    return {item.key: (item.number or _PARTS[item.letter], _NOUNS[item.letter]) for item in items(plan)}


def _rest(then: Plan, made: Plan) -> Iterator[Difference]:
    """Yield the parts that differ in something beside their wording."""
    for each in differences(then, made, same_library=False):
        fields = tuple(name for name in each.fields if name not in _TOLD_APART)
        if each.kind == "changed" and (fields or not each.fields):
            yield Difference(each.where, each.what, each.kind, fields)


def update_plan(plans: Path, plan: Plan, update: Update, *, by: str, why: str = "") -> Version:
    """Keep an updated plan as the next version, unsigned, and return it; raises what :func:`save_version` raises.

    ``plan`` is the latest version, from which the update was made.
    """
    made = update.plan.made_with
    told = why or f"Updated to the library '{made.library}' {made.version}"
    return save_version(plans, update.plan, by=by, why=told, based_on=plan.version)
