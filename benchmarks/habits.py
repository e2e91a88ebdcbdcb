"""Prints the templates of tests/docx/docxtpl_cases.py with docxtpl, and keeps what it shows for the tests to compare.

Run it by hand: `pip install -r benchmarks/requirements.txt`, then `python benchmarks/habits.py`. It writes
tests/docx/docxtpl_results.json and the table of docs/coming-from-docxtpl.md, whose lines are the differences.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import warnings
from itertools import dropwhile
from pathlib import Path

import docxtpl
from docxtpl import DocxTemplate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "docx"))

from docxtpl_cases import DIFFERENT, ERROR, SAME, Case, data_of, shown, template_of  # noqa: E402 - after the path

_PAGE = ROOT / "docs" / "coming-from-docxtpl.md"
_LONGEST = 40
_HEAD = "| In the template | docxtpl | planbuilder |\n| --- | --- | --- |\n"


def theirs(case: Case) -> list[str] | str:
    """Return the texts of the document that docxtpl makes, or the word for an error."""
    try:
        template = DocxTemplate(io.BytesIO(template_of(case)))
        template.render(data_of(case))
        made = io.BytesIO()
        template.save(made)
        return shown(made.getvalue(), case)
    except Exception:  # noqa: BLE001 - whatever it raises is an error to its user
        return ERROR


def line(case: Case, found: list[str] | str) -> str:
    """Return a difference as a line of the table."""
    cells = (case.name, _said(found), f"{_said(case.ours)}. {case.why}")
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _said(found: list[str] | str) -> str:
    """Return what is shown as code, or the word for an error."""
    if isinstance(found, str):
        return found
    return ", ".join(f"`{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}`" for text in found) or "nothing"


def main() -> None:
    """Record every case and write the table."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    found = {case.name: theirs(case) for case in (*SAME, *DIFFERENT)}
    results = {"docxtpl": docxtpl.__version__, "shown": found}
    text = json.dumps(results, indent=2, ensure_ascii=False)
    (ROOT / "tests" / "docx" / "docxtpl_results.json").write_text(text + "\n", encoding="utf-8")
    page = _PAGE.read_text(encoding="utf-8")
    table = _HEAD + "\n".join(line(case, found[case.name]) for case in DIFFERENT) + "\n"
    before, _, rest = page.partition(_HEAD)
    after = "\n".join(dropwhile(lambda each: each.startswith("|"), rest.split("\n")))
    _PAGE.write_text(before + table + after, encoding="utf-8")
    print(f"docxtpl {docxtpl.__version__}: {len(SAME)} cases alike, {len(DIFFERENT)} different on purpose")


if __name__ == "__main__":
    main()
