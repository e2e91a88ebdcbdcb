"""Taking over what somebody added to a printed plan: as local objectives and interventions, or as notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from planbuilder.plan.days import day_within
from planbuilder.plan.local import with_intervention, with_note, with_objective
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import goals, interventions, objectives
from planbuilder.records.acceptance import Collision, Merge
from planbuilder.records.edits import Addition
from planbuilder.records.merging import cleaned

_Kind = Literal["objective", "intervention", "text"]
#: How a reader begins what is meant to be an item of its own, with or without a number.
_SAID: dict[_Kind, re.Pattern[str]] = {
    kind: re.compile(rf"(?:new |added )?{kind}\b(?:\s+[0-9][0-9A-Za-z.]*)?(?:\s*[:.\u2013-]\s*|\s*$)", re.IGNORECASE)
    for kind in ("objective", "intervention")
}
#: The levels of headings that objectives and interventions have.
_STYLES: dict[str, _Kind] = {"heading 3": "objective", "heading 4": "intervention"}
_NUMBER = re.compile(r"(?:Goal |Objective )?([1-9]\d*\.[A-Z]+(?:\.\d+(?:\.[a-z]+)?)?)(?: |$)")
_LEADING = re.compile(r"^[1-9]\d*\.[A-Z]+(?:\.\d+(?:\.[a-z]+)?)?\.?\s+")
#: The most letters of a title that is made of the beginning of a text.
_TITLE = 60


@dataclass(slots=True)
class _Block:
    """Something that was added: what it is, after which item, its title where it has one of its own, its lines."""

    kind: _Kind
    item: str
    title: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return "\n".join(line for line in self.lines if line)


def merge_additions(additions: Iterable[Addition], merge: Merge) -> None:
    """Take additions over into the version that is made.

    A paragraph under a goal becomes an objective, one under an objective or intervention an intervention; the line
    above may say otherwise, and what is said to be an intervention after an added objective is one of that. Whatever
    stands elsewhere becomes a note. What is there already is not added again.
    """
    merge.there = _since(merge)
    merge.under = {}
    open_: _Block | None = None
    for each in additions:
        item = _home(each, merge.base)
        kind, rest = _kind(each)
        if not item:
            _close(open_, merge)
            open_ = None
            _note(each, merge)
        elif kind != "text":
            _close(open_, merge)
            open_ = _Block(kind, item, "" if kind == "objective" else rest, [rest] if kind == "objective" else [])
        elif open_ is not None and open_.item == item and open_.kind != "text":
            open_.lines.append(rest)
        else:
            _close(open_, merge)
            open_ = _Block("text", item, "", [rest])
    _close(open_, merge)


def _kind(each: Addition) -> tuple[_Kind, str]:
    """Return what an addition begins, and its words without saying so."""
    text = cleaned("; ".join(cell for cell in each.cells if cell.strip()) if each.cells else each.text)
    for kind, form in _SAID.items():
        if found := form.match(text):
            return kind, text[found.end() :].strip()
    if each.style in _STYLES:
        return _STYLES[each.style], _LEADING.sub("", text)
    return "text", text


def _home(each: Addition, base: Plan) -> str:
    """Return the key of the goal, objective or intervention that an addition stands under, empty where it is none."""
    if each.kind in ("cell", "margin") or not each.key:
        return ""
    numbers = {one.number: one.key for part in (goals(base), objectives(base), interventions(base)) for one in part}
    if each.heading:
        found = _NUMBER.match(each.heading)
        return numbers.get(found[1], "") if found else ""
    if each.apart:
        return ""
    item = each.key.partition(".")[0]
    if item in numbers.values():
        return item
    return next((one.key for one in interventions(base) if item in one.accommodations), "")


def _since(merge: Merge) -> Counter[tuple[str, str]]:
    """Return what was added since the version that was printed: under which item, which words, how often."""
    before = {each.key for part in (objectives(merge.base), interventions(merge.base)) for each in part}
    before |= {each.key for each in merge.base.added_notes}
    return Counter((above, text) for key, above, text in _local(merge.latest) if key not in before)


def _local(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield the local items and the notes of a plan: key, the item above, what they say."""
    for goal in goals(plan):
        yield from ((step.key, goal.key, step.statement.now) for step in goal.objectives if step.local)
    for step in objectives(plan):
        yield from ((each.key, step.key, each.statement.now) for each in step.interventions if each.local)
    yield from ((each.key, "", each.statement.now) for each in plan.added_notes)


