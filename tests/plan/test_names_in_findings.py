"""A name that somebody typed where a field, an id or a tag belongs is not repeated in a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from input_files import CLIENT, SELECTION, changed, client_findings, selection_findings

_CLIENT = [
    {"id: c-1\n": "id: c-1\nMaria: 1\n"},
    {"setting: outpatient": "setting: Maria"},
    {"id: c-1\n": "id: !Maria c-1\n"},
    {"id: c-1\n": "id: &Maria c-1\n"},
    {"id: c-1\n": "id: *Maria\n"},
    {"id: c-1\n": "id: c-1\nMaria: 1\nMaria: 2\n"},
    {"id: c-1\n": "id: !Maria!x c-1\n"},
    {"measure: mood": "measure: maria"},
    {"[death]": "[maria]"},
    {"need: deaf": "need: maria"},
    {"  setting: out": "  Maria: {Maria: 1}\n  setting: out"},
]
_SELECTION = [
    {"  drinking:": "  maria:"},
    {"target: 4": "maria: 4"},
    {"talk: {delivery: telehealth}": "maria: {}"},
    {"delivery: telehealth": "delivery: maria"},
    {"client: c-1": "client: c-1\nreasons: {maria: because}"},
    {"  drinking:": "  Maria Roe:"},
]


@pytest.mark.parametrize("changes", _CLIENT)
def test_a_clients_file(tmp_path: Path, changes: dict[str, str]) -> None:
    """The line says where it stands."""
    found = client_findings(tmp_path, changed(CLIENT, changes))
    assert found
    assert all(each.where.line for each in found)
    assert "maria" not in str(found).lower()


@pytest.mark.parametrize("changes", _SELECTION)
def test_a_selection(tmp_path: Path, changes: dict[str, str]) -> None:
    """Its maps are keyed by ids that people type."""
    found = selection_findings(tmp_path, changed(SELECTION, changes))
    assert found
    assert all(each.where.line for each in found)
    assert "maria" not in str(found).lower()
