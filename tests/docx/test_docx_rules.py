"""Every rule of the Word engine fires on its own negative example."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

import pytest
from word_files import SCOPE, body, control, p, packed, run, table, unpacked, word

from planbuilder.docx import RULES, Template, accessibility, verify
from planbuilder.docx.base import base_package
from planbuilder.docx.contrast import contrast
from planbuilder.findings import Finding

MARK = '<w:bookmarkStart w:id="1" w:name="a"/>'
PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"{}/></wp:inline></w:drawing></w:r>'
DESCRIBED = PICTURE.format(' descr="A door"')
SHAPE = '<w:r><w:pict><v:shape id="{}" style="position:absolute"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
BOX = "<w:r><w:pict><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></w:pict></w:r>"
LINKED = '<Relationship Id="rId9" Type="http://x/image" Target="http://x/a.png" TargetMode="External"/></Relationships>'
LOST = '<Relationship Id="rId9" Type="http://x/image" Target="media/a.png"/></Relationships>'
SCHEMA = {
    "properties": {
        "title": {"type": "string"},
        "client": {"type": "object", "properties": {"name": {"type": "string"}}},
    }
}
NAMED = PICTURE.format(' descr="image1.png"')
LINK = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'
#: Paragraphs that are the same paragraph to Word.
TWINS = '<w:p w14:paraId="00000001"/><w:p w14:paraId="00000001"/>'
CHANGED = '<w:ins w:id="4" w:author="e"><w:r><w:t>a</w:t></w:r></w:ins>'
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
DDE = '<w:fldSimple w:instr=" DDEAUTO excel c:\\\\x.xls "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def related(link: str) -> bytes:
    """Return a package whose body has one more relationship."""
    members = unpacked(word(p("x")))
    name = "word/_rels/document.xml.rels"
    return packed({**members, name: members[name].replace(b"</Relationships>", link.encode())})


def doubled() -> bytes:
    """Return a package with a member that is there twice."""
    buffer = io.BytesIO(word(p("x")))
    with zipfile.ZipFile(buffer, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", b"<x/>")
    return buffer.getvalue()


def with_setting(markup: str) -> bytes:
    """Return a package with one more setting."""
    settings = unpacked(word(p("x")))["word/settings.xml"].replace(b"</w:settings>", markup.encode() + b"</w:settings>")
    return word(p("x"), {"word/settings.xml": settings})


def unspoken() -> bytes:
    """Return a package whose styles name no language."""
    styles = unpacked(word(p("x")))["word/styles.xml"].replace(b'<w:lang w:val="en-US"', b"<w:lang")
    return word(p("x"), {"word/styles.xml": styles})


def margin(content: str) -> bytes:
    """Return a package with a footer of the content."""
    return word(p("x"), {"word/footer1.xml": f"<w:ftr {SCOPE}>{content}</w:ftr>"})


PACKAGES: dict[str, bytes] = {
    "package-readable": b"no package",
    "package-member": doubled(),
    "package-target": related(LOST),
    "package-relationship": word(p('<w:hyperlink r:id="rId99"><w:r/></w:hyperlink>')),
    "package-external": related(LINKED),
    "package-style": word(p("x", style="Nowhere")),
    "package-numbering": word('<w:p><w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr></w:p>'),
    "package-bookmark": word(p(MARK)),
    "package-anchor": word(p('<w:hyperlink w:anchor="gone"><w:r/></w:hyperlink>')),
    "package-comment": word(p('<w:r><w:commentReference w:id="3"/></w:r>')),
    "package-control-id": word(p(control(run("a")), control(run("b")))),
    "package-drawing-id": word(p(DESCRIBED, DESCRIBED)),
    "package-cell": word(table(("<w:tcPr/>",))),
    "package-table": word("<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>" + p("x")),
    "package-tag": word(p("{{ cli", run("ent }}"))),
    "package-prefix": word(
        p("x"), {"word/document.xml": body(p("x")).replace(" xmlns:w=", ' mc:Ignorable="w16" xmlns:w=')}
    ),
    "package-paragraph-id": word(TWINS),
    "package-change-id": word(p(CHANGED, CHANGED)),
    "package-shape-id": word(p(SHAPE.format("a"), SHAPE.format("a"))),
    "package-content-type": word(p("x"), {"word/notes.bin": "x"}),
    "package-span": word(table(("<w:tcPr><w:vMerge/></w:tcPr><w:p/>", "a"))),
    "package-control-content": word('<w:sdt><w:sdtPr><w:alias w:val="a"/><w:id w:val="3"/></w:sdtPr></w:sdt>' + p("x")),
    "package-nesting": word(p("<w:r><w:t>a<w:r><w:t>b</w:t></w:r></w:t></w:r>")),
    "package-field": word(p(BEGIN)),
    "package-macro": word(p("x"), {"word/vbaProject.bin": "x"}),
    "package-active-x": word(p("x"), {"word/activeX/activeX1.xml": "<x/>"}),
    "package-object": related(LINKED.replace("/image", "/oleObject").replace(' TargetMode="External"', "")),
    "package-imported-text": word('<w:altChunk r:id="rId5"/>' + p("x")),
    "package-field-code": word(p(DDE)),
    "access-title": base_package(),
    "access-too-long": word("<w:p/>" * 100_001),
    "access-language": unspoken(),
    "access-heading-order": word(p("One", style="Heading1") + p("Three", style="Heading3")),
    "access-table-header": word(table(("a", "b"), header=False)),
    "access-nested-table": word(table((table(("a",)) + p(""),))),
    "access-text-box": word(p(BOX)),
    "access-floating": word(p('<w:r><w:drawing><wp:anchor><wp:docPr id="1" descr="d"/></wp:anchor></w:drawing></w:r>')),
    "access-picture-text": word(p(PICTURE.format(""))),
    "access-control-title": word(p(control(run("x"), alias=""))),
    "access-size": word(p(run("small", '<w:sz w:val="20"/>'))),
    "access-contrast": word(p(run("pale", '<w:color w:val="AAAAAA"/>'))),
    "access-row-height": word(
        table(("a",)).replace("<w:tblHeader/>", '<w:trHeight w:val="300" w:hRule="exact"/><w:tblHeader/>')
    ),
    "access-watermark": word(p(SHAPE.format("PowerPlusWaterMarkObject1"))),
    "access-page-number": margin(p("Page 1")),
    "access-typed-list": word(p("\u2022 typed")),
    "access-other-language": word(p("No quiero dejar de ver a mi familia por las noches")),
    "access-no-headings": word(p("A line of text.") * 20),
    "access-fake-heading": word(p(run("Sleep", "<w:b/>")) + p("Goes to bed at ten.")),
    "access-layout-table": word(table(("a",))),
    "access-merged-cells": word(table(('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("a"),), ("b", "c"))),
    "access-picture-name": word(p(NAMED)),
    "access-color-alone": word(p("see the ", run("late", '<w:color w:val="C00000"/>'), " ones")),
    "access-animated-text": word(p(run("x", '<w:effect w:val="blinkBackground"/>'))),
    "access-link-text": word(p(LINK.format(run("click here")))),
    "access-empty-paragraph": word(p("a") + p() + p("b")),
    "access-protection": with_setting('<w:documentProtection w:edit="forms" w:enforcement="1"/>'),
}
TEMPLATES = {
    "template-field": "{{ titel }}",
    "template-loop": "{% for letter in title %}{{ letter }}{% endfor %}",
    "template-filter": "{{ [title]|map('uper')|join }}",
    "template-never": "{{ client.nmae|default('nobody') }}",
    "template-print": "{{ client }}",
    "template-shape": "{{ title|join(', ') }}",
    "template-arguments": "{{ title|replace('a') }}",
    "template-zero": "{{ count / 0 }}",
    "template-item": "{{ ['early', 'action'][2] }}",
}


def findings(id: str) -> list[Finding]:
    """Return what is found in the rule's own example."""
    if id in TEMPLATES:
        return Template(word(p(TEMPLATES[id]))).undeclared(SCHEMA)
    return [*verify(PACKAGES[id]), *accessibility(PACKAGES[id])]


