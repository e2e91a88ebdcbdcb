"""Telling what was edited in a document, item by item, in lines that read aloud well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from planbuilder.cli.reporting import printable

if TYPE_CHECKING:
    from planbuilder.records.edits import Addition, Comment, Edits, PendingChange, StruckText, TextEdit, UnplacedWords

_FOUND_BY = {"control": "its control", "bookmark": "its bookmark", "order": "its style and order"}
_DOES = {
    "insert": "inserts",
    "delete": "deletes",
    "move-from": "moves away",
    "move-to": "moves here",
    "format": "changes the look of",
    "paragraph-insert": "begins a new paragraph",
    "paragraph-delete": "joins two paragraphs",
    "row-insert": "inserts a row",
    "row-delete": "deletes a row",
}
_NOWHERE = "Before the first item"


def told(edits: Edits) -> Iterator[str]:
    """Yield what was edited as paragraphs, item by item in the plan's order, then a line that counts it.

    Of one item first its wording, then what was added after it, comments, tracked changes, and what was not placed.
    """
    places = {key: place for place, key in enumerate(edits.order)}
    for _, paragraph in sorted(_paragraphs(edits), key=lambda each: places.get(each[0], -1)):
        yield paragraph
    yield "\n".join(_summary(edits))


def told_waiting(edits: Edits) -> Iterator[str]:
    """Yield the tracked changes that wait, author by author, each author with a count."""
    authors = dict.fromkeys(each.author for each in edits.waiting)
    for author in authors:
        own = [each for each in edits.waiting if each.author == author]
        changes = "1 tracked change" if len(own) == 1 else f"{len(own)} tracked changes"
        yield "\n\n".join([printable(f"{author or 'Nobody named'}: {changes}"), *map(_waiting, own)])


def told_unplaced(left: Iterable[UnplacedWords]) -> Iterator[str]:
    """Yield changes of the page that have no place in the plan."""
    return map(_unplaced, left)


def _paragraphs(edits: Edits) -> Iterator[tuple[str, str]]:
    """Yield what was edited, each with the key of the text that it is about or stands after."""
    yield from ((each.key, _text(each)) for each in edits.texts)
    yield from ((each.key, _struck(each)) for each in edits.struck)
    yield from ((each.key, _lines(f"{each.key}, {each.kind}", ("Now", each.now))) for each in edits.fields)
    yield from ((each.key, _addition(each)) for each in edits.additions)
    yield from ((each.key, _note(each)) for each in edits.comments)
    yield from ((each.key, _waiting(each)) for each in edits.waiting)
    yield from ((each.key, _unplaced(each)) for each in edits.unplaced)


def _text(edit: TextEdit) -> str:
    """Return a changed wording: the values of its blanks where only those changed."""
    by = f"Found by {_FOUND_BY[edit.by]}." if edit.by != "control" else ""
    if not edit.reworded:
        filled = all(slot.blank for slot in edit.slots)
        head = f"{edit.name}: {'blank filled' if filled else 'value changed'}"
        values = [(_value(slot.slot), f"{slot.new} (was {slot.old or 'empty'})") for slot in edit.slots]
        return _lines(head, *values, ("", by))
    struck = ("Struck out", "; ".join(edit.struck))
    return _lines(f"{edit.name}: reworded", ("Before", edit.old), ("After", edit.new), struck, ("", by))


def _struck(edit: StruckText) -> str:
    """Return a text that was struck out or deleted."""
    how = "struck out" if edit.how == "struck" else "deleted"
    return _lines(f"{edit.name}: {how}", ("Was", edit.text), *(("With it", line) for line in edit.lines))


def _addition(edit: Addition) -> str:
    """Return what was added."""
    place = f"After {edit.under}" if edit.under else _NOWHERE
    place += f", under the heading '{edit.heading}'" if edit.heading else ""
    if edit.kind == "margin":
        return _lines("In a header, footer or note: words added", ("Added", edit.text))
    if edit.kind == "row":
        return _lines(f"{place}: row added", *(("Cell", cell) for cell in edit.cells))
    if edit.kind == "cell":
        return _lines(f"{place}: cell filled", ("In the row", edit.beside), ("Added", edit.text))
    return _lines(f"{place}: paragraph added", ("Added", edit.text))


def _note(note: Comment) -> str:
    """Return a comment."""
    head = f"{note.name or _NOWHERE}: comment by {note.author or 'nobody named'}{_on(note.date)}"
    return _lines(head, ("On", note.on), ("Says", note.text))


def _waiting(change: PendingChange) -> str:
    """Return a tracked change."""
    head = f"{change.name or _NOWHERE}: tracked change by {change.author or 'nobody named'}{_on(change.date)}"
    return _lines(f"{head}, waits for a decision", (_DOES[change.kind].capitalize(), change.text or " "))


def _unplaced(each: UnplacedWords) -> str:
    """Return words that belong to no text of the plan."""
    place = f"After {each.under}" if each.under else _NOWHERE
    head = f"{place}: the page was changed, and this could not be placed"
    return _lines(head, ("Before", each.old), ("After", each.new or "taken out"))


def _summary(edits: Edits) -> Iterator[str]:
    """Yield what the file is, how its texts were found, and how much was edited."""
    if edits.refused:
        yield "The document was not read."
        return
    if edits.document:
        version = f", version {edits.version}" if edits.version not in ("", "0") else ""
        yield printable(f"The file is the document {edits.document} of {edits.client}{version}.")
    if edits.went_by:
        found = ", ".join(f"{count} by {_FOUND_BY[by].replace('its ', '')}" for by, count in edits.went_by)
        yield f"Texts found: {found}."
    counted = [
        (len([each for each in edits.texts if each.reworded]), "reworded"),
        (len([each for each in edits.texts if not each.reworded]), "with other values in blanks"),
        (len(edits.struck), "struck out or deleted"),
        (len(edits.fields), "ticked or chosen"),
        (len(edits.additions), "added"),
        (len(edits.comments), "commented"),
        (len(edits.waiting), "tracked and waiting"),
        (len(edits.unplaced), "not placed"),
    ]
    said = ", ".join(f"{count} {what}" for count, what in counted if count)
    yield f"Edits: {said}." if said else "Nothing was edited."


def _lines(head: str, *parts: tuple[str, str]) -> str:
    """Return a head and under it the parts that say something, each line of a text on a line of its own."""
    return "\n".join([printable(head), *_under(parts)])


def _under(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines under a head."""
    for label, text in parts:
        if not text:
            continue
        first, *more = text.split("\n")
        yield printable(f"  {label}: {first}" if label else f"  {first}").rstrip(" :")
        yield from (printable(f"    {line}") for line in more)


def _value(slot: str) -> str:
    """Return a blank's name as words."""
    return slot.replace("_", " ").capitalize()


def _on(date: str) -> str:
    """Return the day of a comment or change."""
    return f" on {date[:10]}" if date else ""
