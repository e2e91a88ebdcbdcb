"""Interventions, and how they vary with the client."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import field

from planbuilder.library.entries.parts import Ages, Dose, Entry, Evidence, Part, Predicate, Risk, SlotSpec


class Variant(Part, frozen=True):
    """What changes of an intervention for some clients."""

    when: Predicate
    note: str
    dose: Dose | None = None
    responsible: str = ""


class Intervention(Entry, frozen=True):
    """What the provider does."""

    title: str
    modality: str
    delivery: tuple[str, ...]
    statement: str
    plain: str
    dose: Dose
    responsible: str
    demands: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    because: str = "Chosen because {{ reason }}"
    slots: Mapping[str, SlotSpec] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    applies: Predicate | None = None
    not_for: Predicate | None = None
    variants: tuple[Variant, ...] = ()
    sensitive: bool = False
    ages: Ages | None = None
    answers: tuple[Risk, ...] = ()
