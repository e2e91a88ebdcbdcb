"""The person's part of the view: identity, care, people, what brings them, life, health."""

from __future__ import annotations

from typing import Any

from planbuilder.documents.index import Index
from planbuilder.documents.wording import (
    aim,
    english,
    listed,
    number,
    plain_relation,
    plain_role,
    quoted,
    sentence_case,
    takes_part_in,
    words,
)
from planbuilder.plan.client import Client, Preferences
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.record import Plan

#: Each part of a history with the heading it is printed under.
_HISTORY = (
    ("life", "Life"),
    ("treatment", "Treatment so far"),
    ("substance", "Substance use"),
    ("mental_health", "Mental health"),
    ("medical", "Medical"),
    ("trauma", "Trauma"),
    ("family", "Family"),
)
_WISHES = (
    ("group", "Groups"),
    ("telehealth", "Telehealth"),
    ("family", "Family sessions"),
    ("medication", "Medication"),
)

#: Ways of living that are no company.
_HOMES = {
    "alone": "alone",
    "group-home": "in a group home",
    "shelter": "in a shelter",
    "street": "on the street",
    "program": "in the program",
    "friends": "with friends",
    "family": "with family",
}


def person(index: Index) -> dict[str, Any]:
    """Return who the person is, in which care, and with whom."""
    plan, client = index.plan, index.plan.client
    return {
        "client": _identity(plan),
        "language": _language(index.plan),
        "representative": _representative(client),
        "assent": client.legal.minor_assent if client.legal else "",
        "consent": client.legal.consent if client.legal else "",
        "conditions": list(client.legal.conditions) if client.legal else [],
        "care": _care(plan),
        "team": [
            {
                "name": each.name,
                "role": words(each.role),
                "plain_role": plain_role(each.role, index.phrases),
                "credentials": each.credentials,
            }
            for each in client.team
        ],
        "participants": [
            {
                "name": each.name,
                "relation": plain_relation(each.relation, index.phrases),
                "part": takes_part_in(each.takes_part_in),
                "reach": each.phone,
                "needs": [words(need) for need in each.needs],
            }
            for each in client.participants
        ],
        "releases": [{"to": each.to, "purpose": each.purpose, "until": each.until} for each in client.releases],
        "diagnoses": [
            {"code": each.code, "title": each.title, "justified_by": each.justified_by, "deferred": each.deferred}
            for each in client.diagnoses
        ],
        "untreated": list(plan.untreated),
    }


def life(index: Index) -> dict[str, Any]:
    """Return what brings the person, what daily life is like, strengths and limits, history and health."""
    client = index.plan.client
    return {
        "presenting": {
            "words": quoted(client.presenting.words),
            "hopes": quoted(client.presenting.hopes),
            "seen": client.presenting.seen,
        },
        "impairment": [{"area": sentence_case(words(each.area)), "text": each.text} for each in client.impairment],
        "strengths": list(client.strengths),
        "limitations": list(client.limitations),
        "stable_limitations": [
            {"label": each.label, "words": quoted(each.words), "limitation": each.limitation}
            for each in index.plan.limitations
        ],
        "barriers": list(client.barriers),
        "supports": list(client.supports),
        "living": _living(client),
        "preferences": _preferences(client.preferences),
        "history": _history(client),
        "medications": [{"name": each.name, "dose": each.dose, "purpose": each.for_} for each in client.medications],
        "allergies": list(client.allergies),
    }


def _identity(plan: Plan) -> dict[str, Any]:
    """Return who the person is."""
    identity, forms = plan.client.identity, plan.client.identity.forms
    return {
        "id": plan.client.id,
        "name": identity.name,
        "called": identity.called,
        "pronouns": f"{forms.they}/{forms.them}",
        "they": forms.they,
        "them": forms.them,
        "their": forms.their,
        "born": identity.born,
        "age": plan.age,
        "words": list(identity.words),
    }


def _language(plan: Plan) -> dict[str, Any]:
    """Return how to reach the person."""
    language = plan.client.language
    foreign = any(each.heading == "language" and each.who == CLIENT for each in plan.accommodations)
    return {
        "speaks": language.speaks,
        "reads": "" if language.reads == "none" else language.reads,
        "english": english(language.english),
        "limited": language.english != "full",
        "translate": language.speaks if foreign else "",
        "interpreter": language.interpreter,
    }


def _representative(client: Client) -> dict[str, Any]:
    """Return who decides beside or for the person; empty texts where nobody does."""
    found = client.legal.representative if client.legal else None
    if found is None:
        return {"name": "", "kind": "", "scope": ""}
    return {"name": found.name, "kind": words(found.kind), "scope": found.scope}


def _care(plan: Plan) -> dict[str, Any]:
    """Return where and how care is given, and how much of it is planned."""
    care = plan.client.care
    return {
        "setting": plan.setting,
        "level": plan.level_of_care,
        "why_level": care.why_level,
        "admitted": care.admitted,
        "admitted_at": care.admitted_at,
        "state": care.state,
        "payer": care.payer,
        "authorized_until": care.authorized_until,
        "stage": words(care.stage),
        "planned": _hours(plan.weekly_minutes),
        "limit": _hours(plan.weekly_limit) if plan.client.care.weekly_hours is not None else "",
    }


def _hours(minutes: int) -> str:
    """Return minutes a week as hours in words; nothing for none."""
    if not minutes:
        return ""
    hours = minutes / 60
    return f"{minutes} minutes" if hours < 1 else f"{number(round(hours, 1))} hours"


def _living(client: Client) -> str:
    """Return how the person lives, in one sentence."""
    if client.living is None:
        return ""
    with_ = client.living.with_
    lives = _HOMES.get(with_, f"with {client.identity.forms.their} {words(with_)}")
    return f"Lives {lives}. {client.living.note}".strip()


def _preferences(chosen: Preferences) -> list[str]:
    """Return what the person prefers, a sentence each."""
    wishes = [f"{label}: {getattr(chosen, name)}." for name, label in _WISHES if getattr(chosen, name)]
    told = listed([f"Way of working: {words(chosen.orientation)}." if chosen.orientation else ""])
    wanted = f"Aim: {aim(chosen.aim)}." if chosen.aim else ""
    return [each for each in (told, wanted, *wishes, *chosen.notes) if each]


def _history(client: Client) -> list[dict[str, str]]:
    """Return the parts of the history that are there, each with its heading."""
    if client.history is None:
        return []
    parts = ((title, getattr(client.history, name)) for name, title in _HISTORY)
    return [{"title": title, "text": text} for title, text in parts if text]
