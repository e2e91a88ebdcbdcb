"""Wording around the client's name and pronouns that would read wrong for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.blanks import blanks
from planbuilder.library.checking.shelf import Shelf
from planbuilder.library.entries import Source
from planbuilder.library.rulebook import RULES
from planbuilder.library.texts import PLAIN

VERB = RULES.rule(
    "pronoun-verb",
    "error",
    said="'{verb}' follows {{{{ client.they }}}}: a verb in the present tense fits either 'they' or 'she', never both.",
    why="The sentence would be wrong for everybody who uses other pronouns.",
    fix="Use the name, 'can' or 'will', or the past tense.",
    example="when {{ client.they }} drinks",
)
NAMED = RULES.rule(
    "plain-client",
    "warning",
    said="Plain text speaks about the client ({{{{ {name} }}}}).",
    why="The person reads it about themself: 'I', not their own name.",
    fix="Write it in the first person.",
    example="plain: '{{ client.name }} meets the counselor.'",
)
_AFTER_THEY = re.compile(r"\{\{\s*client\.they\s*\}\}((?:['\u2019][a-z]+)|(?:\s+[A-Za-z]+(?:['\u2019][a-z]+)?){1,3})")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
#: Verbs that change with the pronoun whether or not they show it by an s.
_CHANGING = re.compile(r"(is|are|was|were|has|have|does|do)(n't)?")
#: Words in -s that are no verbs.
_NO_VERB = re.compile(
    r".*(ss|us)|always|sometimes|perhaps|besides|afterwards|towards|nowadays|this|as|his|hers|its|theirs|yes|"
    r"days|weeks|months|hours|times|years|others|ourselves|themselves"
)
#: Adverbs that may stand between a pronoun and its verb.
_BETWEEN = re.compile(
    r".*ly|also|always|already|ever|even|first|just|never|next|not|now|often|once|sometimes|still|then|too"
)


def check_pronouns(shelf: Shelf) -> Iterator[Finding]:
    """Yield verbs that fit only some pronouns, and plain text that speaks about its reader."""
    for item in shelf.items:
        if isinstance(item.entry, Source):
            continue
        for leaf in item.texts:
            text = str(leaf.value)
            for verb in verbs_after_they(text):
                yield item.finding(VERB, leaf.path, verb=verb)
            named = [name for name in blanks(text) if name.startswith("client.")]
            if named and leaf.field in PLAIN:
                yield item.finding(NAMED, leaf.path, name=named[0])


def verbs_after_they(text: str) -> tuple[str, ...]:
    """Return the words after the pronoun that look like a verb in the present tense.

    The word right after the pronoun, or after one adverb: a form of be, have or do, a shortened verb ('s, 're,
    've), or a word in -s that is neither an adverb nor in -ss, -us.
    """
    found = []
    for words in _AFTER_THEY.findall(text):
        heard = words.lower().replace("\u2019", "'")
        if heard.startswith("'"):
            found += [heard] if heard in ("'s", "'re", "'ve") else []
            continue
        first, *rest = _WORD.findall(heard)
        verb = rest[0] if rest and _BETWEEN.fullmatch(first) else first
        found += [verb] if _changes(verb) else []
    return tuple(found)


def _changes(word: str) -> bool:
    """Return whether a word looks like a verb that changes with the pronoun."""
    return bool(_CHANGING.fullmatch(word) or (word.endswith("s") and not _NO_VERB.fullmatch(word)))
