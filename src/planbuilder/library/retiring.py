"""Retiring an entry: its file says that it is withdrawn or replaced, and why, and keeps all else, comments too."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.library.store import Library
from planbuilder.reading import read_yaml
from planbuilder.schema import shape_findings

#: No line of a file is broken anew.
_WIDTH = 1_000_000
_FIELDS = ("state", "by", "why")


def retire(library: Library, kind: str, id: str, content: bytes, why: str, by: Sequence[str] = ()) -> bytes:
    """Return the content of an entry's file with the entry superseded by others, or withdrawn where there are none.

    Raises UsageError where one that replaces it does not exist, is retired itself or is this one, and where the reason
    is none that an entry can hold.
    """
    for each in by:
        _, entry = library.find(f"{kind}/{each}")
        if each == id or entry.state in ("superseded", "withdrawn"):
            fix = f"Name an entry that is in use: 'planbuilder library list {kind}' prints them."
            raise UsageError(
                "This entry cannot replace the other: it is the same one, or retired.", where=each, fix=fix
            )
    return _with_fields(content, kind, {"state": "superseded" if by else "withdrawn", "by": list(by), "why": why})


def _with_fields(content: bytes, kind: str, fields: dict[str, Any]) -> bytes:
    """Return a file with fields of its entry set, behind its id; those that are empty are taken out."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes, yaml.width = True, _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    entry = yaml.load(content.decode("utf-8-sig"))
    for name in _FIELDS:
        entry.pop(name, None)
    place = list(entry).index("id") + 1
    for name in reversed(_FIELDS):
        if fields[name]:
            entry.insert(place, name, fields[name])
    made = io.StringIO()
    yaml.dump(entry, made)
    text = made.getvalue()
    written = (text.replace("\n", "\r\n") if b"\r\n" in content else text).encode()
    if shape_findings(read_yaml(written, kind), kind):
        fix = "Say in one line why nobody should plan with it any more."
        raise UsageError("This reason cannot be kept in the entry.", fix=fix)
    return written
