"""The rules on notes and reviews beyond their shape, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

CLIENT = RULES.rule(
    "life-other-client",
    "error",
    said="The file is about another client.",
    why="What was done with one person would stand in the record of another.",
    fix="Give the file of this client, or correct 'client' in it.",
    example="client: c-2, for the plan of c-1",
)
DATE = RULES.rule(
    "life-date",
    "error",
    said="The day lies {how}.",
    why="The record would tell what happened in an order in which it did not.",
    fix="Correct the day.",
    example="a review dated before the plan",
)
NUMBER = RULES.rule(
    "life-unknown-number",
    "error",
    said="The plan has no {kind} {number}{under}.",
    why="What is written down for it would belong to nothing.",
    fix="{near}",
    example="objectives: {9.Z.9: ...}",
)
ENDED = RULES.rule(
    "life-objective-ended",
    "warning",
    said="Objective {number} was ended on {on}.",
    why="Work goes on for something that the plan says is over.",
    fix="Name the objective that is still open, or plan anew what goes on.",
    example="a note for an objective that a review ended",
)
NO_OBJECTIVE = RULES.rule(
    "note-no-objective",
    "error",
    said="The note names no objective, and does not say why.",
    why="A contact that serves no objective is a gap between the plan and the care that is given.",
    fix="Name the objective it served under 'objectives', or say under 'no_objective' why it served none.",
    example="objectives: {}",
)
GAP = RULES.rule(
    "note-gap",
    "warning",
    said="The note names no objective; the history shows it as a gap.",
    why="Who pays for care or reviews it asks which part of the plan a contact served.",
    fix="Name an objective where there was one.",
    example="objectives: {}, no_objective: A visit to sign a release only.",
)
ACCESS_OPEN = RULES.rule(
    "access-not-answered",
    "warning",
    said="Nobody has said whether these accommodations were delivered: {numbers}.",
    why="Without it nobody can tell whether the person could take part at all.",
    fix="Answer each under 'access': yes, partly, no, or not-called-for.",
    example="access: {}, with A1 agreed in the plan",
)
ACCESS_MISSING = RULES.rule(
    "review-access-not-answered",
    "error",
    said="Nobody has said whether these accommodations were delivered since the last review: {numbers}.",
    why="Progress, or the lack of it, says nothing about a person who could not take part.",
    fix="Answer each under 'access': yes, partly, no, or not-called-for.",
    example="access: {}, with A1 agreed in the plan",
)
ACCESS_SILENT = RULES.rule(
    "access-nothing-said",
    "error",
    said="{number} was not delivered as agreed, and nothing is said about what happened.",
    why="What was missing is what has to be mended before anything is said about the person.",
    fix="Say under 'happened' what was there instead, and what was done about it.",
    example="A1: {delivered: partly}",
)
ENGAGEMENT_FIRST = RULES.rule(
    "engagement-before-access",
    "error",
    said="It is said how the person took part, and the access check is not complete.",
    why="Whether the person could take part comes before how.",
    fix="Answer every accommodation under 'access' first.",
    example="engagement: Came late., access: {}",
)
BLAME_FIRST = RULES.rule(
    "blame-before-access",
    "error",
    said="'{term}' is said about the person, and the access check is not complete.",
    why="What looks like unwillingness is often a barrier that nobody has looked for.",
    fix="Answer every accommodation under 'access' first. Then: {say}.",
    example="response: He was non-compliant., access: {}",
)
BLAME_BARRIER = RULES.rule(
    "blame-beside-barrier",
    "error",
    said="'{term}' is said about the person, and {numbers} was not delivered as agreed.",
    why="The barrier stands in the same record; the person is not to be blamed for it.",
    fix="Describe what happened, and what the person said and did, without this word.",
    example="response: He was unmotivated., A1: {delivered: no}",
)
WORDS = RULES.rule(
    "life-words",
    "warning",
    said="'{term}' is not said about people. Better: {say}.",
    why="Words in a record follow a person, and change how the next reader treats them.",
    fix="Say it in the other words; the person's own words may stand under 'words', or in quotation marks.",
    example="response: An addict who relapsed.",
)
LEFT_OUT = RULES.rule(
    "review-objective-left-out",
    "error",
    said="Objective {number} is not in the review.",
    why="What nobody looks at stays in the plan as if it were going on.",
    fix="Say where it stands, and whether it stays, is revised or is ended.",
    example="a review of 1.A.1 alone, of a plan with 1.A.1 and 1.A.2",
)
AGAIN = RULES.rule(
    "review-ended-again",
    "error",
    said="Objective {number} was ended on {on} already.",
    why="What is over is not reviewed; its record stays as it is.",
    fix="Leave it out.",
    example="a review of an objective that the review before it ended",
)
UNCHANGED = RULES.rule(
    "review-unchanged",
    "error",
    said="Objective {number} stays as it is for the second time without progress.",
    why="More of what has not helped is no plan; either it changes, or somebody can say why it should not.",
    fix="Revise it, end it, or give the reason under 'why'.",
    example="no-change at two reviews, stays both times",
)
PASSED = RULES.rule(
    "review-target-passed",
    "error",
    said="The target date of objective {number} has passed, it is not achieved, and it stays as it is.",
    why="A plan with a day that is over asks for nothing any more.",
    fix="Give a new 'target_date' with 'decision: revised', end it, or say under 'why' what holds.",
    example="target date 2026-12-01, reviewed on 2026-12-28, decision: stays",
)
NOT_REVISED = RULES.rule(
    "review-nothing-revised",
    "error",
    said="Objective {number} is called revised, and nothing new is given.",
    why="The next reader could not tell what was agreed.",
    fix="Give a new 'target_date', 'target' or 'wording', or write 'decision: stays'.",
    example="decision: revised, and nothing else",
)
NOT_ASKED_FOR = RULES.rule(
    "review-new-without-revision",
    "error",
    said="Objective {number} is given something new, and is not called revised.",
    why="It would be lost, or change the plan without anybody having decided it.",
    fix="Write 'decision: revised', or take the new 'target_date', 'target' and wording out.",
    example="decision: stays, target_date: 2027-02-01",
)
NO_REASON = RULES.rule(
    "review-ended-no-reason",
    "error",
    said="Objective {number} is ended without having been achieved, and nobody says why.",
    why="Whoever takes over must know whether it was given up, done elsewhere or no longer wanted.",
    fix="Give the reason under 'why'.",
    example="status: no-change, decision: ended",
)
BACKWARD = RULES.rule(
    "review-target-date",
    "error",
    said="The new target date of objective {number} does not lie after the review.",
    why="It would be over before anybody could work on it.",
    fix="Give a day after the review.",
    example="target_date: the day of the review",
)
NO_NUMBER = RULES.rule(
    "review-target-number",
    "error",
    said="Objective {number} is given a new number to reach, and is not measured by one.",
    why="Nothing in it could be changed to that number.",
    fix="Give the whole objective in new words under 'wording'.",
    example="target: 4, for an objective that is seen to be done",
)
WORDED = RULES.rule(
    "review-wording-needed",
    "error",
    said="Objective {number} was worded by hand and says the old day or number.",
    why="The program does not rewrite what somebody wrote; the sentence would contradict the new target.",
    fix="Give the whole objective in new words under 'wording', and under 'plain' where that was worded too.",
    example="a new target_date for an objective edited in Word",
)
SCALE = RULES.rule(
    "review-scale",
    "error",
    said="Objective {number} has a level of goal attainment, and nobody has said what the five levels mean.",
    why="A level without its scale says nothing to the next reader.",
    fix="Give the five steps once under 'gas', 'scale', from -2 to 2.",
    example="gas: {level: 0}, at the first review",
)
CRITICAL = RULES.rule(
    "review-critical-answer",
    "warning",
    said="A new score of {short} holds an answer that must be followed up today.",
    why="A total can hide it, and a review meeting may be the first time that somebody reads it.",
    fix="Assess the risk on the same day, and record it under 'risks' in the client's file.",
    example="scores: [{measure: phq-9, ..., critical: [thoughts-of-death]}]",
)
NEW_NEEDS = RULES.rule(
    "review-needs-changed",
    "question",
    said="Needs have changed.",
    why="The accommodations of this plan were woven from the needs that were known before.",
    fix="Write them into the client's file, and compose the plan anew from it with 'plan --save'.",
    example="needs: {changed: Sees less at night., ...}",
)
ALONE = RULES.rule(
    "review-without-the-person",
    "warning",
    said="Nobody under 'present' is the person.",
    why="A plan is reviewed with the person it is about.",
    fix="Add the person with the mode in which they took part, or say under 'in_the_way' what kept them away.",
    example="present: [{who: Rosa Alvarez, mode: in the room}]",
)
