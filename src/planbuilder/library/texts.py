"""The prose of an entry: every text that somebody wrote and somebody will read; ids, codes and addresses are none."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.library.entries import (
    Accommodation,
    Benefit,
    Change,
    Checked,
    Citation,
    DiagnosisSays,
    Dimension,
    Evidence,
    Intervention,
    Measure,
    MeasuredBy,
    MedicationName,
    Need,
    Objective,
    Option,
    Pair,
    Part,
    Problem,
    Proposed,
    Protocol,
    Provides,
    Role,
    Routine,
    Shape,
    SlotSpec,
    Step,
    Term,
    Variant,
)
from planbuilder.library.entries import Demand as DemandWord
from planbuilder.library.entries import Modality as ModalityWord
from planbuilder.library.walking import Leaf, is_free_text, leaves

#: Fields that name another entry, and its kind.
REFERENCES: dict[tuple[type[Part], str], str] = {
    (Problem, "measures"): "measure",
    (Problem, "protocols"): "protocol",
    (Objective, "interventions"): "intervention",
    (Objective, "options"): "option",
    (Objective, "left_to"): "problem",
    (MeasuredBy, "measure"): "measure",
    (Option, "alternatives"): "option",
    (Benefit, "problems"): "problem",
    (Citation, "source"): "source",
    (Evidence, "source"): "source",
    (Change, "source"): "source",
    (SlotSpec, "source"): "source",
    (Dimension, "source"): "source",
}
#: Fields that hold a word of the vocabulary, and its list.
WORDS: dict[tuple[type[Part], str], str] = {
    (Intervention, "modality"): "modalities",
    (ModalityWord, "kin"): "modalities",
    **dict.fromkeys(((each, "responsible") for each in (Intervention, Variant, Step, Routine)), "roles"),
    (Provides, "who"): "roles",
    (Provides, "arranges"): "roles",
    (Role, "stands_in"): "roles",
    **dict.fromkeys(((each, "demands") for each in (Intervention, Option, Measure, Protocol, Routine)), "demands"),
    (Protocol, "demands_of_others"): "demands",
    (Accommodation, "asks"): "demands",
    (Pair, "demand"): "demands",
    (DemandWord, "implies"): "demands",
    (Pair, "need"): "needs",
    (Need, "replaces"): "needs",
    (DiagnosisSays, "needs"): "needs",
    (Need, "group"): "groups",
    (Accommodation, "group"): "groups",
    (Routine, "settings"): "settings",
    (Option, "medications"): "medications",
    (Proposed, "settings"): "settings",
    (Proposed, "levels_of_care"): "levels_of_care",
    (Proposed, "payers"): "payers",
}
_CODES = frozenset({"icd10cm", "not", "icf", "panel", "total", "seen", "language", "version", "on"})
_NAMES = frozenset({"id", "by", "from_count", "less_than", "greater_than", "requires", "template", "exempt"})
_CONDITIONS = frozenset({"any_of", "all_of", "none_of"})
_ADDRESSES = frozenset({"url", "identifier"})
#: Fields whose text is no prose, in whatever part they stand.
_NO_PROSE = _CODES | _NAMES | _CONDITIONS | _ADDRESSES
#: Fields whose text is no prose in these parts only.
_NO_PROSE_HERE = {
    *((Term, "kind"), (Checked, "saw"), (MedicationName, "names"), (Need, "own_words")),
    *((DiagnosisSays, "codes"), (DiagnosisSays, "facts"), (Proposed, "states")),
    *((Shape, field) for field in ("const", "enum", "pattern")),
}
#: The fields that are written for the client.
PLAIN = frozenset({"plain", "plain_begins_when"})


def texts(part: Part) -> Iterator[Leaf]:
    """Yield every text of the entry that is prose, with its path."""
    return filter(is_prose, leaves(part))


def is_prose(leaf: Leaf) -> bool:
    """Return whether a value is a text that somebody wrote and somebody will read."""
    sort = leaf.sort
    if leaf.field in _NO_PROSE or sort in REFERENCES or sort in WORDS or sort in _NO_PROSE_HERE:
        return False
    return isinstance(leaf.value, str) and is_free_text(*sort)
