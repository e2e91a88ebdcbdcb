"""Conditions on the client: the client view with computed facts, and whether a condition holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from planbuilder.library.entries import Predicate
from planbuilder.library.store import Library
from planbuilder.plan.client import Client
from planbuilder.plan.conditions import Outcome, Outcomes, View
from planbuilder.plan.criticals import critical_answers
from planbuilder.plan.facts import facts_on_file
from planbuilder.plan.languages import needs_in_use
from planbuilder.plan.record import Weighed
from planbuilder.remembering import Latest
from planbuilder.schema import schema_text

#: How a predicate came out, and the names of the conditions that decided it.
Decided = tuple[Outcome, tuple[str, ...]]
#: What decides where the parts of a predicate come out differently, the first before the others.
_ORDER: tuple[Outcome, ...] = ("unmet", "unknown", "met")
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
    known: Outcomes = field(init=False, repr=False, compare=False)
    decided: dict[Predicate, Decided] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", Outcomes(self.view))

    def condition(self, name: str) -> Outcome:
        """Return whether a named condition holds; unknown where the file does not say what it asks."""
        return self.known[name]

    def outcome(self, predicate: Predicate | None) -> Decided:
        """Return how a predicate comes out, and the names of the conditions that decided it."""
        if predicate is None:
            return "met", ()
        found = self.decided.get(predicate)
        if found is None:
            found = self.decided[predicate] = self._decided(predicate)
        return found

    def _decided(self, predicate: Predicate) -> Decided:
        """Return how a predicate comes out, looked at anew."""
        parts: list[Decided] = []
        if predicate.any_of:
            parts.append(self._any(predicate.any_of))
        if predicate.all_of:
            parts.append(self._all(predicate.all_of, "unmet"))
        if predicate.none_of:
            parts.append(self._all(predicate.none_of, "met"))
        if len(parts) == 1:
            return parts[0]
        worst: Outcome = min((found for found, _ in parts), key=_ORDER.index, default="met")
        return worst, tuple(name for found, deciding in parts if found == worst for name in deciding)

    def holds(self, predicate: Predicate | None) -> bool:
        """Return whether a predicate is known to hold."""
        if predicate is None:
            return True
        known = self.known
        for name in predicate.all_of:  # loops: a plan asks this some hundred times
            if known[name] != "met":
                return False
        for name in predicate.none_of:
            if known[name] != "unmet":
                return False
        for name in predicate.any_of:
            if known[name] == "met":
                return True
        return not predicate.any_of

    def weigh(self, kind: Literal["applies", "not_for"], predicate: Predicate | None) -> tuple[Weighed, ...]:
        """Return the record of a predicate, empty where there is none."""
        if predicate is None:
            return ()
        outcome, names = self.outcome(predicate)
        return (Weighed(kind=kind, names=names, verdict=outcome),)

    def _any(self, names: tuple[str, ...]) -> Decided:
        """Return the outcome of 'at least one'."""
        found = [self.known[name] for name in names]
        best: Outcome = "met" if "met" in found else "unknown" if "unknown" in found else "unmet"
        return best, _those(names, found, best)

    def _all(self, names: tuple[str, ...], fails: Outcome) -> Decided:
        """Return the outcome of 'every one' (``fails`` is unmet) or 'not one' (``fails`` is met)."""
        found = [self.known[name] for name in names]
        if fails in found:
            return "unmet", _those(names, found, fails)
        if "unknown" in found:
            return "unknown", _those(names, found, "unknown")
        return "met", names


def _those(names: tuple[str, ...], found: list[Outcome], outcome: Outcome) -> tuple[str, ...]:
    """Return the names that came out so; most conditions have one."""
    if len(names) == 1:
        return names
    return tuple(name for name, each in zip(names, found, strict=True) if each == outcome)


#: Suggesting, composing and checking ask the same of one person.
_latest: Latest[Judge] = Latest()


def judge_of(client: Client, library: Library, on: dt.date) -> Judge:
    """Return what says whether conditions hold for a client; the same one for the same client, asked in a row."""
    return _latest.of((client, library), lambda: Judge(client_view(client, library, on)), values=(on,))


@cache
def condition_question(name: str) -> str:
    """Return a condition that the file does not settle as a question to the clinician."""
    asked = schema_text("client-predicates")["$defs"][name].get("properties", {})
    if "risks" in asked:
        return f"Not on file: was the risk of {', '.join(asked['risks']['properties'])} assessed, and what was found?"
    if "facts" in asked:
        return f"Not on file: is it so that the person {condition_words(name)}?"
    return f"Not on file: {condition_words(name)}?"


@cache
def condition_words(name: str) -> str:
    """Return what a condition says, as a sentence without its full stop, in small letters."""
    said: str = schema_text("client-predicates")["$defs"][name]["description"]
    abbreviation = said[1:2].isupper()
    return said.rstrip(".") if abbreviation else said[0].lower() + said[1:].rstrip(".")
