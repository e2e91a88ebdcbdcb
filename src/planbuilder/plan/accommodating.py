"""Weaving accommodations: every need crossed with every demand of what is planned, each conflict answered once.

What is hard for a need comes from the library's conflicts: usual ones are presumed, possible ones count once the
person said yes. An accommodation makes demands too; one that asks what another of the person's needs makes hard is
never picked for them, only chosen by them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from planbuilder.library.entries import Accommodation, Vocabulary
from planbuilder.library.store import Library
from planbuilder.plan.client import Client, ClientNeed
from planbuilder.plan.languages import needs_in_use
from planbuilder.plan.predicates import Judge
from planbuilder.plan.record import Activity, PairAnswer
from planbuilder.remembering import Latest

Pair = tuple[str, str]
Status = Literal["answered", "uncovered", "declined", "ask", "not-hard"]


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes part: the needs, the accommodations chosen, and what was asked and answered.

    ``declined`` has the day on which each declined accommodation is asked about again.
    """

    who: str
    name: str
    needs: tuple[str, ...]
    prefers: tuple[str, ...] = ()
    declined: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[Pair, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pick:
    """An accommodation in use: the pairs it answers, whether the person chose it, and what it asks that is hard.

    A later choice for which an earlier one left nothing keeps the pairs that it covers too.
    """

    taker: Taker
    entry: Accommodation
    pairs: tuple[Pair, ...]
    chosen: bool
    asks_hard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Woven:
    """The pairs of a plan with their answers (by accommodation id), and the accommodations in use, in order."""

    pairs: tuple[PairAnswer, ...]
    picks: tuple[Pick, ...]


def combined_needs(needs: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the needs, each once, without those that a combined need among them replaces."""
    listed = tuple(dict.fromkeys(needs))
    replaced = {part for need in listed if need in vocabulary.needs for part in vocabulary.needs[need].replaces}
    return tuple(need for need in listed if need not in replaced)


def possible_combinations(needs: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the combined needs that two or more of the needs, of different groups, may add up to."""
    listed = set(needs)
    return tuple(
        id
        for id, need in vocabulary.needs.items()
        if id not in listed and len({vocabulary.needs[part].group for part in listed.intersection(need.replaces)}) > 1
    )


def client_as_taker(client: Client, vocabulary: Vocabulary) -> Taker:
    """Return the client as somebody who takes part."""
    needs = combined_needs(needs_in_use(client, vocabulary), vocabulary)
    return Taker(
        "client",
        client.identity.called,
        needs,
        tuple(dict.fromkeys(id for each in client.needs for id in each.prefers)),
        {each.accommodation: each.ask_again for each in sorted(client.declined, key=lambda each: each.on)},
        _answers(client, needs, vocabulary),
    )


def _answers(client: Client, needs: Iterable[str], vocabulary: Vocabulary) -> dict[Pair, bool]:
    """Return what the person answered, the latest answer last; a combined need takes over what its parts were asked."""
    given = sorted(client.answers, key=lambda each: each.on)
    answers = {(each.need, each.demand): each.hard for each in given}
    for need in needs:
        for part in vocabulary.needs[need].replaces if need in vocabulary.needs else ():
            for each in given:
                if each.need == part:
                    answers.setdefault((need, each.demand), each.hard)
    return answers


def weave(library: Library, taker: Taker, activities: Sequence[Activity], judge: Judge) -> Woven:
    """Return every conflict between a person's needs and what is planned, and the accommodations that answer them.

    ``judge`` says whether an accommodation's condition on the client holds.
    """
    found = _meetings(library.vocabulary, taker, activities)
    open_pairs = [pair for pair, met in found.items() if met.status == "uncovered"]
    answers = _answers_of(library)
    usable = _usable(library, answers, taker, judge, open_pairs)
    picks = _picks(usable, answers.covers, taker, open_pairs, _hard(library.vocabulary, taker))
    answered = {pair: pick for pick in reversed(picks) for pair in pick.pairs}
    pairs = tuple(_settled(library, taker, met, answered.get(pair)) for pair, met in found.items())
    return Woven(pairs, tuple(_still_hard(pick, answered, found) for pick in picks))


def _still_hard(pick: Pick, answered: Mapping[Pair, Pick], found: Iterable[Pair]) -> Pick:
    """Return a pick with what it asks that stays hard: not what another accommodation of the plan makes possible."""
    eased = {
        demand
        for demand in pick.asks_hard
        if (met := [pair for pair in found if pair[1] == demand])
        and all(answered.get(pair, pick) is not pick for pair in met)
    }
    return dataclasses.replace(pick, asks_hard=tuple(each for each in pick.asks_hard if each not in eased))


def _meetings(vocabulary: Vocabulary, taker: Taker, activities: Sequence[Activity]) -> dict[Pair, PairAnswer]:
    """Return every pair of need and demand that meet in the plan, with where they do."""
    where: dict[str, list[str]] = {}
    for activity in activities:
        for demand in activity.demands:
            where.setdefault(demand, []).append(activity.key)
    found: dict[Pair, PairAnswer] = {}
    for need in taker.needs:
        for demand, conflict in vocabulary.conflicts.get(need, {}).items():
            if demand in where:
                found[need, demand] = PairAnswer(
                    who=taker.who,
                    need=need,
                    demand=demand,
                    degree=conflict.degree,
                    reason=conflict.reason,
                    status=_asked(conflict.degree, taker.answers.get((need, demand))),
                    activities=tuple(where[demand]),
                    ask=conflict.ask or f"Is it hard for you to {vocabulary.demands[demand].plain}?",
                )
    return found


def _asked(degree: str, hard: bool | None) -> Status:
    """Return where a pair stands before any accommodation is picked."""
    if hard is False:
        return "not-hard"
    return "uncovered" if hard or degree == "usual" else "ask"


def _hard(vocabulary: Vocabulary, taker: Taker) -> set[str]:
    """Return every demand that is hard for the person: usual or confirmed, but not what the person denied."""
    return {
        demand
        for need in taker.needs
        for demand, conflict in vocabulary.conflicts.get(need, {}).items()
        if taker.answers.get((need, demand), conflict.degree == "usual")
    }


def _usable(
    library: Library, answers: _Answers, taker: Taker, judge: Judge, open_pairs: Iterable[Pair]
) -> dict[str, Accommodation]:
    """Return what answers an open pair, is in use, not declined, and for a person like this one, in library order."""
    near = {id for pair in open_pairs for id in answers.to.get(pair, ())}
    return {
        id: entry
        for id in library.accommodations
        if id in near and id not in taker.declined and _is_for(entry := library.accommodations[id], taker, judge)
    }


class _Answers(Struct, frozen=True):
    """What a library has for pairs of a need and a demand: the accommodations in use by pair, and the pairs of each."""

    to: Mapping[Pair, Sequence[str]]
    covers: Mapping[str, AbstractSet[Pair]]


_latest: Latest[_Answers] = Latest()


def _answers_of(library: Library) -> _Answers:
    """Return what a library has for pairs, looked up once for the library at hand."""
    return _latest.of((library,), lambda: _looked_up(library))


def _looked_up(library: Library) -> _Answers:
    """Return what a library has for pairs."""
    to: dict[Pair, list[str]] = {}
    covers: dict[str, AbstractSet[Pair]] = {}
    for id, entry in library.accommodations.items():
        covers[id] = {(each.need, each.demand) for each in entry.covers}
        for pair in covers[id] if entry.state == "active" else ():
            to.setdefault(pair, []).append(id)
    return _Answers(to, covers)


def _picks(
    usable: dict[str, Accommodation],
    covers: Mapping[str, AbstractSet[Pair]],
    taker: Taker,
    open_pairs: Sequence[Pair],
    hard: set[str],
) -> list[Pick]:
    """Return the accommodations in use: what the person chose, then the one that answers most, and so on."""
    left = dict.fromkeys(open_pairs)
    picks: list[Pick] = []
    for id in taker.prefers:
        if id in usable and (covered := _covered(covers[id], open_pairs)):
            pairs = tuple(pair for pair in covered if pair in left) or covered
            asks_hard = tuple(demand for demand in usable[id].asks if demand in hard)
            picks.append(Pick(taker, usable.pop(id), pairs, chosen=True, asks_hard=asks_hard))
            for pair in pairs:
                left.pop(pair, None)
    fitting = [id for id, each in usable.items() if hard.isdisjoint(each.asks)]
    while left and (best := max(fitting, key=lambda each: len(left.keys() & covers[each]), default="")):
        pairs = _covered(covers[best], left)
        if not pairs:
            break
        picks.append(Pick(taker, usable[best], pairs, chosen=False, asks_hard=()))
        for pair in pairs:
            del left[pair]
    return picks


def _covered(covers: AbstractSet[Pair], pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return those of the pairs that are among what an accommodation covers."""
    return tuple(pair for pair in pairs if pair in covers)


def _is_for(entry: Accommodation, taker: Taker, judge: Judge) -> bool:
    """Return whether an accommodation is for a person with these needs together, in this situation.

    What the library picks for nobody in this situation the person may still choose.
    """
    together = not entry.only_with or bool(set(entry.only_with).intersection(taker.needs))
    barred = entry.not_for is not None and entry.id not in taker.prefers and judge.holds(entry.not_for)
    return together and judge.holds(entry.applies) and not barred


def _settled(library: Library, taker: Taker, met: PairAnswer, answer: Pick | None) -> PairAnswer:
    """Return a pair with its answer, or why it has none."""
    declined = _declined(library, taker, (met.need, met.demand))
    if answer:
        unasked = declined[:1] if not answer.chosen else []
        return replace(met, status="answered", answer=answer.entry.id, instead_of="".join(unasked))
    if met.status == "uncovered" and declined:
        again = min(taker.declined[id] for id in declined)
        return replace(met, status="declined", ask_again=again)
    return met


def _declined(library: Library, taker: Taker, pair: Pair) -> list[str]:
    """Return what was declined and would have answered a pair."""
    covers = _answers_of(library).covers if taker.declined else {}
    return [id for id in taker.declined if pair in covers.get(id, ())]


def limitations_on_record(client: Client, vocabulary: Vocabulary) -> tuple[ClientNeed, ...]:
    """Return the disabilities on file with what stays hard, also where no goal targets it; not a language need."""
    return tuple(
        each
        for each in client.needs
        if each.limitation or (each.words and each.need in vocabulary.needs and vocabulary.needs[each.need].disability)
    )
