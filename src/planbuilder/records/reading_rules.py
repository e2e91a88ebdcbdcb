"""The rules on documents that are read back, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

CLIENT = RULES.rule(
    "read-other-client",
    "error",
    said="The document is of another client than the plan.",
    why="What was written for one person must not get into the plan of another; nothing of it was read.",
    fix="Give the plan of the client that the document was printed for, or the other document.",
    example="the document of ex-5218 with the plan of ex-4071",
)
VERSION = RULES.rule(
    "read-other-version",
    "error",
    said="The document was printed from version {printed}, and the plan is version {version}.",
    why="Both may have changed the same text. What was added beside the texts cannot be told from what was printed.",
    fix="Give version {printed} of the plan to see every edit, and carry them over from there.",
    example="a document of version 1 with version 2 of the plan",
)
STATE = RULES.rule(
    "read-other-state",
    "error",
    said="The plan has changed since the document was printed: {names}.",
    why="An edit there was made of other words than the plan has now.",
    fix="Give the plan that the document was printed from, or compare these texts one by one.",
    example="a plan composed again after another choice in its selection",
)
UNPLACED = RULES.rule(
    "read-unplaced",
    "error",
    said="What was changed on the page in {count} cannot be placed in the plan.",
    why="These words are computed from the plan or stand in the template, so an edit of them has no place of its own.",
    fix="Look at each: change the client's file or the selection where it belongs there, or add it to an item's text.",
    example="a dose that was typed over",
)
LOST = RULES.rule(
    "read-lost",
    "error",
    said="{count} of the plan cannot be found in the document: {names}.",
    why="Their controls and bookmarks are gone, so nobody can tell whether they were deleted or edited.",
    fix="Give the plan and the template that it was printed from, or compare these texts by eye.",
    example="a document pasted into another file, read with another version of the plan",
)
UNKNOWN = RULES.rule(
    "read-unknown-text",
    "error",
    said="The document holds {count} that the plan does not have.",
    why="It was printed from another state of the plan.",
    fix="Give the plan that it was printed from; the texts are shown among what could not be placed.",
    example="an intervention that was left out of the selection since",
)
MARKS = RULES.rule(
    "read-no-marks",
    "warning",
    said="The document has lost what says which client and version it is of.",
    why="It was recognised by its words and their order; whether it is of this client and version cannot be proved.",
    fix="Look at the name and the date on its first page before you use it.",
    example="a document whose text was pasted into a new file",
)
LAYOUT = RULES.rule(
    "read-other-layout",
    "warning",
    said="The document's template, or planbuilder, has changed since it was printed.",
    why="Words that only the template changed may be shown as added or changed on the page.",
    fix="Pass over those that nobody wrote.",
    example="a template whose heading was changed after printing",
)
TEMPLATE = RULES.rule(
    "read-no-template",
    "error",
    said="The template that the document was printed from is not there, or cannot print this plan.",
    why="Edits of the texts are shown; what was added beside them cannot be told from what was printed.",
    fix="Put the document's folder back into the templates of the workspace.",
    example="an agency's own document that was deleted",
)
MACROS = RULES.rule(
    "read-macros",
    "warning",
    said="The file holds macros.",
    why="planbuilder prints none, so somebody put them in. None was run; the text was read.",
    fix="Do not open it in Word unless you know who put them in; print the document again.",
    example="a document saved as .docm",
)
LATER = RULES.rule(
    "read-later-version",
    "warning",
    said="Version {latest} of the plan was saved after version {printed}, from which the document was printed.",
    why="Both may have changed the same text.",
    fix="Compare them ('planbuilder history CLIENT --diff {printed} {latest}') before you carry the edits over.",
    example="a document of version 1 that comes back after version 2 was saved",
)
