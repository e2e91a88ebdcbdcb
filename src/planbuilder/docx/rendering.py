"""Running a compiled part over data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from jinja2 import Template as JinjaTemplate

from planbuilder.docx.compiled import CompiledPart
from planbuilder.docx.diagnosis import render_fault
from planbuilder.docx.faults import Fault, template_error
from planbuilder.docx.guards import close_guards
from planbuilder.docx.marks import Mark
from planbuilder.docx.paths import path_of
from planbuilder.docx.state import STATE, BoundError
from planbuilder.docx.tracing import traced

#: The longest part that a rendering may print, in characters: more than a thousand pages with their markup.
MAX_PRINTED = 50_000_000
#: So many pieces are put together before their size is looked at; each may be as long as a text with its breaks.
_BATCH = 64

#: The control characters that XML cannot hold; tab and line breaks it can.
_ILLEGAL = bytes(number for number in range(32) if number not in (9, 10, 13))


def render_part(part: CompiledPart, variables: Mapping[str, Any]) -> bytes:
    """Return the bytes of a part printed over the variables; raise TemplateError with the place of what fails."""
    variables[STATE].part = part.name
    stream = _stream(part.program, variables)
    try:
        batches = list(_bounded(stream, part))
    except Exception as error:  # noqa: BLE001 - whatever a tag raises is said with its place and without values
        mark = _mark_of(error, part.program, part) or _mark_at(stream, part.program, part)
        fault = render_fault(error, mark, part.place, variables)
        known = mark is not None and not isinstance(error, BoundError)
        raise template_error([_with_path(fault, part, variables) if known else fault]) from None
    printed = _encoded(batches, part, variables)
    return close_guards(printed) if part.guarded else printed


def _stream(program: JinjaTemplate, variables: Mapping[str, Any]) -> Iterator[str]:
    """Return what a program prints over the variables, piece by piece."""
    return program.root_render_func(program.new_context(dict_of(variables), shared=True))


def _with_path(fault: Fault, part: CompiledPart, variables: Mapping[str, Any]) -> Fault:
    """Return the fault with the path in the data of what the tag could not use: the part is run again to find it."""
    state = variables[STATE].anew()
    program = traced(part)
    try:
        for _ in _stream(program, {**variables, STATE: state}):
            pass
    except Exception as error:  # noqa: BLE001 - the error is the same again
        mark = _mark_of(error, program, part)
        return replace(fault, path=path_of(part, state, mark.number, error)) if mark else fault
    return fault


def dict_of(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables as the dict that Jinja wants, without a copy where they are one."""
    return variables if isinstance(variables, dict) else dict(variables)


def _bounded(stream: Iterator[str], part: CompiledPart) -> Iterator[str]:
    """Yield what the program prints, in batches; raise when it is more than any document can hold."""
    batch = max(4, min(_BATCH, MAX_PRINTED // max(part.longest, 1)))
    size = 0
    while chunks := list(islice(stream, batch)):
        chunk = "".join(chunks)
        size += len(chunk)
        if size > MAX_PRINTED:
            raise BoundError("The template prints more than a document can hold.")
        yield chunk


def _mark_of(error: Exception, program: JinjaTemplate, part: CompiledPart) -> Mark | None:
    """Return the tag at which an error was raised."""
    found: Mark | None = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == program.filename:
            found = part.marks.get(program.get_corresponding_lineno(trace.tb_lineno), found)
        trace = trace.tb_next
    return found


def _mark_at(stream: Iterator[str], program: JinjaTemplate, part: CompiledPart) -> Mark | None:
    """Return the tag that a program has come to."""
    frame = getattr(stream, "gi_frame", None)
    return part.marks.get(program.get_corresponding_lineno(frame.f_lineno)) if frame else None


def _encoded(batches: Sequence[str], part: CompiledPart, variables: Mapping[str, Any]) -> bytes:
    """Return the bytes of what was printed; raise for characters that XML cannot hold, with the tag that printed them.

    Each batch is encoded by itself: those that are all ASCII, and most are, take a tenth of the time.
    """
    try:
        data = b"".join([text.encode() for text in batches])
    except UnicodeEncodeError:
        raise template_error(_illegal(part, variables)) from None
    no_characters = any("\ufffe" in text or "\uffff" in text for text in batches)
    if no_characters or len(data.translate(None, _ILLEGAL)) != len(data):
        raise template_error(_illegal(part, variables))
    return data


def _illegal(part: CompiledPart, variables: Mapping[str, Any]) -> list[Fault]:
    """Run the part again, piece by piece, and return the faults of the tags that print illegal characters."""
    state, program = variables[STATE].anew(), traced(part)
    stream = _stream(program, {**variables, STATE: state})
    faults: list[Fault] = []
    for chunk in stream:
        if not _legal(chunk):
            mark = _mark_at(stream, program, part)
            said = f"The value of {mark.tag.code if mark else 'a tag'} holds a control character, which Word cannot."
            path = path_of(part, state, mark.number) if mark else ""
            faults.append(Fault(mark.place if mark else part.place, said, "Take it out of the data.", path))
    return faults


def _legal(text: str) -> bool:
    """Return whether XML can hold the text."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    return len(data.translate(None, _ILLEGAL)) == len(data) and not {"\ufffe", "\uffff"} & set(text)
