"""The catalogue of a library: every entry as a page to read, the same for Word and for the web."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from planbuilder.documents.catalogue_values import Word, Wording
from planbuilder.library.entries import (
    Citation,
    Criterion,
    Entry,
    Evidence,
    Goal,
    Objective,
    Part,
    Requirement,
    Shape,
    Step,
)
from planbuilder.library.place_words import field_in_words
from planbuilder.library.search import title_of
from planbuilder.library.store import KINDS, Library, needs_approval
from planbuilder.library.texts import REFERENCES
from planbuilder.library.walking import leaves

#: How each kind is headed, and what it is, in the order in which a committee reads.
HEADINGS: Mapping[str, tuple[str, str]] = {
    "problem": ("Problems", "What brings people to treatment, with goals and objectives."),
    "intervention": ("Interventions", "What the provider does."),
    "accommodation": ("Accommodations", "Changes in how something is delivered, so that a person can take part."),
    "option": ("Treatment options", "What is put to the client, with benefits and risks."),
    "measure": ("Outcome measures", "How it is seen that things get better."),
    "protocol": ("Protocols", "Stepped responses that a plan carries."),
    "routine": ("Routines", "What a program does with everyone."),
    "profile": ("Requirements", "What regulators, payers and accreditors ask of a plan, each with its citation."),
    "source": ("Sources", "The documents that the entries cite."),
}
#: Told in other places of a page, or of no use to a reader.
_LEFT_OUT = frozenset({"schema", "id", "title", "state", "by", "why"})
_NESTED: Mapping[type[Part], str] = {
    Goal: "Goal",
    Objective: "Objective",
    Criterion: "Criterion of discharge",
    Step: "Step",
    Requirement: "Requirement",
}
_STATES = {
    "draft": "Draft: not for use yet.",
    "superseded": "Superseded: new plans get what follows it.",
    "withdrawn": "Withdrawn: not to be used any more.",
}
_LABELS = {
    "slots": "blanks to fill",
    "codes": "diagnosis codes",
    "loinc": "LOINC codes",
    "short": "short name",
    "url": "address",
    "checked": "how it was looked up",
}
#: Fields that come last on a page, whatever their place in the file.
_LAST = ("evidence", "sources", "checked")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a page: what it is about, and what there is to read about it."""

    label: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading of its own; ``ends`` is what it stands on, told last."""

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...] = ()
    ends: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """An entry to read: kind, id, title, a note on its state where it is not in use, what it says, what uses it.

    ``ends`` is what it stands on and who uses it.
    """

    kind: str
    id: str
    title: str
    note: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    ends: tuple[Fact, ...]

    @property
    def name(self) -> str:
        """How links call it: kind and id."""
        return f"{self.kind}/{self.id}"


def catalogue_pages(library: Library, kinds: Collection[str] = ()) -> tuple[Page, ...]:
    """Return a page for every entry, kind by kind (those in ``kinds``, all without it), in the order of titles."""
    wording, uses = Wording(library), _uses(library)
    made = []
    for kind in HEADINGS:
        if kinds and kind not in kinds:
            continue
        pages = [_page(kind, entry, wording, uses) for entry in library.of_kind(kind).values()]
        made += sorted(pages, key=lambda page: (page.title.casefold(), page.id))
    return tuple(made)


def _uses(library: Library) -> Mapping[str, list[tuple[str, str]]]:
    """Return which entries name each entry, as kind and id."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for kind in KINDS:
        for id, entry in library.of_kind(kind).items():
            for leaf in leaves(entry):
                if target := REFERENCES.get(leaf.sort):
                    found.setdefault(f"{target}/{leaf.value}", {})[kind, id] = None
    return {name: sorted(each, key=lambda use: (list(HEADINGS).index(use[0]), use[1])) for name, each in found.items()}


def _page(kind: str, entry: Entry, wording: Wording, uses: Mapping[str, list[tuple[str, str]]]) -> Page:
    """Return the page of an entry."""
    note = _STATES.get(entry.state, "")
    if entry.by:
        note += f" Replaced by {' and '.join(wording.entry(kind, id).text for id in entry.by)}."
    if entry.why:
        note += f" Reason: {entry.why}"
    used = tuple(wording.entry(*use) for use in uses.get(f"{kind}/{entry.id}", ()) if use != (kind, entry.id))
    section = _section("", entry, wording)
    ends = (*section.ends, Fact("Used by", used)) if used else section.ends
    ends = (*ends, *_answered_for(wording.library, f"{kind}/{entry.id}"))
    return Page(kind, entry.id, title_of(entry), note, section.facts, section.sections, ends)


def _answered_for(library: Library, name: str) -> Iterator[Fact]:
    """Yield who approved an entry as it is worded now, and where there are layers, from which it comes."""
    if needs_approval(name.partition("/")[0]):
        given = [f"as {each.role} on {each.on}{f' by {each.by}' if each.by else ''}" for each in library.approved(name)]
        yield Fact("Approval", tuple(map(Word, given or ["nobody has approved this wording"])))
    if len(library.layers) > 1 and name in library.origins:
        origin = library.origins[name]
        parts = [f"{each.layer} {each.version}" for each in (*origin.under, origin)]
        yield Fact("Layers", tuple(map(Word, parts)))


def _section(title: str, part: Part, wording: Wording) -> Section:
    """Return a part as facts, and what is nested in it as sections."""
    facts: list[Fact] = []
    last: list[Fact] = []
    sections: list[Section] = []
    for name, value in _fields(part):
        if nested := _nested(value):
            sections += [_section(_heading(*each), each[2], wording) for each in nested]
            continue
        words = tuple(word for word in wording.words(part, name, value) if word.text)
        if words:
            cites = name in _LAST or isinstance(value, Citation | Evidence)
            (last if cites else facts).append(Fact(_label(name), words))
    return Section(title, tuple(facts), tuple(sections), tuple(last))


def _nested(value: object) -> list[tuple[int, str, Part]]:
    """Return the parts of a collection that get headings of their own, with number and key; none for another value."""
    items = list(value.items()) if isinstance(value, Mapping) else []
    parts = [(key, item) for key, item in items if isinstance(item, Part) and type(item) in _NESTED]
    return [(number, key, item) for number, (key, item) in enumerate(parts, 1)]


def _heading(number: int, key: str, part: Part) -> str:
    """Return the heading of a nested part: what it is, its number, and its key in words."""
    return f"{_NESTED[type(part)]} {number}: {key.replace('-', ' ')}"


def _label(name: str) -> str:
    """Return how a field is called on a page."""
    said = _LABELS.get(name) or field_in_words(name)
    return said[0].upper() + said[1:]


def _fields(part: Part) -> Iterator[tuple[str, object]]:
    """Yield the fields of a part that a page tells, with their values."""
    for each in msgspec.structs.fields(type(part)):
        value = getattr(part, each.name)
        if isinstance(value, Shape):
            continue  # what a program looks for; a requirement says it in words
        empty = value in ("", (), None, False) or (isinstance(value, Mapping) and not value) or value == 0
        if not empty and (each.encode_name not in _LEFT_OUT or not isinstance(part, Entry)):
            yield each.encode_name, value
