"""The rules on the files of a library: where they lie, how they are called, what they are."""

from __future__ import annotations

from planbuilder.library.rulebook import RULES

NO_ABOUT = RULES.rule(
    "library-about",
    "error",
    said="The folder has no library.yaml.",
    why="It says which library this is, of which version, under which licence.",
    fix="Add library.yaml, or give the folder that holds one.",
    example="a folder without library.yaml",
)
FILE_NAME = RULES.rule(
    "library-file-name",
    "error",
    said="The id is '{id}', but the file is called {name}.",
    why="Readers find an entry by its id; the two must agree.",
    fix="Correct the id, or rename the file to {right} where no such file is there yet.",
    example="id: other, in alcohol-use.yaml",
)
FOLDER = RULES.rule(
    "library-folder",
    "error",
    said="The {field} is '{value}', but the file lies in the folder {folder}.",
    why="Readers find an entry by its {field}; the two must agree.",
    fix="Move the file to {home}/{value}/, or correct the {field}.",
    example="modality: cbt, in interventions/family/",
)
TOO_DEEP = RULES.rule(
    "library-subfolder",
    "error",
    said="An entry of the kind {kind} lies directly in {home}/, not in a folder of it.",
    why="The next reader would look for it there.",
    fix="Move the file to {home}/.",
    example="problems/alcohol/alcohol-use.yaml",
)
ID_TWICE = RULES.rule(
    "library-id-twice",
    "error",
    said="The {kind} '{id}' stands in two files; the other is {other}.",
    why="An id names one entry, forever.",
    fix="Give one of them another id, or delete it.",
    example="interventions/cbt/drinking-log.yaml and interventions/family/drinking-log.yaml",
)
WORD_TWICE = RULES.rule(
    "vocabulary-twice",
    "error",
    said="'{word}' stands in two vocabulary files under {list}; the other is {other}.",
    why="Only one of the two would count.",
    fix="Keep one of them.",
    example="roles: {counselor: ...} in two files",
)
STRAY = RULES.rule(
    "library-stray-file",
    "warning",
    said="Nothing reads this file.",
    why="Somebody may believe that it counts.",
    fix="Entries lie in {folders}; delete the file or move it there.",
    example="notes.yaml beside library.yaml",
)
LINK = RULES.rule(
    "library-link",
    "error",
    said="This is a link to another place; links are not followed.",
    why="A copy of the library would lack what it leads to, or hold what was never meant to be in it.",
    fix="Put the file itself here, or delete the link.",
    example="problems/alcohol-use.yaml -> /elsewhere/alcohol-use.yaml",
)
EDITOR_LINE = RULES.rule(
    "library-editor-line",
    "warning",
    said="The file does not begin with the line that tells an editor which schema it follows.",
    why="With it, an editor completes names and marks mistakes while one types.",
    fix="Put this in the first line: {line}",
    example="schema: 1, in the first line",
)
