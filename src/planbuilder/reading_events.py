"""Values out of YAML events: places noted, duplicate keys, anchors, tags and depth watched over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml import events as ev

from planbuilder.findings import Finding, Place, Rule
from planbuilder.reading_characters import UNSEEN
from planbuilder.reading_rules import ANCHOR, DEEP, DUPLICATE, KEY, LONG, SEVERAL, TAG, unseen
from planbuilder.reading_scalars import resolved

#: The path of a field in its file: names, and positions in lists from 0.
FieldPath = tuple[str | int, ...]
#: How many levels a file may nest; the deepest entry needs nine.
MAX_DEPTH = 40
#: How many items a list may have; the longest of the shipped library has under a hundred.
MAX_ITEMS = 1_000
_CORE = "tag:yaml.org,2002:"
_MISSING = object()


class RefusedError(Exception):
    """The file holds something that stops the reading."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.said)
        self.finding = finding


@dataclass(slots=True)
class _Level:
    """A mapping or list that is being filled."""

    value: dict[str, Any] | list[Any]
    path: FieldPath
    key: object = _MISSING

    @property
    def awaits_key(self) -> bool:
        """Whether the next thing is the name of a field."""
        return isinstance(self.value, dict) and self.key is _MISSING


@dataclass(slots=True)
class Builder:
    """Builds values from YAML events without recursion, so that depth costs nothing but a count."""

    file: str
    value: object = None
    places: dict[FieldPath, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    stack: list[_Level] = field(default_factory=list)
    documents: int = 0

    def build(self, stream: Iterator[ev.Event]) -> None:
        """Take in every event of the file; raise RefusedError where the reading must stop."""
        for event in stream:
            self._take(event)

    def _take(self, event: ev.Event) -> None:
        """Take in one event."""
        if isinstance(event, ev.ScalarEvent):  # the most first: a file is mostly names and texts
            if event.anchor:
                raise self._refused(ANCHOR, event)
            self._scalar(event)
        elif isinstance(event, ev.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, ev.AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(ANCHOR, event)
        elif isinstance(event, ev.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, ev.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refused(SEVERAL, event)

    def _scalar(self, event: ev.ScalarEvent) -> None:
        """Take in a scalar: a key where one is due, else a value."""
        if event.tag:
            self._check_tag(event, "str")
        if event.style == '"' and (found := UNSEEN.search(event.value)):  # the file itself was looked through
            raise RefusedError(unseen(found.group(), self._place(event)))
        if self.stack and self.stack[-1].awaits_key:
            self._key(self.stack[-1], event)
            return
        plain = event.implicit[0] and not event.tag
        self._put(resolved(event.value) if plain else event.value, event)

    def _key(self, level: _Level, event: ev.ScalarEvent) -> None:
        """Take in a key; note where it stands, and whether it stood before."""
        key = event.value
        path = (*level.path, key)
        if key in level.value:
            self.findings.append(DUPLICATE.finding(self._place(event), first=self.places[path][0]))
        else:
            self.places[path] = _spot(event)
        level.key = key

    def _open(self, event: ev.CollectionStartEvent) -> None:
        """Begin a mapping or list."""
        if len(self.stack) >= MAX_DEPTH:
            raise self._refused(DEEP, event, limit=MAX_DEPTH)
        mapping = isinstance(event, ev.MappingStartEvent)
        self._check_tag(event, "map" if mapping else "seq")
        if self.stack and self.stack[-1].awaits_key:
            raise self._refused(KEY, event)
        value: dict[str, Any] | list[Any] = {} if mapping else []
        self.stack.append(_Level(value, self._put(value, event)))

    def _put(self, value: object, event: ev.Event) -> FieldPath:
        """Put a value where it belongs and return its path."""
        if not self.stack:
            self.value = value
            self.places[()] = _spot(event)
            return ()
        level = self.stack[-1]
        if isinstance(level.value, list):
            if len(level.value) >= MAX_ITEMS:
                raise self._refused(LONG, event, limit=MAX_ITEMS)
            path: FieldPath = (*level.path, len(level.value))
            level.value.append(value)
            self.places[path] = _spot(event)
            return path
        key = str(level.key)
        level.key = _MISSING
        level.value[key] = value
        return (*level.path, key)

    def _check_tag(self, event: ev.ScalarEvent | ev.CollectionStartEvent, usual: str) -> None:
        """Refuse a tag that says anything but what the value is anyway."""
        if event.tag and event.tag not in ("!", f"{_CORE}{usual}"):
            raise self._refused(TAG, event)

    def _refused(self, rule: Rule, event: ev.Event, **values: object) -> RefusedError:
        """Return the exception that stops the reading at an event."""
        return RefusedError(rule.finding(self._place(event), values))

    def _place(self, event: ev.Event) -> Place:
        """Return where the event stands."""
        return Place(self.file, *_spot(event))


def _spot(event: ev.Event) -> tuple[int, int]:
    """Return line and column of an event, both from 1; zeros where the parser kept none."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
