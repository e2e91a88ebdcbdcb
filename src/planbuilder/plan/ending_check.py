"""The end of a plan against the plan: everything answered, somebody who goes on, nobody put out for a return to use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from planbuilder.findings import Finding
from planbuilder.plan import ending_rules as rules
from planbuilder.plan.endings import EndingFile
from planbuilder.plan.naming import names_client
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import objectives
from planbuilder.reading import FieldPath, YamlFile

#: Follow-up within 7 days: the measures FUH and FUI of NCQA's HEDIS.
FIRST_DAYS = 7
#: Reasons after which somebody else goes on with the person.
_HANDED_ON = ("other-level-of-care", "other-program", "moved")
#: Reasons after which contact was lost or taken away: what was tried comes first.
_BROKEN = ("lost-contact", "administrative")
#: Classes that must not stop on a day: withdrawal, lost tolerance, return of the illness.
_NOT_AT_ONCE = ("opioid", "opioid-agonist", "benzodiazepine", "sedative", "snri", "antipsychotic", "anticoagulant")
_USE = re.compile(
    r"\b(?:relaps\w*|return(?:ed)? to (?:use|using|drinking)|us(?:ed|ing|es) (?:again|drugs|substances|opioids)|"
    r"drank|drunk|drinking|(?:positive|dirty) (?:test|urine|screen|drug)\w*|intoxicat\w+|under the influence)",
    re.IGNORECASE,
)


def ending_findings(file: EndingFile, source: YamlFile, plan: Plan, today: dt.date) -> Iterator[Finding]:
    """Yield what in the end of a plan does not fit the plan, is missing, or must not be."""
    if file.client != plan.client.id:
        yield rules.CLIENT.finding(source.place(("client",)))
        return
    if file.version != plan.version:
        yield rules.VERSION.finding(source.place(("version",)), given=file.version, latest=plan.version)
    yield from _days(file, source, plan, today)
    criteria = {each.key: each.key for each in plan.discharge}
    yield from _answered("criterion", "criteria", criteria, file.criteria, source)
    yield from _answered("objective", "objectives", _numbers(plan), file.objectives, source)
    yield from _reason(file, source)
    if file.reason != "died":
        yield from _after(file, source)
        yield from _soon(file, source, plan)
        yield from _medicines(file, source, plan)
        yield from _access(file, source, plan)
        yield from _person(file, source, plan)


def _numbers(plan: Plan) -> dict[str, str]:
    """Return the numbers of the objectives that a plan has."""
    return {each.number: each.number for each in objectives(plan)}


def _days(file: EndingFile, source: YamlFile, plan: Plan, today: dt.date) -> Iterator[Finding]:
    """Yield days in an order that cannot be."""
    if file.on < plan.date:
        yield rules.DATE.finding(source.place(("on",)), how="before the plan")
    elif file.on > today.isoformat():
        yield rules.DATE.finding(source.place(("on",)), how="in the future")
    days = [("appointments", place, "appointment", each.on) for place, each in enumerate(file.appointments)]
    days += [("check_ins", place, "check-in", each.on) for place, each in enumerate(file.check_ins)]
    for name, place, what, day in days:
        if day < file.on:
            yield rules.PASSED.finding(source.place((name, place, "on")), what=what)


def _answered(
    kind: str, field: str, known: Mapping[str, str], given: Mapping[str, object], source: YamlFile
) -> Iterator[Finding]:
    """Yield items that the plan does not have, and those about which nothing is said."""
    for name in given:
        if name not in known:
            path: FieldPath = (field, name)
            listed = ", ".join(known) or "none"
            yield rules.ITEM.finding(source.place(path, field), kind=kind, known=listed)
    if missing := [name for name in known if name not in given]:
        noun = kind if len(missing) == 1 else field
        yield rules.LEFT_OUT.finding(source.place((field,)), kind=noun, names=", ".join(missing))


def _reason(file: EndingFile, source: YamlFile) -> Iterator[Finding]:
    """Yield a reason that is none, and an ending before which nothing was tried."""
    if file.reason == "administrative" and _USE.search(file.why):
        yield rules.FOR_USE.finding(source.place(("why",)))
    if file.reason in _BROKEN and not file.tried:
        yield rules.TRIED.finding(source.place(("reason",)))


def _after(file: EndingFile, source: YamlFile) -> Iterator[Finding]:
    """Yield an ending after which nobody is there."""
    if not (file.next or file.handoffs or file.appointments):
        yield rules.NOTHING_NEXT.finding(source.place(("reason",)))
    elif file.reason in _HANDED_ON and not file.handoffs:
        yield rules.NO_HANDOFF.finding(source.place(("reason",)))


def _soon(file: EndingFile, source: YamlFile, plan: Plan) -> Iterator[Finding]:
    """Yield that nobody is in contact in the first days; an error where a risk is flagged."""
    last = (dt.date.fromisoformat(file.on) + dt.timedelta(days=FIRST_DAYS)).isoformat()
    days = [each.on for each in file.appointments]
    days += [each.on for each in file.check_ins]
    days += [each.on for each in file.handoffs]
    days += [each.from_ for each in file.next if each.from_]
    if not any(file.on <= day <= last for day in days):
        rule = rules.RISK if any(each.level != "low" for each in plan.safety) else rules.FAR
        yield rule.finding(source.place(("on",)), days=FIRST_DAYS)


def _medicines(file: EndingFile, source: YamlFile, plan: Plan) -> Iterator[Finding]:
    """Yield medication that nobody goes on prescribing, and silence about naloxone."""
    taken = plan.client.medications
    if taken and not file.medicines.prescriber:
        critical = any(each.kind in _NOT_AT_ONCE for each in taken)
        yield (rules.PRESCRIBER if critical else rules.PRESCRIBER_ASKED).finding(source.place(("medicines",)))
    if any("overdose" in each.answers for each in plan.protocols) and not file.medicines.naloxone:
        yield rules.NALOXONE.finding(source.place(("medicines",)))


def _access(file: EndingFile, source: YamlFile, plan: Plan) -> Iterator[Finding]:
    """Yield that accommodations were told to nobody, or against the person's will."""
    if any(each.who == CLIENT for each in plan.accommodations) and not file.access:
        yield rules.ACCESS.finding(source.place(("access",)))
    for place, each in enumerate(file.access):
        if each.agreed == "no":
            yield rules.NOT_AGREED.finding(source.place(("access", place, "agreed")))


def _person(file: EndingFile, source: YamlFile, plan: Plan) -> Iterator[Finding]:
    """Yield an ending in which the person had no part."""
    there = any(names_client(each.who, plan.client) for each in file.participation)
    if not there and not file.words and file.reason != "lost-contact":
        yield rules.ALONE.finding(source.place(("participation",)))
