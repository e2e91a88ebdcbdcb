"""Words for what notes and reviews say alike: where an objective stands, whether an accommodation was delivered."""

from __future__ import annotations

from planbuilder.documents.wording import sentence_case, words

_DELIVERED = {"yes": "Yes", "partly": "Partly", "no": "No", "not-called-for": "Not called for"}


def delivered(answer: str) -> str:
    """Return whether an accommodation was delivered, in words."""
    return _DELIVERED.get(answer, sentence_case(words(answer)))


def standing(status: str) -> str:
    """Return where an objective stands, in words; nothing where that is not known."""
    return sentence_case(words(status)) if status else ""


def counted_notes(yes: int, partly: int, no: int) -> str:
    """Return what the notes say of an accommodation: how often it was delivered; nothing where none says anything."""
    parts = [f"{count} {word}" for count, word in ((yes, "yes"), (partly, "partly"), (no, "no")) if count]
    return ", ".join(parts)
