"""Accommodations as a plan carries them: numbered, filled, with where each applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from planbuilder.library.entries import Vocabulary
from planbuilder.library.store import Library
from planbuilder.plan.accommodating import Pick, Woven
from planbuilder.plan.citing import citations
from planbuilder.plan.client import PRONOUNS, Client
from planbuilder.plan.filling import date_words, fill, person_values, said
from planbuilder.plan.languages import needs_in_use
from planbuilder.plan.record import Communication, PairAnswer, PlanAccommodation, Question, SlotValue

_VOICE = "use-voice-phone"
#: The demands whose answers say how to communicate with a person.
_COMMUNICATION = ("hear-speech", "use-english", _VOICE, "speak-at-length", "health-vocabulary")
_PAYS = {
    "program": "the program",
    "payer": "the payer",
    "public-service": "a public service, free to the person",
    "no-cost": "no cost",
}


def numbered_accommodations(
    library: Library, woven: Sequence[Woven], values: dict[str, SlotValue], named: Callable[[str], str]
) -> tuple[tuple[PlanAccommodation, ...], tuple[PairAnswer, ...]]:
    """Return the accommodations, those that run through everything first, and the pairs with their answers' keys."""
    picks = [(pick, one) for one in woven for pick in one.picks]
    picks.sort(key=lambda each: not _everywhere(library, each[0]))
    keys = {(pick.taker.who, pick.entry.id): f"a{number}" for number, (pick, _) in enumerate(picks, 1)}
    pairs = tuple(
        replace(pair, answer=keys[pair.who, pair.answer]) if pair.answer else pair
        for one in woven
        for pair in one.pairs
    )
    made = tuple(
        _accommodation(library, pick, one.pairs, values, number, named) for number, (pick, one) in enumerate(picks, 1)
    )
    return made, pairs


def _everywhere(library: Library, pick: Pick) -> bool:
    """Return whether a client's accommodation answers something that runs through everything.

    Other people take part in family sessions or the safety plan alone: theirs apply there.
    """
    demands = library.vocabulary.demands
    return pick.taker.who == "client" and any(demands[demand].scope == "everything" for _, demand in pick.pairs)


def _accommodation(
    library: Library,
    pick: Pick,
    pairs: Sequence[PairAnswer],
    values: dict[str, SlotValue],
    number: int,
    named: Callable[[str], str],
) -> PlanAccommodation:
    """Return one accommodation as planned."""
    entry, words, client = pick.entry, library.vocabulary, pick.taker.who == "client"
    own = values if client else person_values(pick.taker.name, PRONOUNS["they"])
    answered = [pair for pair in pairs if (pair.need, pair.demand) in pick.pairs]
    local = [pair for pair in answered if not client or words.demands[pair.demand].scope == "activity"]
    roles = words.roles
    disability = any(words.needs[need].disability for need, _ in pick.pairs) or not pick.pairs
    return PlanAccommodation(
        key=f"a{number}",
        number=f"A{number}",
        id=entry.id,
        title=entry.title,
        who=pick.taker.who,
        heading="disability" if disability else "language",
        everywhere=_everywhere(library, pick),
        statement=fill(entry.statement, own),
        plain=fill(entry.plain, own),
        ask_first=said(entry.ask_first, own),
        covers=tuple(dict.fromkeys(words.demands[pair.demand].label for pair in answered)),
        applies_to=tuple(dict.fromkeys(key for pair in local for key in pair.activities)),
        provided_by=_joined([roles[each].label if each in roles else each for each in entry.provides.who]),
        arranged_by=named(entry.provides.arranges),
        paid_by=_PAYS[entry.provides.pays],
        by=said(entry.provides.by, own),
        equipment=said(entry.equipment, own),
        fallback=said(entry.fallback, own),
        worked_if=said(entry.worked_if, own),
        chosen=pick.chosen,
        asks_hard=tuple(words.demands[each].label for each in pick.asks_hard),
        rural=said(entry.rural, own),
        print_points=entry.print_points,
        norms=said(entry.norms.note, own) if entry.norms else "",
        sources=citations(library, entry.sources),
    )


def _joined(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def how_to_communicate(client: Client, pairs: Sequence[PairAnswer], words: Vocabulary) -> Communication:
    """Return how to communicate with the client."""
    language = client.language
    keys = (pair.answer for pair in pairs if pair.who == "client" and pair.answer and pair.demand in _COMMUNICATION)
    return Communication(
        language=language.speaks,
        reads=language.reads,
        english=language.english,
        interpreter=language.interpreter,
        contacts=client.contacts,
        accommodations=tuple(dict.fromkeys(keys)),
        voice_call=_can_call(client, words),
    )


def _can_call(client: Client, words: Vocabulary) -> bool:
    """Return whether a voice call is a way for the client: no need rules it out, or the client says it is not hard."""
    asked = sorted((each for each in client.answers if each.demand == _VOICE), key=lambda each: each.on)
    hard = {each.need: each.hard for each in asked}
    needs = [id for id in needs_in_use(client, words) if id in words.needs]
    return not any(words.needs[id].no_voice_call and hard.get(id, True) for id in needs)


def still_open(pairs: Iterable[PairAnswer]) -> tuple[PairAnswer, ...]:
    """Return the pairs to ask about: one for each person and demand, and none where another need settled it."""
    listed = tuple(pairs)
    settled = {(pair.who, pair.demand) for pair in listed if pair.status in ("answered", "not-hard")}
    waiting = (pair for pair in listed if pair.status == "declined" or (pair.who, pair.demand) not in settled)
    found: dict[tuple[str, str], PairAnswer] = {}
    for pair in waiting:
        if pair.status in ("ask", "declined"):
            found.setdefault((pair.who, pair.demand), pair)
    return tuple(found.values())


def questions_to_people(
    pairs: Sequence[PairAnswer], accommodations: Iterable[PlanAccommodation], client: Client, library: Library
) -> tuple[Question, ...]:
    """Return the questions to the people: about possible conflicts, and about what they declined."""
    asked: dict[tuple[str, str], Question] = {}
    for pair in still_open(pairs):
        about = client.identity.called if pair.who == "client" else pair.who
        if pair.status == "ask":
            asked.setdefault((pair.who, pair.demand), Question(to="person", about=about, ask=pair.ask))
        elif pair.status == "declined":
            again = date_words(dt.date.fromisoformat(pair.ask_again))
            ask = (
                "You said no to what was offered. What else would make this possible for you? "
                f"({pair.reason} We ask again on {again}.)"
            )
            asked.setdefault((pair.who, pair.demand), Question(to="person", about=about, ask=ask))
    titles = {each.key: each.title for each in accommodations}
    for pair in pairs:
        if pair.instead_of:
            about = client.identity.called if pair.who == "client" else pair.who
            declined, instead = library.accommodations[pair.instead_of].title, titles[pair.answer]
            ask = f"You said no to this: {declined}. The plan has this instead: {instead}. Do you want it?"
            asked.setdefault((pair.who, pair.answer), Question(to="person", about=about, ask=ask))
    return tuple(asked.values())
