"""Values that are no texts: pictures, boxes, dates, lists to choose from, breaks; and lists that count anew."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from pictures import JPEG, SVG, png
from word_files import SCOPE, p, part, run, table, unpacked, word

from planbuilder.docx import (
    Break,
    Checkbox,
    DateField,
    DropDown,
    Editable,
    Fault,
    Image,
    Template,
    accessibility,
    verify,
)
from planbuilder.docx.names import NS, R_NS, W14_NS, WP_NS, w
from planbuilder.errors import TemplateError

LOGO = Image(png(), "The agency's sign", width_mm=30)
BOX = Checkbox("agree", "Agrees", checked=True)
DAY = DateField("signed", "Day of signing", dt.date(2026, 11, 16), "November 16, 2026", "MMMM d, yyyy")
ROOM = DropDown("room", "Room", (("quiet", "The quiet room"), ("big", "The big room")), "big")


def refused(content: str, **data: Any) -> Fault:
    """Return the fault of what a template cannot print."""
    with pytest.raises(TemplateError) as caught:
        Template(word(content)).render(data)
    [fault] = caught.value.faults
    assert isinstance(fault, Fault)
    return fault


def everything() -> tuple[bytes, dict[str, Any]]:
    """Return a template with every such value in a body, loop, cell, header, footer and note; and its data."""
    loop = (
        p("{%p for item in items %}")
        + p("{%p restart %}")
        + p("{{ item.title }}", style="Heading1")
        + p("{%p for step in item.steps %}")
        + p("{{ step }}", style="ListNumber")
        + p("{%p endfor %}")
        + p("{{ item.picture }}")
        + p("{{ item.box }}", run(" Done "), "{{ item.day }}", run(" "), "{{ item.room }}")
        + p("{%p endfor %}")
        + table(("Picture", "Box"), ("{{ logo }}", "{{ box }}"))
        + p("{{ vector }}", "{{ photo }}")
        + p("{{ page_break }}After the break.")
    )
    header = f"<w:hdr {SCOPE}>{p('{{ logo }}')}</w:hdr>"
    footer = f"<w:ftr {SCOPE}>{p('{{ logo }}', '{{ photo }}')}</w:ftr>"
    items = [
        {
            "title": f"Problem {n}",
            "steps": ["One", "Two"],
            "picture": LOGO,
            "box": Checkbox(f"done-{n}", "Done"),
            "day": DateField(f"day-{n}", "Day"),
            "room": DropDown(f"room-{n}", "Room", ROOM.choices),
        }
        for n in (1, 2)
    ]
    data = {
        "items": items,
        "logo": LOGO,
        "box": BOX,
        "vector": Image(SVG, "A blue field", height_mm=10, fallback=png()),
        "photo": Image(JPEG, "A gray field", width_mm=20),
    }
    return word(loop, {"word/header1.xml": header, "word/footer1.xml": footer}), data


class TestTogether:
    """All of them in one document."""

    def test_the_document_is_whole_and_accessible_and_the_same_each_time(self) -> None:
        """Expect nothing found by our own checks, and the same bytes."""
        source, data = everything()
        template = Template(source)
        made = template.render(data)
        assert made == template.render(data) == Template(source).render(data)
        assert verify(made) == ()
        assert [each for each in accessibility(made) if each.severity == "error"] == []

    def test_the_open_xml_sdk_finds_nothing(self, validate: Callable[[bytes], list[str]]) -> None:
        """Expect a valid document."""
        source, data = everything()
        assert validate(Template(source).render(data)) == []

    def test_word_programs_see_pictures_and_numbers(self, convert: Callable[[bytes, str], bytes]) -> None:
        """Expect LibreOffice to print it, each problem's steps from one."""
        source, data = everything()
        text = convert(Template(source).render(data), "txt:Text").decode("utf-8-sig")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        steps = [line for line in lines if line.endswith(("One", "Two"))]
        assert [step.split()[0].rstrip(".") for step in steps] == ["1", "2", "1", "2"]
        assert convert(Template(source).render(data), "pdf").startswith(b"%PDF")

    def test_a_file_lies_in_the_package_once_and_each_part_points_to_it(self) -> None:
        """Expect three files for three pictures, and relationships in the parts that show them."""
        source, data = everything()
        members = unpacked(Template(source).render(data))
        files = [name for name in members if name.startswith("word/media/")]
        assert sorted(name.rpartition(".")[2] for name in files) == ["jpeg", "png", "svg"]
        for name, count in (("document", 3), ("header1", 1), ("footer1", 2)):
            assert members[f"word/_rels/{name}.xml.rels"].count(b"media/picture-") == count
        with io.BytesIO(Template(source).render(data)) as file:
            shapes = docx.Document(file).inline_shapes
            assert len(shapes) == 5
            assert {round(shape.width.mm) for shape in shapes} == {20, 30}

    def test_ids_are_unique_in_the_whole_document(self) -> None:
        """Expect no id of a control or drawing twice, over all parts."""
        source, data = everything()
        made = Template(source).render(data)
        roots = [part(made, f"word/{name}.xml") for name in ("document", "header1", "footer1")]
        drawings = [node.get("id") for root in roots for node in root.iter(f"{{{WP_NS}}}docPr")]
        controls = [node.get(w("val")) for root in roots for node in root.iterfind(f".//{w('sdtPr')}/{w('id')}")]
        assert len(drawings) == len(set(drawings)) == 8
        assert len(controls) == len(set(controls)) == 7


