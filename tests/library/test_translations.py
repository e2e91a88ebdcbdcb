"""Translations: what is missing, stale or would print wrongly is found, and a review holds for what was read."""

from __future__ import annotations

import copy
import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from layer_trees import DAY_PLAN, OURS, hash_of, roots
from library_trees import Tree, small_library

from planbuilder.data import data_path
from planbuilder.errors import UsageError
from planbuilder.library.checking import check_library
from planbuilder.library.loading import load_library
from planbuilder.library.patch_writing import write_patch
from planbuilder.library.readability import szigriszt
from planbuilder.library.releasing import prepare_release
from planbuilder.library.rules import every_rule
from planbuilder.library.translations.approving import approve_translation, to_review
from planbuilder.library.translations.counting import translation_progress
from planbuilder.library.translations.translation import PHRASES_NAME, Translation
from planbuilder.reading import read_yaml

HOME = "translations/es"
MOOD = "problems/low-mood.yaml"
ABOUT = {**OURS["library.yaml"], "id": "ours-es", "language": "es"}
PHRASES = read_yaml((data_path("library") / HOME / "language" / "phrases.yaml").read_bytes(), "").value or {}
DAY = small_library()[DAY_PLAN]["plain"]
SCORE = "goals/better/objectives/lower-score/plain"
ON = dt.date(2026, 11, 26)


def translated(
    file: str, kind: str, was: dict[str, Any], patch: dict[str, Any], about: dict[str, Any] | None = None
) -> Tree:
    """Return a translation of some texts of an entry of the small library."""
    id = small_library()[file]["id"]
    return {
        f"{HOME}/library.yaml": {**ABOUT, **(about or {})},
        f"{HOME}/language/phrases.yaml": copy.deepcopy(PHRASES),
        f"{HOME}/patches/{kind}/{id}.yaml": {"schema": 1, "for": hash_of(file), "was": was, "patch": patch},
    }


def nested(path: str, text: str) -> dict[str, Any]:
    """Return a text nested as its path says."""
    made: Any = text
    for name in reversed(path.split("/")):
        made = {name: made}
    return dict(made)


def day_plan(text: str = "Cada día hago un plan.", was: str = DAY) -> Tree:
    """Return a translation of the plain text of one intervention."""
    return translated(DAY_PLAN, "intervention", {"plain": was}, {"plain": text})


def score(text: str) -> Tree:
    """Return a translation of a text with blanks."""
    english = "My score goes from {{ baseline }} to {{ target }}."
    return translated(MOOD, "problem", nested(SCORE, english), nested(SCORE, text))


def phrased(*path: Any, value: Any) -> Tree:
    """Return a translation with one phrase put differently."""
    tree = day_plan()
    *way, last = path
    here = tree[f"{HOME}/language/phrases.yaml"]
    for step in way:
        here = here[step]
    here[last] = value
    return tree


def covering(*scope: str) -> Tree:
    """Return a translation that is meant to cover more than it has."""
    return translated(DAY_PLAN, "intervention", {"plain": DAY}, {"plain": "Un plan."}, {"translates": list(scope)})


def with_a_line_of_our_own() -> Tree:
    """Return a layer with a protocol whose contact the phrases do not have."""
    protocol = copy.deepcopy(small_library()["protocols/bad-days.yaml"])
    protocol |= {"id": "bad-nights", "contacts": [{"name": "Our night line", "voice": "555-0100"}]}
    return {**covering("protocol"), "protocols/bad-nights.yaml": protocol}


def reviewed(content: str, name: str = "intervention/day-plan") -> Tree:
    """Return a translation with an approval of some content."""
    given = {"content": content, "on": "2026-11-20", "by": "Ana Ruiz"}
    approvals = {"schema": 1, "approvals": {name: {"qualified-translator": given}}}
    return {**day_plan(), f"{HOME}/approvals.yaml": approvals}


