"""Taking edited wording and values over into the latest version of a plan, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from planbuilder.documents.index import in_full
from planbuilder.findings import Place
from planbuilder.plan.days import day_in_words
from planbuilder.plan.filling import fill
from planbuilder.plan.keyed import keyed_texts, with_texts
from planbuilder.plan.record import Plan, PlanIntervention, PlanObjective, SlotValue, Text
from planbuilder.plan.record_parts import interventions, objectives
from planbuilder.reading_characters import UNSEEN
from planbuilder.records.acceptance import Collision, Merge
from planbuilder.records.accepting_rules import NO_DATE
from planbuilder.records.edits import TextEdit

_DATE = "target_date"


def cleaned(text: str) -> str:
    """Return a text without characters that nobody sees, and without blanks around it."""
    return UNSEEN.sub("", text).strip()


def merge_texts(edits: Iterable[TextEdit], merge: Merge) -> None:
    """Take edited texts over into the version that is made; what somebody else changed too is a collision."""
    texts: dict[str, Text] = {}
    valued: dict[str, dict[str, str]] = {}
    for edit in edits:
        values = _values(edit, merge)
        found = _reworded(edit, merge) if values is None else _revalued(edit, values, merge)
        if found is None:
            continue
        texts[edit.key] = found
        if values:
            valued[edit.key] = values
    followers = _followers(merge.base, valued, set(texts))
    texts |= {key: text for key, text in followers if merge.now.get(key) == merge.printed[key]}
    texts |= {key: text for key, text in _twins(merge, texts) if key not in texts}
    merge.made = with_texts(merge.made, texts)


def _values(edit: TextEdit, merge: Merge) -> dict[str, str] | None:
    """Return the new values where only values were edited, None where the wording was."""
    if edit.reworded or not edit.slots:
        return None
    values = {slot.slot: cleaned(slot.new) for slot in edit.slots}
    if _DATE in values and day_in_words(values[_DATE]) is None:
        merge.findings.append(NO_DATE.finding(Place(), name=edit.name))
        return None
    return values


def _reworded(edit: TextEdit, merge: Merge) -> Text | None:
    """Return a text with the clinician's wording, None where it collides or stands there already."""
    new, now = cleaned(edit.new), merge.now.get(edit.key)
    if now is not None and now.now == new:
        return None
    if now is None or now != merge.printed[edit.key]:
        _collide(edit, merge)
        return None
    return replace(now, wrote="" if new == now.printed else new)


def _revalued(edit: TextEdit, values: Mapping[str, str], merge: Merge) -> Text | None:
    """Return a text with edited values in its blanks, None where one collides or all stand there already."""
    printed, now = merge.printed[edit.key], merge.now.get(edit.key)
    if now is None or now.wrote != printed.wrote or now.library != printed.library:
        if now is None or now.now != cleaned(edit.new):
            _collide(edit, merge)
        return None
    left = {name: value for name, value in values.items() if _said(now, name) != value}
    if any(_said(now, name) != _said(printed, name) for name in left):
        _collide(edit, merge)
        return None
    return _filled(now, left) if left else None


def _said(text: Text, name: str) -> str:
    """Return the value of a blank, empty where it has none."""
    return text.slots[name].value if name in text.slots else ""


def _filled(text: Text, values: Mapping[str, str]) -> Text:
    """Return a text with other values in its blanks, marked as edited."""
    slots = {
        name: SlotValue(value=values[name], source="edited", ask=slot.ask) if name in values else slot
        for name, slot in text.slots.items()
    }
    return replace(fill(text.library, slots), wrote=text.wrote)


def _collide(edit: TextEdit, merge: Merge) -> None:
    """Note that somebody else changed a text too, or struck it."""
    now = merge.now.get(edit.key)
    merge.collisions.append(Collision(edit.key, edit.name, edit.old, now.now if now else "", cleaned(edit.new)))


def _followers(plan: Plan, valued: Mapping[str, Mapping[str, str]], edited: set[str]) -> Iterator[tuple[str, Text]]:
    """Yield texts that print the same values and were not edited themselves, with the new values.

    The value of an objective's blank stands in its plain words too, and in its interventions; that of an intervention
    in its plain words, its reason, and where the same intervention is printed by its number alone.
    """
    texts = keyed_texts(plan)
    wanted: dict[str, dict[str, str]] = {}
    for key, values in valued.items():
        for other in _near(plan, key.rpartition(".")[0]):
            if other not in edited and other in texts and not texts[other].wrote:
                same = {
                    name: value
                    for name, value in values.items()
                    if name in texts[other].slots and texts[other].slots[name].value == _said(texts[key], name)
                }
                wanted.setdefault(other, {}).update(same)
    yield from ((key, _filled(texts[key], values)) for key, values in wanted.items() if values)


def _near(plan: Plan, item: str) -> Iterator[str]:
    """Yield the keys of the texts that share their blanks with those of an item."""
    for step in objectives(plan):
        if step.key == item:
            yield from _fields(step)
            for each in step.interventions:
                yield from _fields(each)
    acts = {each.key: each for each in interventions(plan)}
    if item in acts:
        for each in acts.values():
            if each.key == item or in_full(each) == in_full(acts[item]):
                yield from _fields(each)
    yield from (f"{item}.statement", f"{item}.plain")


def _fields(item: PlanObjective | PlanIntervention) -> Iterator[str]:
    """Yield the keys of an item's texts."""
    yield from (f"{item.key}.{name}" for name in ("statement", "plain", "because") if hasattr(item, name))


def _twins(merge: Merge, texts: Mapping[str, Text]) -> Iterator[tuple[str, Text]]:
    """Yield interventions that were printed by the number of another one whose wording was edited, so worded."""
    printed: dict[str, PlanIntervention] = {}
    for each in interventions(merge.base):
        full = printed.setdefault(in_full(each), each)
        found = texts.get(f"{full.key}.statement")
        key = f"{each.key}.statement"
        if full is not each and found and found.wrote != full.statement.wrote:
            now = merge.now.get(key)
            if now is not None and now == merge.printed[key]:
                yield key, replace(now, wrote=found.wrote)
