"""The commands on papers and templates: render, template check, list, fields."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from plan_files import rich_plan
from word_reading import lines

from planbuilder.data import data_path
from planbuilder.documents.inspecting import inspect_document
from planbuilder.documents.registry import compiled, document_homes, find_paper, render_paper
from planbuilder.docx.authoring import Author
from planbuilder.plan.plans import plan_json

Run = Callable[..., tuple[int, str, str]]
SHIPPED = data_path("library") / "documents"


def written(folder: Path) -> list[str]:
    """Return the names of the files in a folder, none where there is no folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def own_template(folder: Path, *paragraphs: str) -> Path:
    """Return a document's template with these paragraphs, its manifest beside it."""
    folder.mkdir(parents=True)
    shutil.copy(SHIPPED / "treatment-plan" / "document.yaml", folder / "document.yaml")
    author = Author("{{ heading }}")
    for paragraph in paragraphs:
        author.paragraph(paragraph)
    (folder / "template.docx").write_bytes(author.saved())
    return folder / "template.docx"


def test_render_prints_the_treatment_plan(call: Run, record: Path) -> None:
    """Into outputs/, named by client and document, with what the check finds in it."""
    code, out, err = call("render", record)
    assert (code, err) == (int("error" in out.splitlines()[-1]), "")
    assert "Wrote outputs/c-4071-treatment-plan.docx\n" in out
    assert written(Path("outputs")) == ["c-4071-treatment-plan.docx"]


def test_render_prints_the_documents_that_are_named_and_the_text(call: Run, record: Path) -> None:
    """Each once, into the folder that is named."""
    words = ("-d", "brief-plan", "-d", "client-copy", "-d", "brief-plan", "--text", "-o", "papers")
    assert "Wrote papers/c-4071-brief-plan.docx" in call("render", record, *words)[1]
    assert written(Path("papers")) == [
        "c-4071-brief-plan.docx",
        "c-4071-client-copy.docx",
        "c-4071-treatment-plan.txt",
    ]


def test_a_saved_version_stands_in_the_name(call: Run, tmp_path: Path) -> None:
    """Four digits, so that names sort."""
    path = tmp_path / "plan.json"
    path.write_bytes(plan_json(replace(rich_plan(), version=12)))
    call("render", path)
    assert written(Path("outputs")) == ["c-4071-treatment-plan-v0012.docx"]


def test_render_overwrites_nothing_but_with_force(call: Run, record: Path) -> None:
    """A paper that somebody has edited is safe."""
    paper = Path("outputs/c-4071-treatment-plan.docx")
    paper.parent.mkdir()
    paper.write_text("edited by hand")
    assert "c-4071-treatment-plan-2.docx" in call("render", record)[1]
    assert paper.read_text() == "edited by hand"
    assert "Wrote outputs/c-4071-treatment-plan.docx\n" in call("render", record, "--force")[1]
    assert paper.read_bytes().startswith(b"PK")


def test_an_unknown_document_is_named_with_the_nearest(call: Run, record: Path) -> None:
    """And nothing is written, not even the documents that are known."""
    code, out, err = call("render", record, "-d", "treatment-plan", "-d", "brief-plam")
    assert (code, out) == (2, "")
    assert "brief-plan" in err
    assert written(Path("outputs")) == []


@pytest.mark.parametrize("name", ["../treatment-plan", "/etc", "", "."])
def test_a_document_is_never_looked_for_outside_its_folders(call: Run, record: Path, name: str) -> None:
    """A name is a name, not a path."""
    assert call("render", record, "-d", name)[0] == 2


def test_an_output_that_cannot_be_written_is_one_sentence(call: Run, record: Path) -> None:
    """With the next step, and exit code 2."""
    Path("taken").write_text("a file")
    code, out, err = call("render", record, "-o", "taken/papers")
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_a_file_that_is_no_plan_is_said_to_be_none(call: Run, tmp_path: Path) -> None:
    """With exit code 1."""
    path = tmp_path / "plan.json"
    path.write_text("hello")
    assert call("render", path)[0] == 1


def test_an_agency_prints_through_its_own_template(call: Run, record: Path) -> None:
    """The workspace's document counts before the shipped one."""
    Path("planbuilder.toml").write_text('documents = "documents"\n')
    own_template(Path("documents/treatment-plan"), "Our plan for {{ client.called }}")
    call("render", record)
    assert lines(Path("outputs/c-4071-treatment-plan.docx").read_bytes()) == [("BodyText", "Our plan for Jordan")]


