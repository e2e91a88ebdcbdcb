"""The exceptions planbuilder raises for the environment and for misuse; everything else is a finding."""

from __future__ import annotations

from planbuilder.findings import Finding


class PlanbuilderError(Exception):
    """Something the user can act on: what is wrong, where, why it matters and what to do next.

    ``said`` is one plain sentence; ``where`` names the place (a file, a line, a paragraph) or is empty;
    ``why`` and ``fix`` may be empty. The text never holds a person's data, because it may be logged.
    """

    def __init__(self, said: str, *, where: str = "", why: str = "", fix: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.where = where
        self.why = why
        self.fix = fix

    def __str__(self) -> str:
        """Return the place, the sentence, the reason and the next step, in that order."""
        head = f"{self.where}: {self.said}" if self.where else self.said
        return " ".join(part for part in (head, self.why, self.fix) if part)


class UsageError(PlanbuilderError):
    """The command or function was called in a way that cannot work."""


class EnvironmentFaultError(PlanbuilderError):
    """The machine got in the way: a folder that cannot be written, a full disk, a missing file."""


class InputError(PlanbuilderError):
    """A file or value could not be used at all; ``findings`` holds every fault found in it.

    ``findings`` is sorted by place and never empty.
    """

    def __init__(self, said: str, findings: tuple[Finding, ...], *, where: str = "") -> None:
        super().__init__(said, where=where)
        self.findings = findings


class TemplateError(PlanbuilderError):
    """A Word template cannot be compiled or rendered; ``faults`` lists each place and its sentence."""

    def __init__(self, said: str, faults: tuple[object, ...] = (), *, where: str = "") -> None:
        super().__init__(said, where=where)
        self.faults = faults