def _close(block: _Block | None, merge: Merge) -> None:
    """Add what is complete to the version that is made."""
    if block is None or not (block.text or block.title):
        return
    goal, step = _above(merge.base, block.item)
    if block.kind == "intervention":
        step = merge.under.get(block.item, step)
    if block.kind == "objective" or (block.kind == "text" and not step):
        _objective(block, goal, step, merge)
    elif step:
        _intervention(block, step, merge)
    else:
        merge.made = with_note(merge.made, "\n".join(filter(None, (block.title, block.text))), merge.name(block.item))


def _above(plan: Plan, item: str) -> tuple[str, str]:
    """Return the keys of the goal and of the objective that an item is or stands in; no objective for a goal."""
    for goal in goals(plan):
        if goal.key == item:
            return goal.key, ""
        for step in goal.objectives:
            if item == step.key or any(each.key == item for each in step.interventions):
                return goal.key, step.key
    return "", ""


def _objective(block: _Block, goal: str, step: str, merge: Merge) -> None:
    """Add a local objective to a goal, after the objective it stands under; due when it says, else at the review."""
    if _is_there(goal, block.text, merge):
        merge.under[block.item] = next(key for key, *said in _local(merge.latest) if said == [goal, block.text])
        return
    if _is_gone(goal, block, merge):
        return
    day = day_within(block.text)
    due = day.isoformat() if day and day.isoformat() >= merge.made.date else merge.made.review
    merge.made, made = with_objective(merge.made, goal, step, block.text, due)
    merge.under[block.item] = made.key


def _intervention(block: _Block, step: str, merge: Merge) -> None:
    """Add a local intervention to an objective, after the intervention it stands under."""
    text = block.text or block.title
    if _is_there(step, text, merge) or _is_gone(step, block, merge):
        return
    merge.made, _ = with_intervention(merge.made, step, block.item, block.title or _beginning(text), text)


def _note(each: Addition, merge: Merge) -> None:
    """Add a note that says where it stood."""
    text = cleaned("; ".join(cell for cell in each.cells if cell.strip()) if each.cells else each.text)
    if each.kind == "cell" and each.beside:
        text = f"{text} (in the row: {cleaned(each.beside)})"
    if text and not _is_there("", text, merge):
        merge.made = with_note(merge.made, text, _margin(each))


def _margin(each: Addition) -> str:
    """Return where a note stood, in a reader's words."""
    if each.kind == "margin":
        return "in a header, footer or note"
    return cleaned(each.heading or each.under)


def _is_there(above: str, text: str, merge: Merge) -> bool:
    """Return whether words were added already since the document was printed; each time counts once."""
    if merge.there[above, text] > 0:
        merge.there[above, text] -= 1
        return True
    return False


def _is_gone(above: str, block: _Block, merge: Merge) -> bool:
    """Return whether the item above was struck since, or these words were; both people then have to talk."""
    there = {each.key for part in (goals(merge.made), objectives(merge.made)) for each in part}
    old = {each.key for each in merge.base.struck}
    struck = next((each for each in merge.latest.struck if each.key not in old and each.text == block.text), None)
    if above in there and struck is None:
        return False
    name = next((each.name for each in merge.latest.struck if each.key == above), struck.name if struck else "")
    merge.collisions.append(Collision(above, name, "", "", block.text or block.title))
    return True


def _beginning(text: str) -> str:
    """Return the beginning of a text as a title."""
    first = text.split("\n", maxsplit=1)[0].rstrip(".")
    if len(first) <= _TITLE:
        return first
    return f"{first[: _TITLE - 1].rpartition(' ')[0] or first[: _TITLE - 1]}\u2026"