def test_a_template_that_cannot_print_the_plan_writes_nothing(call: Run, record: Path) -> None:
    """The error says which document, where in it, and the nearest name."""
    Path("planbuilder.toml").write_text('documents = "documents"\n')
    own_template(Path("documents/treatment-plan"), "For {{ client.caled }}")
    code, out, err = call("render", record, "-d", "client-copy", "-d", "treatment-plan")
    assert (code, out) == (1, "")
    assert "treatment-plan" in err
    assert "called" in err
    assert written(Path("outputs")) == []


def test_a_template_that_is_no_word_file_is_said_to_be_none(call: Run, record: Path) -> None:
    """Exit code 1, nothing written."""
    Path("planbuilder.toml").write_text('documents = "documents"\n')
    own_template(Path("documents/treatment-plan")).write_text("not a Word file")
    code, _, err = call("render", record)
    assert (code, written(Path("outputs"))) == (1, [])
    assert "Traceback" not in err


def test_a_missing_template_is_said_to_be_missing(call: Run, record: Path) -> None:
    """The machine's matter: exit code 2."""
    Path("planbuilder.toml").write_text('documents = "documents"\n')
    own_template(Path("documents/treatment-plan")).unlink()
    assert call("render", record)[0] == 2


def test_a_broken_manifest_is_told_with_line_and_column(call: Run, record: Path) -> None:
    """As any other file of a library."""
    Path("planbuilder.toml").write_text('documents = "documents"\n')
    manifest = own_template(Path("documents/treatment-plan")).with_name("document.yaml")
    manifest.write_text(manifest.read_text().replace("editable: true", "editable: perhaps"))
    code, _, err = call("render", record)
    assert code == 1
    assert "treatment-plan/document.yaml:8:" in err


def test_a_manifest_of_another_document_is_refused(call: Run, record: Path) -> None:
    """A copied folder whose id nobody changed."""
    Path("planbuilder.toml").write_text('documents = "documents"\n')
    own_template(Path("documents/our-plan"), "Our plan")
    code, _, err = call("render", record, "-d", "our-plan")
    assert (code, "does not belong" in err) == (2, True)


def test_templates_are_compiled_once(call: Run, record: Path) -> None:
    """And again when the file has changed."""
    Path("planbuilder.toml").write_text('documents = "documents"\n')
    path = own_template(Path("documents/treatment-plan"), "One")
    call("render", record)
    first = compiled(path)
    call("render", record)
    assert compiled(path) is first
    shutil.rmtree(path.parent)
    own_template(path.parent, "Two, longer")
    assert compiled(path) is not first


def test_the_shipped_templates_are_clean(call: Run) -> None:
    """Tags, fields, package, accessibility."""
    assert call("template", "check") == (0, "Nothing found.\n", "")


def test_template_check_finds_a_misspelt_field_without_data(call: Run) -> None:
    """With the nearest name and the place in the file."""
    path = own_template(Path("mine"), "{%p for problem in problems %}", "{{ problem.titel }}", "{%p endfor %}")
    code, out, _ = call("template", "check", path)
    assert code == 1
    assert "mine/template.docx, body, paragraph 2" in out
    assert "Did you mean title?" in out


def test_template_check_finds_all_faults_of_the_tags(call: Run) -> None:
    """In one run."""
    path = own_template(Path("mine"), "{%p for problem in problems %}", "{{ date")
    found = json.loads(call("template", "check", path, "--format", "json")[1])["findings"]
    assert [each["rule"] for each in found] == ["template-tag", "template-tag"]


def test_template_check_holds_the_text_to_the_size_of_its_manifest(call: Run) -> None:
    """A template for 14 points with text of 12."""
    path = own_template(Path("mine"), "Small print for {{ client.called }}")
    manifest = path.with_name("document.yaml")
    manifest.write_text(manifest.read_text().replace("body_points: 12", "body_points: 14"))
    code, out, _ = call("template", "check", path)
    assert (code, "12 points, less than 14" in out) == (1, True)


def test_template_check_of_a_file_that_is_no_word_file_is_a_finding(call: Run) -> None:
    """Not a crash."""
    path = own_template(Path("mine"))
    path.write_text("hello")
    code, out, _ = call("template", "check", path)
    assert code == 1
    assert "Traceback" not in out


