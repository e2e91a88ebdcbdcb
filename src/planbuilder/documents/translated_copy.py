"""A client's document in another language: printed from the same record, for the translator until it is reviewed."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbuilder.documents.languages import ENGLISH_TAG, is_english
from planbuilder.documents.registry import Paper, compiled, file_name, papers, print_share, stamped
from planbuilder.documents.translated import translated
from planbuilder.documents.view import view
from planbuilder.documents.wording import MARK
from planbuilder.docx.values import Day, Spoken
from planbuilder.errors import TemplateError, UsageError
from planbuilder.library.store import nearest_words
from planbuilder.library.translations.phrases import ENGLISH, Phrases
from planbuilder.library.translations.translation import DOCUMENT, Translation
from planbuilder.plan.record import Plan

if TYPE_CHECKING:
    from planbuilder.docx import Template

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
#: What stands in the words of whoever said it.
_OWN = frozenset({"words", "hopes", "own_words", "contacts", "ways"})
#: What no template of a translation may leave out.
_ON_DRAFTS = ("heading", "translation.notice")


@dataclass(frozen=True, slots=True)
class TranslatedCopy:
    """A document in another language: its file's name and bytes, and why it is for the translator only, if it is.

    ``marked`` counts the texts that stand in English because nobody has translated them, ``own`` those in the words of
    the person or the team. ``unreviewed`` are the translations that it uses and no qualified translator has approved as
    they are, ``used`` all that it uses.
    """

    name: str
    content: bytes
    marked: int
    own: int
    unreviewed: tuple[str, ...]
    used: tuple[str, ...]

    @property
    def draft(self) -> bool:
        """Return whether the copy is for the translator, and must not reach the client."""
        return bool(self.marked or self.unreviewed)


def translated_papers(translation: Translation) -> Mapping[str, Paper]:
    """Return the documents that a translation has a template for, by id; that of the uppermost layer counts."""
    return papers([each / "documents" for each in reversed(translation.folders)])


def find_translated(translation: Translation, id: str) -> Paper:
    """Return a document of a translation; raise UsageError, with what there is, where it has none of that id."""
    known = translated_papers(translation)
    if id in known:
        return known[id]
    there = f"In this language there is: {', '.join(known)}." if known else "The translation has no document yet."
    fix = nearest_words(id, known, there)
    raise UsageError(f"The document '{id}' is not translated into '{translation.language}'.", fix=fix)


def render_translated(plan: Plan, paper: Paper, translation: Translation) -> TranslatedCopy:
    """Return a plan printed through a document of a translation.

    Until a qualified translator has approved every translation that it uses, and while a text of it stands in English,
    it is headed for the translator (45 CFR 92.201(c)(3)). Raises UsageError for a template that leaves that out and for
    a paper for people outside, InputError for a translation with errors, TemplateError where the template cannot print
    the plan.
    """
    if paper.document.audience == "outside":
        refused = "A paper for people outside is printed in English alone."
        why = "Which words tell of substance use is known for English alone, and a disclosure leaves a record."
        fix = "Print it in English, and let a qualified interpreter put it over."
        raise UsageError(refused, why=why, where=paper.document.id, fix=fix)
    told, used = translated(plan, translation)
    try:
        template = compiled(paper.template, print_share(plan, paper.document))
        _require_notice(paper, template)
        names = (*sorted(used), f"{DOCUMENT}/{paper.document.id}")
        unreviewed = tuple(name for name in names if not translation.reviewed(name))
        said = stamped(plan, paper.document, template) | {"language": translation.language}
        phrases = translation.phrases
        shown = _spoken(view(told, paper.document, wanted=template.words, phrases=phrases), phrases)
        content = template.render(shown, said)
        marked, own = _in_english(content)
        if marked or unreviewed:
            content = template.render({**shown, **_for_translator(phrases)}, said)
    except TemplateError as error:
        raise TemplateError(error.said, error.faults, where=f"{paper.document.id}: {error.where}") from None
    id = f"{paper.document.id}-{translation.language}"
    name = file_name(plan, id, "-for-translator.docx" if marked or unreviewed else ".docx")
    return TranslatedCopy(name, content, marked, own, unreviewed, names)


def write_translated(
    plan: Plan, translation: Translation, documents: Sequence[str], output: Path, *, force: bool = False
) -> list[tuple[Path, TranslatedCopy]]:
    """Print documents of a plan in another language into a folder, all made before the first is written.

    Raises as :func:`render_translated` and :func:`find_translated`; EnvironmentFaultError where nothing can be written.
    """
    from planbuilder.saving import save

    wanted = [find_translated(translation, id) for id in dict.fromkeys(documents)]
    made = [render_translated(plan, paper, translation) for paper in wanted]
    return [(save(output / each.name, each.content, force=force), each) for each in made]


def _require_notice(paper: Paper, template: Template) -> None:
    """Raise UsageError for a template that could print a draft without saying that it is one."""
    code = " ".join(tag.code for tag in template.tags())
    if missing := [each for each in _ON_DRAFTS if each not in code]:
        fix = f"Put these fields into its template: {', '.join(missing)}."
        said = "The template leaves out what must stand on a copy that nobody has reviewed."
        raise UsageError(said, where=paper.document.id, fix=fix)


def _for_translator(phrases: Phrases) -> dict[str, Any]:
    """Return the fields of a copy that is for the translator, in English and in its own language."""
    english, own = ENGLISH.draft, phrases.draft
    heading = Spoken((english.heading, ENGLISH_TAG), (f" / {own.heading}", ""))
    notice = Spoken((english.notice, ENGLISH_TAG))
    return {
        "heading": heading,
        "translation": {"draft": True, "heading": heading, "notice": notice, "own_notice": own.notice},
    }


def _spoken(value: Any, phrases: Phrases, name: str = "") -> Any:
    """Return a view with its dates spelled in the language, and English that people wrote marked as English."""
    if isinstance(value, dict):
        return {key: _spoken(each, phrases, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_spoken(each, phrases, name) for each in value]
    if type(value) is not str:
        return value
    if _ISO.fullmatch(value):
        return Day(value, phrases.dates.styles(dt.date.fromisoformat(value)))
    if name in _OWN and is_english(value, phrases.common):
        return Spoken((value, ENGLISH_TAG))
    return Spoken((value, ENGLISH_TAG)) if value.startswith(MARK) else value


def _in_english(content: bytes) -> tuple[int, int]:
    """Return how many texts of a printed document are marked as not translated, and how many others are English."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml").decode()
    marked = body.count(MARK)
    return marked, max(0, body.count(f'<w:lang w:val="{ENGLISH_TAG}"/>') - marked)
