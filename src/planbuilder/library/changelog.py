"""What changed from one release of a library to the next, in a curator's words, and the file that keeps it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from planbuilder.library.differences import Difference
from planbuilder.library.field_differences import FieldDifference, Weight
from planbuilder.library.place_words import in_words

#: How the file of changes is called in a library.
CHANGES = "CHANGES.md"
_HEADS: dict[str, str] = {
    "withdrawn": "Withdrawn: whoever has it in a plan needs another choice",
    "superseded": "Replaced: new plans get what follows it",
    "removed": "Gone",
    "break": "Changed so that plans in use need a look",
    "added": "New",
    "substance": "Changed in what new plans get",
    "wording": "Reworded; plans in use keep their words",
}
_KINDS = {"vocabulary": "Word", "term": "Term about people", "document": "Document", "library": "The library"}
#: Longer texts are not quoted; the comparison shows them whole.
_QUOTED = 160


def changes_section(version: str, day: dt.date, found: Sequence[Difference], before: str, *, anew: bool = False) -> str:
    """Return the section of the file of changes for a version: what changed since ``before``, most pressing first.

    ``anew`` says that it was made for other layers beneath it, and could not be compared.
    """
    lines = [f"## {version} ({day.isoformat()})", ""]
    if not before:
        lines += ["First release.", ""]
    elif anew:
        lines += [f"Made anew for what lies beneath this layer now; not compared with {before}.", ""]
    elif not found:
        lines += [f"Nothing differs from {before} but comments and layout.", ""]
    for head, each in _grouped(found):
        lines += [f"### {head}", "", *each, ""]
    return "\n".join(lines)


def _grouped(found: Iterable[Difference]) -> Iterator[tuple[str, list[str]]]:
    """Yield each heading with its lines; sources that came or were described anew are counted, not listed."""
    groups: dict[str, list[str]] = {key: [] for key in _HEADS}
    cited: dict[str, int] = {"added": 0, "wording": 0}
    for each in found:
        key: str = each.weight if each.how == "changed" else each.how
        if each.kind == "source" and key in cited:
            cited[key] += 1
        else:
            groups[key] += _told(each)
    for place, count in cited.items():
        groups[place] += [f"- {count} {'source' if count == 1 else 'sources'} that entries cite"] if count else []
    yield from ((_HEADS[place], lines) for place, lines in groups.items() if lines)


def _told(each: Difference) -> Iterator[str]:
    """Yield the lines on one entry."""
    noun = _KINDS.get(each.kind, each.kind.capitalize())
    title = "" if each.title == each.id else f" {each.title}"
    by = f", replaced by {' and '.join(f'`{id}`' for id in each.by)}" if each.by else ""
    why = f": {each.why}" if each.why else ""
    yield f"- {noun}{title} (`{each.id}`){by}{why}"
    for field in each.fields:
        yield f"  - {_field(field)}"


def _field(field: FieldDifference) -> str:
    """Return what became of a field, in words."""
    place = in_words(field.path) or "it"
    first = place[0].upper() + place[1:]
    if field.how == "changed":
        if len(field.before) + len(field.after) <= _QUOTED:
            return f"{first}: \u201c{field.before}\u201d is now \u201c{field.after}\u201d"
        return f"{first}: worded anew" if field.words else f"{first}: changed"
    text = field.after if field.how == "added" else field.before
    said = "new" if field.how == "added" else "taken out"
    return f"{first}, {said}: {text}" if len(text) <= _QUOTED else f"{first}, {said}"


def with_section(text: str, version: str, section: str, title: str) -> str:
    """Return the file of changes with a section on top; one that is there already for the version stays as it is."""
    text = text.replace("\r\n", "\n")
    if section_of(text, version):
        return text
    head = f"# Changes of {title}\n" if not text.strip() else text.split("\n## ", 1)[0].rstrip("\n") + "\n"
    rest = text[len(text.split("\n## ", 1)[0]) :].lstrip("\n") if text.strip() else ""
    return f"{head}\n{section}" + (f"\n{rest}" if rest else "")


def section_of(text: str, version: str) -> str:
    """Return the section of a version, nothing where there is none."""
    found = re.search(rf"^## {re.escape(version)}(?:\s.*)?$(?:\n(?!## ).*)*", text, re.MULTILINE)
    return found[0].rstrip("\n") + "\n" if found else ""


def worst(found: Iterable[Difference]) -> dict[Weight, int]:
    """Return how many differences there are of each weight."""
    counted: dict[Weight, int] = {"wording": 0, "substance": 0, "break": 0}
    for each in found:
        counted[each.weight] += 1
    return counted
