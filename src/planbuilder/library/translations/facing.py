"""What of an entry a client reads, as texts by their path in the file: these are what a translation translates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder.reading import FieldPath

#: Beside plain texts: what staff ask the person in so many words.
_ASKED = frozenset({"ask_first", "worked_if"})
#: The name of an option stands in the client's copy as it is.
_OPTION = "option"


def client_texts(kind: str, value: Mapping[str, Any], path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield path and text of everything that an entry, or a file of the vocabulary, says to the client."""
    for name, each in value.items():
        if isinstance(each, str):
            if name.startswith("plain") or name in _ASKED or (kind == _OPTION and not path and name == "title"):
                yield (*path, name), each
        elif isinstance(each, dict):
            yield from client_texts(kind, each, (*path, name))