HARD = (
    "La participación individualizada en intervenciones psicoterapéuticas multidisciplinarias proporciona "
    "oportunidades excepcionales para la reestructuración cognitiva personalizada."
)
NEGATIVE: dict[str, Tree] = {
    "translation-missing": covering("problem/low-mood"),
    "translation-stale": day_plan(was="I planned my day."),
    "translation-field": translated(DAY_PLAN, "intervention", {}, {"statement": "La consejera planea."}),
    "translation-blanks": score("Mi puntaje baja a {{ target }} para el {{ day }}."),
    "translation-phrases": phrased("doses", "company", value="con alguien"),
    "translation-unsaid": with_a_line_of_our_own(),
    "translation-target": {
        **day_plan(),
        f"{HOME}/patches/intervention/day-paln.yaml": {"schema": 1, "for": "0" * 64, "patch": {"plain": "Un plan."}},
    },
    "translation-language": {**day_plan(), f"{HOME}/library.yaml": {**ABOUT, "language": "fr"}},
    "translation-review": reviewed("0" * 64),
    "translation-hard": day_plan(HARD),
}


@pytest.mark.parametrize("id", sorted(NEGATIVE))
def test_a_rule_on_translations_fires_on_its_example(id: str, tmp_path: Path) -> None:
    """At a place in the translation, with what to do; the library itself stays usable."""
    folders = roots(tmp_path, NEGATIVE[id])
    found = [each for each in check_library(*folders) if each.rule == id]
    assert found
    for each in found:
        assert each.severity == every_rule()[id].severity
        assert f"{HOME}/" in each.where.file.replace("\\", "/")
        assert each.said.endswith((".", "'"))
        assert each.why
        assert each.fix
        assert "{fields}" not in each.said + each.fix
    assert load_library(*folders).interventions["day-plan"].plain == DAY


def test_every_rule_on_translations_has_an_example() -> None:
    """A new one without would fail here."""
    assert {id for id in every_rule() if id.startswith("translation-")} == set(NEGATIVE)


def test_a_sound_translation_has_no_findings(tmp_path: Path) -> None:
    """With its phrases, and blanks in another order than in English."""
    both = {**day_plan(), **score("Mi puntaje: {{ target }}. Antes era {{ baseline }}.")}
    assert check_library(*roots(tmp_path, both)) == ()


def test_a_stale_text_shows_both_and_a_missing_one_its_fields(tmp_path: Path) -> None:
    """One finding for an entry."""
    (stale,) = check_library(*roots(tmp_path / "a", NEGATIVE["translation-stale"]))
    assert "then: 'I planned my day.'" in stale.said
    assert f"now: '{DAY}'" in stale.said
    found = check_library(*roots(tmp_path / "b", NEGATIVE["translation-missing"]))
    (mood,) = [each for each in found if "low-mood" in each.said]
    assert "plain_title" in mood.said
    assert " more" in mood.said
    assert any("'health-check'" in each.said for each in found), "what the problem reaches is covered too"


def test_a_blank_that_is_lost_or_unknown_is_named(tmp_path: Path) -> None:
    """With the file and line."""
    (found,) = check_library(*roots(tmp_path, NEGATIVE["translation-blanks"]))
    assert "baseline is missing" in found.said
    assert "day is unknown" in found.said
    assert found.where.line > 1


@pytest.mark.parametrize("text", ["{{ client.name | upper }} planeo.", "{% raw %}Planeo.", "Planeo {{ mi día."])
def test_braces_that_are_no_blank_are_named_and_not_printed(tmp_path: Path, text: str) -> None:
    """They would stand in the client's copy as they are."""
    (found,) = check_library(*roots(tmp_path, day_plan(text)))
    assert found.rule == "translation-blanks"
    assert "stands in it and is no part of a blank" in found.said


