"""Whether a plan is a record of substance use treatment: decided here alone, by facts that docs/disclosing.md lists.

42 CFR part 2 protects records of programs that hold themselves out as treating substance use disorders. A plan cannot
say what its program is to the law; so whatever in it tells of such treatment makes it such a record. Tobacco does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.documents.disclosure import tells_of_use
from planbuilder.plan.record import Plan

_PLACES = ("opioid-treatment-program", "withdrawal-management")
#: ICD-10-CM: disorders of use of alcohol and drugs, and the same in pregnancy; F17 is nicotine.
_CODES = ("F10", "F11", "F12", "F13", "F14", "F15", "F16", "F18", "F19", "O99.31", "O99.32")
#: Risks that come of using.
_RISKS = ("overdose", "withdrawal")


def is_substance_use_record(plan: Plan) -> bool:
    """Return whether a plan is a record of substance use treatment."""
    return any(_facts(plan))


def _facts(plan: Plan) -> Iterator[bool]:
    """Yield each fact that makes a plan such a record."""
    client = plan.client
    yield client.care.setting in _PLACES or client.care.level_of_care in _PLACES
    yield any(each.code.startswith(_CODES) for each in client.diagnoses)
    yield bool(client.history and client.history.substance)
    yield any(tells_of_use(problem.title) for problem in plan.problems)
    yield any(tells_of_use(f"{each.name} {each.for_}") for each in client.medications)
    yield any(each.flagged and each.risk in _RISKS for each in client.risks)
    yield any(each.decision == "chosen" and tells_of_use(each.title) for each in plan.options)
