"""The rules on the end of a plan beyond its file's shape, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

CLIENT = RULES.rule(
    "ending-other-client",
    "error",
    said="The file is about another client.",
    why="It would end the plan of somebody else.",
    fix="Give the file of this client, or correct 'client' in it.",
    example="client: c-2, for the plan of c-1",
)
VERSION = RULES.rule(
    "ending-other-version",
    "error",
    said="The file was written for version {given}, and the latest is version {latest}.",
    why="What somebody changed in between would not be in it.",
    fix="Make the file anew with 'planbuilder end new', or look at what changed and correct 'version'.",
    example="version: 1, with version 2 saved",
)
DATE = RULES.rule(
    "ending-date",
    "error",
    said="The day lies {how}.",
    why="The record would tell what happened in an order in which it did not.",
    fix="Correct the day.",
    example="on: a day before the plan's date",
)
ITEM = RULES.rule(
    "ending-unknown-item",
    "error",
    said="The plan has no {kind} of this name.",
    why="What is written down for it would belong to nothing.",
    fix="Use one of: {known}.",
    example="criteria: {e99: {reached: yes}}",
)
LEFT_OUT = RULES.rule(
    "ending-left-out",
    "error",
    said="Nothing is said about {kind} {names}.",
    why="Whoever goes on with the person must know what was reached and what was not.",
    fix="Say it for each; 'no' and 'not-achieved' are answers too.",
    example="objectives: {}, of a plan with 1.A.1",
)
FOR_USE = RULES.rule(
    "ending-for-use",
    "error",
    said="The reason speaks of a return to use.",
    why="A return to use calls for a changed plan and more support; it is no reason to end care.",
    fix="Change the plan instead ('planbuilder review'), or give the true reason.",
    example="reason: administrative, why: Two positive tests.",
)
TRIED = RULES.rule(
    "ending-nothing-tried",
    "error",
    said="Nobody says what was tried before the plan was ended like this.",
    why="Contact breaks off, and rules are broken, where a person could not take part: access is looked at first.",
    fix="Say under 'tried' how and when the person was reached, which accommodations were there, and what was changed.",
    example="reason: lost-contact, without 'tried'",
)
NOTHING_NEXT = RULES.rule(
    "ending-nothing-next",
    "error",
    said="Nothing comes after the end: no care, no hand-off and no appointment is named.",
    why="The first weeks after the end are the ones in which most goes wrong.",
    fix="Name at least one under 'next', 'handoffs' or 'appointments'; a way back into this program is one.",
    example="reason: completed, and nothing under next",
)
NO_HANDOFF = RULES.rule(
    "ending-no-handoff",
    "error",
    said="Somebody else goes on with the person, and nobody is named who was told in person.",
    why="A phone number is no hand-off; people are lost between two programs.",
    fix="Name under 'handoffs' to whom, by whom, on which day and how.",
    example="reason: other-program, handoffs: []",
)
PRESCRIBER = RULES.rule(
    "ending-no-prescriber",
    "error",
    said="The person takes a medication that must not stop on a day, and nobody is named who goes on prescribing it.",
    why="Stopping it at once can cost a life: withdrawal, overdose after a lost tolerance, a relapse of an illness.",
    fix="Name under 'medicines' the 'prescriber' and the day until which medicine is in hand.",
    example="takes an opioid agonist, medicines: {}",
)
PRESCRIBER_ASKED = RULES.rule(
    "ending-prescriber-asked",
    "warning",
    said="The person takes medication, and nobody is named who goes on prescribing it.",
    why="It may run out unseen.",
    fix="Name the 'prescriber' under 'medicines'.",
    example="medications on file, medicines: {}",
)
NALOXONE = RULES.rule(
    "ending-naloxone",
    "warning",
    said="Nothing is said of naloxone, and the plan carries the protocol for an overdose.",
    why="After treatment tolerance is lower; an old amount can be too much.",
    fix="Say under 'medicines', 'naloxone' who has a kit and was shown how to use it, or that it was declined.",
    example="a plan with the protocol 'overdose', without naloxone",
)
RISK = RULES.rule(
    "ending-risk-open",
    "error",
    said="A risk is flagged, and nobody is named who sees the person within {days} days.",
    why="The days after the end of care are days of raised risk.",
    fix="Name an appointment, a check-in or a hand-off within {days} days.",
    example="suicide: moderate, first appointment in five weeks",
)
FAR = RULES.rule(
    "ending-first-contact-late",
    "warning",
    said="Nobody sees or calls the person within {days} days after the end.",
    why="Contact in the first week is what quality measures ask for, and where most people are lost.",
    fix="Add a check-in or an earlier appointment.",
    example="the first appointment in five weeks",
)
ALONE = RULES.rule(
    "ending-without-the-person",
    "warning",
    said="Nobody under 'participation' is the person, and the person's words are missing.",
    why="A plan ends with the person it is about.",
    fix="Add how the person took part, or what they said, under 'words'.",
    example="participation: []",
)
ACCESS = RULES.rule(
    "ending-access-not-told",
    "warning",
    said="Nobody was told of the accommodations that work.",
    why="The next place begins without them, and the person has to fight for each again.",
    fix="Ask the person, hand on the accommodation summary, and say under 'access' to whom and when.",
    example="access: [], with A1 in the plan",
)
NOT_AGREED = RULES.rule(
    "ending-told-without-consent",
    "error",
    said="Accommodations were told to somebody, and the person did not agree to it.",
    why="They belong to the person, who decides who hears of them.",
    fix="Take it out, or ask the person first.",
    example="access: [{to: The clinic, on: 2027-02-12, agreed: no}]",
)
PASSED = RULES.rule(
    "ending-contact-passed",
    "error",
    said="The {what} lies before the day of the end.",
    why="What is over is nothing that comes next.",
    fix="Give the next day.",
    example="appointments: a day before 'on'",
)
