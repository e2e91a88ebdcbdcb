"""A client's file against the library and the calendar: ids, dates, scores."""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from planbuilder.findings import Finding
from planbuilder.library.store import Library
from planbuilder.plan.client import Client, Score
from planbuilder.plan.counts import counting
from planbuilder.plan.input_rules import (
    ANSWERS,
    BEFORE_BIRTH,
    COUNT,
    CRITICAL,
    FRACTION,
    FRACTION_OF_COUNT,
    FUTURE,
    OLD,
    RANGE,
    SCORES,
    TELLING,
    UNKNOWN,
)
from planbuilder.plan.predicates import age_on
from planbuilder.reading import FieldPath, YamlFile, spelled

Reference = tuple[str, str, Collection[str], FieldPath]
#: No one on record has lived longer than 122 years; a hundred and twenty leaves typing errors out.
_OLDEST = 120
#: How many known names a finding lists where none is near.
_LISTED = 12
#: A word that may tell a name.
_WORD = re.compile(r"[^\W\d_]{3,}")


def near(id: str, known: Iterable[str]) -> str:
    """Return 'Did you mean ...?' with the nearest known names, else some of them."""
    names = sorted(known)
    holding = [name for name in names if id and id in name.split("-")]
    close = [name for name in difflib.get_close_matches(id, names, 3, 0.5) if name not in holding]
    if found := [*holding, *close][:3]:
        return f"Did you mean {', '.join(found)}?"
    return (
        f"Known: {', '.join(names[:_LISTED])}{', ...' if len(names) > _LISTED else ''}." if names else "Leave it out."
    )


def unknown(references: Iterable[Reference], file: YamlFile) -> Iterator[Finding]:
    """Yield a finding for each reference (kind, id, known ids, path) that points nowhere."""
    for kind, id, known, path in references:
        if id not in known:
            place = file.place(path, spelled(path[:-1]) if path[-1] == id else None)
            yield UNKNOWN.finding(place, kind=kind, near=near(id, known))


def client_findings(client: Client, file: YamlFile, library: Library, on: dt.date) -> Iterator[Finding]:
    """Yield what in a client's file does not fit the library or the calendar, each at its place."""
    if _tells_name(client):
        yield TELLING.finding(file.place(("id",)))
    yield from unknown(_care(client, library), file)
    yield from unknown(_needs(client, library), file)
    yield from _dates(client, file, on)
    yield from score_findings(client.scores, file, library)
    yield from _counts(client, file, library)
    yield from _answers(client, file)


def _tells_name(client: Client) -> bool:
    """Return whether a word of the id is a word of the person's name; one or two letters tell nothing."""
    name = set(_WORD.findall(f"{client.identity.name} {client.identity.called}".casefold()))
    return any(word in name for word in _WORD.findall(client.id.casefold()))


def _care(client: Client, library: Library) -> Iterator[Reference]:
    """Yield what the file says of care, team, preferences and scores in words of the library."""
    words, care = library.vocabulary, client.care
    yield "setting", care.setting, words.settings, ("care", "setting")
    yield "level of care", care.level_of_care, words.levels_of_care, ("care", "level_of_care")
    if school := client.preferences.orientation:
        yield "modality", school, words.modalities, ("preferences", "orientation")
    for i, person in enumerate(client.team):
        yield "role", person.role, words.roles, ("team", i, "role")


def _needs(client: Client, library: Library) -> Iterator[Reference]:
    """Yield what the file says of needs and accommodations in words of the library."""
    words, known = library.vocabulary, library.accommodations
    for i, need in enumerate(client.needs):
        yield "need", need.need, words.needs, ("needs", i, "need")
        for j, id in enumerate(need.prefers):
            yield "accommodation", id, known, ("needs", i, "prefers", j)
    for i, person in enumerate(client.participants):
        for j, id in enumerate(person.needs):
            yield "need", id, words.needs, ("participants", i, "needs", j)
    for i, answer in enumerate(client.answers):
        yield "need", answer.need, words.needs, ("answers", i, "need")
        yield "demand", answer.demand, words.demands, ("answers", i, "demand")
    for i, decline in enumerate(client.declined):
        yield "accommodation", decline.accommodation, known, ("declined", i, "accommodation")


