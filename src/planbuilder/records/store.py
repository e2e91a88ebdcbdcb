"""The versions of one client's plan: read and proved, and the next one added.

Each is a plan record in ``<client id>/0001.json``, ``0002.json``, ... It names the SHA-256 of the bytes before it, so
that a change of any shows. A version gets its name in one step, once it is whole; nothing is ever written over.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from planbuilder.documents.saving import save_new
from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.findings import Finding, Place
from planbuilder.plan.plans import load_plan, plan_json
from planbuilder.plan.record import Plan, Saved
from planbuilder.records.rules import ALTERED, MISSING, TORN

_NAME = re.compile(r"([0-9]{4})\.json")
_LAST = 9999


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is kept: its number, its plan, and the SHA-256 of its bytes."""

    number: int
    plan: Plan
    sha256: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The versions of a client that hold together, oldest first, and what is wrong with those that do not."""

    versions: tuple[Version, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def latest(self) -> Version | None:
        """The last version, or None where none is kept."""
        return self.versions[-1] if self.versions else None


def read_chain(plans: Path, client: str) -> Chain:
    """Return the versions of a client's plan; of those behind one that is wrong, none.

    Raises EnvironmentFaultError where the folder cannot be read.
    """
    numbers = _numbers(plans / client)
    versions: list[Version] = []
    for number in range(1, max(numbers, default=0) + 1):
        path = plans / client / f"{number:04}.json"
        if number not in numbers:
            return Chain(tuple(versions), (MISSING.finding(Place(path.name), number=number),))
        version, found = _version(path, number, client, versions)
        if version is None:
            return Chain(tuple(versions), found)
        versions.append(version)
    return Chain(tuple(versions))


def _numbers(folder: Path) -> set[int]:
    """Return the numbers of the files that are named as versions."""
    try:
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    except OSError as error:
        fix = f"{error.strerror or 'The system refused'}. Check its permissions."
        raise EnvironmentFaultError("The versions cannot be read.", where=str(folder), fix=fix) from None
    return {int(found[1]) for name in names if (found := _NAME.fullmatch(name))}


def _version(path: Path, number: int, client: str, before: list[Version]) -> tuple[Version | None, tuple[Finding, ...]]:
    """Return a version, or what is wrong with it."""
    try:
        plan = load_plan(path)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except (InputError, EnvironmentFaultError, OSError):
        return None, (TORN.finding(Place(path.name), number=number),)
    wrong = next(_wrong(plan, number, client, before), "")
    if wrong:
        return None, (ALTERED.finding(Place(path.name), number=number, what=wrong),)
    return Version(number, plan, sha256), ()


def _wrong(plan: Plan, number: int, client: str, before: list[Version]) -> Iterator[str]:
    """Yield how a version contradicts its place."""
    saved = plan.saved
    if saved is None or plan.version != number:
        yield "it was saved under another number, or not as a version"
    elif plan.client.id != client:
        yield "it is the plan of another client id"
    elif saved.previous != (before[-1].sha256 if before else ""):
        yield "the bytes before it are not those it was saved after"
    elif saved.based_on >= number:
        yield "it says that it was made from a later version"


def save_version(plans: Path, plan: Plan, *, by: str, why: str = "", based_on: int | None = None) -> Version:
    """Keep a plan as the next version of its client, unsigned, and return it.

    ``based_on`` is the version that the plan was made from, the latest one without it. Raises InputError where the
    versions that are there do not hold together, UsageError where another version was saved meanwhile, and
    EnvironmentFaultError where the folder or the disk refuses; then nothing has changed.
    """
    chain = read_chain(plans, plan.client.id)
    if chain.findings:
        said = "The versions of this client do not hold together, and nothing was saved."
        raise InputError(said, chain.findings, where=plan.client.id)
    number = len(chain.versions) + 1
    if number > _LAST:
        raise UsageError("There are too many versions.", where=plan.client.id, fix="Begin a new plan under a new id.")
    base = number - 1 if based_on is None else based_on
    if base != number - 1:
        raise _overtaken(plan, number - 1)
    previous = chain.latest.sha256 if chain.latest else ""
    saved = Saved(at=_now(), by=by, why=why, based_on=base, previous=previous)
    kept = replace(plan, version=number, saved=saved, state="draft")
    content = plan_json(kept)
    if not save_new(plans / plan.client.id / f"{number:04}.json", content):
        raise _overtaken(plan, number)
    return Version(number, kept, hashlib.sha256(content).hexdigest())


def _overtaken(plan: Plan, latest: int) -> UsageError:
    """Return the error for a version that somebody else saved first."""
    fix = f"Look at version {latest} ('planbuilder history {plan.client.id}'), and make yours from it."
    return UsageError("Another version was saved meanwhile, and yours was not.", where=plan.client.id, fix=fix)


def _now() -> str:
    """Return the moment, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
