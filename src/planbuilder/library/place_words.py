"""Paths in an entry as a reader says them: 'the statement of objective checked, in goal safe'."""

from __future__ import annotations

#: Collections whose items have a name of their own in a reader's words.
_ONE_OF = {
    "goals": "goal",
    "objectives": "objective",
    "discharge": "criterion of discharge",
    "definitions": "definition",
    "steps": "step",
    "slots": "blank",
}
#: Fields that read better by another name.
_CALLED = {
    "plain": "plain words",
    "plain_title": "plain title",
    "icd10cm": "ICD-10-CM, beginning with",
    "not": "but not",
    "because": "reason for choosing it",
    "demands": "what it asks of a person",
    "asks": "what it asks itself",
    "covers": "what it answers",
    "worked_if": "question whether it worked",
    "ask_first": "question to ask first",
    "suggest_when": "signs that speak for it",
    "not_for": "whom it is not for",
    "applies": "whom it is for",
    "measured_by": "how it is measured",
    "pays": "who pays",
    "who": "who provides it",
    "arranges": "who arranges it",
    "by": "by when",
    "at": "place in the source",
    "provides": "who provides, arranges and pays",
    "due": "when it is due",
    "horizon": "time to the target date",
    "at_least": "at least",
    "left_to": "problems it is left to",
    "requires": "what must come before",
    "any_of": "any of",
    "all_of": "all of",
    "none_of": "none of",
}


def in_words(path: str) -> str:
    """Return a path such as ``goals/safe/objectives/checked/statement`` in a reader's words."""
    steps = path.split("/")
    named: list[str] = []
    rest: list[str] = []
    while steps:
        step = steps.pop(0)
        if step in _ONE_OF and steps:
            named.append(f"{_ONE_OF[step]} {steps.pop(0)}")
        else:
            rest.append(f"number {int(step) + 1}" if step.isdecimal() else field_in_words(step))
    return ", ".join(part for part in (", ".join(rest), *(f"in {each}" for each in reversed(named))) if part)


def field_in_words(field: str) -> str:
    """Return the name of a field in a reader's words."""
    return _CALLED.get(field, field.replace("_", " ").replace("-", " "))
