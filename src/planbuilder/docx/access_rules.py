"""The accessibility rules of a Word document.

Section 508 (36 CFR 1194, appendix A, E205.4 and E207.2) asks documents to meet the success criteria of WCAG, levels A
and AA; the numbers in brackets are those of WCAG 2.2.
"""

from __future__ import annotations

from planbuilder.docx.rulebook import RULES

_READER = "People who use a screen reader"

LONG = RULES.rule(
    "access-too-long",
    "error",
    said="The document has {count:,} paragraphs; more than {most:,} are not looked at.",
    why="Nobody can say whether everyone can read it, and looking would keep this machine busy for minutes.",
    fix="Check that this is the file you mean; a document for people is split into several.",
    example="a file of 150,000 paragraphs",
)
TITLE = RULES.rule(
    "access-title",
    "error",
    said="The document has no title in its properties.",
    why=f"{_READER} hear the title first (WCAG 2.4.2).",
    fix="Choose File, Info, Properties, Title, and write one.",
    example="an empty dc:title",
)
LANGUAGE = RULES.rule(
    "access-language",
    "error",
    said="The document does not say what language it is in.",
    why="A screen reader needs it to pronounce the words (WCAG 3.1.1).",
    fix="Choose Review, Language, Set Proofing Language, the language, Set As Default.",
    example="styles without w:lang",
)
OTHER_LANGUAGE = RULES.rule(
    "access-other-language",
    "warning",
    said="The text seems to be in {language}, and its language is set as {marked}.",
    why="A screen reader would pronounce it by the wrong rules, so that nobody understands it (WCAG 3.1.2).",
    fix="Select it and choose Review, Language, Set Proofing Language.",
    example="a Spanish sentence in a document whose language is en-US",
)
HEADINGS = RULES.rule(
    "access-heading-order",
    "error",
    said="A heading of level {level} comes {after}.",
    why=f"{_READER} move by headings, and a gap reads as a part that is missing (WCAG 1.3.1, 2.4.6).",
    fix="Choose Home, Styles, {style}.",
    example="Heading 3 right after Heading 1",
)
NO_HEADINGS = RULES.rule(
    "access-no-headings",
    "warning",
    said="The document has {count} paragraphs and no heading.",
    why=f"{_READER} move by headings, and would have to hear it all to find a part (WCAG 1.3.1, 2.4.6).",
    fix="Click the line that names each part and choose Home, Styles, Heading 1.",
    example="twenty paragraphs without a heading",
)
FAKE_HEADING = RULES.rule(
    "access-fake-heading",
    "warning",
    said="The paragraph looks like a heading and is none: it is only bold.",
    why=f"{_READER} move by headings, and would not find this part (WCAG 1.3.1).",
    fix="Click in it and choose Home, Styles, Heading 1 to Heading 4, whichever is its level.",
    example="a short bold paragraph over one that is not bold",
)
TYPED_LIST = RULES.rule(
    "access-typed-list",
    "warning",
    said="The paragraph starts with a typed list mark ({mark}).",
    why=f"{_READER} would not hear that it is a list, nor how long it is (WCAG 1.3.1).",
    fix="Delete the mark and choose Home, Bullets or Home, Numbering.",
    example="a paragraph that starts with a typed bullet, or 2. after one with 1.",
)
TABLE_HEADER = RULES.rule(
    "access-table-header",
    "error",
    said="The table's first row is not marked as its header.",
    why=f"{_READER} would not hear which column a cell is in (WCAG 1.3.1).",
    fix="Click in the first row and choose Table Layout, Repeat Header Rows.",
    example="a table whose first row has no w:tblHeader",
)
NESTED_TABLE = RULES.rule(
    "access-nested-table",
    "error",
    said="A table stands inside a table.",
    why=f"{_READER} lose their place in it (WCAG 1.3.2).",
    fix="Use one table, or headings and lists; to undo the outer one choose Table Layout, Convert to Text.",
    example="a w:tbl in a w:tc",
)
LAYOUT_TABLE = RULES.rule(
    "access-layout-table",
    "warning",
    said="The table has only one row or one column, so it seems to be there for its looks.",
    why="A screen reader announces rows and columns that mean nothing (WCAG 1.3.1, 1.3.2).",
    fix="Click in it and choose Table Layout, Convert to Text; for a frame choose Home, Borders.",
    example="a table of one cell around a paragraph",
)
MERGED = RULES.rule(
    "access-merged-cells",
    "warning",
    said="The table has merged cells.",
    why="A screen reader may name the wrong column or row for a cell (WCAG 1.3.1).",
    fix="Click the merged cell and choose Table Layout, Split Cells.",
    example="a cell with a w:gridSpan of 2",
)
ROW_HEIGHT = RULES.rule(
    "access-row-height",
    "error",
    said="A table row has a fixed height.",
    why="Larger print is cut off in it (WCAG 1.4.4).",
    fix="Choose Table Layout, Properties, Row, Row height is: At least.",
    example='w:trHeight with hRule="exact"',
)
TEXT_BOX = RULES.rule(
    "access-text-box",
    "error",
    said="There is a text box.",
    why="Many screen readers skip it, or read it out of order (WCAG 1.3.2).",
    fix="Cut its text and paste it into an ordinary paragraph; for a frame choose Home, Borders.",
    example="w:txbxContent",
)
FLOATING = RULES.rule(
    "access-floating",
    "error",
    said="There is a floating {kind}.",
    why="It is read out of order, or not at all (WCAG 1.3.2).",
    fix="Click it and choose Layout Options, In Line with Text; for a table Properties, Text wrapping: None.",
    example="a picture with wp:anchor",
)
PICTURE = RULES.rule(
    "access-picture-text",
    "error",
    said="A picture has no alternative text.",
    why=f"{_READER} would not know what it shows (WCAG 1.1.1).",
    fix="Right-click it, choose View Alt Text, and say what it tells; or mark it as decorative.",
    example="a docPr without descr",
)
PICTURE_NAME = RULES.rule(
    "access-picture-name",
    "warning",
    said="A picture's alternative text is only a name: {text}.",
    why=f"{_READER} would not know what it shows (WCAG 1.1.1).",
    fix="Right-click it, choose View Alt Text, and say what it tells; or mark it as decorative.",
    example="a docPr with the descr image1.png",
)
CONTROL_TITLE = RULES.rule(
    "access-control-title",
    "error",
    said="A content control has no title.",
    why="It is announced by its title (WCAG 4.1.2).",
    fix="Click it and choose Developer, Properties, Title.",
    example="a w:sdt without w:alias",
)
SIZE = RULES.rule(
    "access-size",
    "error",
    said="The text is {size} points, less than {minimum}.",
    why="Many people with low vision cannot read smaller print (clear print: 12 points at least, better 14; large "
    "print as the American Printing House for the Blind has it: 18).",
    fix="Right-click its style under Home, Styles, choose Modify, and set {minimum} points or more.",
    example="body text of 10 points",
)
CONTRAST = RULES.rule(
    "access-contrast",
    "error",
    said="The text has a contrast of {ratio} to 1 with what is behind it ({color} on {behind}).",
    why="People with low vision cannot read it, and it fades in a copy (WCAG 1.4.3 asks 4.5 to 1).",
    fix="Choose Home, Font Color, Automatic; or another color under Home, Shading: dark on light, or light on dark.",
    example="text colored AAAAAA on white",
)
COLOR_ALONE = RULES.rule(
    "access-color-alone",
    "warning",
    said="{what}.",
    why="People who do not see the color, and readers of a copy in gray, would miss it (WCAG 1.4.1).",
    fix="Say it in words too, or make it bold (Home, Bold).",
    example="one red word among black ones, or the words: see the red items",
)
ANIMATED = RULES.rule(
    "access-animated-text",
    "error",
    said="The text is animated.",
    why="What blinks cannot be read by many people, and can cause seizures (WCAG 2.2.2, 2.3.1).",
    fix="Select it and choose Home, Clear All Formatting.",
    example='w:effect="blinkBackground" on a run',
)
WATERMARK = RULES.rule(
    "access-watermark",
    "error",
    said="There is a watermark.",
    why="It lies under the text and lowers its contrast (WCAG 1.4.3); a screen reader may not say it (WCAG 1.1.1).",
    fix="Choose Design, Watermark, Remove Watermark, and say it in words at the top of the page.",
    example="a shape named PowerPlusWaterMarkObject in a header",
)
PAGE_NUMBER = RULES.rule(
    "access-page-number",
    "error",
    said="The page number is typed.",
    why="It is wrong on every other page, so nobody finds a place by it (WCAG 1.3.1).",
    fix="Delete it and choose Insert, Page Number.",
    example="a footer with the words Page 1 and no PAGE field",
)
LINK_TEXT = RULES.rule(
    "access-link-text",
    "warning",
    said="The text of a link is {what}.",
    why=f"{_READER} hear links in a list, and would not know where it leads (WCAG 2.4.4).",
    fix="Right-click it, choose Edit Link, Text to display, and write what it leads to.",
    example="a link with the text: click here",
)
EMPTY = RULES.rule(
    "access-empty-paragraph",
    "warning",
    said="An empty paragraph serves as space.",
    why=f"{_READER} hear 'blank' each time, and may take it for the end (WCAG 1.3.2).",
    fix="Delete it and choose Layout, Spacing, Before or After.",
    example="two paragraphs with an empty one between them",
)
PROTECTION = RULES.rule(
    "access-protection",
    "error",
    said="The document is protected: {kind}.",
    why=f"{_READER} or large print cannot move through protected text or change how it looks (WCAG 2.1.1, 4.1.2).",
    fix="Choose Review, Restrict Editing, Stop Protection.",
    example='w:documentProtection with edit="forms" and enforcement="1"',
)
