"""The base package: valid, accessible, whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import unpacked

from planbuilder.docx import Editable, Slot, Template, accessibility, verify
from planbuilder.docx.base import add_table, base_package, new_document, saved

STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Body Text", "Note", "List Bullet",
          "List Bullet 2", "List Number", "List Number 2", "Caption", "Table Text", "Table Heading")  # fmt: skip


def sample() -> bytes:
    """Return a document that uses every style, made through a template."""
    document = new_document("{{ title }}")
    for style in STYLES:
        document.add_paragraph("{{ x }}" if style == "Body Text" else f"In {style}", style=style)
    add_table(document, [("Head", "Head"), ("cell", "cell")], (2, 4.5))
    goal = Editable("Two days", "k", "Goal", (Slot("n", 0, 3),))
    return Template(saved(document)).render({"title": "A plan", "x": goal})


def test_the_base_holds_nothing_of_the_library_that_writes_it() -> None:
    """No custom XML, no stray author, no superseded part."""
    members = unpacked(saved(new_document("t")))
    assert not [name for name in members if "customXml" in name or "Effects" in name]
    assert b"python-docx" not in b"".join(members.values())


def test_a_document_on_the_base_is_whole_and_accessible() -> None:
    """Our own rules find nothing."""
    assert verify(sample()) == ()
    assert accessibility(sample()) == ()


def test_a_document_on_the_base_passes_an_independent_validator(tmp_path: Path) -> None:
    """openxml-audit knows the schemas of Word."""
    audit = pytest.importorskip("openxml_audit")
    path = tmp_path / "sample.docx"
    path.write_bytes(sample())
    result = audit.OpenXmlValidator().validate(str(path))
    assert result.is_valid, result.errors


def test_the_base_says_its_language() -> None:
    """A Spanish template starts from a Spanish base."""
    assert b'w:lang w:val="es-US"' in unpacked(saved(new_document("t", "es-US")))["word/styles.xml"]


def test_saving_twice_gives_the_same_bytes() -> None:
    """Templates can be made again from their scripts without a difference."""
    assert saved(new_document("t")) == saved(new_document("t"))
    assert base_package() == base_package()


def test_the_sample_becomes_a_pdf(convert: Callable[[bytes, str], bytes]) -> None:
    """A second program can open it."""
    assert convert(sample(), "pdf").startswith(b"%PDF")
