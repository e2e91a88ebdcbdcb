"""What is wrong, missing or stale in the translations of a library and of the layers on top of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from planbuilder.findings import Finding, Place
from planbuilder.library.contents import content_hash
from planbuilder.library.files import read_files
from planbuilder.library.gathering import Sources
from planbuilder.library.parsing import parse
from planbuilder.library.patching import leaves
from planbuilder.library.readability import INFLESZ_ORDINARY, szigriszt
from planbuilder.library.store import nearest_words
from planbuilder.library.translations import rules
from planbuilder.library.translations.facing import client_texts
from planbuilder.library.translations.homes import FOLDER, PHRASES, languages
from planbuilder.library.translations.phrases import ENGLISH, blanks_of
from planbuilder.library.translations.standing import Standing, in_scope, patches_of, standing, values_of
from planbuilder.library.translations.translation import PHRASES_NAME, TRANSLATOR
from planbuilder.reading import YamlFile

_SLOT = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
#: So many words a text must have before its reading ease says anything.
_ENOUGH = 12
#: A finding names so many texts.
_SHOWN = 4
_LONGEST = 160
#: Languages whose reading ease is known, and how.
_EASE = {"es": szigriszt}


def check_translations(roots: Sequence[Path], sources: Sources) -> Iterator[Finding]:
    """Yield what is wrong in every translation of a library with its layers; files as seen from the lowest."""
    values = values_of(sources)
    for language in languages(roots):
        places = [root for root in roots if (root / FOLDER / language).is_dir()]
        layers = [_parsed(root, language, several=len(roots) > 1) for root in places]
        for layer in layers:
            yield from layer.findings
        if any(each.severity == "error" for layer in layers for each in layer.findings):
            continue
        yield from _of_language(language, layers, values, places[-1] / FOLDER / language)


def _parsed(root: Path, language: str, *, several: bool) -> Sources:
    """Return the files of one layer's translation, called by where they lie."""
    home = root / FOLDER / language
    prefix = f"{home.absolute()}{os.sep}" if several else f"{FOLDER}/{language}/"
    return parse(read_files(home), prefix, translation=True)


def _of_language(
    language: str, layers: Sequence[Sources], values: Mapping[str, Mapping[str, Any]], folder: Path
) -> Iterator[Finding]:
    """Yield what is wrong in one language."""
    for layer in layers:
        yield from _strays(layer)
        for name, file in layer.patches.items():
            yield from _of_patch(name, file, values, language)
        if layer.phrases:
            yield from _of_phrases(layer.phrases)
    said = patches_of(layers)
    for name in sorted({*in_scope(layers, values), *said}):
        if name in values:
            found = standing(name, values[name], *said.get(name, ({}, {})))
            yield from _told(name, found, layers, language, folder)
    yield from _unsaid(layers, values, language)
    yield from _reviews(layers, said, language)


def _strays(layer: Sources) -> Iterator[Finding]:
    """Yield entries and words in a translation, which translates those of the library and adds none."""
    added = [file for files in layer.entries.values() for file in files.values()]
    for file in (*added, *layer.vocabulary, *([layer.hidden] if layer.hidden else [])):
        fix = "Put it into the layer itself; a translation holds patches, phrases, documents and approvals."
        yield rules.TRANSLATION_TARGET.finding(file.place(), what="entry of a translation itself", fix=fix)


