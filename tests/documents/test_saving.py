"""Papers are written whole or not at all, and never over a file that is there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from plan_files import rich_plan

from planbuilder.data import data_path
from planbuilder.documents.registry import document_homes
from planbuilder.errors import EnvironmentFaultError
from planbuilder.saving import save


def names(folder: Path) -> list[str]:
    """Return the names of all files of a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_paper_lands_where_it_was_asked_to(tmp_path: Path) -> None:
    """In folders that are made on the way."""
    path = tmp_path / "outputs" / "june" / "plan.docx"
    assert save(path, b"one") == path
    assert path.read_bytes() == b"one"
    assert names(path.parent) == ["plan.docx"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    """The next free names are used."""
    path = tmp_path / "plan.docx"
    made = [save(path, content).name for content in (b"one", b"two", b"three")]
    assert made == ["plan.docx", "plan-2.docx", "plan-3.docx"]
    assert path.read_bytes() == b"one"


def test_force_replaces_the_file(tmp_path: Path) -> None:
    """And nothing else."""
    path = tmp_path / "plan.docx"
    save(path, b"one")
    assert save(path, b"two", force=True) == path
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["plan.docx"]


def fail_with(number: int) -> OSError:
    """Return the error that the system gives."""
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize("force", [True, False])
def test_a_full_disk_leaves_nothing_and_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    """The file that was there is the file that is there."""
    path = tmp_path / "plan.docx"
    save(path, b"one")

    def full(_: int) -> None:
        raise fail_with(errno.ENOSPC)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFaultError, match="The disk is full"):
        save(path, b"two", force=force)
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["plan.docx"]


def test_a_disk_without_hard_links_keeps_the_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a memory stick."""

    def without(*_: object) -> None:
        raise fail_with(errno.EPERM)

    monkeypatch.setattr(os, "link", without)
    path = tmp_path / "plan.docx"
    made = [save(path, content).name for content in (b"one", b"two")]
    assert made == ["plan.docx", "plan-2.docx"]
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["plan-2.docx", "plan.docx"]


def test_a_disk_that_fails_at_the_last_step_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the empty file that had claimed the name."""

    def failing(*_: object) -> None:
        raise fail_with(errno.EIO)

    monkeypatch.setattr(os, "link", failing)
    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(EnvironmentFaultError):
        save(tmp_path / "plan.docx", b"one")
    assert names(tmp_path) == []


def test_a_folder_that_is_a_file_is_said_to_be_in_the_way(tmp_path: Path) -> None:
    """One sentence, with the next step."""
    (tmp_path / "outputs").write_text("in the way")
    with pytest.raises(EnvironmentFaultError, match=r"could not be written.*-o"):
        save(tmp_path / "outputs" / "plan.docx", b"one")


def test_when_one_of_several_papers_cannot_be_written_none_is_left(tmp_path: Path) -> None:
    """Expect all of them or none; here the disk is full after the first."""
    from planbuilder.documents import writing
    from planbuilder.errors import EnvironmentFaultError

    kept, calls = writing.save, []

    def full_after_one(path: Path, content: bytes, *, force: bool = False, keep: bool = False) -> Path:
        calls.append(path)
        if len(calls) > 1:
            raise EnvironmentFaultError("No space left.")
        return kept(path, content, force=force, keep=keep)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "save", full_after_one)
        with pytest.raises(EnvironmentFaultError):
            writing.write_documents(
                rich_plan(), document_homes(data_path("library")), ["treatment-plan", "brief-plan"], tmp_path
            )
    assert list(tmp_path.iterdir()) == []
