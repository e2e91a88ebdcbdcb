"""Tags that say something of their table cell, and what keeps tables whole."""

from __future__ import annotations

import pytest
from word_files import p, part, table, texts, word

from planbuilder.docx import Template
from planbuilder.docx.names import w
from planbuilder.errors import TemplateError

GRID = "<w:tcPr><w:tcW w:w='900' w:type='dxa'/>{}<w:vAlign w:val='top'/></w:tcPr>"

SPAN = "<w:gridSpan w:val='{}'/>"


def rows(made: bytes) -> list[list[str]]:
    """Return the texts of the cells of every row."""
    found = part(made).iter(w("tr"))
    return [["".join(cell.itertext()) for cell in row.iter(w("tc"))] for row in found]


def values(made: bytes, name: str, attribute: str = "val") -> list[str | None]:
    """Return a property of every cell, None where it has none."""
    cells = part(made).iter(w("tc"))
    found = [cell.find(f"{w('tcPr')}/{w(name)}") for cell in cells]
    return [None if each is None else each.get(w(attribute)) for each in found]


def looped(*cells: str) -> bytes:
    """Return a template of a table with one row in a loop."""
    blank = [""] * (len(cells) - 1)
    return word(table(("{%tr for row in rows %}", *blank), cells, ("{%tr endfor %}", *blank), header=False))


@pytest.mark.parametrize(
    ("color", "fill"), [("FFF2CC", "FFF2CC"), ("#fff2cc", "FFF2CC"), ("", "auto"), (None, "auto"), ("auto", "auto")]
)
def test_a_cell_takes_the_color_of_a_value(color: object, fill: str) -> None:
    """With or without the sign for it; no value is no color."""
    made = Template(word(table(("{% cellbg color %}x",)))).render({"color": color})
    assert (rows(made), values(made, "shd", "fill"), values(made, "shd")) == ([["x"]], [fill], ["clear"])


@pytest.mark.parametrize("color", ["red", "FFF", '"/><w:p/>', 7])
def test_a_value_that_is_no_color_is_an_error_with_its_place(color: object) -> None:
    """Nothing but a color gets into the markup."""
    with pytest.raises(TemplateError, match=r"table 1, row 1, cell 1.*not a color.*In the data it is color"):
        Template(word(table(("{% cellbg color %}x",)))).render({"color": color})


def test_a_cell_spans_as_many_columns_as_a_value_says() -> None:
    """None is still one; a span that the cell has is replaced."""
    cell = f"<w:tc>{GRID.format(SPAN.format(4))}{p('{% colspan n %}x')}</w:tc>"
    content = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"
    template = Template(word(content))
    assert [values(template.render({"n": n}), "gridSpan") for n in (3, 0, "2")] == [["3"], ["1"], ["2"]]
    for wrong in (-1, 64, "many", [1]):
        with pytest.raises(TemplateError, match="table 1, row 1, cell 1"):
            template.render({"n": wrong})


def test_the_properties_of_a_cell_stand_in_the_order_of_the_schema() -> None:
    """Word calls a file corrupt where they do not."""
    cell = f"<w:tc>{GRID.format('')}{p('{% vm %}{% cellbg c %}{% colspan 2 %}x')}</w:tc>"
    content = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"
    loop = p("{%p for each in [1] %}") + content + p("{%p endfor %}")
    properties = part(Template(word(loop)).render({"c": ""})).find(f".//{w('tcPr')}")
    assert properties is not None
    assert [child.tag for child in properties] == [w(n) for n in ("tcW", "gridSpan", "vMerge", "shd", "vAlign")]


def test_a_cell_is_joined_down_over_the_rows_of_a_loop() -> None:
    """The text stands in the first; each further cell has an empty paragraph."""
    made = Template(looped("{% vm %}{{ row.a }}", "{{ row.b }}")).render({"rows": [{"a": "A", "b": n} for n in "123"]})
    assert rows(made) == [["A", "1"], ["", "2"], ["", "3"]]
    assert values(made, "vMerge") == ["restart", None, "continue", None, "continue", None]
    assert all(len(cell.findall(w("p"))) == 1 for cell in part(made).iter(w("tc")))


