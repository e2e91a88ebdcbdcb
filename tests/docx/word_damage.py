"""Word packages damaged at random, and what must be true of each: nothing but findings and errors with a place."""

from __future__ import annotations

import copy
import io
import warnings
import zipfile
from collections.abc import Callable
from functools import cache

from lxml import etree
from word_files import SCOPE, control, p, packed, run, table, unpacked, word

from planbuilder.docx import Editable, Image, Template, accessibility, verify
from planbuilder.errors import TemplateError

#: Returns a number from 0 up to, not including, the one given: from hypothesis, a seed, or the bytes of a fuzzer.
Choose = Callable[[int], int]

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)
SCHEMA = {
    "properties": {
        "name": {"type": "string"},
        "names": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"properties": {"a": {"type": "string"}}}},
        "yes": {"type": "boolean"},
        "own": {"type": "string"},
    }
}
DATA = {
    "name": "R&D",
    "names": ["a", "b"],
    "rows": [{"a": "1"}, {"a": "2"}],
    "yes": True,
    "own": Editable("a text", "own"),
    "picture": Image(PIXEL, alt="A dot", width_mm=5),
}
#: What damage puts in the place of a name, a number or a text.
STRANGE = (
    *(
        "",
        " ",
        "x",
        "0",
        "-1",
        "1",
        "9" * 30,
        "1.5",
        "true",
        "off",
        "NaN",
        "\u0661",
        "\u00b2",
        "auto",
        "none",
        "FFFFFF",
    ),
    *(
        "{{ name }}",
        "{% for x in names %}",
        "{% endfor %}",
        "{%tr if yes %}",
        "{{",
        "%}",
        "A" * 5000,
        "a:b",
        "../x",
        "#",
    ),
    *("rId1", "rId99", "Heading1", "Heading99", "http://x/y", "//", "%00", "\U0001f600", "[", "http://[", "file:\\\\x"),
)


@cache
def sources() -> tuple[bytes, ...]:
    """Return the packages that damage begins with: templates with tags everywhere, and what is printed from them."""
    mark = '<w:bookmarkStart w:id="1" w:name="a"/>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    content = (
        p("Title {{ name }}", style="Title")
        + p("One", style="Heading1")
        + p(mark, "{{ own }}", '<w:bookmarkEnd w:id="1"/>')
        + p("{%p for x in names %}")
        + p("{{ x }}", style="ListBullet")
        + p("{%p endfor %}")
        + table(("a", "{{ name }}"), ("{%tr for row in rows %}", ""), ("{{ row.a }}", "x"), ("{%tr endfor %}", ""))
        + p(
            control(run("{{ name }}")), run("red", '<w:color w:val="C00000" w:themeColor="accent1"/><w:sz w:val="20"/>')
        )
        + p('<w:hyperlink w:anchor="a"><w:r><w:t>go there</w:t></w:r></w:hyperlink>', "{% if yes %}", "b{% endif %}")
        + p('<w:ins w:id="1" w:author="a"><w:r><w:t>{{ name }}</w:t></w:r></w:ins>', field)
    )
    tagged = word(content, {"word/footer1.xml": f"<w:ftr {SCOPE}>{p(field, '{{ name }}')}</w:ftr>"})
    pictured = word(p("{{ picture }}") + p("{{ own }}"))
    return tagged, pictured, Template(tagged).render(DATA), Template(pictured).render(DATA)


def damaged(choose: Choose) -> bytes:
    """Return a package with one to three things damaged."""
    data = sources()[choose(len(sources()))]
    for _ in range(1 + choose(3)):
        try:
            members = unpacked(data)
        except Exception:  # noqa: BLE001 - what the standard library makes of a damaged file is not what is tried here
            return _bytes(data, choose)
        data = (_bytes, _member, _markup, _markup, _markup, _members)[choose(6)](data, choose, members)
    return data


def _bytes(data: bytes, choose: Choose, members: dict[str, bytes] | None = None) -> bytes:
    """Return the data with some bytes exchanged, left out, put in or cut off."""
    del members
    at = choose(len(data) + 1)
    length = choose(9)
    strange = bytes(choose(256) for _ in range(length))
    kind = choose(4)
    return (
        data[:at] + strange + data[at + length :],
        data[:at] + data[at + length :],
        data[:at] + strange + data[at:],
        data[:at],
    )[kind]


