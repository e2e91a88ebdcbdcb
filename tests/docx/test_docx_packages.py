"""Which files are taken as templates, and what stays as it is in the document."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from word_files import p, packed, unpacked, word

from planbuilder.docx import Editable, Template
from planbuilder.docx.base import base_package
from planbuilder.errors import TemplateError

MAIN = b"wordprocessingml.document.main+xml"


def changed(old: bytes, new: bytes, name: str = "[Content_Types].xml") -> bytes:
    """Return a small package with a part changed."""
    members = unpacked(word(p("x")))
    assert old in members[name]
    members[name] = members[name].replace(old, new)
    return packed(members)


def without(name: str) -> bytes:
    """Return a small package without a part."""
    return packed({key: content for key, content in unpacked(word(p("x"))).items() if key != name})


def doubled(name: str) -> bytes:
    """Return a small package in which a member is there twice."""
    buffer = io.BytesIO(word(p("x")))
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(name, b"<x/>")
    return buffer.getvalue()


def damaged() -> bytes:
    """Return a package with a byte of a part's content flipped."""
    data = bytearray(word(p("x")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        info = package.getinfo("word/styles.xml")
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"plain text", "not a Word file"),
        (b"", "not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office file"),
        (packed({"a.txt": b"x"}), "not a Word file"),
        (without("word/document.xml"), "no body"),
        (without("_rels/.rels"), "no body"),
        (without("[Content_Types].xml"), "no list of parts"),
        (changed(MAIN, b"spreadsheetml.sheet.main+xml"), "no Word document"),
        (
            changed(
                b"application/vnd.openxmlformats-officedocument." + MAIN,
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "macros",
        ),
        (packed({**unpacked(word(p("x"))), "word/vbaProject.bin": b"x"}), "macros"),
        (packed({**unpacked(word(p("x"))), "../evil.xml": b"x"}), "leads out"),
        (packed({**unpacked(word(p("x"))), "/evil.xml": b"x"}), "leads out"),
        (doubled("word/document.xml"), "twice"),
        (word("<w:p>"), "not XML"),
        (word(p("x"), {"word/header1.xml": "no xml"}), "not XML"),
        (word(p("x"), {"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "document type"),
        (damaged(), "damaged"),
    ],
)
def test_a_file_that_is_no_word_template_is_refused_with_a_reason(data: bytes, said: str) -> None:
    """Each says what it is and what to do."""
    with pytest.raises(TemplateError) as caught:
        Template(data)
    assert said in str(caught.value)


def test_a_strict_document_is_refused() -> None:
    """Its names are other names."""
    content = unpacked(word(p("x")))["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with pytest.raises(TemplateError, match="Strict"):
        Template(word(p("x"), {"word/document.xml": content}))


def test_a_finished_document_is_refused_as_a_template() -> None:
    """Its record would be there twice."""
    made = Template(word(p("{{ x }}"))).render({"x": Editable("t", "k")})
    with pytest.raises(TemplateError, match="finished document"):
        Template(made)


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file cannot fill the memory."""
    monkeypatch.setattr("planbuilder.docx.package.MAX_UNPACKED", 1_000)
    with pytest.raises(TemplateError, match="unpacks to more"):
        Template(word(p("x")))


def test_the_error_names_the_file(tmp_path: Path) -> None:
    """Where templates lie in a folder, each says its own name."""
    path = tmp_path / "letter.docx"
    path.write_bytes(word(p("{{ a")))
    with pytest.raises(TemplateError, match=r"^letter\.docx, body, paragraph 1"):
        Template(path)


def test_the_same_data_give_the_same_bytes() -> None:
    """Also from a second compilation."""
    source, data = word(p("{{ x }}")), {"x": Editable("t", "k")}
    template = Template(source)
    assert template.render(data) == template.render(data) == Template(source).render(data)


def test_parts_without_tags_are_copied_as_they_lie() -> None:
    """Their deflated bytes are the template's."""
    source = word(p("{{ x }}"))
    made = Template(source).render({"x": "y"})
    for name, content in unpacked(source).items():
        if name not in ("word/document.xml", "[Content_Types].xml"):
            assert unpacked(made)[name] == content
            assert _raw(made, name) == _raw(source, name)


def test_a_template_without_tags_is_printed_as_it_is() -> None:
    """Not a byte of its parts changes."""
    assert unpacked(Template(base_package()).render({})) == unpacked(base_package())


def test_a_word_stencil_gives_a_document() -> None:
    """A .dotx is a template to Word too; what it prints is not."""
    stencil = changed(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
    assert MAIN in unpacked(Template(stencil).render({}))["[Content_Types].xml"]


def test_the_tags_of_a_template_are_listed_with_their_places() -> None:
    """For people who mend templates."""
    tags = Template(word(p("{{ a }}{# no #}") + p("{%p if b %}") + p("{%p endif %}"))).tags()
    assert [(tag.code, tag.place.at.partition(":")[0]) for tag in tags] == [
        ("a", "body, paragraph 1"),
        ("if b", "body, paragraph 2"),
        ("endif", "body, paragraph 3"),
    ]


def _raw(data: bytes, name: str) -> bytes:
    """Return a member's bytes as they lie in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        info = package.getinfo(name)
    start = info.header_offset + 30 + len(info.filename.encode())
    return data[start : start + info.compress_size]
