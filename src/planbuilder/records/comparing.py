"""Comparing what was read back from a document with the plan that it was printed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from planbuilder.docx.controls import digest_of
from planbuilder.docx.readback import Altered, ReadBack, ReadText
from planbuilder.findings import Finding, Place, ordered
from planbuilder.plan.filling import spans
from planbuilder.plan.record import Plan
from planbuilder.records.blanks import values_in
from planbuilder.records.edits import (
    Addition,
    Comment,
    Edits,
    FieldEdit,
    PendingChange,
    SlotEdit,
    StruckText,
    TextEdit,
    UnplacedWords,
)
from planbuilder.records.items import PlanText, plan_texts
from planbuilder.records.reading_rules import CLIENT, LOST, MACROS, MARKS, STATE, UNKNOWN, UNPLACED, VERSION

#: So many items a finding names; the edits name them all.
_NAMED = 5


def edits_of(plan: Plan, read: ReadBack) -> Edits:
    """Return what was edited in a document of a plan, item by item in the plan's order, and what is wrong with it.

    Of a document of another client nothing is told but that.
    """
    document, client, version = (read.attributes.get(name, "") for name in ("document", "client", "version"))
    if client and client != plan.client.id:
        return Edits(document, client, version, findings=(CLIENT.finding(Place()),), refused=True)
    texts = plan_texts(plan)
    struck = tuple(_struck(texts, read))
    gone = {each.key for each in struck}
    unplaced = tuple(_unplaced(texts, read, gone))
    return Edits(
        document,
        client,
        version,
        texts=tuple(_edits(texts, read, gone)),
        struck=struck,
        additions=tuple(_additions(texts, read)),
        fields=tuple(_fields(read.texts)),
        comments=tuple(
            Comment(each.author, each.date, each.text, each.on, _item(each.key, texts), each.key)
            for each in read.comments
        ),
        waiting=tuple(
            PendingChange(each.kind, each.author, each.date, each.text, _item(each.key, texts), each.key)
            for each in read.tracked
        ),
        unplaced=unplaced,
        went_by=tuple(sorted(Counter(text.by for text in read.texts).items())),
        findings=ordered(_findings(plan, texts, read, unplaced)),
        order=tuple(texts),
        saved_by=read.saved_by,
    )


def _edits(texts: Mapping[str, PlanText], read: ReadBack, gone: set[str]) -> Iterator[TextEdit]:
    """Yield the texts whose wording was changed, in the plan's order."""
    for key, item in texts.items():
        found = read.by_key.get(key)
        if found is None or key in gone or not _is_changed(item, found):
            continue
        new = found.unstruck if found.struck else found.text
        values = values_in(item.text, new, dict(found.slots))
        slots = tuple(_slots(item, values if values is not None else dict(found.slots)))
        reworded = values is None
        if reworded or slots:
            yield TextEdit(key, item.name, item.text.now, new, reworded, found.by, slots, found.struck)


def _is_changed(item: PlanText, found: ReadText) -> bool:
    """Return whether a text differs from what was printed; where no record tells, from what the plan says."""
    changed = found.text != item.text.now if found.changed is None else found.changed
    return (changed and found.text.strip() != item.text.now.strip()) or bool(found.struck)


def _slots(item: PlanText, values: Mapping[str, str]) -> Iterator[SlotEdit]:
    """Yield the values that differ from those that were printed, each blank once."""
    seen: set[str] = set()
    for place in spans(item.text) if not item.text.wrote else ():
        old, new = item.text.printed[place.start : place.end], values.get(place.name)
        if new is None or new in (old, "") or place.name in seen:
            continue
        seen.add(place.name)
        ask = item.text.slots[place.name].ask if place.name in item.text.slots else ""
        yield SlotEdit(place.name, ask, "" if place.blank else old, new, place.blank)


