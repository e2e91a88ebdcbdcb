"""What a filter gives back of a shape, and which shapes it can be given."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from jinja2 import nodes

from planbuilder.docx.arguments import misfit, usage
from planbuilder.docx.field_rules import ARGUMENTS, UNFIT, UNKNOWN_FILTER
from planbuilder.docx.filters import FILTERS
from planbuilder.docx.formats import STYLES
from planbuilder.docx.made_shapes import either
from planbuilder.docx.sandbox import TESTS
from planbuilder.docx.shapes import FIGURE, GROUP, LETTERS, LIST, NUMBER, TEXT, TRUTH, Shape, list_of, pairs

if TYPE_CHECKING:
    from planbuilder.docx.expression_shapes import Reader, Scope

_SAME = {"sort", "list", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"}
_ONE = {"first", "last", "min", "max"}
_NUMBERS = {"length", "count", "int", "float", "round", "abs", "wordcount", "sum"}
_OF_TEXT = {
    *("capitalize", "date", "e", "escape", "format", "lower", "replace", "string", "title", "trim", "truncate"),
    *("upper", "wordcount", "int", "float", "round", "abs"),
}
_OF_LIST = {
    *("batch", "groupby", "join", "map", "reject", "rejectattr", "select", "selectattr", "slice", "sort", "sum"),
    *("unique", "min", "max"),
}
_OF_MANY = {"first", "last", "length", "count", "list", "reverse"}
_OF_GROUP = {"dictsort", "items"}
#: The kinds that a filter cannot be given, by the first group that it is in.
_WRONG = (
    (_OF_TEXT, frozenset({LIST, GROUP, TRUTH})),
    (_OF_LIST, frozenset({LETTERS, FIGURE, TRUTH})),
    (_OF_MANY, frozenset({FIGURE, TRUTH})),
    (_OF_GROUP, frozenset({LETTERS, FIGURE, TRUTH, LIST})),
)
#: Where a filter names the field of the items that it looks at: the position of that value, and its name.
_BY = {
    **dict.fromkeys(("selectattr", "rejectattr", "groupby"), 0),
    **dict.fromkeys(("join",), 1),
    **dict.fromkeys(("sum",), 0),
    **dict.fromkeys(("sort", "unique", "min", "max"), -1),
}


def filtered(reader: Reader, node: nodes.Filter, shape: Shape, scope: Scope) -> Shape:
    """Return the shape of what a filter gives, and note what is wrong with it."""
    _note_arguments(reader, node)
    _note_shape(reader, node, shape)
    item = reader.shapes.items(shape)
    field = _by_field(reader, node, item)
    _note_sum(reader, node, field)
    _note_test(reader, node)
    if node.name == "map":
        return _mapped(reader, node, item, scope)
    if node.name in ("default", "d"):
        return either(shape, reader.shape(node.args[0], scope)) if node.args else shape
    return _given(reader, node.name, shape, field)


def _given(reader: Reader, name: str, shape: Shape, field: Shape) -> Shape:
    """Return the shape of what a filter gives; `field` is that of the field by which it looks at the items."""
    item = reader.shapes.items(shape)
    grouped = {"prefixItems": [field or True, shape], "properties": {"grouper": field or {}, "list": shape or {}}}
    given: dict[str, Shape] = {
        **dict.fromkeys(_SAME, shape),
        **dict.fromkeys(_ONE, TEXT if reader.kind(shape) == LETTERS else item),
        **dict.fromkeys(_NUMBERS, NUMBER),
        **dict.fromkeys(("batch", "slice"), list_of(shape)),
        **dict.fromkeys(_OF_GROUP, pairs(TEXT, reader.shapes.values(shape))),
        "groupby": list_of(grouped),
    }
    letters = name == "list" and reader.kind(shape) == LETTERS
    return list_of(TEXT) if letters else given.get(name, TEXT)


def _note_arguments(reader: Reader, node: nodes.Filter) -> None:
    """Note a filter that is given too few or too many values."""
    function = FILTERS.get(node.name)
    if function is not None and (wrong := misfit(function, node)):
        written = usage(function, node.name, piped=True)
        reader.note(ARGUMENTS, node, kind="filter", name=node.name, wrong=wrong, usage=written)
    style = (node.args[0] if node.args else keyword(node, "style")) if node.name == "date" else None
    if isinstance(style, nodes.Const) and style.value not in STYLES:
        written = " or ".join(f"date('{each}')" for each in STYLES)
        reader.note(ARGUMENTS, node, kind="filter", name="date", wrong=f"{style.value} is no style", usage=written)


def _note_shape(reader: Reader, node: nodes.Filter, shape: Shape) -> None:
    """Note a filter of texts that is given a list, and the like."""
    kind = reader.kind(shape)
    wrong = next((kinds for names, kinds in _WRONG if node.name in names), frozenset())
    if kind in wrong and node.node is not None:
        works = "texts" if node.name in _OF_TEXT else "groups of fields" if node.name in _OF_GROUP else "lists"
        advice = "Loop over it, or join its texts first." if works == "texts" and kind == LIST else "Take it out."
        what = f"The filter {node.name} works on {works}, not on"
        reader.note(UNFIT, node, what=what, name=reader.spelled(node.node), kind=kind, advice=advice)
    field = isinstance(node.node, (nodes.Name, nodes.Getattr))
    if node.name == "date" and field and kind == LETTERS and not reader.shapes.is_day(shape):
        what, name = "The filter date works on days, not on", reader.spelled(node.node)
        reader.note(UNFIT, node, what=what, name=name, kind=kind, advice="Take the filter out, or print a day.")
    if node.name == "join" and keyword(node, "attribute") is None and len(node.args) < 2:  # noqa: PLR2004 - join(d, attribute)
        reader.note_print(node, reader.shapes.items(shape), f"Each item of {reader.spelled(node.node)}")


def _by_field(reader: Reader, node: nodes.Filter, item: Shape) -> Shape:
    """Return the shape of the field by which a filter looks at the items; note it when they do not have it."""
    at = _BY.get(node.name)
    named = node.args[at] if at is not None and 0 <= at < len(node.args) else keyword(node, "attribute")
    if at is None or not isinstance(named, nodes.Const) or not isinstance(named.value, str):
        return item
    for part in named.value.split(",")[0].split("."):
        item = reader.item_of(item, part) if part.isdecimal() else reader.field(node, item, part, owner=_EACH)
    return item


_EACH = "The items of the list have"


def _note_sum(reader: Reader, node: nodes.Filter, field: Shape) -> None:
    """Note texts, lists and groups that are to be added up."""
    kind = reader.kind(field)
    if node.name != "sum" or node.node is None or kind not in (LETTERS, LIST, GROUP):
        return
    named = node.args[0] if node.args else keyword(node, "attribute")
    what = f"{named.value} of each item" if isinstance(named, nodes.Const) else "each item"
    name = f"{what} of {reader.spelled(node.node)}"
    reader.note(
        UNFIT, node, what="The filter sum adds numbers, not", name=name, kind=kind, advice="Name a field of numbers."
    )


def _note_test(reader: Reader, node: nodes.Filter) -> None:
    """Note a test that a filter chooses by, and that does not exist."""
    at = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}.get(node.name)
    if at is None or at >= len(node.args):
        return
    named = node.args[at]
    if isinstance(named, nodes.Const) and named.value not in TESTS:
        _note_unknown(reader, node, "test", str(named.value), list(TESTS))


def _mapped(reader: Reader, node: nodes.Filter, item: Shape, scope: Scope) -> Shape:
    """Return the shape of a list mapped to a field, or through a filter."""
    attribute = keyword(node, "attribute")
    if isinstance(attribute, nodes.Const):
        for part in str(attribute.value).split("."):
            item = reader.item_of(item, part) if part.isdecimal() else reader.field(node, item, part, owner=_EACH)
        return list_of(item)
    name = node.args[0] if node.args else None
    if not isinstance(name, nodes.Const):
        return list_of(None)
    if name.value not in FILTERS:
        _note_unknown(reader, node, "filter", str(name.value), list(FILTERS))
        return list_of(None)
    each = nodes.Filter(nodes.Const(None), name.value, node.args[1:], node.kwargs, None, None, lineno=node.lineno)
    return list_of(filtered(reader, each, item, scope))


def _note_unknown(reader: Reader, node: nodes.Node, kind: str, name: str, known: list[str]) -> None:
    """Note a filter or test that does not exist."""
    near = difflib.get_close_matches(name, known, 1)
    advice = f"Did you mean {near[0]}?" if near else "Take it out."
    reader.note(UNKNOWN_FILTER, node, kind=kind, name=name, advice=advice)


def keyword(node: nodes.Filter, name: str) -> nodes.Expr | None:
    """Return a value that is given by name."""
    return next((each.value for each in node.kwargs if each.key == name), None)
