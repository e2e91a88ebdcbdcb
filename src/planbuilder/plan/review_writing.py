"""A review to fill in: accommodations first, then every open objective with what the notes say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from planbuilder.plan.note_writing import access_lines, by_line, one_line, quoted
from planbuilder.plan.notes import KeptNote, notes_since
from planbuilder.plan.progress import WITHOUT_PROGRESS
from planbuilder.plan.record import Plan, PlanObjective
from planbuilder.plan.record_parts import objectives
from planbuilder.plan.review_steps import last_progress, scale_of

_STATUS = f"in-progress, improving, achieved, {', '.join(WITHOUT_PROGRESS)}"
_HEAD = """# yaml-language-server: $schema=../schemas/review.schema.json
# A review of the plan. Fill what is empty; take the # away before lines that you use, and delete lines that you do not.
schema: 1
client: {client}
version: {version}
date: "{date}"
by: {by}
present:
  - who: {who}
    mode:  # in which language and mode
    # part: what this person brought in or changed

# First: was each agreed accommodation delivered since {since}?  yes, partly, no, not-called-for
# With partly or no say what happened. 'words' is whether it worked, as the person says it.
"""
_NEEDS = """
# What is needed to take part is asked again at every review.
needs:
  on: "{date}"
  words:  # what the person answers
  # changed: needs that are new or gone; they go into the client's file too

# Then: every objective that is open. decision: stays, revised, ended
objectives:
"""
_STEP = """  {number}:  # {text}
    # Due {due}{target}.{before}{notes}
    status:  # {statuses}
    seen_by:  # the count, score or act that shows it
    decision:
    # words: how the person sees it
    # in_the_way: what got in the way, access first
    # why: needed where it ends, and where it stays without progress
    # target_date: YYYY-MM-DD
{number_line}    # wording: the whole objective in new words
    # plain: the same in plain words, for the person's copy
    # gas: {gas}
"""
_TAIL = """
# in_the_way: what got in the way of the plan as a whole, access first
# engagement: how the person took part; only once every accommodation above is answered
# next_review: YYYY-MM-DD
"""


def review_yaml(plan: Plan, on: dt.date, notes: Sequence[KeptNote] = ()) -> str:
    """Return a review of a day, of a saved version, with blanks; ``notes`` are all of the client."""
    since = plan.reviews[-1].date if plan.reviews else plan.date
    recent = notes_since(plan, notes)
    head = _HEAD.format(
        client=quoted(plan.client.id),
        version=plan.version,
        date=on.isoformat(),
        by=by_line(plan),
        who=quoted(plan.client.identity.name),
        since=since,
    )
    steps = (_step(each, plan, recent) for each in objectives(plan) if not each.ended)
    return "".join(
        (head, *access_lines(plan, recent), _NEEDS.format(date=on.isoformat()), *steps, *_scores(plan), _TAIL)
    )


def _step(each: PlanObjective, plan: Plan, notes: Sequence[KeptNote]) -> str:
    """Return the blanks of an objective, with what is known of it."""
    before = last_progress(plan, each.key)
    named = [str(note.number) for note in notes if any(item.key == each.key for item in note.named)]
    goal = each.measured.target
    scaled = bool(scale_of(plan, each.key))
    return _STEP.format(
        number=each.number,
        text=one_line(each.statement.now),
        due=each.target_date or "on no day",
        target=f", target {goal:g}" if goal is not None else "",
        before=f" Last time: {before.status}, {before.decision}." if before else "",
        notes=f" Notes: {', '.join(named)}." if named else " No note names it.",
        statuses=_STATUS,
        number_line="    # target: a new number to reach\n" if goal is not None else "",
        gas="{level: 0}  # -2 to 2, on the scale given before"
        if scaled
        else "{level: 0, scale: [five steps, from -2 to 2]}",
    )


def _scores(plan: Plan) -> Iterator[str]:
    """Yield a blank for a new score of each measure of the plan."""
    if plan.measures:
        yield "\n# scores:\n"
    for each in plan.measures:
        last = f"{each.score:g} on {each.on}" if each.score is not None else "none yet"
        yield f"#   - {{measure: {each.id}, value: , on: YYYY-MM-DD}}  # {each.short}, last score {last}\n"
