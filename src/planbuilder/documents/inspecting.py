"""Looking at a finished Word file, whoever made it: whether it is whole, and whether everyone can read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from planbuilder.documents.checking import USUAL_POINTS
from planbuilder.files import read_file
from planbuilder.findings import Finding, ordered

#: No honest Word file is larger.
_MAX_BYTES = 200 * 1024 * 1024


def inspect_document(path: Path, body_points: float = USUAL_POINTS, *, quotes: bool = True) -> tuple[Finding, ...]:
    """Return what is wrong with a Word file and with its accessibility; body text needs ``body_points`` points.

    A file that is no Word file is a finding that says what it is. With ``quotes`` each place shows how its paragraph
    begins; without, nothing of the document's text is in the findings. Raises EnvironmentFaultError where the file
    cannot be read.
    """
    from planbuilder.docx import accessibility, verify

    data = read_file(path, _MAX_BYTES, where=str(path))
    whole = verify(data, quotes=quotes)
    readable = all(each.rule not in ("package-readable", "package-member") for each in whole)
    found = [*whole, *(accessibility(data, body_points, quotes=quotes) if readable else ())]
    return ordered(replace(each, where=replace(each.where, file=str(path))) for each in found)
