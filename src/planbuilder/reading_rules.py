"""The rules on YAML files as such, before anybody asks what is in them."""

from __future__ import annotations

from planbuilder.findings import Finding, Place, RuleBook
from planbuilder.reading_characters import code_point, is_control

RULES = RuleBook()
SYNTAX = RULES.rule(
    "yaml-syntax",
    "error",
    said="The file is not YAML from here on: {problem}.",
    why="Nothing after this place can be read.",
    fix="Compare the lines: close brackets and quotation marks; indent with blanks; put ': ' and '#' in quotes.",
    example="title: [Alcohol use\n",
)
TAB = RULES.rule(
    "yaml-tab",
    "error",
    said="A tab indents this line.",
    why="YAML does not allow tabs there: editors show them at different widths.",
    fix="Replace the tab with two blanks.",
    example="title:\n\tx: 1\n",
)
ENCODING = RULES.rule(
    "yaml-encoding",
    "error",
    said="The file is not UTF-8 text.",
    why="Letters would come out wrong, names among them.",
    fix="Save it again as UTF-8.",
    example="\udcff",
)
CONTROL = RULES.rule(
    "yaml-control-character",
    "error",
    said="The file holds a control character (code {code}).",
    why="Word files cannot hold it, and nobody can see it.",
    fix="Delete it; it often comes with text that was copied from another program.",
    example="title: a\x07b\n",
)
INVISIBLE = RULES.rule(
    "yaml-invisible-character",
    "error",
    said="The file holds a character that nobody can see ({code}).",
    why="It can turn figures and words around on paper, or hide a word from every search.",
    fix="Delete it; it often comes with text that was copied from another program.",
    example="title: a\u202eb\n",
)
DUPLICATE = RULES.rule(
    "yaml-duplicate-key",
    "error",
    said="The same name stands here twice; it stands first in line {first}.",
    why="Only one of the two would count, and nobody could tell which.",
    fix="Keep one of them.",
    example="title: a\ntitle: b\n",
)
ANCHOR = RULES.rule(
    "yaml-anchor",
    "error",
    said="Anchors and aliases (& and *) are not used in these files.",
    why="They hide what an entry says, and a few lines of them can fill the memory.",
    fix="Write the text out; put text that begins with & or * in quotes.",
    example="a: &x 1\nb: *x\n",
)
TAG = RULES.rule(
    "yaml-tag",
    "error",
    said="Tags (words with ! before them) are not used in these files.",
    why="Tags make other programs run code.",
    fix="Take the tag out; put text that begins with ! in quotes.",
    example="a: !thing 1\n",
)
DEEP = RULES.rule(
    "yaml-too-deep",
    "error",
    said="The file is nested more than {limit} levels deep.",
    why="No entry needs that; it is a mistake or an attack.",
    fix="Check the brackets and the indentation.",
    example="[" * 60 + "]" * 60,
)
BIG = RULES.rule(
    "yaml-too-big",
    "error",
    said="The file is larger than {limit} megabytes.",
    why="One entry is a few pages at most.",
    fix="Split it into one file an entry.",
    example="(five million letters)",
)
LONG = RULES.rule(
    "yaml-too-long",
    "error",
    said="A list here has more than {limit:,} items.",
    why="No entry and no person's file needs that; comparing them all would take hours.",
    fix="Check that nothing was pasted in by mistake.",
    example="a:\n" + "  - b\n" * 1_001,
)
SEVERAL = RULES.rule(
    "yaml-several-documents",
    "error",
    said="The file holds a second document, after '---'.",
    why="Everything after that line would be ignored.",
    fix="Put each entry in a file of its own.",
    example="a: 1\n---\nb: 2\n",
)
EMPTY = RULES.rule(
    "yaml-empty",
    "error",
    said="The file is empty.",
    why="There is nothing to read in it; often a command that should have filled it stopped with an error.",
    fix="Run that command again and read what it says, or write the file.",
    example="\n",
)
NO_MAPPING = RULES.rule(
    "yaml-not-a-mapping",
    "error",
    said="The file does not hold an entry: names with values, such as 'title: Alcohol use'.",
    why="There is nothing to read in it.",
    fix="Begin with 'schema: 1' and the fields that its kind of entry has.",
    example="- a\n- b\n",
)
KEY = RULES.rule(
    "yaml-key",
    "error",
    said="A name here is not a plain word.",
    why="Fields are found by their names.",
    fix="Write the name as one word before the colon; put a text that begins with a curly bracket into quotes.",
    example="{a: 1}: 2\n",
)
MORE = RULES.rule(
    "more-findings",
    "error",
    said="The file has more faults than the first {most}, which are listed.",
    why="Mending these often mends the rest.",
    fix="Mend what is listed, and check again.",
    example="{" + ", ".join(f"x{number}: 1" for number in range(300)) + "}",
)


def unseen(letter: str, place: Place) -> Finding:
    """Return the finding for a character that is never seen."""
    if is_control(letter):
        return CONTROL.finding(place, code=ord(letter))
    return INVISIBLE.finding(place, code=code_point(letter))
