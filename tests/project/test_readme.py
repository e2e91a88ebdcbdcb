"""README.md tells the truth: its commands exist, CI runs them as printed, its example is what a plan says."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click
import pytest

from planbuilder import compose, data_path, document_homes, load_client, load_library, load_selection, plan_text
from planbuilder.cli.lazy import LazyGroup
from planbuilder.cli.main import planbuilder

PROJECT = Path(__file__).parents[2]
PAGES = {
    name: (PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
}
README = PAGES["README.md"]
_SET_UP = re.compile(r"^python3 -m venv .+$", re.MULTILINE)
#: The image is loaded by everybody who opens the page.
_LARGEST_IMAGE = 300_000


def test_there_are_two_set_up_commands_and_ci_runs_the_second_as_printed() -> None:
    """One command ends in the demo, the other in the tests; .ci/run holds the second line for line."""
    demo, tests = _SET_UP.findall(README)
    assert demo.endswith("planbuilder demo")
    assert tests.endswith("pytest -q")
    assert tests in (PROJECT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_of_a_page_are_there(page: str) -> None:
    """Every link that leads to a file of the project leads to one that exists."""
    found = re.findall(r"\]\((?!https?:|#)([^)#]+)\)|src=\"([^\"]+)\"", PAGES[page])
    missing = [link or source for link, source in found if not (PROJECT / (link or source)).is_file()]
    assert missing == []


def test_the_picture_is_small_enough_to_load_everywhere() -> None:
    """The page of the plan takes less than 300 KB."""
    assert (PROJECT / "docs" / "images" / "treatment-plan.png").stat().st_size < _LARGEST_IMAGE


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_exists(page: str) -> None:
    """Commands and subcommands after the program's name are those of the program."""
    for first, second in re.findall(r"planbuilder ([a-z]+)(?: ([a-z]+))?", commands_in(PAGES[page])):
        context = click.Context(planbuilder)
        assert isinstance(planbuilder, LazyGroup)
        command = planbuilder.get_command(context, first)
        assert command is not None, first
        if isinstance(command, click.Group) and second:
            assert command.get_command(context, second) is not None, f"{first} {second}"


def commands_in(page: str) -> str:
    """Return what stands in code blocks and between backticks."""
    blocks = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return "\n".join((*blocks.findall(page), *re.findall(r"`([^`\n]+)`", blocks.sub("", page))))


def test_the_example_of_an_accommodation_is_what_a_plan_says() -> None:
    """Every paragraph that is quoted under Accommodations stands in the plan of an example client."""
    section = README.partition("## Accommodations")[2].partition("\n## ")[0]
    quoted = "\n".join(line[1:].strip() for line in section.splitlines() if line.startswith(">"))
    passages = [" ".join(passage.replace("**", "").split()) for passage in quoted.split("\n\n")]
    printed = " ".join(example_plan().split())
    assert len(passages) > 1
    assert [passage for passage in passages if passage not in printed] == []


def example_plan() -> str:
    """Return the plan of the Deaf example client as plain text."""
    root, day = data_path("library"), dt.date(2026, 11, 16)
    library = load_library(root)
    client = load_client(root / "examples" / "deaf-alcohol.client.yaml", library, day)
    selection, _ = load_selection(root / "examples" / "deaf-alcohol.selection.yaml", client, library)
    return plan_text(compose(client, selection, library, day), document_homes(root))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_no_place_on_somebodys_machine(page: str) -> None:
    """No path from the root of a file system stands in it."""
    assert re.findall(r"(?<![\w.~/-])/(?:home|root|tmp|usr|opt|work|Users)\b", PAGES[page]) == []
