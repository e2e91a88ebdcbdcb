"""Faults: what is wrong with a Word template, where in it, and what to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planbuilder.errors import TemplateError
from planbuilder.findings import Finding, Place


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a template: its place, one sentence, and the edit that mends it (or nothing).

    `path` names the value in the data that a rendering could not use, such as ``problems[2].goals[0].title``.
    """

    place: Place
    said: str
    fix: str = ""
    path: str = ""

    def __str__(self) -> str:
        """Return the place, the sentence, the path and the edit."""
        return f"{self.place}: {self.sentences}"

    @property
    def sentences(self) -> str:
        """What is wrong, where in the data, and the edit."""
        path = f"In the data it is {self.path}." if self.path else ""
        return " ".join(part for part in (self.said, path, self.fix) if part)

    def finding(self) -> Finding:
        """Return the fault as a finding of severity error, rule ``template-tag``."""
        why = "A template that is not whole prints wrong documents, or none."
        return Finding("template-tag", "error", self.place, self.said, why, self.fix)


def template_error(faults: Iterable[Fault]) -> TemplateError:
    """Return the error that lists every fault, each once, in the order given."""
    listed = tuple(dict.fromkeys(faults))
    if len(listed) == 1:
        only = listed[0]
        return TemplateError(only.sentences, listed, where=str(only.place))
    lines = "".join(f"\n  {fault}" for fault in listed)
    return TemplateError(f"The Word template has {len(listed)} faults:{lines}", listed, where=listed[0].place.file)


def refuse(said: str, fix: str = "", *, file: str = "", at: str = "") -> TemplateError:
    """Return the error of one fault at a place that is known by name only."""
    return template_error([Fault(Place(file, at=at), said, fix)])
