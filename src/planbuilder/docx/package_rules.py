"""The rules of a whole Word package."""

from __future__ import annotations

from planbuilder.docx.rulebook import RULES

_BROKEN = "Word may refuse the file, or repair it and lose content."
_AGAIN = "Open the file in Word and save it again, or make it again from its template."

READABLE = RULES.rule(
    "package-readable",
    "error",
    said="{said}",
    why="It cannot be opened.",
    fix="{fix}",
    example="a text file named plan.docx",
)
MEMBER = RULES.rule(
    "package-member",
    "error",
    said="The part {name} is in the package twice.",
    why="Programs differ in which of the two they read.",
    fix=_AGAIN,
    example="two members named word/document.xml",
)
TARGET = RULES.rule(
    "package-target",
    "error",
    said="{name} refers to {target}, which is not in the package.",
    why=_BROKEN,
    fix=_AGAIN,
    example="a relationship to media/image1.png where there is no such part",
)
RELATIONSHIP = RULES.rule(
    "package-relationship",
    "error",
    said="{name} uses the relationship {id}, which it does not have.",
    why=_BROKEN,
    fix=_AGAIN,
    example="a headerReference with an r:id that the relationships part does not list",
)
EXTERNAL = RULES.rule(
    "package-external",
    "warning",
    said="{name} loads {kind} from outside the file.",
    why="Opening it would tell another machine, and it may change or be missing.",
    fix="Insert the content into the file instead of linking it.",
    example="a picture that is linked, not embedded",
)
STYLE = RULES.rule(
    "package-style",
    "error",
    said="The style {name} is used and not defined.",
    why="The text falls back to another look, and headings are no headings.",
    fix="Define the style, or use another.",
    example="a paragraph of the style Heading9 where styles.xml has none",
)
NUMBERING = RULES.rule(
    "package-numbering",
    "error",
    said="The list {name} is used and not defined.",
    why="The list loses its numbers or bullets.",
    fix="Apply the list style again.",
    example="a numPr with numId 7 where numbering.xml has no num 7",
)
BOOKMARK = RULES.rule(
    "package-bookmark",
    "error",
    said="The bookmark {name} {problem}.",
    why="Edits inside it cannot be read back, and Word may repair the file.",
    fix=_AGAIN,
    example="a bookmarkStart without a bookmarkEnd",
)
ANCHOR = RULES.rule(
    "package-anchor",
    "error",
    said="A link goes to the bookmark {name}, which is not in the document.",
    why="The link leads nowhere.",
    fix="Set the bookmark, or take the link out.",
    example="a hyperlink with the anchor goals where no bookmark is named goals",
)
COMMENT = RULES.rule(
    "package-comment",
    "error",
    said="The {kind} {name} is referred to and not there.",
    why=_BROKEN,
    fix="Take the reference out.",
    example="a commentReference with id 3 where comments.xml has no comment 3",
)
CONTROL_ID = RULES.rule(
    "package-control-id",
    "error",
    said="The content control id {name} is used {count} times.",
    why="Word renumbers them, and edits may be read back to the wrong place.",
    fix=_AGAIN,
    example="two content controls with id 5",
)
DRAWING_ID = RULES.rule(
    "package-drawing-id",
    "error",
    said="The drawing id {name} is used {count} times.",
    why="Word may call the file corrupt.",
    fix=_AGAIN,
    example="two pictures with docPr id 1",
)
CELL = RULES.rule(
    "package-cell",
    "error",
    said="A table cell does not end in a paragraph.",
    why="Word calls such a file corrupt.",
    fix="Put an empty paragraph at the end of the cell.",
    example="a cell with nothing but its properties",
)
TABLE = RULES.rule(
    "package-table",
    "error",
    said="A table{part} has no {lacks}.",
    why="Word calls such a file corrupt.",
    fix="Delete what is left of it, or make the file again from its template.",
    example="a w:tbl with nothing but its properties",
)
TAG = RULES.rule(
    "package-tag",
    "warning",
    said="The text looks like a tag that was not filled: {name}",
    why="A reader would see the template's code.",
    fix="Print the document again, or delete the tag.",
    example="{{ client.name }} in a finished document",
)
PREFIX = RULES.rule(
    "package-prefix",
    "error",
    said="The prefix {name} is {problem} and is not declared.",
    why="Word calls such a file corrupt.",
    fix=_AGAIN,
    example='mc:Ignorable="w14" without xmlns:w14',
)
PARAGRAPH_ID = RULES.rule(
    "package-paragraph-id",
    "warning",
    said="The paragraph id {name} is used {count} times.",
    why="Comments and their answers are tied to it, and Word may show them at the wrong paragraph.",
    fix=_AGAIN,
    example="two paragraphs with the same w14:paraId",
)
CHANGE_ID = RULES.rule(
    "package-change-id",
    "warning",
    said="The id {name} of a tracked change is used {count} times.",
    why="Validators reject the file, and a program may take several changes for one.",
    fix="Accept or reject the change, or open the file in Word and save it again.",
    example="two insertions with w:id 4",
)
SHAPE_ID = RULES.rule(
    "package-shape-id",
    "warning",
    said="The shape id {name} is used {count} times.",
    why="Validators reject the file, and a program may show one shape in the place of another.",
    fix=_AGAIN,
    example="two VML shapes with the id _x0000_s1026",
)
CONTENT_TYPE = RULES.rule(
    "package-content-type",
    "error",
    said="The part {name} has no content type.",
    why="Word calls such a file corrupt.",
    fix=_AGAIN,
    example="a member notes.bin where [Content_Types].xml knows neither the part nor the ending",
)
SPAN = RULES.rule(
    "package-span",
    "error",
    said="A merged table cell or its row {problem}.",
    why="Word may refuse the table, or show its cells in other places.",
    fix="Select the table, choose Layout, Split Cells, and merge the cells again.",
    example="a w:vMerge that continues in the first row",
)
NESTING = RULES.rule(
    "package-nesting",
    "error",
    said="An element stands where Word allows none: {name} in {parent}.",
    why=_BROKEN,
    fix=_AGAIN,
    example="a run in the text of another run",
)
CONTROL_CONTENT = RULES.rule(
    "package-control-content",
    "error",
    said="A content control holds nothing, not even an empty text.",
    why=_BROKEN,
    fix="Right-click it and choose Remove Content Control, or make the file again from its template.",
    example="a w:sdt without w:sdtContent",
)
FIELD = RULES.rule(
    "package-field",
    "error",
    said="A field {problem}.",
    why="Word shows the rest of the document as the field's code, or leaves it out.",
    fix="Press Alt+F9 to see the codes of fields, delete this one, and insert it again.",
    example="a w:fldChar of the type begin without one of the type end",
)
MACRO = RULES.rule(
    "package-macro",
    "error",
    said="The file holds macros.",
    why="They are programs, which can do on your computer what you can.",
    fix="Choose File, Save As, Word Document (.docx): it leaves the macros out.",
    example="a part word/vbaProject.bin",
)
ACTIVE = RULES.rule(
    "package-active-x",
    "error",
    said="The file holds an ActiveX control.",
    why="It runs a program of the computer when the file is opened.",
    fix="Delete it, and use a content control (Developer, Controls) in its place.",
    example="a part word/activeX/activeX1.xml",
)
OBJECT = RULES.rule(
    "package-object",
    "warning",
    said="Another file is embedded: {name}.",
    why="It is not checked, it may hold a program or more than the page shows, and a screen reader does not read it.",
    fix="Delete it, and insert its text, table or picture.",
    example="an Excel sheet embedded in word/embeddings",
)
CHUNK = RULES.rule(
    "package-imported-text",
    "error",
    said="The text of another file is to be taken in when Word opens this one.",
    why="It is not checked here, only Word shows it, and it may hold what nobody expects.",
    fix="Open the file in Word and save it again: then the text is part of it.",
    example="a w:altChunk that names an HTML file",
)
FIELD_CODE = RULES.rule(
    "package-field-code",
    "error",
    said="A field reaches out of the file: {name}.",
    why="It fetches another file or starts another program when it is updated.",
    fix="Click it and press Ctrl+Shift+F9 to make it ordinary text, or delete it.",
    example="a field DDEAUTO or INCLUDETEXT",
)
