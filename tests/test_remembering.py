"""What was worked out last is given again for the very same things, and never for another's."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from planbuilder.remembering import Latest


def test_the_same_things_are_worked_out_once() -> None:
    """Expect nothing to be made anew while the same objects and values come."""
    latest: Latest[list[str]] = Latest()
    one, other = ["one"], ["other"]
    first = latest.of((one, other), lambda: ["made"], values=(1,))
    assert latest.of((one, other), lambda: pytest.fail("it was made before"), values=(1,)) is first


_ONE, _OTHER = ["one"], ["other"]


@pytest.mark.parametrize(
    ("objects", "values"),
    [((["one"], _OTHER), (1,)), ((_ONE, ["other"]), (1,)), ((_ONE,), (1,)), ((_ONE, _OTHER), (2,))],
    ids=["an equal object", "another equal object", "fewer objects", "another value"],
)
def test_anything_else_is_worked_out_anew(objects: tuple[object, ...], values: tuple[object, ...]) -> None:
    """Expect an equal object, or another value, to be looked at by itself where all else is the very same."""
    latest: Latest[str] = Latest()
    latest.of((_ONE, _OTHER), lambda: "before", values=(1,))
    assert latest.of(objects, lambda: "now", values=values) == "now"


def test_threads_never_get_what_another_thread_asked_for() -> None:
    """Expect each of many threads, taking turns as often as can be, to get what belongs to its own object."""
    latest: Latest[object] = Latest()

    def mixed_up(_: int) -> int:
        own = object()
        return sum(latest.of((own,), lambda: own) is not own for _ in range(50_000))

    every = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(mixed_up, range(8))) == 0
    finally:
        sys.setswitchinterval(every)
