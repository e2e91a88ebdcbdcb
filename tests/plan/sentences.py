"""How a finding has to read for the clinician who reads it."""

from __future__ import annotations

import re

from planbuilder.findings import Finding

#: What no sentence for a clinician holds: blanks of our own templates, Python's words, names of fields.
_MACHINE = re.compile(r"[{}]|\bNone\b|\bnull\b|\bTrue\b|\bFalse\b|\b[a-z]+_[a-z_]+\b|\w\(\)|Error\b|Traceback")
_QUOTED = re.compile(r"'[^']*'")


def read_well(finding: Finding) -> None:
    """Assert that every sentence of a finding begins and ends as one, and holds no word of a machine."""
    for text in (finding.said, finding.why, finding.fix):
        assert text == text.strip()
        assert text[0].isupper() or text[0].isdigit() or text[0] in "'\u201c(", text
        assert text.endswith((".", "?", ")", "!")) or text.startswith("Write it like this: "), text
        assert not _MACHINE.search(_QUOTED.sub("''", text)), text
        assert "  " not in text
        assert ".." not in text
