"""Accommodations: they answer conflicts that exist, and ask nothing that the same need makes hard."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Accommodation, Vocabulary
from planbuilder.library.rulebook import RULES

PAIR = RULES.rule(
    "accommodation-pair",
    "error",
    said="'{demand}' is not listed as hard for '{need}'.",
    why="An answer to what is no conflict is never used; or a conflict is missing from the vocabulary.",
    fix="Take the pair out, or add the conflict to vocabulary/conflicts.yaml.",
    example="covers: [{need: blind, demand: hear-speech}]",
)
ASKS = RULES.rule(
    "accommodation-asks",
    "error",
    said="It asks '{demand}', which '{need}' usually makes hard.",
    why="It replaces one barrier by another for the very person it is for.",
    fix="Change what is done, or split it into one accommodation a need.",
    example="covers: [{need: blind, ...}], asks: [see-visuals]",
)
GROUP = RULES.rule(
    "accommodation-group",
    "warning",
    said="It lies in the group '{group}', and none of the needs it covers is of that group.",
    why="Nobody would look for it there.",
    fix="Move it to one of: {groups}.",
    example="group: hearing, covers: [{need: blind, ...}]",
)


def check_accommodations(shelf: Shelf) -> Iterator[Finding]:
    """Yield what is wrong with the pairs, the demands and the group of every accommodation."""
    if shelf.vocabulary is None:
        return
    for item, entry in shelf.entries(Accommodation):
        yield from _pairs(item, entry, shelf.vocabulary)
        yield from _asks(item, entry, shelf.vocabulary)
        groups = {shelf.vocabulary.needs[p.need].group for p in entry.covers if p.need in shelf.vocabulary.needs}
        if groups and entry.group not in groups:
            yield item.finding(GROUP, ("group",), group=entry.group, groups=", ".join(sorted(groups)))


def _pairs(item: Item, entry: Accommodation, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield the pairs that are no conflict; needs without any, and unknown words, are somebody else's finding."""
    for index, pair in enumerate(entry.covers):
        known = vocabulary.conflicts.get(pair.need) and pair.demand in vocabulary.demands
        if known and pair.demand not in vocabulary.conflicts.get(pair.need, {}):
            yield item.finding(PAIR, ("covers", index), need=pair.need, demand=pair.demand)


def _asks(item: Item, entry: Accommodation, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield the demands that a covered need usually makes hard."""
    needs = dict.fromkeys(pair.need for pair in entry.covers)
    for index, demand in enumerate(entry.asks):
        for need in needs:
            conflict = vocabulary.conflicts.get(need, {}).get(demand)
            if conflict is not None and conflict.degree == "usual":
                yield item.finding(ASKS, ("asks", index), need=need, demand=demand)
