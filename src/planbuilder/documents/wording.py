"""Ids, numbers and short answers as the words a reader expects."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.library.translations.phrases import ENGLISH, Phrases

#: Words that an id cannot spell: names, abbreviations, capitals that people ask for.
_WRITTEN = {
    "deaf-interpreter": "Deaf interpreter",
    "asl": "ASL",
    "adhd": "ADHD",
    "deafblind": "DeafBlind",
    "cbt": "cognitive behavioral therapy",
    "acceptance-mindfulness": "acceptance and mindfulness",
    "person-centered": "person-centered counseling",
    "twelve-step-facilitation": "twelve-step facilitation",
    "self-care": "self-care",
    "self-harm": "self-harm",
    "self-help": "self-help",
    "self-directed": "self-directed",
    "speech-language-pathologist": "speech-language pathologist",
}
#: How a text begins that stands in English on a paper in another language.
MARK = "[To translate: "
_ENGLISH = {"full": "fully", "some": "in part", "little": "a little"}
_DECIDED = {
    "chosen": "Chosen",
    "declined": "Declined",
    "undecided": "Not decided yet",
    "": "Not talked over yet",
}
_REQUEST = {
    "open": "Not decided yet",
    "granted": "Granted",
    "changed": "Something else was agreed",
    "refused": "Refused",
}
_WITHIN = {
    "at-once": "At once",
    "same-day": "The same day",
    "24-hours": "Within 24 hours",
    "72-hours": "Within 72 hours",
    "one-week": "Within one week",
    "next-visit": "At the next visit",
}
_PLAIN_ROLES = {"prescriber": "who can prescribe medicine", "front-desk": "at the front desk"}
_STATES = {"draft": "Draft", "signed": "Signed", "amended": "Amended", "ended": "Ended"}
_STRENGTHS = {
    "guideline": "guideline",
    "systematic-review": "systematic review",
    "trial": "trial",
    "consensus": "consensus of experts",
    "practice": "practice",
}
_PARTS = {"family": "family sessions", "safety": "the safety plan", "both": "family sessions and the safety plan"}
_AIMS = {"none": "to stop altogether", "less": "to cut down", "undecided": "not decided"}


def words(id: str) -> str:
    """Return an id as words: `case-manager` is "case manager"; what is words already stays as it is."""
    if id in _WRITTEN:
        return _WRITTEN[id]
    return id if " " in id or not ("-" in id or "_" in id) else id.replace("-", " ").replace("_", " ")


def sentence_case(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(parts: Iterable[str], separator: str = ", ") -> str:
    """Return the parts that are not empty, with the separator between them."""
    return separator.join(filter(None, parts))


def series(parts: Iterable[str]) -> str:
    """Return the parts as a series in a sentence: "a, b and c"."""
    given = [part for part in parts if part]
    if len(given) < 2:  # noqa: PLR2004 - one part needs no "and"
        return "".join(given)
    return f"{', '.join(given[:-1])} and {given[-1]}"


def number(value: float | None) -> str:
    """Return a number without needless decimals; nothing for None."""
    return "" if value is None else f"{value:g}"


def english(degree: str) -> str:
    """Return how well English works for treatment, to be read after "English works"."""
    return _ENGLISH.get(degree, degree)


def decision(chosen: str) -> str:
    """Return what was decided about an option."""
    return _DECIDED.get(chosen, sentence_case(words(chosen)))


def plain_decision(chosen: str, phrases: Phrases = ENGLISH) -> str:
    """Return what was decided about an option, as the person says it."""
    return phrases.decisions.get(chosen or "open", "")


def outcome(request: str) -> str:
    """Return what came of a request."""
    return _REQUEST.get(request, sentence_case(words(request)))


def plain_role(role: str, phrases: Phrases = ENGLISH) -> str:
    """Return what somebody on the team is to the person: "my counselor"."""
    return phrases.roles.get(role) or _untranslated(_PLAIN_ROLES.get(role, f"my {words(role)}"), phrases)


def plain_relation(relation: str, phrases: Phrases = ENGLISH) -> str:
    """Return who a participant is to the person, in the language of the paper: "sister"."""
    return phrases.relations.get(relation.casefold()) or _untranslated(relation, phrases)


def within(step: str, phrases: Phrases = ENGLISH) -> str:
    """Return how soon a step is taken."""
    said = _WITHIN.get(step) or sentence_case(words(step))
    return phrases.within.get(said.casefold()) or _untranslated(said, phrases)


def untranslated(text: str) -> str:
    """Return an English text as it stands on a paper in another language, marked for the translator."""
    return f"{MARK}{text}]"


def _untranslated(text: str, phrases: Phrases) -> str:
    """Return a text in the language of the library, marked where the paper is in another."""
    return untranslated(text) if text and phrases.translates else text


def state(plan: str) -> str:
    """Return where a plan stands in its life."""
    return _STATES.get(plan, sentence_case(words(plan)))


def strength(evidence: str) -> str:
    """Return how strong evidence is."""
    return _STRENGTHS.get(evidence) or words(evidence)


def takes_part_in(part: str) -> str:
    """Return what a participant takes part in."""
    return _PARTS.get(part, words(part))


def aim(chosen: str | None) -> str:
    """Return what the person aims for in drinking or use."""
    return _AIMS.get(chosen, words(chosen)) if chosen else ""


def quoted(text: str) -> str:
    """Return the text in quotation marks, those it stands in already left out; nothing for no text."""
    bare = text.strip().strip('"\u201c\u201d').strip()
    return f"\u201c{bare}\u201d" if bare else ""
