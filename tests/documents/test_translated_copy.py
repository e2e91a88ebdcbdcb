"""The client's copy in Spanish: whole, marked with its languages, and for the translator until a review is recorded."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from word_reading import W, headings, root, text

from planbuilder.data import data_path
from planbuilder.documents.registry import find_paper, render_paper
from planbuilder.documents.translated_copy import find_translated, render_translated
from planbuilder.docx import accessibility, verify
from planbuilder.library.loading import load_library
from planbuilder.library.translations.homes import languages
from planbuilder.library.translations.phrases import ENGLISH
from planbuilder.library.translations.translation import Translation
from planbuilder.plan.composing import compose
from planbuilder.plan.files import load_client, load_selection
from planbuilder.plan.plans import plan_json
from planbuilder.plan.record import Plan
from planbuilder.reading import read_yaml

Run = Callable[..., tuple[int, str, str]]
LIBRARY = data_path("library")
EXAMPLES = LIBRARY / "examples"
ON = dt.date(2026, 11, 16)
COPY = "ex-7185-client-copy-es"
SPANISH = read_yaml((LIBRARY / "translations" / "es" / "library.yaml").read_bytes(), "").value or {}
#: What the program itself says in English on a client's copy, in words that Spanish does not have.
OURS = sorted(
    {
        word.lower()
        for phrase in (
            *ENGLISH.dates.months,
            *ENGLISH.dates.weekdays,
            *ENGLISH.doses.times.values(),
            *ENGLISH.doses.per.values(),
            *ENGLISH.doses.weeks.values(),
            *ENGLISH.decisions.values(),
            *ENGLISH.blanks.values(),
            ENGLISH.doses.alone,
            ENGLISH.doses.company,
            ENGLISH.doses.ask,
            ENGLISH.ways.call,
            ENGLISH.ways.relay,
            ENGLISH.proposal,
            *("within", "today", "my counselor", "the same day", "at the next visit", "page of", "hard for you"),
        )
        for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", phrase))
    }
    - {"no", "me", "plan", "person", "video", "to", "relay", "for", "minute", "june", "now"}
)


def made(name: str) -> Plan:
    """Return the plan of an example client."""
    library = load_library(LIBRARY)
    client = load_client(EXAMPLES / f"{name}.client.yaml", library, ON)
    file = EXAMPLES / f"{name}.selection.yaml"
    selection = load_selection(file, client, library)[0] if file.exists() else None
    return compose(client, selection, library, ON)


def in_scope() -> list[str]:
    """Return the names of the example clients all of whose problems are translated."""
    names = sorted(path.name.removesuffix(".client.yaml") for path in EXAMPLES.glob("*.client.yaml"))
    return [
        name for name in names if {f"problem/{each.id}" for each in made(name).problems} <= {*SPANISH["translates"]}
    ]


def printed(plan: Plan) -> bytes:
    """Return a plan's copy in Spanish."""
    translation = Translation([LIBRARY], "es")
    return render_translated(plan, find_translated(translation, "client-copy"), translation).content


def spanish(data: bytes) -> Iterator[str]:
    """Yield the text of every run that is not marked as English, those of header and footer too."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [name for name in package.namelist() if re.match(r"word/(document|header|footer)", name)]
    for part in parts:
        for run in root(data, part).iter(f"{W}r"):
            language = run.find(f"{W}rPr/{W}lang")
            if language is None or language.get(f"{W}val") != "en-US":
                yield "".join(node.text or "" for node in run.iter(f"{W}t"))


@pytest.fixture
def workspace(call: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new workspace, which is the current folder."""
    assert call("init", "ours")[0] == 0
    monkeypatch.chdir("ours")
    return Path.cwd()


def spanish_plan(call: Run, *more: str) -> tuple[int, str, str]:
    """Print the Spanish copy of the example who reads Spanish, into the folder 'out'."""
    files = (EXAMPLES / f"spanish-depression.{kind}.yaml" for kind in ("client", "selection"))
    return call("plan", *files, "--date", "2026-11-16", "-d", "client-copy", "--language", "es", "-o", "out", *more)


