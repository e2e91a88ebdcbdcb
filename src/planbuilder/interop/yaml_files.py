"""Changed fields into the files of entries: what did not change stays as it was, comments and line ends too."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planbuilder.interop.columns import resolved, sheets
from planbuilder.interop.differences import FieldChange
from planbuilder.interop.yaml_values import merged
from planbuilder.saving_yaml import rewritten
from planbuilder.schema import schema_text


def changed_file(content: bytes, kind: str, changes: Sequence[FieldChange]) -> bytes:
    """Return the content of an entry's file with changes made."""

    def change_all(entry: Any) -> None:
        for change in changes:
            _put(entry, change, kind)

    return rewritten(content, change_all)


def new_file(kind: str, id: str, name: str, changes: Sequence[FieldChange]) -> bytes:
    """Return the content of a new entry's file, its fields in the order of the schema; ``name`` is its path."""
    up = "../" * (name.count("/") + 1)
    head = f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json\nschema: 1\nid: {id}\n"
    return changed_file(head.encode(), kind, changes)


def changed_value(value: Mapping[str, Any], changes: Iterable[FieldChange]) -> dict[str, Any]:
    """Return an entry as plain values with changes made: what its file must say once it is written."""
    entry = copy.deepcopy(dict(value))
    for change in changes:
        _put(entry, change, "")
    return entry


def _put(entry: Any, change: FieldChange, kind: str) -> None:
    """Set or take out a field of an entry; a part that is missing is made, one that is left empty goes.

    An entry of plain values, for which there is no kind, takes plain values.
    """
    *above, last = (str(part) for part in change.path)
    holders = [entry]
    for depth, name in enumerate(above, 1):
        if name not in holders[-1]:
            if change.gone:
                return
            _set(holders[-1], name, _new_part(above[:depth], kind), kind, above[: depth - 1])
        holders.append(holders[-1][name])
    if not change.gone:
        _set(holders[-1], last, _new_value(holders[-1], last, change.value) if kind else change.value, kind, above)
        return
    holders[-1].pop(last, None)
    for holder, name in zip(holders[-2::-1], reversed(above), strict=True):
        if not holder[name]:
            holder.pop(name)


def _new_value(holder: Any, name: str, value: Any) -> Any:
    """Return a value as it is written into a part."""
    return merged(holder.get(name), value, line=bool(holder.fa.flow_style()))


def _new_part(path: Sequence[str], kind: str) -> Any:
    """Return a part to be filled: with lines of its own where it has a sheet or holds such parts, else in one line."""
    from ruamel.yaml.comments import CommentedMap

    if not kind:
        return {}
    made = CommentedMap()
    names = tuple(path[0::2])
    if not any(sheet.kind == kind and sheet.below[: len(names)] == names for sheet in sheets()):
        made.fa.set_flow_style()
    return made


def _set(holder: Any, name: str, value: Any, kind: str, above: Sequence[str]) -> None:
    """Set a field of a part; a new one stands where the schema has it."""
    order = _order(kind, above) if kind and name not in holder else []
    if name not in order:
        holder[name] = value
        return
    later = set(order[order.index(name) + 1 :])
    holder.insert(next((at for at, each in enumerate(holder) if each in later), len(holder)), name, value)


def _order(kind: str, above: Sequence[str]) -> list[str]:
    """Return the fields of a part of an entry in the schema's order; none where their names are free."""
    schema, home = resolved(schema_text(kind), kind)
    for name in above:
        inner = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        if not isinstance(inner, dict):
            return []
        schema, home = resolved(inner, home)
    return list(schema.get("properties", {}))
