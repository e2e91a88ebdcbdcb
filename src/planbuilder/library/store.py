"""The library as one object: every entry by kind and id, and where each came from."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
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


#: Entries that are documents of others: nobody here words or approves them.
_OF_OTHERS = frozenset({"source"})


def needs_approval(kind: str) -> bool:
    """Return whether entries of a kind are worded by the library, so that somebody can answer for them."""
    return kind in KINDS and kind not in _OF_OTHERS


class Origin(Struct, frozen=True, omit_defaults=True):
    """Where an entry came from: layer id, its version, the file within the layer, the SHA-256 of the file's bytes.

    Of an entry that layers above changed it names the uppermost of these, with the SHA-256 over all of them, and
    ``under`` names those beneath, from the bottom. ``content`` is the hash that approvals and patches name.
    """

    layer: str
    version: str
    file: str
    sha256: str
    content: str = ""
    under: tuple[Origin, ...] = ()

    @property
    def base(self) -> Origin:
        """Where the entry itself stands, beneath everything that changed it."""
        return self.under[0] if self.under else self


class Approved(Struct, frozen=True):
    """An approval of an entry: by which role, of which content, on which day, by whom where a name was kept."""

    role: str
    content: str
    on: str
    by: str = ""


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
    """Every entry of a library by its id, one mapping a kind; entries are in the order of their ids.

    ``about`` is what its layers say of themselves together, ``layers`` what each says, the lowest first. ``approvals``
    are by ``kind/id``, also those that a later change of the text made void.
    """

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
    layers: tuple[About, ...] = ()
    approvals: Mapping[str, tuple[Approved, ...]] = field(default_factory=dict)
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

    def file_of(self, roots: Sequence[Path], kind: str, id: str) -> Path:
        """Return the file that an entry itself stands in; ``roots`` are the directories of the layers, lowest first."""
        base = self.origin(kind, id).base
        layers = [each.id for each in self.layers]
        return roots[layers.index(base.layer) if base.layer in layers else 0] / base.file

    def approved(self, name: str) -> tuple[Approved, ...]:
        """Return the approvals that hold for what an entry (``kind/id``) says now."""
        origin = self.origins.get(name)
        given = self.approvals.get(name, ())
        return tuple(each for each in given if origin is not None and each.content == origin.content)

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
