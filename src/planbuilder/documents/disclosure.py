"""What a paper may say to anybody who meets the person: nothing of substance use, of a diagnosis, or of its treatment.

42 CFR 2.12(a)(1) covers whatever would identify a person as having or having had a substance use disorder, also
indirectly; so a sentence with any of these words is left out whole, rather than reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from planbuilder.documents.telling_words import ILLNESS, NO_NAMES, TOBACCO, USE
from planbuilder.documents.wording import sentence_case
from planbuilder.plan.record import Plan

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TOLD = re.compile(rf"\b(?:{'|'.join((*USE, *TOBACCO, *ILLNESS))})\b", re.IGNORECASE)
_OF_USE = re.compile(rf"\b(?:{'|'.join(USE)})\b", re.IGNORECASE)
#: A word of a medication's name.
_NAME = re.compile(r"[^\W\d_]{5,}")
_SHORT = 2
#: Where these words say nothing of use.
_PLAIN = re.compile(r"\b(?:papers and drinks|warm drink|food and drink|drinking water)\b", re.IGNORECASE)


def tells(text: str, names: Iterable[str] = ()) -> bool:
    """Return whether a text tells of substance use or illness, or holds one of the names, those of medications say."""
    bare = _PLAIN.sub("", text)
    return bool(_TOLD.search(bare)) or any(_whole(name).search(bare) for name in names if name)


@lru_cache(maxsize=256)
def _whole(name: str) -> re.Pattern[str]:
    """Return what finds a name as whole words, capitals aside."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def telling_names(plan: Plan) -> tuple[str, ...]:
    """Return the names in a plan that tell what somebody is treated for: of medications, diagnoses and measures.

    A medication is known by each longer word of its name too: sertraline, where the file says sertraline 50 mg.
    """
    named = [each.name for each in plan.client.medications]
    named += [each.title for each in plan.options if each.kind == "medication"]
    single = [word for name in named for word in _NAME.findall(name) if word.casefold() not in NO_NAMES]
    known = [each.title for each in plan.client.diagnoses] + [
        each.title.partition(",")[0] for each in plan.client.diagnoses
    ]
    known += [each.short for each in plan.measures] + [each.title for each in plan.measures]
    return tuple(dict.fromkeys(each for each in (*named, *single, *known) if len(each) > _SHORT))


def tells_of_use(text: str) -> bool:
    """Return whether a text tells of the use of a substance but tobacco, or of its treatment."""
    return bool(_OF_USE.search(_PLAIN.sub("", text)))


def discreet(text: str, names: Iterable[str] = ()) -> str:
    """Return the sentences of a text that tell nothing; an empty text where all of them do.

    Sentences end in a full stop, a question or exclamation mark, or a semicolon. One that tells in brackets alone goes
    on without them.
    """
    known = tuple(names)
    kept: list[str] = []
    gap = False
    for each in _SENTENCE.split(text.strip()):
        bare = _without_brackets(each, known)
        if tells(bare, known):
            gap = True
            continue
        if gap and kept and kept[-1].endswith(";"):
            kept[-1] = f"{kept[-1][:-1]}."
        kept.append(sentence_case(bare) if gap else bare)
        gap = False
    joined = " ".join(kept)
    return f"{joined[:-1]}." if joined.endswith(";") else joined


def keeps_its_beginning(text: str, names: Iterable[str] = ()) -> bool:
    """Return whether the first sentence of a text tells nothing, so that what is left of it makes sense."""
    known = tuple(names)
    return not tells(_without_brackets(_SENTENCE.split(text.strip())[0], known), known)


def _without_brackets(sentence: str, names: tuple[str, ...]) -> str:
    """Return a sentence without the brackets in it that tell something."""
    return _BRACKETS.sub(lambda found: "" if tells(found.group(), names) else found.group(), sentence)
