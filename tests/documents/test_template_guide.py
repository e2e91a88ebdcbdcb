"""docs/templates.md tells the truth: its steps work as written, its messages are those that are printed."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.shared import Pt

from planbuilder.cli.main import planbuilder

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "templates.md").read_text(encoding="utf-8")
TEMPLATE = "documents/client-copy/template.docx"
_PAIR = re.compile(r"^```jinja\n(.*?)\n```\n\n```text\n(.*?)\n```", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"^```text\n(.*?)\n```", re.MULTILINE | re.DOTALL)
#: A picture is loaded by everybody who opens the guide.
_LARGEST_IMAGE = 150_000
MISTAKES = _PAIR.findall(GUIDE.partition("\n## 7.")[2])
HABITS = _SAID.findall(GUIDE.partition("\n## 8.")[2])


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the first step makes, and be in it."""
    run("init", str(tmp_path / "our-agency"))
    monkeypatch.chdir(tmp_path / "our-agency")
    return tmp_path / "our-agency"


def run(*words: str) -> str:
    """Return what a command prints."""
    return CliRunner().invoke(planbuilder, words).output


def change(workspace: Path, *changes: Callable[[Any], object]) -> None:
    """Change the template of the workspace."""
    path = workspace / TEMPLATE
    document = docx.Document(str(path))
    for each in changes:
        each(document)
    document.save(str(path))


def found(workspace: Path, *changes: Callable[[Any], object]) -> str:
    """Return what the check finds in the changed template, without the count at its end."""
    change(workspace, *changes)
    return run("template", "check", TEMPLATE).rpartition("\n\nFound ")[0]


def before_all(text: str, style: str = "Body Text") -> Callable[[Any], Any]:
    """Return the change that writes a paragraph for each line before everything else."""

    def write(document: Any) -> Any:
        first = document.paragraphs[0]
        return [first.insert_paragraph_before(line, style=style) for line in text.split("\n")]

    return write


def small(document: Any) -> None:
    """Write a paragraph of 9 points before everything else."""
    document.paragraphs[0].insert_paragraph_before("Read this.", style="Body Text").runs[0].font.size = Pt(9)


def headless(document: Any) -> None:
    """Add a table whose first row is not marked."""
    document.add_table(2, 2, style="Plan Table")


def steps() -> ModuleType:
    """Return the script that takes the steps of the guide for its pictures."""
    spec = importlib.util.spec_from_file_location("guide_steps", DOCS / "images" / "templates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("tags", "said"), MISTAKES, ids=[tags.split("\n")[0] for tags, _ in MISTAKES])
def test_a_mistake_of_the_guide_is_told_as_the_guide_says(workspace: Path, tags: str, said: str) -> None:
    """Each pair of blocks: what is written into the template, and all that the check then finds."""
    assert found(workspace, before_all(tags)) == said


@pytest.mark.parametrize(
    ("number", "wrong"), list(enumerate((before_all("Later", "Heading 3"), headless, small, before_all("- a pen"))))
)
def test_a_habit_that_was_not_kept_is_told_as_the_guide_says(
    workspace: Path, number: int, wrong: Callable[[Any], object]
) -> None:
    """The messages of the last part, in their order."""
    assert found(workspace, wrong) == HABITS[number]


def test_no_message_of_the_guide_is_left_untried() -> None:
    """Every block of the two parts that quote the check is one of those above."""
    assert len(MISTAKES) == len(_SAID.findall(GUIDE.partition("\n## 7.")[2].partition("\n## 8.")[0]))
    assert len(HABITS) == 4


def test_the_steps_of_the_guide_make_a_template_without_fault_that_prints_the_row_of_everybody(workspace: Path) -> None:
    """A style, a tag and a table as the guide has them; the example of the workspace is printed with them."""
    made = steps()
    change(workspace, made.restyle, made.add_sentence, made.add_rows)
    assert made.SENTENCE in GUIDE
    assert all(cell in GUIDE for row in made.ROWS for cell in row)
    assert run("template", "check", "client-copy") == "Nothing found.\n"
    files = [f"clients/example.{kind}.yaml" for kind in ("client", "selection")]
    run("plan", *files, "-d", "client-copy", "--force")
    (printed,) = (workspace / "outputs").glob("*client-copy*.docx")
    document = docx.Document(str(printed))
    id = printed.name.partition("-client-copy")[0]
    assert f"My record number is {id}." in [each.text for each in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == list(made.ROWS[0])
    assert len(rows) > 1
    assert all(name and role for name, role in rows)
    styles = zipfile.ZipFile(io.BytesIO(printed.read_bytes())).read("word/styles.xml")
    assert b"1B5E20" in styles


def test_the_fields_of_the_guide_are_listed_as_it_shows_them(workspace: Path) -> None:
    """The lines under *Find a field* stand in the listing, one after another."""
    (shown,) = _SAID.findall(GUIDE.partition("\n## 4.")[2].partition("\n## 5.")[0])
    assert workspace.is_dir()
    assert shown in run("template", "fields", "client-copy")


def test_the_tags_that_the_guide_tells_to_write_are_without_fault(workspace: Path) -> None:
    """The blocks of the steps, those with filters, and a condition within a sentence."""
    guide = GUIDE.partition("\n## 7.")[0]
    blocks = re.findall(r"^```jinja\n(.*?)\n```", guide, re.MULTILINE | re.DOTALL)
    filters = [tag.replace("\\|", "|") for tag in re.findall(r"^\| `(\{\{.*?\}\})` \|", guide, re.MULTILINE)]
    sentences = re.findall(r"`(I was born.*?)`", guide)
    assert len(filters) >= 4
    assert len(sentences) == 1
    change(workspace, *map(before_all, (*blocks, *filters[:4], *sentences)))
    assert run("template", "check", "client-copy") == "Nothing found.\n"


def test_the_pictures_of_the_guide_are_there_and_small() -> None:
    """Each takes less than 150 KB and has a text for those who do not see it."""
    pictures = re.findall(r'<img src="([^"]+)" width="\d+" alt="([^"]{40,})">', GUIDE)
    assert len(pictures) == GUIDE.count("<img ")
    assert [name for name, _ in pictures if (DOCS / name).stat().st_size >= _LARGEST_IMAGE] == []
