"""What an edited document says of one printed text."""

from __future__ import annotations

import re

from lxml.etree import _Element

from planbuilder.docx.controls import digest_of
from planbuilder.docx.fieldvalues import TICKED
from planbuilder.docx.names import W14_NS, w
from planbuilder.docx.readback import Kind, ReadText
from planbuilder.docx.reading_flow import COMING, GOING, Flow
from planbuilder.docx.reading_record import Recorded
from planbuilder.docx.reading_regions import Region, runs_of, standing, unstruck
from planbuilder.docx.reading_regions import accepted as accepted_text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Signs that people put into a box beside the one that Word puts there.
_TICKS = (TICKED, "\u2611", "\u2713", "\u2714", "x", "X")


def read_text(flow: Flow, region: Region, recorded: Recorded | None) -> ReadText:
    """Return a text as it stands in its region; `recorded` is what was noted when it was printed, if anything was."""
    properties = region.control.properties if region.control else None
    atoms = [] if _is_emptied(properties, recorded) else flow.atoms[region.start : region.end]
    text = standing(atoms)
    kind = recorded.kind if recorded else _kind(properties)
    return ReadText(
        key=region.key,
        text=text,
        accepted=accepted_text(atoms),
        changed=None if recorded is None else digest_of(text) != recorded.sha256,
        by=region.by,
        sha256=recorded.sha256 if recorded else "",
        kind=kind,
        slots=_slots(flow, region, recorded),
        inserted=runs_of(atoms, COMING),
        deleted=runs_of(atoms, GOING),
        struck=runs_of(atoms, struck=True),
        unstruck=unstruck(atoms),
        blank=bool(recorded and recorded.blank),
        checked=_checked(properties, text) if kind == "checkbox" else None,
        date=_date(properties, text) if kind == "date" else "",
        choice=_choice(properties, text) if kind == "choice" else "",
    )


def by_order(recorded: Recorded, text: str, accepted: str) -> ReadText:
    """Return a text that was found by its style and order alone, as it stands and with tracked changes accepted."""
    kind = recorded.kind
    return ReadText(
        key=recorded.key,
        text=text,
        accepted=accepted,
        changed=digest_of(text) != recorded.sha256,
        by="order",
        sha256=recorded.sha256,
        kind=kind,
        unstruck=text,
        blank=recorded.blank,
        checked=_checked(None, text) if kind == "checkbox" else None,
        date=_date(None, text) if kind == "date" else "",
    )


def _slots(flow: Flow, region: Region, recorded: Recorded | None) -> tuple[tuple[str, str], ...]:
    """Return the slots whose bookmarks still stand in the text, each with what it encloses."""
    found: list[tuple[str, str]] = []
    for bookmark, name in recorded.slots if recorded else ():
        span = flow.bookmarks.get(bookmark)
        if span is not None and region.start <= span.start <= span.end <= region.end:
            found.append((name, standing(flow.atoms[span.start : span.end])))
    return tuple(found)


def _is_emptied(properties: _Element | None, recorded: Recorded | None) -> bool:
    """Return whether a control shows Word's own prompt in place of the text that was deleted from it."""
    shows_prompt = properties is not None and properties.find(w("showingPlcHdr")) is not None
    return shows_prompt and not (recorded and recorded.blank)


def _kind(properties: _Element | None) -> Kind:
    """Return the kind of a control that no record tells of."""
    if properties is None:
        return "text"
    if properties.find(f"{{{W14_NS}}}checkbox") is not None:
        return "checkbox"
    if properties.find(w("date")) is not None:
        return "date"
    return "choice" if properties.find(w("dropDownList")) is not None else "text"


def _checked(properties: _Element | None, text: str) -> bool:
    """Return whether a box is ticked: as its control says, else by the sign in it."""
    state = properties.find(f"{{{W14_NS}}}checkbox/{{{W14_NS}}}checked") if properties is not None else None
    if state is not None:
        return state.get(f"{{{W14_NS}}}val", "1") in ("1", "true", "on")
    return text.strip() in _TICKS


def _date(properties: _Element | None, text: str) -> str:
    """Return the day of a date, year-month-day: as its control says, else where its text is written so."""
    node = properties.find(w("date")) if properties is not None else None
    full = (node.get(w("fullDate")) or "") if node is not None else ""
    found = _DAY.match(full) or _DAY.fullmatch(text.strip())
    return found.group() if found else ""


def _choice(properties: _Element | None, text: str) -> str:
    """Return the value of the item of a list whose text is shown; nothing where the list is gone or shows none."""
    items = properties.iterfind(f"{w('dropDownList')}/{w('listItem')}") if properties is not None else ()
    return next((item.get(w("value"), "") for item in items if item.get(w("displayText")) == text), "")
