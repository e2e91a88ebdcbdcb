"""The one book that the rules of this room are written in."""

from __future__ import annotations

from planbuilder.findings import RuleBook

#: Every rule of the library; :mod:`planbuilder.library.rules` has them all.
RULES = RuleBook()
