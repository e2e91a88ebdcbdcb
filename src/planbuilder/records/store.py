"""The versions of one client's plan: read and proved, and the next one added.

Each is a plan record in ``<client id>/0001.json``, ``0002.json``, ... It names the SHA-256 of its own record and of the
bytes before it, so that a slip or a careless edit of any shows; who is set on it can write a whole chain anew, and
nothing here proves otherwise. A version gets its name in one step, once it is whole; nothing is ever written over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_of
from pathlib import Path

from msgspec.structs import replace

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import Finding, Place
from planbuilder.plan.numbering import kept_numbers
from planbuilder.plan.plans import MOST_BYTES, own_sum, parse_plan, plan_json
from planbuilder.plan.record import Plan, Saved, State
from planbuilder.records.links import LAST, name_of, now, numbers_in, one_line, sha256, strays_in
from planbuilder.records.rules import ALTERED, MISSING, TORN
from planbuilder.saving import save_new


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is kept: its number, its plan, and the SHA-256 of its bytes."""

    number: int
    plan: Plan
    sha256: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The versions of a client that hold together, oldest first, and what is wrong with those that do not.

    ``strays`` are files beside them that look like records and are no version, such as a copy made on syncing.
    """

    versions: tuple[Version, ...] = ()
    findings: tuple[Finding, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def latest(self) -> Version | None:
        """The last version, or None where none is kept."""
        return self.versions[-1] if self.versions else None


def read_chain(plans: Path, client: str) -> Chain:
    """Return the versions of a client's plan; of those behind one that is wrong, none.

    Raises EnvironmentFaultError where the folder cannot be read.
    """
    return replace_of(_chain(plans, client), strays=tuple(strays_in(plans / client)))


def _chain(plans: Path, client: str) -> Chain:
    """Return the versions that hold together, and what is wrong with the first that does not."""
    numbers = numbers_in(plans / client)
    versions: list[Version] = []
    for number in range(1, max(numbers, default=0) + 1):
        path = plans / client / name_of(number)
        if number not in numbers:
            return Chain(tuple(versions), (MISSING.finding(Place(path.name), number=number),))
        version, found = _version(path, number, client, versions)
        if version is None:
            return Chain(tuple(versions), found)
        versions.append(version)
    return Chain(tuple(versions))


def clients_kept(plans: Path) -> list[str]:
    """Return the ids of the clients of whom versions are kept; raise EnvironmentFaultError for an unreadable folder."""
    try:
        folders = [path for path in plans.iterdir() if path.is_dir()] if plans.is_dir() else []
    except OSError as error:
        fix = f"{error.strerror or 'The system refused'}. Check its permissions."
        raise EnvironmentFaultError("The versions cannot be read.", where=str(plans), fix=fix) from None
    return sorted(path.name for path in folders if numbers_in(path))


def _version(path: Path, number: int, client: str, before: list[Version]) -> tuple[Version | None, tuple[Finding, ...]]:
    """Return a version, or what is wrong with it."""
    try:
        content = read_file(path, MOST_BYTES)
        plan = parse_plan(content, path.name)
    except (InputError, EnvironmentFaultError, OSError):
        return None, (TORN.finding(Place(path.name), number=number),)
    wrong = next(_wrong(plan, number, client, before), "")
    if wrong:
        return None, (ALTERED.finding(Place(path.name), number=number, what=wrong),)
    return Version(number, plan, sha256(content)), ()


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
    elif not saved.own or saved.own != own_sum(plan):
        yield "it was changed after it was saved"
    elif before and _somebody_else(before[-1].plan, plan):
        yield "it is the plan of another person"
    elif plan.signatures and not _bound(plan, before):
        yield "what it says is not what was signed"


def save_version(
    plans: Path, plan: Plan, *, by: str, why: str = "", based_on: int | None = None, state: State | None = None
) -> Version:
    """Keep a plan as the next version of its client, under the keys and numbers of the versions before, and return it.

    ``based_on`` is the version that the plan was made from, the latest one without it. Without ``state`` the version is
    unsigned: amended where the one before it was signed or amended, else a draft. Signatures stay only with what was
    signed. Raises InputError where the
    versions that are there do not hold together, UsageError where another version was saved meanwhile, and
    EnvironmentFaultError where the folder or the disk refuses; then nothing has changed.
    """
    chain = read_chain(plans, plan.client.id)
    if chain.findings:
        said = "The versions of this client do not hold together, and nothing was saved."
        raise InputError(said, chain.findings, where=plan.client.id)
    number = len(chain.versions) + 1
    if number > LAST:
        raise UsageError("There are too many versions.", where=plan.client.id, fix="Begin a new plan under a new id.")
    if chain.latest and _somebody_else(chain.latest.plan, plan):
        fix = "Give this client an id of their own, in the client's file and in its name."
        said = "Under this id the plan of somebody else is kept: name and birth date differ. Nothing was saved."
        raise UsageError(said, where=plan.client.id, fix=fix)
    base = number - 1 if based_on is None else based_on
    if base != number - 1:
        raise _overtaken(plan, number - 1)
    if chain.latest:
        plan = kept_numbers(chain.latest.plan, plan)
    previous = chain.latest.sha256 if chain.latest else ""
    saved = Saved(at=now(), by=one_line(by, "who saves"), why=one_line(why, "why"), based_on=base, previous=previous)
    signatures = plan.signatures if _bound(plan, chain.versions) else ()
    ending = plan.ending if state == "ended" else None
    blank = replace(plan, version=number, saved=saved, state=state or _unsigned(chain.latest))
    blank = replace(blank, signatures=signatures, ending=ending)
    kept = replace(blank, saved=replace(saved, own=own_sum(blank)))
    content = plan_json(kept)
    name = name_of(number)
    parse_plan(content, name)  # what could not be read again is never kept
    if not save_new(plans / plan.client.id / name, content):
        raise _overtaken(plan, number)
    return Version(number, kept, sha256(content))


def _bound(plan: Plan, before: Sequence[Version]) -> bool:
    """Return whether a plan says what the version says that its signatures are about."""
    sums = {version.sha256: version.plan for version in before}
    bound = [sums.get(each.binds) for each in plan.signatures]
    return all(each is not None and content_of(each) == content_of(plan) for each in bound)


def content_of(plan: Plan) -> Plan:
    """Return what a version says, without how it was kept and who signed it."""
    return replace(plan, version=0, saved=None, state="draft", signatures=())


def _unsigned(before: Version | None) -> State:
    """Return the state of a version that nobody signed yet, by the one before it."""
    return "amended" if before and before.plan.state in ("signed", "amended") else "draft"


def _somebody_else(before: Plan, after: Plan) -> bool:
    """Return whether neither the name nor the birth date stayed: one of them may be a correction, both are not."""
    old, new = before.client.identity, after.client.identity
    return old.name != new.name and old.born != new.born


def _overtaken(plan: Plan, latest: int) -> UsageError:
    """Return the error for a version that somebody else saved first."""
    fix = f"Look at version {latest} ('planbuilder history {plan.client.id}'), and make yours from it."
    return UsageError("Another version was saved meanwhile, and yours was not.", where=plan.client.id, fix=fix)
