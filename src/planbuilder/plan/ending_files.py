"""The file that ends a plan: read, checked for shape, then against the plan; and a new one with the right blanks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from planbuilder.errors import InputError
from planbuilder.files import read_file
from planbuilder.findings import Finding, ordered
from planbuilder.plan.ending_check import ending_findings
from planbuilder.plan.endings import EndingFile, file_in
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.standing import standings
from planbuilder.reading import YamlFile, bounded, read_yaml
from planbuilder.schema import shape_findings

_HEAD = """# yaml-language-server: $schema=../schemas/ending.schema.json
# How the plan of {client} ends. Fill in what is empty and take away what does not fit.
schema: 1
client: "{client}"
version: {version}
on: {on}
by: {by}
# completed, other-level-of-care, other-program, moved, own-choice, lost-contact, administrative, died.
# A return to use is none of them: it changes the plan, it does not end it.
reason: completed
# why: what led to it
# words: what the person says about it
# tried: what was tried before, and which accommodations were there (for lost-contact and administrative)
"""
_TAIL = """# participation:
#   - {who: the person, on: YYYY-MM-DD, mode: "in which language and mode", part: "what was chosen"}
# next:               # what comes after
#   - {what: "what care", who: "with whom", from: YYYY-MM-DD, reach: "how they are reached"}
# handoffs:           # told in person, with the person there
#   - {to: "name and place", by: "who told them", on: YYYY-MM-DD, how: "in one call, with interpreter", done: no}
# appointments:
#   - {who: "with whom", on: YYYY-MM-DD, at: "14:30", where: "where", access: "what is booked, by whom"}
# check_ins:          # contacts from here after the end
#   - {on: YYYY-MM-DD, by: "who", how: "by which route"}
# medicines: {prescriber: "who goes on prescribing", in_hand_until: YYYY-MM-DD, naloxone: "who has a kit"}
# access:             # to whom the accommodation summary was given
#   - {to: "name and place", on: YYYY-MM-DD, agreed: yes, confirmed: "what will be there"}
# if_it_comes_back: what the person will do first, in the person's own words
"""


def load_ending(path: Path, plan: Plan, today: dt.date) -> tuple[EndingFile, tuple[Finding, ...]]:
    """Return the ending of a file, and findings that do not stop it; raise InputError with those that do."""
    return ending_in(read_yaml(read_file(path), path.name), plan, today)


def ending_in(file: YamlFile, plan: Plan, today: dt.date) -> tuple[EndingFile, tuple[Finding, ...]]:
    """Return the ending of what was read, and findings that do not stop it; raise InputError with those that do.

    ``plan`` is the version that it ends, ``today`` the day on which it is kept.
    """
    findings = [*file.findings, *shape_findings(file, "ending")]
    if not _stopped(findings):
        made = file_in(file.value)
        findings += bounded(ending_findings(made, file, plan, today), file.file)
        if not _stopped(findings):
            return made, ordered(findings)
    raise InputError("The file has errors; the plan was not ended.", ordered(findings), where=file.file)


def new_ending(plan: Plan, today: dt.date) -> str:
    """Return a file that ends a plan, as YAML: every criterion and objective of it, each with a blank to fill."""
    maker = plan.selection.made_by or next(iter(plan.signers), None)
    by = json.dumps({"name": maker.name, "role": maker.role} if maker else {"name": "", "role": ""}, ensure_ascii=False)
    head = _HEAD.format(client=plan.client.id, version=plan.version, on=today.isoformat(), by=by)
    return "\n".join([head.rstrip(), *_criteria(plan), *_objectives(plan), _TAIL])


def _criteria(plan: Plan) -> Iterator[str]:
    """Yield the lines of the criteria: each to be answered with yes, partly or no."""
    yield "criteria:" if plan.discharge else "criteria: {}"
    for each in plan.discharge:
        yield f"  # {_line(each.statement.now)}"
        yield f"  {each.key}:\n    reached:  # yes, partly, no or not-called-for\n    # shown_by:"


def _objectives(plan: Plan) -> Iterator[str]:
    """Yield the lines of the objectives: each with where it stands."""
    steps, known = list(objectives(plan)), standings(plan)
    yield "# status: in-progress, improving, worsening, no-change, achieved or not-achieved"
    yield "objectives:" if steps else "objectives: {}"
    for each in steps:
        yield f"  # {_line(each.statement.now)}"
        if each.key in known:
            yield f"  # At the review of {known[each.key].on}: {_line(known[each.key].seen_by)}"
        status = f" {known[each.key].status}" if each.key in known else ""
        yield f'  "{each.number}":\n    status:{status}\n    # reached:\n    # goes_on:'


def _line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _stopped(findings: list[Finding]) -> bool:
    """Return whether any finding stops the work."""
    return any(finding.severity == "error" for finding in findings)
