"""What must hold of a library, its templates and its plans; a failure lists what was found, where, and what to do."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import tempfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from planbuilder.cli.reporting import findings_as_text
from planbuilder.findings import Finding
from planbuilder.plan.record import Plan
from planbuilder.testing.agency import Agency, InWords, printed

#: Set to 1, this environment variable writes the texts that are compared instead of comparing them.
KEEP = "PLANBUILDER_KEEP_TEXTS"


def assert_library_sound(agency: Agency, *, warnings: bool = False, but: Collection[str] = ()) -> None:
    """Hold that the library has no errors, and with ``warnings`` none of those either; ``but`` are rules to pass over.

    Whatever ``planbuilder library check`` finds counts: broken files, unknown ids, patches that no longer fit.
    """
    __tracebackhide__ = True
    from planbuilder.library.checking import check_library

    counted = ("error", "warning") if warnings else ("error",)
    found = [each for each in check_library(*agency.layers) if each.severity in counted and each.rule not in but]
    _require_none(found, "The library has faults.")


def assert_approved(agency: Agency, *entries: str) -> None:
    """Hold that entries (``kind/id``; without any, all that new plans may use) are approved as they are now.

    An entry that the library does not have fails too, with the nearest.
    """
    __tracebackhide__ = True
    from planbuilder.library.life import life

    with InWords():
        library = agency.library
        named = [f"{kind}/{entry.id}" for kind, entry in map(library.find, entries)]
    open_ = life(agency.layers, library, dt.date.max).unapproved
    if wanted := [name for name in open_ if not named or name in named]:
        orders = (f"{name}: run 'planbuilder library approve {name} --as ROLE --by NAME'" for name in wanted)
        raise AssertionError("\n".join(["Nobody approved these entries in their present wording.", *orders]))


def assert_template_sound(agency: Agency, *documents: str) -> None:
    """Hold that the templates of documents (all, without any) have no error, in their tags and for screen readers."""
    __tracebackhide__ = True
    from planbuilder.documents.checking import check_templates

    found = [each for each in check_templates(documents, agency.homes) if each.severity == "error"]
    _require_none(found, "The template has faults.")


def assert_plan_sound(agency: Agency, plan: Plan, *, but: Collection[str] = ()) -> None:
    """Hold that the check of a plan finds no error; ``but`` are rules to pass over."""
    __tracebackhide__ = True
    _require_none(_errors(agency, plan, but), f"The plan of {plan.client.id} has errors.")


def assert_accommodated(agency: Agency, plan: Plan) -> None:
    """Hold that a plan asks nothing of the person that nobody has made possible."""
    __tracebackhide__ = True
    found = [each for each in _errors(agency, plan, ()) if each.where.at.startswith("accommodations")]
    _require_none(found, f"The plan of {plan.client.id} asks what nobody has made possible.")


def assert_meets(agency: Agency, plan: Plan, profile: str, *, on: dt.date | None = None) -> None:
    """Hold that on a day (the plan's own, without one) a plan lacks nothing that a profile demands (``good-practice``).

    A profile nobody knows fails too, with the nearest.
    """
    __tracebackhide__ = True
    from planbuilder.profiles.checking import check_profiles

    with InWords():
        library = agency.library
        asked = library.profiles[library.find(f"profile/{profile}")[1].id]
    results = check_profiles(plan, [asked], library, on or dt.date.fromisoformat(plan.date))
    found = [each for result in results for each in result.findings if each.severity == "error"]
    _require_none(found, f"The plan of {plan.client.id} does not meet {profile}.")


def assert_prints(agency: Agency, plan: Plan, documents: Iterable[str]) -> None:
    """Hold that documents print a plan, as whole Word files that open and can be read by a screen reader."""
    __tracebackhide__ = True
    from planbuilder.documents.inspecting import inspect_document
    from planbuilder.documents.registry import find_paper

    for document in documents:
        points = find_paper(agency.homes, document).document.body_points
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{document}.docx"
            path.write_bytes(printed(agency, plan, document))
            found = [each for each in inspect_document(path, points) if each.severity == "error"]
        _require_none(found, f"The document {document} has faults.")


def assert_same_text(agency: Agency, plan: Plan, kept: Path, document: str = "treatment-plan") -> None:
    """Hold that a document of a plan says, word for word, what a file of plain text says.

    With PLANBUILDER_KEEP_TEXTS=1 in the environment the file is written instead: read it, and keep it with the tests.
    """
    __tracebackhide__ = True
    from planbuilder.documents.text import plan_text

    with InWords():
        text = plan_text(plan, agency.homes, document)
    if os.environ.get(KEEP) == "1":
        kept.write_text(text, encoding="utf-8")
        return
    if not kept.is_file():
        raise AssertionError(f"{kept} is not there. Run the tests once with {KEEP}=1, read it, and keep it.")
    before = kept.read_text(encoding="utf-8")
    if before != text:
        lines = difflib.unified_diff(before.splitlines(), text.splitlines(), str(kept), "now", lineterm="", n=1)
        said = (
            f"The text of {document} has changed. Where that is meant, run once with {KEEP}=1 and read the difference."
        )
        raise AssertionError("\n".join([said, *lines]))


def _errors(agency: Agency, plan: Plan, but: Collection[str]) -> list[Finding]:
    """Return the errors in a plan."""
    from planbuilder.plan.checking import check_plan

    return [each for each in check_plan(plan, agency.library) if each.severity == "error" and each.rule not in but]


def _require_none(found: Sequence[Finding], said: str) -> None:
    """Raise AssertionError with all that was found, as the command line prints it."""
    __tracebackhide__ = True
    if found:
        raise AssertionError(f"{said}\n\n{findings_as_text(found)}")
