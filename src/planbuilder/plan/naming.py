"""Whether a line names the client, or who represents them: whole words, and nobody else of nearly the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from planbuilder.plan.client import Client

#: Words before and after a name by which a line speaks of somebody else: the mother of Jordan, Jordan's sister.
_OF, _WHOSE = r"\b(?:of|for|about|from)\s+", r"['\u2019]s?(?!\w)"
#: Words with which a line begins that says that somebody was not there.
_AWAY = re.compile(
    r"\s*(?:he |she |they |was |were )*(?:absent|in absentia|no[- ]show|not (?:present|there|available|reached)"
    r"|unavailable|(?:did not|didn['\u2019]t) (?:attend|come|take part|participate|show up))\b",
    re.IGNORECASE,
)


def names_client(line: str, client: Client) -> bool:
    """Return whether a line names the client, by name or as they are called.

    Not where it names somebody of the team or around the person whose name begins alike, nor somebody by their relation
    to the client.
    """
    own = {_plain(each) for each in (client.identity.name, client.identity.called)}
    rest = _plain(line)
    for other in sorted({_plain(each) for each in _others(client)} - own, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(other)}(?!\w)", " ", rest)
    return any(_named(rest, name) for name in own)


def names_representative(line: str, client: Client) -> bool:
    """Return whether a line names who represents the client."""
    found = client.legal.representative if client.legal else None
    return found is not None and _named(_plain(line), _plain(found.name))


def was_away(*lines: str) -> bool:
    """Return whether one of the lines begins by saying that somebody was not there."""
    return any(_AWAY.match(line) for line in lines)


def took_part(who: str, mode: str, part: str, client: Client) -> bool:
    """Return whether an entry of who took part says that the client did."""
    return names_client(who, client) and not was_away(mode, part)


def _others(client: Client) -> Iterator[str]:
    """Yield the names of the team, of the people around the client, and of who represents them."""
    people: Iterable[str] = (*(each.name for each in client.team), *(each.name for each in client.participants))
    yield from people
    if client.legal and client.legal.representative:
        yield client.legal.representative.name


def _named(line: str, name: str) -> bool:
    """Return whether a line holds a name as whole words, and speaks of that person."""
    where = (found.span() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", line)) if name else ()
    return any(not _of(line[:start]) and not re.match(_WHOSE, line[end:]) for start, end in where)


def _of(before: str) -> bool:
    """Return whether what stands before a name makes it the name of somebody else's relative."""
    return bool(re.search(rf"{_OF}$", before))


def _plain(text: str) -> str:
    """Return a text in one form of its letters, with single blanks, capitals aside."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
