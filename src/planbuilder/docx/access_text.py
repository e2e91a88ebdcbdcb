"""The accessibility rules on runs of text: size, contrast, color, movement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx.colors import Colors, automatic, is_vivid
from planbuilder.docx.contrast import contrast
from planbuilder.docx.document import Story
from planbuilder.docx.names import w
from planbuilder.docx.runs import run_text, shown_runs
from planbuilder.findings import Finding

#: WCAG 2.2, success criterion 1.4.3 (level AA), for text that is not large; asked here of all text.
_ENOUGH = 4.5
_COLOR = r"(red|green|blue|yellow|orange|purple|pink|amber)"
#: Words that send a reader to a color.
_BY_COLOR = re.compile(
    rf"\b(?:shown|marked|highlighted|printed|written|typed|colou?red) (?:in )?{_COLOR}\b"
    rf"|\b{_COLOR} (?:text|items?|rows?|cells?|fields?|lines?|boxes|entries|words)\b",
    re.IGNORECASE,
)
#: What tells a run apart without its color.
_CUES = ("b", "i", "u", "strike", "caps", "smallCaps", "bdr")


def check_text(story: Story, colors: Colors, minimum_pt: float) -> Iterator[Finding]:
    """Yield what is wrong with the text of one part, once for each paragraph and rule."""
    for paragraph in story.nodes(w("p")):
        runs = shown_runs(paragraph, story, colors.styles)
        if runs:
            yield from _looks(story, paragraph, runs, colors, minimum_pt)
            yield from _color_alone(story, paragraph, runs, colors)


def _looks(
    story: Story, paragraph: _Element, runs: Sequence[_Element], colors: Colors, minimum_pt: float
) -> Iterator[Finding]:
    """Yield text that is too small, too pale, or moves."""
    place = story.place(paragraph)
    smallest = min(colors.styles.size(run, paragraph) for run in runs)
    if smallest < minimum_pt:
        yield rules.SIZE.finding(place, size=f"{smallest:g}", minimum=f"{minimum_pt:g}")
    worst = min(_pair(run, paragraph, colors) for run in runs)
    if worst[0] < _ENOUGH:
        yield rules.CONTRAST.finding(place, ratio=f"{worst[0]:.1f}", color=worst[1], behind=worst[2])
    if any(colors.styles.is_on(run, paragraph, "effect") for run in runs):
        yield rules.ANIMATED.finding(place)


def _pair(run: _Element, paragraph: _Element, colors: Colors) -> tuple[float, str, str]:
    """Return a run's contrast, its color and the color behind it."""
    behind = colors.behind(run, paragraph)
    color = colors.text(run, paragraph) or automatic(behind)
    return (contrast(color, behind), color, behind)


def _color_alone(story: Story, paragraph: _Element, runs: Sequence[_Element], colors: Colors) -> Iterator[Finding]:
    """Yield a run that only its color tells from the others, and words that send the reader to a color."""
    said = _BY_COLOR.search("".join(run_text(run) for run in runs))
    if said:
        yield rules.COLOR_ALONE.finding(
            story.place(paragraph), what=f"The text sends the reader to a color ({said[0]})"
        )
    found = {colors.text(run, paragraph) for run in runs}
    for run in runs:
        color = colors.text(run, paragraph)
        if len(found) > 1 and color and is_vivid(color) and not _has_cue(run, paragraph, colors):
            what = f"Only its color ({color}) tells a part of the text from the rest"
            yield rules.COLOR_ALONE.finding(story.place(paragraph), what=what)
            return


def _has_cue(run: _Element, paragraph: _Element, colors: Colors) -> bool:
    """Return whether a run differs in more than its color: its letters, a line, or being a link."""
    linked = next(run.iterancestors(w("hyperlink")), None) is not None
    return linked or any(colors.styles.is_on(run, paragraph, name) for name in _CUES)
