"""The accessibility rules on paragraphs: real headings, real lists, links, empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx.document import Story, text_of
from planbuilder.docx.names import w
from planbuilder.docx.runs import run_text, shown_runs
from planbuilder.docx.styles import Styles
from planbuilder.findings import Finding

_BULLET = re.compile(r"\s*([\u2022\u25cf\u25aa\u25e6\u2043\u00b7\uf0b7\u25cb\u25a0*\u2013\u2014-])[\s\u00a0]")
_NUMBER = re.compile(r"\s*(\(?(?:[0-9]{1,2}|[A-Za-z])[.)])[\s\u00a0]")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
_VAGUE = {"here", "click here", "click", "link", "this link", "more", "read more", "learn more", "this", "see here"}
#: A heading is short, and no sentence; whether a value of a template will be one is not known.
_LONGEST_HEADING = 80
_SENTENCE = (".", ",", ";", "?", "!", "}")
_NO_HEADING = {"title", "subtitle", "caption", "header", "footer", "table heading"}
#: What makes a paragraph without text more than an empty line.
_HOLDS = tuple(
    w(name)
    for name in (
        *("drawing", "pict", "object", "sectPr", "fldChar", "fldSimple", "footnoteReference", "endnoteReference"),
        *(
            "sdt",
            "pBdr",
            "sym",
            "ptab",
            "footnoteRef",
            "endnoteRef",
            "annotationRef",
            "framePr",
            "lastRenderedPageBreak",
        ),
    )
)
#: A document of this many paragraphs needs headings.
_LONG = 20


def check_structure(story: Story, styles: Styles) -> Iterator[Finding]:
    """Yield headings, lists, links and spaces of one part that only look like what they should be."""
    before = ""
    for paragraph in story.nodes(w("p")):
        text = "".join(run_text(run) for run in shown_runs(paragraph, story, styles))
        real = styles.paragraph_property(paragraph, "numPr") is not None or styles.level(paragraph)
        number = _NUMBER.match(text) if not real else None
        bullet = _BULLET.match(text) if not real else None
        if bullet or (number and _follows(before, number[1])):
            yield rules.TYPED_LIST.finding(story.place(paragraph), mark=(bullet or number or [""])[1])
        if text.strip():
            before = number[1] if number else ""
        if not real and _looks_like_heading(paragraph, story, styles):
            yield rules.FAKE_HEADING.finding(story.place(paragraph))
    yield from _links(story)
    if story.kind in ("body", "footnotes", "endnotes"):
        yield from _empty(story)


def check_headings(story: Story, styles: Styles) -> Iterator[Finding]:
    """Yield headings that skip a level, and a long text without one."""
    last = 0
    spoken = 0
    for paragraph in story.nodes(w("p")):
        level = styles.level(paragraph)
        if not text_of(paragraph).strip():
            continue
        spoken += 1
        if level > last + 1:
            after = f"right after one of level {last}" if last else "first"
            yield rules.HEADINGS.finding(story.place(paragraph), level=level, after=after, style=f"Heading {last + 1}")
        last = level or last
    if not last and spoken >= _LONG:
        yield rules.NO_HEADINGS.finding(story.place(None), count=spoken)


def _follows(before: str, mark: str) -> bool:
    """Return whether a typed number or letter goes on from the one before it, as in a list."""
    one, other = before.strip("(.)"), mark.strip("(.)")
    if one.isdecimal() and other.isdecimal():
        return int(other) == int(one) + 1
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1


def _looks_like_heading(paragraph: _Element, story: Story, styles: Styles) -> bool:
    """Return whether a paragraph is a short bold line over text that is not bold, outside tables and lists."""
    runs = shown_runs(paragraph, story, styles)
    text = "".join(run_text(run) for run in runs).strip()
    if not 0 < len(text) <= _LONGEST_HEADING or "\t" in text or text.endswith(_SENTENCE):
        return False
    if story.kind != "body" or styles.name(paragraph) in _NO_HEADING or styles.name(paragraph).startswith("toc"):
        return False
    if next(paragraph.iterancestors(w("tc"), w("txbxContent")), None) is not None:
        return False
    if not all(styles.is_on(run, paragraph, "b") for run in runs):
        return False
    after = paragraph.getnext()
    if after is None or after.tag != w("p"):
        return after is not None and after.tag == w("tbl")
    below = shown_runs(after, story, styles)
    return bool(below) and not all(styles.is_on(run, after, "b") for run in below) and not styles.level(after)


def _links(story: Story) -> Iterator[Finding]:
    """Yield links whose text says nothing of where they lead."""
    for link in story.nodes(w("hyperlink")):
        text = " ".join(text_of(link).split())
        if _ADDRESS.fullmatch(text):
            yield rules.LINK_TEXT.finding(story.place(link), what="only an address")
        elif text.lower().rstrip(".:") in _VAGUE:
            yield rules.LINK_TEXT.finding(story.place(link), what=f"'{text}'")


def _empty(story: Story) -> Iterator[Finding]:
    """Yield the first of each row of empty paragraphs that serve as space."""
    previous: _Element | None = None
    for paragraph in story.nodes(w("p")):
        if _is_space(paragraph):
            if previous is None or paragraph.getprevious() is not previous:
                yield rules.EMPTY.finding(story.place(paragraph))
            previous = paragraph


def _is_space(paragraph: _Element) -> bool:
    """Return whether a paragraph is empty and could be left out: not where Word needs one after a table or alone."""
    if text_of(paragraph) or next(paragraph.iter(*_HOLDS), None) is not None:
        return False
    before, after = paragraph.getprevious(), paragraph.getnext()
    while after is not None and after.tag in (w("sectPr"), w("bookmarkEnd")):
        after = after.getnext()
    alone = (before is None or before.tag in (w("tcPr"), w("sdtPr"))) and after is None
    after_table = before is not None and before.tag == w("tbl") and (after is None or after.tag == w("tbl"))
    return not alone and not after_table
