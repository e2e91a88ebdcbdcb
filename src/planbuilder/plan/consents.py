"""Which consent covers a disclosure: recipient, purpose and day, as 42 CFR 2.31(a) has them, signed and not revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from planbuilder.errors import UsageError
from planbuilder.plan.client import Release
from planbuilder.plan.disclosures import same

_SAID = "No consent on file covers this, and nothing was disclosed."


def covering_consent(releases: Sequence[Release], to: str, purpose: str, on: dt.date, *, ended: bool) -> Release:
    """Return the release that covers a recipient and purpose on a day; ``ended`` says whether the treatment has.

    Raises UsageError, which says what is missing in the nearest one and never what it holds, where none does.
    """
    named = [each for each in releases if same(each.to, to)]
    if not named:
        fix = "Give the recipient as the release names them; 'releases' in the client's file is where they stand."
        raise UsageError(_SAID, why="None names this recipient.", fix=fix)
    meant = [each for each in named if same(each.purpose, purpose)]
    if not meant:
        fix = "Give --purpose as the release says it, or ask the person for a consent for this purpose."
        raise UsageError(_SAID, why="One names this recipient, for another purpose.", fix=fix)
    wrong = [next(_missing(each, meant, on, ended=ended), "") for each in meant]
    for each, lacks in zip(meant, wrong, strict=True):
        if not lacks:
            return each
    fix = "Ask the person, and write the consent they sign under 'releases' in the client's file."
    raise UsageError(_SAID, why=wrong[-1], fix=fix)


def _missing(release: Release, alike: Sequence[Release], on: dt.date, *, ended: bool) -> Iterator[str]:
    """Yield what a release lacks to be a consent that holds on a day; ``alike`` are those of recipient and purpose."""
    day = on.isoformat()
    if release.signed is None:
        yield "The release does not say how and when it was signed ('signed')."
    elif release.signed.on > day:
        yield "The release is signed on a later day."
    if not release.covers:
        yield "The release does not say what it covers ('covers')."
    if release.revoked and release.revoked <= day:
        yield "The consent was revoked."
    signed = release.signed.on if release.signed else ""
    if any(signed <= each.revoked <= day for each in alike if each is not release and each.revoked):
        yield "A consent for this recipient and purpose was revoked after this one was signed."
    if not release.until and not release.ends:
        yield "The release does not say when it ends ('until' or 'ends')."
    if release.until and release.until < day:
        yield "The consent has expired."
    if release.ends == "end-of-treatment" and ended:
        yield "The consent ended with the treatment."
