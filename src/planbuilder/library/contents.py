"""The hash of what an entry says, by which approvals and patches name a wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from planbuilder.library.files import sha256

#: Fields of an entry's life and format; a change of these is no other wording.
_NOT_CONTENT = frozenset({"schema", "state", "by", "why"})


def content_hash(value: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what an entry says; comments, line breaks and the entry's state do not change it."""
    said = {name: value[name] for name in sorted(value) if name not in _NOT_CONTENT}
    return sha256(msgspec.json.encode(said))
