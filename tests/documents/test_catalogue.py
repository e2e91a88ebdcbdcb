"""The catalogue: every entry to read, as an accessible Word document and as a site that loads nothing else."""

from __future__ import annotations

import base64
import errno
import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from msgspec.structs import replace

from planbuilder.cli.main import run
from planbuilder.data import data_path
from planbuilder.documents.catalogue import HEADINGS, catalogue_pages
from planbuilder.documents.catalogue_site import catalogue_site, write_site
from planbuilder.documents.catalogue_values import readable
from planbuilder.documents.catalogue_word import catalogue_document
from planbuilder.docx import accessibility, verify
from planbuilder.errors import EnvironmentFaultError
from planbuilder.library.loading import load_library
from planbuilder.library.store import KINDS, Library

SCRIPT = Path(__file__).parents[2] / "src" / "planbuilder" / "documents" / "site" / "search.js"
KINDS_OF_ALL_SHAPES = ("problem", "measure", "option", "protocol", "routine")


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the shipped library."""
    return load_library(data_path("library"))


@pytest.fixture(scope="module")
def document(library: Library) -> bytes:
    """Return a catalogue of several kinds as a Word document."""
    return catalogue_document(library, KINDS_OF_ALL_SHAPES)


@pytest.fixture(scope="module")
def site(library: Library) -> dict[str, str]:
    """Return the site of the whole library, its pages by path."""
    return {name: content.decode() for name, content in catalogue_site(library)}


def test_every_entry_has_a_page_with_what_it_says(library: Library) -> None:
    """Expect each once, kind by kind, ids in it by the titles of what they name, and who uses it."""
    pages = {page.name: page for page in catalogue_pages(library)}
    assert set(HEADINGS) == set(KINDS)
    assert set(pages) == {f"{kind}/{id}" for kind in KINDS for id in library.of_kind(kind)}
    log = {fact.label: [word.text for word in fact.words] for fact in pages["intervention/drinking-log"].facts}
    assert log["Responsible"] == ["the counselor"]
    assert "Write in words" in log["What it asks of a person"]
    assert "3 minutes, once a day, for 12 weeks" in log["Dose"][0]
    ends = {fact.label: fact.words for fact in pages["intervention/drinking-log"].ends}
    assert ("Alcohol use", "problem/alcohol-use") in [(word.text, word.entry) for word in ends["Used by"]]


def test_goals_and_objectives_stand_under_their_problem(library: Library) -> None:
    """Expect each with a heading, its statement, and links to its interventions."""
    [problem] = [page for page in catalogue_pages(library, ["problem"]) if page.id == "alcohol-use"]
    goal = problem.sections[0]
    assert goal.title.startswith("Goal 1: ")
    step = goal.sections[0]
    assert step.title.startswith("Objective 1: ")
    assert [fact.label for fact in step.facts][:2] == ["Statement", "Plain words"]
    links = [word.entry for fact in step.facts if fact.label == "Interventions" for word in fact.words]
    assert links
    assert all(link.startswith("intervention/") for link in links)


def test_blanks_are_named_for_a_reader() -> None:
    """Expect no tag of a template."""
    said = readable("{{ client.name }} takes {{ client.their }} log by {{ target_date }}.")
    assert said == "[the person's name] takes [their] log by [target date]."


def test_a_retired_entry_says_so_and_what_follows(library: Library) -> None:
    """Expect state, successor and reason on its page."""
    log = replace(library.interventions["drinking-log"], state="superseded", by=("cannabis-log",), why="One for all.")
    changed = replace(library, interventions={**library.interventions, "drinking-log": log})
    [page] = [page for page in catalogue_pages(changed, ["intervention"]) if page.id == "drinking-log"]
    title = library.interventions["cannabis-log"].title
    assert page.note == f"Superseded: new plans get what follows it. Replaced by {title}. Reason: One for all."


def test_the_document_is_whole_and_accessible(document: bytes, validate: Callable[[bytes], list[str]]) -> None:
    """Expect nothing from our own checks and the Open XML SDK."""
    assert verify(document) == ()
    assert accessibility(document) == ()
    assert validate(document) == []


def test_the_document_has_contents_that_lead_to_every_entry(document: bytes, library: Library) -> None:
    """Expect a field that Word fills, with a line for each kind and entry, and a bookmark for each link."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = package.read("word/document.xml").decode()
    assert body.count('TOC \\o "1-2"') == 1
    opened = docx.Document(io.BytesIO(document))
    listed = [p.text for p in opened.paragraphs if p.style is not None and p.style.name in ("toc 1", "toc 2")]
    headed = [p.text for p in opened.paragraphs if p.style is not None and p.style.name in ("Heading 1", "Heading 2")]
    assert listed == headed
    assert len(listed) == len(KINDS_OF_ALL_SHAPES) + sum(len(library.of_kind(kind)) for kind in KINDS_OF_ALL_SHAPES)
    marks = set(re.findall(r'w:name="(_[A-Za-z0-9]+)"', body))
    assert set(re.findall(r'w:anchor="([^"]+)"', body)) <= marks


