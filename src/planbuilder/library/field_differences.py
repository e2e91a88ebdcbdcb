"""Two states of one entry compared field by field: what was added, removed and changed, and how much it weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from planbuilder.library.entries import Checked, Citation, Evidence, Measure, Part, SlotSpec
from planbuilder.library.marked_words import Words, marked
from planbuilder.library.texts import is_prose
from planbuilder.library.walking import Leaf, leaves
from planbuilder.reading import FieldPath

#: How much a change weighs: of the words only, of what new plans get, or of what plans in use stand on.
Weight = Literal["wording", "substance", "break"]
WEIGHTS: tuple[Weight, ...] = ("wording", "substance", "break")
#: Collections whose items plans in use point to: one that goes leaves them without what they name.
_HELD = frozenset({"goals", "objectives", "discharge", "steps", "slots"})
#: Fields by which scores and values already in plans are read; another value makes them mean something else.
_READ_BY = {(Measure, "range"), (Measure, "direction"), (SlotSpec, "type"), (SlotSpec, "unit")}
#: Parts that say where something stands; a change of them is no change of care.
_SOURCES = (Citation, Checked)
#: Fields of an entry's life, told as such and not among the fields.
_LIFE = frozenset({"schema", "id", "by", "why"})


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs: its path, the texts before and after, the weight; for prose also its words, marked."""

    path: str
    how: Literal["added", "removed", "changed"]
    before: str
    after: str
    weight: Weight
    words: tuple[Words, ...] = ()


def field_differences(before: Part, after: Part) -> tuple[FieldDifference, ...]:
    """Return the fields in which two states of an entry differ, in the order of the file."""
    return tuple(_parts(before, after, ()))


def _parts(before: Part, after: Part, path: FieldPath) -> Iterator[FieldDifference]:
    """Yield what differs in two parts of one class."""
    for each in msgspec.structs.fields(type(after)):
        name = each.encode_name
        if path or name not in _LIFE:
            yield from _values(getattr(before, each.name), getattr(after, each.name), (*path, name), after)


def _values(before: object, after: object, path: FieldPath, owner: Part) -> Iterator[FieldDifference]:
    """Yield what differs in two values of one field."""
    if before == after:
        return
    if isinstance(before, Part) and type(before) is type(after) and isinstance(after, Part) and _by_field(owner, path):
        yield from _parts(before, after, path)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _values(before.get(key), after.get(key), (*path, key), owner)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _lists(before, after, path, owner)
    else:
        yield _difference(before, after, path, owner)


def _by_field(owner: Part, path: FieldPath) -> bool:
    """Return whether a part is told field by field, not as a whole: one that scores are read by is told whole."""
    return (type(owner), str(path[-1])) not in _READ_BY


def _lists(
    before: tuple[object, ...], after: tuple[object, ...], path: FieldPath, owner: Part
) -> Iterator[FieldDifference]:
    """Yield what differs in two lists, item by item."""
    old, new = ([msgspec.json.encode(item) for item in items] for items in (before, after))
    for way, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if way == "equal":
            continue
        written = _is_written(before + after)
        pairs = min(end - start, stop - begin) if written else 0
        for gone, come in zip(range(start, start + pairs), range(begin, begin + pairs), strict=True):
            yield from _values(before[gone], after[come], (*path, come), owner)
        for gone in range(start + pairs, end):
            yield _difference(before[gone], None, (*path, gone) if written else path, owner)
        for come in range(begin + pairs, stop):
            yield _difference(None, after[come], (*path, come) if written else path, owner)


def _is_written(items: tuple[object, ...]) -> bool:
    """Return whether a list holds parts or sentences, of which one can be another in new words; ids cannot."""
    return all(isinstance(item, Part) or (isinstance(item, str) and " " in item) for item in items)


def _difference(before: object, after: object, path: FieldPath, owner: Part) -> FieldDifference:
    """Return the difference of two values that are not looked into further."""
    old, new = spelled(before), spelled(after)
    how: Literal["added", "removed", "changed"] = "added" if not old else "removed" if not new else "changed"
    field = next(str(step) for step in reversed(path) if isinstance(step, str))
    value = after if isinstance(after, str) else before
    prose = isinstance(value, str) and is_prose(Leaf(owner, _field_of(owner, path, field), path, value))
    words = marked(old, new) if prose and how == "changed" else ()
    return FieldDifference("/".join(map(str, path)), how, old, new, _weight(how, path, owner, prose=prose), words)


def _field_of(owner: Part, path: FieldPath, field: str) -> str:
    """Return the field of the part that holds a value: the last step that is one of its fields."""
    names = {each.encode_name for each in msgspec.structs.fields(type(owner))}
    return next((str(step) for step in reversed(path) if step in names), field)


def _weight(how: str, path: FieldPath, owner: Part, *, prose: bool) -> Weight:
    """Return how much a difference weighs."""
    if how == "removed" and len(path) > 1 and path[-2] in _HELD:
        return "break"
    if (type(owner), str(path[-1])) in _READ_BY:
        return "break"
    cited = isinstance(owner, _SOURCES) or (isinstance(owner, Evidence) and path[-1] != "strength")
    return "wording" if prose or cited or "sources" in path or "citations" in path else "substance"


def spelled(value: object) -> str:
    """Return a value as one line; a part with its fields by name, nothing for what is absent."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Part):
        return "; ".join(f"{'/'.join(map(str, leaf.path))}: {spelled(leaf.value)}" for leaf in leaves(value))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {spelled(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return ", ".join(spelled(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