def test_a_joined_cell_whose_first_row_is_left_out_keeps_its_text() -> None:
    """It begins in the first row that is printed, not in the first turn of the loop."""
    content = table(
        ("{%tr for row in rows %}", ""),
        ("{%tr if row.b %}", ""),
        ("{% vm %}{{ row.a }}", "{{ row.b }}"),
        ("{%tr endif %}", ""),
        ("{%tr endfor %}", ""),
        header=False,
    )
    made = Template(word(content)).render({"rows": [{"a": "A", "b": b} for b in ("", "2", "3")]})
    assert rows(made) == [["A", "2"], ["", "3"]]


def test_each_inner_loop_joins_its_own_cells() -> None:
    """A group of rows for each turn of the outer loop."""
    content = table(
        ("{%tr for group in groups %}", ""),
        ("{%tr for each in group.each %}", ""),
        ("{% vm %}{{ group.name }}", "{{ each }}"),
        ("{%tr endfor %}", ""),
        ("{%tr endfor %}", ""),
        header=False,
    )
    groups = [{"name": "A", "each": ["1", "2"]}, {"name": "B", "each": ["3"]}]
    made = Template(word(content)).render({"groups": groups})
    assert rows(made) == [["A", "1"], ["", "2"], ["B", "3"]]
    assert values(made, "vMerge") == ["restart", None, "continue", None, "restart", None]


def test_a_cell_is_joined_across_the_cells_of_a_loop() -> None:
    """One cell is left, as wide as all of them; a width that the cell has is multiplied."""
    wide = f"<w:tc>{GRID.format(SPAN.format(2))}{p('{%tc for x in xs %}{% hm %}all{%tc endfor %}')}</w:tc>"
    content = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{wide}<w:tc>{p('end')}</w:tc></w:tr></w:tbl>"
    made = Template(word(content)).render({"xs": ["a", "b", "c"]})
    assert rows(made) == [["all", "end"]]
    assert values(made, "gridSpan") == ["6", None]


def test_a_row_whose_cells_all_go_goes_and_a_table_without_rows_too() -> None:
    """Word calls a row without cells corrupt."""
    content = table(
        ("{%tr for row in rows %}",), ("{%tc for x in row %}{{ x }}{%tc endfor %}",), ("{%tr endfor %}",), header=False
    )
    template = Template(word(p("a") + content + p("b")))
    assert texts(template.render({"rows": [[], ["1", "2"], []]})) == ["a", "1", "2", "b"]
    assert len(list(part(template.render({"rows": [[], ["1"]]})).iter(w("tr")))) == 1
    assert part(template.render({"rows": [[], []]})).find(f".//{w('tbl')}") is None


def test_dashes_join_paragraphs_and_keep_the_look_of_the_first() -> None:
    """As long as there is a paragraph to join; text beside the dash loses its white space instead."""
    content = (
        p("My house is", style="Quote")
        + p("{%- if town -%}")
        + p(" in town")
        + p("{%- else -%}")
        + p(" far out")
        + p("{%- endif -%}")
        + p(".", style="Title")
    )
    template = Template(word(content))
    assert texts(template.render({"town": True})) == ["My house is in town."]
    made = template.render({"town": False})
    assert texts(made) == ["My house is far out."]
    styles = [node.get(w("val")) for node in part(made).iter(w("pStyle"))]
    assert styles == ["Quote"]


def test_a_section_that_ends_in_a_joined_paragraph_stays() -> None:
    """Its properties move to the paragraph that is left."""
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr></w:pPr>' + p("{%- if x %}b{% endif %}")[5:]
    made = Template(word(p("a") + section)).render({"x": 1})
    assert texts(made) == ["ab"]
    assert len(list(part(made).iter(w("sectPr")))) == 2