@pytest.mark.parametrize("text", ["", "   "])
def test_a_translation_without_a_word_is_an_error_and_counts_as_missing(tmp_path: Path, text: str) -> None:
    """Printed, it would leave out a step of the plan and nobody would see it."""
    folders = roots(tmp_path, day_plan(text))
    (found,) = check_library(*folders)
    assert found.rule == "translation-field"
    assert "has no word" in found.said
    assert not Translation(folders, "es").wording("intervention/day-plan").by_english


def test_phrases_that_no_layer_has_are_an_error_and_nothing_is_printed_with_them(tmp_path: Path) -> None:
    """No English stands in for them; an upper layer may hold what differs alone."""
    tree = day_plan()
    del tree[f"{HOME}/language/phrases.yaml"]["ways"]
    folders = roots(tmp_path / "a", tree)
    (found,) = check_library(*folders)
    assert (found.rule, found.severity) == ("translation-phrases", "error")
    assert "'ways'" in found.said
    with pytest.raises(UsageError, match="lacks phrases: ways"):
        Translation(folders, "es").phrases  # noqa: B018
    program = {
        "library.yaml": {**OURS["library.yaml"], "id": "program", "layer": "program"},
        f"{HOME}/library.yaml": {**ABOUT, "id": "program-es"},
        f"{HOME}/language/phrases.yaml": {"schema": 1, "relations": {"chosen sister": "mi hermana del alma"}},
    }
    folders = roots(tmp_path / "b", day_plan(), program)
    assert check_library(*folders) == ()
    assert Translation(folders, "es").phrases.relations["chosen sister"] == "mi hermana del alma"
    assert Translation(folders, "es").phrases.relations["sister"] == "mi hermana"


def test_what_stands_in_a_translation_and_is_none_is_an_error(tmp_path: Path) -> None:
    """An entry of its own belongs into the layer."""
    tree = {**day_plan(), f"{HOME}/options/waiting-here.yaml": {**small_library()["options/waiting.yaml"]}}
    tree[f"{HOME}/options/waiting-here.yaml"]["id"] = "waiting-here"
    assert "translation-target" in {each.rule for each in check_library(*roots(tmp_path, tree))}


def test_phrases_outside_a_translation_are_read_by_nothing(tmp_path: Path) -> None:
    """And somebody is told."""
    tree = {"language/phrases.yaml": copy.deepcopy(PHRASES)}
    assert "library-stray-file" in {each.rule for each in check_library(*roots(tmp_path, tree))}


def test_a_library_is_the_same_with_and_without_translations(tmp_path: Path) -> None:
    """Its hash, its entries and where they come from."""
    with_it = load_library(*roots(tmp_path / "a", day_plan()), use_cache=False)
    without = load_library(*roots(tmp_path / "b", {}), use_cache=False)
    assert with_it.digest == without.digest
    assert with_it == without


def test_the_uppermost_translation_of_a_text_counts(tmp_path: Path) -> None:
    """Field by field: a layer above says one text otherwise, and the rest stays."""
    lower = {**day_plan(), **score("De {{ baseline }} a {{ target }}.")}
    program = {**OURS["library.yaml"], "id": "program", "layer": "program"}
    upper = {
        **day_plan("Planeo el día."),
        f"{HOME}/library.yaml": {**ABOUT, "id": "program-es"},
        "library.yaml": program,
    }
    translation = Translation(roots(tmp_path, lower, upper), "es")
    assert translation.wording("intervention/day-plan").by_english == {DAY: "Planeo el día."}
    assert translation.wording("problem/low-mood").by_path == {SCORE: "De {{ baseline }} a {{ target }}."}


def test_a_text_is_held_against_no_english_but_its_own(tmp_path: Path) -> None:
    """One of an upper layer that does not say what it was made from is stale, and is not printed."""
    upper = day_plan("Planeo el día.")
    del upper[f"{HOME}/patches/intervention/day-plan.yaml"]["was"]
    folders = roots(tmp_path, day_plan(), {"library.yaml": {**OURS["library.yaml"], "id": "program"}, **upper})
    assert "translation-stale" in {each.rule for each in check_library(*folders)}
    assert not Translation(folders, "es").wording("intervention/day-plan").by_english


