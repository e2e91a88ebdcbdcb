"""Deciding tracked changes: accepted, rejected or left, author by author, as Word does it."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from lxml import etree

from planbuilder.docx import Template, read_back
from planbuilder.docx.authoring import Author
from planbuilder.docx.deciding import Decide, Decision, decided
from planbuilder.docx.values import Editable
from word_edits import (
    Element,
    control,
    edited,
    paragraph,
    paragraph_added,
    run_of,
    saved_by_python_docx,
    tracked_deletion,
    tracked_insertion,
    unpacked,
    w,
)


def whatever(decision: Decision) -> Decide:
    """Return the same decision about everybody."""
    return lambda _: decision


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Return a document with two texts and a table."""
    author = Author("A letter")
    author.paragraph("{{ first }}", style="Statement")
    author.paragraph("{{ second }}", style="Statement")
    author.table(("Name", "What"), "each in rows", ("{{ each }}", "x"), (2, 2))
    values = {"first": Editable("One.", "first"), "second": Editable("Two.", "second"), "rows": ["a", "b"]}
    return Template(author.saved()).render(values)


def texts(data: bytes) -> list[str]:
    """Return the text of every paragraph that has any, as it stands."""
    root = etree.fromstring(unpacked(data)["word/document.xml"])
    found = ("".join(node.text or "" for node in each.iter(w("t"))) for each in root.iter(w("p")))
    return [text for text in found if text]


def _marked(root: Element, name: str) -> None:
    """Mark the end of the first text's paragraph as inserted or deleted."""
    found = paragraph(root, "first")
    properties = found.find(w("pPr"))
    look = etree.SubElement(properties, w("rPr"))
    etree.SubElement(look, w(name), {w("id"): "77", w("author"): "Pam", w("date"): "2026-11-20T09:30:00Z"})


def _row(root: Element, name: str) -> None:
    """Mark the last row as inserted or deleted."""
    row = list(root.iter(w("tr")))[-1]
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        row.insert(0, properties)
    etree.SubElement(properties, w(name), {w("id"): "78", w("author"): "Pam", w("date"): "2026-11-20T09:30:00Z"})


def _bold(root: Element) -> None:
    """Make a text bold while changes are tracked."""
    run = next(control(root, "first").iter(w("r")))
    look = run.find(w("rPr"))
    if look is None:
        look = etree.Element(w("rPr"))
        run.insert(0, look)
    before = copy.deepcopy(look)
    etree.SubElement(look, w("b"))
    change = etree.SubElement(look, w("rPrChange"), {w("id"): "79", w("author"): "Pam"})
    change.append(before)


def _moved(root: Element) -> None:
    """Move words from the first text to behind the second while changes are tracked."""
    gone = next(control(root, "first").iter(w("r")))
    source = etree.Element(w("moveFrom"), {w("id"): "80", w("author"): "Pam"})
    gone.addprevious(source)
    source.append(gone)
    target = etree.SubElement(paragraph(root, "second"), w("moveTo"), {w("id"): "81", w("author"): "Pam"})
    target.append(run_of(" One."))


CASES: dict[str, tuple[Callable[[Element], object], list[str], list[str]]] = {
    "insertion": (tracked_insertion("first", " More.", "Pam"), ["One. More.", "Two."], ["One.", "Two."]),
    "deletion": (tracked_deletion("first", "Pam"), ["Two."], ["One.", "Two."]),
    "paragraph": (paragraph_added("first", "New.", author="Pam"), ["One.", "New.", "Two."], ["One.", "Two."]),
    "join": (lambda root: _marked(root, "del"), ["One.Two."], ["One.", "Two."]),
    "split": (lambda root: _marked(root, "ins"), ["One.", "Two."], ["One.Two."]),
    "move": (_moved, ["Two. One."], ["One.", "Two."]),
}


@pytest.mark.parametrize("case", CASES)
def test_text_is_as_word_leaves_it(case: str, paper: bytes) -> None:
    """Accepted as if it had been typed untracked; rejected as if it had never been typed."""
    edit, accepted, rejected = CASES[case]
    data = edited(paper, edit)
    rest = ["Name", "What", "a", "x", "b", "x"]
    assert texts(decided(data, whatever("accept"))) == [*accepted, *rest]
    assert texts(decided(data, whatever("reject"))) == [*rejected, *rest]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_nothing_waits_once_all_is_decided(case: str, decision: Decision, paper: bytes) -> None:
    """And what was decided can still be opened."""
    made = decided(edited(paper, CASES[case][0]), whatever(decision))
    assert read_back(made).tracked == ()
    assert read_back(saved_by_python_docx(made)).tracked == ()


@pytest.mark.parametrize(
    ("name", "decision", "rows"), [("ins", "reject", 2), ("ins", "accept", 3), ("del", "accept", 2)]
)
def test_rows_come_and_go(name: str, decision: Decision, rows: int, paper: bytes) -> None:
    """A rejected new row and an accepted deleted one are gone."""
    made = decided(edited(paper, lambda root: _row(root, name)), whatever(decision))
    root = etree.fromstring(unpacked(made)["word/document.xml"])
    assert len(list(root.iter(w("tr")))) == rows
    assert read_back(made).tracked == ()


@pytest.mark.parametrize(("decision", "bold"), [("accept", 1), ("reject", 0)])
def test_looks_stay_or_go_back(decision: Decision, bold: int, paper: bytes) -> None:
    """Bold that was rejected is taken back."""
    made = decided(edited(paper, _bold), whatever(decision))
    root = etree.fromstring(unpacked(made)["word/document.xml"])
    assert len(list(control(root, "first").iter(w("b")))) == bold
    assert read_back(made).tracked == ()


def test_each_author_is_decided_alone(paper: bytes) -> None:
    """What is left waits as before."""
    data = edited(paper, tracked_insertion("first", " A.", "Pam"), tracked_insertion("second", " B.", "Jo"))
    decisions: dict[str, Decision] = {"Pam": "accept"}
    made = decided(data, lambda author: decisions.get(author, "leave"))
    assert [(each.author, each.text) for each in read_back(made).tracked] == [("Jo", " B.")]
    assert read_back(made).by_key["first"].text == "One. A."


def test_a_document_without_changes_stays_what_it_was(paper: bytes) -> None:
    """Text for text."""
    assert texts(decided(paper, whatever("reject"))) == texts(paper)
