"""The golden thread in the view: problems, goals, objectives, interventions."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from planbuilder.documents.doses import plain_dose, short_dose
from planbuilder.documents.index import Index, in_full
from planbuilder.documents.told_access import standing
from planbuilder.documents.wording import number, quoted, sentence_case, words
from planbuilder.docx.values import Editable
from planbuilder.library.translations.phrases import ENGLISH, Dates, Phrases
from planbuilder.plan.filling import date_words
from planbuilder.plan.record import PlanGoal, PlanIntervention, PlanObjective, PlanProblem, Text


def thread(index: Index) -> list[dict[str, Any]]:
    """Return the problems with all they hold."""
    return [_problem(problem, index) for problem in index.plan.problems]


def _problem(problem: PlanProblem, index: Index) -> dict[str, Any]:
    """Return a problem."""
    return {
        "number": problem.number,
        "title": problem.title,
        "plain_title": problem.plain_title,
        "codes": list(problem.codes),
        "because": problem.because,
        "signs": [sign.text for sign in problem.signs],
        "sources": index.cited(problem.sources),
        "goals": [_goal(goal, index) for goal in problem.goals],
    }


def _goal(goal: PlanGoal, index: Index) -> dict[str, Any]:
    """Return a goal."""
    name = f"Goal {goal.number}"
    return {
        "number": goal.number,
        "stage": words(goal.stage),
        "own_words": quoted(goal.own_words),
        "statement": index.printer.statement(goal.statement, f"{goal.key}.statement", name),
        "plain": index.printer.plain(goal.plain, f"{goal.key}.plain", name),
        "objectives": [_objective(objective, index) for objective in goal.objectives],
    }


def _objective(objective: PlanObjective, index: Index) -> dict[str, Any]:
    """Return an objective."""
    name = f"Objective {objective.number}"
    titles = {each.id: f"{each.title} (ruled out)" if each.excluded else each.title for each in index.plan.options}
    return {
        "number": objective.number,
        "local": objective.local,
        "stage": words(objective.stage),
        "statement": index.printer.statement(objective.statement, f"{objective.key}.statement", name),
        "plain": _plain(objective, index, name),
        "how": sentence_case(objective.measured.how),
        "baseline": number(objective.measured.baseline),
        "target": number(objective.measured.target),
        "target_date": objective.target_date,
        "unsaid_date": _unsaid(objective, objective.statement, ENGLISH),
        "plain_date": _unsaid(
            objective, objective.plain if objective.plain.now else objective.statement, index.phrases
        ),
        "before": words(objective.before),
        "options": [titles.get(id, words(id)) for id in objective.options],
        "standing": _standing(objective, index),
        "ended": objective.ended,
        "interventions": [_intervention(each, index) for each in objective.interventions],
    }


def _standing(objective: PlanObjective, index: Index) -> str:
    """Return where an objective stands since the last review that looked at it; nothing before the first."""
    for review in reversed(index.plan.reviews):
        for step in review.steps:
            if step.key == objective.key:
                return f"{standing(step.status)}, review of {date_words(dt.date.fromisoformat(review.date))}"
    return ""


def _unsaid(objective: PlanObjective, text: Text, phrases: Phrases) -> str:
    """Return the target date where a text of the objective does not say it already."""
    said = _spelled(phrases.dates, objective.target_date) if objective.target_date else ""
    return "" if said and said in text.now else objective.target_date


@lru_cache(maxsize=4096)  # many plans aim for the same few days
def _spelled(dates: Dates, day: str) -> str:
    """Return a day, an ISO 8601 text, as a language spells it in a sentence."""
    return dates.styles(dt.date.fromisoformat(day))["long"]


def _intervention(each: PlanIntervention, index: Index) -> dict[str, Any]:
    """Return an intervention with the accommodations that change it."""
    name, print_ = f"Intervention {each.number}", index.printer
    return {
        "number": each.number,
        "same_as": _same_as(each, index),
        "title": each.title,
        "local": each.local,
        "heading": _heading(each),
        "modality": each.modality,
        "delivery": "" if words(each.delivery) in each.modality.lower() else words(each.delivery),
        "statement": print_.statement(each.statement, f"{each.key}.statement", name),
        "plain": _plain(each, index, name),
        "because": print_.statement(each.because, f"{each.key}.because", f"Why {each.number}"),
        "dose": each.dose_text,
        "short_dose": short_dose(each.dose) if each.dose else "",
        "plain_dose": _plain_dose(each, index.phrases),
        "who": index.signed(each.person, each.credentials) if each.person else "",
        "role": each.role,
        "person": each.person,
        "family": each.family,
        "cautions": list(each.cautions),
        "notes": list(each.notes),
        "evidence": index.cited(each.evidence),
        "accommodations": [_mention(key, each.number, index) for key in each.accommodations],
    }


def _plain(each: PlanObjective | PlanIntervention, index: Index, name: str) -> str | Editable:
    """Return plain wording; of what was added by hand without it, the words that were added."""
    if each.local and not each.plain.now:
        return each.statement.now
    return index.printer.plain(each.plain, f"{each.key}.plain", name)


def _heading(each: PlanIntervention) -> str:
    """Return what stands over an intervention: its title; of one that was added by hand that it was."""
    if not each.local:
        return each.title
    own = not each.statement.now.startswith(each.title.rstrip("\u2026"))
    return f"{each.title} (added by the team)" if own else "Added by the team"


def _plain_dose(each: PlanIntervention, phrases: Phrases) -> str:
    """Return how often and how long in plain words; nothing where nobody said it."""
    if each.dose is None:
        return ""
    return plain_dose(each.dose, each.person, alone=each.delivery == "self-directed", phrases=phrases)


def _same_as(each: PlanIntervention, index: Index) -> str:
    """Return the number where the same intervention, at the same dose, stands in full; nothing where it is here."""
    number = index.full.get(in_full(each), each.number)
    return "" if number == each.number else number


def _mention(key: str, at: str, index: Index) -> dict[str, Any]:
    """Return an accommodation as it stands under an intervention: in full where it is mentioned first."""
    found = index.accommodations.get(key)
    if found is None:
        return {"number": "", "title": words(key), "who": "", "statement": ""}
    here = index.first.get(key) == at
    statement = index.printer.statement(found.statement, f"{key}.statement", f"Accommodation {found.number}")
    return {
        "number": found.number,
        "title": found.title,
        "who": index.participant(found.who),
        "statement": statement if here else "",
    }
