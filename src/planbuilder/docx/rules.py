"""Every rule of the Word engine in one book: on packages, on accessibility, on templates against a schema."""

from __future__ import annotations

from planbuilder.docx import access_rules, field_rules, package_rules
from planbuilder.docx.rulebook import RULES

__all__ = ["RULES", "access_rules", "field_rules", "package_rules"]
