"""Verifying that what may be there once is there once: ids of controls, drawings, paragraphs and more, bookmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from planbuilder.docx import package_rules as rules
from planbuilder.docx.document import Story
from planbuilder.docx.fresh import CHANGES
from planbuilder.docx.names import VML_NS, W14_NS, WP_NS, w
from planbuilder.findings import Finding, Rule

_PARAGRAPH_ID = f"{{{W14_NS}}}paraId"


def check_uniqueness(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield ids that are there twice, and bookmarks that are there twice or not whole."""
    controls = [(story, node.getparent(), node.get(w("val"), "")) for story in stories for node in _control_ids(story)]
    drawings = [(story, node, node.get("id", "")) for story in stories for node in story.nodes(f"{{{WP_NS}}}docPr")]
    yield from _repeated(rules.CONTROL_ID, controls)
    yield from _repeated(rules.DRAWING_ID, drawings)
    for story in stories:
        marked = [node for node in story.nodes(w("p"), w("tr")) if node.get(_PARAGRAPH_ID)]
        yield from _repeated(rules.PARAGRAPH_ID, [(story, node, node.get(_PARAGRAPH_ID, "")) for node in marked])
        yield from _repeated(rules.SHAPE_ID, [(story, node, node.get("id", "")) for node in _shapes(story)])
        for changes in _changes(story).values():
            yield from _repeated(rules.CHANGE_ID, [(story, node, node.get(w("id"), "")) for node in changes])
        yield from _bookmarks(story)


def _shapes(story: Story) -> Iterator[_Element]:
    """Yield what has an id in the drawing language of older programs, which looks at fallbacks too."""
    return (node for node in story.root.iter(f"{{{VML_NS}}}*") if node.get("id"))


def _changes(story: Story) -> dict[str, list[_Element]]:
    """Return the tracked changes by their kind: each kind has ids of its own, and an end repeats that of its start."""
    found: dict[str, list[_Element]] = {}
    for node in story.nodes(*CHANGES):
        if node.get(w("id")):
            found.setdefault(str(node.tag), []).append(node)
    return found


def _control_ids(story: Story) -> Iterator[_Element]:
    """Yield the id of every content control."""
    for properties in story.nodes(w("sdtPr")):
        yield from properties.iterchildren(w("id"))


def _repeated(rule: Rule, uses: Sequence[tuple[Story, _Element | None, str]]) -> Iterator[Finding]:
    """Yield one finding for each id that is used more than once, at its second use."""
    counted = Counter(id for _, _, id in uses)
    seen: Counter[str] = Counter()
    for story, node, id in uses:
        seen[id] += 1
        if seen[id] == 2:  # noqa: PLR2004 - the first use that is one too many
            yield rule.finding(story.place(node), name=id, count=counted[id])


def _bookmarks(story: Story) -> Iterator[Finding]:
    """Yield bookmarks without an end or start, and ids and names used twice."""
    nodes = list(story.nodes(w("bookmarkStart"), w("bookmarkEnd")))
    starts = Counter(node.get(w("id"), "") for node in nodes if node.tag == w("bookmarkStart"))
    ends = Counter(node.get(w("id"), "") for node in nodes if node.tag == w("bookmarkEnd"))
    names = Counter(node.get(w("name"), "") for node in nodes if node.tag == w("bookmarkStart"))
    problems = {id: "is not paired: it needs one start and one end" for id in (starts | ends) if starts[id] != ends[id]}
    problems |= {id: "is there twice by its id" for id, count in starts.items() if count > 1}
    problems |= {node.get(w("id"), ""): "stands inside a run" for node in nodes if _in_a_run(node)}
    opened: set[str] = set()
    for node in nodes:
        id, name = node.get(w("id"), ""), node.get(w("name"), "")
        if node.tag == w("bookmarkStart"):
            opened.add(id)
        elif id not in opened:
            problems.setdefault(id, "ends before it starts")
        problem = problems.pop(id, "") or ("is there twice by its name" if names.pop(name, 0) > 1 else "")
        if problem:
            yield rules.BOOKMARK.finding(story.place(node), name=name or id, problem=problem)


def _in_a_run(node: _Element) -> bool:
    """Return whether a mark stands in a run itself: a run has only what is shown (ECMA-376 part 1, 17.3.2.25)."""
    parent = node.getparent()
    return parent is not None and parent.tag == w("r")
