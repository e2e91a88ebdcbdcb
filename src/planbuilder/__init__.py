"""planbuilder: treatment plans from a curated library, tailored, accommodated, printed as editable Word files.

What stands in ``__all__`` is the public interface. Each name is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbuilder.data import data_path
    from planbuilder.documents.checking import check_template
    from planbuilder.documents.registry import (
        Paper,
        document_homes,
        file_name,
        find_paper,
        papers,
        render_document,
        render_paper,
    )
    from planbuilder.documents.text import plan_text
    from planbuilder.errors import EnvironmentFaultError, InputError, PlanbuilderError, TemplateError, UsageError
    from planbuilder.findings import SEVERITIES, Finding, Place, Severity
    from planbuilder.library.checking import check_library
    from planbuilder.library.coverage import Cell, Coverage, Gap, coverage
    from planbuilder.library.loading import load_library
    from planbuilder.library.search import Hit, search
    from planbuilder.library.stats import Stats, stats
    from planbuilder.library.store import KINDS, Library
    from planbuilder.plan.checking import check_plan
    from planbuilder.plan.client import Client
    from planbuilder.plan.composing import compose
    from planbuilder.plan.files import load_client, load_selection
    from planbuilder.plan.plans import load_plan, plan_json
    from planbuilder.plan.record import Plan
    from planbuilder.plan.selection import Selection
    from planbuilder.plan.suggesting import Suggestion, suggest
    from planbuilder.plan.writing import suggestion_json, suggestion_yaml

__version__ = "0.1.0"

#: Where each public name lives.
_HOMES = {
    "Cell": "library.coverage",
    "Client": "plan.client",
    "Coverage": "library.coverage",
    "EnvironmentFaultError": "errors",
    "Finding": "findings",
    "Gap": "library.coverage",
    "Hit": "library.search",
    "InputError": "errors",
    "KINDS": "library.store",
    "Library": "library.store",
    "Paper": "documents.registry",
    "Place": "findings",
    "Plan": "plan.record",
    "PlanbuilderError": "errors",
    "SEVERITIES": "findings",
    "Selection": "plan.selection",
    "Severity": "findings",
    "Stats": "library.stats",
    "Suggestion": "plan.suggesting",
    "TemplateError": "errors",
    "UsageError": "errors",
    "check_library": "library.checking",
    "check_plan": "plan.checking",
    "check_template": "documents.checking",
    "compose": "plan.composing",
    "coverage": "library.coverage",
    "data_path": "data",
    "document_homes": "documents.registry",
    "file_name": "documents.registry",
    "find_paper": "documents.registry",
    "load_client": "plan.files",
    "load_library": "library.loading",
    "load_plan": "plan.plans",
    "load_selection": "plan.files",
    "papers": "documents.registry",
    "plan_json": "plan.plans",
    "plan_text": "documents.text",
    "render_document": "documents.registry",
    "render_paper": "documents.registry",
    "search": "library.search",
    "stats": "library.stats",
    "suggest": "plan.suggesting",
    "suggestion_json": "plan.writing",
    "suggestion_yaml": "plan.writing",
}

__all__ = [
    "KINDS",
    "SEVERITIES",
    "Cell",
    "Client",
    "Coverage",
    "EnvironmentFaultError",
    "Finding",
    "Gap",
    "Hit",
    "InputError",
    "Library",
    "Paper",
    "Place",
    "Plan",
    "PlanbuilderError",
    "Selection",
    "Severity",
    "Stats",
    "Suggestion",
    "TemplateError",
    "UsageError",
    "__version__",
    "check_library",
    "check_plan",
    "check_template",
    "compose",
    "coverage",
    "data_path",
    "document_homes",
    "file_name",
    "find_paper",
    "load_client",
    "load_library",
    "load_plan",
    "load_selection",
    "papers",
    "plan_json",
    "plan_text",
    "render_document",
    "render_paper",
    "search",
    "stats",
    "suggest",
    "suggestion_json",
    "suggestion_yaml",
]


def __getattr__(name: str) -> object:
    """Return a public name, imported now; raise AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"planbuilder has no public name '{name}'")
    found = getattr(import_module(f"planbuilder.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
