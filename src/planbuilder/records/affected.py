"""Which kept plans use the entries that differ between two editions of a library, and what became of each there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planbuilder.library.store import Library
from planbuilder.records.outdated import Outdated, outdated_entries
from planbuilder.records.store import clients_kept, read_chain


@dataclass(frozen=True, slots=True)
class Use:
    """A plan in use that has an entry: its client's id, its version, where the entry stands in it, what became of it.

    ``same_words`` is true where the plan prints nothing that differs.
    """

    client: str
    version: int
    where: tuple[str, ...]
    how: Literal["changed", "superseded", "withdrawn", "gone"]
    same_words: bool


@dataclass(frozen=True, slots=True)
class Affected:
    """What a set of entries means for kept plans: uses by entry, how many plans were looked at, ended, or broken."""

    uses: Mapping[str, tuple[Use, ...]]
    plans: int
    touched: int
    ended: int
    broken: tuple[str, ...]


def affected_plans(plans: Path, library: Library, names: Collection[str]) -> Affected:
    """Return which plans in a folder have one of the entries ``names`` (``kind/id``) other than ``library`` has it.

    Each plan is looked at by its latest version; plans that ended rest, and those whose versions do not hold together
    are told. Raises EnvironmentFaultError where the folder cannot be read.
    """
    uses: dict[str, list[Use]] = {}
    broken: list[str] = []
    looked = ended = touched = 0
    for client in clients_kept(plans):
        chain = read_chain(plans, client)
        if chain.findings or chain.latest is None:
            broken.append(client)
        elif chain.latest.plan.state == "ended":
            ended += 1
        else:
            looked += 1
            found = [each for each in outdated_entries(chain.latest.plan, library) if each.entry in names]
            touched += bool(found)
            for each in found:
                uses.setdefault(each.entry, []).append(_use(client, chain.latest.number, each))
    return Affected({name: tuple(found) for name, found in uses.items()}, looked, touched, ended, tuple(broken))


def _use(client: str, version: int, found: Outdated) -> Use:
    """Return the use of an entry in a plan."""
    return Use(client, version, found.where, found.how, found.same_words)
