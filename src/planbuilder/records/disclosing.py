"""Disclosing a kept plan: what allows it is proved, the covered parts are printed, and a record is kept of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planbuilder.documents.notices import notices_for, paragraphs_of, read_notices
from planbuilder.documents.registry import find_paper, render_copy
from planbuilder.documents.substance_use import is_substance_use_record
from planbuilder.errors import UsageError
from planbuilder.plan.client import Client, PlanPart, Release
from planbuilder.plan.consents import covering_consent
from planbuilder.plan.disclosures import Basis, Disclosure, KeptDisclosure, same
from planbuilder.plan.placeholders import is_placeholder
from planbuilder.plan.record import Plan
from planbuilder.records.disclosures import keep_disclosure, next_number, read_disclosures
from planbuilder.records.links import one_line, sha256
from planbuilder.records.store import Version
from planbuilder.saving import save_after

DISCLOSURE_COPY = "disclosure-copy"

#: What a copy is for where nobody asks the person why they want it.
_OWN = "the person's own copy"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks to disclose: to whom, on which basis, why, who discloses, and of which parts.

    ``affiliation`` is the facility of who gets it, ``paper`` the agreement or order; without ``parts`` the whole plan.
    """

    to: str
    basis: Basis
    purpose: str
    by: str
    affiliation: str = ""
    paper: str = ""
    parts: tuple[PlanPart, ...] = ()
    document: str = DISCLOSURE_COPY


def disclosure_of(plan: Plan, asked: Asked, person: Client, on: dt.date, *, ended: bool = False) -> Disclosure:
    """Return the disclosure that is asked for; ``person`` is the client's file whose releases count.

    ``ended`` says whether the treatment has ended, also where that stands in a later version than this one.

    Raises UsageError, with what the basis asks for, where it is not allowed or not all is said.
    """
    for missing in _missing(asked):
        raise UsageError(
            f"This basis asks for more: {missing}.", fix="docs/disclosing.md says what each basis asks for."
        )
    if asked.basis == "patient-access" and not _is_own(asked.to, person):
        fix = "Give --to as the client's file names the person or who represents them; for others use another basis."
        raise UsageError("Access is the person's own, and this is somebody else.", fix=fix)
    consent = None
    if asked.basis == "consent":
        consent = covering_consent(person.releases, asked.to, asked.purpose, on, ended=ended or plan.ending is not None)
    return Disclosure(
        to=one_line(consent.to if consent else asked.to, "who gets it"),
        basis=asked.basis,
        purpose=one_line(asked.purpose or _OWN, "what it is for"),
        by=one_line(asked.by, "who discloses"),
        on=on.isoformat(),
        document=asked.document,
        parts=_parts(asked.parts, consent),
        substance_use=is_substance_use_record(plan),
        affiliation=one_line(asked.affiliation, "the facility"),
        paper=one_line(asked.paper, "what it rests on"),
        consent=consent,
    )


def _missing(asked: Asked) -> Iterator[str]:
    """Yield what is not said and must be: 42 CFR 2.51(c) for an emergency, a written agreement or order for others."""
    if is_placeholder(asked.to):
        yield "who gets it (--to)"
    if is_placeholder(asked.by):
        yield "who discloses it (--by)"
    if is_placeholder(asked.purpose) and asked.basis == "emergency":
        yield "the nature of the emergency (--purpose)"
    if is_placeholder(asked.purpose) and asked.basis != "patient-access":
        yield "what it is for (--purpose)"
    if asked.basis == "emergency" and is_placeholder(asked.affiliation):
        yield "the facility that the medical personnel belong to (--affiliation)"
    if asked.basis in ("audit", "qso", "court-order") and is_placeholder(asked.paper):
        yield "the written agreement or the order it rests on, with its date (--paper)"


def _is_own(to: str, person: Client) -> bool:
    """Return whether a recipient is the person, or who represents them."""
    represents = person.legal.representative if person.legal else None
    names = (person.identity.name, person.identity.called, represents.name if represents else "")
    return any(name and same(name, to) for name in names)


def _parts(wanted: Sequence[PlanPart], consent: Release | None) -> tuple[PlanPart, ...]:
    """Return the parts that are printed; raise UsageError where one is asked for that the consent does not cover."""
    whole: tuple[PlanPart, ...] = ("plan",)
    covered = whole if consent is None else consent.covers
    if "plan" in covered:
        return whole if not wanted or "plan" in wanted else tuple(dict.fromkeys(wanted))
    if any(each not in covered for each in wanted):
        fix = "Leave --part out for what it covers, or ask the person for a consent that covers it."
        raise UsageError("The consent does not cover a part that was asked for, and nothing was disclosed.", fix=fix)
    return tuple(dict.fromkeys(wanted or covered))


def disclose(
    version: Version, disclosure: Disclosure, plans: Path, homes: Sequence[Path], roots: Sequence[Path], output: Path
) -> tuple[Path, KeptDisclosure]:
    """Print the copy of a disclosure, keep its record, and return the copy's file and the record.

    ``roots`` are the library and the layers on top of it, whose notices are printed. Raises UsageError for a document
    that cannot be disclosed or a notice that is out of date, InputError where the records that are there do not hold
    together, EnvironmentFaultError where the disk refuses; then there is neither copy nor record. The record is kept
    first: where the machine stops in between there is a record without a copy, and never a copy without its record.
    """
    from msgspec.structs import replace

    client = version.plan.client.id
    there = read_disclosures(plans, client)
    number = next_number(there, client)
    carried = notices_for(disclosure, read_notices(roots, dt.date.fromisoformat(disclosure.on)))
    paragraphs = paragraphs_of(disclosure, carried)
    told = "; ".join(f"{each.id}: {each.citation}, {each.version}" for each in carried)
    disclosure = replace(disclosure, notice=told)
    content = render_copy(version.plan, find_paper(homes, disclosure.document), disclosure, paragraphs, number)
    return save_after(
        output / f"{client}-{disclosure.document}-d{number:04}.docx",
        content,
        lambda: keep_disclosure(plans, disclosure, version, sha256(content), there),
    )
