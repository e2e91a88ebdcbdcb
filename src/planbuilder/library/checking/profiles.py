"""Profiles: whether each requirement asks for what a plan's facts have, and can fail at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Profile, Requirement, Shape
from planbuilder.library.fact_paths import Strayed, strayed
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words
from planbuilder.reading import FieldPath

FACT = RULES.rule(
    "profile-fact",
    "error",
    said="A plan has no fact called '{wrong}' here.",
    why="A requirement on a fact that does not exist is met by every plan, and nobody would be told.",
    fix="{fix}",
    example="must: {properties: {strenghts: {minItems: 1}}}",
)
WORD = RULES.rule(
    "profile-word",
    "error",
    said="'{wrong}' says nothing about this fact, which is {kind}.",
    why="JSON Schema passes over a word that does not go with the kind of value, so that every plan would meet it.",
    fix="Use a word for {kind}, or name another fact; schemas/plan-facts.schema.json says the kind of each.",
    example="must: {properties: {date: {minItems: 1}}}",
)
VALUE = RULES.rule(
    "profile-value",
    "error",
    said="This fact is never '{wrong}'.",
    why="A requirement on a value that never comes is never met, or always.",
    fix="{fix}",
    example="given: {properties: {plan_state: {const: sigend}}}",
)
PATTERN = RULES.rule(
    "profile-pattern",
    "error",
    said="The pattern is no valid regular expression.",
    why="Nothing can be found with it.",
    fix="Correct it; the place of the fault is {place}.",
    example='must: {properties: {date: {pattern: "(2026"}}}',
)
IDLE = RULES.rule(
    "profile-idle",
    "error",
    said="'{word}' stands here without {needs}, and so does nothing.",
    why="A requirement that does nothing looks as if something had been checked.",
    fix="Add {needs}, or take it out.",
    example="must: {if: {...}}, without then",
)
CLOCK = RULES.rule(
    "profile-clock",
    "error",
    said="The clock says {what}.",
    why="Nobody could tell when something is due.",
    fix="{fix}",
    example="clock: {due: plan, anchor: plan, within: 14, unit: days}",
)
UNCHECKED = RULES.rule(
    "profile-unchecked",
    "note",
    said="Nobody has checked this requirement against the text.",
    why="It may be wrong, or out of date; the readiness sheet says so.",
    fix="Read the clause, correct the requirement, and fill in 'checked': when, how close, what was seen.",
    example="checked: null",
)


def check_profiles(shelf: Shelf) -> Iterator[Finding]:
    """Yield everything that is wrong with the requirements of profiles, and those that nobody has checked."""
    for item, profile in shelf.entries(Profile):
        if profile.proposed.when is not None:
            yield from _shape(item, profile.proposed.when, ("proposed", "when"))
        for id, each in profile.requirements.items():
            path: FieldPath = ("requirements", id)
            for name, shape in (("must", each.must), ("given", each.given)):
                if shape is not None:
                    yield from _shape(item, shape, (*path, name))
            yield from _clock(item, each, (*path, "clock"))
            if each.checked is None:
                yield item.finding(UNCHECKED, (*path, "checked"))


def _shape(item: Item, shape: Shape, path: FieldPath) -> Iterator[Finding]:
    """Yield what is wrong with one schema of a profile."""
    for each in strayed(shape, path):
        yield _finding(item, each)
    for inner_path, part in item.parts:
        if isinstance(part, Shape) and inner_path[: len(path)] == path:
            yield from _words(item, part, inner_path)


def _finding(item: Item, each: Strayed) -> Finding:
    """Return the finding on a place that the facts do not bear out."""
    if each.kind == "word":
        return item.finding(WORD, each.path, wrong=each.wrong, kind=each.known[0])
    few = f"It is one of: {', '.join(each.known)}." if len(each.known) > 1 else f"It is {each.known[0]}."
    fix = few if each.kind == "value" else "schemas/plan-facts.schema.json lists the facts."
    rule = VALUE if each.kind == "value" else FACT
    return item.finding(rule, each.path, wrong=each.wrong, fix=nearest_words(each.wrong, each.known, fix))


def _words(item: Item, shape: Shape, path: FieldPath) -> Iterator[Finding]:
    """Yield patterns that are none, and words that do nothing alone."""
    if shape.pattern:
        try:
            re.compile(shape.pattern)
        except re.error as error:
            yield item.finding(PATTERN, (*path, "pattern"), place=f"character {(error.pos or 0) + 1}")
    alone = (
        ("if", shape.if_ is not None and shape.then is None and shape.else_ is None, "'then' or 'else'"),
        ("then", shape.then is not None and shape.if_ is None, "'if'"),
        ("else", shape.else_ is not None and shape.if_ is None, "'if'"),
        ("minContains", shape.min_contains is not None and shape.contains is None, "'contains'"),
        ("maxContains", shape.max_contains is not None and shape.contains is None, "'contains'"),
    )
    for word, idle, needs in alone:
        if idle:
            yield item.finding(IDLE, (*path, word), word=f"{word}", needs=needs)


def _clock(item: Item, each: Requirement, path: FieldPath) -> Iterator[Finding]:
    """Yield what makes no sense in a clock."""
    clock = each.clock
    if clock is None:
        return
    if clock.due == "plan" and (clock.anchor == "plan" or clock.repeat):
        what = "that the plan is due after itself, or again and again"
        yield item.finding(
            CLOCK, path, what=what, fix="Count a plan from admission, once; what comes again is a review."
        )
    if clock.due in ("review", "note") and not clock.repeat and clock.begins is None and clock.ends is not None:
        yield item.finding(
            CLOCK, path, what="when it ends, but it comes only once", fix="Add 'repeat: true', or take 'ends' out."
        )