class TestPictures:
    """Images."""

    @pytest.mark.parametrize(
        ("image", "size"),
        [
            (Image(png(40, 20), "x", width_mm=30), (30, 15)),
            (Image(png(40, 20), "x", height_mm=30), (60, 30)),
            (Image(png(40, 20), "x", width_mm=10, height_mm=10), (10, 10)),
            (Image(JPEG, "x", width_mm=20), (20, 10)),
            (Image(SVG, "x", width_mm=20, fallback=png()), (20, 10)),
        ],
        ids=range(5),
    )
    def test_the_size_is_in_millimeters_and_what_is_not_given_follows(
        self, image: Image, size: tuple[int, int]
    ) -> None:
        """Expect the file's own proportions."""
        made = part(Template(word(p("{{ image }}"))).render({"image": image}))
        found = next(made.iter(f"{{{WP_NS}}}extent"))
        assert (int(found.get("cx", "")) / 36_000, int(found.get("cy", "")) / 36_000) == size

    def test_the_text_for_those_who_do_not_see_it_is_printed_as_it_is(self) -> None:
        """Expect signs of XML to be no markup."""
        image = Image(png(), 'A "sign" <b>&', width_mm=10)
        made = part(Template(word(p("{{ image }}"))).render({"image": image}))
        assert next(made.iter(f"{{{WP_NS}}}docPr")).get("descr") == 'A "sign" <b>&'

    def test_an_svg_names_its_png_for_programs_that_print_none(self) -> None:
        """Expect both files to be related, the PNG in the first place."""
        image = Image(SVG, "x", width_mm=20, fallback=png())
        made = Template(word(p("{{ image }}"))).render({"image": image})
        blip = next(part(made).iter(f"{{{NS['a']}}}blip"))
        rels = part(made, "word/_rels/document.xml.rels")
        targets = {node.get("Id"): str(node.get("Target")) for node in rels}
        assert targets[blip.get(f"{{{R_NS}}}embed")].endswith(".png")
        assert targets[blip[0][0][0].get(f"{{{R_NS}}}embed")].endswith(".svg")

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"alt": " "}, "what it shows"),
            ({"width_mm": 0}, "width or a height"),
            ({"width_mm": 600}, "558 mm"),
            ({"width_mm": -1}, "558 mm"),
            ({"width_mm": float("nan")}, "558 mm"),
        ],
        ids=range(5),
    )
    def test_a_picture_that_could_never_be_printed_is_refused_when_it_is_made(
        self, wrong: dict[str, Any], said: str
    ) -> None:
        """Expect a sentence for whoever writes the program."""
        with pytest.raises(ValueError, match=said):
            Image(**{"content": png(), "alt": "x", "width_mm": 10, **wrong})

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"hello", "not a picture"),
            (png()[:-20], "cut off"),
            (png().replace(b"IDAT", b"IDAX"), "cut off"),
            (b"\x89PNG\r\n\x1a\n", "cut off"),
            (png(2_000_000, 2_000_000), "more pixels"),
            (png(0, 5), "cut off"),
            (JPEG[:-2], "cut off"),
            (JPEG[:30], "cut off"),
            (SVG.replace(b"<rect", b"<script>1</script><rect"), "holds a program"),
            (SVG.replace(b"<rect", b'<rect onload="x()"'), "holds a program"),
            (SVG.replace(b"<rect", b'<image href="http://x/y.png"/><rect'), "from outside"),
            (SVG.replace(b"<rect", b"<style>@import 'x'</style><rect"), "from outside"),
            (SVG.replace(b"<rect", b'<rect style="fill:url(http://x)"'), "from outside"),
            (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "no SVG that can be used"),
            (SVG.replace(b' viewBox="0 0 40 20"', b""), "no size"),
            (SVG, "fallback"),
            (SVG.replace(b"<rect", b'<rect style="fill:u\\72l(http://x)"'), "from outside"),
            (SVG.replace(b"<svg ", b'<svg xml:base="http://x/" '), "from outside"),
            (b'<?xml-stylesheet href="http://x"?>' + SVG, "from outside"),
            (SVG.replace(b"<rect", b"<set attributeName='href' to='http://x'/><rect"), "from outside"),
            (png(4, 20_000), "cut off"),
            (b"GIF89a", "a GIF"),
            (b"\x89PNG" + b"x" * 27_000_000, "25 MB"),
        ],
        ids=range(23),
    )
    def test_a_file_that_is_no_harmless_picture_is_refused_at_its_tag(self, content: bytes, said: str) -> None:
        """Expect the place in the Word file and the path in the data."""
        fault = refused(p("Here {{ a.image }}"), a={"image": Image(content, "x", width_mm=10)})
        assert said in fault.said
        assert fault.place.at == "body, paragraph 1: 'Here {{ a.image }}'"
        assert fault.path == "a.image"

    @pytest.mark.parametrize("tag", ["{{ image ~ 'x' }}", "{{ image|upper }}", "{{ [image]|join }}"])
    def test_a_picture_stands_alone_in_its_tag(self, tag: str) -> None:
        """Expect a sentence that says so."""
        assert "stands alone in its tag" in refused(p(tag), image=LOGO).said

    def test_a_picture_cannot_stand_in_a_property(self) -> None:
        """Expect the tag of an attribute or property to refuse it."""
        core = unpacked(word(p("x")))["docProps/core.xml"].replace(b"A test", b"{{ image }}")
        with pytest.raises(TemplateError) as caught:
            Template(word(p("x"), {"docProps/core.xml": core})).render({"image": LOGO})
        assert "stands alone in its tag" in str(caught.value.faults)


