"""The rules on client and selection files beyond their shape, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()
UNKNOWN = RULES.rule(
    "unknown-id",
    "error",
    said="The library has no {kind} of this name.",
    why="Nothing can be planned from a name that points nowhere.",
    fix="{near}",
    example="problems: {alcool-use: {}}\n",
)
TELLING = RULES.rule(
    "id-tells-name",
    "error",
    said="The client's id holds a part of the person's name.",
    why="The id stands in file names, lists and logs, where nobody should read who is in care.",
    fix="Choose an id that tells nothing, such as c-4071, in the client's file and the selection.",
    example="id: alex-roe\n",
)
FRACTION_OF_COUNT = RULES.rule(
    "count-not-whole",
    "error",
    said="A count of {value} is not whole, and the plan counts in whole numbers.",
    why="The objective starts from it and would print it.",
    fix="Round it, or count again.",
    example="counts: [{id: heavy-drinking-days-30, value: 22.4}]\n",
)
FUTURE = RULES.rule(
    "date-in-future",
    "error",
    said="'{field}' lies in the future.",
    why="Ages, scores and clocks are computed from it.",
    fix="Correct the date, or give the day of the plan with --date.",
    example="born: 2999-01-01\n",
)
OLD = RULES.rule(
    "birth-date-too-old",
    "error",
    said="The birth date makes the person more than 120 years old.",
    why="It is almost surely mistyped, and age decides what may be planned.",
    fix="Correct the year.",
    example="born: 1825-01-01\n",
)
BEFORE_BIRTH = RULES.rule(
    "date-before-birth",
    "error",
    said="'{field}' lies before the person's birth.",
    why="One of the two dates is mistyped, and ages, scores and clocks are computed from them.",
    fix="Correct this date, or the birth date.",
    example="born: 1990-02-03, scores: [{..., 'on': '1980-01-01'}]\n",
)
COUNT = RULES.rule(
    "count-out-of-range",
    "error",
    said="A count of {value} is more than there can be; the most is {high}.",
    why="The objective starts from it.",
    fix="Check the number, and over how many days it was counted.",
    example="counts: [{id: heavy-drinking-days-30, value: 99}]\n",
)
RANGE = RULES.rule(
    "score-out-of-range",
    "error",
    said="A score of {value} is outside the range of {short}, {low} to {high}.",
    why="The target and the suggestions are computed from it.",
    fix="Check the total against the questionnaire.",
    example="scores: [{measure: phq-9, value: 40}]\n",
)
FRACTION = RULES.rule(
    "score-not-whole",
    "error",
    said="{short} has whole scores only, and {value} is none.",
    why="Such a total cannot be reached, so that it is mistyped, or was worked out for answers left open.",
    fix="Check the total; where answers were left open, round it as the measure's manual says.",
    example="scores: [{measure: phq-9, value: 18.5}]\n",
)
CRITICAL = RULES.rule(
    "unknown-critical-answer",
    "error",
    said="{short} has no critical answer of this name.",
    why="An answer about death must not be lost to a typing error.",
    fix="{near}",
    example="critical: [deth]\n",
)
ANSWERS = RULES.rule(
    "answers-contradict",
    "error",
    said="The same question was answered yes and no on one day: whether '{demand}' is hard ('{need}').",
    why="One of the two would be lost, and an accommodation with it.",
    fix="Ask again, and leave the answer that holds; a change of mind has a later day.",
    example="answers: [{..., hard: true, 'on': '2026-11-09'}, {..., hard: false, 'on': '2026-11-09'}]\n",
)
SCORES = RULES.rule(
    "scores-contradict",
    "error",
    said="{short} has two scores of one day that are not the same.",
    why="Goals, doses and safety steps hang on the score; the plan cannot tell which one counts.",
    fix="Leave the one that counts, and say under its 'how' what became of the other.",
    example="scores: [{measure: phq-9, value: 12, 'on': '2026-11-09'}, {measure: phq-9, value: 22, ...}]\n",
)
OTHER_CLIENT = RULES.rule(
    "selection-of-another-client",
    "error",
    said="The selection was made for another client id than the client's file has.",
    why="One person's choices must not reach another person's plan.",
    fix="Give the selection that belongs to this client, or correct 'client'.",
    example="client: c-9\n",
)
SLOT = RULES.rule(
    "slot-value",
    "error",
    said="'{name}' cannot be {value}: {wrong}.",
    why="The sentence would promise something that does not hold.",
    fix="{ask}",
    example="slots: {target: 99}\n",
)
SLOT_NAME = RULES.rule(
    "slot-name",
    "error",
    said="There is no blank of this name here.",
    why="The value would be lost without a word.",
    fix="{near}",
    example="slots: {traget: 3}\n",
)
NOT_HERE = RULES.rule(
    "not-of-this-objective",
    "warning",
    said="'{id}' is not among the interventions that the library lists for this objective.",
    why="It may be right for this person; nobody has linked the two.",
    fix="Keep it if it fits, or choose one of: {near}.",
    example="interventions: {contact-map: {}}\n",
)
DELIVERY = RULES.rule(
    "delivery-unknown",
    "error",
    said="This is not a way in which the intervention is delivered.",
    why="Its demands were thought through for the ways that are listed.",
    fix="{near}",
    example="delivery: group\n",
)
DOSE = RULES.rule(
    "dose-too-large",
    "error",
    said="The dose asks for {minutes} minutes in {period}; there are {most}.",
    why="Nobody could take part in it, and hours and authorizations are added up from it.",
    fix="Correct 'minutes', 'times' or 'per'.",
    example="dose: {minutes: 480, times: 50, per: week}\n",
)
RETIRED = RULES.rule(
    "entry-retired",
    "error",
    said="{kind} '{id}' is {state}: {why}",
    why="A retired entry is no longer to be used for new plans.",
    fix="{instead}",
    example="problems: {old-problem: {}}\n",
)
