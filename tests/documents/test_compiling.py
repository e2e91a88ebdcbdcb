"""Templates between runs: what was compiled is kept, and whatever is broken, foreign or old is compiled anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_files import rich_plan

from planbuilder.data import data_path
from planbuilder.documents.compiling import template_of
from planbuilder.documents.registry import document_homes, find_paper
from planbuilder.documents.view import view
from planbuilder.errors import TemplateError

TEMPLATE = data_path("library") / "documents" / "brief-plan" / "template.docx"
PAPER = find_paper(document_homes(data_path("library")), "brief-plan").document


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty cache directory of this test's own."""
    monkeypatch.setenv("PLANBUILDER_CACHE", str(tmp_path))
    return tmp_path


def test_a_template_is_kept_without_anything_of_a_client(home: Path) -> None:
    """Expect one file, of markup and tags, and the same document from it."""
    data = view(rich_plan(), PAPER)
    first = template_of(TEMPLATE.read_bytes(), TEMPLATE.name).render(data)
    (kept,) = home.iterdir()
    assert rich_plan().client.identity.name not in kept.read_text()
    assert "client.name" in kept.read_text()
    assert template_of(TEMPLATE.read_bytes(), TEMPLATE.name).render(data) == first
    assert list(home.iterdir()) == [kept]


def test_a_broken_one_is_made_anew(home: Path) -> None:
    """Expect the same document, and the file mended, whatever was in it."""
    data = view(rich_plan(), PAPER)
    first = template_of(TEMPLATE.read_bytes(), TEMPLATE.name).render(data)
    (kept,) = home.iterdir()
    good = kept.read_bytes()
    for bad in (b"", b"{}", good[:-1], good.replace(b"client.name", b"client.nome")):
        kept.write_bytes(bad)
        assert template_of(TEMPLATE.read_bytes(), TEMPLATE.name).render(data) == first
        assert kept.read_bytes() == good


def test_what_has_faults_is_not_kept(home: Path) -> None:
    """They are said anew each time."""
    for _ in range(2):
        with pytest.raises(TemplateError):
            template_of(b"no Word file", "letter.docx")
    assert list(home.iterdir()) == []
