"""The words of a library: needs, demands, conflicts, modalities, roles, settings, levels of care."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import field

from planbuilder.library.entries.parts import Citation, MedicationKind, Part, Risk


class Need(Part, frozen=True):
    """A functional need of people; ``where_english`` says at which English a language need is presumed.

    ``own_words`` are those by which people with the need call themselves.
    """

    label: str
    short: str
    group: str
    disability: bool
    icf: tuple[str, ...]
    no_voice_call: bool = False
    language_note: str = ""
    replaces: tuple[str, ...] = ()
    where_english: tuple[Literal["little", "some"], ...] = ()
    own_words: tuple[str, ...] = ()


class Demand(Part, frozen=True):
    """What an activity asks of a person."""

    label: str
    what: str
    plain: str
    icf: tuple[str, ...]
    implies: tuple[str, ...]
    scope: Literal["everything", "activity"]
    note: str = ""


class Conflict(Part, frozen=True):
    """How hard a need makes a demand, and why."""

    degree: Literal["usual", "possible"]
    reason: str
    ask: str = ""


class Modality(Part, frozen=True):
    """A school or method."""

    label: str
    kin: tuple[str, ...] = ()


class Role(Part, frozen=True):
    """Who does things; ``outside`` for somebody who is not on the care team and is arranged for."""

    label: str
    plain: str
    stands_in: tuple[str, ...] = ()
    outside: bool = False


class MedicationName(Part, frozen=True):
    """A medication by its generic name: its class, and its brands and other names."""

    kind: Literal[MedicationKind, "other"]
    sources: tuple[Citation, ...]
    names: tuple[str, ...] = ()


class DiagnosisSays(Part, frozen=True):
    """What diagnosis codes, or all that begin so, say beside the diagnosis.

    Facts that hold, risks that must have been assessed, needs to ask about.
    """

    label: str
    codes: tuple[str, ...]
    sources: tuple[Citation, ...]
    facts: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    needs: tuple[str, ...] = ()


class Setting(Part, frozen=True):
    """Where care happens."""

    label: str
    plain: str
    residential: bool


class Level(Part, frozen=True):
    """A level of care; weekly_hours is presumed where a client's file gives none, residential is None where open."""

    label: str
    weekly_hours: float | None = None
    residential: bool | None = None


class Dimension(Part, frozen=True):
    """A dimension of the ASAM Criteria: label and edition only."""

    label: str
    edition: str
    order: int
    source: str = ""


class PayerKind(Part, frozen=True):
    """A kind of payer, and the words in a payer's name that show it."""

    label: str
    names: tuple[str, ...]


class Vocabulary(Part, frozen=True):
    """The words that the library is built from."""

    schema: int = 1
    groups: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    demands: Mapping[str, Demand] = field(default_factory=dict)
    conflicts: Mapping[str, Mapping[str, Conflict]] = field(default_factory=dict)
    modalities: Mapping[str, Modality] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    levels_of_care: Mapping[str, Level] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    medications: Mapping[str, MedicationName] = field(default_factory=dict)
    diagnoses: Mapping[str, DiagnosisSays] = field(default_factory=dict)
    payers: Mapping[str, PayerKind] = field(default_factory=dict)
