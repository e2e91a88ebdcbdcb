"""What a disclosure copy prints: the parts of the view that are covered; every other field is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planbuilder.docx.formats import date
from planbuilder.plan.client import PlanPart
from planbuilder.plan.disclosures import BASES, PARTS, Disclosure

PARTIAL = "This is a partial record"
_ALWAYS = ("document", "heading", "invented", "date", "version", "client", "disclosure")
#: Which fields of the view each part holds. What stands nowhere here is printed with the whole plan only.
_FIELDS: dict[PlanPart, tuple[str, ...]] = {
    "diagnoses": ("diagnoses", "untreated"),
    "goals": ("problems",),
    "measures": ("measures",),
    "medications": ("medications", "allergies", "options"),
    "accommodations": ("summary",),
    "safety": ("safety", "protocols", "contacts"),
    "care": ("care", "team", "representative", "review", "until"),
    "background": ("presenting", "impairment", "strengths", "limitations", "supports", "living", "history"),
    "discharge": ("discharge", "ending", "after_care"),
}
#: Fields inside a part that belong to another one, wherever they stand.
_OTHERS: dict[str, PlanPart] = {
    "codes": "diagnoses",
    "options": "medications",
    "cautions": "medications",
    "accommodations": "accommodations",
    "because": "background",
    "signs": "background",
    "own_words": "background",
    "notes": "background",
    "why_level": "background",
}
_IDENTITY = ("id", "name", "called", "born")
#: What anybody who meets the person may be told beside the summary: whom it is about, and of when.
_OUTSIDE = ("document", "heading", "proposal", "invented", "date", "version", "summary")
_CALLED = ("id", "name", "called", "pronouns", "they", "them", "their")
EMPTY: dict[str, Any] = {
    "number": 0,
    "to": "",
    "affiliation": "",
    "purpose": "",
    "basis": "",
    "paper": "",
    "date": "",
    "by": "",
    "partial": False,
    "scope": [],
    "notice": [],
}


def disclosed(view: dict[str, Any], disclosure: Disclosure, notice: Sequence[str], number: int) -> dict[str, Any]:
    """Return the view of a disclosure copy: with to whom, why, scope and notice, and without what is not covered."""
    told = view | {"disclosure": _told(disclosure, notice, number)}
    if not disclosure.partial:
        return told
    parts = set(disclosure.parts)
    shown = {*_ALWAYS, *(name for part in parts for name in _FIELDS.get(part, ()))}
    kept = {name: _within(value, parts) if name in shown else emptied(value) for name, value in told.items()}
    client = told["client"]
    kept["client"] = {name: value if name in _IDENTITY else emptied(value) for name, value in client.items()}
    kept["summary"] = told["summary"] if "accommodations" in parts else emptied(told["summary"])
    kept["disclosure"] = told["disclosure"]
    return kept | {"heading": PARTIAL}


def for_outside(view: dict[str, Any]) -> dict[str, Any]:
    """Return the view of a paper that goes out without a release: the accommodation summary, and whom it is about.

    Whatever else a template of an agency may ask for is empty.
    """
    named = {name: value if name in _CALLED else emptied(value) for name, value in view["client"].items()}
    shown = {name: value if name in _OUTSIDE else emptied(value) for name, value in view.items()}
    return shown | {"client": named, "language": shown["language"] | {"limited": view["language"]["limited"]}}


def emptied(value: Any) -> Any:
    """Return a value of the same shape that says nothing."""
    if isinstance(value, dict):
        return {name: emptied(each) for name, each in value.items()}
    return type(value)() if isinstance(value, bool | int | float | list) else ""


def _within(value: Any, parts: set[PlanPart]) -> Any:
    """Return a value without what in it belongs to a part that is not covered."""
    if isinstance(value, list):
        return [_within(each, parts) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: emptied(each) if name in _OTHERS and _OTHERS[name] not in parts else _within(each, parts)
        for name, each in value.items()
    }


def _told(disclosure: Disclosure, notice: Sequence[str], number: int) -> dict[str, Any]:
    """Return to whom and why a copy is disclosed."""
    return {
        "number": number,
        "to": disclosure.to,
        "affiliation": disclosure.affiliation,
        "purpose": disclosure.purpose,
        "basis": BASES[disclosure.basis],
        "paper": disclosure.paper,
        "date": disclosure.on,
        "by": disclosure.by,
        "partial": disclosure.partial,
        "scope": _scope(disclosure),
        "notice": list(notice),
    }


def _scope(disclosure: Disclosure) -> list[str]:
    """Return the scope of the consent in sentences, as 42 CFR 2.32(b) asks; none without a consent."""
    consent = disclosure.consent
    if consent is None or consent.signed is None:
        return []
    signer = f" by {consent.signed.by}" if consent.signed.by else ""
    how = "on paper" if consent.signed.how == "paper" else "electronically"
    until = "until the treatment ends" if consent.ends == "end-of-treatment" else "until it is revoked"
    lasts = f"until {date(consent.until)}" if consent.until else until
    covered = "; ".join(PARTS[each] for each in disclosure.parts)
    return [
        f"The consent allows this copy for {consent.to}, for this purpose: {consent.purpose}.",
        f"This copy holds, as the consent covers it: {covered}.",
        f"It was signed {how} on {date(consent.signed.on)}{signer}, and holds {lasts} unless it is revoked before.",
    ]
