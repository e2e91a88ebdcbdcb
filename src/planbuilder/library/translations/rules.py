"""The rules on translations: what is missing or stale in one, and what would print wrongly from it."""

from __future__ import annotations

from planbuilder.library.rulebook import RULES

TRANSLATION_MISSING = RULES.rule(
    "translation-missing",
    "warning",
    said="The {kind} '{id}' has no translation into '{language}' of: {fields}.",
    why="In a copy for the client these texts stand in English, and somebody has to translate them by hand.",
    fix="'planbuilder library patch {kind}/{id} --layer {folder} --field {first}' writes the field to be translated.",
    example="translates: [problem/alcohol-use], and no patches/problem/alcohol-use.yaml",
)
TRANSLATION_STALE = RULES.rule(
    "translation-stale",
    "warning",
    said="The English of the {kind} '{id}' has changed since it was translated: {fields}. {texts}",
    why="The old translation is not printed any more; the English stands in its place until somebody looks.",
    fix="Correct the translation, and run 'planbuilder library patch {kind}/{id} --layer {folder}'.",
    example="was: {plain: an earlier wording}",
)
TRANSLATION_FIELD = RULES.rule(
    "translation-field",
    "error",
    said="The field '{field}' of the {kind} '{id}' {what}.",
    why="Nothing would ever print this translation.",
    fix="{fix}",
    example="patch: {statement: ...}, or patch: {plian: ...}",
)
TRANSLATION_BLANKS = RULES.rule(
    "translation-blanks",
    "error",
    said="The translation of '{field}' does not have the blanks of its English: {what}.",
    why="A number or a date of the plan would be lost, or a blank would stay that nobody fills.",
    fix="Let every blank stand in it exactly once, with the same name: {blanks}.",
    example="plain: Para el día, where the English is: By {{ target_date }}",
)
TRANSLATION_PHRASES = RULES.rule(
    "translation-phrases",
    "error",
    said="The phrase '{phrase}' lacks {what}.",
    why="Something would be missing in every copy, or no copy could be printed.",
    fix="{fix}",
    example='company: "con alguien", without {person}',
)
TRANSLATION_UNSAID = RULES.rule(
    "translation-unsaid",
    "warning",
    said="{count} short texts of contacts have no translation into '{language}': {texts}.",
    why="They stand on every copy with a protocol: whom to call, and what to know before.",
    fix="Add each to 'texts' in {file}.",
    example="contacts: [{name: Night line}], and no 'Night line' in texts",
)
TRANSLATION_TARGET = RULES.rule(
    "translation-target",
    "error",
    said="There is no {what} that could be translated.",
    why="Nothing would ever print this translation.",
    fix="{fix}",
    example="translations/es/patches/problem/alcohol-sue.yaml",
)
TRANSLATION_LANGUAGE = RULES.rule(
    "translation-language",
    "error",
    said="This translation says that it is in '{said}', and its folder is called '{language}'.",
    why="A client would get a copy in another language than the one that was asked for.",
    fix="Write 'language: {language}', or give the folder the name of the language.",
    example="language: fr, in translations/es/library.yaml",
)
TRANSLATION_REVIEW = RULES.rule(
    "translation-review",
    "warning",
    said="The translation of '{name}' has changed since a {role} approved it on {on}.",
    why="An approval holds for the wording that was read, in both languages.",
    fix="'planbuilder library approve {name} --language {language} --as {role} --by NAME' approves it as it is now.",
    example="content: the hash of an earlier wording",
)
TRANSLATION_HARD = RULES.rule(
    "translation-hard",
    "warning",
    said="The translation of '{field}' has {index:.0f} on the INFLESZ scale, which is hard to read; 55 is ordinary.",
    why="Many people read at the level of the first years of school, more so when they are unwell.",
    fix="Use shorter sentences and shorter words.",
    example="plain: La participación individualizada en intervenciones psicoterapéuticas multidisciplinarias.",
)
