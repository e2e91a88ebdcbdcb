"""The names of Word's extensions on the root of a part: a control printed later needs them declared."""

from __future__ import annotations

import re

from planbuilder.docx.names import MC_NS, W14_NS

_ROOT = re.compile(r"<w:[A-Za-z]+\b[^>]*>")
_IGNORABLE = re.compile(r'mc:Ignorable="([^"]*)"')


def with_extensions(text: str) -> str:
    """Return the part's text with the prefix ``w14`` declared on its root, and marked as one that may be ignored.

    A root that names another thing so stays as it is.
    """
    found = _ROOT.search(text)
    if found is None or _taken(found.group(), "w14", W14_NS) or _taken(found.group(), "mc", MC_NS):
        return text
    root = found.group()
    if "xmlns:w14=" not in root:
        root = f'{root[:-1]} xmlns:w14="{W14_NS}">'
    if "xmlns:mc=" not in root:
        root = f'{root[:-1]} xmlns:mc="{MC_NS}">'
    listed = _IGNORABLE.search(root)
    if listed is None:
        root = f'{root[:-1]} mc:Ignorable="w14">'
    elif "w14" not in listed[1].split():
        root = root.replace(listed.group(), f'mc:Ignorable="{f"{listed[1]} w14".strip()}"', 1)
    return text[: found.start()] + root + text[found.end() :]


def _taken(root: str, prefix: str, namespace: str) -> bool:
    """Return whether a root declares the prefix for something else."""
    return f'xmlns:{prefix}="' in root and f'xmlns:{prefix}="{namespace}"' not in root