class TestFields:
    """Controls that are filled in."""

    def test_a_box_can_be_ticked_and_shows_its_state(self) -> None:
        """Expect Word's own checkbox control, its sign beside it."""
        made = part(Template(word(p("{{ a }}", "{{ b }}"))).render({"a": BOX, "b": Checkbox("b", "B")}))
        boxes = [node.get(f"{{{W14_NS}}}val") for node in made.iter(f"{{{W14_NS}}}checked")]
        assert boxes == ["1", "0"]
        assert "".join(node.text or "" for node in made.iter(w("t"))) == "\u2612\u2610"
        assert [node.get(w("val")) for node in made.iter(w("tag"))] == ["agree", "b"]

    def test_a_date_carries_the_day_itself_and_shows_it_as_it_is_written(self) -> None:
        """Expect a date control with the full date."""
        made = part(Template(word(p("{{ day }}"))).render({"day": DAY}))
        assert next(made.iter(w("date"))).get(w("fullDate")) == "2026-11-16T00:00:00Z"
        assert "".join(node.text or "" for node in made.iter(w("t"))) == "November 16, 2026"

    def test_an_open_field_shows_what_belongs_there(self) -> None:
        """Expect a placeholder in brackets, marked as one."""
        blank = {"day": DateField("d", "Day"), "room": DropDown("r", "Room", ROOM.choices)}
        made = part(Template(word(p("{{ day }}", "{{ room }}"))).render(blank))
        assert "".join(node.text or "" for node in made.iter(w("t"))) == "[date][choose]"
        assert len(list(made.iter(w("showingPlcHdr")))) == 2

    def test_a_list_offers_its_choices(self) -> None:
        """Expect values and texts, and the chosen text on paper."""
        made = part(Template(word(p("{{ room }}"))).render({"room": ROOM}))
        items = [(node.get(w("value")), node.get(w("displayText"))) for node in made.iter(w("listItem"))]
        assert items == [*ROOM.choices]
        assert "".join(node.text or "" for node in made.iter(w("t"))) == "The big room"

    def test_the_record_says_which_control_holds_what(self) -> None:
        """Expect key, kind and digest of each, so that ticks and dates can be read back."""
        made = Template(word(p("{{ a }}", "{{ b }}", "{{ c }}", "{{ d }}"))).render(
            {"a": BOX, "b": DAY, "c": ROOM, "d": Editable("x", "text")}
        )
        record = part(made, "customXml/item1.xml")
        assert [(node.get("key"), node.get("kind")) for node in record] == [
            ("agree", "checkbox"),
            ("signed", "date"),
            ("room", "choice"),
            ("text", None),
        ]
        assert record[0].get("sha256") == hashlib.sha256("\u2612".encode()).hexdigest()

    def test_a_field_in_a_control_keeps_its_bookmark_only(self) -> None:
        """Expect no control in another, which other programs lose."""
        content = f'<w:sdt><w:sdtPr><w:id w:val="3"/></w:sdtPr><w:sdtContent>{run("{{ a }}")}</w:sdtContent></w:sdt>'
        made = part(Template(word(p(content))).render({"a": BOX}))
        assert len(list(made.iter(w("sdt")))) == 1
        assert len(list(made.iter(w("bookmarkStart")))) == 1

    def test_a_field_acts_as_its_text_and_as_yes_or_no_elsewhere(self) -> None:
        """Expect joining and conditions to work."""
        tag = "{{ 'In ' ~ room }}{% if box %} yes{% endif %}{% if not none %} no{% endif %}"
        made = part(Template(word(p(tag))).render({"room": ROOM, "box": BOX, "none": DateField("d", "D")}))
        assert "".join(node.text or "" for node in made.iter(w("t"))) == "In The big room yes no"

    def test_a_choice_that_is_not_offered_is_refused(self) -> None:
        """Expect the error where the value is made."""
        with pytest.raises(ValueError, match="not among"):
            DropDown("r", "R", ROOM.choices, "small")
        with pytest.raises(ValueError, match="of its own"):
            DropDown("r", "R", (("a", "A"), ("a", "B")))

    def test_a_template_without_words_extensions_gets_their_names(self) -> None:
        """Expect the prefix on the root, ignorable for old programs."""
        source = word(p("{{ a }}"))
        members = unpacked(source)
        bare = (
            f'<w:document xmlns:w="{NS["w"]}" xmlns:r="{R_NS}"><w:body>{p("{{ a }}")}<w:sectPr/></w:body></w:document>'
        )
        assert "w14" not in bare
        made = Template(word("", {**members, "word/document.xml": bare})).render({"a": BOX})
        root = part(made)
        assert root.nsmap["w14"] == W14_NS
        assert "w14" in str(root.get(f"{{{NS['mc']}}}Ignorable")).split()
        assert verify(made) == ()