def approve_all(call: Run) -> tuple[int, str, str]:
    """Record the review of everything."""
    words = ("--all", "--yes", "--language", "es", "--as", "qualified-translator", "--by", "Ana Ruiz, CT")
    return call("library", "approve", *words)


def test_a_copy_that_nobody_reviewed_is_for_the_translator(call: Run) -> None:
    """In heading, notice, file name and in what the command says, in both languages, with the law."""
    code, said, _ = spanish_plan(call)
    file = Path("out") / f"{COPY}-for-translator.docx"
    assert code == 0
    assert f"Wrote {file}" in said
    assert "must not be given to the client (45 CFR 92.201(c)(3))" in said
    assert "No qualified translator has approved" in said
    shown = text(file.read_bytes())
    assert shown.startswith("For the translator / Para la persona que traduce")
    assert shown.count("45 CFR 92.201(c)(3)") == 2
    assert "\nMi plan\n" not in shown


def test_a_reviewed_copy_is_headed_as_the_plan_it_is(call: Run, workspace: Path) -> None:
    """With nothing of the draft; a sentence of the team's own keeps the other one a translator's copy."""
    assert spanish_plan(call)[0] == 0
    code, said, _ = approve_all(call)
    assert code == 0
    assert "problem/depression" in said
    assert (workspace / "layer/translations/es/approvals.yaml").is_file()
    files = (EXAMPLES / f"deaf-suicide-trauma.{kind}.yaml" for kind in ("client", "selection"))
    words = ("--date", "2026-11-16", "-d", "client-copy", "--language", "es", "-o", "out")
    said = call("plan", *files, *words)[1]
    assert "translator" not in said.replace("for-translator", "")
    data = (workspace / "out/ex-8157-client-copy-es.docx").read_bytes()
    assert text(data).startswith("Mi plan")
    assert "translator" not in text(data)
    assert "92.201" not in text(data)
    said = spanish_plan(call, "--force")[1]
    assert "1 text stands in English in it, in brackets" in said
    assert "for-translator" in said
    assert "the translator finishes in Word what stands in brackets" in said


def test_a_change_after_the_review_makes_the_copy_the_translators_again(call: Run, workspace: Path) -> None:
    """For the entry that changed, in a layer above."""
    approve_all(call)
    words = ("--field", "plain_title=Mi tristeza", "--layer", "layer/translations/es")
    assert call("library", "patch", "depression", *words)[0] == 0
    files = (EXAMPLES / f"blind-depression.{kind}.yaml" for kind in ("client", "selection"))
    said = call("plan", *files, "--date", "2026-11-16", "-d", "client-copy", "--language", "es", "-o", "out")[1]
    assert "No qualified translator has approved 1 of the" in said
    (file,) = (workspace / "out").glob("*-for-translator.docx")
    assert "2 Mi tristeza" in headings(file.read_bytes())
    assert "translation-review" in call("library", "check")[1]


def test_a_record_is_rendered_in_another_language(call: Run, tmp_path: Path) -> None:
    """The record stays English, and names the version in the file's name."""
    path = tmp_path / "plan.json"
    path.write_bytes(plan_json(made("spanish-depression")))
    before = path.read_bytes()
    code, said, _ = call("render", path, "-d", "client-copy", "--language", "es", "-o", "out")
    assert code == 0
    assert f"{COPY}-for-translator.docx" in said
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--language", "fr"], "There is a translation into: es."),
        (["--language", ".."], "There is no translation into '..'."),
        (["--language", "es", "-d", "treatment-plan"], "In this language there is: client-copy."),
        (["--language", "es", "-d", "client-copy", "--text"], "plain text is in English"),
        (["--language", "es", "--disclose", "--basis", "consent"], "A disclosure prints one Word document"),
    ],
)
def test_what_is_not_there_in_a_language_is_said_with_what_is(
    call: Run, record: Path, words: list[str], said: str
) -> None:
    """And nothing is written."""
    code, _, error = call("render", record, *words)
    assert code == 2
    assert said in error
    assert not Path("outputs").exists()


