"""Placeholders: what stands where nobody has written yet, alone or inside a sentence."""

from __future__ import annotations

import re

_WORDS = (
    r"tb[acd]|t\.?\s?b\.?\s?[acd]\.?|todo|to[- ]do|fixme|n\s?/\s?a|n\.\s?a\.?|(?-i:NA|na)|not applicable|x{2,}"
    r"|pending|asdf\w*"
    r"|to be (?:added|completed|confirmed|decided|determined|discussed|done|entered|filled(?: in| out)?|updated)"
    r"|(?:fill|write|put|enter|type) (?:this |something )?in|fill out|insert (?:text|here|quote)|(?:see|as) above|ditto"
    r"|lorem ipsum.*|place ?holder|your text here|text here|client (?:quote|words|name)(?: here)?"
)
#: A text that says nothing: no letter or figure in it, a word that stands for one to come, or such a word in brackets.
_ALONE = re.compile(rf"[\W_]*(?:(?:{_WORDS})[\W_]*)?", re.IGNORECASE | re.DOTALL)
_BRACKETED = re.compile(r"\s*(?:\[[^\[\]]{1,80}\]|<[^<>]{1,80}>|\{\{?[^{}]{1,80}\}?\})\s*\.?\s*")
#: A text that says there is nothing to say.
_NOTHING = re.compile(
    r"\s*(?:none|nothing|nobody|no[- ]one|nil|unknown|not (?:known|yet|sure|done|assessed|asked|discussed|documented"
    r"|identified|recorded|provided|available|given|stated|applicable)|(?:client |patient |person )?(?:refused"
    r"|declined)|no (?:strengths?|impairments?|answer|response|comment|information|reason))"
    r"(?: (?:are|is|was|were|known|identified|reported|noted|given|needed|recorded|stated|yet|so far|at this time"
    r"|found|available|provided|on file|indicated|to report))*[\s.!]*",
    re.IGNORECASE,
)
#: A blank inside a sentence: a line to write on, three or more question marks or crosses, a note to oneself, what
#: belongs there in brackets, and what a template of a record system leaves behind.
_INSIDE = re.compile(
    r"_{3,}|\?{3,}|\*{3,}|(?<!\w)X{3,}(?!\w)|(?<!\w)(?:TBA|TBC|TBD|TODO|FIXME|XX)(?!\w)|@\w+@|\{\{[^{}]*\}\}"
    r"|(?i:lorem ipsum)|(?i:\bto be (?:determined|filled in|completed later)\b)"
    r"|[\[<](?i:(?:\s|client|patient|person|his|her|their|the|insert|enter|add|fill|write|your|name|first|last|date|number"
    r"|dose|time|day|goal|quote|frequency|provider|clinician|staff|here|of|in|s|['\u2019/#.:-])+)[\]>]"
)
#: The words of two letters and more that placeholders and blanks are made of.
BLANK_WORDS = frozenset(re.findall("[a-z]{2,}", f"{_WORDS} {_INSIDE.pattern}".lower()))
#: Without any of these no blank stands in a text; most texts are done with that.
_SIGN = re.compile(r"[_?*<\[{@]|XX|TB[ACD]|TODO|FIXME|(?i:lorem|to be )")
#: What says nothing is no longer than this, but for lines to write on.
_LONGEST = 200


def is_placeholder(text: str) -> bool:
    """Return whether a whole text is none: empty, signs alone, or a word for what is still to come."""
    if len(text) > _LONGEST:
        return not any(map(str.isalnum, text))
    return bool(_ALONE.fullmatch(text) or _BRACKETED.fullmatch(text))


def stated(text: str) -> str:
    """Return a text where it says something, empty where it says that there is nothing, or is a placeholder.

    For what cannot be nothing: strengths, the person's own words, reasons, who does what. That there are no allergies
    or no barriers is something to say.
    """
    return "" if is_placeholder(text) or _NOTHING.fullmatch(text) else text


def has_blank(text: str) -> bool:
    """Return whether a blank stands in a text that nobody has filled."""
    inside = bool(_SIGN.search(text)) and bool(_INSIDE.search(text))
    return inside or (bool(text) and is_placeholder(text))