def test_a_review_holds_until_either_text_changes(tmp_path: Path) -> None:
    """By a qualified translator with a name; the approval names the hash of both texts."""
    folders = roots(tmp_path, day_plan())
    assert to_review(folders, "es") == ("intervention/day-plan", PHRASES_NAME)
    approve_translation(folders, "es", ["day-plan", PHRASES_NAME], "qualified-translator", ON, by="Ana Ruiz, CT")
    assert to_review(folders, "es") == ()
    assert check_library(*folders) == ()
    patch = folders[1] / HOME / "patches" / "intervention" / "day-plan.yaml"
    patch.write_text(patch.read_text(encoding="utf-8").replace("Cada día", "Cada mañana"), encoding="utf-8")
    assert to_review(folders, "es") == ("intervention/day-plan",)
    assert [each.rule for each in check_library(*folders)] == ["translation-review"]


def test_a_review_without_a_name_is_none(tmp_path: Path) -> None:
    """Also one that was written into the file by hand."""
    folders = roots(tmp_path, reviewed("0" * 64))
    file = folders[1] / HOME / "approvals.yaml"
    now = Translation(folders, "es").content("intervention/day-plan")
    text = file.read_text(encoding="utf-8").replace("0" * 64, now)
    file.write_text(text, encoding="utf-8")
    assert "intervention/day-plan" not in to_review(folders, "es")
    file.write_text(text.replace("by: Ana Ruiz", ""), encoding="utf-8")
    assert "intervention/day-plan" in to_review(folders, "es")


@pytest.mark.parametrize(
    ("names", "role", "by", "said"),
    [
        (["day-plan"], "clinical-director", "Dana Reyes", "qualified human translator"),
        (["day-plan"], "qualified-translator", "  ", "name of the person"),
        (["day-paln"], "qualified-translator", "Ana Ruiz", "nothing called"),
    ],
)
def test_what_is_no_review_is_refused(tmp_path: Path, names: list[str], role: str, by: str, said: str) -> None:
    """With nothing written."""
    folders = roots(tmp_path, day_plan())
    with pytest.raises(UsageError, match=said):
        approve_translation(folders, "es", names, role, ON, by=by)
    assert not (folders[1] / HOME / "approvals.yaml").exists()


@pytest.mark.parametrize(
    "manifest", ["- a list\n", "schema: 1\n", "template: ../library.yaml\n", "template: gone.docx\n"]
)
def test_a_document_that_is_not_whole_is_not_approved(manifest: str, tmp_path: Path) -> None:
    """It waits for a review, and whoever would record one is told to look; nothing is written."""
    folders = roots(tmp_path, day_plan())
    home = folders[1] / HOME / "documents" / "client-copy"
    home.mkdir(parents=True)
    (home / "document.yaml").write_text(manifest, encoding="utf-8")
    assert "document/client-copy" in to_review(folders, "es")
    with pytest.raises(UsageError, match="cannot be approved"):
        approve_translation(folders, "es", ["client-copy"], "qualified-translator", ON, by="Ana Ruiz")
    assert not (folders[1] / HOME / "approvals.yaml").exists()


def test_approvals_with_a_day_that_there_is_not_are_told(tmp_path: Path) -> None:
    """And stay as they are."""
    folders = roots(tmp_path, reviewed("0" * 64))
    file = folders[1] / HOME / "approvals.yaml"
    text = file.read_text(encoding="utf-8").replace("'2026-11-20'", "2026-13-40")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="These approvals cannot be kept"):
        approve_translation(folders, "es", [PHRASES_NAME], "qualified-translator", ON, by="Ana Ruiz")
    assert file.read_text(encoding="utf-8") == text


