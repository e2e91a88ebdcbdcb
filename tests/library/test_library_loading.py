"""A library is read from its folder, built once, kept as data, and never half used."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest
from library_trees import small_library, write_tree

from planbuilder.cache import cache_directory, cached, keep
from planbuilder.data import data_path
from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.library.checking import check_library
from planbuilder.library.loading import load_library
from planbuilder.library.store import Library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of the small library."""
    return write_tree(tmp_path / "small", small_library())


def kept() -> list[Path]:
    """Return what is in the cache."""
    return sorted(cache_directory().glob("*"))


def test_a_library_holds_every_entry_with_its_origin(root: Path) -> None:
    """By kind and id; the origin names layer, version, file and the hash of the file."""
    library = load_library(root)
    assert library.problems["low-mood"].goals["better"].objectives["lower-score"].measured_by.measure == "mood-score"
    assert library.problems["low-mood"].codes.but_not == ("F32.5",)
    assert library.interventions["day-plan"].because == "Chosen because {{ reason }}"
    assert library.vocabulary.roles["nurse"].stands_in == ("counselor",)
    assert library.documents["letter"].template == "template.docx"
    origin = library.origin("intervention", "day-plan")
    assert (origin.layer, origin.version, origin.file) == ("small", "0.1.0", "interventions/cbt/day-plan.yaml")
    assert len(origin.sha256) == 64


def test_an_entry_cannot_be_changed(root: Path) -> None:
    """What was read stays what it is."""
    with pytest.raises(AttributeError):
        load_library(root).problems["low-mood"].title = "x"  # type: ignore[misc]


def test_an_entry_is_found_by_kind_and_id_or_by_id_alone(root: Path) -> None:
    """In singular or plural; a bare id must be clear."""
    library = load_library(root)
    for name in ("day-plan", "intervention/day-plan", "interventions/day-plan"):
        assert library.find(name) == ("intervention", library.interventions["day-plan"])
    with pytest.raises(UsageError, match="Did you mean day-plan"):
        library.find("day-plam")
    with pytest.raises(UsageError, match="No entry"):
        library.find("nothing/day-plan")


def test_a_bare_id_that_two_kinds_have_is_asked_back(tmp_path: Path) -> None:
    """With both names to choose from."""
    tree = small_library()
    tree["routines/talking.yaml"] = {**tree["routines/intake.yaml"], "id": "talking"}
    library = load_library(write_tree(tmp_path / "two", tree))
    with pytest.raises(UsageError, match="option/talking, routine/talking"):
        library.find("talking")


def test_the_second_reading_comes_from_the_cache(root: Path) -> None:
    """The same library, also when the files are read from another folder."""
    first = load_library(root)
    assert [path.suffix for path in kept()] == [".json"]
    assert load_library(root) == first


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"about": {}}', b"[" * 100_000, b'{"about":' * 5000]
)
def test_a_broken_cache_is_ignored_and_rebuilt(root: Path, content: bytes) -> None:
    """Whatever is in the file."""
    first = load_library(root)
    (path,) = kept()
    whole = path.read_bytes()
    path.write_bytes(content)
    assert load_library(root) == first
    assert path.read_bytes() == whole


def test_a_foreign_cache_is_ignored(root: Path) -> None:
    """A library of somebody else's under the right name is not taken."""
    first = load_library(root)
    (path,) = kept()
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(first, digest="0" * 64, problems={})))
    assert load_library(root).problems == first.problems


@pytest.mark.parametrize("change", ["flip", "cut", "rename"])
def test_a_kept_library_that_was_changed_is_rebuilt_though_it_reads_well(root: Path, change: str) -> None:
    """A checksum over name and content proves it: a word exchanged, a byte lost, another library's file."""
    first = load_library(root)
    (path,) = kept()
    whole = path.read_bytes()
    if change == "flip":
        assert whole.count(b"Speech does not arrive.") == 1
        path.write_bytes(whole.replace(b"Speech does not arrive.", b"Speech does now arrive."))
    elif change == "cut":
        path.write_bytes(whole[:-1])
    else:
        keep("library-other.json", msgspec.structs.replace(first, problems={}))
        path.write_bytes((cache_directory() / "library-other.json").read_bytes())
    assert load_library(root) == first
    assert path.read_bytes() == whole


