"""The readiness sheet: one page a profile, the most pressing first, the rest counted; what was read, and when."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from planbuilder.data import data_path
from planbuilder.documents.readiness_sheet import readiness
from planbuilder.documents.registry import document_homes, find_paper, render_paper
from planbuilder.library.store import Library
from planbuilder.plan.record import Plan
from planbuilder.profiles.checking import ProfileResult, check_profiles

LATE = dt.date(2027, 3, 1)


@pytest.fixture(scope="module")
def results(examples: Mapping[str, Plan], shipped: Library) -> tuple[Plan, tuple[ProfileResult, ...]]:
    """Return a plan that lacks nearly everything that profiles ask, late, and what each of them finds."""
    plan = examples["deaf-alcohol"]
    client = replace(
        plan.client,
        team=(),
        risks=(),
        strengths=(),
        limitations=(),
        supports=(),
        barriers=(),
        diagnoses=(),
        history=None,
        care=replace(plan.client.care, why_level=""),
    )
    bare = replace(plan, client=client, protocols=(), participation=(), options=(), measures=())
    return bare, check_profiles(bare, shipped.profiles.values(), shipped, LATE)


def test_each_profile_keeps_to_one_page_however_much_is_missing(
    results: tuple[Plan, tuple[ProfileResult, ...]],
    convert: Callable[[bytes, str], bytes],
    program: Callable[[str], str],
    tmp_path: Path,
) -> None:
    """All shipped profiles, of a plan that lacks nearly everything: a page for each, and each says what it is."""
    plan, found = results
    paper = find_paper(document_homes(data_path("library")), "readiness-sheet")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(convert(render_paper(plan, paper, results=found), "pdf"))
    told = subprocess.run([program("pdftotext"), str(path), "-"], check=True, capture_output=True, text=True).stdout
    pages = told.removesuffix("\f").split("\f")
    assert len(pages) == len(found)
    for page, each in zip(pages, found, strict=True):
        said = " ".join(page.split())
        assert "This is no determination of compliance." in said
        assert each.profile.title in said


def test_what_does_not_fit_is_counted_and_the_most_pressing_stand_first(
    results: tuple[Plan, tuple[ProfileResult, ...]],
) -> None:
    """What is listed and what is counted are together all that is missing, and nothing pressing is only counted."""
    _, found = results
    order = ("Error", "Warning", "Question", "Note")
    counted = 0
    for told, each in zip(readiness(found)["profiles"], found, strict=True):
        severities = [row["severity"] for row in told["missing"]]
        assert severities == sorted(severities, key=order.index)
        left = sum(int(number) for number in re.findall(r"(\d+) (?:error|warning|question|note)", told["more"]))
        assert len(severities) + left == len(each.by_requirement)
        counted += bool(left)
        assert not left or f"--profile {each.profile.id}" in told["more"]
    assert counted


def test_the_sheet_says_how_much_was_read_how_close_to_the_text_and_when(
    results: tuple[Plan, tuple[ProfileResult, ...]],
) -> None:
    """Read at the publisher, in a copy or in an account of it; and plainly where nothing was."""
    read = {each["id"]: each["read"] for each in readiness(results[1])["profiles"]}
    assert read["mn-245g-06"].startswith(
        "13 of 20 requirements were read in the text: 13 at the publisher; November 26"
    )
    assert read["cfr-42-8-12"].startswith("None of its requirements was read")


def test_a_short_list_is_printed_whole(whole: Plan, shipped: Library) -> None:
    """A plan that lacks one thing: expect it, and no sentence that counts."""
    bare = replace(whole, client=replace(whole.client, strengths=()))
    (told,) = readiness(check_profiles(bare, [shipped.profiles["good-practice"]], shipped, LATE))["profiles"]
    assert (told["missing"][0]["where"], told["more"]) == ("strengths", "")
