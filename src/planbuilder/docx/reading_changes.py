"""What was added, taken out and changed in a document, seen beside the same document as it was printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar

from planbuilder.docx.controls import digest_of
from planbuilder.docx.readback import Added, Altered, ReadText
from planbuilder.docx.reading_beside import Reworded, Typed, beside
from planbuilder.docx.reading_lines import Line, joined
from planbuilder.docx.reading_pairs import MAX_LINES, Pair, alike, pairs
from planbuilder.docx.reading_record import Recorded
from planbuilder.docx.reading_texts import by_order

_T = TypeVar("_T")
#: The styles of headings, as Word and LibreOffice call them.
_HEADING = re.compile(r"heading [1-9]|title$")


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A line that was added: the text before it, the printed heading between them, and if that text is in a table."""

    line: Line
    after: str
    heading: str
    tabled: bool


@dataclass(slots=True)
class Changes:
    """What the comparison finds; ``texts`` begins with those found by control or bookmark and is completed."""

    texts: dict[str, ReadText]
    recorded: Mapping[str, Recorded]
    added: list[Added] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)
    alike: float = 0.0
    compared: bool = False


def compare(
    old: Sequence[Line], new: Sequence[Line], texts: Iterable[ReadText], recorded: Mapping[str, Recorded]
) -> Changes:
    """Return what became of the lines of a document, the printed ones first, and where texts stand now."""
    changes = Changes({text.key: text for text in texts}, recorded)
    if len(new) > MAX_LINES:
        return changes
    body = [line for line in old if line.story == "body"]
    found = pairs(body, [line for line in new if line.story == "body"], changes.texts.keys())
    changes.compared, changes.alike = True, alike(body, found)
    homes = {key: line for line in body for key in line.keys}
    fresh: list[_Fresh] = []
    after = heading = ""
    tabled = False
    for printed, line, gone_with in _with_neighbors(found, changes.texts):
        home = _home(printed, line, homes)
        if line is None:
            if printed and not printed.keys:
                changes.altered.append(Altered(printed.said, "", after, gone_with))
        elif home is not None:
            after = _kept(home, line, changes, after)
        elif not line.keys:
            fresh.append(_Fresh(line, after, heading, tabled))
        else:
            words = [words.strip() for words in line.around if words.strip()]
            changes.altered += [Altered("", each, after) for each in words]
        if line and line.keys:
            after, heading, tabled = line.keys[-1], "", line.row >= 0
        elif line and printed and _HEADING.match(line.style):
            heading = line.said
    changes.added += _grouped(fresh, [line for printed, line in found if printed and line])
    _elsewhere(old, new, changes)
    return changes


def _with_neighbors(
    found: Sequence[Pair], texts: Mapping[str, ReadText]
) -> Iterator[tuple[Line | None, Line | None, str]]:
    """Yield the pairs, each with the key of a text that was taken out together with its line.

    Of lines that stood together and are all gone, each goes with the text in it or after it, the last with that before.
    """
    for gone, group in groupby(found, key=lambda pair: pair[1] is None):
        run = list(group)
        keys = [next((key for key in line.keys if key not in texts), "") if line else "" for line, _ in run]
        for place, (printed, line) in enumerate(run):
            near = [key for key in (*keys[place:], *reversed(keys[:place])) if key]
            yield printed, line, near[0] if gone and near else ""


def _home(printed: Line | None, line: Line | None, homes: Mapping[str, Line]) -> Line | None:
    """Return the printed line that a line comes from: of several texts in it, their lines joined."""
    if line is None or not line.keys:
        return printed
    lines = {homes[key].place: homes[key] for key in line.keys if key in homes}
    if printed is not None:
        lines.setdefault(printed.place, printed)
    return joined(list(lines.values())) if lines else None


def _kept(home: Line, line: Line, changes: Changes, after: str) -> str:
    """Note what became of a line that is still there, and return the last text that stands in it or before it."""
    later = dict(_typed(beside(home, line, accepted=True)))
    for each in beside(home, line):
        if isinstance(each, Reworded):
            changes.altered.append(Altered(each.old.strip(), each.new.strip(), after))
            continue
        coming = later.pop((each.key, each.where), each.text)
        _write(each, coming, changes)
        after = each.key
    for (key, where), text in later.items():
        _write(Typed(key, "", where), text, changes)
    return after


def _typed(found: Iterable[Typed | Reworded]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what was typed beside texts, by key and place."""
    return (((each.key, each.where), each.text) for each in found if isinstance(each, Typed))


def _write(typed: Typed, coming: str, changes: Changes) -> None:
    """Add to a text what was typed beside it; with nothing else left of it, that is the text."""
    known = changes.texts.get(typed.key)
    recorded = changes.recorded.get(typed.key)
    if known is None or typed.where == "all":
        if recorded is not None:
            changes.texts[typed.key] = by_order(recorded, typed.text, coming)
        return
    first = typed.where == "before"
    text = typed.text + known.text if first else known.text + typed.text
    ahead = coming + known.accepted if first else known.accepted + coming
    left = typed.text + known.unstruck if first else known.unstruck + typed.text
    changed = digest_of(text) != recorded.sha256 if recorded else known.changed
    changes.texts[typed.key] = replace(known, text=text, accepted=ahead, unstruck=left, changed=changed)


def _grouped(fresh: Sequence[_Fresh], kept: Sequence[Line]) -> Iterator[Added]:
    """Yield what was added: lines of a new row as one, words in a cell of a row that was there, else paragraphs."""
    rows = {line.row: line for line in reversed(kept) if line.row >= 0}
    cells: dict[int, list[Line]] = {}
    for each in fresh:
        cells.setdefault(each.line.row, []).append(each.line)
    done: set[int] = set()
    for each in fresh:
        line, after, heading = each.line, each.after, each.heading
        if line.row < 0:
            yield Added("paragraph", line.text, after, line.style, heading=heading, apart=bool(heading))
        elif line.row in rows:
            beside = rows[line.row].said
            yield Added("cell", line.text, after, line.style, beside=beside, heading=heading, apart=True)
        elif line.row not in done:
            done.add(line.row)
            texts = tuple(one.text for one in cells[line.row])
            apart = bool(heading) or not each.tabled
            yield Added("row", "\n".join(texts), after, line.style, texts, heading=heading, apart=apart)


def _elsewhere(old: Sequence[Line], new: Sequence[Line], changes: Changes) -> None:
    """Note what was added and taken out in headers, footers and notes; programs repeat them as they please."""
    before = {(line.story, line.said) for line in old if line.story != "body" and not line.keys}
    now = {(line.story, line.said): line for line in new if line.story != "body" and not line.keys}
    for (story, said), line in now.items():
        if (story, said) not in before:
            changes.added.append(Added("margin", line.text, "", line.style))
    gone = [said for story, said in sorted(before) if (story, said) not in now]
    changes.altered += [Altered(said, "", "") for said in gone]


def unprinted(found: Iterable[_T], printed: Iterable[_T]) -> list[_T]:
    """Return what was found beyond what stood in the document as it was printed."""
    left = Counter(printed)
    made: list[_T] = []
    for each in found:
        if left[each] > 0:
            left[each] -= 1
        else:
            made.append(each)
    return made
