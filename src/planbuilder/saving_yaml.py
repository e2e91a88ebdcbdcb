"""A YAML file read and written so that its own layout stays: indents, line ends, the mark at its start, line breaks."""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable, Sequence
from typing import Any

from planbuilder.reading import read_yaml

#: No line of a file is broken anew.
_WIDTH = 1_000_000
_MARK = b"\xef\xbb\xbf"
#: Ways to indent: a mapping, an item of a list, the dash before it. The library's own way comes first.
_INDENTS = ((2, 4, 2), (2, 2, 0), (4, 4, 2), (4, 4, 0), (4, 6, 4), (2, 6, 4))


def rewritten(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return the content of a file with its value changed in place; lines that do not change stay as they were.

    Where that cannot be, since a change falls into lines that somebody broke by hand, the file is laid out anew, with
    all its comments.
    """
    text = content.decode("utf-8-sig")
    plain = text.replace("\r\n", "\n")
    indents, before = _nearest(plain)
    made = _dumped(plain, indents, change)
    if before != plain:
        made = _spliced(plain, before, made)
    made = made.replace("\n", "\r\n") if "\r\n" in text else made
    return (_MARK if content.startswith(_MARK) else b"") + made.encode()


def _nearest(text: str) -> tuple[tuple[int, int, int], str]:
    """Return the indents with which a file is written most like it is, and what it is then."""
    own = set(text.splitlines())
    best, found, most = _INDENTS[0], "", -1
    for each in _INDENTS:
        made = _dumped(text, each)
        if made == text:
            return each, made
        shared = sum(line in own for line in made.splitlines())
        if shared > most:
            best, found, most = each, made, shared
    return best, found


def _dumped(text: str, indents: tuple[int, int, int], change: Callable[[Any], None] | None = None) -> str:
    """Return a file as it is written with some indents, after a change where there is one."""
    yaml = _round_trip(indents)
    value = yaml.load(text)
    if change:
        change(value)
    made = io.StringIO()
    yaml.dump(value, made)
    return made.getvalue()


def _round_trip(indents: tuple[int, int, int]) -> Any:
    """Return a reader and writer of YAML that keeps comments, quotes and the word null."""
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import RoundTripConstructor
    from ruamel.yaml.representer import RoundTripRepresenter

    class Representer(RoundTripRepresenter):
        """Writes null as a word."""

    class Constructor(RoundTripConstructor):
        """Takes what looks like a day and is none for the text that it is."""

        def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
            """Return a day, or the text."""
            try:
                return super().construct_yaml_timestamp(node, values)
            except ValueError:
                return self.construct_scalar(node)

    Constructor.add_constructor("tag:yaml.org,2002:timestamp", Constructor.construct_yaml_timestamp)
    Representer.add_representer(type(None), lambda self, _: self.represent_scalar("tag:yaml.org,2002:null", "null"))
    yaml = YAML(typ="rt")
    yaml.Representer, yaml.Constructor = Representer, Constructor
    yaml.preserve_quotes, yaml.width = True, _WIDTH
    mapping, sequence, offset = indents
    yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
    return yaml


def _spliced(own: str, before: str, after: str) -> str:
    """Return a file's own lines with what changed between two ways of writing it; the second where that fails."""
    lines, was, now = (text.splitlines(keepends=True) for text in (own, before, after))
    starts = _starts(was, lines)
    found: list[str] = []
    place = 0
    for tag, _, end, first, last in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if end not in starts:
            return after
        found += lines[place : starts[end]] if tag == "equal" else now[first:last]
        place = starts[end]
    made = "".join(found)
    read = read_yaml(made.encode(), "")
    return made if not read.findings and read.value == read_yaml(after.encode(), "").value else after


def _starts(was: Sequence[str], lines: Sequence[str]) -> dict[int, int]:
    """Return where each line of one way of writing stands in a file's own lines, as far as it does; the ends too."""
    told, own = ["".join(line.split()) for line in was], ["".join(line.split()) for line in lines]
    blocks = difflib.SequenceMatcher(None, told, own, autojunk=False).get_matching_blocks()
    pairs = {block.a + at: block.b + at for block in blocks for at in range(block.size)}
    return {line + 1: place + 1 for line, place in pairs.items()} | pairs | {len(was): len(lines)}
