"""What a paper may say to anybody who meets the person: nothing of substance use, of a diagnosis, or of its treatment.

42 CFR 2.12(a)(1) covers whatever would identify a person as having or having had a substance use disorder, also
indirectly; so a sentence with any of these words is left out whole, rather than reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbuilder.documents.wording import sentence_case

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: Words that tell of substance use or of its treatment. Plain uses of the same words are taken out before.
_USE = (
    r"alcohol\w*|beers?|wine|liquor|drank|drunk\w*|drink\w*|sober\w*|sobriety|drugs?|substances?|opioids?|opiates?",
    r"heroin|fentanyl|cocaine|crack|stimulants?|methamphetamine\w*|meth|amphetamines?|cannabis|marijuana|weed|sedatives?",
    r"benzodiazepines?|naloxone|narcan|methadone|buprenorphine|suboxone",
    r"naltrexone|vivitrol|acamprosate|disulfiram|overdos\w+|withdrawal|detox\w*|relaps\w+|recovery|addict\w*|urine",
    r"(?:dosing|doses?|breath tests?|test strips?|needles?|syringes?|paraphernalia|clean time|sponsors?)",
    r"(?:after|return to|last) use|us(?:es|ed|ing) again|craving\w*|twelve[- ]steps?|12[- ]steps?",
    r"step[- ]?work",
    r"(?:aa|na) meetings?|alcoholics|al-anon|SAS-ASL|AUDIT(?:-C)?|DAST(?:-10)?",
)
#: Tobacco is no matter of 42 CFR part 2, and none of everybody who meets the person either.
_TOBACCO = (r"tobacco|nicotine|smok\w+|vap(?:e|es|ing)",)
#: Words that name an illness, an event that it comes from, or its treatment.
_ILLNESS = (
    r"diagnos\w+|disorders?|depress\w+|bipolar|mani[ac]\w*|psycho(?:sis|tic)|schizo\w+|hallucinat\w+|anxi\w+|panic|phobi\w+",
    r"traum\w+|ptsd|flashbacks?|suicid\w+|self-harm\w*|assault\w*|abus\w+|violen\w+|strokes?|dementia|hiv|hepatitis",
    r"cirrhosis|pregnan\w+|obstetric\w*|psychiatr\w+|(?:hears?|hearing) voices|voices (?:every|all|through)",
    r"gambl\w+|betting|bets?|casinos?|homeless\w*|probation|jail|prison|bruis\w+|mental[- ]health",
)
_TOLD = re.compile(rf"\b(?:{'|'.join((*_USE, *_TOBACCO, *_ILLNESS))})\b", re.IGNORECASE)
_OF_USE = re.compile(rf"\b(?:{'|'.join(_USE)})\b", re.IGNORECASE)
#: Where these words say nothing of use.
_PLAIN = re.compile(r"\b(?:papers and drinks|warm drink|food and drink|drinking water)\b", re.IGNORECASE)


def tells(text: str, names: Iterable[str] = ()) -> bool:
    """Return whether a text tells of substance use or illness, or holds one of the names, those of medications say."""
    bare = _PLAIN.sub("", text)
    lower = bare.casefold()
    return bool(_TOLD.search(bare)) or any(name.casefold() in lower for name in names if name)


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
