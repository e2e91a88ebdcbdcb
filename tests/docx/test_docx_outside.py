"""A template that fetches something when it is opened is refused; a hyperlink, which a person follows, is not."""

from __future__ import annotations

import pytest
from word_files import p, packed, unpacked, word

from planbuilder.docx import Template
from planbuilder.errors import TemplateError

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _linked(kind: str, part: str) -> bytes:
    """Return a template in which a part has an external relationship."""
    members = unpacked(word(p("{{ a }}")))
    name = f"word/_rels/{part}.xml.rels"
    link = f'<Relationship Id="rId99" Type="{_OFFICE}/{kind}" Target="http://far.example/x" TargetMode="External"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    text = members.get(name, f'<Relationships xmlns="{space}"></Relationships>'.encode())
    text = text.replace(b"</Relationships>", link.encode() + b"</Relationships>")
    return packed({**members, name: text})


@pytest.mark.parametrize("part", ["document", "settings"])
@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "subDocument", "frame"])
def test_what_is_fetched_from_outside_is_refused_with_its_place(kind: str, part: str) -> None:
    """The part, the kind, why and what to do; not the address."""
    with pytest.raises(TemplateError, match="who is treated") as caught:
        Template(_linked(kind, part))
    said = str(caught.value)
    assert f"word/{part}.xml" in said
    assert kind in said
    assert "far.example" not in said
    assert any("who is treated" in each.said for each in Template.check(_linked(kind, part), {}))


def test_a_hyperlink_stays() -> None:
    """Nothing is fetched until a person clicks on it."""
    assert Template(_linked("hyperlink", "document")).render({"a": "b"})
