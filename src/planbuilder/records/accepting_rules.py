"""The rules on edits that are to be accepted into a plan, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

TRACKED = RULES.rule(
    "accept-tracked",
    "error",
    said="{count} for a decision.",
    why="Somebody proposed them; nobody has said yes or no, so they are neither part of the plan nor refused.",
    fix="Say --tracked accept, reject or leave for all, or --tracked 'accept=NAME' for one person's.",
    example="a document that was edited with changes tracked",
)
UNPLACED = RULES.rule(
    "accept-unplaced",
    "error",
    said="{count} cannot be taken over into the plan.",
    why="Such words are computed or the template's own, or the change strikes what cannot be struck in Word.",
    fix="Put them into an item's text, the client's file or the selection; or say --without-unplaced to keep them "
    "as remarks beside the plan. A signature is recorded with 'planbuilder sign'.",
    example="a dose that was typed over",
)
COLLIDES = RULES.rule(
    "accept-collides",
    "error",
    said="{name} was changed in the document, and in another way in version {latest}, which was saved since.",
    why="Both people meant what they wrote; a program cannot choose between them.",
    fix="Print version {latest}, make the edit there as both want it, and accept that document.",
    example="two people who reworded the same goal",
)
LAYOUT = RULES.rule(
    "accept-layout",
    "error",
    said="The template, or planbuilder, has changed since the document was printed, and {count} beside its texts.",
    why="What only the template says otherwise now looks as if somebody had added or deleted it.",
    fix="Look at what would be taken over (--dry-run); where all of it was meant, say --other-layout.",
    example="a paragraph added to a document whose template was changed after printing",
)
NO_DATE = RULES.rule(
    "accept-no-date",
    "warning",
    said="In {name} the date was replaced by words that are no date; the target date itself stays as it was.",
    why="Reminders and reviews are counted from the target date.",
    fix="Write the day, such as December 1, 2026, if the target date is to change.",
    example="'by Christmas' typed over a target date",
)
NOTHING = RULES.rule(
    "accept-nothing",
    "note",
    said="There is nothing in the document that version {latest} does not say already.",
    why="Nothing was edited, or the edits were accepted before.",
    fix="Nothing needs doing; no version was saved.",
    example="the same document accepted twice",
)
EMPTY = RULES.rule(
    "accept-empty",
    "error",
    said="No objective of the plan is left in the document.",
    why="A damaged or wrong file looks like this; accepted, it would take the whole plan away.",
    fix="Open the file that was meant; where the plan is over, end it with 'planbuilder end'.",
    example="the body of the document deleted, and saved",
)