def _dates(client: Client, file: YamlFile, on: dt.date) -> Iterator[Finding]:
    """Yield dates that cannot be."""
    if age_on(client.identity.born, on) > _OLDEST:
        yield OLD.finding(file.place(("identity", "born")))
    past: list[tuple[str, FieldPath]] = [
        (client.identity.born, ("identity", "born")),
        (client.care.admitted, ("care", "admitted")),
    ]
    past += [(each.on, ("scores", i, "on")) for i, each in enumerate(client.scores)]
    past += [(each.on, ("counts", i, "on")) for i, each in enumerate(client.counts)]
    past += [(each.on, ("answers", i, "on")) for i, each in enumerate(client.answers)]
    past += [(each.on, ("declined", i, "on")) for i, each in enumerate(client.declined)]
    past += [(each.on, ("requests", i, "on")) for i, each in enumerate(client.requests)]
    past += [(each.assessed, ("risks", i, "assessed")) for i, each in enumerate(client.risks)]
    for day, path in past:
        if dt.date.fromisoformat(day) > on:
            yield FUTURE.finding(file.place(path), field=path[-1])
        elif day < client.identity.born <= on.isoformat():
            yield BEFORE_BIRTH.finding(file.place(path), field=path[-1])


def _counts(client: Client, file: YamlFile, library: Library) -> Iterator[Finding]:
    """Yield counts above what every blank that starts from them can hold."""
    known = counting(library)
    for i, count in enumerate(client.counts):
        high = known.highest.get(count.id, math.inf)
        if count.value > high:
            yield COUNT.finding(file.place(("counts", i, "value")), value=f"{count.value:g}", high=f"{high:g}")
        elif count.id in known.whole and not float(count.value).is_integer():
            yield FRACTION_OF_COUNT.finding(file.place(("counts", i, "value")), value=f"{count.value:g}")


def score_findings(scores: Sequence[Score], file: YamlFile, library: Library) -> Iterator[Finding]:
    """Yield scores out of range, critical answers that the measure does not have, two scores of one day that differ.

    Each stands at its place in the list ``scores`` of the file.
    """
    yield from unknown(
        (("measure", each.measure, library.measures, ("scores", i, "measure")) for i, each in enumerate(scores)), file
    )
    yield from _twice(scores, file, library)
    for i, score in enumerate(scores):
        if score.measure not in library.measures:
            continue
        measure = library.measures[score.measure]
        low, high = measure.range.min, measure.range.max
        if not low <= score.value <= high:
            place = file.place(("scores", i, "value"))
            yield RANGE.finding(place, value=f"{score.value:g}", short=measure.short, low=f"{low:g}", high=f"{high:g}")
        elif measure.whole and not float(score.value).is_integer():
            yield FRACTION.finding(file.place(("scores", i, "value")), short=measure.short, value=f"{score.value:g}")
        known = [each.id for each in measure.critical]
        for id in score.critical:
            if id not in known:
                place = file.place(("scores", i, "critical"))
                yield CRITICAL.finding(place, short=measure.short, near=near(id, known))


def _twice(scores: Sequence[Score], file: YamlFile, library: Library) -> Iterator[Finding]:
    """Yield measures with two different scores of one day."""
    seen: dict[tuple[str, str], Score] = {}
    for i, score in enumerate(scores):
        first = seen.setdefault((score.measure, score.on), score)
        if score.measure in library.measures and (first.value, first.critical) != (score.value, score.critical):
            yield SCORES.finding(file.place(("scores", i, "value")), short=library.measures[score.measure].short)


def _answers(client: Client, file: YamlFile) -> Iterator[Finding]:
    """Yield questions that were answered both ways on one day."""
    given: dict[tuple[str, str, str], bool] = {}
    for i, answer in enumerate(client.answers):
        if given.setdefault((answer.need, answer.demand, answer.on), answer.hard) != answer.hard:
            place = file.place(("answers", i, "hard"))
            yield ANSWERS.finding(place, demand=answer.demand, need=answer.need)
