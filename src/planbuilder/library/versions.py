"""Version numbers of a library: which number a set of differences needs, at the least."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbuilder.errors import UsageError
from planbuilder.library.differences import Difference
from planbuilder.library.field_differences import WEIGHTS, Weight

#: A version in its three numbers.
Number = tuple[int, int, int]
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")


def parse_version(text: str) -> Number:
    """Return the three numbers of a version; raise UsageError for what is none."""
    found = _VERSION.fullmatch(text)
    if not found:
        fix = "Write three numbers with points, such as 1.2.0."
        raise UsageError(f"'{text}' is not a version number.", fix=fix)
    return int(found[1]), int(found[2]), int(found[3])


def heaviest(found: Iterable[Difference]) -> Weight | None:
    """Return the weight of the heaviest difference, None where there is none."""
    return max((each.weight for each in found), key=WEIGHTS.index, default=None)


def least_version(before: str, weight: Weight | None) -> str:
    """Return the lowest version that may follow another after changes of a weight.

    As semantic versions count (https://semver.org): the first number for what plans in use stand on, the second for
    what new plans get, the third for wording; while the first is 0, each moves one place to the right.
    """
    first, second, third = parse_version(before)
    place = {"break": 0, "substance": 1, "wording": 2}[weight or "wording"]
    if first == 0:
        place = min(place + 1, 2)
    return (f"{first + 1}.0.0", f"{first}.{second + 1}.0", f"{first}.{second}.{third + 1}")[place]
