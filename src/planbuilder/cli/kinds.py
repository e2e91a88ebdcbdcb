"""The kind of entry that a word on the command line means."""

from __future__ import annotations

from planbuilder.errors import UsageError


def kind_named(name: str | None, *, words: bool = False) -> str:
    """Return the kind of entry that a word means, singular or plural; nothing for nothing. Raises UsageError.

    With ``words`` the lists of words count as kinds.
    """
    from planbuilder.library.store import KINDS, WORD_KINDS, nearest_words

    if not name:
        return ""
    folders = {home: kind for kind, (home, _) in KINDS.items()}
    if words:
        folders |= {each.replace("_", "-"): kind for kind, each in WORD_KINDS.items()}
    kinds = (*KINDS, *(WORD_KINDS if words else ()))
    if name not in kinds and name not in folders:
        known = f"Kinds: {', '.join(kinds)}."
        raise UsageError(f"There is no kind of entry called '{name}'.", fix=nearest_words(name, kinds, known))
    return folders.get(name, name)
