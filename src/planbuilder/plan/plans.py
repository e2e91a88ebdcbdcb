"""Plan records as files: JSON out, JSON in; what comes in is checked against plan.schema.json."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from planbuilder.errors import InputError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.rules import RULES
from planbuilder.reading import FieldPath, YamlFile, bounded
from planbuilder.reading_characters import UNSEEN, code_point
from planbuilder.schema import schema_text, shape_findings

_NO_RECORD = RULES.rule(
    "plan-record",
    "error",
    said="The file is not a plan record.",
    why="Only a record holds everything that a plan needs.",
    fix="Give a file that 'planbuilder compose' wrote.",
    example="hello",
)
_UNSEEN = RULES.rule(
    "plan-unseen-character",
    "error",
    said="The record holds a character that nobody can see ({code}).",
    why="Word may not be able to hold it; it can turn figures around on paper, or hide a word from every search.",
    fix="Compose the plan again; the client's file and the selection are checked for it.",
    example="printed: twice a\u202e week",
)
_CONDITION = RULES.rule(
    "plan-unknown-condition-name",
    "error",
    said="The record weighs a condition that nobody defined ('{name}').",
    why="Whether something may be planned for this person depends on it, and nobody can tell what it says.",
    fix="Compose the plan again, or use the version of planbuilder that made it.",
    example="weighed: [{names: [residentialx], ...}]",
)
#: The most bytes of a record that are read; the longest plan of the examples has under a hundred thousand.
MOST_BYTES = 20_000_000


def plan_json(plan: Plan) -> bytes:
    """Return the record as indented UTF-8 JSON; the same plan gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n"


def own_sum(plan: Plan) -> str:
    """Return the SHA-256 of a version's record without that sum in it; empty for what is no version."""
    saved = plan.saved
    return hashlib.sha256(plan_json(replace(plan, saved=replace(saved, own="")))).hexdigest() if saved else ""


def load_plan(path: Path) -> Plan:
    """Return the plan of a record file; raise InputError where the file is no plan record."""
    return parse_plan(read_file(path, MOST_BYTES), path.name)


def parse_plan(content: bytes, name: str) -> Plan:
    """Return the plan that the bytes of a file of this name hold; raise InputError where they are no plan record."""
    try:
        value = json.loads(content, parse_float=_number, parse_constant=_number)
        msgspec.json.encode(value)  # refuses half letters (lone surrogates), which nothing could print
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise InputError("No plan was read.", (_NO_RECORD.finding(Place(name)),), where=name)
    file = YamlFile(name, value)
    findings = [*shape_findings(file, "plan"), *bounded(_unseen(value, (), file), name)]
    if findings:
        raise InputError("The plan record has errors and was not used.", tuple(findings), where=name)
    plan = msgspec.convert(value, Plan)
    if unknown := tuple(_unknown_conditions(plan)):
        found = tuple(bounded(unknown, name))
        raise InputError("The plan record has errors and was not used.", found, where=name)
    return plan


def _unknown_conditions(plan: Plan) -> Iterator[Finding]:
    """Yield the conditions of a record that this program does not know: nothing can be said of them."""
    known = schema_text("client-predicates")["$defs"]
    steps = list(objectives(plan))
    weighed = [(step.number, step.weighed) for step in steps]
    weighed += [(each.number, each.weighed) for step in steps for each in step.interventions]
    named = [(number, each.names) for number, those in weighed for each in those if each.kind != "requires"]
    named += [("options", exclusion.asks) for each in plan.options for exclusion in each.exclusions]
    for where, names in named:
        for name in names:
            if name not in known:
                yield _CONDITION.finding(Place(at=where), name=name)


def _unseen(value: object, path: FieldPath, file: YamlFile) -> Iterator[Finding]:
    """Yield each text and name that holds a character that is never seen."""
    if isinstance(value, str):
        if found := UNSEEN.search(value):
            yield _UNSEEN.finding(file.place(path), code=code_point(found.group()))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _unseen(name, path, file)
            yield from _unseen(each, (*path, name), file)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _unseen(each, (*path, number), file)


def _number(text: str) -> float:
    """Return a number of a record, whole where it is; raise ValueError for one that cannot be counted with."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("the number is infinite, or none at all")
    return int(number) if number.is_integer() else number
