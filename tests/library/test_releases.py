"""Releases of a library: the number fits the change, the bytes are the same each time, an install proves every file."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from layer_trees import hash_of, patch_of, roots
from library_trees import small_library, write_tree

from planbuilder.cli.main import run
from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.library.contents import content_hash
from planbuilder.library.installing import install_release
from planbuilder.library.loading import load_library
from planbuilder.library.manifest import MANIFEST, manifest_json, manifest_of, read_manifest_json
from planbuilder.library.packing import packed_tar, packed_zip
from planbuilder.library.release_rules import RULES
from planbuilder.library.unpacking import unpack

Call = Callable[..., tuple[int, str, str]]
DAY_PLAN = "interventions/cbt/day-plan.yaml"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs a command of the library and returns its exit code, output and errors."""

    def called(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["library", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small library."""
    return write_tree(tmp_path / "ours", small_library())


@pytest.fixture
def release(call: Call, root: Path, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Return a function that releases the small library under a version."""

    def released(version: str, *more: object) -> tuple[int, str, str]:
        return call("release", version, "--library", root, "-o", tmp_path / "out", "--date", "2026-11-26", *more)

    return released


@pytest.fixture
def archive(release: Call, tmp_path: Path) -> Path:
    """Return the archive of the first release."""
    assert release("1.0.0", "--first")[0] == 0
    return tmp_path / "out" / "small-1.0.0.zip"


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change the text of a file."""
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_first_release_holds_every_file_with_its_hash(archive: Path, root: Path) -> None:
    """Expect the library's files, its version and changes, and a manifest that proves them; the library says so too."""
    found = unpack(archive)
    assert (found.manifest.id, found.manifest.version) == ("small", "1.0.0")
    assert {DAY_PLAN, "library.yaml", "CHANGES.md", "documents/letter/template.docx"} <= set(found.contents)
    assert "version: 1.0.0" in (root / "library.yaml").read_text(encoding="utf-8")
    assert "## 1.0.0 (2026-11-26)\n\nFirst release." in (root / "CHANGES.md").read_text(encoding="utf-8")
    assert load_library(root).about.version == "1.0.0"


def test_the_same_content_gives_the_same_bytes(archive: Path, release: Call, root: Path) -> None:
    """Expect it also on another day, and when the files were touched; nothing is compressed."""
    first = archive.read_bytes()
    archive.unlink()
    os.utime(root / DAY_PLAN, (1, 1))
    assert release("1.0.0", "--first", "--date", "2027-01-01")[0] == 0
    assert archive.read_bytes() == first
    with zipfile.ZipFile(archive) as opened:
        assert {each.compress_type for each in opened.infolist()} == {zipfile.ZIP_STORED}


def test_released_again_without_a_change_nothing_happens(archive: Path, release: Call) -> None:
    """Expect the archive as it is."""
    first = archive.read_bytes()
    assert release("1.0.0")[0] == 0
    assert archive.read_bytes() == first


def test_a_text_changed_under_the_same_number_is_an_error(archive: Path, release: Call, root: Path) -> None:
    """Expect the least number that fits, and the archive and the library untouched."""
    first = archive.read_bytes()
    edit(root, DAY_PLAN, "We plan my next day.", "We plan the next day.")
    code, out, _ = release("1.0.0")
    assert code == 1
    assert "Release it as 1.0.1 or higher" in out
    assert "release-not-higher" in out
    assert archive.read_bytes() == first


def test_a_number_that_says_too_little_is_an_error(archive: Path, release: Call, root: Path) -> None:
    """Expect a withdrawn entry to need the first number, and the right one to be taken."""
    assert archive.is_file()
    edit(root, "options/waiting.yaml", "id: waiting", "id: waiting\nstate: withdrawn\nwhy: It harmed.")
    code, out, _ = release("1.1.0")
    assert code == 1
    assert "2.0.0 or higher" in out
    assert release("2.0.0", "--check")[0] == 0
    assert not (archive.parent / "small-2.0.0.zip").exists()
    assert release("2.0.0")[0] == 0
    changes = (root / "CHANGES.md").read_text(encoding="utf-8")
    assert changes.index("## 2.0.0") < changes.index("## 1.0.0")
    assert "### Withdrawn" in changes
    assert "- Option Watchful waiting (`waiting`): It harmed." in changes


def test_a_deleted_entry_is_an_error_at_any_number(archive: Path, release: Call, root: Path) -> None:
    """Expect that it is to be withdrawn, not deleted."""
    assert archive.is_file()
    (root / "routines" / "intake.yaml").unlink()
    code, out, _ = release("9.0.0")
    assert (code, "release-removed" in out) == (1, True)


def test_changes_are_told_in_a_curators_words(archive: Path, release: Call, root: Path) -> None:
    """Expect short texts quoted before and after, and places in words, not in paths."""
    assert archive.is_file()
    edit(root, DAY_PLAN, "We plan my next day.", "We plan the next day.")
    edit(root, "problems/low-mood.yaml", "The nurse checks my health first.", "First the nurse checks my health.")
    assert release("1.0.1")[0] == 0
    changes = (root / "CHANGES.md").read_text(encoding="utf-8")
    assert "### Reworded" in changes
    assert "Plain words: \u201cWe plan my next day.\u201d is now \u201cWe plan the next day.\u201d" in changes
    assert "Plain words, in objective checked, in goal safe: " in changes


def test_a_section_that_a_curator_wrote_stays(archive: Path, release: Call, root: Path) -> None:
    """Expect their words in the archive too."""
    edit(root, DAY_PLAN, "We plan my next day.", "We plan the next day.")
    edit(root, "CHANGES.md", "## 1.0.0", "## 1.0.1 (soon)\n\nShorter sentences.\n\n## 1.0.0")
    assert release("1.0.1")[0] == 0
    told = unpack(archive.with_name("small-1.0.1.zip")).contents["CHANGES.md"].decode()
    assert "## 1.0.1 (soon)\n\nShorter sentences.\n\n## 1.0.0 (2026-11-26)" in told
    assert told.count("## 1.0.1") == 1


def test_what_does_not_belong_is_not_packed(release: Call, root: Path, tmp_path: Path) -> None:
    """Expect neither examples nor stray files, which may hold a person's data, nor hidden ones."""
    write_tree(root, {"examples/c.client.yaml": "a: 1\n", "notes.yaml": "a: 1\n", ".secret": "s", "x.docx": b"PK"})
    code, out, _ = release("1.0.0", "--first")
    assert (code, "Left out, because nothing reads it: notes.yaml" in out) == (0, True)
    names = set(unpack(tmp_path / "out" / "small-1.0.0.zip").contents)
    assert not names & {"examples/c.client.yaml", "notes.yaml", ".secret", "x.docx"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1.0", "--first"), "not a version number"),
        (("1.0.0",), "No earlier release was found"),
        (("1.0.0", "--since", "nowhere.zip"), "nowhere.zip"),
    ],
)
def test_a_release_that_cannot_be_judged_is_refused(release: Call, words: tuple[str, ...], said: str) -> None:
    """Expect a sentence, and nothing written."""
    code, _, err = release(*words)
    assert (code, said in err) == (2, True)


def test_another_library_is_no_earlier_release(release: Call, tmp_path: Path) -> None:
    """Expect an error with both ids."""
    other = small_library()
    other["library.yaml"]["id"] = "theirs"
    code, out, _ = release("1.0.0", "--since", write_tree(tmp_path / "theirs", other))
    assert (code, "release-other-library" in out) == (1, True)


def test_a_number_without_a_change_is_a_warning(archive: Path, release: Call) -> None:
    """Expect it told, and taken."""
    assert archive.is_file()
    code, out, _ = release("1.0.1")
    assert (code, "release-nothing-new" in out) == (0, True)


def test_a_library_with_errors_is_not_released(release: Call, root: Path) -> None:
    """Expect its findings."""
    edit(root, DAY_PLAN, "seen-guide", "no-such-guide")
    assert release("1.0.0", "--first")[0] == 1


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_release_is_installed_and_used(
    release: Call, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Expect its folder, the line in the settings with all else kept, and the library in use; twice changes nothing."""
    assert release("1.0.0", "--first", "--as", kind)[0] == 0
    path = tmp_path / "out" / f"small-1.0.0.{kind}"
    assert run(["init", str(tmp_path / "ws")]) == 0
    monkeypatch.chdir(tmp_path / "ws")
    before = Path("planbuilder.toml").read_text(encoding="utf-8")
    code, out, _ = call("install", path)
    assert (code, "uses it from now on" in out) == (0, True)
    after = Path("planbuilder.toml").read_text(encoding="utf-8")
    assert after == before.replace('# library = "library"', 'library = "libraries/small-1.0.0"')
    assert "intervention/day-plan" in call("list", "intervention")[1]
    code, out, _ = call("install", path)
    assert (code, "It was there already" in out, "The workspace uses it." in out) == (0, True, True)
    assert sorted(each.name for each in Path("libraries").iterdir()) == ["small-1.0.0"]


def test_another_library_in_the_settings_is_not_replaced_in_silence(
    archive: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Expect the line to write, and that --use writes it."""
    write_tree(tmp_path / "ws" / "mine", small_library())
    settings = tmp_path / "ws" / "planbuilder.toml"
    settings.write_text('library = "mine"  # ours\noutputs = "o"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path / "ws")
    assert 'library = "libraries/small-1.0.0"' in call("install", archive)[1]
    assert settings.read_text(encoding="utf-8").startswith('library = "mine"')
    assert call("install", archive, "--use")[0] == 0
    assert settings.read_text(encoding="utf-8") == 'library = "libraries/small-1.0.0"\noutputs = "o"\n'


def test_a_layer_without_an_entry_never_takes_the_place_of_the_library(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of translations, say, loads by itself: a workspace that used it as its library would have no entry left."""
    small, ours = roots(tmp_path, {})
    assert call("release", "2.0.0", "--first", "--library", ours, "-o", tmp_path / "out")[0] == 0
    archive = tmp_path / "out" / "ours-2.0.0.zip"
    assert install_release(archive, tmp_path / "there", below=[small]).is_layer
    assert run(["init", str(tmp_path / "ws")]) == 0
    monkeypatch.chdir(tmp_path / "ws")
    before = Path("planbuilder.toml").read_text(encoding="utf-8")
    code, out, _ = call("install", archive)
    assert (code, 'layers = ["libraries/ours-2.0.0", "layer"]' in out) == (0, True)
    assert Path("planbuilder.toml").read_text(encoding="utf-8") == before


def test_an_archive_is_held_against_the_hash_that_was_told(archive: Path, tmp_path: Path) -> None:
    """Expect another one to be refused before anything is written."""
    with pytest.raises(UsageError, match="SHA-256"):
        install_release(archive, tmp_path / "ws", expected="0" * 64)
    assert not (tmp_path / "ws").exists()
    done = install_release(archive, tmp_path / "ws", expected=unpack(archive).sha256.upper())
    assert done.folder.is_dir()


def test_what_is_there_is_never_overwritten(archive: Path, tmp_path: Path) -> None:
    """Expect a library that was changed since to stay, with a sentence, and nothing left behind."""
    done = install_release(archive, tmp_path / "ws")
    edit(done.folder, DAY_PLAN, "We plan my next day.", "We plan all.")
    changed = (done.folder / DAY_PLAN).read_bytes()
    with pytest.raises(UsageError, match="has this place already"):
        install_release(archive, tmp_path / "ws")
    assert (done.folder / DAY_PLAN).read_bytes() == changed
    assert [each.name for each in done.folder.parent.iterdir()] == [done.folder.name]


def test_an_unpacked_release_installs_from_its_folder(archive: Path, tmp_path: Path) -> None:
    """Expect the same proof; a folder without a manifest is refused."""
    shutil.unpack_archive(archive, tmp_path / "unpacked")
    assert install_release(tmp_path / "unpacked", tmp_path / "ws").folder.is_dir()
    (tmp_path / "unpacked" / MANIFEST).unlink()
    with pytest.raises(InputError):
        install_release(tmp_path / "unpacked", tmp_path / "ws2")


def packed(contents: Mapping[str, bytes], **more: bytes) -> dict[str, bytes]:
    """Return files with a manifest that lists them, and others that it does not."""
    about = load_library(write_tree(Path(os.environ["PLANBUILDER_CACHE"]).parent / "any", small_library())).about
    return {**contents, MANIFEST: manifest_json(manifest_of(about, contents)), **more}


#: Rule id: an archive that breaks it.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "archive-name": lambda: packed_zip(packed({"../planbuilder.toml": b"x"})),
    "archive-names-alike": lambda: packed_zip(packed({"problems/a.yaml": b"x", "problems/A.yaml": b"y"})),
    "archive-member": lambda: tarred(packed({}), tarfile.SYMTYPE),
    "archive-manifest": lambda: packed_zip({"library.yaml": b"x"}),
    "archive-hash": lambda: packed_zip(packed({"a.yaml": b"x"}) | {"a.yaml": b"y"}),
    "archive-missing": lambda: packed_zip({MANIFEST: packed({"a.yaml": b"x"})[MANIFEST]}),
    "archive-extra": lambda: packed_zip(packed({"a.yaml": b"x"}) | {"b.yaml": b"y"}),
}


def tarred(contents: Mapping[str, bytes], kind: bytes) -> bytes:
    """Return a tar file with one member more that is no plain file."""
    made = io.BytesIO(packed_tar(contents))
    with tarfile.open(fileobj=made, mode="a") as archive:
        member = tarfile.TarInfo("problems")
        member.type, member.linkname = kind, "/etc"
        archive.addfile(member)
    return made.getvalue()


@pytest.mark.parametrize("rule", HOSTILE)
def test_every_rule_on_archives_fires(rule: str, tmp_path: Path) -> None:
    """Expect the rule, and not a file written."""
    path = tmp_path / "release.zip"
    path.write_bytes(HOSTILE[rule]())
    with pytest.raises(InputError) as error:
        install_release(path, tmp_path / "ws")
    assert rule in {each.rule for each in error.value.findings}
    assert not (tmp_path / "ws").exists()


def test_every_rule_on_releases_has_a_case() -> None:
    """Expect a new rule to be tested here or not to exist."""
    released = {each for each in RULES.rules if each.startswith("release-")}
    text = Path(__file__).read_text(encoding="utf-8")
    assert {each for each in released if f'"{each}" in out' not in text} == set()
    assert set(RULES.rules) - released == set(HOSTILE)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/x",
        "..",
        "a/../../x",
        "a//b",
        "./a",
        "C:/x",
        "a\\b",
        "con.yaml",
        "a/nul",
        "a.",
        ".hidden",
        "a\nb",
        "x" * 300,
    ],
)
def test_names_that_lead_elsewhere_on_some_system_are_refused(name: str, tmp_path: Path) -> None:
    """Expect no such name to reach a disk, in a zip or in a tar."""
    for pack in (packed_zip, packed_tar):
        path = tmp_path / "release"
        path.write_bytes(pack(packed({name: b"x"})))
        with pytest.raises(InputError) as error:
            unpack(path)
        assert "archive-name" in {each.rule for each in error.value.findings}


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    """Expect it told as a link."""
    made = io.BytesIO(packed_zip(packed({})))
    with zipfile.ZipFile(made, "a") as archive:
        member = zipfile.ZipInfo("problems")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc")
    path = tmp_path / "release.zip"
    path.write_bytes(made.getvalue())
    with pytest.raises(InputError) as error:
        unpack(path)
    assert "archive-member" in {each.rule for each in error.value.findings}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing more", b"plain text", b"\0" * 2000])
def test_what_is_no_archive_is_told(content: bytes, tmp_path: Path) -> None:
    """Expect a sentence, never a fault of the program."""
    path = tmp_path / "release.zip"
    path.write_bytes(content)
    with pytest.raises((EnvironmentFaultError, InputError)):
        unpack(path)


def test_a_manifest_for_another_library_is_refused(archive: Path, tmp_path: Path) -> None:
    """Expect that library.yaml has the last word on what it is."""
    found = unpack(archive)
    manifest = json.loads(manifest_json(found.manifest)) | {"id": "../../elsewhere"}
    path = tmp_path / "forged.zip"
    path.write_bytes(packed_zip({**found.contents, MANIFEST: json.dumps(manifest).encode()}))
    assert read_manifest_json(json.dumps(manifest).encode()).id == "../../elsewhere"
    with pytest.raises(UsageError, match="another library"):
        install_release(path, tmp_path / "ws")
    assert not (tmp_path / "ws").exists() or list((tmp_path / "ws").iterdir()) == []


def test_an_archive_that_holds_no_library_is_refused(tmp_path: Path) -> None:
    """Expect its findings, and nothing left behind."""
    path = tmp_path / "release.zip"
    path.write_bytes(packed_zip(packed({"a.yaml": b"x"})))
    with pytest.raises(InputError):
        install_release(path, tmp_path / "ws")
    assert not (tmp_path / "ws" / "libraries").exists()


@pytest.fixture
def layered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Return the small library and a layer that patches it, in a workspace that is the current folder."""
    found = roots(
        tmp_path / "ws", {f"patches/intervention/{Path(DAY_PLAN).name}": patch_of(DAY_PLAN, {"plain": "Ours."})}
    )
    (tmp_path / "ws" / "planbuilder.toml").write_text('library = "small"\nlayers = ["layer-1"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path / "ws")
    return found


def test_the_uppermost_layer_is_released_and_compared_on_those_beneath(call: Call, layered: tuple[Path, ...]) -> None:
    """Expect its own id, version and files, and of its changes what comes of them in the library."""
    assert call("release", "2.0.0", "--first")[0] == 0
    archive = Path("releases/ours-2.0.0.zip")
    assert "patches/intervention/day-plan.yaml" in unpack(archive).contents
    assert DAY_PLAN not in unpack(archive).contents
    edit(layered[1], "patches/intervention/day-plan.yaml", "Ours.", "Ours too.")
    assert "plain: Ours{+ too+}." in call("diff", archive)[1]
    assert call("release", "2.0.0")[0] == 1
    assert call("release", "2.0.1")[0] == 0
    assert "\u201cOurs.\u201d is now \u201cOurs too.\u201d" in (layered[1] / "CHANGES.md").read_text(encoding="utf-8")


def test_a_layer_that_was_made_for_another_library_beneath_cannot_be_compared(
    call: Call, layered: tuple[Path, ...]
) -> None:
    """Expect a warning, the number of a change that plans in use stand on, and no error for renewing a patch."""
    assert call("release", "2.0.0", "--first")[0] == 0
    edit(layered[0], DAY_PLAN, "We plan my next day.", "We plan the next day.")
    renewed = small_library()[DAY_PLAN] | {"plain": "We plan the next day."}
    edit(layered[1], "patches/intervention/day-plan.yaml", hash_of(DAY_PLAN), content_hash(renewed))
    code, out, _ = call("release", "2.0.1")
    assert code == 1
    assert "release-not-compared" in out
    assert "release-number" in out
    assert call("release", "3.0.0")[0] == 0


def test_a_layer_is_installed_on_the_library_of_a_workspace(call: Call, layered: tuple[Path, ...]) -> None:
    """Expect its line in the settings, its words in use, and a later version told how to take its place."""
    assert call("release", "2.0.0", "--first")[0] == 0
    edit(layered[1], "patches/intervention/day-plan.yaml", "Ours.", "Ours too.")
    assert call("release", "2.0.1")[0] == 0
    settings = Path("planbuilder.toml")
    settings.write_text('library = "small"\n# layers = ["layer"]\n', encoding="utf-8")
    assert "as a layer on its library" in call("install", "releases/ours-2.0.0.zip")[1]
    assert settings.read_text(encoding="utf-8") == 'library = "small"\nlayers = ["libraries/ours-2.0.0"]\n'
    assert "plain: Ours." in call("show", "intervention/day-plan")[1]
    code, out, _ = call("install", "releases/ours-2.0.1.zip")
    assert (code, 'or add --use: layers = ["libraries/ours-2.0.1"]' in out) == (0, True)
    assert "as a layer on its library" in call("install", "releases/ours-2.0.1.zip", "--use")[1]
    assert settings.read_text(encoding="utf-8") == 'library = "small"\nlayers = ["libraries/ours-2.0.1"]\n'
    assert "plain: Ours too." in call("show", "intervention/day-plan")[1]


def test_a_layer_is_installed_beneath_the_workspace_own(call: Call, layered: tuple[Path, ...]) -> None:
    """Expect it there once --use says so, since what the workspace writes goes into its uppermost layer."""
    assert call("release", "2.0.0", "--first")[0] == 0
    own = layered[1].with_name("own")
    write_tree(own, {"library.yaml": (layered[1] / "library.yaml").read_text(encoding="utf-8").replace("ours", "own")})
    settings = Path("planbuilder.toml")
    settings.write_text('library = "small"\nlayers = ["own"]  # ours\n', encoding="utf-8")
    line = 'layers = ["libraries/ours-2.0.0", "own"]'
    assert line in call("install", "releases/ours-2.0.0.zip")[1]
    assert line not in settings.read_text(encoding="utf-8")
    assert "uses it from now on" in call("install", "releases/ours-2.0.0.zip", "--use")[1]
    assert line in settings.read_text(encoding="utf-8")
    assert "plain: Ours." in call("show", "intervention/day-plan")[1]


def test_outside_a_workspace_nothing_is_installed(archive: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Expect a sentence with the next step."""
    monkeypatch.chdir(archive.parent)
    code, _, err = call("install", archive)
    assert (code, "no workspace" in err) == (2, True)
