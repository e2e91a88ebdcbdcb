"""Plan records as files: JSON out, JSON in; what comes in is checked against plan.schema.json."""

from __future__ import annotations

import json
import math
from pathlib import Path

import msgspec

from planbuilder.errors import InputError
from planbuilder.findings import Place
from planbuilder.plan.files import read_file
from planbuilder.plan.record import Plan
from planbuilder.plan.rules import RULES
from planbuilder.reading import YamlFile
from planbuilder.schema import shape_findings

_NO_RECORD = RULES.rule(
    "plan-record",
    "error",
    said="The file is not a plan record.",
    why="Only a record holds everything that a plan needs.",
    fix="Give a file that 'planbuilder compose' wrote.",
    example="hello",
)


def plan_json(plan: Plan) -> bytes:
    """Return the record as indented UTF-8 JSON; the same plan gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n"


def load_plan(path: Path) -> Plan:
    """Return the plan of a record file; raise InputError where the file is no plan record."""
    content = read_file(path)
    try:
        value = json.loads(content, parse_float=_number, parse_constant=_number)
        msgspec.json.encode(value)  # refuses half letters (lone surrogates), which nothing could print
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise InputError("No plan was read.", (_NO_RECORD.finding(Place(path.name)),), where=path.name)
    findings = shape_findings(YamlFile(path.name, value), "plan")
    if findings:
        raise InputError("The plan record has errors and was not used.", tuple(findings), where=path.name)
    return msgspec.convert(value, Plan)


def _number(text: str) -> float:
    """Return a number of a record, whole where it is; raise ValueError for one that cannot be counted with."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("the number is infinite, or none at all")
    return int(number) if number.is_integer() else number
