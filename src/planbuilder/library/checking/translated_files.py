"""One file of a translation: texts that would print wrongly or never, and phrases that lack a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder.findings import Finding, Place
from planbuilder.library.patching import leaves
from planbuilder.library.readability import INFLESZ_ORDINARY, szigriszt
from planbuilder.library.store import nearest_words
from planbuilder.library.translations import rules
from planbuilder.library.translations.facing import client_texts
from planbuilder.library.translations.phrases import ENGLISH, NEEDED, blanks_of
from planbuilder.reading import YamlFile

_SLOT = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
#: What no blank that is filled leaves behind: it would be printed as it stands.
_BRACES = re.compile(r"\{[{%#]|[%#}]\}")
#: So many words a text must have before its reading ease says anything.
_ENOUGH = 12
#: Languages whose reading ease is known, and how.
_EASE = {"es": szigriszt}


def translation_findings(
    name: str, file: YamlFile, values: Mapping[str, Mapping[str, Any]], language: str
) -> Iterator[Finding]:
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
        if path in facing and not (isinstance(text, str) and text.strip()):
            what = "is one text, and this has no word" if isinstance(text, str) else "is one text, and this is none"
            said = {"kind": kind, "id": id, "field": spelled, "what": what}
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
    strange = sorted({*_BRACES.findall(_SLOT.sub("", text))} - {*_BRACES.findall(english)})
    if wanted != there or strange:
        lost = [each for each in wanted if each not in there]
        new = [each for each in there if each not in wanted]
        what = "; ".join(
            part
            for part in (
                f"{', '.join(lost)} is missing" if lost else "",
                f"{', '.join(new)} is unknown" if new else "",
                f"{' '.join(strange)} stands in it and is no part of a blank" if strange else "",
                "" if lost or new or strange else "one stands in it more than once",
            )
            if part
        )
        blanks = ", ".join(f"{{{{ {each} }}}}" for each in wanted) or "none"
        yield rules.TRANSLATION_BLANKS.finding(place, field=field, what=what, blanks=blanks)


def phrase_findings(file: YamlFile) -> Iterator[Finding]:
    """Yield phrases that lack a blank of their English."""
    said = file.value or {}
    groups = {"dates": ENGLISH.dates, "doses": ENGLISH.doses, "ways": ENGLISH.ways}
    for group, english in groups.items():
        for name, phrase in said.get(group, {}).items():
            ours = getattr(english, name)
            for key, text in phrase.items() if isinstance(phrase, dict) else (("", phrase),):
                known = ours.get(key, "") if isinstance(phrase, dict) else ours
                needs = blanks_of([known]) if isinstance(known, str) else set()
                if isinstance(text, str) and needs - blanks_of([text]):
                    path = (group, name, key) if key else (group, name)
                    yield _lacking(file.place(path), "/".join(path), needs)
    for number, each in enumerate(said.get("questions", ())):
        needs = blanks_of([each["english"]])
        if needs != blanks_of([each["say"]]):
            yield _lacking(file.place(("questions", number, "say")), each["say"], needs)


def _lacking(place: Place, phrase: str, needs: set[str]) -> Finding:
    """Return that a phrase does not have the blanks it needs, or has another."""
    what = f"a blank: {', '.join(f'{{{each}}}' for each in sorted(needs))}" if needs else "the blanks of its English"
    fix = "Write each of the blanks of its English in it once, in braces, and no other."
    return rules.TRANSLATION_PHRASES.finding(place, phrase=phrase, what=what, fix=fix)


def lacking_phrases(said: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    """Yield the phrases that a language needs and that none of its files has."""
    for name in NEEDED:
        if name not in said:
            fix = "Take it from the phrases of another language, and translate it."
            yield rules.TRANSLATION_PHRASES.finding(place, phrase=name, what="words: no file has it", fix=fix)
