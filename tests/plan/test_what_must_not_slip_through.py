"""A line break at the end of a value, and a kept library that others may write."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.cache import cached, keep
from planbuilder.schema import validator


@pytest.mark.parametrize("text", ["Jordan\n", "Jordan\r\n"])
def test_a_line_break_at_the_end_of_a_name_is_refused(text: str) -> None:
    """Expect no name that breaks a sentence, or the name of a file, in two."""
    assert not validator("common", "/$defs/line").is_valid(text)
    assert not validator("common", "/$defs/slug").is_valid("ex-4071\n")
    assert validator("common", "/$defs/line").is_valid("Jordan")


def test_a_kept_file_that_others_can_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Expect it to be taken for foreign, since anybody may have changed it."""
    monkeypatch.setenv("PLANBUILDER_CACHE", str(tmp_path))
    keep("words-1.json", ["a"])
    assert cached("words-1.json", list[str]) == ["a"]
    (tmp_path / "words-1.json").chmod(0o666)
    assert cached("words-1.json", list[str]) is None
