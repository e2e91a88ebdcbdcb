"""Compiling a template, or taking up what an earlier run kept of the same one: markup and tags, never code."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import jinja2

from planbuilder import __version__
from planbuilder.cache import cached, keep
from planbuilder.docx import KeptTemplate, Template

#: So many templates are kept: an agency's documents, each in the sizes of print that were promised.
_MOST = 40


def template_of(content: bytes, file: str) -> Template:
    """Return the template of a Word file's bytes, called ``file`` in what is said of it.

    Raises TemplateError with every fault of it.
    """
    name = f"template-{_digest(content)}.json"
    if kept := cached(name, KeptTemplate):
        return Template(content, kept, file=file)
    template = Template(content, file=file)
    if (made := template.kept()) is not None:
        keep(name, made, _MOST)
    return template


def _digest(content: bytes) -> str:
    """Return the SHA-256 over a template and the engine that compiles it: its version, its files, and Jinja's."""
    total = hashlib.sha256(f"{__version__} {jinja2.__version__}\n".encode())
    with os.scandir(Path(__file__).parents[1] / "docx") as files:
        looks = sorted((each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in files if each.is_file())
    total.update(repr(looks).encode() + b"\n" + content)
    return total.hexdigest()
