"""The accessibility rules of a Word document: Section 508 and WCAG 2.2, level AA, as they apply to documents."""

from __future__ import annotations

from planbuilder.docx.rulebook import RULES

_READER = "People who use a screen reader"

TITLE = RULES.rule(
    "access-title",
    "error",
    said="The document has no title in its properties.",
    why=f"{_READER} hear the title first (WCAG 2.4.2).",
    fix="Set File, Info, Title.",
    example="an empty dc:title",
)
LANGUAGE = RULES.rule(
    "access-language",
    "error",
    said="The document does not say what language it is in.",
    why="A screen reader needs it to pronounce the words (WCAG 3.1.1).",
    fix="Set the proofing language of the Normal style.",
    example="styles without w:lang",
)
HEADINGS = RULES.rule(
    "access-heading-order",
    "error",
    said="A heading of level {level} comes {after}.",
    why=f"{_READER} move by headings, and a gap reads as a part that is missing (WCAG 1.3.1, 2.4.6).",
    fix="Use {style}.",
    example="Heading 3 right after Heading 1",
)
TABLE_HEADER = RULES.rule(
    "access-table-header",
    "error",
    said="The table's first row is not marked as its header.",
    why=f"{_READER} would not hear which column a cell is in (WCAG 1.3.1).",
    fix="Select the row and choose Layout, Repeat Header Rows.",
    example="a table whose first row has no w:tblHeader",
)
NESTED_TABLE = RULES.rule(
    "access-nested-table",
    "error",
    said="A table stands inside a table.",
    why=f"{_READER} lose their place in it (WCAG 1.3.2).",
    fix="Use one table, or headings and lists.",
    example="a w:tbl in a w:tc",
)
TEXT_BOX = RULES.rule(
    "access-text-box",
    "error",
    said="There is a text box.",
    why="Many screen readers skip it, or read it out of order (WCAG 1.3.2).",
    fix="Put the text in an ordinary paragraph; use a border where it should stand out.",
    example="w:txbxContent",
)
FLOATING = RULES.rule(
    "access-floating",
    "error",
    said="There is a floating {kind}.",
    why="It is read out of order, or not at all (WCAG 1.3.2).",
    fix="Set it in line with the text.",
    example="a picture with wp:anchor",
)
PICTURE = RULES.rule(
    "access-picture-text",
    "error",
    said="A picture has no alternative text.",
    why=f"{_READER} would not know what it shows (WCAG 1.1.1).",
    fix="Choose Edit Alt Text, and say what it tells; or mark it as decorative.",
    example="a docPr without descr",
)
CONTROL_TITLE = RULES.rule(
    "access-control-title",
    "error",
    said="A content control has no title.",
    why="It is announced by its title (WCAG 4.1.2).",
    fix="Set Developer, Properties, Title.",
    example="a w:sdt without w:alias",
)
SIZE = RULES.rule(
    "access-size",
    "error",
    said="The text is {size} points, less than {minimum}.",
    why="Smaller print cannot be read by many people with low vision.",
    fix="Set it at {minimum} points or more.",
    example="body text of 10 points",
)
CONTRAST = RULES.rule(
    "access-contrast",
    "error",
    said="The text has a contrast of {ratio} to 1 with what is behind it ({color} on {behind}).",
    why="People with low vision cannot read it, and it fades in a copy (WCAG 1.4.3 asks 4.5 to 1).",
    fix="Use a darker color for the text, or a lighter one behind it.",
    example="text colored AAAAAA on white",
)
ROW_HEIGHT = RULES.rule(
    "access-row-height",
    "error",
    said="A table row has a fixed height.",
    why="Larger print is cut off in it (WCAG 1.4.4).",
    fix="Set the row height to at least, not exactly.",
    example='w:trHeight with hRule="exact"',
)
WATERMARK = RULES.rule(
    "access-watermark",
    "error",
    said="There is a watermark.",
    why="It lies under the text and lowers its contrast (WCAG 1.4.3); a screen reader may not say it.",
    fix="Say it in words at the top of the page.",
    example="a shape named PowerPlusWaterMarkObject in a header",
)
PAGE_NUMBER = RULES.rule(
    "access-page-number",
    "error",
    said="The page number is typed.",
    why="It is wrong on every other page.",
    fix="Insert the page number as a field.",
    example="a footer with the words Page 1 and no PAGE field",
)
TYPED_LIST = RULES.rule(
    "access-typed-list",
    "error",
    said="The paragraph starts with a typed list mark ({mark}).",
    why=f"{_READER} would not hear that it is a list, nor how long it is (WCAG 1.3.1).",
    fix="Delete the mark and use a list style.",
    example="a paragraph that starts with a typed bullet",
)
