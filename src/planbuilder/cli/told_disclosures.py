"""Disclosures as lines that read aloud well, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planbuilder.cli.reporting import details, printable

if TYPE_CHECKING:
    from planbuilder.plan.disclosures import KeptDisclosure
    from planbuilder.records.disclosures import Disclosures


def disclosure_lines(found: Disclosures) -> Iterator[str]:
    """Yield the disclosures, the oldest first, and what is wrong with their records."""
    for each in found.kept:
        yield printable(_told(each))
    if found.findings:
        yield details(found.findings)


def _told(kept: KeptDisclosure) -> str:
    """Return a disclosure in one sentence."""
    told, at = kept.disclosure, kept.saved.at
    to = f"{told.to}, {told.affiliation}" if told.affiliation else told.to
    how_much = "in part" if told.partial else "whole"
    return (
        f"Disclosure {kept.number}, {at[:10]} {at[11:16]} UTC by {told.by}: {told.document} of version {kept.version}, "
        f"{how_much}, to {to}; basis {told.basis}{f' ({told.paper})' if told.paper else ''}; for: {told.purpose}."
    )


def disclosures_data(found: Disclosures) -> dict[str, Any]:
    """Return the disclosures as plain data, under the key that history gives them."""
    import msgspec

    return {
        "disclosures": msgspec.to_builtins(found.kept),
        "disclosures_wrong": [
            {"rule": each.rule, "where": str(each.where), "said": each.said} for each in found.findings
        ],
    }
