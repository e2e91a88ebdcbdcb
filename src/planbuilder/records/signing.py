"""Recording what people said to a version of a plan: that they agree, disagree, or were absent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec.structs import replace

from planbuilder.errors import InputError, UsageError
from planbuilder.findings import Finding, Place
from planbuilder.library.store import Library
from planbuilder.plan.readiness import headed
from planbuilder.plan.record import Agrees, Plan, Signature, State
from planbuilder.plan.record_check import check_record
from planbuilder.records.links import one_line
from planbuilder.records.rules import PROPOSAL
from planbuilder.records.store import Chain, Version, content_of, read_chain, save_version

_SAID = {"agree": "agrees", "disagree": "disagrees", "absent": "was absent"}


def sign_version(
    plans: Path,
    client: str,
    library: Library,
    *,
    name: str,
    role: str,
    agrees: Agrees,
    on: dt.date,
    reason: str = "",
    despite: str = "",
    by: str = "",
    version: int | None = None,
) -> Version:
    """Record what somebody said to the latest version of a plan as the next one, and return that.

    It says the same as the one that was signed, beside who signed; it is signed once somebody agreed. ``by`` is who
    records it, the person themselves without it; ``version`` is the one on the paper that was signed.

    Raises InputError where the versions do not hold together, and where somebody agrees to a proposal or to a plan with
    errors and ``despite`` does not say why; UsageError where nothing is there to be signed, the latest version says
    something else than the paper, the plan has ended, the day cannot be, or the person has signed already.
    """
    chain = read_chain(plans, client)
    if chain.findings:
        raise InputError("The versions do not hold together, and nothing was signed.", chain.findings, where=client)
    latest = chain.latest
    if latest is None:
        fix = "'planbuilder plan CLIENT SELECTION --save' keeps the first one."
        raise UsageError("No version of this plan is kept here.", where=client, fix=fix)
    _require_same(chain, version, client)
    signer = Signature(
        name=_needed(one_line(name, "who signs"), "who signs", "--name"),
        role=_needed(one_line(role, "as what somebody signs"), "as what", "--role"),
        on=on.isoformat(),
        agrees=agrees,
        binds=latest.plan.signatures[-1].binds if latest.plan.signatures else latest.sha256,
        reason=one_line(reason, "the reason"),
        despite=one_line(despite, "why all the same"),
    )
    _check(latest.plan, signer, client)
    open_ = _unsettled(latest.plan, library)
    if open_ and agrees == "agree" and not signer.despite:
        said = "A proposal, or a plan with errors, is not signed without saying so; nothing was signed."
        raise InputError(said, open_, where=client)
    signed = replace(signer, despite=signer.despite if open_ else "")
    given = (*latest.plan.signatures, signed)
    why = f"{signed.role} {_SAID[agrees]}"
    state: State | None = "signed" if any(each.agrees == "agree" for each in given) else None
    return save_version(plans, replace(latest.plan, signatures=given), by=by or signed.name, why=why, state=state)


def _require_same(chain: Chain, number: int | None, client: str) -> None:
    """Raise UsageError where the version that was signed on paper is not what the latest one says."""
    signed = next((each.plan for each in chain.versions if each.number == number), None)
    latest = chain.versions[-1]
    if number is not None and (signed is None or content_of(signed) != content_of(latest.plan)):
        fix = f"Print version {latest.number}, and let that be signed."
        raise UsageError(f"Version {number} is not what version {latest.number} says.", where=client, fix=fix)


def _needed(text: str, what: str, option: str) -> str:
    """Return a text; raise UsageError where it is empty."""
    if not text:
        raise UsageError(f"It is not said {what}.", fix=f"Say it after {option}.")
    return text


def _check(plan: Plan, signer: Signature, client: str) -> None:
    """Raise UsageError for a signature that cannot be."""
    today = dt.datetime.now().astimezone().date().isoformat()
    if plan.state == "ended":
        fix = "Save a new plan for this person ('planbuilder plan ... --save')."
        raise UsageError("The plan has ended; it can no longer be signed.", where=client, fix=fix)
    if not plan.date <= signer.on <= today:
        fix = f"Give the day it was signed on, from {plan.date} to {today}."
        raise UsageError("The day lies before the plan's own, or after today.", where=client, fix=fix)
    if signer.agrees == "absent" and not signer.reason:
        raise UsageError("It is not said why the person was absent.", where=client, fix="Say it after --absent.")
    same = [each for each in plan.signatures if each.name.casefold() == signer.name.casefold()]
    if any(each.agrees != "absent" for each in same):
        fix = "A change of mind belongs to the next version: accept an edit or review the plan, and sign that."
        raise UsageError("This person has signed this version already.", where=client, fix=fix)


def _unsettled(plan: Plan, library: Library) -> tuple[Finding, ...]:
    """Return the errors of a plan, and that it is a proposal where it is one; nothing where it can be signed."""
    found = check_record(plan, library)
    errors = tuple(each for each in found if each.severity == "error")
    lacks = headed(plan, errors).lacks
    proposal = (PROPOSAL.finding(Place(at="signatures"), lacks="; ".join(lacks)),) if lacks else ()
    return (*errors, *proposal)
