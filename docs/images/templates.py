"""Does to the template of the client copy what docs/templates.md does in Word: `python templates.py TEMPLATE NEW`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docx
from docx.shared import RGBColor

from planbuilder.docx.base import add_table

#: The rows of the table that step 5 of the guide makes.
ROWS = (
    ("Name", "Who this is to me"),
    ("{%tr for member in team %}", ""),
    ("{{ member.name }}", "{{ member.plain_role }}"),
    ("{%tr endfor %}", ""),
)
SENTENCE = "My record number is {{ client.id }}."
_GREEN = RGBColor(0x1B, 0x5E, 0x20)


def restyle(document: Any) -> None:
    """Give Heading 1 a dark green."""
    document.styles["Heading 1"].font.color.rgb = _GREEN


def add_sentence(document: Any) -> None:
    """Write the sentence with a tag after the one that says whom the person can ask."""
    before = next(each for each in document.paragraphs if each.text.startswith("I can ask anyone on my team"))
    before.insert_paragraph_before(SENTENCE, style="Body Text")


def add_rows(document: Any) -> None:
    """Put a table with a row for everybody on the team in the place of the list under *Who helps me*."""
    bullet = next(each for each in document.paragraphs if "for each in team" in each.text)
    table = add_table(document, ROWS, (3.0, 3.0))
    bullet._p.addnext(table._tbl)  # noqa: SLF001 - python-docx moves no tables
    bullet._p.getparent().remove(bullet._p)  # noqa: SLF001


def main() -> None:
    """Write the changed template."""
    document = docx.Document(sys.argv[1])
    for step in (restyle, add_sentence, add_rows):
        step(document)
    document.save(str(Path(sys.argv[2])))


if __name__ == "__main__":
    main()
