"""What carries a batch: this process, worker processes, or a Dask cluster."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from planbuilder.errors import EnvironmentFaultError, UsageError

P = ParamSpec("P")
T = TypeVar("T")


class Here(Executor):
    """Does the work at once in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return a future that is done already."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 -- as every executor, kept for whoever asks for the result
            done.set_exception(error)
        return done


def processes(workers: int) -> ProcessPoolExecutor:
    """Return so many worker processes, started fresh, which end with this one."""
    fresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=fresh, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one ends, however it ends.

    A plan leaves no cycles behind: looking for them as often as Python does takes a sixtieth of the time.
    """
    gc.set_threshold(100_000, 20, 20)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def dask_cluster(address: str) -> Iterator[Executor]:
    """Yield the executor of the Dask cluster whose scheduler is at an address.

    Raises UsageError where Dask is not installed, EnvironmentFaultError where nobody answers.
    """
    try:
        import distributed
    except ImportError:
        fix = "Install it: pip install 'planbuilder[dask]'."
        raise UsageError("Dask is not installed, so there is no cluster to send work to.", fix=fix) from None
    try:
        connect: Any = distributed.Client
        cluster = connect(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        fix = "Check the address, such as tcp://127.0.0.1:8786, and that the scheduler runs."
        raise EnvironmentFaultError("The Dask scheduler does not answer.", where=address, fix=fix) from None
    try:
        yield cluster.get_executor(pure=False)
    finally:
        with contextlib.suppress(OSError, TimeoutError):
            cluster.close()
