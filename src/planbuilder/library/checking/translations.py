"""What is wrong, missing or stale in the translations of a library and of the layers on top of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from planbuilder.findings import Finding, Place
from planbuilder.library.checking.translated_files import lacking_phrases, phrase_findings, translation_findings
from planbuilder.library.contents import content_hash
from planbuilder.library.files import read_files
from planbuilder.library.gathering import Sources
from planbuilder.library.parsing import parse
from planbuilder.library.patching import merged
from planbuilder.library.translations import rules
from planbuilder.library.translations.homes import FOLDER, PHRASES, languages
from planbuilder.library.translations.standing import Standing, in_scope, patches_of, standing, values_of
from planbuilder.library.translations.translation import PHRASES_NAME, TRANSLATOR

#: Entries by name (``kind/id``), as they stand in their files.
Values = Mapping[str, Mapping[str, Any]]
#: A finding names so many texts.
_SHOWN = 4
_LONGEST = 160


def check_translations(roots: Sequence[Path], sources: Sources) -> Iterator[Finding]:
    """Yield what is wrong in every translation of a library with its layers; files as seen from the lowest."""
    values = values_of(sources)
    for language in languages(roots):
        places = [root for root in roots if (root / FOLDER / language).is_dir()]
        meant = _meant(values, sources, roots.index(places[-1]))
        layers = [_parsed(root, language, several=len(roots) > 1) for root in places]
        for layer in layers:
            yield from layer.findings
        if any(each.severity == "error" for layer in layers for each in layer.findings):
            continue
        yield from _of_language(language, layers, values, meant, places[-1] / FOLDER / language)


def _meant(values: Values, sources: Sources, top: int) -> Values:
    """Return the entries that a translation can be asked to cover: none of the layers above its uppermost one.

    Who adds entries to a library that somebody else translates is told by ``library status`` what has no translation.
    """
    above = {file.value["id"] for file in sources.layers[top + 1 :] if file.value}
    return {
        name: value
        for name, value in values.items()
        if not (origin := sources.origins.get(name)) or origin.base.layer not in above
    }


def _parsed(root: Path, language: str, *, several: bool) -> Sources:
    """Return the files of one layer's translation, called by where they lie."""
    home = root / FOLDER / language
    prefix = f"{home.absolute()}{os.sep}" if several else f"{FOLDER}/{language}/"
    return parse(read_files(home), prefix, translation=True)


def _of_language(
    language: str, layers: Sequence[Sources], values: Values, meant: Values, folder: Path
) -> Iterator[Finding]:
    """Yield what is wrong in one language; ``meant`` are the entries that can be missing from it."""
    for layer in layers:
        if layer.about and (told := layer.said.get("language")) != language:
            yield rules.TRANSLATION_LANGUAGE.finding(layer.about.place(("language",)), said=told, language=language)
        yield from _strays(layer)
        for name, file in layer.patches.items():
            yield from translation_findings(name, file, values, language)
        if layer.phrases:
            yield from phrase_findings(layer.phrases)
    said = patches_of(layers)
    for name in sorted({*in_scope(layers, meant), *said}):
        if name in values:
            found = standing(name, values[name], *said.get(name, ({}, {})))
            yield from _told(name, found, layers, language, folder)
    yield from lacking_phrases(_merged_phrases(layers), Place(f"{layers[-1].prefix}{PHRASES}"))
    yield from _unsaid(layers, meant, language)
    yield from _reviews(layers, said, language)


def _strays(layer: Sources) -> Iterator[Finding]:
    """Yield entries and words in a translation, which translates those of the library and adds none."""
    added = [file for files in layer.entries.values() for file in files.values()]
    for file in (*added, *layer.vocabulary, *([layer.hidden] if layer.hidden else [])):
        fix = "Put it into the layer itself; a translation holds patches, phrases, documents and approvals."
        yield rules.TRANSLATION_TARGET.finding(file.place(), what="entry of a translation itself", fix=fix)


