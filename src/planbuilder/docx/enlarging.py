"""A template set anew in larger print: every size of type in it grows by the same share, styles and headings too."""

from __future__ import annotations

import math
import re

from planbuilder.docx.package import read_package
from planbuilder.docx.writing import deflated, entry, write_package

#: A size of type in half-points, as a style, a list or a run gives it.
_SIZE = re.compile(rb'(<w:sz(?:Cs)? w:val=")([0-9]{1,4})(")')
_PART = re.compile(r"word/[A-Za-z]+[0-9]*\.xml")
_LEVEL = 6


def enlarged(data: bytes, share: float) -> bytes:
    """Return a Word file whose sizes of type are multiplied by ``share``, rounded up to half points.

    Raises TemplateError for what is no Word file.
    """
    members = read_package(data)
    made = (
        deflated(name, _larger(member.content(), share), _LEVEL) if _PART.fullmatch(name) else member
        for name, member in members.items()
    )
    return write_package(entry(each) for each in made)


def _larger(content: bytes, share: float) -> bytes:
    """Return a part with its sizes of type multiplied."""
    return _SIZE.sub(lambda found: b"%s%d%s" % (found[1], math.ceil(int(found[2]) * share), found[3]), content)