def test_a_changed_file_is_seen(root: Path) -> None:
    """The cache goes by content."""
    load_library(root)
    file = root / "problems/low-mood.yaml"
    file.write_text(file.read_text().replace("Low mood that", "A low mood that"))
    assert load_library(root).problems["low-mood"].summary.startswith("A low mood")


@pytest.mark.parametrize("fault", ["file", "read-only"])
def test_a_cache_that_cannot_be_written_is_no_error(root: Path, tmp_path: Path, fault: str) -> None:
    """The next run only takes longer."""
    place = tmp_path / "cache"
    if fault == "file":
        place.write_text("in the way")
    else:
        place.mkdir()
        place.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert load_library(root).about.id == "small"
    place.chmod(stat.S_IRWXU)


def test_a_full_disk_leaves_nothing_half_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache holds a whole file or none."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load_library(root).about.id == "small"
    assert kept() == []


def test_the_cache_keeps_the_last_few_only(root: Path) -> None:
    """Old libraries do not fill the disk."""
    library = load_library(root)
    for number in range(10):
        keep(f"library-{number}.json", library)
    keep("other-1.json", [1])
    assert len([path for path in kept() if path.name.startswith("library-")]) == 6
    assert cached("other-1.json", list[int]) == [1]


def test_the_cache_can_be_left_alone(root: Path) -> None:
    """Nothing is read from it and nothing written."""
    load_library(root, use_cache=False)
    assert not cache_directory().exists()


def test_a_library_with_errors_is_not_used(root: Path) -> None:
    """Every finding comes with the error."""
    (root / "problems/low-mood.yaml").write_text("title: [x\n")
    (root / "options/waiting.yaml").write_text("schema: 1\n")
    with pytest.raises(InputError) as caught:
        load_library(root)
    assert {found.where.file for found in caught.value.findings} == {"problems/low-mood.yaml", "options/waiting.yaml"}


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    """Also where a file is in its place."""
    (tmp_path / "file").write_text("x")
    for name in ("nowhere", "file"):
        with pytest.raises(EnvironmentFaultError, match="no such folder"):
            check_library(tmp_path / name)


def test_an_empty_folder_lacks_its_first_file(tmp_path: Path) -> None:
    """And nothing else is said."""
    assert [found.rule for found in check_library(tmp_path)] == ["library-about"]


def test_links_are_named_and_never_followed(root: Path, tmp_path: Path) -> None:
    """To a file, to a folder, to nothing, to itself."""
    (tmp_path / "secret.yaml").write_text("name: secret\n")
    (root / "problems/linked.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "problems/lost.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (root / "options/round").symlink_to(root, target_is_directory=True)
    found = check_library(root)
    assert [(each.rule, each.where.file) for each in found] == [
        ("library-link", "options/round"),
        ("library-link", "problems/linked.yaml"),
        ("library-link", "problems/lost.yaml"),
    ]
    assert all(each.severity == "error" and each.why and each.fix for each in found)
    with pytest.raises(InputError):
        load_library(root)


def test_a_library_may_itself_be_reached_by_a_link(root: Path, tmp_path: Path) -> None:
    """Only what is in it counts."""
    (tmp_path / "by-link").symlink_to(root, target_is_directory=True)
    assert check_library(tmp_path / "by-link") == ()


def test_hidden_folders_and_examples_are_left_alone(root: Path) -> None:
    """Version control and example clients are no entries."""
    for name in (".git/x.yaml", "examples/client.yaml"):
        write_tree(root, {name: "a: [\n"})
    assert check_library(root) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(root: Path) -> None:
    """It is no file."""
    os.mkfifo(root / "problems/pipe.yaml")
    assert check_library(root) == ()


def test_a_file_name_that_is_not_text_is_no_crash(root: Path) -> None:
    """The finding names it as well as it can be named."""
    try:
        (Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.yaml"))).write_text("a: 1\n")
    except OSError:
        pytest.skip("the file system takes no such name")
    assert "library-stray-file" in {found.rule for found in check_library(root)}
    assert isinstance(load_library(root), Library)


def test_the_shipped_data_is_found() -> None:
    """In the source tree or in the installed package."""
    assert (data_path("library") / "library.yaml").is_file()
    assert (data_path("schemas") / "problem.schema.json").is_file()
