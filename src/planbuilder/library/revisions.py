"""The files of a library at a revision of git, where git is there; nothing is checked out, nothing is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.findings import Place, ordered
from planbuilder.library.packed_names import why_unsafe
from planbuilder.library.release_rules import KIND, UNSAFE

_SECONDS = 120
#: Plain files, with and without the right to be run; links and other repositories have other modes.
_PLAIN = (b"100644", b"100755", b"100664")


def files_at(revision: str, root: Path) -> Mapping[str, bytes]:
    """Return the files of the library in ``root`` as a revision of git has them, by their path in it.

    Raises UsageError for a revision that git does not know or that has no such library, InputError for names that could
    not be written safely, EnvironmentFaultError where git is not there or fails.
    """
    commit = _commit(revision, root)
    blobs = dict(_blobs(_git(root, "ls-tree", "-r", "-z", commit)))
    if "library.yaml" not in blobs:
        fix = "Give a revision in which the library lay in the same folder, or a released archive."
        raise UsageError("This revision has no library in that folder.", where=revision, fix=fix)
    names = [name for name in blobs if name.endswith((".yaml", ".yml", "/template.docx"))]
    asked = "".join(f"{blobs[name]}\n" for name in names).encode()
    return dict(zip(names, _contents(_git(root, "cat-file", "--batch", given=asked)), strict=True))


def _commit(revision: str, root: Path) -> str:
    """Return the hash of the commit that a revision names."""
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except EnvironmentFaultError as error:
        if error.why:
            raise
        fix = "Give a folder, a released archive, or a tag, branch or commit of the library's repository."
        raise UsageError(f"There is no folder, archive or revision '{revision}'.", fix=fix) from None
    return found.decode("ascii", "replace").strip()


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what git says; raise EnvironmentFaultError where it is missing (with a reason) or refuses (without)."""
    program = shutil.which("git")
    if program is None:
        why = "Only git can tell what a revision holds."
        fix = "Install git, or give a folder or a released archive."
        raise EnvironmentFaultError("git is not installed.", why=why, fix=fix)
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    command = [program, "-C", str(root), "--no-pager", *words]
    try:
        done = subprocess.run(  # noqa: S603  # the words are our own, but for a revision behind --end-of-options
            command, input=given, capture_output=True, check=False, timeout=_SECONDS, env={**os.environ, **quiet}
        )
    except (OSError, subprocess.TimeoutExpired):
        raise EnvironmentFaultError("git does not answer.", why="It may wait for a disk.", fix="Try again.") from None
    if done.returncode:
        raise EnvironmentFaultError("git cannot read this revision.", fix="Try 'git status' in the library's folder.")
    return done.stdout


def _blobs(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield path and hash of every file that ``git ls-tree -r -z`` lists."""
    findings = []
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, blob = about.split(b" ", 2)
        name = path.decode("utf-8", "surrogateescape")
        shown = ascii(name)[1:-1]
        if name.startswith(("examples/", "drafts/", ".")) or "/." in name:
            continue
        if why := why_unsafe(name):
            findings.append(UNSAFE.finding(Place(shown), name=shown, why=why))
        elif mode not in _PLAIN:
            findings.append(KIND.finding(Place(shown), name=shown, kind="a link or another repository"))
        yield name, blob.decode("ascii")
    if findings:
        raise InputError("The revision was not used.", ordered(findings))


def _contents(told: bytes) -> Iterator[bytes]:
    """Yield the contents that ``git cat-file --batch`` tells: a line that ends in the size, the bytes, a line end."""
    start = 0
    while start < len(told):
        end = told.index(b"\n", start)
        size = int(told[start:end].rsplit(b" ", 1)[1])
        yield told[end + 1 : end + 1 + size]
        start = end + 1 + size + 1
