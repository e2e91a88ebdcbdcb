"""The accessibility rules on text: its size, its contrast, its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from planbuilder.docx import access_rules as rules
from planbuilder.docx.contrast import contrast, is_color
from planbuilder.docx.names import w
from planbuilder.docx.places import Locator
from planbuilder.docx.styles import Styles
from planbuilder.findings import Finding

#: WCAG 2.2, success criterion 1.4.3 (level AA), for text that is not large.
_ENOUGH = 4.5
_MARK = re.compile(r"\s*([\u2022\u25cf\u25aa\u25e6\u2043\u00b7\uf0b7*\u2013\u2014-])[\s\u00a0]")
_WHITE = "FFFFFF"


def check_text(root: _Element, locator: Locator, styles: Styles, minimum_pt: float) -> Iterator[Finding]:
    """Yield what is wrong with the text of one part, once for each paragraph and rule."""
    for paragraph in root.iter(w("p")):
        runs = [run for run in paragraph.iter(w("r")) if _shown(run) and _holder(run) is paragraph]
        place = locator.place(paragraph)
        mark = _MARK.match("".join(_text(run) for run in runs))
        if mark and styles.paragraph_property(paragraph, "numPr") is None:
            yield rules.TYPED_LIST.finding(place, mark=mark.group(1))
        sizes = [styles.size(run, paragraph) for run in runs]
        if sizes and min(sizes) < minimum_pt:
            yield rules.SIZE.finding(place, size=f"{min(sizes):g}", minimum=f"{minimum_pt:g}")
        worst = min((_pair(run, paragraph, styles) for run in runs), default=None)
        if worst is not None and worst[0] < _ENOUGH:
            yield rules.CONTRAST.finding(place, ratio=f"{worst[0]:.1f}", color=worst[1], behind=worst[2])


def _pair(run: _Element, paragraph: _Element, styles: Styles) -> tuple[float, str, str]:
    """Return a run's contrast, its color and the color behind it; 21 where its color is automatic."""
    color = styles.run_property(run, paragraph, "color")
    value = color.get(w("val")) if color is not None else None
    if value is None or not is_color(value):
        return (21.0, "", "")
    behind = _behind(run, paragraph, styles)
    return (contrast(value, behind), value, behind)


def _behind(run: _Element, paragraph: _Element, styles: Styles) -> str:
    """Return the color behind a run: its own shading, its paragraph's, its cell's, else white."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    shadings = (
        styles.run_property(run, paragraph, "shd"),
        styles.paragraph_property(paragraph, "shd"),
        cell.find(f"{w('tcPr')}/{w('shd')}") if cell is not None else None,
    )
    for shading in shadings:
        fill = shading.get(w("fill")) if shading is not None else None
        if fill is not None and is_color(fill):
            return fill
    return _WHITE


def _shown(run: _Element) -> bool:
    """Return whether a run has text that a reader sees."""
    return bool(_text(run).strip()) and run.find(f"{w('rPr')}/{w('vanish')}") is None


def _text(run: _Element) -> str:
    """Return the text of a run, tabs as spaces."""
    return "".join(
        (node.text or "") if node.tag == w("t") else " " for node in run if node.tag in (w("t"), w("tab"), w("br"))
    )


def _holder(run: _Element) -> _Element | None:
    """Return the paragraph that a run belongs to."""
    return next(run.iterancestors(w("p")), None)
