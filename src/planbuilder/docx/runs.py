"""The runs of a paragraph that a reader sees, and their text."""

from __future__ import annotations

from lxml.etree import _Element

from planbuilder.docx.document import Story
from planbuilder.docx.names import w
from planbuilder.docx.styles import Styles

_SHOWN = {w("t"): "", w("tab"): "\t", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "-"}


def shown_runs(paragraph: _Element, story: Story, styles: Styles) -> list[_Element]:
    """Return the runs of a paragraph that show text; those of a text box in it belong to the paragraphs there."""
    return [
        run
        for run in paragraph.iter(w("r"))
        if run not in story.fallback
        and run_text(run).strip()
        and next(run.iterancestors(w("p")), None) is paragraph
        and not styles.is_on(run, paragraph, "vanish")
    ]


def run_text(run: _Element) -> str:
    """Return the text of a run, a break as a space."""
    return "".join(_SHOWN[node.tag] or node.text or "" for node in run if node.tag in _SHOWN)
