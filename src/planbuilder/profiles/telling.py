"""Deadlines in words: by when something was due, when it was done, how late that is, and what was counted."""

from __future__ import annotations

import datetime as dt

from planbuilder.library.entries import Clock
from planbuilder.profiles.clocks import Deadline

#: Which days count is the text's to say; nobody's list of holidays fits every state and agency.
WORKING_DAYS = "Working days are Monday to Friday; a holiday in between gives a day more."
_DONE = {
    "plan": "the plan is dated",
    "review": "it was held on",
    "note": "the note is of",
    "signature": "the person signed on",
}
_LAST = {"review": "the last review was on", "note": "the last note is of"}


def deadline_told(clock: Clock, due: Deadline, on: dt.date) -> str:
    """Return in a sentence or two how a deadline that was missed, or will be as things are planned, stands on a day."""
    said = _planned(due) if due.standing == "planned-late" else _late(due, on)
    return f"{said} {WORKING_DAYS}" if clock.unit == "working-days" else said


def _planned(due: Deadline) -> str:
    """Return by when something is due that is set for a later day."""
    return f"It is due by {due.by}, and the plan sets it for {due.planned}."


def _late(due: Deadline, on: dt.date) -> str:
    """Return by when something was due, and whether it was done after that or not yet."""
    if due.by is None:
        return ""
    if due.done and due.done > due.by:
        return f"It was due by {due.by}; {_DONE[due.due]} {due.done}, {_days((due.done - due.by).days)} later."
    last = f"; {_LAST[due.due]} {due.done}" if due.done and due.due in _LAST else ""
    last = "; so far there is a proposal alone" if due.due == "plan" and not due.done else last
    return f"It was due by {due.by}, {_days((on - due.by).days)} ago{last}."


def _days(count: int) -> str:
    """Return a number of days in words."""
    return "1 day" if count == 1 else f"{count} days"