def _of_patch(name: str, file: YamlFile, values: Mapping[str, Mapping[str, Any]], language: str) -> Iterator[Finding]:
    """Yield what would print wrongly, or never, of the translation of one entry."""
    kind, _, id = name.partition("/")
    if name not in values:
        fix = nearest_words(id, [each.partition("/")[2] for each in values if each.startswith(f"{kind}/")])
        yield rules.TRANSLATION_TARGET.finding(file.place(), what=f"{kind} '{id}'", fix=fix)
        return
    facing = dict(client_texts(kind, values[name]))
    was = dict(leaves((file.value or {}).get("was", {})))
    for path, text in leaves((file.value or {})["patch"]):
        place, spelled = file.place(("patch", *path)), "/".join(map(str, path))
        if path in facing and not isinstance(text, str):
            said = {"kind": kind, "id": id, "field": spelled, "what": "is one text, and this is none"}
            yield rules.TRANSLATION_FIELD.finding(place, said, fix="Write the translation, or take the line out.")
            continue
        if path not in facing:
            near = ["/".join(map(str, each)) for each in facing]
            fix = nearest_words(spelled, near, "A translation holds texts for the client only: take the line out.")
            said = {"kind": kind, "id": id, "field": spelled, "what": "is no text that a client reads"}
            yield rules.TRANSLATION_FIELD.finding(place, said, fix=fix)
            continue
        english = was.get(path, facing[path])
        yield from _blanks(place, spelled, str(english), text)
        ease = _EASE.get(language.partition("-")[0])
        if (
            ease
            and str(path[-1]).startswith("plain")
            and len(text.split()) >= _ENOUGH
            and (index := ease(text)) < INFLESZ_ORDINARY
        ):
            yield rules.TRANSLATION_HARD.finding(place, field=spelled, index=index)


def _blanks(place: Place, field: str, english: str, text: str) -> Iterator[Finding]:
    """Yield that a translation has other blanks than its English."""
    wanted, there = sorted(_SLOT.findall(english)), sorted(_SLOT.findall(text))
    if wanted != there:
        lost = [each for each in wanted if each not in there]
        new = [each for each in there if each not in wanted]
        what = "; ".join(
            part
            for part in (
                f"{', '.join(lost)} is missing" if lost else "",
                f"{', '.join(new)} is unknown" if new else "",
                "" if lost or new else "one stands in it more than once",
            )
            if part
        )
        blanks = ", ".join(f"{{{{ {each} }}}}" for each in wanted) or "none"
        yield rules.TRANSLATION_BLANKS.finding(place, field=field, what=what, blanks=blanks)


def _of_phrases(file: YamlFile) -> Iterator[Finding]:
    """Yield phrases that lack a blank of their English."""
    said = file.value or {}
    groups = {"dates": ENGLISH.dates, "doses": ENGLISH.doses, "ways": ENGLISH.ways}
    for group, english in groups.items():
        for name, phrase in said[group].items():
            ours = getattr(english, name)
            for key, text in phrase.items() if isinstance(phrase, dict) else (("", phrase),):
                known = ours.get(key, "") if isinstance(phrase, dict) else ours
                needs = blanks_of([known]) if isinstance(known, str) else set()
                if isinstance(text, str) and needs - blanks_of([text]):
                    path = (group, name, key) if key else (group, name)
                    blanks = ", ".join(f"{{{each}}}" for each in sorted(needs))
                    yield rules.TRANSLATION_PHRASES.finding(file.place(path), phrase="/".join(path), blanks=blanks)
    for number, each in enumerate(said["questions"]):
        needs = blanks_of([each["english"]])
        if needs != blanks_of([each["say"]]):
            blanks = ", ".join(f"{{{one}}}" for one in sorted(needs))
            place = file.place(("questions", number, "say"))
            yield rules.TRANSLATION_PHRASES.finding(place, phrase=each["say"], blanks=blanks)


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


def _unsaid(layers: Sequence[Sources], values: Mapping[str, Mapping[str, Any]], language: str) -> Iterator[Finding]:
    """Yield the texts of contacts in scope that the phrases do not have."""
    file = next((layer.phrases for layer in reversed(layers) if layer.phrases), None)
    known = {text for layer in layers if layer.phrases for text in (layer.phrases.value or {})["texts"]}
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
    from planbuilder.library.patching import merged

    phrases: dict[str, Any] = {}
    for layer in layers:
        phrases = merged(phrases, (layer.phrases.value if layer.phrases else None) or {})
    contents = {name: content_hash({"was": was, "patch": patch}) for name, (was, patch) in said.items()}
    contents[PHRASES_NAME] = content_hash(phrases)
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


def _few(fields: Sequence[str]) -> str:
    """Return the first fields of a list, and how many more there are."""
    more = f" and {len(fields) - _SHOWN} more" if len(fields) > _SHOWN else ""
    return ", ".join(fields[:_SHOWN]) + more


def _cut(text: str) -> str:
    """Return a text, its end cut where it is long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026"
