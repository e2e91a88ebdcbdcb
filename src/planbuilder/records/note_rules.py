"""The rules on notes that are kept, each registered once."""

from __future__ import annotations

from planbuilder.records.rules import RULES

NOTE_TORN = RULES.rule(
    "note-unreadable",
    "error",
    said="Note {number} cannot be read.",
    why="It was cut short or changed; what it said is not used, nor what was kept after it.",
    fix="Put the file back from a backup. No note can be kept after it until then.",
    example="a file of a note that ends in the middle",
)
NOTE_ALTERED = RULES.rule(
    "note-altered",
    "error",
    said="Note {number} is not as it was kept: {what}.",
    why="It, or the one before it, was changed, exchanged or taken from elsewhere; nobody can rely on what it says.",
    fix="Put the file back from a backup, and the one before it where that was changed.",
    example="a word changed in the file of note 1 after it was kept",
)
NOTE_MISSING = RULES.rule(
    "note-missing",
    "error",
    said="Note {number} is not there, and a later one is.",
    why="What was done in that contact can no longer be shown.",
    fix="Put the file back from a backup.",
    example="notes/0001.json and notes/0003.json",
)
