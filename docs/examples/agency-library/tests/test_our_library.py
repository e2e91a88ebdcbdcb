"""What must hold of our library, our templates and what they make of invented people."""

from pathlib import Path

import pytest

from planbuilder.testing import (
    assert_accommodated,
    assert_library_sound,
    assert_meets,
    assert_plan_sound,
    assert_prints,
    assert_same_text,
    assert_template_sound,
)


def test_library(agency):
    """Every file is right, and every change of ours still fits the text beneath."""
    assert_library_sound(agency, warnings=True)


def test_templates(agency):
    """Every tag names a field that there is, and screen readers can read what we print."""
    assert_template_sound(agency)


def test_plans(agency, example_plans):
    """Our people's plans have no errors, ask nothing that nobody made possible, and meet what we promised."""
    assert example_plans
    for plan in example_plans.values():
        assert_plan_sound(agency, plan)
        assert_accommodated(agency, plan)
        assert_meets(agency, plan, "good-practice")
        assert_prints(agency, plan, ["treatment-plan", "client-copy"])


@pytest.mark.parametrize("document", ["client-copy"])
def test_texts(agency, example_plans, document):
    """What our clients read does not change unless somebody meant it to."""
    for name, plan in example_plans.items():
        assert_same_text(agency, plan, Path(__file__).parent / "texts" / f"{name}.{document}.txt", document)