def test_the_document_is_the_same_each_time(library: Library) -> None:
    """Expect the same bytes for the same library."""
    assert catalogue_document(library, ["measure"]) == catalogue_document(library, ["measure"])


def test_the_document_opens_in_libreoffice(library: Library, convert: Callable[[bytes, str], bytes]) -> None:
    """Expect its text there, contents and all."""
    said = convert(catalogue_document(library, ["measure"]), "txt:Text").decode("utf-8-sig")
    assert said.count("Insomnia Severity Index") > 1
    assert "Outcome measures" in said


class _Reader(HTMLParser):
    """Reads what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of a tag; each closes what was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._open:
            self.inside.setdefault(self._open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def read(site: dict[str, str]) -> dict[str, _Reader]:
    """Return every page, read."""
    return {name: _Reader(text) for name, text in site.items()}


def test_every_page_has_what_a_keyboard_and_a_screen_reader_need(read: dict[str, _Reader]) -> None:
    """Expect language, a title, one main heading, levels without a gap, landmarks, unique ids, a skip link."""
    titles = ["".join(page.inside["title"]) for page in read.values()]
    assert all(titles)
    for name, page in read.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert page.all("html")[0]["lang"] == "en", name
        assert [len(page.all(tag)) for tag in ("main", "header", "footer")] == [1, 1, 1], name
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), name
        assert page.all("a")[0] == {"class": "skip", "href": "#main"}, name
    [words] = read["index.html"].all("input")
    assert [label["for"] for label in read["index.html"].all("label")] == [words["id"]]


def test_nothing_is_loaded_from_elsewhere_and_nothing_else_is_run(read: dict[str, _Reader]) -> None:
    """Expect a policy that names just the style and script of the page, no handlers in tags, no resources."""
    for name, page in read.items():
        [policy] = [each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"]
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert hashed("".join(page.inside["style"])) in policy
        assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on") or key == "style"]
        assert not {tag for tag, _ in page.tags} & {"img", "link", "iframe", "object", "embed", "base", "video"}
        assert not [each for each in page.all("script") if "src" in each]
        assert ("script-src" in policy) == (name == "index.html")
    index = read["index.html"]
    script = index.inside["script"]
    assert len(script) == 2
    assert hashed(script[1]) in str(index.all("meta"))


def hashed(text: str) -> str:
    """Return the hash of a text as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_every_link_leads_somewhere(read: dict[str, _Reader]) -> None:
    """Expect pages of the site, places in them, or addresses of sources that are opened without telling from where."""
    for name, page in read.items():
        here = Path(name).parent
        for link in page.all("a"):
            target = link["href"] or ""
            if target.startswith(("https://", "http://")):
                assert link["rel"] == "noreferrer noopener", name
                continue
            path, _, place = target.partition("#")
            led = (here / path).as_posix().removeprefix(f"{here.as_posix()}/../") if path else name
            ids = {attributes["id"] for _, attributes in read[led].tags if "id" in attributes}
            assert not place or place in ids, (name, target)


def test_text_that_looks_like_a_tag_stays_text(library: Library) -> None:
    """Expect it escaped on the page, and in what is searched."""
    evil = "</script><script>alert(1)</script><b onclick=x>"
    log = replace(library.interventions["drinking-log"], title=evil, plain=evil)
    changed = replace(library, interventions={"drinking-log": log})
    pages = {name: content.decode() for name, content in catalogue_site(changed, ["intervention"])}
    for page in pages.values():
        assert "<script>alert" not in page
        assert "<b onclick" not in page
    [row] = json.loads(_Reader(pages["index.html"]).inside["script"][0])
    assert row[2] == evil


