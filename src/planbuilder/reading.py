"""YAML files into plain values, with the line and column of every field kept for findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import yaml

from planbuilder.findings import Finding, Place
from planbuilder.reading_characters import UNSEEN
from planbuilder.reading_events import Builder, FieldPath, RefusedError
from planbuilder.reading_json import LatePlaces, value_of_json
from planbuilder.reading_rules import BIG, EMPTY, ENCODING, MORE, NO_MAPPING, RULES, SYNTAX, TAB, unseen

__all__ = ["MAX_BYTES", "MOST", "RULES", "FieldPath", "YamlFile", "bounded", "read_yaml", "spelled"]

#: The largest file that is read; one entry is a few pages at most.
MAX_BYTES = 4_000_000
#: As many faults of one file are listed.
MOST = 200
#: libyaml where PyYAML was built with it, else PyYAML's own parser: slower, the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML file as it was read: its value (None when it could not be), and the place of every field.

    ``places`` maps the path of a field, such as ``("goals", "safe-start")``, to line and column, both from 1; where
    another file changed a field, ``elsewhere`` names that file by the field's path.
    """

    file: str
    value: dict[str, Any] | None
    places: Mapping[FieldPath, tuple[int, int]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    elsewhere: Mapping[FieldPath, str] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[str]:
        """The file, and every other one that changed a field of it."""
        return frozenset((self.file, *self.elsewhere.values()))

    def place(self, path: FieldPath = (), at: str | None = None) -> Place:
        """Return the place of a field, or of the nearest field around it that the file holds.

        ``at`` is said in the place of the path, where the path holds what is not to be repeated.
        """
        at = spelled(path) if at is None else at
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                line, column = self.places[path[:length]]
                return Place(self.elsewhere.get(path[:length], self.file), line, column, at)
        return Place(self.file, 0, 0, at)


def spelled(path: FieldPath) -> str:
    """Return a path in the reader's words: ``goals/safe-start/objectives``, list items counted from 1."""
    return "/".join(f"{part + 1}" if isinstance(part, int) else part for part in path)


def bounded(findings: Iterable[Finding], file: str) -> Iterator[Finding]:
    """Yield the first ``MOST`` findings of a file, and one that says so where there are more."""
    for number, finding in enumerate(findings):
        if number == MOST:
            yield MORE.finding(Place(file), most=MOST)
            return
        yield finding


def read_yaml(data: bytes, file: str) -> YamlFile:
    """Return the file's value with the place of every field; whatever is wrong is among its findings.

    YAML 1.2: `no` and `on` are words. Anchors, tags, several documents and duplicate keys are refused.
    """
    if len(data) > MAX_BYTES:
        return _failed(file, BIG.finding(Place(file), limit=MAX_BYTES // 1_000_000))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _failed(file, ENCODING.finding(Place(file, line)))
    if (value := value_of_json(text)) is not None:
        return YamlFile(file, value, LatePlaces(partial(_places, text, file)))
    if found := UNSEEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        return _failed(file, unseen(found.group(), Place(file, line, column)))
    return _read(text, file) if text.strip() else _failed(file, EMPTY.finding(Place(file)))


def _failed(file: str, *findings: Finding) -> YamlFile:
    """Return a file that could not be read, with the reasons."""
    return YamlFile(file, None, {}, findings)


def _read(text: str, file: str) -> YamlFile:
    """Return the text as a file."""
    builder = Builder(file)
    try:
        builder.build(yaml.parse(text, Loader=_LOADER))
    except RefusedError as refused:
        return _failed(file, refused.finding, *builder.findings)
    except yaml.MarkedYAMLError as error:
        return _failed(file, _broken(error, text, file), *builder.findings)
    except yaml.YAMLError:
        return _failed(file, SYNTAX.finding(Place(file), problem="a character is not allowed"), *builder.findings)
    if not isinstance(builder.value, dict):
        return _failed(file, NO_MAPPING.finding(Place(file, 1)), *builder.findings)
    return YamlFile(file, builder.value, builder.places, tuple(bounded(builder.findings, file)))


def _places(text: str, file: str) -> Mapping[FieldPath, tuple[int, int]]:
    """Return the place of every field of a text."""
    return _read(text, file).places


def _broken(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    """Return what the parser says, at its place, and where that part began; a tab has words of its own."""
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    problem = (error.problem or "it cannot be read").strip().rstrip(".")
    if "\\t" in problem or _tabbed(text, place.line):
        return TAB.finding(place)
    if mark and error.context_mark and error.context_mark.line < mark.line:
        problem += f", in what began in line {error.context_mark.line + 1}"
    return SYNTAX.finding(place, problem=problem)


def _tabbed(text: str, line: int) -> bool:
    """Return whether the line is indented with a tab."""
    lines = text.splitlines()
    if not 0 < line <= len(lines):
        return False
    here = lines[line - 1]
    return "\t" in here[: len(here) - len(here.lstrip())]
