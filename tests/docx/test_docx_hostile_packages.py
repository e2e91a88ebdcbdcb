"""Packages made to do harm: each is refused, or a finding with its place, in bounded memory, and nothing is fetched."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import SCOPE, body, p, packed, unpacked, word

from planbuilder.docx import Template, accessibility, verify
from planbuilder.errors import TemplateError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def compound(name: str) -> bytes:
    """Return the beginning of a compound file with an entry of the name in its directory."""
    return OLE + name.encode("utf-16-le") + bytes(64)


def named(name: str) -> bytes:
    """Return a good package with one more member of the name."""
    data = packed({**unpacked(word(p("x"))), "Z" * len(name.encode()): b"<x/>"})
    return data.replace(b"Z" * len(name.encode()), name.encode())


def overlapping() -> bytes:
    """Return a package in which a member lies whole inside the bytes of another, as in a bomb that overlaps."""
    inner = packed({"word/b.xml": b"<x/>" * 50})
    inner = inner[: inner.index(b"PK\x01\x02")]
    buffer = io.BytesIO(word(p("x")))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("word/a.xml", inner, zipfile.ZIP_STORED)
        package.writestr("word/b.xml", b"<x/>" * 50, zipfile.ZIP_DEFLATED)
    data = bytearray(buffer.getvalue())
    entry = data.rindex(b"word/b.xml")
    # the last four bytes before a name in the directory say where its member lies
    data[entry - 4 : entry] = struct.pack("<I", data.index(b"word/a.xml") + len("word/a.xml"))
    return bytes(data)


def bomb(claimed: int | None) -> bytes:
    """Return a package with 300 MB of zeros in one member, whose directory says it has ``claimed`` bytes."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    stream = b"".join([*(engine.compress(block) for _ in range(300)), engine.flush()])
    data = packed({**unpacked(word(p("x"))), "word/big.xml": b"1"})
    marker = data.rindex(b"word/big.xml")
    head = marker - 46
    local = struct.unpack("<I", data[marker - 4 : marker])[0]
    directory = struct.unpack("<I", data[-6:-2])[0]
    sizes = struct.pack("<II", len(stream), 300 << 20 if claimed is None else claimed)
    entry = data[head : head + 20] + sizes + data[head + 28 :]
    local_head = data[local : local + 18] + sizes + data[local + 26 : local + 30] + b"word/big.xml"
    before = data[:local] + local_head + stream
    middle = data[directory:head]
    end = entry[:-22] + entry[-22:-6] + struct.pack("<I", len(before)) + entry[-2:]
    return before + middle + end


