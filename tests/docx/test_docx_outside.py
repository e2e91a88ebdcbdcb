"""A template that fetches something when it is opened is refused; a hyperlink, which a person follows, is not."""

from __future__ import annotations

import pytest
from word_files import p, packed, unpacked, word

from planbuilder.docx import Template, verify
from planbuilder.errors import TemplateError

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _linked(kind: str, part: str, target: str = "http://far.example/x") -> bytes:
    """Return a template in which a part has an external relationship."""
    members = unpacked(word(p("{{ a }}")))
    name = f"word/_rels/{part}.xml.rels"
    link = f'<Relationship Id="rId99" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
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


@pytest.mark.parametrize("address", ["http://a.example/%7B%7B%20a%20%7D%7D", "{{ a }}", "mailto:{%25 if a %25}x"])
def test_a_tag_in_the_address_of_a_link_is_a_fault(address: str) -> None:
    """Word writes the braces of a pasted address as signs of an address; nobody would see that they were not filled."""
    with pytest.raises(TemplateError, match="A tag is in the address of a link") as caught:
        Template(_linked("hyperlink", "document", address))
    assert "word/document.xml" in str(caught.value)
    assert "far.example" not in str(caught.value)


def test_a_tag_left_over_in_the_address_of_a_link_is_found() -> None:
    """Expect it in any finished file, whoever made it."""
    found = verify(_linked("hyperlink", "document", "http://a.example/%7B%7B%20gone%20%7D%7D"))
    assert any(each.rule == "package-tag" and "{{ gone }}" in each.said for each in found)
