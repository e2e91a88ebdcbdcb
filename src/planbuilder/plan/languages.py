"""Language access from the facts about language alone: a need that is presumed until somebody has asked.

Limited English is no disability: it has a heading and a law of its own (45 CFR 92.201).
"""

from __future__ import annotations

import re

from planbuilder.library.entries import Vocabulary
from planbuilder.plan.client import Client
from planbuilder.plan.record import Question

_SIGNED = re.compile(r"\bsign|\b(asl|bsl|lsm|lsq)\b", re.IGNORECASE)
_ASK = (
    "Which language do you want to use here, spoken and on paper, and is there anybody who should or should not "
    "interpret for you? It is free."
)


def signs(client: Client) -> bool:
    """Return whether the language that the person uses best is a signed one."""
    return bool(_SIGNED.search(client.language.speaks))


def language_needs(words: Vocabulary) -> frozenset[str]:
    """Return the needs that are language access and not disability."""
    return frozenset(id for id, need in words.needs.items() if not need.disability and need.where_english)


def presumed_needs(client: Client, words: Vocabulary) -> tuple[str, ...]:
    """Return the language needs that follow from how well English works and that are not on file.

    None for a person who signs: what a signed language asks for is a need of its own, asked about by itself.
    """
    if signs(client):
        return ()
    on_file = {each.need for each in client.needs}
    return tuple(
        id
        for id, need in words.needs.items()
        if client.language.english in need.where_english and not need.disability and id not in on_file
    )


def needs_in_use(client: Client, words: Vocabulary) -> tuple[str, ...]:
    """Return the needs on file, and then the language needs that are presumed."""
    return (*(each.need for each in client.needs), *presumed_needs(client, words))


def language_is_open(client: Client, words: Vocabulary) -> bool:
    """Return whether English does not work fully and nobody has settled what is used instead.

    An interpreter or a language need on file settles it; so does, for a person who signs, any need on file that makes
    it hard to follow what runs through everything.
    """
    language, on_file = client.language, {each.need for each in client.needs}
    if language.english == "full" or on_file & language_needs(words):
        return False
    if language.english == "some" and language.interpreter:
        return False
    return not (signs(client) and any(_runs_through(need, words) for need in on_file))


def _runs_through(need: str, words: Vocabulary) -> bool:
    """Return whether a need usually makes something hard that runs through everything."""
    met = words.conflicts.get(need, {})
    return any(each.degree == "usual" and words.demands[demand].scope == "everything" for demand, each in met.items())


def language_questions(client: Client, words: Vocabulary) -> tuple[Question, ...]:
    """Return the question which language is used, while nobody has settled it."""
    return (Question(to="person", about="language", ask=_ASK),) if language_is_open(client, words) else ()