def _struck(texts: Mapping[str, PlanText], read: ReadBack) -> Iterator[StruckText]:
    """Yield the texts that were struck through or deleted as a whole, with the lines that went with them."""
    for key, item in texts.items():
        found = read.by_key.get(key)
        lines = tuple(each.old for each in read.altered if each.gone_with == key)
        if found is None and key in read.missing and read.compared:
            yield StruckText(key, item.name, item.text.now, "deleted", lines)
        elif found is not None and found.wholly_struck:
            yield StruckText(key, item.name, item.text.now, "struck")
        elif found is not None and found.changed and not found.text.strip():
            yield StruckText(key, item.name, item.text.now, "deleted")


def _additions(texts: Mapping[str, PlanText], read: ReadBack) -> Iterator[Addition]:
    """Yield what was added, under the items it follows."""
    for each in read.added:
        under = "" if each.kind == "margin" else _item(each.after, texts)
        yield Addition(
            *(each.kind, each.text, under, each.after, each.cells, each.beside, each.heading, each.apart, each.style)
        )


def _fields(found: Iterable[ReadText]) -> Iterator[FieldEdit]:
    """Yield the boxes, dates and lists that were changed."""
    for text in found:
        if text.changed and text.kind != "text":
            now = {"checkbox": "ticked" if text.checked else "not ticked", "date": text.date, "choice": text.choice}
            yield FieldEdit(text.key, text.kind, now[text.kind] or text.text)


def _unplaced(texts: Mapping[str, PlanText], read: ReadBack, gone: set[str]) -> Iterator[UnplacedWords]:
    """Yield the words that belong to no text of the plan."""
    for each in read.altered:
        if not (each.gone_with and each.gone_with in gone):
            yield _of_page(each, texts)
    for text in read.texts:
        if text.key not in texts and text.kind == "text" and text.changed is not False:
            yield UnplacedWords("", text.text, "", text.key)


def _of_page(each: Altered, texts: Mapping[str, PlanText]) -> UnplacedWords:
    """Return a change of the page with the item before it."""
    return UnplacedWords(each.old, each.new, _item(each.after, texts), each.after)


def _item(key: str, texts: Mapping[str, PlanText]) -> str:
    """Return what a reader calls the item of a text."""
    return texts[key].item if key in texts else ""


def _findings(
    plan: Plan, texts: Mapping[str, PlanText], read: ReadBack, unplaced: tuple[UnplacedWords, ...]
) -> Iterator[Finding]:
    """Yield what is wrong with a document of this client."""
    version = read.attributes.get("version", str(plan.version))
    if read.macros:
        yield MACROS.finding(Place())
    if not read.recorded:
        yield MARKS.finding(Place())
    if version != str(plan.version):
        yield VERSION.finding(Place(), printed=version, version=plan.version)
    elif stale := _stale(texts, read):
        yield STATE.finding(Place(), names=_named(stale))
    if unknown := [text for text in read.texts if text.key not in texts and text.kind == "text"]:
        yield UNKNOWN.finding(Place(), count=_counted(len(unknown), "text"))
    if lost := [] if read.compared else [texts[key].name for key in read.missing if key in texts]:
        yield LOST.finding(Place(), count=_counted(len(lost), "text"), names=_named(lost))
    if unplaced:
        yield UNPLACED.finding(Place(), count=_counted(len(unplaced), "place"))


def _stale(texts: Mapping[str, PlanText], read: ReadBack) -> list[str]:
    """Return the names of the texts that the plan has otherwise than they were printed."""
    printed = {each.key: each.sha256 for each in read.texts if each.sha256 and not each.blank}
    return [item.name for key, item in texts.items() if key in printed and _digest(item.text.now) != printed[key]]


def _digest(text: str) -> str:
    """Return the digest of a text as documents print it."""
    return digest_of(text.replace("\r\n", "\n").replace("\r", "\n"))


def _named(names: list[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _counted(count: int, noun: str) -> str:
    """Return a number of things."""
    return f"{count} {noun if count == 1 else noun + 's'}"