@pytest.fixture(scope="module")
def ranked(site: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[str]]:
    """Return a function that searches the site's entries as its script does."""
    home = tmp_path_factory.mktemp("search")
    (home / "entries.json").write_text(_Reader(site["index.html"]).inside["script"][0], encoding="utf-8")
    (home / "search.js").write_bytes(SCRIPT.read_bytes())

    def searched(node: str, words: str) -> list[str]:
        code = (
            "const s = require('./search.js'); const e = s.prepared(require('./entries.json'));"
            "console.log(JSON.stringify(s.ranked(e, process.argv[1]).map((each) => each.link)));"
        )
        done = subprocess.run([node, "-e", code, words], cwd=home, check=True, capture_output=True, text=True)
        found: list[str] = json.loads(done.stdout)
        return found

    return searched


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("insomnia", "problem/insomnia.html"),
        ("insomina", "problem/insomnia.html"),
        ("daily log of drinking", "intervention/drinking-log.html"),
        ("INSOMNÍA", "problem/insomnia.html"),
    ],
)
def test_the_search_finds_by_title_first_and_forgives_spelling(
    ranked: Callable[[str, str], list[str]], program: Callable[[str], str], words: str, first: str
) -> None:
    """Expect the entry that is called so before all that only mention it."""
    assert ranked(program("node"), words)[0] == first


def test_a_search_for_nothing_or_for_what_is_not_there_finds_nothing(
    ranked: Callable[[str, str], list[str]], program: Callable[[str], str]
) -> None:
    """Expect no entry, not all of them."""
    assert ranked(program("node"), " - ") == []
    assert ranked(program("node"), "xyzzy") == []


def test_the_command_writes_both_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Expect a free name for a document, a refusal for a folder that holds something, --force for an earlier site."""
    words: list[Any] = ["library", "catalogue", "--kind", "measures"]
    docx_file, folder = tmp_path / "c.docx", tmp_path / "site"
    for _ in range(2):
        assert run([*words, "--docx", str(docx_file)]) == 0
    assert {path.name for path in tmp_path.glob("*.docx")} == {"c.docx", "c-2.docx"}
    assert run([*words, "--html", str(folder)]) == 0
    (folder / "old.txt").write_text("x", encoding="utf-8")
    assert run([*words, "--html", str(folder)]) == 2
    assert run([*words, "--html", str(folder), "--force"]) == 0
    assert not (folder / "old.txt").exists()
    (folder / "index.html").write_text("mine", encoding="utf-8")
    assert run([*words, "--html", str(folder), "--force"]) == 2
    assert (folder / "index.html").read_text(encoding="utf-8") == "mine"
    capsys.readouterr()
    assert run(words) == 2
    assert "Add --docx FILE" in capsys.readouterr().err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_earlier_site_stays_where_the_new_one_cannot_take_its_place(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Expect a sentence, the earlier pages in their place, and nothing beside them."""
    folder = tmp_path / "site"
    write_site(catalogue_site(library, ["measure"]), folder)
    index = (folder / "index.html").read_bytes()
    moved = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return moved(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(EnvironmentFaultError):
        write_site(iter([("index.html", b"new")]), folder, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (folder / "index.html").read_bytes() == index


def test_a_catalogue_of_layers_names_the_licence_of_each(tmp_path: Path) -> None:
    """Expect whose library it is and both licences, in Word and on the web."""
    about = "schema: 1\nid: ours\ntitle: What we add\nversion: 2.0.0\nlanguage: en\nlicence: ours alone\n"
    (tmp_path / "library.yaml").write_text(f"{about}layer: agency\npolicy: {{approval: optional}}\n", encoding="utf-8")
    layered = load_library(data_path("library"), tmp_path)
    below = layered.layers[0]
    with zipfile.ZipFile(io.BytesIO(catalogue_document(layered, ["routine"]))) as archive:
        word = archive.read("word/document.xml").decode()
    site = dict(catalogue_site(layered, ["routine"]))["index.html"].decode()
    for text in (word, site):
        assert (
            f"{below.licence} ({below.title}, shipped {below.version}); ours alone (What we add, ours 2.0.0)." in text
        )
        assert f"{below.title}, as ours uses it" in text


def test_a_sentence_with_more_behind_it_has_no_stop(library: Library) -> None:
    """Expect one mark between a reason against an option and whom it holds for."""
    written = dict(catalogue_site(library, ["option"]))["option/disulfiram.html"].decode()
    assert "Not in pregnancy; absolute; when: Is pregnant" in written
    assert ".;" not in written
