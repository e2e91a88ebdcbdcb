"""Testing a library, its layers and its Word templates in an agency's own repository, with pytest.

``pytest_plugins = ["planbuilder.testing"]`` in the ``conftest.py`` beside the tests brings the fixtures ``agency`` and
``example_plans``; the assertions are imported. docs/testing-your-library.md shows both. People in tests are invented.
"""

from planbuilder.testing.agency import Agency, examples, open_agency, plan_of, printed
from planbuilder.testing.assertions import (
    assert_accommodated,
    assert_approved,
    assert_library_sound,
    assert_meets,
    assert_plan_sound,
    assert_prints,
    assert_same_text,
    assert_template_sound,
)
from planbuilder.testing.fixtures import agency, example_plans

__all__ = [
    "Agency",
    "agency",
    "assert_accommodated",
    "assert_approved",
    "assert_library_sound",
    "assert_meets",
    "assert_plan_sound",
    "assert_prints",
    "assert_same_text",
    "assert_template_sound",
    "example_plans",
    "examples",
    "open_agency",
    "plan_of",
    "printed",
]
