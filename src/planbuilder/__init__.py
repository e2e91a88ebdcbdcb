"""planbuilder: treatment plans from a curated library, tailored, accommodated, printed as editable Word files.

What stands in ``__all__`` is the public interface. Each name is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbuilder.batch.clients import Task, clients_in, clients_of_lines, task_names
    from planbuilder.batch.executors import dask_cluster
    from planbuilder.batch.job import Job, job_of
    from planbuilder.batch.running import Batch, Done
    from planbuilder.data import data_path
    from planbuilder.documents.catalogue_site import catalogue_site, write_site
    from planbuilder.documents.catalogue_word import catalogue_document
    from planbuilder.documents.checking import check_template, check_templates
    from planbuilder.documents.fields import template_fields
    from planbuilder.documents.inspecting import inspect_document
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
    from planbuilder.documents.translated_copy import (
        TranslatedCopy,
        find_translated,
        render_translated,
        write_translated,
    )
    from planbuilder.documents.writing import write_documents
    from planbuilder.docx.deciding import Decision
    from planbuilder.docx.readback import ReadBack
    from planbuilder.docx.reading_back import read_back
    from planbuilder.errors import EnvironmentFaultError, InputError, PlanbuilderError, TemplateError, UsageError
    from planbuilder.files import read_file
    from planbuilder.findings import SEVERITIES, Finding, Place, Severity, worst_is_error
    from planbuilder.interop.calendar_files import CalendarDay, calendar_file
    from planbuilder.interop.differences import FieldChange
    from planbuilder.interop.exporting import export_csv, export_records, export_workbook
    from planbuilder.interop.importing import Import, read_import, write_import
    from planbuilder.library.approving import GivenApprovals, approve
    from planbuilder.library.beginning import Begun, Question, begin_entry, questions, split_answers
    from planbuilder.library.checking import check_library
    from planbuilder.library.coverage import Cell, Coverage, Gap, coverage, unanswered_combinations
    from planbuilder.library.differences import Difference, meaning
    from planbuilder.library.editions import Edition, compare, open_edition
    from planbuilder.library.entries import Checked, Clock, Profile, Requirement, Span
    from planbuilder.library.explaining import Explained, FieldOrigin, LayerPart, explain
    from planbuilder.library.field_differences import FieldDifference
    from planbuilder.library.installing import Installed, install_release
    from planbuilder.library.life import Life, life
    from planbuilder.library.loading import load_library
    from planbuilder.library.marked_words import marked_text
    from planbuilder.library.patch_writing import PatchWritten, write_patch
    from planbuilder.library.readability import PLAIN_GRADE
    from planbuilder.library.releasing import Release, newest_release, prepare_release, write_release
    from planbuilder.library.retiring import retire
    from planbuilder.library.search import Found, Hit, search, title_of
    from planbuilder.library.stats import Stats, stats
    from planbuilder.library.store import KINDS, WORD_KINDS, Library, nearest_words
    from planbuilder.library.translations.approving import approve_translation, to_review
    from planbuilder.library.translations.counting import TranslationProgress, translation_progress
    from planbuilder.library.translations.translation import Translation
    from planbuilder.library.versions import heaviest, least_version, parse_version
    from planbuilder.plan.carrying import carried, was_edited
    from planbuilder.plan.checking import check_plan
    from planbuilder.plan.client import Client, PlanPart
    from planbuilder.plan.composing import compose
    from planbuilder.plan.disclosures import Basis, Disclosure, KeptDisclosure
    from planbuilder.plan.ending_files import load_ending, new_ending
    from planbuilder.plan.files import load_client, load_selection
    from planbuilder.plan.note_writing import note_yaml
    from planbuilder.plan.notes import KeptNote
    from planbuilder.plan.numbering import kept_numbers
    from planbuilder.plan.plans import load_plan, plan_json
    from planbuilder.plan.readiness import headed
    from planbuilder.plan.record import Agrees, Plan
    from planbuilder.plan.record_check import check_record
    from planbuilder.plan.review_writing import review_yaml
    from planbuilder.plan.reviews import PlanReview
    from planbuilder.plan.selection import Selection
    from planbuilder.plan.suggesting import Suggestion, suggest
    from planbuilder.plan.writing import suggestion_json, suggestion_yaml
    from planbuilder.profiles.checking import (
        Due,
        ProfileResult,
        Shortfall,
        changed_by,
        changed_words,
        check_profiles,
    )
    from planbuilder.profiles.citing import Clause, clause
    from planbuilder.profiles.clocks import Deadline, Moments, deadline, moments_of
    from planbuilder.profiles.facts import PlanFacts
    from planbuilder.profiles.fitting import FittingProfile, fitting_profiles
    from planbuilder.profiles.viewing import facts_of
    from planbuilder.profiles.viewing_people import payer_kinds
    from planbuilder.records.acceptance import Acceptance, Collision, Decisions
    from planbuilder.records.accepting import accept_edits
    from planbuilder.records.affected import Affected, Use, affected_plans
    from planbuilder.records.changes import Change, changes
    from planbuilder.records.cloned_texts import CLONED_OVER, cloned_findings
    from planbuilder.records.comparing import edits_of
    from planbuilder.records.disclosing import DISCLOSURE_COPY, Asked, disclose, disclosure_of
    from planbuilder.records.disclosures import Disclosures, read_disclosures
    from planbuilder.records.due import AskedDay, DueList, PlanDue, due_plans
    from planbuilder.records.edits import (
        Addition,
        Comment,
        Edits,
        FieldEdit,
        PendingChange,
        SlotEdit,
        StruckText,
        TextEdit,
        UnplacedWords,
    )
    from planbuilder.records.ending import end_plan, latest_to_end
    from planbuilder.records.gaps import gaps
    from planbuilder.records.in_use import entries_in_use
    from planbuilder.records.kept_moments import kept_moments
    from planbuilder.records.notes import Notes, read_notes
    from planbuilder.records.noting import kept_version, take_note
    from planbuilder.records.other_names import other_name_findings
    from planbuilder.records.outdated import outdated_entries, outdated_findings, outdated_plans
    from planbuilder.records.proposing import Proposal, proposals, write_draft
    from planbuilder.records.reading import read_edits, read_saved_edits
    from planbuilder.records.reviewing import latest_to_review, take_review
    from planbuilder.records.signing import sign_version
    from planbuilder.records.store import Chain, Version, read_chain, save_version
    from planbuilder.records.updating import Merge, Update, update_plan, updated
    from planbuilder.saving import save

__version__ = "0.1.0"

#: Where each public name lives.
_HOMES = {
    "check_profiles": "profiles.checking",
    "ProfileResult": "profiles.checking",
    "Shortfall": "profiles.checking",
    "Due": "profiles.checking",
    "fitting_profiles": "profiles.fitting",
    "FittingProfile": "profiles.fitting",
    "facts_of": "profiles.viewing",
    "PlanFacts": "profiles.facts",
    "Deadline": "profiles.clocks",
    "Moments": "profiles.clocks",
    "deadline": "profiles.clocks",
    "moments_of": "profiles.clocks",
    "Profile": "library.entries",
    "Requirement": "library.entries",
    "Clock": "library.entries",
    "Span": "library.entries",
    "Checked": "library.entries",
    "Asked": "records.disclosing",
    "Basis": "plan.disclosures",
    "Disclosure": "plan.disclosures",
    "Disclosures": "records.disclosures",
    "KeptDisclosure": "plan.disclosures",
    "PlanPart": "plan.client",
    "disclose": "records.disclosing",
    "disclosure_of": "records.disclosing",
    "read_disclosures": "records.disclosures",
    "DISCLOSURE_COPY": "records.disclosing",
    "Clause": "profiles.citing",
    "clause": "profiles.citing",
    "KeptNote": "plan.notes",
    "PlanReview": "plan.reviews",
    "Notes": "records.notes",
    "read_notes": "records.notes",
    "kept_version": "records.noting",
    "take_note": "records.noting",
    "latest_to_review": "records.reviewing",
    "take_review": "records.reviewing",
    "note_yaml": "plan.note_writing",
    "review_yaml": "plan.review_writing",
    "gaps": "records.gaps",
    "Batch": "batch.running",
    "Cell": "library.coverage",
    "Client": "plan.client",
    "Coverage": "library.coverage",
    "Done": "batch.running",
    "EnvironmentFaultError": "errors",
    "Finding": "findings",
    "Gap": "library.coverage",
    "Found": "library.search",
    "Hit": "library.search",
    "InputError": "errors",
    "Job": "batch.job",
    "KINDS": "library.store",
    "WORD_KINDS": "library.store",
    "Library": "library.store",
    "PLAIN_GRADE": "library.readability",
    "Paper": "documents.registry",
    "Place": "findings",
    "Agrees": "plan.record",
    "Plan": "plan.record",
    "PlanbuilderError": "errors",
    "SEVERITIES": "findings",
    "Selection": "plan.selection",
    "Severity": "findings",
    "Stats": "library.stats",
    "Suggestion": "plan.suggesting",
    "Task": "batch.clients",
    "TemplateError": "errors",
    "UsageError": "errors",
    "check_library": "library.checking",
    "carried": "plan.carrying",
    "was_edited": "plan.carrying",
    "check_plan": "plan.checking",
    "check_record": "plan.record_check",
    "check_template": "documents.checking",
    "check_templates": "documents.checking",
    "clients_in": "batch.clients",
    "clients_of_lines": "batch.clients",
    "task_names": "batch.clients",
    "compose": "plan.composing",
    "coverage": "library.coverage",
    "dask_cluster": "batch.executors",
    "data_path": "data",
    "document_homes": "documents.registry",
    "file_name": "documents.registry",
    "find_paper": "documents.registry",
    "job_of": "batch.job",
    "inspect_document": "documents.inspecting",
    "headed": "plan.readiness",
    "kept_numbers": "plan.numbering",
    "load_client": "plan.files",
    "load_library": "library.loading",
    "load_plan": "plan.plans",
    "load_selection": "plan.files",
    "nearest_words": "library.store",
    "papers": "documents.registry",
    "plan_json": "plan.plans",
    "plan_text": "documents.text",
    "read_file": "files",
    "render_document": "documents.registry",
    "render_paper": "documents.registry",
    "search": "library.search",
    "stats": "library.stats",
    "suggest": "plan.suggesting",
    "suggestion_json": "plan.writing",
    "suggestion_yaml": "plan.writing",
    "template_fields": "documents.fields",
    "title_of": "library.search",
    "unanswered_combinations": "library.coverage",
    "worst_is_error": "findings",
    "Translation": "library.translations.translation",
    "translation_progress": "library.translations.counting",
    "TranslationProgress": "library.translations.counting",
    "approve_translation": "library.translations.approving",
    "to_review": "library.translations.approving",
    "write_translated": "documents.translated_copy",
    "TranslatedCopy": "documents.translated_copy",
    "render_translated": "documents.translated_copy",
    "find_translated": "documents.translated_copy",
    "write_documents": "documents.writing",
    "ReadBack": "docx.readback",
    "read_back": "docx.reading_back",
    "Acceptance": "records.acceptance",
    "Collision": "records.acceptance",
    "Decision": "docx.deciding",
    "Decisions": "records.acceptance",
    "accept_edits": "records.accepting",
    "edits_of": "records.comparing",
    "Proposal": "records.proposing",
    "proposals": "records.proposing",
    "write_draft": "records.proposing",
    "read_edits": "records.reading",
    "read_saved_edits": "records.reading",
    "Addition": "records.edits",
    "Comment": "records.edits",
    "Edits": "records.edits",
    "FieldEdit": "records.edits",
    "PendingChange": "records.edits",
    "SlotEdit": "records.edits",
    "StruckText": "records.edits",
    "TextEdit": "records.edits",
    "UnplacedWords": "records.edits",
    "Change": "records.changes",
    "changed_by": "profiles.checking",
    "changed_words": "profiles.checking",
    "changes": "records.changes",
    "Chain": "records.store",
    "Version": "records.store",
    "read_chain": "records.store",
    "explain": "library.explaining",
    "Explained": "library.explaining",
    "FieldOrigin": "library.explaining",
    "LayerPart": "library.explaining",
    "PatchWritten": "library.patch_writing",
    "write_patch": "library.patch_writing",
    "GivenApprovals": "library.approving",
    "approve": "library.approving",
    "Life": "library.life",
    "life": "library.life",
    "entries_in_use": "records.in_use",
    "Begun": "library.beginning",
    "Question": "library.beginning",
    "begin_entry": "library.beginning",
    "questions": "library.beginning",
    "split_answers": "library.beginning",
    "retire": "library.retiring",
    "save": "saving",
    "kept_moments": "records.kept_moments",
    "save_version": "records.store",
    "sign_version": "records.signing",
    "latest_to_end": "records.ending",
    "end_plan": "records.ending",
    "load_ending": "plan.ending_files",
    "new_ending": "plan.ending_files",
    "outdated_entries": "records.outdated",
    "outdated_findings": "records.outdated",
    "outdated_plans": "records.outdated",
    "update_plan": "records.updating",
    "updated": "records.updating",
    "Merge": "records.updating",
    "Update": "records.updating",
    "CalendarDay": "interop.calendar_files",
    "calendar_file": "interop.calendar_files",
    "AskedDay": "records.due",
    "DueList": "records.due",
    "CLONED_OVER": "records.cloned_texts",
    "cloned_findings": "records.cloned_texts",
    "other_name_findings": "records.other_names",
    "PlanDue": "records.due",
    "due_plans": "records.due",
    "Import": "interop.importing",
    "read_import": "interop.importing",
    "write_import": "interop.importing",
    "FieldChange": "interop.differences",
    "export_csv": "interop.exporting",
    "export_records": "interop.exporting",
    "export_workbook": "interop.exporting",
    "Affected": "records.affected",
    "Use": "records.affected",
    "affected_plans": "records.affected",
    "Difference": "library.differences",
    "meaning": "library.differences",
    "FieldDifference": "library.field_differences",
    "Edition": "library.editions",
    "compare": "library.editions",
    "open_edition": "library.editions",
    "least_version": "library.versions",
    "heaviest": "library.versions",
    "parse_version": "library.versions",
    "payer_kinds": "profiles.viewing_people",
    "marked_text": "library.marked_words",
    "Release": "library.releasing",
    "newest_release": "library.releasing",
    "prepare_release": "library.releasing",
    "write_release": "library.releasing",
    "Installed": "library.installing",
    "install_release": "library.installing",
    "catalogue_document": "documents.catalogue_word",
    "catalogue_site": "documents.catalogue_site",
    "write_site": "documents.catalogue_site",
}

__all__ = [
    "CLONED_OVER",
    "DISCLOSURE_COPY",
    "KINDS",
    "PLAIN_GRADE",
    "SEVERITIES",
    "WORD_KINDS",
    "Acceptance",
    "Addition",
    "Affected",
    "Agrees",
    "Asked",
    "AskedDay",
    "Basis",
    "Batch",
    "Begun",
    "CalendarDay",
    "Cell",
    "Chain",
    "Change",
    "Checked",
    "Clause",
    "Client",
    "Clock",
    "Collision",
    "Comment",
    "Coverage",
    "Deadline",
    "Decision",
    "Decisions",
    "Difference",
    "Disclosure",
    "Disclosures",
    "Done",
    "Due",
    "DueList",
    "Edition",
    "Edits",
    "EnvironmentFaultError",
    "Explained",
    "FieldChange",
    "FieldDifference",
    "FieldEdit",
    "FieldOrigin",
    "Finding",
    "FittingProfile",
    "Found",
    "Gap",
    "GivenApprovals",
    "Hit",
    "Import",
    "InputError",
    "Installed",
    "Job",
    "KeptDisclosure",
    "KeptNote",
    "LayerPart",
    "Library",
    "Life",
    "Merge",
    "Moments",
    "Notes",
    "Paper",
    "PatchWritten",
    "PendingChange",
    "Place",
    "Plan",
    "PlanDue",
    "PlanFacts",
    "PlanPart",
    "PlanReview",
    "PlanbuilderError",
    "Profile",
    "ProfileResult",
    "Proposal",
    "Question",
    "ReadBack",
    "Release",
    "Requirement",
    "Selection",
    "Severity",
    "Shortfall",
    "SlotEdit",
    "Span",
    "Stats",
    "StruckText",
    "Suggestion",
    "Task",
    "TemplateError",
    "TextEdit",
    "TranslatedCopy",
    "Translation",
    "TranslationProgress",
    "UnplacedWords",
    "Update",
    "UsageError",
    "Use",
    "Version",
    "__version__",
    "accept_edits",
    "affected_plans",
    "approve",
    "approve_translation",
    "begin_entry",
    "calendar_file",
    "carried",
    "catalogue_document",
    "catalogue_site",
    "changed_by",
    "changed_words",
    "changes",
    "check_library",
    "check_plan",
    "check_profiles",
    "check_record",
    "check_template",
    "check_templates",
    "clause",
    "clients_in",
    "clients_of_lines",
    "cloned_findings",
    "compare",
    "compose",
    "coverage",
    "dask_cluster",
    "data_path",
    "deadline",
    "disclose",
    "disclosure_of",
    "document_homes",
    "due_plans",
    "edits_of",
    "end_plan",
    "entries_in_use",
    "explain",
    "export_csv",
    "export_records",
    "export_workbook",
    "facts_of",
    "file_name",
    "find_paper",
    "find_translated",
    "fitting_profiles",
    "gaps",
    "headed",
    "heaviest",
    "inspect_document",
    "install_release",
    "job_of",
    "kept_moments",
    "kept_numbers",
    "kept_version",
    "latest_to_end",
    "latest_to_review",
    "least_version",
    "life",
    "load_client",
    "load_ending",
    "load_library",
    "load_plan",
    "load_selection",
    "marked_text",
    "meaning",
    "moments_of",
    "nearest_words",
    "new_ending",
    "newest_release",
    "note_yaml",
    "open_edition",
    "other_name_findings",
    "outdated_entries",
    "outdated_findings",
    "outdated_plans",
    "papers",
    "parse_version",
    "payer_kinds",
    "plan_json",
    "plan_text",
    "prepare_release",
    "proposals",
    "questions",
    "read_back",
    "read_chain",
    "read_disclosures",
    "read_edits",
    "read_file",
    "read_import",
    "read_notes",
    "read_saved_edits",
    "render_document",
    "render_paper",
    "render_translated",
    "retire",
    "review_yaml",
    "save",
    "save_version",
    "search",
    "sign_version",
    "split_answers",
    "stats",
    "suggest",
    "suggestion_json",
    "suggestion_yaml",
    "take_note",
    "take_review",
    "task_names",
    "template_fields",
    "title_of",
    "to_review",
    "translation_progress",
    "unanswered_combinations",
    "update_plan",
    "updated",
    "was_edited",
    "worst_is_error",
    "write_documents",
    "write_draft",
    "write_import",
    "write_patch",
    "write_release",
    "write_site",
    "write_translated",
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
