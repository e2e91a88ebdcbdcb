"""Goal attainment scaling: one number over the objectives that have a scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: The correlation between scales that the authors assume.
_RHO = 0.3


def attainment_score(levels: Sequence[int]) -> float | None:
    """Return the T score of levels from -2 to 2, all weighing the same; None without any.

    50 is as expected, and 10 is a standard deviation. Kiresuk TJ, Sherman RE. Goal attainment scaling. Community Mental
    Health Journal 1968;4:443-453.
    """
    count = len(levels)
    if not count:
        return None
    return 50 + 10 * sum(levels) / math.sqrt((1 - _RHO) * count + _RHO * count**2)
