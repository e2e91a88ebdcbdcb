"""Which language a short text seems to be in, by its commonest words; names and numbers say nothing."""

from __future__ import annotations

import re
from collections.abc import Collection

#: The tag of English as it is written here.
ENGLISH_TAG = "en-US"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][a-z]+)?")
#: Words that a sentence of English seldom does without, and that its neighbors do not have.
_ENGLISH = frozenset(
    [
        *("the", "and", "of", "to", "is", "are", "was", "were", "be", "been", "am", "my", "your", "his", "her", "its"),
        *("our", "their", "i", "you", "he", "she", "it", "we", "they", "them", "this", "that", "these", "those"),
        *("with", "without", "for", "from", "by", "at", "on", "in", "into", "not", "but", "or", "if", "when", "what"),
        *("who", "where", "have", "has", "had", "do", "does", "did", "will", "would", "can", "could", "should"),
        *("there", "then", "than", "so", "as", "up", "out", "off", "all", "both", "any", "some", "more", "one", "day"),
        *("night", "week", "home", "call", "want", "never", "after", "before", "about", "me", "don't", "i'm"),
    ]
)


def is_english(text: str, others: Collection[str] = ()) -> bool:
    """Return whether a text is rather English than in the language whose commonest words are ``others``.

    Records are written in English: what shows no other language counts as English.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH and word not in others for word in words)
    other = sum((word in others and word not in _ENGLISH) or not word.isascii() for word in words)
    return bool(words) and english >= other
