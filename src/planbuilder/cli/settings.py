"""The settings of a workspace: planbuilder.toml, read and checked, each fault in a sentence with its place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planbuilder.errors import EnvironmentFaultError, UsageError
from planbuilder.files import read_file
from planbuilder.library.store import nearest_words

#: How the file of settings is called.
FILE = "planbuilder.toml"
#: The largest file of settings that is read, in bytes: three folders and some comments.
_MAX_BYTES = 100_000
_KNOWN = ("library", "documents", "outputs", "plans")
#: Whether wordings of plans may be offered to the library.
_SWITCH = "propose"
#: From how many plans of other people on the same text is told of.
_CLONED = "cloned"
_FEWEST = 2
#: Layers on top of the library, the lowest first.
_LAYERS = "layers"
_LISTED = (
    f"Known settings, each a folder in quotes: {', '.join(_KNOWN)}; '{_LAYERS}', a list of folders; '{_SWITCH}', "
    f"true or false; and '{_CLONED}', a number of plans."
)
_IN_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders that a workspace names, None for a library that it does not name; whether wordings may be shared.

    ``layers`` are the folders of the layers on top of the library, the lowest first; ``cloned`` is from how many plans
    of other people on the same text is told of, None where the workspace does not say.
    """

    library: Path | None
    documents: Path
    outputs: Path
    plans: Path
    propose: bool = True
    layers: tuple[Path, ...] = ()
    cloned: int | None = None


def read_settings(root: Path) -> Settings:
    """Return the settings of the workspace in ``root``.

    Raises UsageError, with file, line and column where they are known, for what is no settings file, for a setting
    nobody knows, one that is no folder's name, and one whose folder is not there; EnvironmentFaultError where the file
    cannot be read.
    """
    file = root / FILE
    text = _text(file)
    parsed = _parsed(text, file)
    propose = _switch(parsed.pop(_SWITCH, True), text, file)
    layers = _layers(parsed.pop(_LAYERS, []), root, text, file)
    cloned = _number(parsed.pop(_CLONED, None), text, file)
    named = _checked(parsed, text, file)
    library = root / named["library"] if "library" in named else None
    for name in ("library", "documents"):
        if name in named:
            _require_folder(root / named[name], _place(name, text, file), name)
    documents, outputs, plans = (root / named.get(name, name) for name in ("documents", "outputs", "plans"))
    return Settings(library, documents, outputs, plans, propose, layers, cloned)


def _text(file: Path) -> str:
    """Return the text of the file of settings."""
    content = read_file(file, _MAX_BYTES, where=str(file))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(
            "The settings are not UTF-8 text.", where=f"{file}:{line}", fix="Save the file as UTF-8."
        ) from None


def _parsed(text: str, file: Path) -> dict[str, Any]:
    """Return what the text says."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        said = "The settings are nested far too deep."
        raise UsageError(said, where=str(file), fix=_LISTED) from None
    except ValueError as error:  # tomllib's own error is one; so is a number or date that Python cannot hold
        said = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "a value cannot be read"
        found = _IN_LINE.search(said)
        spot = f"{file}:{found[1]}:{found[2]}" if found and found[1] else str(file)
        fix = 'Write each setting like this: documents = "documents"'
        raise UsageError(f"The settings are not valid: {_IN_LINE.sub('', said)}.", where=spot, fix=fix) from None


def _checked(settings: dict[str, Any], text: str, file: Path) -> dict[str, str]:
    """Return the settings, each known and the name of a folder."""
    for name, value in settings.items():
        where = _place(name, text, file)
        if name not in _KNOWN:
            fix = nearest_words(name, (*_KNOWN, _LAYERS, _SWITCH, _CLONED), _LISTED)
            raise UsageError(f"There is no setting called '{name}'.", where=where, fix=fix)
        if not _is_folder_name(value):
            fix = f'Write the name of a folder in quotes: {name} = "{name}"'
            raise UsageError(f"The setting '{name}' is not the name of a folder.", where=where, fix=fix)
    return settings


def _is_folder_name(value: object) -> bool:
    """Return whether a value can be the name of a folder."""
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _layers(value: object, root: Path, text: str, file: Path) -> tuple[Path, ...]:
    """Return the folders of the layers, each there; raise UsageError for what is no list of names of folders."""
    where = _place(_LAYERS, text, file)
    if not isinstance(value, list) or not all(_is_folder_name(each) for each in value):
        fix = f'Write the folders, the lowest layer first: {_LAYERS} = ["layer"]'
        raise UsageError(f"The setting '{_LAYERS}' is not a list of names of folders.", where=where, fix=fix)
    folders = tuple(root / each for each in value)
    for folder in folders:
        _require_folder(folder, where, _LAYERS)
    return folders


def _number(value: object, text: str, file: Path) -> int | None:
    """Return from how many plans on cloned text is told of; raise UsageError for what is no such number."""
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < _FEWEST:
        said = f"The setting '{_CLONED}' is not a number of plans."
        raise UsageError(said, where=_place(_CLONED, text, file), fix=f"Write {_CLONED} = 10, or {_FEWEST} at least.")
    return value


def _switch(value: object, text: str, file: Path) -> bool:
    """Return whether wordings may be proposed to the library; raise UsageError for what says neither yes nor no."""
    if not isinstance(value, bool):
        said = f"The setting '{_SWITCH}' says neither yes nor no."
        raise UsageError(said, where=_place(_SWITCH, text, file), fix=f"Write {_SWITCH} = true or {_SWITCH} = false.")
    return value


def _place(name: str, text: str, file: Path) -> str:
    """Return where a setting stands: file and line, the file alone where the line is not found."""
    key = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    lines = (number for number, line in enumerate(text.split("\n"), 1) if key.match(line))
    line = next(lines, 0)
    return f"{file}:{line}" if line else str(file)


def _require_folder(folder: Path, where: str, name: str) -> None:
    """Raise where the folder that a setting names is not there."""
    try:
        there = folder.is_dir()
    except OSError as error:
        fix = f"{error.strerror or 'The system refused'}. Check the name and the permissions."
        raise EnvironmentFaultError(f"The folder of '{name}' cannot be looked at.", where=where, fix=fix) from None
    if not there:
        said = f"The setting '{name}' names a folder that is not there: {folder}."
        why = "Its own files would be left out without a word, and others used."
        raise UsageError(said, where=where, why=why, fix="Make the folder, correct the name, or take the line out.")
