"""The facts about the person, the care, the risks, and who took part and signed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from planbuilder.library.store import Library
from planbuilder.plan.naming import names_client, names_representative, was_away
from planbuilder.plan.placeholders import stated
from planbuilder.plan.record import Plan
from planbuilder.profiles.fact_parts import DiagnosisFacts, RiskFacts, SignatureFacts, TookPartFacts
from planbuilder.profiles.facts import HistoryFacts, LegalFacts, PersonFacts, WhereFacts

#: ICD-10-CM codes of disorders due to psychoactive substances; those of opioids; those of all mental disorders.
_SUBSTANCE, _OPIOID, _MENTAL = re.compile(r"F1[0-9]"), re.compile(r"F11"), re.compile(r"F(?!1[0-9])[0-9]")
#: From this age on a person decides alone; states differ for single kinds of care.
_ADULT = 18
_CLIENT = "client"


def where_facts(plan: Plan, library: Library) -> WhereFacts:
    """Return where and how care is given; words of the vocabulary in the payer's name show its kind."""
    care, words = plan.client.care, library.vocabulary
    places = (words.settings.get(care.setting), words.levels_of_care.get(care.level_of_care))
    return WhereFacts(
        setting=care.setting,
        level_of_care=care.level_of_care,
        residential=any(each is not None and bool(each.residential) for each in places),
        admitted=care.admitted,
        admitted_at=care.admitted_at,
        days_since_admission=(dt.date.fromisoformat(plan.date) - dt.date.fromisoformat(care.admitted)).days,
        state=care.state,
        payer=care.payer,
        payer_kinds=payer_kinds(care.payer, library),
        weekly_hours=care.weekly_hours or 0.0,
        authorized_until=care.authorized_until,
        stage=care.stage,
        why_level=care.why_level,
    )


def payer_kinds(payer: str, library: Library) -> list[str]:
    """Return the kinds of payer that the name of one shows, whole words, capitals aside; empty for an unknown one."""
    return [
        id
        for id, kind in library.vocabulary.payers.items()
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", payer, re.IGNORECASE) for name in kind.names)
    ]


def person_facts(plan: Plan, on_file: Mapping[str, bool]) -> PersonFacts:
    """Return what is known of the person; stable limitations are those of the file and those of each need."""
    client, past = plan.client, plan.client.history
    return PersonFacts(
        age=plan.age,
        minor=plan.age < _ADULT,
        own_words=stated(client.presenting.words),
        hopes=client.presenting.hopes,
        seen=client.presenting.seen,
        history=HistoryFacts(
            life=past.life if past else "",
            treatment=past.treatment if past else "",
            substance=past.substance if past else "",
            mental_health=past.mental_health if past else "",
            medical=past.medical if past else "",
            trauma=past.trauma if past else "",
            family=past.family if past else "",
        ),
        impairments=[each.text for each in client.impairment if stated(each.text)],
        strengths=[each for each in client.strengths if stated(each)],
        limitations=[*client.limitations, *(each.limitation or each.label for each in plan.limitations)],
        barriers=list(client.barriers),
        supports=list(client.supports),
        living=client.living.with_ if client.living else "",
        known=[name for name, holds in on_file.items() if holds],
        medications=[each.name for each in client.medications],
        allergies=list(client.allergies),
    )


def legal_facts(plan: Plan) -> LegalFacts:
    """Return who else decides, who consented, and to how many something may be told."""
    legal, client = plan.client.legal, plan.client
    return LegalFacts(
        representative=bool(legal and legal.representative),
        representative_scope=legal.representative.scope if legal and legal.representative else "",
        minor_assent=legal.minor_assent if legal else "",
        consent=legal.consent if legal else "",
        conditions=list(legal.conditions) if legal else [],
        releases=len(client.releases),
    )


def diagnosis_facts(plan: Plan) -> list[DiagnosisFacts]:
    """Return the facts about each diagnosis; one is treated where a problem of the plan goes with its code."""
    treated = {each.partition(" ")[0] for problem in plan.problems for each in problem.codes}
    return [
        DiagnosisFacts(
            at=f"diagnosis {place}",
            code=each.code,
            title=each.title,
            justified_by=stated(each.justified_by),
            deferred=each.deferred,
            treated=each.code in treated,
            substance=bool(_SUBSTANCE.match(each.code)),
            opioid=bool(_OPIOID.match(each.code)),
            mental=bool(_MENTAL.match(each.code)),
        )
        for place, each in enumerate(plan.client.diagnoses, 1)
    ]


def risk_facts(plan: Plan) -> list[RiskFacts]:
    """Return the facts about each risk that was looked at; from moderate on it is flagged."""
    return [
        RiskFacts(
            at=f"safety, {each.risk}",
            risk=each.risk,
            level=each.level if each.level in ("moderate", "high") else "low",  # type: ignore[arg-type]
            flagged=each.level != "low",
            assessed=each.assessed,
            note=each.note,
            same_day=stated(each.same_day),
            who=stated(each.who),
            protocols=len(each.protocols),
        )
        for each in plan.safety
    ]


def part_facts(plan: Plan) -> list[TookPartFacts]:
    """Return who took part in making the plan, by place, never by name; whoever was away has no entry."""
    return [
        TookPartFacts(
            at=f"participation {place}",
            on=each.on,
            mode=each.mode,
            part=each.part,
            client=names_client(each.who, plan.client),
            representative=names_representative(each.who, plan.client),
        )
        for place, each in enumerate(plan.participation, 1)
        if not was_away(each.mode, each.part)
    ]


def signature_facts(plan: Plan) -> list[SignatureFacts]:
    """Return what people said to this version: the client by name or role, others by role."""
    return [
        SignatureFacts(
            at=f"signature {place}",
            role=each.role,
            on=each.on,
            agrees=each.agrees,
            reason=each.reason,
            client=each.role.casefold() == _CLIENT or names_client(each.name, plan.client),
            representative=names_representative(each.name, plan.client),
        )
        for place, each in enumerate(plan.signatures, 1)
    ]
