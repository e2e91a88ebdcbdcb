"""Whether a plan names somebody whose own plan is kept: text that was copied from one record into another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec

from planbuilder.errors import EnvironmentFaultError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place, RuleBook, ordered
from planbuilder.plan.plans import MOST_BYTES
from planbuilder.plan.printed_words import printed_texts
from planbuilder.plan.record import Plan
from planbuilder.plan.record_parts import goals
from planbuilder.records.links import name_of, numbers_in
from planbuilder.records.store import clients_kept

RULES = RuleBook()
OTHER_NAME = RULES.rule(
    "plan-other-client",
    "error",
    said="The name of another client, of whom a plan is kept here, stands in this plan.",
    why="It tells whoever reads this plan that somebody else is treated, and makes the plan look copied.",
    fix="Take the name out, and read the whole text again: is it about this person?",
    example="a paragraph copied from another client's plan",
)


class _Identity(msgspec.Struct):
    """The name in a kept version."""

    name: str


class _Client(msgspec.Struct):
    """The client of a kept version."""

    identity: _Identity


class _Kept(msgspec.Struct):
    """As much of a kept version as this looks at."""

    client: _Client


def other_name_findings(plan: Plan, plans: Path) -> tuple[Finding, ...]:
    """Return where a plan names another client of whom versions are kept; no finding ever says the name.

    Full names of two words and more are looked for, as whole words, also with the last name first. People who are named
    in the file with a part of their own (the team, participants, representatives, recipients of releases) may be
    clients too and are left alone. A version that cannot be read has no name here; 'history' tells of it. Raises
    EnvironmentFaultError where the folder cannot be read.
    """
    known = {_plain(each) for each in _known(plan)}
    others = {_plain(each) for each in _others(plan.client.id, plans)}
    names = sorted(each for each in others - known if " " in each)
    if not names:
        return ()
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_written, names))})(?!\w)")
    places = [where for where, text in _texts(plan) if pattern.search(_plain(text))]
    return ordered(OTHER_NAME.finding(Place(at=where)) for where in places)


def _plain(text: str) -> str:
    """Return a text with single blanks, capitals and accents ignored."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(bare.replace("\u2019", "'").split()).casefold()


def _written(name: str) -> str:
    """Return a pattern of how a name is written: also with an initial in the middle, or the last name first."""
    first, _, last = name.rpartition(" ")
    given, family = re.escape(first), re.escape(last)
    return rf"{given} (?:\w\.? )?{family}|{family}, {given}"


def _known(plan: Plan) -> Iterator[str]:
    """Yield the names of the person and of everybody who has a part in the plan by name."""
    client = plan.client
    yield from (client.identity.name, client.identity.called)
    yield from (each.name for each in chain(client.team, plan.signers))
    yield from (each.name for each in client.participants)
    yield from (each.name for each in plan.signatures)
    yield from (each.to for each in client.releases)
    if client.legal and client.legal.representative:
        yield client.legal.representative.name


def _others(own: str, plans: Path) -> Iterator[str]:
    """Yield the name of every other client, from the latest version."""
    for client in clients_kept(plans):
        if client == own:
            continue
        latest = plans / client / name_of(max(numbers_in(plans / client)))
        try:
            yield msgspec.json.decode(read_file(latest, MOST_BYTES), type=_Kept).client.identity.name
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, EnvironmentFaultError, OSError):
            continue


def _texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield every text that is printed, the person's own words too, with where it stands."""
    yield from printed_texts(plan)
    yield "presenting", plan.client.presenting.words
    yield "presenting", plan.client.presenting.hopes
    yield from ((each.number, each.own_words) for each in goals(plan))
    yield from (("needs", each.words) for each in plan.client.needs)
    yield from (("options", each.words) for each in plan.options)
    yield from (("declined", each.reason) for each in plan.declined)
    yield from (("requests", each.asked) for each in plan.requests)
