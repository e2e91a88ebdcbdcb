"""Looking at a finished Word file, whoever made it: whether it is whole, and whether everyone can read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from planbuilder.documents.checking import USUAL_POINTS
from planbuilder.errors import EnvironmentFaultError
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

    data = _content(path)
    whole = verify(data, quotes=quotes)
    readable = all(each.rule not in ("package-readable", "package-member") for each in whole)
    found = [*whole, *(accessibility(data, body_points, quotes=quotes) if readable else ())]
    return ordered(replace(each, where=replace(each.where, file=str(path))) for each in found)


def _content(path: Path) -> bytes:
    """Return the bytes of a file."""
    try:
        if path.is_file() and path.stat().st_size > _MAX_BYTES:
            fix = "Choose a .docx file; no Word file is that large."
            raise EnvironmentFaultError(f"The file has more than {_MAX_BYTES // 1024**2} MB.", where=str(path), fix=fix)
        return path.read_bytes()
    except OSError as error:
        fix = f"{error.strerror or 'The system refused'}. Check the name and the folder."
        raise EnvironmentFaultError("The Word file cannot be read.", where=str(path), fix=fix) from None
