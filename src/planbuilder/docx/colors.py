"""The colors of a document's text and of what is behind it: direct ones, of styles, and of its theme."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from planbuilder.docx.contrast import is_color, luminance
from planbuilder.docx.document import Document
from planbuilder.docx.names import A_NS, w
from planbuilder.docx.styles import Styles

WHITE, BLACK = "FFFFFF", "000000"
#: Below this luminance Word prints automatic text white.
_DARK = 0.18
#: The names of theme colors in a document, and in the theme where no mapping says otherwise.
_SCHEME = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "followedHyperlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}
_MAPPED = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
#: The highlighter pens of Word, ECMA-376 part 1, section 17.18.40.
_PENS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": "FFFFFF",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "darkGray": "A9A9A9",
    "lightGray": "D3D3D3",
}
_PART = re.compile(r"[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class Colors:
    """What colors a document has: its styles, its theme's colors by name, and the color of its pages."""

    styles: Styles
    theme: Mapping[str, str]
    page: str

    @classmethod
    def of(cls, document: Document, styles: Styles) -> Colors:
        """Return the colors of a document."""
        theme = _theme(document.part("theme"), document.part("settings"))
        colors = cls(styles, theme, WHITE)
        background = document.roots[document.main].find(w("background"))
        settings = document.part("settings")
        shown = settings is not None and settings.find(w("displayBackgroundShape")) is not None
        page = colors.value(background, "color", "theme") if shown and background is not None else None
        return cls(styles, theme, page or WHITE)

    def text(self, run: _Element, paragraph: _Element) -> str | None:
        """Return the color of a run's text, None where it is automatic."""
        node = self.styles.run_property(run, paragraph, "color")
        return self.value(node, "val", "theme") if node is not None else None

    def behind(self, run: _Element, paragraph: _Element) -> str:
        """Return the color behind a run: of a pen, its own, its paragraph's, its cell's, its table's, the page's."""
        pen = self.styles.run_property(run, paragraph, "highlight")
        if pen is not None and pen.get(w("val")) in _PENS:
            return _PENS[pen.get(w("val"), "")]
        for shading in self._shadings(run, paragraph):
            fill = self.fill(shading)
            if fill is not None:
                return fill
        return self.page

    def fill(self, shading: _Element | None) -> str | None:
        """Return the color of a shading, None where it is none or clear."""
        if shading is None or shading.get(w("val")) == "nil":
            return None
        if shading.get(w("val")) == "solid":
            return self.value(shading, "color", "theme") or BLACK
        return self.value(shading, "fill", "themeFill")

    def value(self, node: _Element, name: str, theme: str) -> str | None:
        """Return the color that an element names, in its theme or itself; None where it is automatic."""
        prefix = theme if theme == "themeFill" else "theme"
        named = node.get(w("themeFill" if theme == "themeFill" else "themeColor"))
        if named is not None and named in self.theme:
            return _shaded(self.theme[named], node.get(w(f"{prefix}Tint")), node.get(w(f"{prefix}Shade")))
        found = node.get(w(name))
        return found.upper() if found is not None and is_color(found) else None

    def _shadings(self, run: _Element, paragraph: _Element) -> Iterator[_Element | None]:
        """Yield the shadings that may lie behind a run, the nearest first."""
        yield self.styles.run_property(run, paragraph, "shd")
        yield self.styles.paragraph_property(paragraph, "shd")
        for cell in paragraph.iterancestors(w("tc")):
            yield self.cell_shading(cell)
            for each in self.styles.tables.formats(cell):
                yield each.find(f"{w('tcPr')}/{w('shd')}")
            table = next(cell.iterancestors(w("tbl")), None)
            yield table.find(f"{w('tblPr')}/{w('shd')}") if table is not None else None

    @staticmethod
    def cell_shading(cell: _Element) -> _Element | None:
        """Return the shading that a cell says itself."""
        return cell.find(f"{w('tcPr')}/{w('shd')}")


def automatic(behind: str) -> str:
    """Return the color in which Word prints automatic text over another."""
    return WHITE if luminance(behind) < _DARK else BLACK


def is_vivid(color: str) -> bool:
    """Return whether a color is seen as one, not as black, gray or white."""
    channels = [int(color[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels) > 0x40  # noqa: PLR2004 - a quarter of the range


def _theme(theme: _Element | None, settings: _Element | None) -> dict[str, str]:
    """Return the colors of a theme by the names that documents use."""
    scheme = theme.find(f"{{{A_NS}}}themeElements/{{{A_NS}}}clrScheme") if theme is not None else None
    if scheme is None:
        return {}
    values = {
        str(node.tag).rpartition("}")[2]: (node[0].get("lastClr") or node[0].get("val") or "")
        for node in scheme.iterchildren("{*}*")
        if len(node)
    }
    mapping = settings.find(w("clrSchemeMapping")) if settings is not None else None
    found: dict[str, str] = {}
    for name, usual in _SCHEME.items():
        mapped = mapping.get(w(_MAPPED[name])) if mapping is not None and name in _MAPPED else None
        value = values.get(_SCHEME.get(mapped or "", usual), "")
        if is_color(value):
            found[name] = value.upper()
    return found


def _shaded(color: str, tint: str | None, shade: str | None) -> str:
    """Return a theme color made lighter by a tint or darker by a shade, ECMA-376 part 1, section 17.3.2.6."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if tint is not None and _PART.fullmatch(tint):
        part = int(tint, 16) / 255
        light = light * part + 1 - part
    elif shade is not None and _PART.fullmatch(shade):
        light *= int(shade, 16) / 255
    made = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in made)
