"""Beginning an entry: its file in a layer, finished where the answers suffice, else a draft that nothing loads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, UsageError
from planbuilder.library.life import DRAFTS
from planbuilder.library.parsing import FOLDER_FIELDS
from planbuilder.library.skeleton import WANTED, fields_of, is_line, skeleton
from planbuilder.library.store import KINDS, Library, nearest_words
from planbuilder.library.writing_back import require_own
from planbuilder.reading import read_yaml
from planbuilder.saving import save_new
from planbuilder.schema import shape_findings

_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Begun:
    """An entry that was begun: its file, whether it is whole, and where it belongs when it is."""

    file: Path
    whole: bool
    home: str


@dataclass(frozen=True, slots=True)
class Question:
    """A field to ask about: its name, what it wants, an example, and the words it may be where these are few."""

    field: str
    title: str
    wants: str
    example: str
    words: tuple[str, ...]
    required: bool


def questions(kind: str) -> tuple[Question, ...]:
    """Return the fields of a kind of entry that must be there and that one line answers."""
    return tuple(
        Question(
            name,
            str(node.get("title", name)),
            str(node.get("description", "")),
            str((node.get("examples") or [""])[0]),
            tuple(map(str, node.get("enum", ()))),
            required=True,
        )
        for name, node in fields_of(kind).items()
        if node[WANTED] and is_line(node)
    )


def begin_entry(layer: Path, library: Library, kind: str, id: str, answers: Mapping[str, str]) -> Begun:
    """Write a new entry of a layer and return it; ``library`` is the one that the layer lies in.

    ``answers`` are texts by field, as YAML would read them. A whole entry goes where it belongs, in the state draft;
    one that lacks something goes to ``drafts/``, with a comment for each field. Raises UsageError for a kind or field
    nobody knows, an id that is none or is taken, and a layer that is not one's own; EnvironmentFaultError where the
    file cannot be written.
    """
    require_own(layer)
    _require_new(library, kind, id)
    known = fields_of(kind)
    for field in answers.keys() - known.keys():
        raise UsageError("There is no such field.", where=field, fix=nearest_words(field, known, "See the schema."))
    values = {field: _value(text, known[field].get("type") == "string") for field, text in answers.items()}
    body = f"schema: 1\nid: {id}\nstate: draft\n{skeleton(kind, values)}"
    read = read_yaml(body.encode(), f"{id}.yaml")
    whole = not read.findings and not shape_findings(read, kind)
    folders = [KINDS[kind][0]]
    if field := FOLDER_FIELDS.get(kind, ""):
        folders.append(str(values.get(field, f"<{field}>")))
    home = "/".join([*folders, f"{id}.yaml"])
    path = layer.joinpath(*folders, f"{id}.yaml") if whole else layer / DRAFTS / kind / f"{id}.yaml"
    depth = len(path.relative_to(layer).parts)
    head = f"# yaml-language-server: $schema={'../' * depth}schemas/{kind}.schema.json\n"
    moved = f"{'../' * home.count('/')}../schemas/{kind}.schema.json"
    line = f",\n# and write {moved} into the first line" if f"={moved}" not in head else ""
    note = "" if whole else _NOTE.format(home=home, line=line)
    if not save_new(path, f"{head}{note}{body}".encode()):
        raise EnvironmentFaultError("This file is there already.", where=str(path), fix="Go on in it, or move it away.")
    return Begun(path, whole, home)


_NOTE = (
    "# A draft: nothing loads it. Fill in what stands empty, take away the # where you need a field, and delete the\n"
    "# comments that you do not want to keep. When it is whole, move it to {home} in the layer{line}.\n"
    "# While its state is draft it is checked and not offered in new plans; the state active puts it to use.\n"
)


def _require_new(library: Library, kind: str, id: str) -> None:
    """Raise UsageError for a kind nobody knows, and an id that is none or is taken."""
    if kind not in KINDS:
        raise UsageError(f"There is no kind of entry called '{kind}'.", fix=f"Kinds: {', '.join(KINDS)}.")
    if not _ID.fullmatch(id) or len(id) > _LONGEST_ID:
        raise UsageError("This is no id.", where=id, fix="Small letters, digits and single hyphens, 64 at most.")
    if id in library.of_kind(kind):
        why = "An id names one entry, forever, also when it was withdrawn."
        fix = f"Choose another, or change that one: 'planbuilder library patch {kind}/{id}'."
        raise UsageError(f"There is a {kind} with this id already.", where=id, why=why, fix=fix)


def _value(text: str, is_text: bool) -> object:
    """Return what an answer stands for: the text itself where the field is a text, else what YAML makes of it."""
    if is_text:
        return text
    return (read_yaml(f"value: {text}\n".encode(), "").value or {"value": text})["value"]


def split_answers(said: Sequence[str]) -> dict[str, str]:
    """Return answers given as ``field=text`` by field; raise UsageError for one without a field."""
    found: dict[str, str] = {}
    for each in said:
        field, equals, text = each.partition("=")
        if not equals or not field.strip():
            raise UsageError(
                "This is no answer.", where=each, fix="Write the field, =, and the text: title=Evening log"
            )
        found[field.strip()] = text.strip()
    return found
