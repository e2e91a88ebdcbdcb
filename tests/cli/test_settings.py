"""A workspace's settings: every fault of planbuilder.toml is told in a sentence with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.cli.workspace import workspace
from planbuilder.errors import EnvironmentFaultError, UsageError


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        (b'library = "a\0b"\n', "not valid", ":1:"),
        (b'library = "a\\u0000b"\n', "not the name of a folder", ":1"),
        (b"library = " + b"[" * 50_000, "", ""),
        (b'# ok\nlibary = "x"\n', "no setting called 'libary'", ":2"),
        (b"# ok\n\noutputs = 3\n", "not the name of a folder", ":3"),
        (b'outputs = ""\n', "not the name of a folder", ":1"),
        (b'documents = "none"\n', "a folder that is not there", ":1"),
        (b'documents = "documents"\nlibrary = "none"\n', "a folder that is not there", ":2"),
        (b'x = 1\nlibrary = "\xff"\n', "not UTF-8", ":2"),
        (b"library\n", "not valid", ":1:"),
        (b"[library]\na = 1\n", "not the name of a folder", ":1"),
        (b"#" * 200_000, "larger", ""),
        (b'layers = "layer"\n', "not a list of names of folders", ":1"),
        (b'# ok\nlayers = ["a", 3]\n', "not a list of names of folders", ":2"),
        (b'# ok\ncloned = "ten"\n', "not a number of plans", ":2"),
        (b"cloned = 1\n", "not a number of plans", ":1"),
        (b"cloned = true\n", "not a number of plans", ":1"),
        (b'layers = ["none"]\n', "a folder that is not there", ":1"),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_their_place(
    content: bytes, said: str, line: str, tmp_path: Path
) -> None:
    """A fault is an error of ours, which the command line turns into a sentence and exit code 2."""
    (tmp_path / "planbuilder.toml").write_bytes(content)
    with pytest.raises((UsageError, EnvironmentFaultError)) as caught:
        workspace(tmp_path)
    assert said in str(caught.value)
    assert f"planbuilder.toml{line}" in caught.value.where


def test_a_misspelt_setting_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """The one that was meant is offered."""
    (tmp_path / "planbuilder.toml").write_text('documnts = "x"\n')
    with pytest.raises(UsageError, match="Did you mean documents"):
        workspace(tmp_path)


def test_a_folder_called_as_the_settings_is_told_not_overlooked(tmp_path: Path) -> None:
    """Whoever has it there believes to have settings."""
    (tmp_path / "planbuilder.toml").mkdir()
    with pytest.raises(EnvironmentFaultError, match="a folder, not a file"):
        workspace(tmp_path)


def test_folders_that_are_there_are_used(tmp_path: Path) -> None:
    """The outputs are made when they are needed."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "planbuilder.toml").write_text('library = "ours"\noutputs = "later"\n')
    found = workspace(tmp_path)
    assert found is not None
    assert (found.library, found.outputs) == (tmp_path / "ours", tmp_path / "later")


def test_layers_are_named_from_the_lowest(tmp_path: Path) -> None:
    """They lie on the library that is named, or on the shipped one."""
    for name in ("agency", "program"):
        (tmp_path / name).mkdir()
    (tmp_path / "planbuilder.toml").write_text('layers = ["agency", "program"]\n')
    found = workspace(tmp_path)
    assert found is not None
    assert (found.library, found.layers) == (None, (tmp_path / "agency", tmp_path / "program"))