@pytest.mark.parametrize("name", in_scope())
def test_no_english_of_ours_is_left_in_spanish(name: str) -> None:
    """Of every example whose problems are translated: none of the words that the program says by itself."""
    data = printed(made(name))
    shown = " ".join(spanish(data)).lower()
    left = [word for word in OURS if re.search(rf"\b{word}\b", shown)]
    assert left == []
    marked = re.findall(r"\[To translate: ([^\]]*)\]", text(data))
    slots = {slot.value for slot in _slots(made(name))}
    assert [each for each in marked if each not in slots] == [], "only what the team wrote waits for a translator"


def _slots(plan: Plan) -> Iterator[object]:
    """Yield what fills the blanks of a plan's plain texts."""
    for problem in plan.problems:
        for goal in problem.goals:
            for step in goal.objectives:
                for each in (goal.plain, step.plain, *(act.plain for act in step.interventions)):
                    yield from each.slots.values()


@pytest.mark.parametrize("name", ["spanish-depression", "deaf-suicide-trauma", "brain-injury-both"])
def test_a_spanish_copy_is_accessible_valid_and_says_its_languages(
    name: str, validate: Callable[[bytes], list[str]]
) -> None:
    """Spanish by default, English where English stands."""
    data = printed(made(name))
    assert [*verify(data), *accessibility(data, 14)] == []
    assert validate(data) == []
    default = root(data, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "es-US"
    with zipfile.ZipFile(BytesIO(data)) as package:
        core = etree.fromstring(package.read("docProps/core.xml"))
    assert core.findtext("{http://purl.org/dc/elements/1.1/}language") == "es-US"
    title = next(run for run in root(data).iter(f"{W}r") if "For the translator" in "".join(run.itertext()))
    language = title.find(f"{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "en-US"


def test_dates_doses_and_blanks_are_in_spanish() -> None:
    """As a reader of Spanish in the United States writes them."""
    shown = text(printed(made("spanish-depression")))
    assert "Marisol, 16 de noviembre de 2026" in shown
    assert "el lunes, 28 de diciembre de 2026." in shown
    assert "Una vez a la semana, 20 minutos, por 6 semanas, con Nora Whitfield." in shown
    assert "Nora Whitfield, la persona que me da consejería" in shown
    plan = made("spanish-depression")
    step = plan.problems[0].goals[1].objectives[1]
    slots = {name: replace(slot, value="", source="blank") for name, slot in step.plain.slots.items()}
    emptied = _with_step(plan, replace(step, plain=replace(step.plain, slots=slots)))
    assert "________ (el problema)" in text(printed(emptied))


def test_what_the_clinician_wrote_or_added_stands_in_english_for_the_translator() -> None:
    """Marked in brackets and as English; also after a change of the library's English."""
    plan = made("deaf-suicide-trauma")
    step = plan.problems[0].goals[1].objectives[1]
    for changed in (
        replace(step, plain=replace(step.plain, wrote="I call Andre on the bad days.")),
        replace(step, plain=replace(step.plain, library="I call Andre on the bad days.", printed="", slots={})),
        replace(step, local=True, plain=replace(step.plain, library="", printed="", slots={})),
    ):
        data = printed(_with_step(plan, changed))
        translation = Translation([LIBRARY], "es")
        copy = render_translated(_with_step(plan, changed), find_translated(translation, "client-copy"), translation)
        assert copy.marked == (0 if not (changed.plain.now or changed.local) else 1)
        if changed.plain.wrote:
            assert "[To translate: I call Andre on the bad days.]" in text(data)
            assert "I call Andre" not in " ".join(spanish(data))


def _with_step(plan: Plan, changed: object) -> Plan:
    """Return the plan with the objective 1.B.2 changed."""
    problem = plan.problems[0]
    goal = problem.goals[1]
    goal = replace(goal, objectives=(goal.objectives[0], changed, *goal.objectives[2:]))
    return replace(
        plan, problems=(replace(problem, goals=(problem.goals[0], goal, *problem.goals[2:])), *plan.problems[1:])
    )


def test_english_documents_are_the_same_with_and_without_translations(tmp_path: Path) -> None:
    """Byte by byte, and so is the record."""
    bare = tmp_path / "library"
    shutil.copytree(LIBRARY, bare, ignore=shutil.ignore_patterns("translations", "examples"))
    plans = []
    for home in (LIBRARY, bare):
        library = load_library(home)
        client = load_client(EXAMPLES / "spanish-depression.client.yaml", library, ON)
        selection, _ = load_selection(EXAMPLES / "spanish-depression.selection.yaml", client, library)
        plans.append(compose(client, selection, library, ON))
    assert plan_json(plans[0]) == plan_json(plans[1])
    papers = [find_paper([home / "documents"], "client-copy") for home in (LIBRARY, bare)]
    assert render_paper(plans[0], papers[0]) == render_paper(plans[1], papers[1])


def test_another_language_needs_files_and_no_program(call: Run, workspace: Path) -> None:
    """Phrases, a template and patches in the agency's layer; what it does not have stands in English."""
    home, shipped = workspace / "layer/translations/pt", LIBRARY / "translations/es"
    shutil.copytree(shipped / "documents", home / "documents")
    (home / "language").mkdir()
    phrases = (shipped / "language/phrases.yaml").read_text(encoding="utf-8")
    (home / "language/phrases.yaml").write_text(phrases.replace("es-US", "pt-BR"), encoding="utf-8")
    about = (shipped / "library.yaml").read_text(encoding="utf-8").partition("translates:")[0]
    (home / "library.yaml").write_text(about.replace("-es", "-pt").replace("language: es", "language: pt"), "utf-8")
    words = ("--field", "plain_title=Meu humor baixo", "--layer", home)
    assert call("library", "patch", "problem/depression", *words)[0] == 0
    assert languages([LIBRARY, workspace / "layer"]) == ("es", "pt")
    assert "translation-" not in call("library", "check")[1]
    said = spanish_plan(call, "--language", "pt")[1]
    assert "texts stand in English in it, in brackets" in said
    assert "2 Meu humor baixo" in headings((workspace / "out/ex-7185-client-copy-pt-for-translator.docx").read_bytes())
    assert "Translation into pt: 0 of 31 problems, 1 text," in call("library", "status")[1]


def test_a_template_that_would_hide_the_draft_is_refused(call: Run, workspace: Path) -> None:
    """It has to print heading and notice."""
    home = workspace / "layer/translations/es"
    shutil.copytree(LIBRARY / "translations/es/documents", home / "documents")
    about = (LIBRARY / "translations/es/library.yaml").read_text(encoding="utf-8").partition("translates:")[0]
    (home / "library.yaml").write_text(about.replace("shipped-es", "ours-es"), encoding="utf-8")
    shutil.copy(LIBRARY / "documents/client-copy/template.docx", home / "documents/client-copy/template.docx")
    code, _, error = spanish_plan(call)
    assert code == 2
    assert "translation.notice" in error


@pytest.mark.parametrize("id", ["accommodation-summary", "disclosure-copy"])
def test_a_paper_for_people_outside_is_not_printed_in_a_language_whose_words_nobody_knows(
    call: Run, workspace: Path, id: str
) -> None:
    """A template of it that somebody put beside the translation would tell what the English one leaves out."""
    home = workspace / "layer" / "translations" / "es"
    shutil.copytree(LIBRARY / "documents" / id, home / "documents" / id, ignore=shutil.ignore_patterns("make.py"))
    about = (LIBRARY / "translations" / "es" / "library.yaml").read_text(encoding="utf-8")
    (home / "library.yaml").write_text(about.replace("shipped-es", "ours-es"), encoding="utf-8")
    code, out, err = call(
        *("plan", EXAMPLES / "spanish-depression.client.yaml", EXAMPLES / "spanish-depression.selection.yaml"),
        *("-d", id, "--language", "es", "--date", "2026-11-16"),
    )
    assert code == 2
    assert "in English alone" in out + err


def test_nobody_is_asked_and_nothing_is_approved_without_a_terminal(call: Run, workspace: Path) -> None:
    """All at once needs --yes; and a translation needs to be named."""
    words = ("--as", "qualified-translator", "--by", "Ana Ruiz")
    code, said, error = call("library", "approve", "--all", "--language", "es", *words)
    assert code == 2
    assert "  problem/depression" in said
    assert "Add --yes" in error
    assert call("library", "approve", "--all", *words)[0] == 2
    assert call("library", "approve", *words)[0] == 2
    assert not (workspace / "layer/translations").exists()
