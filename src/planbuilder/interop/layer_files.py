"""Where changes of an entry go in the layer that is edited: its own file, a new one, or a patch of a lower layer's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.interop.differences import FieldChange
from planbuilder.interop.yaml_files import changed_file, changed_value, new_file
from planbuilder.interop.yaml_values import merged
from planbuilder.library.contents import content_hash
from planbuilder.library.files import LibraryFiles
from planbuilder.library.gathering import Sources
from planbuilder.library.loading import gather
from planbuilder.library.parsing import FOLDER_FIELDS, parse
from planbuilder.library.patching import at, leaves
from planbuilder.library.patching import merged as patched
from planbuilder.library.store import KINDS
from planbuilder.reading import read_yaml
from planbuilder.saving_yaml import rewritten

_HEAD = "# yaml-language-server: $schema=../../../schemas/patch.schema.json\nschema: 1\n"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Target:
    """The library as it is, files and content of the layer that is edited, and what is beneath that, if anything."""

    whole: Sources
    files: LibraryFiles
    layer: Sources
    beneath: Sources | None


def target_of(layers: Sequence[LibraryFiles]) -> Target:
    """Return layers as they were read, the uppermost as the one that is edited."""
    beneath = gather(layers[:-1]) if len(layers) > 1 else None
    return Target(gather(layers), layers[-1], parse(layers[-1]), beneath)


def file_of(target: Target, kind: str, id: str, changes: Sequence[FieldChange]) -> str:
    """Return the path, in the layer, of the file that changes go into; nothing where a new entry names no folder."""
    if file := target.layer.entries[kind].get(id):
        return file.file
    if id in target.whole.entries[kind]:
        return f"patches/{kind}/{id}.yaml"
    if kind not in FOLDER_FIELDS:
        return f"{KINDS[kind][0]}/{id}.yaml"
    inside = next((change.after for change in changes if change.path == (FOLDER_FIELDS[kind],)), "")
    return f"{KINDS[kind][0]}/{inside}/{id}.yaml" if _SLUG.fullmatch(inside) else ""


def written(target: Target, name: str, changes: Sequence[FieldChange]) -> bytes:
    """Return the new content of a file of the layer. Raises UsageError where it would not say what was asked for."""
    kind, id = changes[0].kind, changes[0].id
    before = target.files.contents.get(name)
    entry = target.whole.entries[kind].get(id)
    wanted = changed_value((entry and entry.value) or {"schema": 1, "id": id}, changes)
    if name.startswith("patches/"):
        below = (target.beneath.entries[kind][id].value if target.beneath else None) or {}
        made = _patch_file(before or _HEAD.encode(), below, wanted)
        says = patched(below, (read_yaml(made, name).value or {}).get("patch"))
    elif before is None:
        made = new_file(kind, id, name, changes)
        says = read_yaml(made, name).value
    else:
        made = changed_file(before, kind, changes)
        says = read_yaml(made, name).value
    if says != wanted:
        fix = "Make this change in the file itself."
        raise UsageError("The change cannot be written into this file without losing something.", where=name, fix=fix)
    return made


def _patch_file(content: bytes, below: Mapping[str, Any], wanted: Mapping[str, Any]) -> bytes:
    """Return the content of a patch that makes an entry of the layers beneath say what is wanted."""
    changes = _merge_patch(below, wanted)
    was = _said_beneath(below, changes)

    def change(patch: Any) -> None:
        for name, value in (("for", content_hash(below)), ("was", was), ("patch", changes)):
            patch[name] = merged(patch.get(name), value, line=False)

    return rewritten(content, change)


def _said_beneath(below: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields that a patch changes say in the layers beneath, those that are there."""
    was: dict[str, Any] = {}
    for path, _ in leaves(changes):
        *above, last = map(str, path)
        here = at(below, path)
        if isinstance(here, str | int | float | bool | list | dict):
            holder = was
            for step in above:
                holder = holder.setdefault(step, {})
            holder[last] = here
    return was


def _merge_patch(below: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON Merge Patch (RFC 7396) that makes one value of another."""
    found: dict[str, Any] = dict.fromkeys(name for name in below if name not in wanted)
    for name, value in wanted.items():
        here = below.get(name)
        if isinstance(value, dict) and isinstance(here, dict):
            if inner := _merge_patch(here, value):
                found[name] = inner
        elif name not in below or here != value:
            found[name] = value
    return found
