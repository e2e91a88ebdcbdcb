"""The Word engine: templates with tags into documents, documents checked and read back. It knows no plan words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbuilder.docx.access import accessibility
    from planbuilder.docx.enlarging import enlarged
    from planbuilder.docx.faults import Fault
    from planbuilder.docx.fieldvalues import Checkbox, DateField, DropDown
    from planbuilder.docx.kept import KeptTemplate
    from planbuilder.docx.readback import ReadBack, ReadText
    from planbuilder.docx.reading_back import read_back
    from planbuilder.docx.rules import RULES
    from planbuilder.docx.template import Tagged, Template
    from planbuilder.docx.values import Break, Day, Editable, Image, Slot, Spoken
    from planbuilder.docx.verification import verify

_HOMES = {
    "Break": "values",
    "Checkbox": "fieldvalues",
    "DateField": "fieldvalues",
    "Day": "values",
    "DropDown": "fieldvalues",
    "Editable": "values",
    "Fault": "faults",
    "Image": "values",
    "KeptTemplate": "kept",
    "RULES": "rules",
    "ReadBack": "readback",
    "ReadText": "readback",
    "Slot": "values",
    "Spoken": "values",
    "Tagged": "template",
    "Template": "template",
    "accessibility": "access",
    "enlarged": "enlarging",
    "read_back": "reading_back",
    "verify": "verification",
}

__all__ = [
    "RULES",
    "Break",
    "Checkbox",
    "DateField",
    "Day",
    "DropDown",
    "Editable",
    "Fault",
    "Image",
    "KeptTemplate",
    "ReadBack",
    "ReadText",
    "Slot",
    "Spoken",
    "Tagged",
    "Template",
    "accessibility",
    "enlarged",
    "read_back",
    "verify",
]


def __getattr__(name: str) -> object:
    """Return a public name, imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"planbuilder.docx has no {name}")
    return getattr(import_module(f"planbuilder.docx.{_HOMES[name]}"), name)
