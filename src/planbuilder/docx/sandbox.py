"""The Jinja environment of Word templates: sandboxed, immutable, strict about names, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.tests import TESTS as DEFAULT_TESTS
from jinja2.utils import Cycler, Joiner, Namespace, missing

from planbuilder.docx import filters
from planbuilder.docx.budget import MAX_LENGTH, charge, weigh
from planbuilder.docx.formats import check_moment, formatted
from planbuilder.docx.state import BoundError
from planbuilder.docx.values import Break

_MAX_POWER = 1_000
_MAX_FACTOR = 2**64

_TEXT_METHODS = frozenset({"upper", "lower", "title", "capitalize", "strip", "startswith", "endswith", "split"})
_MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
_OTHER_METHODS = frozenset({"isoformat", "strftime"})
_MOST_STRIPPED = 100
#: The tests of Jinja that ask about values; not those about filters, escaping and the program itself.
TESTS: dict[str, Any] = {
    name: DEFAULT_TESTS[name]
    for name in (
        *("boolean", "defined", "divisibleby", "even", "false", "float", "in", "integer", "iterable", "lower"),
        *("mapping", "none", "number", "odd", "sameas", "sequence", "string", "true", "undefined", "upper"),
        *("==", "!=", ">", ">=", "<", "<=", "eq", "equalto", "ne", "gt", "greaterthan", "ge", "lt", "lessthan", "le"),
    )
}


def numbers(start: int, stop: int | None = None, step: int = 1) -> range:
    """Return the whole numbers from 0 up to but without `start`, or from `start` up to but without `stop`."""
    return safe_range(start) if stop is None else safe_range(start, stop, step)


#: The names that every template has beside the data; `lipsum` is no part of a document.
GLOBALS: dict[str, Any] = {
    "cycler": Cycler,
    "dict": dict,
    "joiner": Joiner,
    "column_break": Break("column"),
    "namespace": Namespace,
    "page_break": Break("page"),
    "range": numbers,
}


class MissingNameError(UndefinedError):
    """A name that the data do not have; `owner` is the value that was asked for it, or `missing`."""

    def __init__(self, name: object, owner: object) -> None:
        super().__init__(f"{name} is missing")
        self.name = str(name)
        self.owner = owner


class Missing(StrictUndefined):
    """The value of a missing name: every use but `is defined` raises MissingNameError."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> Any:
        raise MissingNameError(self._undefined_name, self._undefined_obj)

    __iter__ = __str__ = __len__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = _fail_with_undefined_error
    __mul__ = __rmul__ = __div__ = __rdiv__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _fail_with_undefined_error
    __mod__ = __rmod__ = __pos__ = __neg__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error
    __int__ = __float__ = __complex__ = __pow__ = __rpow__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        """Raise MissingNameError, but for the names Python itself asks for."""
        if name[:2] == name[-2:] == "__":
            raise AttributeError(name)
        return self._fail_with_undefined_error()


class _FieldCode(CodeGenerator):
    """Jinja's own code, but for fields: a template asks for hundreds, nearly all of them keys of plain dicts."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write what takes a key of a plain dict by itself, and asks the sandbox for all else."""
        name = repr(node.attr)
        self.write(f"(_owner[{name}] if type(_owner := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {name} in _owner else environment.getattr(_owner, {name}))")


class WordEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox: a mapping's key comes before its attribute, only harmless methods can be called."""

    code_generator_class = _FieldCode
    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=Missing, cache_size=0, optimized=False)
        self.filters = dict(filters.FILTERS)
        self.tests = dict(TESTS)
        self.globals = dict(GLOBALS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the key `attribute` of a mapping, else the attribute."""
        if type(obj) is dict or isinstance(obj, Mapping):
            value = obj.get(attribute, missing)
            if value is not missing:
                return value
        return super().getattr(obj, attribute)

    def wrap_str_format(self, _value: Any) -> None:
        """Return nothing: `format` of a text has no bounds; the filter has."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may have the attribute: no private ones, few methods."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if not callable(value) or isinstance(obj, (Namespace, Cycler, Joiner)):
            return True
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in _MAPPING_METHODS
        return attr in _OTHER_METHODS or isinstance(obj, LoopContext)

    def call(self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: PYI063 - Jinja's names
        """Return the result of a call, what it is given and what it makes charged to the rendering."""
        if args or kwargs:
            weigh(__context, (args, kwargs))
            _check_arguments(__obj, args)
        return charge(__context, super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator; raise BoundError where it could grow beyond all bounds."""
        if operator == "%" and isinstance(left, str):
            named = right if isinstance(right, Mapping) else {}
            values = () if named else right if isinstance(right, tuple) else (right,)
            return charge(context, formatted(left, *values, **named))
        if not _bounded(operator, left, right):
            raise BoundError("The tag makes something too large. Compute less in it.")
        return charge(context, super().call_binop(context, operator, left, right))


def _check_arguments(method: Any, args: tuple[Any, ...]) -> None:
    """Raise for arguments with which a harmless method would take all memory or time."""
    name = getattr(method, "__name__", "")
    if name == "strftime":
        check_moment(args[0])
    if name == "strip" and isinstance(args[0], str) and len(args[0]) > _MOST_STRIPPED:
        raise BoundError(f"No more than {_MOST_STRIPPED} signs can be stripped. Name fewer.")


def _bounded(operator: str, left: Any, right: Any) -> bool:
    """Return whether the operator's result is of a size that a document can need."""
    lengths = [len(side) for side in (left, right) if isinstance(side, (str, bytes, list, tuple))]
    if operator == "+":
        return sum(lengths) <= MAX_LENGTH
    if lengths:
        count = next((side for side in (left, right) if isinstance(side, int)), 0)
        return operator == "*" and lengths[0] * count <= MAX_LENGTH
    limit = _MAX_POWER if operator == "**" else _MAX_FACTOR
    return all(not isinstance(side, (int, float)) or abs(side) <= limit for side in (left, right))
