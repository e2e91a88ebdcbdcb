"""Profiles: whether each requirement can be missed, counts at all, and was checked against its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planbuilder.findings import Finding
from planbuilder.library.checking.profile_shapes import check_shape
from planbuilder.library.checking.shelf import Item, Shelf
from planbuilder.library.entries import Profile, Requirement, Span
from planbuilder.library.rulebook import RULES
from planbuilder.reading import FieldPath

#: The states, the District of Columbia and the territories, as the Postal Service abbreviates them.
_STATES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV
NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP
"""
STATES = frozenset(_STATES.split())
#: How many days a unit takes, about; sessions, of which nobody knows, count as days.
_DAYS = {"hours": 1 / 24, "working-days": 1.4, "months": 30.4}
CLOCK = RULES.rule(
    "profile-clock",
    "error",
    said="The clock says {what}.",
    why="Nobody could tell when something is due.",
    fix="{fix}",
    example="clock: {due: plan, anchor: plan, within: 14, unit: days}",
)
PROPOSED = RULES.rule(
    "profile-proposed",
    "error",
    said="{what}.",
    why="The profile would be proposed for other plans than it says, or for none, and nobody would be told.",
    fix="{fix}",
    example="proposed: {states: [XX]}",
)
AHEAD = RULES.rule(
    "profile-checked-ahead",
    "error",
    said="The requirement was checked on a day that is still to come.",
    why="Nobody has read the text on that day, and every paper would say so.",
    fix="Correct the date under 'checked', or write null where nobody has read the text.",
    example='checked: {on: "2199-01-01", level: primary, saw: The clause.}',
)
UNCHECKED = RULES.rule(
    "profile-unchecked",
    "note",
    said="Nobody has checked this requirement against the text.",
    why="It may be wrong, or out of date; the readiness sheet says so.",
    fix="Read the clause, correct the requirement, and fill in 'checked': when, how close, what was seen.",
    example="checked: null",
)


def check_profiles(shelf: Shelf) -> Iterator[Finding]:
    """Yield everything that is wrong with the requirements of profiles, and those that nobody has checked."""
    for item, profile in shelf.entries(Profile):
        yield from _proposed(item, profile)
        if profile.proposed.when is not None:
            yield from check_shape(item, profile.proposed.when, ("proposed", "when"))
        for id, each in profile.requirements.items():
            path: FieldPath = ("requirements", id)
            for name, shape in (("must", each.must), ("given", each.given)):
                if shape is not None:
                    yield from check_shape(item, shape, (*path, name))
            yield from _clock(item, each, (*path, "clock"))
            if each.checked is None:
                yield item.finding(UNCHECKED, (*path, "checked"))
            elif each.checked.on > dt.datetime.now().astimezone().date().isoformat():
                yield item.finding(AHEAD, (*path, "checked", "on"))


def _proposed(item: Item, profile: Profile) -> Iterator[Finding]:
    """Yield what is said of the plans a profile goes with and does nothing, and states that there are not."""
    asked = profile.proposed
    if asked.always and (asked.states or asked.settings or asked.levels_of_care or asked.payers or asked.when):
        fix = "Take 'always' out, or all that stands beside it."
        yield item.finding(PROPOSED, ("proposed",), what="'always' makes all that stands beside it do nothing", fix=fix)
    for place, state in enumerate(asked.states):
        if state not in STATES:
            fix = "Write a state's two letters as the Postal Service has them, such as MN."
            yield item.finding(PROPOSED, ("proposed", "states", place), what=f"There is no state '{state}'", fix=fix)


def _clock(item: Item, each: Requirement, path: FieldPath) -> Iterator[Finding]:
    """Yield what makes no sense in a clock."""
    clock = each.clock
    if clock is None:
        return
    if clock.begins is not None and clock.ends is not None and _days(clock.begins) >= _days(clock.ends):
        fix = "Let it end after it begins."
        yield item.finding(CLOCK, path, what="that it ends before it begins, so that it never counts", fix=fix)
    if clock.due == "signature" and clock.repeat:
        fix = "Take 'repeat' out; each version of the plan is signed by itself."
        yield item.finding(CLOCK, path, what="that a signature is due again and again", fix=fix)
    if not clock.repeat and clock.begins is not None:
        fix = "Add 'repeat: true', or take 'begins' out."
        yield item.finding(CLOCK, path, what="when it begins, but it comes only once", fix=fix)
    if clock.due == "plan" and (clock.anchor == "plan" or clock.repeat):
        what = "that the plan is due after itself, or again and again"
        yield item.finding(
            CLOCK, path, what=what, fix="Count a plan from admission, once; what comes again is a review."
        )
    if not clock.repeat and clock.ends is not None:
        yield item.finding(
            CLOCK, path, what="when it ends, but it comes only once", fix="Add 'repeat: true', or take 'ends' out."
        )


def _days(span: Span) -> float:
    """Return about how many days a span takes."""
    return span.count * _DAYS.get(span.unit, 1)
