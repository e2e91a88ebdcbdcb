"""Writing a patch: the fields as they stand beneath, to be changed, with the hash of the text that it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planbuilder.errors import UsageError
from planbuilder.library.contents import content_hash
from planbuilder.library.explaining import entry_file
from planbuilder.library.loading import load_library
from planbuilder.library.patching import leaves, merged
from planbuilder.library.store import nearest_words
from planbuilder.library.translations.homes import FOLDER
from planbuilder.library.writing_back import require_own, rewrite
from planbuilder.reading import YamlFile, read_yaml
from planbuilder.schema import shape_findings

#: By these an entry is known and read.
_ALWAYS = ("id", "schema")


@dataclass(frozen=True, slots=True)
class PatchWritten:
    """A patch that was written: its entry, its file, whether it was there already."""

    entry: str
    file: Path
    renewed: bool


def write_patch(
    roots: Sequence[Path], name: str, fields: Sequence[str], *, why: str = "", without: Sequence[str] = ()
) -> PatchWritten:
    """Write or renew the patch of an entry in the uppermost layer, and return it.

    ``fields`` are paths such as ``statement`` or ``goals/safe-start/plain``, each with ``=`` and the new text or
    without: then the text stands there as it is, to be changed by hand. The fields at the paths in ``without`` are
    taken out, by ``null`` in the patch. A patch that is there keeps its changes and notes that they fit the entry as it
    is now. Raises UsageError for an entry that no layer beneath has, an unknown field, one to take out that must be
    there, and where there is nothing to write; InputError where the layers beneath have errors; EnvironmentFaultError
    where the file cannot be written.
    """
    *beneath, layer = roots
    require_own(layer)
    if not beneath:
        fix = "Change the entry itself: a patch is for a layer on top of others."
        raise UsageError("This library is no layer.", where=str(layer), fix=fix)
    library = load_library(*beneath)
    kind, entry = library.find(name)
    name = f"{kind}/{entry.id}"
    path = layer / "patches" / kind / f"{entry.id}.yaml"
    if not path.exists() and not fields and not without:
        fix = "Name at least one with --field, such as --field statement."
        raise UsageError("A new patch needs a field to change.", where=name, fix=fix)
    below = entry_file(beneath, library, name)
    wanted = [_field(below, each) for each in fields]
    taken = [_taken_out(below, each, [path for path, _ in wanted]) for each in without]
    _require_whole(below, kind, taken)
    wanted += [(each, None) for each in taken]
    renewed = path.exists()

    def change(content: Any) -> None:
        """Set what the patch is for, its fields, and what they say beneath."""
        content["for"] = content_hash(below.value or {})
        if why:
            content["why"] = why
        for key in ("was", "patch"):
            if not isinstance(content.get(key), dict):
                content[key] = {}
        for path, new in wanted:
            _set(content["patch"], path, new)
        was: dict[str, Any] = {}
        for changed, _ in leaves(content["patch"]):
            if (now := _at(below.value, steps := [str(each) for each in changed])) is not None:
                _set(was, steps, now)
        _become(content["was"], was)

    return PatchWritten(
        name, rewrite(path, "patch", change, "This patch cannot be kept.", depth=_depth(layer)), renewed
    )


def _depth(layer: Path) -> int:
    """Return how many folders lie between a patch and the folder of the schemas: those of a translation lie deeper."""
    return 5 if layer.parent.name == FOLDER else 3


def _field(below: YamlFile, said: str) -> tuple[list[str], object]:
    """Return the path of a field and the value that the patch gives it; raise UsageError for a field nobody knows."""
    path, equals, text = said.partition("=")
    steps = path.strip().strip("/").split("/")
    now = _at(below.value, steps)
    if not equals and now is None:
        held = len(steps) - 1
        while held and not isinstance(_at(below.value, steps[:held]), dict):
            held -= 1
        known = list((_at(below.value, steps[:held]) if held else below.value) or {})
        fix = nearest_words(steps[held], map(str, known), f"It has: {', '.join(map(str, known))}.")
        raise UsageError("The entry has no such field.", where=path, fix=fix)
    return steps, _typed(text.strip(), now) if equals else now


def _require_whole(below: YamlFile, kind: str, taken: Sequence[Sequence[str]]) -> None:
    """Raise UsageError for a field that the entry cannot do without."""
    for steps in taken:
        gone: Any = None
        for step in reversed(steps):
            gone = {step: gone}
        less = replace(below, value=merged(below.value, gone))
        if shape_findings(less, kind) and not shape_findings(below, kind):
            fix = "Say something else there with --field, or hide the whole entry in hidden.yaml."
            raise UsageError("The entry cannot do without this field.", where="/".join(steps), fix=fix)


def _taken_out(below: YamlFile, said: str, changed: Sequence[list[str]]) -> list[str]:
    """Return the path of a field to take out; raise UsageError for one that cannot be, or that is changed as well."""
    path = said.partition("=")[0]
    steps, _ = _field(below, path)
    if steps[0] in _ALWAYS:
        fix = "Leave it as it is. 'planbuilder library withdraw' takes an entry out of use."
        raise UsageError("An entry cannot be without this field.", where=path, fix=fix)
    if any(each[: len(steps)] == steps[: len(each)] for each in changed):
        fix = "Give --field to change it, or --without to take it out."
        raise UsageError("One field cannot be changed and taken out.", where=path, fix=fix)
    return steps


def _typed(text: str, now: object) -> object:
    """Return the value that a text stands for: text where text stands now, else what YAML makes of it."""
    if isinstance(now, str):
        return text
    return (read_yaml(f"value: {text}\n".encode(), "").value or {"value": text})["value"]


def _at(value: Any, steps: Sequence[str]) -> Any:
    """Return what stands at a path, None where nothing does."""
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            return None
        value = value[step]
    return value


def _set(value: Any, steps: Sequence[str], new: object) -> None:
    """Set what stands at a path, with the mappings on the way."""
    *way, last = steps
    for step in way:
        if not isinstance(value.get(step), dict):
            value[step] = {}
        value = value[step]
    value[last] = new


def _become(value: Any, new: Mapping[str, Any]) -> None:
    """Let a mapping hold what another does, in its place, so that the comments in it stay."""
    for name in [each for each in value if each not in new]:
        del value[name]
    for name, each in new.items():
        if isinstance(each, dict) and isinstance(value.get(name), dict):
            _become(value[name], each)
        elif value.get(name) != each:
            value[name] = each
