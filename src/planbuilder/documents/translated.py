"""A plan with its plain texts in another language; what has no translation stands in English, marked."""

from __future__ import annotations

from msgspec.structs import replace

from planbuilder.documents.filling_in import Filler
from planbuilder.library.entries import Route
from planbuilder.library.translations.translation import Translation
from planbuilder.plan.record import (
    Plan,
    PlanAccommodation,
    PlanCriterion,
    PlanGoal,
    PlanIntervention,
    PlanMeasure,
    PlanObjective,
    PlanOption,
    PlanProblem,
    PlanProtocol,
    Question,
)


def translated(plan: Plan, translation: Translation) -> tuple[Plan, frozenset[str]]:
    """Return the plan with its plain texts translated, and the entries (``kind/id``) whose translations it uses.

    A text is translated where the translation was made from the very English of the record. One that the clinician
    changed or added, and one without a translation, stands in English, marked. What else the record says stays.
    """
    teller = _Teller(translation)
    made = replace(
        plan,
        problems=tuple(teller.problem(each) for each in plan.problems),
        options=tuple(teller.option(each) for each in plan.options),
        accommodations=tuple(teller.accommodation(each) for each in plan.accommodations),
        measures=tuple(teller.measure(each) for each in plan.measures),
        protocols=tuple(teller.protocol(each) for each in plan.protocols),
        discharge=tuple(teller.criterion(each, plan) for each in plan.discharge),
        questions=tuple(teller.question(each) for each in plan.questions),
    )
    return made, frozenset(teller.fill.used)


class _Teller:
    """Tells the parts of a plan in another language."""

    def __init__(self, translation: Translation) -> None:
        self.fill = Filler(translation)

    def problem(self, each: PlanProblem) -> PlanProblem:
        """Return a problem with all it holds."""
        name = f"problem/{each.id}"
        return replace(
            each,
            plain_title=self.fill.said(each.plain_title, name),
            goals=tuple(self._goal(goal, name) for goal in each.goals),
        )

    def _goal(self, each: PlanGoal, name: str) -> PlanGoal:
        """Return a goal with its objectives."""
        steps = tuple(self._objective(step, name) for step in each.objectives)
        return replace(each, plain=self.fill.text(each.plain, name), objectives=steps)

    def _objective(self, each: PlanObjective, name: str) -> PlanObjective:
        """Return an objective with its interventions; of one added by hand the words that were added."""
        return replace(
            each,
            plain=self.fill.text(each.plain, name, each.statement if each.local else None),
            interventions=tuple(self._intervention(act) for act in each.interventions),
        )

    def _intervention(self, each: PlanIntervention) -> PlanIntervention:
        """Return an intervention."""
        added = each.statement if each.local else None
        return replace(each, plain=self.fill.text(each.plain, f"intervention/{each.id}", added))

    def option(self, each: PlanOption) -> PlanOption:
        """Return an option."""
        name = f"option/{each.id}"
        return replace(each, title=self.fill.said(each.title, name), plain=self.fill.text(each.plain, name))

    def accommodation(self, each: PlanAccommodation) -> PlanAccommodation:
        """Return an accommodation."""
        return replace(each, plain=self.fill.text(each.plain, f"accommodation/{each.id}"))

    def measure(self, each: PlanMeasure) -> PlanMeasure:
        """Return a measure."""
        return replace(each, plain=self.fill.said(each.plain, f"measure/{each.id}"))

    def protocol(self, each: PlanProtocol) -> PlanProtocol:
        """Return a protocol with its steps and contacts."""
        name = f"protocol/{each.id}"
        return replace(
            each,
            plain_title=self.fill.said(each.plain_title, name),
            plain_begins_when=self.fill.text(each.plain_begins_when, name),
            steps=tuple(replace(step, plain=self.fill.text(step.plain, name)) for step in each.steps),
            contacts=tuple(self._route(route) for route in each.contacts),
        )

    def _route(self, each: Route) -> Route:
        """Return a contact; a number is the same in every language."""
        parts = {name: self.fill.shared(getattr(each, name)) for name in ("name", "voice", "text", "video", "note")}
        return replace(each, **parts)

    def criterion(self, each: PlanCriterion, plan: Plan) -> PlanCriterion:
        """Return a criterion of discharge: it is that of the problem whose translation has it."""
        names = [f"problem/{problem.id}" for problem in plan.problems]
        known = (name for name in names if self.fill.knows(each.plain.library, name))
        return replace(each, plain=self.fill.text(each.plain, next(known, names[0] if names else "")))

    def question(self, each: Question) -> Question:
        """Return a question to the person."""
        return replace(each, ask=self.fill.question(each.ask)) if each.to == "person" else each