class TestBreaks:
    """Pages, columns and sections."""

    @pytest.mark.parametrize(("tag", "kind"), [("{{ page_break }}", "page"), ("{{ column_break }}", "column")])
    def test_every_template_knows_the_breaks(self, tag: str, kind: str) -> None:
        """Expect Word's own break."""
        made = part(Template(word(p(f"a{tag}b"))).render({}))
        assert [node.get(w("type")) for node in made.iter(w("br"))] == [kind]

    def test_a_break_may_come_from_the_data(self) -> None:
        """Expect the same."""
        made = part(Template(word(p("{{ x }}"))).render({"x": Break("page")}))
        assert [node.get(w("type")) for node in made.iter(w("br"))] == ["page"]

    @pytest.mark.parametrize(("tag", "kind"), [("{{ page_break }}", "page"), ("{{ column_break }}", "column")])
    def test_a_break_in_a_table_cell_is_refused(self, tag: str, kind: str) -> None:
        """Expect an error with its place, since Word would leave the break out without a word."""
        with pytest.raises(TemplateError) as raised:
            Template(word(table((p(f"a{tag}"),))))
        assert f"A {kind} break cannot stand in a table cell." in str(raised.value)
        assert "table" in str(raised.value).partition("cannot")[0]

    def test_a_break_between_problems_and_none_after_the_last(self) -> None:
        """Expect a condition on the loop to hold."""
        content = (
            p("{%p for x in xs %}") + p("{{ x }}{% if not loop.last %}{{ page_break }}{% endif %}") + p("{%p endfor %}")
        )
        made = part(Template(word(content)).render({"xs": ["a", "b", "c"]}))
        assert len(list(made.iter(w("br")))) == 2

    def test_a_section_made_in_word_is_repeated_with_its_headers(self) -> None:
        """Expect a section for each turn of a loop, each with the template's page size and header."""
        section = (
            '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:type w:val="nextPage"/>'
            '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/></w:sectPr></w:pPr></w:p>'
        )
        content = p("{%p for x in xs %}") + p("{{ x }}") + section + p("{%p endfor %}")
        made = Template(word(content)).render({"xs": ["a", "b"]})
        sections = [node for node in part(made).iter(w("sectPr")) if node.getparent().tag == w("pPr")]
        assert [node.find(w("pgSz")).get(w("orient")) for node in sections] == ["landscape", "landscape"]
        assert verify(made) == ()


