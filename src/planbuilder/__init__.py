"""planbuilder: treatment plans from a curated library, tailored, accommodated, printed as editable Word files.

What stands in ``__all__`` is the public interface. Each name is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbuilder.data import data_path
    from planbuilder.errors import EnvironmentFaultError, InputError, PlanbuilderError, TemplateError, UsageError
    from planbuilder.findings import Finding, Place
    from planbuilder.library.checking import check_library
    from planbuilder.library.coverage import Coverage, coverage
    from planbuilder.library.loading import load_library
    from planbuilder.library.search import Hit, search
    from planbuilder.library.stats import Stats, stats
    from planbuilder.library.store import Library
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
    "Client": "plan.client",
    "Coverage": "library.coverage",
    "EnvironmentFaultError": "errors",
    "Finding": "findings",
    "Hit": "library.search",
    "InputError": "errors",
    "Library": "library.store",
    "Place": "findings",
    "Plan": "plan.record",
    "PlanbuilderError": "errors",
    "Selection": "plan.selection",
    "Stats": "library.stats",
    "Suggestion": "plan.suggesting",
    "TemplateError": "errors",
    "UsageError": "errors",
    "check_library": "library.checking",
    "check_plan": "plan.checking",
    "compose": "plan.composing",
    "coverage": "library.coverage",
    "data_path": "data",
    "load_client": "plan.files",
    "load_library": "library.loading",
    "load_plan": "plan.plans",
    "load_selection": "plan.files",
    "plan_json": "plan.plans",
    "search": "library.search",
    "stats": "library.stats",
    "suggest": "plan.suggesting",
    "suggestion_json": "plan.writing",
    "suggestion_yaml": "plan.writing",
}

__all__ = [
    "Client",
    "Coverage",
    "EnvironmentFaultError",
    "Finding",
    "Hit",
    "InputError",
    "Library",
    "Place",
    "Plan",
    "PlanbuilderError",
    "Selection",
    "Stats",
    "Suggestion",
    "TemplateError",
    "UsageError",
    "__version__",
    "check_library",
    "check_plan",
    "compose",
    "coverage",
    "data_path",
    "load_client",
    "load_library",
    "load_plan",
    "load_selection",
    "plan_json",
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
