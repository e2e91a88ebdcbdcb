"""The ids and words that cells may hold: entries of the library, its vocabulary, the conditions, fixed lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planbuilder.interop.columns import Column, Sheet, sheets
from planbuilder.library.gathering import Sources
from planbuilder.library.store import KINDS
from planbuilder.schema import schema_text

#: How a list of the vocabulary says what a word means.
_LABELS = ("label", "title", "kind")


def named_lists(sources: Sources) -> dict[str, dict[str, str]]:
    """Return every list that columns name: its ids, each with what it means."""
    used = {column.words for sheet in sheets() for column in sheet.columns if column.words}
    used |= {sheet.keys[0] for sheet in sheets() if sheet.below}
    vocabulary = _vocabulary(sources)
    found: dict[str, dict[str, str]] = {}
    for name in sorted(used):
        if name in KINDS:
            found[name] = {id: str((file.value or {}).get("title", "")) for id, file in sources.entries[name].items()}
        elif name == "condition":
            defined = schema_text("client-predicates")["$defs"]
            found[name] = {id: str(each["description"]) for id, each in defined.items()}
        else:
            found[name] = vocabulary.get(name, {})
    return {name: dict(sorted(words.items())) for name, words in found.items()}


def all_lists(sources: Sources) -> dict[str, dict[str, str]]:
    """Return the lists that columns name, and the fixed ones of single columns under sheet and column."""
    found = named_lists(sources)
    for sheet in sheets():
        for column in sheet.columns:
            if fixed := _fixed(column):
                found[list_name(sheet, column)] = dict.fromkeys(fixed, "")
    return found


def list_name(sheet: Sheet, column: Column) -> str:
    """Return the name of the list that a column's cells are of; nothing where they are free."""
    if column.words and not column.choices:
        return column.words
    return f"{sheet.name}: {column.name}" if _fixed(column) else ""


def _fixed(column: Column) -> tuple[str, ...]:
    """Return the words of a column's own list."""
    return ("yes", "no") if column.form == "yes-no" else column.choices


def _vocabulary(sources: Sources) -> Mapping[str, dict[str, str]]:
    """Return the words of the vocabulary by list, each with its label."""
    found: dict[str, dict[str, str]] = {}
    for file in sources.vocabulary:
        for list, words in (file.value or {}).items():
            if isinstance(words, dict):
                found.setdefault(list, {}).update(_labelled(words.items()))
    return found


def _labelled(words: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Return each word with its label, or the text that it is."""
    return {
        str(word): str(next((said[name] for name in _LABELS if name in said), ""))
        if isinstance(said, dict)
        else str(said)
        for word, said in words
    }
