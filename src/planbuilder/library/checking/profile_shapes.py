"""Profiles: whether each schema asks for what a plan's facts have, and can fail at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item
from planbuilder.library.entries import Shape
from planbuilder.library.fact_paths import Strayed, close, facts_called, strayed
from planbuilder.library.patterns import finds_everything, is_slow
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
SLOW = RULES.rule(
    "profile-pattern-slow",
    "error",
    said="The pattern could take hours on an ordinary text.",
    why="A repeated group that repeats something itself, or leaves a choice, is tried in countless ways.",
    fix="Write it without a repeated group, such as [ab]+ for (a|b)+, or as several patterns in 'anyOf'.",
    example='must: {properties: {date: {pattern: "(a+)+$"}}}',
)
ALWAYS = RULES.rule(
    "profile-always",
    "error",
    said="'{word}' holds for every plan here.",
    why="A requirement that nothing can miss looks as if something had been checked.",
    fix="{fix}",
    example="must: {properties: {problems: {minItems: 0}}}",
)


def check_shape(item: Item, shape: Shape, path: FieldPath) -> Iterator[Finding]:
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
    if each.kind == "field" and not close(each.wrong, each.known) and (elsewhere := facts_called(each.wrong)):
        fix = f"Did you mean {' or '.join(elsewhere)}?"
        return item.finding(FACT, each.path, wrong=each.wrong, fix=fix)
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
        else:
            if is_slow(shape.pattern):
                yield item.finding(SLOW, (*path, "pattern"))
            elif finds_everything(shape.pattern):
                fix = "Say in the pattern what is to be found, or use minLength."
                yield item.finding(ALWAYS, (*path, "pattern"), word="pattern", fix=fix)
    for word, value in (
        ("minItems", shape.min_items),
        ("minLength", shape.min_length),
        ("minContains", shape.min_contains),
    ):
        if value == 0:
            yield item.finding(ALWAYS, (*path, word), word=word, fix="Write 1 or more, or take it out.")
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
