"""The end of the view: measures, questions, ending, review, who took part, who signs, where it all came from."""

from __future__ import annotations

from typing import Any

from planbuilder.documents.index import Index
from planbuilder.documents.wording import number, sentence_case, words
from planbuilder.plan.participants import participant_keys
from planbuilder.plan.record import Plan, Signature

_SHORT_HASH = 8
_SAID = {"agree": "Agrees", "disagree": "Disagrees", "absent": "Was absent"}


def measures(index: Index) -> list[dict[str, Any]]:
    """Return the outcome measures with their latest scores."""
    return [
        {
            "title": each.title,
            "short": each.short,
            "plain": each.plain,
            "score": number(each.score),
            "on": each.on,
            "band": each.band,
            "critical": [words(answer) for answer in each.critical],
            "how": each.how,
            "again": each.again,
            "norms": list(each.norms),
            "better": "lower" if each.direction == "higher-worse" else "higher",
        }
        for each in index.plan.measures
    ]


def closing(index: Index) -> dict[str, Any]:
    """Return questions, ending, review, participation, signatures, notices, sources and provenance."""
    plan = index.plan
    ending, left_out = plan.selection.ending, plan.selection.left_out
    return {
        "questions_to_person": _questions(plan, "person"),
        "questions_to_clinician": _questions(plan, "clinician"),
        "left_out": [
            {"what": sentence_case(words(each.what.rpartition("/")[2])), "why": each.why} for each in left_out
        ],
        "discharge": [
            {
                "statement": index.printer.statement(each.statement, f"{each.key}.statement", f"Criterion {place}"),
                "plain": index.printer.plain(each.plain, f"{each.key}.plain", f"Criterion {place}"),
            }
            for place, each in enumerate(plan.discharge, 1)
        ],
        "ending": {"weeks": ending.weeks, "discussed": ending.discussed, "next": ending.next},
        "review": plan.review,
        "until": plan.until,
        "participation": [
            {"who": each.who, "on": each.on, "mode": each.mode, "part": each.part} for each in plan.participation
        ],
        "added_notes": [
            {
                "statement": index.printer.statement(each.statement, f"{each.key}.statement", f"Note {place}"),
                "under": each.under,
            }
            for place, each in enumerate(plan.added_notes, 1)
        ],
        "signatures": _signatures(plan),
        "signatures_short": _short(plan),
        "notices": list(plan.notices),
        "sources": [
            {"number": number, "title": each.title, "published": each.published, "checked": bool(each.checked)}
            for number, each in index.sources.values()
        ],
        "made_with": {
            "program": plan.made_with.planbuilder,
            "library": plan.made_with.library,
            "library_version": plan.made_with.version,
            "digest": plan.made_with.digest[:_SHORT_HASH],
            "selected_by": plan.selection.made_by.name if plan.selection.made_by else "",
            "selected_on": plan.selection.made_on,
        },
    }


def _questions(plan: Plan, to: str) -> list[dict[str, Any]]:
    """Return the open questions to the person or to the clinician."""
    others = set(participant_keys(plan.client.participants))
    return [
        {"about": words(each.about), "who": each.about if each.about in others else "", "ask": each.ask}
        for each in plan.questions
        if each.to == to
    ]


def _short(plan: Plan) -> list[dict[str, Any]]:
    """Return who signs a short paper: all but the team, and of the team who made the selection, or its first member."""
    team = {each.name for each in plan.signers}
    made_by = plan.selection.made_by.name if plan.selection.made_by else ""
    lead = made_by if made_by in team else next((each.name for each in plan.signers), "")
    return [row for row in _signatures(plan) if row["name"] not in team or row["name"] == lead]


def _signatures(plan: Plan) -> list[dict[str, Any]]:
    """Return who signs: the client, a representative, the team, whoever else signed; and what each said who did."""
    given = {each.name.casefold(): each for each in plan.signatures}
    rows = [{**row, **_given(given.pop(row["name"].casefold(), None))} for row in _expected(plan)]
    return [*rows, *(_other(each) for each in given.values())]


def _given(signature: Signature | None) -> dict[str, str]:
    """Return what somebody said, when and why; nothing where nobody did."""
    if signature is None:
        return {"said": "", "signed_on": "", "reason": ""}
    reason = " ".join(part for part in (signature.reason, signature.despite) if part)
    return {"said": _SAID[signature.agrees], "signed_on": signature.on, "reason": reason}


def _other(signature: Signature) -> dict[str, str]:
    """Return the row of somebody who signed and was not expected to."""
    role = sentence_case(words(signature.role))
    return {"name": signature.name, "role": role, "credentials": "", **_given(signature)}


def _expected(plan: Plan) -> list[dict[str, str]]:
    """Return who is to sign: the client, a representative, the team; each with what stands under the name."""
    rows = [{"name": plan.client.identity.name, "role": "Client", "credentials": ""}]
    legal = plan.client.legal
    if legal and legal.representative:
        rows.append(
            {
                "name": legal.representative.name,
                "role": sentence_case(words(legal.representative.kind)),
                "credentials": "",
            }
        )
    rows += [
        {"name": each.name, "role": sentence_case(words(each.role)), "credentials": each.credentials}
        for each in plan.signers
    ]
    return rows