def _member(data: bytes, choose: Choose, members: dict[str, bytes]) -> bytes:
    """Return the package with the bytes of one member damaged, its checksum right."""
    del data
    name = sorted(members)[choose(len(members))] if members else ""
    return packed({**members, name or "x": _bytes(members.get(name, b""), choose)})


def _members(data: bytes, choose: Choose, members: dict[str, bytes]) -> bytes:
    """Return the package with a member left out, renamed, exchanged for another, emptied or doubled."""
    del data
    if not members:
        return packed({"[Content_Types].xml": b"<x/>"})
    names = sorted(members)
    name, other = names[choose(len(names))], names[choose(len(names))]
    kind = choose(5)
    if kind == 0:
        del members[name]
    elif kind == 1:
        members[("word/x.xml", name.upper(), "../x", "x/", "\u00e9.xml", "word/vbaProject.bin")[choose(6)]] = (
            members.pop(name)
        )
    elif kind == 2:
        members[name], members[other] = members[other], members[name]
    elif kind == 3:
        members[name] = b""
    else:
        return _doubled(members, name, members[other])
    return packed(members)


def _doubled(members: dict[str, bytes], name: str, content: bytes) -> bytes:
    """Return a package in which a member is there twice."""
    buffer = io.BytesIO(packed(members))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr(name, content)
    return buffer.getvalue()


def _markup(data: bytes, choose: Choose, members: dict[str, bytes]) -> bytes:
    """Return the package with the elements of one part damaged: still XML, seldom what Word would write."""
    names = sorted(name for name in members if name.endswith((".xml", ".rels")))
    if not names:
        return data
    main = "word/document.xml"
    name = main if main in members and choose(2) else names[choose(len(names))]
    try:
        root = etree.fromstring(members[name], etree.XMLParser(resolve_entities=False))
    except (etree.LxmlError, ValueError):
        return _bytes(data, choose)
    for _ in range(1 + choose(3)):
        nodes = list(root.iter("{*}*"))
        _element(nodes[choose(len(nodes))], nodes[choose(len(nodes))], choose)
    return packed({**members, name: etree.tostring(root)})


def _element(node: etree._Element, other: etree._Element, choose: Choose) -> None:
    """Delete, double, move, rename, empty or relabel an element."""
    parent, kind = node.getparent(), choose(8)
    strange = STRANGE[choose(len(STRANGE))]
    if kind == 0 and parent is not None:
        parent.remove(node)
    elif kind == 1 and parent is not None:
        parent.insert(choose(len(parent) + 1), copy.deepcopy(node))
    elif kind == 2 and node not in (other, *other.iterancestors()):
        other.insert(choose(len(other) + 1), node)
    elif kind == 3:
        node.tag = other.tag
    elif kind == 4 and node.attrib:
        del node.attrib[sorted(node.attrib)[choose(len(node.attrib))]]
    elif kind == 5:
        _label(node, other, strange, choose)
    elif kind == 6:
        node.text = strange
    else:
        other.insert(choose(len(other) + 1), copy.deepcopy(node))


def _label(node: etree._Element, other: etree._Element, strange: str, choose: Choose) -> None:
    """Give an attribute of the element, or one that another has, a strange value."""
    labels = sorted({*node.attrib, *other.attrib})
    if labels:
        node.set(labels[choose(len(labels))], strange)


def endure(data: bytes) -> None:
    """Do with a file all that the engine does with files; raise AssertionError for anything but findings and errors.

    A document that is printed is no worse than the template it is from: no error of the package is new, where the
    template is Word's markup at all.
    """
    found = verify(data, quotes=True)
    assert all(one.said and one.where.at is not None for one in found)
    unread = {one.rule for one in found} & {"package-readable", "package-member"}
    assert bool(unread) == any(one.rule == "package-readable" for one in accessibility(data, quotes=True))
    Template.check(data, SCHEMA)
    try:
        made = Template(data).render(DATA)
    except TemplateError as error:
        if not str(error):
            raise
        return
    before = {one.rule for one in found if one.severity == "error"}
    new = [one for one in verify(made) if one.severity == "error" and one.rule not in before]
    assert new == [] or "package-nesting" in before, new