def _told(name: str, found: Standing, layers: Sequence[Sources], language: str, folder: Path) -> Iterator[Finding]:
    """Yield what is missing and what is stale of one entry, a finding each."""
    kind, _, id = name.partition("/")
    said = {"kind": kind, "id": id, "language": language, "folder": folder}
    file = next((layer.patches[name] for layer in reversed(layers) if name in layer.patches), None)
    about = layers[-1].about
    place = file.place() if file else about.place(("translates",)) if about else Place()
    covered = any("translates" in layer.said for layer in layers)
    if found.missing and covered:
        yield rules.TRANSLATION_MISSING.finding(place, said, fields=_few(found.missing), first=found.missing[0])
    if found.stale:
        texts = " ".join(
            f"It said then: '{_cut(was)}'. It says now: '{_cut(now)}'." for was, now in list(found.stale.values())[:2]
        )
        where = file.place(("patch", *next(iter(found.stale)).split("/"))) if file else place
        yield rules.TRANSLATION_STALE.finding(where, said, fields=_few(tuple(found.stale)), texts=texts)


def _unsaid(layers: Sequence[Sources], values: Values, language: str) -> Iterator[Finding]:
    """Yield the texts of contacts in scope that the phrases do not have."""
    file = next((layer.phrases for layer in reversed(layers) if layer.phrases), None)
    known = {text for layer in layers if layer.phrases for text in (layer.phrases.value or {}).get("texts", ())}
    wanted = {
        text
        for name in in_scope(layers, values)
        for contact in values[name].get("contacts", ())
        for text in (contact.get(part, "") for part in ("name", "voice", "text", "video", "note"))
        if re.search("[A-Za-z]{2}", text)
    }
    if lacks := sorted(wanted - known):
        place = file.place(("texts",)) if file else Place(f"{layers[-1].prefix}{PHRASES}")
        texts = "; ".join(f"'{_cut(each)}'" for each in lacks[:_SHOWN]) + (" and others" if lacks[_SHOWN:] else "")
        values_ = {"count": len(lacks), "language": language, "texts": texts, "file": place.file}
        yield rules.TRANSLATION_UNSAID.finding(place, values_)


def _reviews(
    layers: Sequence[Sources], said: Mapping[str, tuple[dict[str, Any], dict[str, Any]]], language: str
) -> Iterator[Finding]:
    """Yield approvals by translators that a later change of either text made void, and those of nothing."""
    contents = {name: content_hash({"was": was, "patch": patch}) for name, (was, patch) in said.items()}
    contents[PHRASES_NAME] = content_hash(_merged_phrases(layers))
    for file in (file for layer in layers for file in layer.approvals):
        for name, roles in (file.value or {})["approvals"].items():
            place = file.place(("approvals", name))
            if name not in contents and not name.startswith("document/"):
                fix = "Take the lines out."
                yield rules.TRANSLATION_TARGET.finding(place, what=f"translation of '{name}'", fix=fix)
            for role, given in roles.items() if name in contents else ():
                if role == TRANSLATOR and given["content"] != contents[name]:
                    values = {"name": name, "role": role, "on": given["on"], "language": language}
                    yield rules.TRANSLATION_REVIEW.finding(place, values)


def _merged_phrases(layers: Sequence[Sources]) -> dict[str, Any]:
    """Return what the files of phrases say together; the uppermost counts."""
    found: dict[str, Any] = {}
    for layer in layers:
        found = merged(found, (layer.phrases.value if layer.phrases else None) or {})
    return found


def _few(fields: Sequence[str]) -> str:
    """Return the first fields of a list, and how many more there are."""
    more = f" and {len(fields) - _SHOWN} more" if len(fields) > _SHOWN else ""
    return ", ".join(fields[:_SHOWN]) + more


def _cut(text: str) -> str:
    """Return a text, its end cut where it is long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026"
