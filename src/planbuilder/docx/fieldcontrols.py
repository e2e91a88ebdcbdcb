"""Printing the values that are filled in: each an inline content control, in a hidden bookmark as texts are."""

from __future__ import annotations

from planbuilder.docx.controls import CONTROL_END, control_start, digest_of, in_bookmark
from planbuilder.docx.fieldvalues import BOX, TICKED, Checkbox, DateField, DropDown
from planbuilder.docx.markup import inside_run, quoted
from planbuilder.docx.names import W14_NS
from planbuilder.docx.state import Printed, State

Field = Checkbox | DateField | DropDown
#: The font that holds the signs of the boxes in every Word.
_FONT = "MS Gothic"
_KINDS = {Checkbox: "checkbox", DateField: "date", DropDown: "choice"}


def print_field(state: State, field: Field, look: tuple[str, str, str]) -> str:
    """Return a value to fill in as a control in its bookmark; as its text alone where its key was printed before."""
    opening, blank_opening, manner = look
    text, blank = _shown(field)
    used = _boxed(opening) if isinstance(field, Checkbox) else blank_opening if blank else opening
    run = f"{used}{inside_run(text)}</w:t></w:r>"
    if manner == "runs" or field.key in state.printed:
        return run
    bookmark, id = state.next_bookmark(), state.next_id()
    state.printed[field.key] = Printed(bookmark, field.key, digest_of(text), blank, (), _KINDS[type(field)])
    if manner != "control":
        return in_bookmark(id, bookmark, run)
    start = control_start(state, field.key, field.title, blank=blank, kind=_properties(field))
    return in_bookmark(id, bookmark, run, start, CONTROL_END)


def _shown(field: Field) -> tuple[str, bool]:
    """Return the text of a field as printed, and whether it is a blank."""
    if isinstance(field, Checkbox) or field:
        return str(field), False
    return f"[{field.placeholder or field.title}]", True


def _boxed(opening: str) -> str:
    """Return the start of a run in the font that holds the signs of the boxes."""
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" w:hAnsi="{_FONT}"/>'
    before, _, text = opening.rpartition("<w:t ")
    if "<w:rPr>" not in before:
        return f"{before.replace('<w:rPr/>', '')}<w:rPr>{fonts}</w:rPr><w:t {text}"
    head, _, rest = before.partition("<w:rPr>")
    style = ""
    if rest.startswith("<w:rStyle "):
        style, _, rest = rest.partition("/>")
        style += "/>"
    if rest.startswith("<w:rFonts "):
        rest = rest.partition("/>")[2]
    return f"{head}<w:rPr>{style}{fonts}{rest}<w:t {text}"


def _properties(field: Field) -> str:
    """Return what makes a control the kind of field that it is."""
    if isinstance(field, Checkbox):
        states = "".join(
            f'<w14:{name} w14:val="{ord(sign):04X}" w14:font="{_FONT}"/>'
            for name, sign in (("checkedState", TICKED), ("uncheckedState", BOX))
        )
        return (
            f'<w14:checkbox xmlns:w14="{W14_NS}"><w14:checked w14:val="{int(field.checked)}"/>{states}</w14:checkbox>'
        )
    if isinstance(field, DateField):
        full = f' w:fullDate="{field.date.isoformat()}T00:00:00Z"' if field.date else ""
        return (
            f'<w:date{full}><w:dateFormat w:val="{quoted(field.form)}"/><w:lid w:val="en-US"/>'
            '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
        )
    items = "".join(
        f'<w:listItem w:displayText="{quoted(text)}" w:value="{quoted(value)}"/>' for value, text in field.choices
    )
    last = f' w:lastValue="{quoted(field.chosen)}"' if field.chosen else ""
    return f"<w:dropDownList{last}>{items}</w:dropDownList>"
