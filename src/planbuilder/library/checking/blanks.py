"""The blanks of statements: only `{{ name }}`, each declared and used, each of them able to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Intervention, Objective, Part, SlotSpec, Source
from planbuilder.library.rulebook import RULES
from planbuilder.library.store import nearest_words
from planbuilder.library.walking import Leaf
from planbuilder.reading import FieldPath

OTHER = RULES.rule(
    "statement-template",
    "error",
    said="'{found}' is not a blank that can be filled.",
    why="Texts hold {{{{ name }}}} and nothing else of a template language, so that they never do anything but read.",
    fix="Write {{{{ name }}}}, or put the choice into a blank or an entry of its own.",
    example="statement: '{% if minor %}...'",
)
CLIENT = RULES.rule(
    "statement-client-field",
    "error",
    said="'{name}' is not one of the facts about the client that a text may use.",
    why="Texts use the name and the pronouns only; facts belong in conditions.",
    fix="{fix}",
    example="statement: '{{ client.age }}'",
)
UNDECLARED = RULES.rule(
    "slot-undeclared",
    "error",
    said="The text uses the blank '{name}', which is not there to be filled.",
    why="It would stay empty in every plan.",
    fix="{fix}",
    example="statement: '{{ wekks }}', slots: {weeks: ...}",
)
UNUSED = RULES.rule(
    "slot-unused",
    "error",
    said="The blank '{name}' is declared, and no text uses it.",
    why="The clinician would be asked for something that is never printed.",
    fix="Use it in the statement, or take it out.",
    example="slots: {weeks: ...}, and no text with {{ weeks }}",
)
IMPLICIT = RULES.rule(
    "slot-implicit",
    "error",
    said="'{name}' is always there in this place and is not declared.",
    why="It has two meanings otherwise, and the computed one would be lost.",
    fix="Take it out of the slots, or give the blank another name.",
    example="slots: {target_date: ...}",
)
REASON = RULES.rule(
    "because-reason",
    "error",
    said="The because never uses {{{{ reason }}}}.",
    why="Every plan would give the same reason, whoever it is for.",
    fix="Write 'Chosen because {{{{ reason }}}}', or leave the line out.",
    example="because: Chosen because it works",
)

CLIENT_FIELDS = ("name", "they", "them", "their", "theirs", "themself")
_BLANK = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*\}\}")
_REST = re.compile(r"\{[{%#][^}]{0,40}\}{0,2}|[}%#]\}")


def blanks(text: str) -> tuple[str, ...]:
    """Return the names of the blanks in a text, in order."""
    return tuple(_BLANK.findall(text))


def check_blanks(shelf: Shelf) -> Iterator[Finding]:
    """Yield what is wrong with the blanks of every text, and with those that are declared."""
    for item in shelf.items:
        if isinstance(item.entry, Source):
            continue
        for leaf in item.texts:
            yield from _text(item, leaf)
        for path, part in item.parts:
            if isinstance(part, Objective | Intervention):
                yield from _declared(item, path, part)


def implicit(part: Part, field: str) -> frozenset[str]:
    """Return the blanks that are always there in a text: they are filled by computation."""
    if isinstance(part, Intervention):
        return frozenset({"reason"} if field == "because" else {"role"})
    if isinstance(part, Objective) and field in ("statement", "plain"):
        return frozenset({"target_date"} | ({"baseline", "target"} if part.measured_by.measure else set()))
    return frozenset()


def declared(part: Part, field: str) -> Mapping[str, SlotSpec]:
    """Return the blanks that a text may use because its entry declares them."""
    if isinstance(part, Objective | Intervention) and field in ("statement", "plain", "because"):
        return part.slots
    return {}


def _text(item: Item, leaf: Leaf) -> Iterator[Finding]:
    """Yield what is wrong with the blanks of one text."""
    text = str(leaf.value)
    for found in _REST.findall(_BLANK.sub("", text)):
        yield item.finding(OTHER, leaf.path, found=found)
    fields = [f"client.{field}" for field in CLIENT_FIELDS]
    there = {*implicit(leaf.owner, leaf.field), *declared(leaf.owner, leaf.field)}
    for name in dict.fromkeys(blanks(text)):
        if name in fields or name in there:
            continue
        if "." in name:
            fix = nearest_words(name, fields, f"Known: {', '.join(fields)}.")
            yield item.finding(CLIENT, leaf.path, name=name, fix=fix)
        else:
            fix = nearest_words(name, there, "Declare it under slots, or take it out.")
            yield item.finding(UNDECLARED, leaf.path, name=name, fix=fix)


def _declared(item: Item, path: FieldPath, part: Objective | Intervention) -> Iterator[Finding]:
    """Yield the declared blanks that no text uses or that need no declaration, and a because without a reason."""
    because = part.because if isinstance(part, Intervention) else ""
    used = set(blanks(f"{part.statement} {part.plain} {because}"))
    always = implicit(part, "because") | implicit(part, "statement")
    for name in part.slots:
        if name in always:
            yield item.finding(IMPLICIT, (*path, "slots", name), name=name)
        elif name not in used:
            yield item.finding(UNUSED, (*path, "slots", name), name=name)
    if because and "reason" not in blanks(because):
        yield item.finding(REASON, (*path, "because"))