class TestLists:
    """Lists that count anew."""

    def numbers(self, content: str, **data: Any) -> list[tuple[str, str]]:
        """Return the list of each paragraph in one, and what the list of numbers says it counts like."""
        made = Template(word(content)).render(data)
        assert verify(made) == ()
        known = {node.get(w("numId")): node for node in part(made, "word/numbering.xml").iter(w("num"))}
        found = [str(node.get(w("val"))) for node in part(made).iter(w("numId"))]
        return [(id, str(known[id].find(w("abstractNumId")).get(w("val")))) for id in found]

    LOOP = (
        p("{%p for n in ns %}")
        + "{}"
        + p("{{ n }}", style="ListNumber")
        + p("{{ n }}", style="ListNumber")
        + p("{%p endfor %}")
    )

    def test_each_turn_counts_from_one_where_it_says_restart(self) -> None:
        """Expect a list of its own for each turn, made like the template's."""
        found = self.numbers(self.LOOP.replace("{}", p("{%p restart %}")), ns=[1, 2, 3])
        assert [id for id, _ in found] == ["3", "3", "4", "4", "5", "5"]
        assert {like for _, like in found} == {"1"}

    def test_without_it_the_list_goes_on(self) -> None:
        """Expect the template's own list, and no change of its part."""
        source = word(self.LOOP.replace("{}", ""))
        made = Template(source).render({"ns": [1, 2]})
        assert unpacked(made)["word/numbering.xml"] == unpacked(source)["word/numbering.xml"]
        assert not list(part(made).iter(w("numId")))

    def test_what_stands_before_the_first_restart_keeps_its_list(self) -> None:
        """Expect a restart to look forward only."""
        content = p("a", style="ListNumber") + p("{%p restart %}") + p("b", style="ListNumber")
        assert [id for id, _ in self.numbers(content)] == ["2", "3"]

    def test_a_restart_within_a_paragraph_works_as_well(self) -> None:
        """Expect the tag to print nothing."""
        content = p("{% for n in ns %}{% restart %}{{ n }}{% endfor %}", style="ListNumber")
        made = Template(word(content)).render({"ns": [1, 2]})
        assert "".join(node.text or "" for node in part(made).iter(w("t"))) == "12"

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (p("{%p restart now %}"), "Nothing may follow restart"),
            (p("{%tr restart %}"), "needs a table row"),
            (p("{%p restrat %}"), "is unknown"),
        ],
    )
    def test_a_restart_written_wrong_is_said(self, content: str, said: str) -> None:
        """Expect the place and the sentence."""
        with pytest.raises(TemplateError) as caught:
            Template(word(content))
        assert said in str(caught.value.faults)

    def test_a_thousand_turns_make_a_thousand_lists(self) -> None:
        """Expect the part of lists to grow with the turns alone."""
        made = Template(word(self.LOOP.replace("{}", p("{%p restart %}")))).render({"ns": list(range(1000))})
        assert len(list(part(made, "word/numbering.xml").iter(w("num")))) == 1002
