"""A note to fill in: the plan's own objectives and accommodations by number, with the blanks that belong to each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from planbuilder.errors import UsageError
from planbuilder.plan.notes import KeptNote
from planbuilder.plan.participants import CLIENT
from planbuilder.plan.progress import WITHOUT_PROGRESS
from planbuilder.plan.record import Plan, PlanObjective
from planbuilder.plan.record_parts import objectives

_PROGRESS = f"in-progress, improving, achieved, {', '.join(WITHOUT_PROGRESS)}"
_HEAD = """# yaml-language-server: $schema=../schemas/note.schema.json
# A progress note. Fill what is empty; take the # away before lines that you use, and delete lines that you do not.
schema: 1
client: {client}
version: {version}
date: "{date}"
by: {by}
kind: individual  # or group, family, telehealth, phone, outreach, medical, case-management
# at: "14:00"
# minutes: 50
# mode: in which language and mode
# present: [who else was there]

# First: was each agreed accommodation delivered?  yes, partly, no, not-called-for
# With partly or no say what happened. 'words' is whether it worked, as the person says it.
"""
_ACCESS = """  {number}:  # {title}
    delivered:
    # happened: what was there instead, and what was done about it
    # words:  # {asked}
"""
_STEP = """{mark}  {number}:  # {text}
{mark}    interventions: [{acts}]  # those that were given
{mark}    done:
{mark}    response:
{mark}    progress:  # {progress}
{mark}    # seen_by: the count, score or act that shows it
{mark}    next:
"""
_TAIL = """
# no_objective: why this contact served no objective, where it served none ('objectives: {}')
# words: what the person said that should stand, word for word
# engagement: how the person took part; only once every accommodation above is answered
# risk: what was asked, found and done the same day
# next_contact: YYYY-MM-DD
# corrects: {note: 3, why: what was wrong in it}
"""


def note_yaml(plan: Plan, on: dt.date, chosen: Collection[str] = ()) -> str:
    """Return a note of a day about a saved version, with blanks; the ``chosen`` objectives need no # taken away.

    Raises UsageError for a chosen number that is none of an open objective.
    """
    known = [each.number for each in objectives(plan) if not each.ended]
    if any(number not in known for number in chosen):
        raise UsageError("The plan has no open objective of this number.", fix=f"It has {', '.join(known)}.")
    head = _HEAD.format(client=quoted(plan.client.id), version=plan.version, date=on.isoformat(), by=by_line(plan))
    lines = [
        head,
        *access_lines(plan),
        "\n# Then: each objective that this contact served, by its number in the plan.\n",
    ]
    lines += [f"objectives:{'' if chosen else ' # take the # away before the lines of those it served'}\n"]
    lines += [_step(step, marked=step.number not in chosen) for step in objectives(plan) if not step.ended]
    return "".join((*lines, _TAIL))


def by_line(plan: Plan) -> str:
    """Return who writes as a YAML value: whoever made the selection, else blanks."""
    made = plan.selection.made_by
    if made is None:
        return "{name: , role: }"
    credentials = f", credentials: {quoted(made.credentials)}" if made.credentials else ""
    return f"{{name: {quoted(made.name)}, role: {made.role}{credentials}}}"


def access_lines(plan: Plan, notes: Sequence[KeptNote] = ()) -> Iterator[str]:
    """Yield the blanks of the access check: each agreed accommodation, the question that tells if it worked.

    With ``notes``, how often each was delivered by them.
    """
    yield "access:\n" if plan.accommodations else "access: {}\n"
    for each in plan.accommodations:
        who = "" if each.who == CLIENT else f", for {each.who}"
        said = Counter(note.note.access[each.number].delivered for note in notes if each.number in note.note.access)
        told = ", ".join(f"{count} {answer}" for answer, count in sorted(said.items(), reverse=True))
        title = one_line(f"{each.title}{who}") + (f"; by the notes: {told}" if told else "")
        yield _ACCESS.format(number=each.number, title=title, asked=one_line(each.worked_if))


def one_line(text: str, most: int = 110) -> str:
    """Return a text on one line, cut where it is long: it is for the eye only."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 3].rstrip()}..."


def _step(step: PlanObjective, *, marked: bool) -> str:
    """Return the blanks of an objective."""
    acts = ", ".join(each.number for each in step.interventions)
    mark, text = "#" if marked else "", one_line(step.statement.now)
    return _STEP.format(mark=mark, number=step.number, text=text, acts=acts, progress=_PROGRESS)


def quoted(text: str) -> str:
    """Return a text as a YAML string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
