"""Conditions on the client: the client view with computed facts, and whether a condition holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from planbuilder.conforming import compiled, failed
from planbuilder.library.entries import Predicate
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.criticals import critical_answers
from planbuilder.plan.facts import facts_on_file
from planbuilder.plan.languages import needs_in_use
from planbuilder.plan.record import Weighed
from planbuilder.schema import schema_text, validator

Outcome = Literal["met", "unmet", "unknown"]
View = dict[str, Any]

_PARTNERS = ("partner", "spouse", "wife", "husband", "girlfriend", "boyfriend")


def client_view(client: Client, library: Library, on: dt.date) -> View:
    """Return what conditions are asked of: the client's facts with computed ones; what is not known is absent."""
    view: View = {
        "age": age_on(client.identity.born, on),
        "diagnoses": [each.code for each in client.diagnoses],
        "risks": {each.risk: each.level for each in sorted(client.risks, key=lambda each: each.assessed)},
        "facts": facts_on_file(client, library.vocabulary),
        "scores": {each.measure: score.value for each in client.scores if (score := client.latest(each.measure))},
        "counts": {each.id: count.value for each in client.counts if (count := client.count(each.id))},
        "needs": list(needs_in_use(client, library.vocabulary)),
        "family_participants": sum(1 for each in client.participants if each.takes_part_in != "safety"),
        "preferences": _preferences(client),
    }
    if client.care.setting in library.vocabulary.settings:
        view["residential"] = library.vocabulary.settings[client.care.setting].residential
    if client.living is not None:
        view["living"] = client.living.with_
    if client.living is not None or client.participants:
        view["has_partner"] = _has_partner(client)
    if client.scores:
        view["critical"] = sorted(raised_risks(client, library))
    return view


def age_on(born: str, on: dt.date) -> int:
    """Return the age in full years on a day."""
    birth = dt.date.fromisoformat(born)
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def raised_risks(client: Client, library: Library) -> set[str]:
    """Return the risks that critical answers in the latest scores raise."""
    raised: set[str] = set()
    for id in {each.measure for each in client.scores}:
        score, measure = client.latest(id), library.measures.get(id)
        if score and measure:
            raised |= {each.risk for each in critical_answers(measure, score)}
    return raised


def _preferences(client: Client) -> dict[str, str]:
    """Return the preferences that were asked about."""
    wishes = client.preferences
    named = {name: getattr(wishes, name) for name in ("group", "telehealth", "family", "aim", "medication")}
    return {name: value for name, value in named.items() if value is not None}


def _has_partner(client: Client) -> bool:
    """Return whether the client lives with a partner or brings one."""
    lives = client.living is not None and client.living.with_ == "partner"
    return lives or any(each.relation.lower() in _PARTNERS for each in client.participants)


@dataclass(frozen=True, slots=True)
class Judge:
    """Says whether conditions hold for one client, each looked at once."""

    view: View
    known: dict[str, Outcome] = field(default_factory=dict, repr=False, compare=False)

    def condition(self, name: str) -> Outcome:
        """Return whether a named condition holds; unknown where the file does not say what it asks."""
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._asked(name)
        return found

    def _asked(self, name: str) -> Outcome:
        """Return what the view says to a condition."""
        keywords = failed(_fast(name), self.view)
        if keywords is None:
            keywords = frozenset(error.validator for error in _validator(name).iter_errors(self.view))
        if not keywords:
            return "met"
        return "unknown" if "required" in keywords else "unmet"

    def outcome(self, predicate: Predicate | None) -> tuple[Outcome, tuple[str, ...]]:
        """Return how a predicate comes out, and the names of the conditions that decided it."""
        if predicate is None:
            return "met", ()
        parts = [
            self._any(predicate.any_of),
            self._all(predicate.all_of, "unmet"),
            self._all(predicate.none_of, "met"),
        ]
        for outcome in ("unmet", "unknown"):
            names = tuple(name for found, deciding in parts if found == outcome for name in deciding)
            if any(found == outcome for found, _ in parts):
                return outcome, names
        return "met", tuple(name for _, deciding in parts for name in deciding)

    def holds(self, predicate: Predicate | None) -> bool:
        """Return whether a predicate is known to hold."""
        if predicate is None:
            return True
        look = self.condition
        for name in predicate.all_of:  # loops: a plan asks this some hundred times
            if look(name) != "met":
                return False
        for name in predicate.none_of:
            if look(name) != "unmet":
                return False
        return not predicate.any_of or any(look(name) == "met" for name in predicate.any_of)

    def weigh(self, kind: Literal["applies", "not_for"], predicate: Predicate | None) -> tuple[Weighed, ...]:
        """Return the record of a predicate, empty where there is none."""
        if predicate is None:
            return ()
        outcome, names = self.outcome(predicate)
        return (Weighed(kind=kind, names=names, verdict=outcome),)

    def _any(self, names: Iterable[str]) -> tuple[Outcome, tuple[str, ...]]:
        """Return the outcome of 'at least one'."""
        found = {name: self.condition(name) for name in names}
        if not found:
            return "met", ()
        for outcome in ("met", "unknown"):
            if deciding := tuple(name for name, each in found.items() if each == outcome):
                return outcome, deciding
        return "unmet", tuple(found)

    def _all(self, names: Iterable[str], fails: Outcome) -> tuple[Outcome, tuple[str, ...]]:
        """Return the outcome of 'every one' (``fails`` is unmet) or 'not one' (``fails`` is met)."""
        found = {name: self.condition(name) for name in names}
        if failing := tuple(name for name, each in found.items() if each == fails):
            return "unmet", failing
        if unknown := tuple(name for name, each in found.items() if each == "unknown"):
            return "unknown", unknown
        return "met", tuple(found)


#: What the client asked about last was found to be: suggesting, composing and checking ask the same of one person.
_last: list[tuple[Client, Library, dt.date, Judge]] = []


def judge_of(client: Client, library: Library, on: dt.date) -> Judge:
    """Return what says whether conditions hold for a client; the same one for the same client, asked in a row."""
    if not _last or _last[0][0] is not client or _last[0][1] is not library or _last[0][2] != on:
        _last[:] = [(client, library, on, Judge(client_view(client, library, on)))]
    return _last[0][3]


@cache
def _fast(name: str) -> Any:
    """Return the fast validator of a condition; raise KeyError for one that is not described."""
    return compiled(schema_text("client-predicates")["$defs"][name])


@cache
def _validator(name: str) -> Any:
    """Return the validator of a condition; raise KeyError for one that is not described."""
    return validator("client-predicates").evolve(schema=schema_text("client-predicates")["$defs"][name])


def condition_question(name: str) -> str:
    """Return a condition that the file does not settle as a question to the clinician."""
    asked = schema_text("client-predicates")["$defs"][name].get("properties", {})
    if "risks" in asked:
        return f"Not on file: was the risk of {', '.join(asked['risks']['properties'])} assessed, and what was found?"
    if "facts" in asked:
        return f"Not on file: is it so that the person {condition_words(name)}?"
    return f"Not on file: {condition_words(name)}?"


def condition_words(name: str) -> str:
    """Return what a condition says, as a sentence without its full stop, in small letters."""
    said: str = schema_text("client-predicates")["$defs"][name]["description"]
    abbreviation = said[1:2].isupper()
    return said.rstrip(".") if abbreviation else said[0].lower() + said[1:].rstrip(".")
