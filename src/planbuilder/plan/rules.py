"""The rules on a plan's structure, safety and access, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

THREAD = RULES.rule(
    "plan-thread",
    "error",
    said="{what} has no {lacks}.",
    why="Every problem needs a goal, every goal an objective, every objective an intervention, or the thread breaks.",
    fix="Choose one in the selection, or leave {what} out.",
    example="an objective without an intervention",
)
EMPTY = RULES.rule(
    "plan-empty",
    "error",
    said="The plan has no problem, and so no goal and no step.",
    why="There is nothing in it that anybody could do.",
    fix="Choose at least one problem in the selection; 'planbuilder suggest' names those that fit.",
    example="a selection without problems",
)
BLANK = RULES.rule(
    "plan-blank",
    "warning",
    said="The blank '{slot}' in {field} is not filled.",
    why="The document shows a blank there; a plan with blanks is not finished.",
    fix="{ask}",
    example="an objective whose target nobody chose",
)
NOT_FOR = RULES.rule(
    "plan-not-for",
    "error",
    said="{title} is planned although this holds: {names}.",
    why="The library rules it out for such a person, for safety.",
    fix="Choose another one, or correct the client's file.",
    example="a reduction goal for a person who is pregnant",
)
UNKNOWN = RULES.rule(
    "plan-unknown-condition",
    "question",
    said="The file does not say whether this holds, which would rule out {title}: {names}.",
    why="What nobody asked cannot be taken for a no.",
    fix="Ask, and record the answer in the client's file: under 'facts', or a risk under 'risks'.",
    example="nobody recorded whether the person is pregnant",
)
APPLIES = RULES.rule(
    "plan-does-not-apply",
    "warning",
    said="{title} is planned, but the library offers it for another situation; this decided: {names}.",
    why="It may not fit this person, or ask for what is not there.",
    fix="Check that it fits this person, or leave it out.",
    example="a step for severe depression at a mild score",
)
REQUIRES = RULES.rule(
    "plan-comes-after",
    "error",
    said="{title} needs another objective first: {names}.",
    why="The order is there for safety: what is risky waits for what makes it safe.",
    fix="Add the objective named here to the selection.",
    example="cutting down without a withdrawal assessment",
)
UNCOVERED = RULES.rule(
    "plan-uncovered",
    "error",
    said="The plan asks {who} to {demand}, and nobody has made that possible ({need}).",
    why="The plan asks of this person something that nobody has made possible.",
    fix="Choose or add an accommodation for it, plan something else, or record what the person declined.",
    example="a voice call to a Deaf person",
)
DECLINED = RULES.rule(
    "plan-declined",
    "warning",
    said="All that was offered to {who} to make it possible to {demand} was declined ({need}); asked again on {again}.",
    why="A decline does not make the task possible; the question stays open.",
    fix="Ask what else would work, on that day or sooner, in the person's own mode, and record the answer.",
    example="the only interpreter was declined",
)
INSTEAD = RULES.rule(
    "plan-declined-instead",
    "question",
    said="'{declined}' was declined, and the plan has {number} '{title}' instead, which nobody has asked about.",
    why="Who said no to one may mean the other as well: an aid that is not wanted is no aid.",
    fix="Ask; name it under 'prefers' of the need where the person wants it, under 'declined' where not.",
    example="an interpreter declined, and another kind of interpreter in the plan",
)
ASK = RULES.rule(
    "plan-ask-person",
    "question",
    said="Nobody has asked {who}: {ask} ({need})",
    why="It is hard for some people with this need and easy for others.",
    fix="Ask, and record the answer under 'answers' in the client's file.",
    example="reading, for a Deaf signer",
)
NOT_HARD = RULES.rule(
    "plan-usual-not-hard",
    "note",
    said="On file it is not hard for {who} to {demand}; with this need it usually is ({need}).",
    why="The person's word counts, and nothing is planned for it; a slip in the file would take an aid away.",
    fix="Nothing, if the person said so; else take the answer out of the client's file.",
    example="a Deaf signer for whom a voice call is not hard",
)
ASKS_HARD = RULES.rule(
    "plan-accommodation-asks",
    "warning",
    said="{number} {title} was chosen, and itself asks something that is hard for the person: {demands}.",
    why="The person's choice comes first; it may still not work.",
    fix="Talk it over, and agree on what replaces it when it does not work.",
    example="drawing, chosen by a person who is losing sight",
)
UNUSED = RULES.rule(
    "plan-choice-unused",
    "warning",
    said="The person chose '{title}', and it changes nothing in this plan.",
    why="A wish that is left out without a word is a broken promise.",
    fix="Tell the person why, add what it was meant for, or take it off the choices in the client's file.",
    example="group in sign, chosen for a plan without a group",
)
SAME_DAY = RULES.rule(
    "plan-risk-same-day",
    "error",
    said="The risk '{risk}' is flagged without an action on the same day.",
    why="A risk that is written down and not acted on harms people.",
    fix="Record under 'risks' what was or is done on the same day.",
    example="suicide risk, moderate, no action",
)
NAMED = RULES.rule(
    "plan-risk-who",
    "error",
    said="The risk '{risk}' is flagged without a named person who acts.",
    why="What everybody is responsible for, nobody does.",
    fix="Record under 'risks' who does it.",
    example="suicide risk, moderate, nobody named",
)
PROTOCOL = RULES.rule(
    "plan-risk-protocol",
    "error",
    said="The risk '{risk}' is flagged, and the plan carries no protocol that answers it.",
    why="In the moment nobody has time to think of what to do.",
    fix="Add a protocol for it to the library; the plan takes it in by itself.",
    example="overdose risk without an overdose protocol",
)
CRITICAL = RULES.rule(
    "plan-critical-answer",
    "error",
    said="An answer in the {short} of {on} raises a risk that nobody has assessed on that day or since: {risk}.",
    why="A total score hides it, and a better score later does not answer it; somebody must have looked.",
    fix="Assess the risk today, and record it under 'risks' with its level, even if it is low.",
    example="a positive answer about death in the PHQ-9",
)
NALOXONE = RULES.rule(
    "plan-opioid-naloxone",
    "error",
    said="An opioid overdose is a known danger for the person, and the plan neither offers nor teaches naloxone.",
    why="Naloxone at hand, and somebody who can use it, decides whether an overdose is survived.",
    fix="Add the overdose protocol, or an intervention that offers and teaches naloxone.",
    example="a plan for F11.20 without naloxone",
)
NALOXONE_ASK = RULES.rule(
    "plan-naloxone-ask",
    "question",
    said="The person takes opioids or drugs of an unknown supply, and the plan says nothing of naloxone.",
    why="Pills and powders may hold fentanyl, and a prescribed dose may be too much after a break or with sedatives.",
    fix="Offer naloxone, and add an intervention that teaches it or write down why it is not needed.",
    example="oxycodone on the list, no naloxone in the plan",
)
HOURS = RULES.rule(
    "plan-hours",
    "warning",
    said="The planned doses add up to {planned} minutes a week; {limit} are authorized or offered.",
    why="A plan that cannot be delivered is not followed, and the hours beyond are not paid.",
    fix="Plan fewer or shorter contacts, or ask for more hours.",
    example="ten hours of planned contact at eight authorized",
)
TARGET = RULES.rule(
    "plan-target",
    "error",
    said="The target ({target}) is not better than where the person starts ({baseline}).",
    why="Nobody could tell progress from standing still.",
    fix="Choose a target on the better side, or another objective: this one may be reached already.",
    example="PHQ-9 from 4 to 4",
)
EXCLUDED = RULES.rule(
    "plan-option-excluded",
    "error",
    said="{title} was chosen although it is ruled out for this person: {names}",
    why="The reason is medical; only a prescriber can weigh it.",
    fix="Take it back to the prescriber before anything is signed.",
    example="naltrexone where opioids are taken",
)
PAST = RULES.rule(
    "plan-target-date",
    "error",
    said="The target date of objective {number} lies before the plan's date.",
    why="A step cannot be due before it is planned.",
    fix="Choose a later 'target_date' in the selection, or leave it out to have it computed.",
    example="a target date copied from an old selection",
)
REVIEW_PAST = RULES.rule(
    "plan-review-date",
    "error",
    said="The review lies on {review}, before the plan's date.",
    why="The plan would be overdue on the day it is made, and nobody would look at it again.",
    fix="Choose a later day under 'review' in the selection, or leave it out to have it computed.",
    example="a review date copied from the plan before",
)
REVIEW_LATE = RULES.rule(
    "plan-review-after-end",
    "warning",
    said="The review lies on {review}, after the plan ends on {end}.",
    why="Nobody would look at the plan while it runs.",
    fix="Choose an earlier day under 'review' in the selection, or let the plan run longer ('ending').",
    example="a plan of 16 weeks with a review in week 60",
)
LEFT_OUT = RULES.rule(
    "plan-left-out-planned",
    "warning",
    said="'{id}' stands under 'left_out', and the plan holds it at {number}.",
    why="The paper would say both that it is planned and that it is not.",
    fix="Take it out of 'left_out', or out of the problems.",
    example="left_out: [{what: evening-check-in, ...}], with evening-check-in planned",
)
AHEAD = RULES.rule(
    "plan-date-ahead",
    "warning",
    said="{what} is dated {on}, after the plan's date.",
    why="A paper cannot tell what has not happened yet; a surveyor would doubt the rest.",
    fix="Correct the date in the selection, or give the day of the plan with --date.",
    example="a meeting recorded for next week",
)
AFTER_END = RULES.rule(
    "plan-after-end",
    "warning",
    said="Objective {number} is due on {due}, after the plan ends on {end}.",
    why="Nobody is there any more to help with it or to see it done.",
    fix="Let the plan run longer ('ending' in the selection), or choose an earlier date.",
    example="a step due in week 24 of a plan of 12 weeks",
)
AUTHORIZED = RULES.rule(
    "plan-authorization",
    "warning",
    said="The plan runs until {end}; the authorization on file ends on {authorized}.",
    why="What is delivered after that day may not be paid.",
    fix="Plan the renewal before that day, or shorten the plan.",
    example="a plan until May, authorized until February",
)
UNTREATED = RULES.rule(
    "plan-untreated-diagnosis",
    "warning",
    said="No problem of the plan goes with the diagnosis {diagnosis}, and it is not deferred.",
    why="An assessed need is addressed, or put off with a reason; the reader cannot tell which.",
    fix="Add a problem for it, or write under the diagnosis why it is deferred.",
    example="F41.1 in the file, nothing in the plan",
)
PROPOSAL = RULES.rule(
    "plan-proposal",
    "note",
    said="This is a proposal for the planning meeting: it lacks {lacks}.",
    why="A treatment plan is made with the person.",
    fix="Complete the client's file and the selection after the meeting.",
    example="a suggestion nobody has talked over",
)
CREDENTIAL = RULES.rule(
    "plan-nobody-responsible",
    "warning",
    said="Nobody on the team has the role that does this: {role}.",
    why="What has no name on it is not done.",
    fix="Add the person under 'team' in the client's file, or choose another role in the selection.",
    example="a medication visit without a prescriber on the team",
)
WORDS = RULES.rule(
    "plan-words",
    "warning",
    said="The plan says '{term}' about the person.",
    why="The person reads this.",
    fix="Say instead: {say}.",
    example="non-compliant",
)
