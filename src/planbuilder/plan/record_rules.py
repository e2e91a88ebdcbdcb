"""The rules on a plan record as a file that may have been edited since it was composed, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

KEY_TWICE = RULES.rule(
    "record-key-twice",
    "error",
    said="The key '{key}' stands on two items of the plan.",
    why="A key is allotted once: what was edited in Word finds its way back by it.",
    fix="Compose the plan again.",
    example="a copied objective",
)
NUMBER = RULES.rule(
    "record-number",
    "error",
    said="The number '{number}' does not fit where it stands{under}.",
    why="People speak of goals and steps by their numbers; two with one number are mixed up.",
    fix="Compose the plan again.",
    example="goal 2.A under problem 1, or two objectives 1.A.1",
)
NOWHERE = RULES.rule(
    "record-points-nowhere",
    "error",
    said="{what} points to {kind} '{key}', which the plan does not hold.",
    why="The document would leave out, without a word, what the plan promises there.",
    fix="Compose the plan again.",
    example="an intervention whose accommodation was deleted",
)
DATES = RULES.rule(
    "record-dates",
    "error",
    said="{what}",
    why="Clocks, reminders and authorizations are counted from these days.",
    fix="Compose the plan again.",
    example="a review before the plan's date",
)
PRINTED = RULES.rule(
    "record-printed",
    "error",
    said="What is printed in {field} is not the library's text with its blanks filled: it was changed since.",
    why="A plan says what the library says, or shows under 'wrote' what the clinician made of it; nothing in between.",
    fix="Compose the plan again, and put own wording where it can be seen: edit the Word document.",
    example="printed: another dose than the slots give",
)
INPUTS = RULES.rule(
    "record-facts-changed",
    "error",
    said="The facts about the person, the choices or the library's hash were changed in the record since it was made.",
    why="Some of them steer nothing that can be compared, such as who may be told what; the change would go unseen.",
    fix="Correct the client's file or the selection, and compose the plan again.",
    example="a release that was taken out of the record",
)
WROTE = RULES.rule(
    "record-own-wording",
    "warning",
    said="In {field} other words stand in place of the library's.",
    why="Nobody but who wrote them has looked at them; the paper prints them as the plan.",
    fix="Read them as you would read the library's, and sign only what you would have written.",
    example="wrote: another statement",
)
KEPT = RULES.rule(
    "record-kept-wording",
    "note",
    said="In {field} the clinician's words stand in place of the library's.",
    why="They were accepted into a version, which says by whom; the library's words are kept beside them.",
    fix="Nothing needs doing. 'planbuilder history CLIENT --diff A B' shows what was changed.",
    example="wrote: another statement, in a version that is kept",
)
VERSION = RULES.rule(
    "record-version-altered",
    "error",
    said="The record was changed after it was saved as version {number}.",
    why="A version says what was agreed on one day; nobody can rely on one that was changed since.",
    fix="Put the file back from a backup. Bring edits in with 'planbuilder accept', which saves the next version.",
    example="a statement changed in the file of version 2",
)
OTHER_PERSON = RULES.rule(
    "record-of-two-people",
    "error",
    said="The choices in the record were made for another client id than the record's client has.",
    why="One person's choices must not reach another person's plan.",
    fix="Compose the plan again from this person's own files.",
    example="selection.client: c-9",
)
OTHER_LIBRARY = RULES.rule(
    "record-other-library",
    "note",
    said="The plan was made with {made}; it is checked here against {here}.",
    why="A library that has moved on gives other texts. That is no fault of the plan.",
    fix="Nothing needs doing. To check word for word, use the library it was made with (--library).",
    example="a plan from before the last update",
)
DIFFERS = RULES.rule(
    "record-differs-from-library",
    "warning",
    said="With the library in use, {what} would come out differently ({how}).",
    why="The plan was made with another library, so that nobody can tell here whether it was changed by hand.",
    fix="Look at it at the next review, or check it with the library that it was made with.",
    example="a statement that the library words anew since",
)
NOT_REMADE = RULES.rule(
    "record-not-comparable",
    "warning",
    said="The plan could not be made anew from the facts on record, so not everything could be compared.",
    why="The record names something that the library in use does not have.",
    fix="Check it with the library that it was made with (--library); what is named here comes first.",
    example="a problem that the library no longer has",
)
CHANGED = RULES.rule(
    "record-changed-since",
    "error",
    said="{what} was changed since the plan was made ({how}).",
    why="The library, the facts and the choices on record give something else; nobody can tell where this came from.",
    fix="Correct the client's file or the selection, and compose the plan again.",
    example="a fallback that the library does not have",
)
MISSING = RULES.rule(
    "record-part-missing",
    "error",
    said="{what} is missing from the plan.",
    why="The library, the facts and the choices on record call for it.",
    fix="Compose the plan again; leave things out in the selection, where it is seen.",
    example="an accommodation that was deleted",
)
EXTRA = RULES.rule(
    "record-part-extra",
    "error",
    said="{what} stands in the plan without anything on record that calls for it.",
    why="No statement may appear whose origin the record cannot name.",
    fix="Put it into the client's file or the selection, and compose the plan again.",
    example="an accommodation that was written in by hand",
)
PAIR = RULES.rule(
    "record-pair",
    "error",
    said="The plan asks {who} to {demand}, which can be hard with this need ({need}); on record: {said}; "
    "by the facts: {computed}.",
    why="Whether the person can take part at all depends on it.",
    fix="Correct the facts in the client's file if they changed, and compose the plan again.",
    example="a conflict that was taken out, or called declined",
)
