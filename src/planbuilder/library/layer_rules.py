"""The rules on how layers stack: everything that would be silently wrong is an error with its place."""

from __future__ import annotations

from planbuilder.library.rulebook import RULES

LAYER_TWICE = RULES.rule(
    "layer-twice",
    "error",
    said="Two layers are called '{id}'; the other is {other}.",
    why="Nobody could tell which of the two a text came from.",
    fix="Give each layer an id of its own in library.yaml, or name the folder once.",
    example="layers = ['ours', 'ours']",
)
LAYER_ENTRY_TWICE = RULES.rule(
    "layer-entry-twice",
    "error",
    said="The {kind} '{id}' stands in a layer beneath already: {other}.",
    why="Only one of the two would count, and nobody would see which.",
    fix="Change the one beneath with a patch ('planbuilder library patch {kind}/{id}'), or give this one another id.",
    example="interventions/cbt/day-plan.yaml in the agency's layer and in the shipped one",
)
PATCH_PLACE = RULES.rule(
    "patch-place",
    "error",
    said="A patch does not belong here, and nothing would read it.",
    why="Somebody believes that it counts.",
    fix="Its place is patches/<kind>/<id>.yaml, with one of these kinds: {kinds}.",
    example="patches/interventions/cbt/day-plan.yaml",
)
PATCH_TARGET = RULES.rule(
    "patch-target",
    "error",
    said="There is no {kind} '{id}' in the layers beneath that could be patched.",
    why="What the patch says would be nowhere in a plan.",
    fix="{fix}",
    example="patches/intervention/day-paln.yaml",
)
PATCH_IDENTITY = RULES.rule(
    "patch-identity",
    "error",
    said="A patch cannot change '{field}'.",
    why="An id names one entry, forever; its format is that of its file.",
    fix="Take the line out. For another entry, add a file of its own.",
    example="patch: {id: other}",
)
PATCH_NOTHING = RULES.rule(
    "patch-nothing",
    "error",
    said="This part of the patch changes nothing: {why}.",
    why="Somebody believes that the entry says something else here than it does.",
    fix="Take the line out, or correct the name of the field.",
    example="patch: {title: Day plan}, where the title is 'Day plan' already",
)
PATCH_OUTDATED = RULES.rule(
    "patch-outdated",
    "error",
    said="The patch was written for another text. It said then: {was}. It says now: {now}.",
    why="What changed beneath may be a correction that the patch would hide.",
    fix="Read both, correct the patch, and run 'planbuilder library patch {name}', which notes that it fits again.",
    example="for: the hash of an earlier wording",
)
PATCH_ELSEWHERE = RULES.rule(
    "patch-elsewhere",
    "warning",
    said="The entry has changed since the patch was written, but not in what the patch replaces.",
    why="The text of the patch may no longer go with the rest.",
    fix="Read the entry, and run 'planbuilder library patch {name}', which notes that the patch still fits.",
    example="a patch of the title, and a dose that was changed beneath it",
)
HIDDEN_TARGET = RULES.rule(
    "hidden-target",
    "error",
    said="There is no {kind} '{id}' in the layers beneath that could be hidden.",
    why="Somebody believes that it is not offered here.",
    fix="{fix}",
    example="hidden: {option/wating: We have no waiting list.}",
)
HIDDEN_NOTHING = RULES.rule(
    "hidden-nothing",
    "error",
    said="Hiding the {kind} '{id}' changes nothing: it is {state} already.",
    why="Somebody believes that this line is what keeps it out of new plans.",
    fix="Take the line out.",
    example="hidden: {option/waiting: ...}, where it is withdrawn",
)
