"""The library as one object: every entry by kind and id, and where each came from."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from planbuilder.errors import UsageError
from planbuilder.library.entries import (
    About,
    Accommodation,
    Document,
    Entry,
    Intervention,
    Measure,
    Option,
    PersonFirst,
    Problem,
    Profile,
    Protocol,
    Routine,
    Source,
    Vocabulary,
)
from planbuilder.schema import schema_text

#: Kind of entry: its folder, its schema, its class.
KINDS: dict[str, tuple[str, type[Entry]]] = {
    "problem": ("problems", Problem),
    "intervention": ("interventions", Intervention),
    "accommodation": ("accommodations", Accommodation),
    "option": ("options", Option),
    "measure": ("measures", Measure),
    "protocol": ("protocols", Protocol),
    "routine": ("routines", Routine),
    "profile": ("profiles", Profile),
    "source": ("sources", Source),
}


class Origin(Struct, frozen=True):
    """Where an entry came from: layer id, its version, the file within the layer, the SHA-256 of the file's bytes."""

    layer: str
    version: str
    file: str
    sha256: str


#: Words that files may name beside entries: the kind, and the list of the vocabulary or of a schema it stands in.
WORD_KINDS: Mapping[str, str] = {
    "need": "needs",
    "demand": "demands",
    "role": "roles",
    "modality": "modalities",
    "setting": "settings",
    "level-of-care": "levels_of_care",
    "payer": "payers",
    "medication": "medications",
    "diagnosis": "diagnoses",
    "fact": "facts",
    "condition": "conditions",
}


class Library(Struct, frozen=True, kw_only=True):
    """Every entry of a library by its id, one mapping a kind; entries are in the order of their ids."""

    about: About
    vocabulary: Vocabulary
    person_first: PersonFirst
    problems: Mapping[str, Problem]
    interventions: Mapping[str, Intervention]
    accommodations: Mapping[str, Accommodation]
    options: Mapping[str, Option]
    measures: Mapping[str, Measure]
    protocols: Mapping[str, Protocol]
    routines: Mapping[str, Routine]
    sources: Mapping[str, Source]
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    documents: Mapping[str, Document]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    digest: str = ""

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """Return the entries of a kind (``problem``, ``intervention``, ...) by id."""
        found: Mapping[str, Any] = getattr(self, KINDS[kind][0])
        return found

    def words_of_kind(self, kind: str) -> Mapping[str, str]:
        """Return what files may name beside entries, by id, with what each means; ``kind`` is one of ``WORD_KINDS``.

        Conditions and facts are the program's own; all others are words of the vocabulary.
        """
        if kind == "condition":
            described = schema_text("client-predicates")["$defs"]
        elif kind == "fact":
            described = schema_text("client")["properties"]["facts"]["properties"]
        else:
            words: Mapping[str, Any] = getattr(self.vocabulary, WORD_KINDS[kind])
            return {id: getattr(word, "label", None) or word.kind for id, word in words.items()}
        return {id: each["description"] for id, each in described.items()}

    def origin(self, kind: str, id: str) -> Origin:
        """Return where an entry came from."""
        return self.origins[f"{kind}/{id}"]

    def find(self, name: str) -> tuple[str, Entry]:
        """Return the kind and entry for ``kind/id``, or for a bare id that only one kind has.

        Raises UsageError, with the nearest ids, for a name that no entry or more than one entry has.
        """
        kind, _, id = name.rpartition("/")
        kinds = [kind] if kind in KINDS else [each for each in KINDS if KINDS[each][0] == kind] if kind else list(KINDS)
        found = [(each, self.of_kind(each)[id]) for each in kinds if id in self.of_kind(each)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"More than one kind has an entry '{id}'.",
                fix="Say which: " + ", ".join(f"{each}/{id}" for each, _ in found) + ".",
            )
        ids = [one for each in kinds or KINDS for one in self.of_kind(each)]
        raise UsageError(f"No entry is called '{name}'.", fix=nearest_words(id, ids))


def nearest_words(wrong: str, known: Iterable[str], otherwise: str = "See 'planbuilder library list'.") -> str:
    """Return 'Did you mean a, b?' with the nearest known names, or what to do where none is near."""
    near = difflib.get_close_matches(wrong, sorted(set(known)), 3, 0.55)
    return f"Did you mean {', '.join(near)}?" if near else otherwise
