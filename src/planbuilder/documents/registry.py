"""The documents there are: a folder each, with a manifest and a Word template; rendering a plan through one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from planbuilder import __version__
from planbuilder.data import data_path
from planbuilder.documents.disclosed import disclosed, for_outside
from planbuilder.documents.view import view
from planbuilder.errors import EnvironmentFaultError, InputError, TemplateError, UsageError
from planbuilder.files import read_file
from planbuilder.findings import ordered
from planbuilder.library.entries import Document
from planbuilder.library.store import nearest_words
from planbuilder.plan.disclosures import Disclosure
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.record import Plan
from planbuilder.reading import YamlFile, read_yaml

if TYPE_CHECKING:
    from planbuilder.docx import Template
    from planbuilder.profiles.checking import ProfileResult

_MANIFEST = "document.yaml"
#: What no template of a copy may leave out.
_ON_COPIES = ("heading", "disclosure.to", "disclosure.notice", "disclosure.scope")
#: Templates compiled by this process, by path and by what the file was like then.
_compiled: dict[tuple[str, int, int, float], Template] = {}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that can be printed: its manifest and its template."""

    document: Document
    template: Path


def document_homes(library_root: Path, own: Path | None = None, layers: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the folders that documents are looked for in: the agency's own, the library's, the shipped ones.

    ``layers`` are the directories of layers on top of the library, the lowest first; the uppermost is looked at first.
    """
    libraries = (*reversed(layers), library_root, data_path("library"))
    homes = (own, *(each / "documents" for each in libraries))
    return tuple(dict.fromkeys(home for home in homes if home is not None))


def papers(homes: Iterable[Path]) -> Mapping[str, Paper]:
    """Return every document by its id; where two folders have the same, the first one counts.

    Raises InputError with every fault of a manifest that is not valid.
    """
    found: dict[str, Paper] = {}
    for home in homes:
        for manifest in sorted(home.glob(f"*/{_MANIFEST}")):
            if manifest.parent.name not in found:
                found[manifest.parent.name] = _paper(manifest)
    return found


def find_paper(homes: Iterable[Path], id: str) -> Paper:
    """Return the document with an id; raise UsageError, with the nearest ids, where there is none."""
    known: list[str] = []
    for home in homes:
        ids = {manifest.parent.name: manifest for manifest in home.glob(f"*/{_MANIFEST}")}
        if id in ids:
            return _paper(ids[id])
        known += ids
    listed = f"Documents: {', '.join(sorted(set(known)))}."
    raise UsageError(f"There is no document called '{id}'.", fix=nearest_words(id, known, listed))


def _paper(manifest: Path) -> Paper:
    """Return the document of a manifest; raise UsageError where the manifest does not belong to its folder."""
    document = read_manifest(manifest)
    if document.id != manifest.parent.name or Path(document.template).name != document.template:
        fix = "The id is the name of its folder, and the template a file beside the manifest."
        where = f"{manifest.parent.name}/{manifest.name}"
        raise UsageError("The manifest does not belong to its folder.", where=where, fix=fix)
    return Paper(document, manifest.parent / document.template)


def read_manifest(path: Path) -> Document:
    """Return a manifest; raise InputError with every fault of it, EnvironmentFaultError where it cannot be read."""
    name = f"{path.parent.name}/{path.name}"
    file = read_yaml(read_file(path), name)
    try:
        return msgspec.convert(file.value, Document)
    except msgspec.ValidationError:
        raise _invalid(file) from None


def _invalid(file: YamlFile) -> InputError:
    """Return the error that lists what is wrong with a manifest."""
    from planbuilder.schema import shape_findings

    return InputError(
        "The manifest has errors.", ordered([*file.findings, *shape_findings(file, "document")]), where=file.file
    )


def compiled(path: Path, share: float = 1) -> Template:
    """Return a template, compiled once in this process for as long as its file does not change.

    Its print is larger by ``share``, where that is more than 1.

    Raises TemplateError with every fault of it, EnvironmentFaultError where the file cannot be read.
    """
    from planbuilder.documents.compiling import template_of
    from planbuilder.docx import enlarged

    try:
        state = path.stat()
        key = (str(path), state.st_mtime_ns, state.st_size, share)
        if key not in _compiled:
            content = read_file(path)
            _compiled[key] = template_of(enlarged(content, share) if share > 1 else content, path.name)
    except OSError as error:
        where = f"{path.parent.name}/{path.name}"
        fix = f"{error.strerror or 'The system refused'}. The manifest beside it names the template."
        raise EnvironmentFaultError("The Word template cannot be read.", where=where, fix=fix) from None
    return _compiled[key]


def render_document(plan: Plan, library_root: Path, document_id: str, own: Path | None = None) -> bytes:
    """Return a plan printed as a Word document; ``own`` is the folder of an agency's own documents.

    Raises UsageError for a document nobody knows, TemplateError for one whose template cannot print the plan.
    """
    return render_paper(plan, find_paper(document_homes(library_root, own), document_id))


def render_paper(
    plan: Plan, paper: Paper, note: KeptNote | None = None, results: Sequence[ProfileResult] = ()
) -> bytes:
    """Return a plan printed through a document's template; its record says of what, and under which heading.

    ``note`` is the progress note for a document that prints one, ``results`` is what profiles found in the plan. A
    document for people outside prints the accommodation summary and who it is about, whatever its template asks for.

    Raises UsageError where what the document prints is not there, TemplateError where its template cannot print it.
    """
    _require(plan, paper.document, note, results)
    try:
        template = compiled(paper.template, print_share(plan, paper.document))
        said = stamped(plan, paper.document, template) | ({"note": str(note.number)} if note else {})
        shown = view(plan, paper.document, note, results, template.words)
        if paper.document.audience == "outside":
            shown, said = for_outside(shown), said | {"lacks": ""}
        return template.render(shown, said)
    except TemplateError as error:
        raise TemplateError(error.said, error.faults, where=f"{paper.document.id}: {error.where}") from None


def render_copy(plan: Plan, paper: Paper, disclosure: Disclosure, notice: Sequence[str], number: int) -> bytes:
    """Return a plan printed as the copy of a disclosure: with the notice, and without what is not covered.

    Raises UsageError for a document that is no such copy or leaves the notice out, TemplateError where its template
    cannot print it.
    """
    document = paper.document
    if document.prints != "disclosure":
        fix = "Leave -d out for the disclosure copy, which prints what is covered, with the notice."
        raise UsageError("This document cannot be disclosed: it prints no notice.", where=document.id, fix=fix)
    try:
        template = compiled(paper.template)
        code = " ".join(tag.code for tag in template.tags())
        if missing := [each for each in _ON_COPIES if each not in code]:
            fix = f"Put these fields into its template: {', '.join(missing)}."
            raise UsageError("The template of the copy leaves out what must stand on it.", where=document.id, fix=fix)
        shown = disclosed(view(plan, document), disclosure, notice, number)
        said = stamped(plan, document, template) | {"heading": shown["heading"], "lacks": "", "disclosure": str(number)}
        return template.render(shown, said)
    except TemplateError as error:
        raise TemplateError(error.said, error.faults, where=f"{document.id}: {error.where}") from None


def _require(plan: Plan, document: Document, note: KeptNote | None, results: Sequence[ProfileResult]) -> None:
    """Raise UsageError where a document prints a review, a note or what profiles found, and there is none."""
    if document.prints == "readiness" and not results:
        fix = "'planbuilder check PLAN --profile proposed --sheet FILE' prints it."
        raise UsageError(
            "This document prints what profiles found in a plan, and none was asked.", where=document.id, fix=fix
        )
    if document.prints == "review" and not plan.reviews:
        fix = f"'planbuilder review new {plan.client.id}' writes one to fill in."
        raise UsageError("This document prints a review, and the plan has had none.", where=document.id, fix=fix)
    if document.prints == "disclosure":
        fix = "Add --disclose, --to and --basis to 'planbuilder render'; docs/disclosing.md says what each asks for."
        raise UsageError(
            "This document prints a copy that is disclosed, and leaves a record.", where=document.id, fix=fix
        )
    if document.prints == "note" and note is None:
        fix = f"'planbuilder note new {plan.client.id}' writes one to fill in."
        raise UsageError("This document prints a progress note, and there is none.", where=document.id, fix=fix)


def stamped(plan: Plan, document: Document, template: Template) -> dict[str, str]:
    """Return what a printed document says of itself, so that it is recognised when it comes back edited."""
    return {
        "client": plan.client.id,
        "version": str(plan.version),
        "document": document.id,
        "heading": plan.heading,
        "lacks": "\n".join(plan.lacks),
        "layout": hashlib.sha256(f"{__version__} {template.digest}".encode()).hexdigest(),
    }


def print_share(plan: Plan, document: Document) -> float:
    """Return by which share a paper for the person is printed larger: as an accommodation of theirs promises."""
    if document.audience != "client":
        return 1
    promised = max((each.print_points for each in plan.accommodations if each.who == CLIENT), default=0)
    return max(1, promised / document.body_points)


def file_name(plan: Plan, document_id: str, suffix: str = ".docx", note: KeptNote | None = None) -> str:
    """Return what a document's file is called: client, document, and the version where one was saved, or the note."""
    if note is not None:
        return f"{plan.client.id}-{document_id}-n{note.number:04}{suffix}"
    version = f"-v{plan.version:04}" if plan.version else ""
    return f"{plan.client.id}-{document_id}{version}{suffix}"
