"""Every rule of the library in one place: on YAML, on shapes, on files, on what entries say."""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder import reading, schema
from planbuilder.findings import Rule
from planbuilder.library import checking, file_rules
from planbuilder.library.rulebook import RULES

__all__ = ["checking", "every_rule", "file_rules"]


def every_rule() -> Mapping[str, Rule]:
    """Return every rule that a look at a library can find broken, by id, sorted."""
    return dict(sorted({**reading.RULES.rules, **schema.RULES.rules, **RULES.rules}.items()))