def encrypted() -> bytes:
    """Return a package whose members say that they are encrypted, as zip programs encrypt."""
    data = bytearray(word(p("x")))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(sign)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(sign, start + 4)
    return bytes(data)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb that says its size": (lambda: bomb(None), "unpacks to more"),
    "a bomb that lies about its size": (lambda: bomb(1000), "damaged"),
    "more members than any document": (
        lambda: packed({**unpacked(word(p("x"))), **{f"word/{n}.xml": b"" for n in range(2100)}}),
        "unpacks to more",
    ),
    "members that lie over each other": (overlapping, "over each other"),
    "a name that leads up": (lambda: named("word/../../evil.xml"), "leads out"),
    "a name from the root": (lambda: named("/etc/evil.xml"), "leads out"),
    "a name with a drive": (lambda: named("C:/evil.xml"), "leads out"),
    "a name with a backslash": (lambda: named("word\\evil.xml"), "leads out"),
    "names that differ in case only": (lambda: named("WORD/document.xml"), "twice"),
    "encrypted members": (encrypted, "encrypted"),
    "a password": (lambda: compound("EncryptedPackage"), "password-protected"),
    "Word 97 to 2003": (lambda: compound("WordDocument"), "Word 97 to 2003"),
    "an external entity": (lambda: word(p("x"), {"word/document.xml": f"{ENTITY}<x>&a;</x>"}), "document type"),
    "entities that multiply": (lambda: word(p("x"), {"word/styles.xml": f"{LAUGHS}]><x>&j;</x>"}), "document type"),
    "a declaration in UTF-16": (
        lambda: word(
            p("x"), {"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{ENTITY}<x/>'.encode("utf-16")}
        ),
        "document type",
    ),
    "a declaration in UTF-7": (
        lambda: word(p("x"), {"customXml/item1.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-x/+AD4-'}),
        "encoding",
    ),
    "a declaration in EBCDIC": (
        lambda: word(
            p("x"), {"word/styles.xml": f'<?xml version="1.0" encoding="IBM037"?>{ENTITY}<x/>'.encode("cp037")}
        ),
        "encoding",
    ),
    "a declaration in 32 bits": (
        lambda: word(p("x"), {"word/styles.xml": f"{ENTITY}<x/>".encode("utf-32")}),
        "encoding",
    ),
    "a million elements in each other": (
        lambda: word(p("x"), {"word/document.xml": "<a>" * 1_000_000 + "</a>" * 1_000_000}),
        "not XML",
    ),
    "millions of elements": (
        lambda: word(p("x"), {"word/document.xml": body("<w:p/>" * 4_100_000)}),
        "more than 4,000,000 elements",
    ),
}


@pytest.mark.parametrize("harm", REFUSED)
def test_what_is_made_to_do_harm_is_refused_with_a_sentence(harm: str) -> None:
    """As a template, and by both looks at a finished file: the same sentence, and what to do."""
    make, said = REFUSED[harm]
    data = make()
    with pytest.raises(TemplateError) as caught:
        Template(data)
    assert said in str(caught.value)
    (found,) = verify(data)
    assert found.severity == "error"
    assert said in found.said
    assert found.fix
    assert [one.rule for one in accessibility(data)] == ["package-readable"]


@pytest.mark.parametrize("name", ["word/settings.xml", "word/theme/theme1.xml", "word/_rels/document.xml.rels"])
def test_a_document_type_is_refused_in_any_part(name: str) -> None:
    """Also in a part that has no tags, and is only copied."""
    data = word(p("x"), {name: f"{ENTITY}<x/>"})
    with pytest.raises(TemplateError, match="document type"):
        Template(data)
    (found,) = verify(data)
    assert (found.rule, found.where.at, "document type" in found.said) == ("package-readable", name, True)


def test_a_document_type_in_a_custom_part_is_refused_too() -> None:
    """Word reads those as well."""
    data = word(p("x"), {"customXml/item1.xml": f"{ENTITY}<x>&a;</x>"})
    with pytest.raises(TemplateError, match="document type"):
        Template(data)
    assert [(one.rule, one.where.at) for one in verify(data)] == [("package-readable", "customXml/item1.xml")]


@pytest.mark.parametrize("claimed", [None, 1000])
def test_a_bomb_takes_little_memory(claimed: int | None) -> None:
    """It is never unpacked beyond what it says it holds, and not at all where that is too much."""
    data = bomb(claimed)
    tracemalloc.start()
    verify(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * 1024 * 1024


CODES = {
    "DDE in pieces": "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DD</w:instrText></w:r><w:r>"
    "<w:instrText>EAUTO c:\\x.exe</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "DDE in small letters": '<w:fldSimple w:instr=" ddeauto excel x"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    "a picture from elsewhere": '<w:fldSimple w:instr="INCLUDEPICTURE http://far.example/a.png"><w:r/></w:fldSimple>',
    "a text from elsewhere": '<w:fldSimple w:instr="INCLUDETEXT //far/a.docx"><w:r/></w:fldSimple>',
    "a macro": '<w:fldSimple w:instr="MACROBUTTON Evil click"><w:r/></w:fldSimple>',
}


@pytest.mark.parametrize("kind", CODES)
def test_a_field_that_reaches_out_is_found_wherever_it_stands(kind: str) -> None:
    """In the body as in a footer, with the place of its paragraph."""
    footer = {"word/footer1.xml": f"<w:ftr {SCOPE}>{p(CODES[kind])}</w:ftr>"}
    inside, below = verify(word(p("x") + p(CODES[kind]))), verify(word(p("x"), footer))
    assert [(one.rule, one.where.at) for one in inside] == [("package-field-code", "body, paragraph 2")]
    assert [one.where.at for one in below if one.rule == "package-field-code"] == [
        "footer (word/footer1.xml), paragraph 1"
    ]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("word/vbaProject.bin", "package-macro"),
        ("word/vbaData.xml", "package-macro"),
        ("word/activeX/activeX1.xml", "package-active-x"),
    ],
)
def test_code_in_a_finished_file_is_found_and_in_a_template_refused(name: str, rule: str) -> None:
    """Nothing that runs is carried into a document."""
    data = word(p("x"), {name: "<x/>"})
    assert (rule, name) in [(one.rule, one.where.at) for one in verify(data)]
    with pytest.raises(TemplateError, match=r"macros|ActiveX"):
        Template(data)


def test_an_embedded_object_is_found_with_the_part_that_shows_it() -> None:
    """It may hold a program, or more than the page shows."""
    members = unpacked(word(p("x"), {"word/embeddings/oleObject1.bin": compound("x")}))
    rels = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="rId9" Type="{REL}/oleObject" Target="embeddings/oleObject1.bin"/></Relationships>'
    members[rels] = members[rels].replace(b"</Relationships>", link.encode())
    found = {one.rule: one for one in verify(packed(members))}
    assert found["package-object"].where.at == "word/document.xml"
    assert "word/embeddings/oleObject1.bin" in found["package-object"].said


WATCHED = """
import sys
reached = []
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "subprocess.", "os.system")):
        reached.append(event)
    if event == "open" and str(arguments[0]) in ("/etc/hostname", "/etc/passwd"):
        reached.append(arguments[0])
sys.addaudithook(watch)
from planbuilder.docx import Template, verify
for data in sys.stdin.buffer.read().split(b"--next--"):
    verify(data)
    Template.check(data, {})
sys.exit(", ".join(map(str, reached)) or 0)
"""


def test_nothing_is_fetched_or_started_by_looking_at_a_file() -> None:
    """Watched by the interpreter itself, in a process of its own."""
    files = [REFUSED["an external entity"][0](), *(word(p(code)) for code in CODES.values())]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        input=b"--next--".join(files),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert (done.returncode, done.stderr) == (0, b"")