def test_template_check_goes_on_where_the_template_of_a_document_is_missing(call: Run) -> None:
    """Expect the missing one as a finding, and what is wrong with another one all the same."""
    call("init", ".")
    missing = Path("documents/brief-plan/template.docx")
    missing.unlink()
    own_template(Path("documents/ours"), "{{ persn.name }}")
    (Path("documents/ours") / "document.yaml").write_text(
        (SHIPPED / "treatment-plan" / "document.yaml").read_text(encoding="utf-8").replace("treatment-plan", "ours", 1),
        encoding="utf-8",
    )
    code, out, _ = call("template", "check", "--format", "json")
    found = {(Path(each["where"]["file"]).parent.name, each["said"]) for each in json.loads(out)["findings"]}
    assert code == 1
    assert ("brief-plan", "There is no such file.") in found
    assert any(home == "ours" and "persn" in said for home, said in found)


def test_template_check_of_a_missing_file_says_so(call: Run) -> None:
    """With exit code 2."""
    assert call("template", "check", "nowhere.docx")[0] == 2


def test_template_list_names_the_documents(call: Run) -> None:
    """As text and as data."""
    assert "client-copy: My plan" in call("template", "list")[1]
    found = json.loads(call("template", "list", "--format", "json")[1])
    assert [each["id"] for each in found] == sorted(path.parent.name for path in SHIPPED.glob("*/document.yaml"))


def test_template_fields_lists_every_field_with_type_and_words(call: Run) -> None:
    """Those of items too."""
    assert "problems[].goals[].statement (text)\n  Clinical wording." in call("template", "fields", "brief-plan")[1]
    found = {each["name"]: each for each in json.loads(call("template", "fields", "--format", "json")[1])}
    assert found["review"]["type"] == "date"
    assert found["problems[].goals[].statement"]["tag"] == "{{ goal.statement }}"
    assert found["problems[].goals"]["tag"] == "{%p for goal in problem.goals %}"
    assert found["client.born"]["tag"] == "{{ client.born|date }}"
    assert all(each["example"] or not each["tag"].startswith("{{") for each in found.values())
    assert all(each["title"] and each["description"] for each in found.values())


def test_template_fields_about_a_word_lists_what_names_it(call: Run) -> None:
    """Among close to a thousand fields an author finds the few that are meant; none is said, not printed as nothing."""
    found = json.loads(call("template", "fields", "--about", "Target date", "--format", "json")[1])
    assert "problems[].goals[].objectives[].target_date" in {each["name"] for each in found}
    assert len(found) < 20
    code, out, err = call("template", "fields", "--about", "zeppelin")
    assert (code, out, "No field has these words" in err) == (2, "", True)


def test_every_tag_that_template_fields_lists_passes_the_check(call: Run) -> None:
    """Written between the tags of its loops, each prints what it says; nothing that a template can ask is missing."""
    found = json.loads(call("template", "fields", "--format", "json")[1])
    loops = {each["name"]: each["tag"] for each in found if each["type"] == "list of groups"}
    lines: list[str] = []
    for each in found:
        around = [loops[name] for name in loops if each["name"].startswith(f"{name}[].")]
        opens = each["tag"].startswith("{%p")
        ends = ["{%p endif %}" if "if" in each["tag"].split() else "{%p endfor %}"] if opens else []
        lines += [*around, each["tag"], *ends, *["{%p endfor %}"] * len(around)]
    path = own_template(Path("mine"), *filter(None, lines))
    code, out, _ = call("template", "check", path, "--format", "json")
    tags = [one for one in json.loads(out)["findings"] if one["rule"].startswith("template-")]
    assert (tags, code in (0, 1)) == ([], True)


def test_template_fields_of_an_unknown_document_says_so(call: Run) -> None:
    """With the nearest."""
    code, _, err = call("template", "fields", "brief-pln")
    assert (code, "brief-plan" in err) == (2, True)


@pytest.mark.parametrize(("promised", "points"), [(0, 14), (18, 18), (24, 24)])
def test_the_persons_copy_is_printed_as_large_as_their_accommodation_promises(
    tmp_path: Path, promised: float, points: float
) -> None:
    """Expect no text below the promised size, 14 points without a promise, and nothing else to break."""
    plan = rich_plan()
    first, *others = plan.accommodations
    plan = replace(plan, accommodations=(replace(first, print_points=promised, who="client"), *others))
    path = tmp_path / "copy.docx"
    homes = document_homes(data_path("library"))
    path.write_bytes(render_paper(plan, find_paper(homes, "client-copy")))
    assert [each for each in inspect_document(path, points) if each.severity == "error"] == []
    assert [each for each in inspect_document(path, points + 1) if each.rule == "access-size"]
