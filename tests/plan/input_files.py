"""Client and selection files that fit the small library, written to disk with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from small_library import ON, client, library

from planbuilder.errors import InputError
from planbuilder.findings import Finding
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.selection import Selection

CLIENT = """\
schema: 1
id: c-1
identity: {name: Alexandra Roe, called: Alex, pronouns: they, born: "1990-02-03"}
language: {speaks: English, english: full}
care:
  setting: outpatient
  level_of_care: outpatient
  admitted: "2026-11-09"
presenting:
  seen: Drinks on most days.
diagnoses:
  - {code: F10.20, title: Alcohol use disorder}
counts:
  - {id: bad-days, value: 20, "on": "2026-11-09"}
scores:
  - {measure: mood, value: 12, "on": "2026-11-09", critical: [death]}
risks:
  - {risk: suicide, level: low, assessed: "2026-11-09"}
needs:
  - {need: deaf, prefers: [interpreter]}
"""
SELECTION = """\
schema: 1
client: c-1
problems:
  drinking:
    definitions: [own-limit]
    goals:
      less:
        objectives:
          fewer:
            slots: {target: 4}
            interventions:
              talk: {delivery: telehealth}
  low-mood:
    goals:
      lift:
        objectives:
          half:
            slots: {target: 6}
"""


def changed(text: str, changes: Mapping[str, str]) -> str:
    """Return a file's text with parts exchanged; each part is there exactly once."""
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def client_findings(tmp_path: Path, content: str | bytes) -> tuple[Finding, ...]:
    """Return what is found in a client's file; nothing where it was read."""
    path = tmp_path / "c-1.client.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        load_client(path, library(), ON)
    except InputError as error:
        return error.findings
    return ()


def selection_findings(tmp_path: Path, content: str) -> tuple[Finding, ...]:
    """Return what is found in a selection, whether it stops the work or not."""
    path = tmp_path / "c-1.selection.yaml"
    path.write_text(content, encoding="utf-8")
    try:
        return load_selection(path, client(), library())[1]
    except InputError as error:
        return error.findings


def loaded_selection(tmp_path: Path, content: str) -> Selection:
    """Return the selection of a file."""
    path = tmp_path / "c-1.selection.yaml"
    path.write_text(content, encoding="utf-8")
    return load_selection(path, client(), library())[0]
