"""The catalogue of a library as a static web site: one page an entry, a search in the first, nothing from elsewhere.

It is opened from a folder, where scripts may load no files. So style, script and what is searched stand in the pages
themselves, and the policy of each names the hashes of just these; nothing else is loaded or run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from planbuilder.documents.catalogue import HEADINGS, Fact, Page, Section, catalogue_pages
from planbuilder.documents.catalogue_edition import edition_licence, edition_title
from planbuilder.errors import EnvironmentFaultError, UsageError
from planbuilder.files import write_advice
from planbuilder.library.store import Library

if TYPE_CHECKING:
    from jinja2 import Environment

#: Stands in every page of a site, so that no other folder is taken for one.
_MARK = '<meta name="generator" content="planbuilder catalogue">'
#: In a script's text these would end it, or begin another.
_JSON_SAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
#: What a kind weighs in the search; what entries only cite comes behind what is done.
_WEIGHTS = {"source": 0.4}
#: What is searched beside the title: enough to find an entry by what it is about.
_SEARCHED = frozenset({"Plain title", "Summary", "Definitions", "Statement", "Plain words", "Modality", "Construct"})


def catalogue_site(library: Library, kinds: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the site: path and bytes, the same for the same library."""
    env = _environment()
    style, script = _text("style.css"), _text("search.js")
    pages = catalogue_pages(library, kinds)
    chapters = [
        {"kind": kind, "title": title, "what": what, "pages": [page for page in pages if page.kind == kind]}
        for kind, (title, what) in HEADINGS.items()
    ]
    shared = {
        "about": library.about,
        "title": edition_title(library),
        "licence": edition_licence(library),
        "language": library.about.language,
        "style": _safe(style),
        "page": None,
    }
    data = _safe(_searched(pages))
    index = env.get_template("index.html").render(
        **shared,
        policy=_policy(style, script),
        chapters=[each for each in chapters if each["pages"]],
        total=len(pages),
        entries=data,
        script=_safe(script),
    )
    yield "index.html", index.encode()
    template = env.get_template("entry.html")
    known = frozenset(page.name for page in pages)
    for page in pages:
        words = {**shared, "page": page, "chapter": HEADINGS[page.kind][0], "known": known}
        yield f"{page.name}.html", template.render(**words, policy=_policy(style)).encode()


def write_site(files: Iterator[tuple[str, bytes]], folder: Path, *, force: bool = False) -> int:
    """Write the files of a site into a folder, whole or not at all, and return how many there are.

    The folder must be new or empty; with ``force`` an earlier site in it is replaced. Raises UsageError where something
    else is in the way, EnvironmentFaultError where the disk refuses.
    """
    taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if taken and not (force and _is_site(folder)):
        fix = "Give a new folder." if not _is_site(folder) else "Give a new folder, or --force to replace this site."
        raise UsageError("There is something in this folder already.", where=str(folder), fix=fix)
    mark = secrets.token_hex(4)
    made, old = (folder.parent / f".{folder.name}.{mark}.{each}" for each in ("part", "old"))
    count = 0
    try:
        for name, content in files:
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            count += 1
        _put(made, folder, old if taken else None)
    except OSError as error:
        said = "The site could not be written."
        raise EnvironmentFaultError(said, where=str(folder), fix=write_advice(error)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return count


def _put(made: Path, folder: Path, old: Path | None) -> None:
    """Move a finished site into its place; an earlier one goes only once the new one is there. Raises OSError."""
    if old is None:
        made.replace(folder)  # takes an empty folder's place too
        return
    folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_site(folder: Path) -> bool:
    """Return whether a folder holds a site that was made here."""
    index = folder / "index.html"
    return index.is_file() and _MARK in index.read_text(encoding="utf-8", errors="replace")[:2000]


def _environment() -> Environment:
    """Return the templates, which escape whatever they print."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    texts: Mapping[str, str] = {name: _text(name) for name in ("base.html", "index.html", "entry.html")}
    return Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _text(name: str) -> str:
    """Return a file of the site as it is kept beside this module."""
    return (resources.files("planbuilder.documents") / "site" / name).read_text(encoding="utf-8")


def _safe(text: str) -> object:
    """Return text of our own that is printed as it is."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  # style, script, and data in which no letter can end them


def _policy(style: str, script: str = "") -> str:
    """Return the policy of a page: nothing but this style, and this script where there is one."""
    scripts = f"; script-src {_hash(script)}" if script else ""
    return f"default-src 'none'; style-src {_hash(style)}{scripts}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    """Return the hash by which a policy names a text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _searched(pages: Sequence[Page]) -> str:
    """Return what is searched, as JSON that may stand in a page: link, kind, title, text and weight of every entry."""
    rows: list[list[str | float]] = []
    for page in pages:
        text = " ".join(dict.fromkeys(_said(page)))
        searched = f"{page.id.replace('-', ' ')} {text}"
        rows.append([f"{page.name}.html", HEADINGS[page.kind][0], page.title, searched, _WEIGHTS.get(page.kind, 1)])
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return "".join(_JSON_SAFE.get(letter, letter) for letter in told)


def _said(part: Page | Section) -> Iterator[str]:
    """Yield the texts of a page that are searched."""
    facts: tuple[Fact, ...] = part.facts
    for fact in facts:
        if fact.label in _SEARCHED:
            yield from (word.text for word in fact.words)
    for section in part.sections:
        yield from _said(section)
