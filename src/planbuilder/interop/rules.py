"""The rules on workbooks that are read back, each registered once."""

from __future__ import annotations

from planbuilder.findings import RuleBook

RULES = RuleBook()

FORMULA = RULES.rule(
    "sheet-formula",
    "error",
    said="The cell holds a formula, or a text that a spreadsheet program may take for one.",
    why="A formula can fetch or send what nobody asked for; the library holds words and numbers only.",
    fix="Write the words themselves. A text begins with a letter, a digit or a quotation mark, not with = + - or @.",
    example='=HYPERLINK("https://example.org")',
)
FAULTY = RULES.rule(
    "sheet-error-value",
    "error",
    said="The cell shows an error of the spreadsheet program, not a value.",
    why="What stood there is lost.",
    fix="Undo what broke it, or empty the cell.",
    example="#REF!",
)
UNREADABLE = RULES.rule(
    "sheet-cell",
    "error",
    said="The cell cannot be read as {kind}: {problem}.",
    why="Half of it would be lost.",
    fix="{fix}",
    example="twice, in dose/times",
)
CHANGED_SINCE = RULES.rule(
    "sheet-changed-since",
    "error",
    said="The library has changed here since the workbook was made. It now says: {now}",
    why="Somebody's later change would be undone without a word.",
    fix="To keep what the library says, put that into the cell. To replace it, export anew and change the cell there.",
    example="two people change one title, one in the file, one in the workbook",
)
NO_ID = RULES.rule(
    "sheet-no-id",
    "warning",
    said="The row has no {column} that can be one, and was not taken.",
    why="Nothing says which entry it is.",
    fix="Give it {column}: small letters, digits and hyphens.",
    example="a title in a row without an id",
)
ROW_TWICE = RULES.rule(
    "sheet-row-twice",
    "warning",
    said="'{id}' stands in row {first} already; this row was not taken.",
    why="Only one of the two can count.",
    fix="Keep one of the rows, or give the new one an id of its own.",
    example="a row copied and changed, with its id",
)
NO_PARENT = RULES.rule(
    "sheet-no-parent",
    "warning",
    said="There is no {kind} '{id}', and the row was not taken.",
    why="It belongs to nothing.",
    fix="Correct the id, or add a row for it on its own sheet.",
    example="an objective of a goal that does not exist",
)
ROW_GONE = RULES.rule(
    "sheet-row-gone",
    "warning",
    said="The row of '{id}' is not in the workbook any more. It was kept in the library.",
    why="What plans in use refer to is never deleted.",
    fix="To take an entry out of use, 'planbuilder library withdraw' says why. A part of one is taken out in its file.",
    example="a row deleted in the spreadsheet",
)
NO_COLUMN = RULES.rule(
    "sheet-column",
    "warning",
    said="'{name}' is no column of this sheet, and what stands in it was not taken.",
    why="Somebody may believe that it counts.",
    fix="{fix}",
    example="a column called notes",
)
COLUMN_TWICE = RULES.rule(
    "sheet-column-twice",
    "error",
    said="Two columns are called '{name}'.",
    why="Nobody can say which counts.",
    fix="Keep one of them.",
    example="two columns called title",
)
NO_KEY_COLUMN = RULES.rule(
    "sheet-key-column",
    "error",
    said="The sheet has no column '{name}'.",
    why="Without it no row can be placed.",
    fix="Put it back as it was exported, or export anew.",
    example="the column id deleted",
)
NO_SHEET = RULES.rule(
    "sheet-unknown",
    "warning",
    said="The sheet '{name}' was not read.",
    why="Only the sheets that were exported hold entries.",
    fix="Nothing is to be done where it is meant for people only.",
    example="a sheet called Notes",
)
NO_FOLDER = RULES.rule(
    "sheet-no-folder",
    "warning",
    said="The new {kind} '{id}' names no {field}, and was not taken.",
    why="Its file lies in a folder of that name.",
    fix="Fill in {field}.",
    example="a new intervention without a modality",
)
