"""Which profiles go with a plan, worked out from state, setting, level of care and payer."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.library.entries import Profile
from planbuilder.library.store import Library
from planbuilder.profiles.asking import Data, holds
from planbuilder.profiles.facts import PlanFacts
from planbuilder.profiles.viewing import as_data


@dataclass(frozen=True, slots=True)
class FittingProfile:
    """A profile that goes with a plan, and why."""

    profile: Profile
    why: str


def fitting_profiles(facts: PlanFacts, library: Library) -> tuple[FittingProfile, ...]:
    """Return the profiles in use that go with a plan: those for every plan first, then in the order of their ids."""
    data = as_data(facts)
    found = [
        FittingProfile(profile, why)
        for profile in library.profiles.values()
        if profile.state == "active" and (why := _why(profile, facts, data))
    ]
    return tuple(sorted(found, key=lambda each: (not each.profile.proposed.always, each.profile.id)))


def _why(profile: Profile, facts: PlanFacts, data: Data) -> str:
    """Return why a profile goes with a plan, empty where it does not."""
    asked, care = profile.proposed, facts.care
    if asked.always:
        return "for every plan"
    lists = (
        (asked.states, [care.state], f"state {care.state}"),
        (asked.settings, [care.setting], f"setting {care.setting}"),
        (asked.levels_of_care, [care.level_of_care], f"level of care {care.level_of_care}"),
        (asked.payers, care.payer_kinds, f"payer {', '.join(care.payer_kinds)}"),
    )
    given = [(wanted, has, said) for wanted, has, said in lists if wanted]
    fits = all(set(wanted) & set(has) for wanted, has, _ in given) and holds(asked.when, data)
    told = [*(said for _, _, said in given), *([_held(asked.when_says)] if asked.when else [])]
    return "; ".join(told) if fits else ""


def _held(when_says: str) -> str:
    """Return in words which plans a profile is for, by what they hold."""
    return f"plans {when_says}" if when_says else "what the plan holds"
