"""Looking things up in a plan by key: titles of what is planned, accommodations, where each is mentioned first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planbuilder.documents.printed import Printer
from planbuilder.documents.sources import cited, numbered_sources
from planbuilder.documents.wording import listed, plain_relation, words
from planbuilder.library.translations.phrases import ENGLISH, Phrases
from planbuilder.plan.participants import CLIENT, relation_of
from planbuilder.plan.record import Cited, Plan, PlanAccommodation, PlanIntervention


@dataclass(frozen=True, slots=True)
class Index:
    """A plan with what its parts refer to: accommodations by key, names of activities by key or id, first mentions."""

    plan: Plan
    printer: Printer
    accommodations: dict[str, PlanAccommodation]
    activities: dict[str, str]
    first: dict[str, str]
    sources: dict[str, tuple[str, Cited]]
    order: dict[str, int]
    full: dict[str, str]
    phrases: Phrases = ENGLISH

    @classmethod
    def of(cls, plan: Plan, printer: Printer, phrases: Phrases = ENGLISH) -> Index:
        """Return the index of a plan, with the phrases of the language it is printed in."""
        accommodations = {each.key: each for each in plan.accommodations}
        activities = {each.key: each.title for each in plan.activities}
        activities |= {each.id: each.short for each in plan.measures}
        first: dict[str, str] = {}
        order: dict[str, int] = {}
        full: dict[str, str] = {}
        for place, intervention in enumerate(interventions(plan)):
            order[intervention.key] = place
            full.setdefault(in_full(intervention), intervention.number)
            activities[intervention.key] = intervention.number
            for key in intervention.accommodations:
                if key in accommodations and not accommodations[key].everywhere:
                    first.setdefault(key, intervention.number)
        return cls(plan, printer, accommodations, activities, first, numbered_sources(plan), order, full, phrases)

    def where(self, keys: tuple[str, ...]) -> list[str]:
        """Return the names of activities: numbers of interventions in order, then titles of the rest."""
        ordered = sorted(keys, key=lambda key: self.order.get(key, len(self.order)))
        return list(dict.fromkeys(self.activities.get(key, words(key)) for key in ordered))

    def title(self, key: str) -> str:
        """Return an accommodation's number and title."""
        found = self.accommodations.get(key)
        return f"{found.number} {found.title}" if found else words(key)

    def cited(self, sources: tuple[Cited, ...]) -> list[str]:
        """Return citations by the numbers of their sources."""
        return cited(sources, self.sources)

    def participant(self, who: str) -> str:
        """Return for whom something is: nothing for the client, else name and relation."""
        if who == CLIENT:
            return ""
        relation = relation_of(who, self.plan.client.participants)
        said = plain_relation(relation, self.phrases)
        if relation and f"({relation})" in who:
            return who.replace(f"({relation})", f"({said})")
        return f"{who} ({said})" if relation else who

    def signed(self, name: str, credentials: str = "") -> str:
        """Return a person's name with credentials, looked up in the care team where none are given."""
        if not credentials:
            credentials = next((each.credentials for each in self.plan.client.team if each.name == name), "")
        return listed((name, credentials))


def in_full(each: PlanIntervention) -> str:
    """Return what two interventions share that need to be printed in full only once: entry, dose, own wording."""
    return f"{each.id} {each.dose_text} {each.statement.wrote}"


def interventions(plan: Plan) -> Iterator[PlanIntervention]:
    """Yield every intervention of a plan in order."""
    for problem in plan.problems:
        for goal in problem.goals:
            for objective in goal.objectives:
                yield from objective.interventions
