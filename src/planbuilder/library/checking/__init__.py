"""Everything that can be wrong in a library, found in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from planbuilder.cache import cached, keep
from planbuilder.findings import Finding, ordered
from planbuilder.library.checking.accommodations import check_accommodations
from planbuilder.library.checking.ages import check_ages
from planbuilder.library.checking.approvals import check_approvals
from planbuilder.library.checking.blanks import check_blanks
from planbuilder.library.checking.circles import check_circles
from planbuilder.library.checking.doses import check_doses
from planbuilder.library.checking.evidence import check_evidence
from planbuilder.library.checking.language import check_language
from planbuilder.library.checking.measures import check_measures
from planbuilder.library.checking.medications import check_medications
from planbuilder.library.checking.notices import check_notices
from planbuilder.library.checking.objectives import check_objectives
from planbuilder.library.checking.profiles import check_profiles
from planbuilder.library.checking.pronouns import check_pronouns
from planbuilder.library.checking.references import check_references
from planbuilder.library.checking.shelf import Shelf, put_on_shelf
from planbuilder.library.checking.slots import check_slots
from planbuilder.library.checking.translations import check_translations
from planbuilder.library.checking.words import check_words
from planbuilder.library.files import LibraryFiles, look_of, read_files, sha256
from planbuilder.library.gathering import Sources
from planbuilder.library.loading import gather
from planbuilder.library.translations.homes import FOLDER

CHECKS: tuple[Callable[[Shelf], Iterator[Finding]], ...] = (
    check_references,
    check_words,
    check_circles,
    check_blanks,
    check_slots,
    check_pronouns,
    check_objectives,
    check_measures,
    check_evidence,
    check_accommodations,
    check_doses,
    check_medications,
    check_ages,
    check_profiles,
    check_notices,
    check_language,
    check_approvals,
)


def check_library(root: Path, *upper: Path, use_cache: bool = True) -> tuple[Finding, ...]:
    """Return everything that is wrong in a library and its translations, sorted by place; files as seen from there.

    ``upper`` are layers on top of it, the lowest first; then every file is called by its whole path. An entry whose
    shape is wrong is not looked into any further, but it exists for those that name it. What was found in folders that
    have not changed since is remembered. Raises EnvironmentFaultError when a directory is missing or cannot be read.
    """
    roots = (root, *upper)
    name = f"findings-{seen}.json" if use_cache and (seen := state_of(roots)) else ""
    if name and (found := cached(name, tuple[Finding, ...])) is not None:
        return found
    sources = gather([read_files(each) for each in roots])
    found = ordered([*_found(sources), *check_translations(roots, sources)])
    if name:
        keep(name, found)
    return found


def check_files(*layers: LibraryFiles) -> tuple[Finding, ...]:
    """Return everything that is wrong in the files of a library as they were read, or would be; the lowest first."""
    return ordered(_found(gather(layers)))


def _found(sources: Sources) -> Iterator[Finding]:
    """Yield everything that is wrong in the files of a library, translations aside."""
    shelf = put_on_shelf(sources)
    yield from sources.findings
    for check in CHECKS:
        yield from check(shelf)


def state_of(roots: Sequence[Path]) -> str:
    """Return a hash over the state of all that a check looks at, empty where a folder does not allow it."""
    looks = [look_of(each) for root in roots for each in (root, root / FOLDER) if each == root or each.is_dir()]
    if not all(looks):
        return ""
    papers = [str(path.absolute()) for root in roots for path in sorted(root.glob("documents/*/*"))]
    return sha256("\n".join([*looks, *(str(root.absolute()) for root in roots), *papers, *_program()]).encode())


def _program() -> Iterator[str]:
    """Yield what the checks themselves are like: another program may find something else."""
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        yield f"{path} {path.stat().st_mtime_ns}"
