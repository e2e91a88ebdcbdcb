"""A block that would part a field of Word is an error: its document would show the field's code, or nothing."""

from __future__ import annotations

import pytest
from word_files import p, texts, word

from planbuilder.docx import Template, verify
from planbuilder.errors import TemplateError

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
MIDDLE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
DATA = {"names": ["a", "b"], "yes": False}


@pytest.mark.parametrize(
    "content",
    [
        p("{%p for x in names %}") + p(BEGIN, MIDDLE, "x") + p("{%p endfor %}") + p("y", END),
        p(BEGIN, MIDDLE, "{% if yes %}", END, "{% endif %}"),
        p("{% if yes %}", BEGIN, MIDDLE, "{% else %}", END, "{% endif %}"),
        p(BEGIN, MIDDLE, "{% if yes %}", END, BEGIN, MIDDLE, "{% endif %}", END),
        p("{% if yes %}{% if yes %}", BEGIN, "{% endif %}", END, "{% endif %}"),
    ],
)
def test_a_block_that_parts_a_field_is_an_error_with_its_place(content: str) -> None:
    """Once for a block; it says how the field is seen."""
    with pytest.raises(TemplateError, match=r"parts a field of Word.*Alt\+F9") as caught:
        Template(word(content))
    assert "body, paragraph 1" in str(caught.value)
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    "content",
    [
        p("{%p for x in names %}") + p(BEGIN, MIDDLE, "{{ x }}", END) + p("{%p endfor %}"),
        p(BEGIN, MIDDLE, "{% for x in names %}{{ x }}{% endfor %}", END),
        p(BEGIN, MIDDLE, "a") + p("{%p for x in names %}") + p("{{ x }}") + p("{%p endfor %}") + p("b", END),
        p("{% if yes %}", BEGIN, MIDDLE, "a", END, "{% else %}", BEGIN, MIDDLE, "ab", END, "{% endif %}"),
        p("{% if not yes %}", BEGIN, MIDDLE, BEGIN, MIDDLE, "ab", END, END, "{% endif %}"),
    ],
)
def test_a_field_in_a_block_or_around_it_is_printed_whole(content: str) -> None:
    """All of it, as often as the block is."""
    made = Template(word(content)).render(DATA)
    assert [one for one in verify(made) if one.severity == "error"] == []
    assert {"a", "b"} <= set("".join(texts(made)))