def test_a_review_of_a_lower_translation_is_kept_in_the_own_layer(tmp_path: Path) -> None:
    """Which begins a translation of its own for that, and checks."""
    program = {"library.yaml": {**OURS["library.yaml"], "id": "program", "layer": "program"}}
    folders = roots(tmp_path, day_plan(), program)
    done = approve_translation(folders, "es", ["day-plan"], "qualified-translator", ON, by="Ana Ruiz")
    assert done.file == folders[2] / HOME / "approvals.yaml"
    assert "intervention/day-plan" not in to_review(folders, "es")
    assert check_library(*folders) == ()


def test_a_translation_is_written_and_renewed_as_every_patch_is(tmp_path: Path) -> None:
    """By 'planbuilder library patch' into the folder of the translation."""
    folders = roots(tmp_path, covering("intervention"))
    home = folders[1] / HOME
    write_patch([*folders, home], "health-check", ["plain=La enfermera me revisa."])
    written = (home / "patches" / "intervention" / "health-check.yaml").read_text(encoding="utf-8")
    assert written.startswith("# yaml-language-server: $schema=../../../../../schemas/patch")
    assert "health-check" not in " ".join(each.said for each in check_library(*folders))


def test_a_sentence_that_is_still_english_is_not_translated(tmp_path: Path) -> None:
    """As 'planbuilder library patch' writes it, to be changed."""
    tree = {**covering("intervention"), **translated(DAY_PLAN, "intervention", {"plain": DAY}, {"plain": DAY})}
    tree[f"{HOME}/library.yaml"] = {**ABOUT, "translates": ["intervention/day-plan"]}
    (found,) = check_library(*roots(tmp_path, tree))
    assert found.rule == "translation-missing"
    assert "of: plain." in found.said


def test_a_release_holds_the_translations(tmp_path: Path) -> None:
    """With their phrases, reviews and templates."""
    small, ours = roots(tmp_path, day_plan())
    home = ours / HOME / "documents" / "client-copy"
    shutil.copytree(data_path("library") / HOME / "documents" / "client-copy", home)
    files = prepare_release(ours, "2.1.0", "", ON, [small]).files
    assert {f"{HOME}/{name}" for name in ("library.yaml", "language/phrases.yaml")} <= files.keys()
    assert f"{HOME}/patches/intervention/day-plan.yaml" in files
    assert f"{HOME}/documents/client-copy/template.docx" in files


def test_progress_counts_texts_entries_and_what_is_left(tmp_path: Path) -> None:
    """By language."""
    (found,) = translation_progress(roots(tmp_path, day_plan()))
    assert (found.language, found.problems, found.texts, found.missing, found.stale) == ("es", 0, 1, 0, 0)
    assert (found.entries, found.reviewed) == (2, 0)
    assert [each.problem for each in found.left] == ["problem/low-mood"]
    assert found.left[0].missing > 0


def test_the_shipped_spanish_is_whole_fresh_and_not_reviewed_by_anybody() -> None:
    """Eight problems and all they reach; a machine's draft says so."""
    (found,) = translation_progress([data_path("library")])
    assert (found.language, found.problems, found.missing, found.stale, found.reviewed) == ("es", 8, 0, 0, 0)
    assert not [each for each in check_library(data_path("library")) if each.rule.startswith("translation-")]
    about = yaml.safe_load((data_path("library") / HOME / "library.yaml").read_text(encoding="utf-8"))
    assert "drafted by a machine" in about["notice"]
    assert "45 CFR 92.201(c)(3)" in about["notice"]


def test_spanish_reading_ease_by_hand() -> None:
    """Two sentences of eight words and twelve syllables: 206.835 - 62.3 x 12/8 - 8/2."""
    assert szigriszt("La casa es azul. Yo leo el día.") == pytest.approx(206.835 - 62.3 * 12 / 8 - 4)
    assert szigriszt("") == 100.0
    assert szigriszt(HARD) < 0
