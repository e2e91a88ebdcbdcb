"""Every file is looked at before it is read: nothing waits for a pipe, fills the memory, or reads a device."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder import (
    EnvironmentFaultError,
    InputError,
    check_template,
    data_path,
    load_client,
    load_library,
    load_plan,
    load_selection,
)
from planbuilder.documents.registry import compiled, read_manifest
from planbuilder.files import read_file
from planbuilder.library.store import Library

ON = dt.date(2026, 11, 16)
_EXAMPLE = data_path("library") / "examples" / "deaf-alcohol.client.yaml"


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"))


def _readers(library: Library) -> dict[str, Callable[[Path], object]]:
    """Return each way in which a file of a person or an agency is read."""
    return {
        "client": lambda path: load_client(path, library, ON),
        "selection": lambda path: load_selection(path, load_client(_EXAMPLE, library, ON), library),
        "plan": load_plan,
        "manifest": read_manifest,
        "template": compiled,
        "template check": check_template,
    }


def _pipe(path: Path) -> Path:
    """Return a pipe that nobody writes to."""
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("reader", ["client", "selection", "plan", "manifest", "template", "template check"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_plain_file_is_refused_without_being_read(
    reader: str, kind: str, library: Library, tmp_path: Path
) -> None:
    """A pipe would wait for ever, a device would fill the memory; both are told by name."""
    path = {"pipe": lambda: _pipe(tmp_path / "pipe"), "device": lambda: Path("/dev/zero"), "folder": lambda: tmp_path}
    with pytest.raises(EnvironmentFaultError, match=r"no ordinary file|a folder, not a file"):
        _readers(library)[reader](path[kind]())


@pytest.mark.parametrize("reader", ["client", "selection", "plan", "manifest", "template", "template check"])
def test_a_file_of_two_gigabytes_is_refused_by_its_size(reader: str, library: Library, tmp_path: Path) -> None:
    """A sparse file takes no room on the disk, and would take all of the memory."""
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises((EnvironmentFaultError, InputError)) as caught:
        _readers(library)[reader](path)
    said = getattr(caught.value, "findings", None)
    assert "megabytes" in (said[0].said if said else caught.value.said)


def test_no_more_is_read_than_a_reader_asks_for(tmp_path: Path) -> None:
    """A reader with words of its own for a large file gets one byte more than it takes; a small file comes whole."""
    path = tmp_path / "file"
    path.write_bytes(b"12345678")
    assert read_file(path, 4, cut=True) == b"12345"
    assert read_file(path, 8) == b"12345678"
    with pytest.raises(EnvironmentFaultError, match="larger"):
        read_file(path, 7)


def test_a_name_that_no_file_can_have_is_a_missing_file() -> None:
    """A NUL in a name comes from a damaged setting; it is no fault of the program."""
    with pytest.raises(EnvironmentFaultError, match="no such file"):
        read_file(Path("a\0b"), 10)