@pytest.mark.parametrize("id", sorted(RULES.rules))
def test_a_rule_fires_on_its_example(id: str) -> None:
    """A rule without a file that trips it would fail here."""
    found = [one for one in findings(id) if one.rule == id]
    assert found
    rule = RULES.rules[id]
    assert all(one.severity == rule.severity and one.said and one.why and one.fix for one in found)
    assert rule.example


def test_a_row_without_cells_is_found() -> None:
    """One whose cells stand in content controls has some."""
    bare = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{}</w:tr></w:tbl>"
    cell = control(f"<w:tc>{p('a')}</w:tc>")
    assert [one.said for one in verify(word(bare.format("") + p("x")))] == ["A table row has no cell."]
    assert verify(word(bare.format(cell) + p("x"))) == ()


def test_what_a_choice_requires_is_declared() -> None:
    """A prefix that nobody declared makes Word refuse the file."""
    choice = '<mc:AlternateContent><mc:Choice Requires="{}"><w:t>a</w:t></mc:Choice></mc:AlternateContent>'
    assert [one.rule for one in verify(word(p(f"<w:r>{choice.format('wps')}</w:r>")))] == ["package-prefix"]
    assert verify(word(p(f"<w:r>{choice.format('w14')}</w:r>"))) == ()


def test_nothing_is_found_in_a_sound_document() -> None:
    """Headings in order, a marked header row, a described picture, real lists, a page field."""
    content = (
        p("A title", style="Title")
        + p("One", style="Heading1")
        + p("Two", style="Heading2")
        + p("One more", style="Heading1")
        + p("item", style="ListBullet")
        + p(MARK, "text", '<w:bookmarkEnd w:id="1"/>', DESCRIBED, control(run("x")))
        + table(("a", "b"), ("c", "d"))
        + p('<w:hyperlink w:anchor="a"><w:r><w:t>go</w:t></w:r></w:hyperlink>')
        + p(run("light on dark", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="17404F"/>'))
    )
    assert verify(word(content)) == ()
    assert accessibility(word(content)) == ()


@pytest.mark.parametrize("id", sorted(set(PACKAGES) - {"package-readable", "package-member"}))
def test_a_finding_has_a_place(id: str) -> None:
    """A part or paragraph that a person can look for."""
    assert all(one.where.at for one in findings(id))


def test_every_rule_has_an_example_of_its_own() -> None:
    """No file is there for a rule that is gone."""
    assert {*PACKAGES, *TEMPLATES} == set(RULES.rules)


def test_client_copy_asks_for_larger_print() -> None:
    """The least size is the caller's."""
    assert {one.rule for one in accessibility(word(p("x")), minimum_pt=14)} == {"access-size"}


@pytest.mark.parametrize(
    "make",
    [
        lambda: word(p(run("on gray", '<w:color w:val="595959"/><w:shd w:val="clear" w:fill="8C8C8C"/>'))),
        lambda: word(
            table(
                ("<w:tcPr><w:shd w:fill='000000'/></w:tcPr>" + p(run("x", '<w:color w:val="333333"/>')), "b"),
                ("c", "d"),
            )
        ),
    ],
)
def test_contrast_is_taken_with_what_is_behind_the_text(make: Callable[[], bytes]) -> None:
    """Shading of the run or of the cell."""
    assert [one.rule for one in accessibility(make())] == ["access-contrast"]


def test_the_contrast_of_black_on_white_is_21() -> None:
    """The ends of the scale of WCAG, and its known middle: 767676 is the lightest gray that passes on white."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") < 4.5 < contrast("767676", "FFFFFF")


def test_a_finding_says_where_it_is() -> None:
    """In words a person can follow."""
    (found,) = accessibility(word(p("x") + table(("a", "z"), (p("b") + p(run("c", '<w:sz w:val="16"/>')), "d"))))
    assert found.where.at == "body, table 1, row 2, cell 1, paragraph 2"


def test_a_finding_shows_how_its_paragraph_begins_when_asked_to() -> None:
    """So that a person finds it in Word."""
    (found,) = accessibility(word(p(run("A line of small print that goes on", '<w:sz w:val="16"/>'))), quotes=True)
    assert found.where.at == "body, paragraph 1: 'A line of small print that goe…'"


@pytest.mark.parametrize(
    "text", ["No booklets. Tell me, show me, no tests.", "Zolpidem as prescribed, no opioids, no drinks"]
)
def test_english_with_words_that_other_languages_share_is_english(text: str) -> None:
    """No, me, as and do are words of both."""
    assert "access-other-language" not in {each.rule for each in accessibility(word(p(text)))}
