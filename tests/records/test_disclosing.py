"""Disclosing: refused without what allows it, printed only as far as covered, recorded always."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from planbuilder import Asked, Client, Disclosure, KeptDisclosure, disclose, disclosure_of, read_disclosures
from planbuilder.cli.disclosing import BASES as OPTION_BASES
from planbuilder.cli.disclosing import PARTS as OPTION_PARTS
from planbuilder.data import data_path
from planbuilder.documents.notices import notices_for, paragraphs_of, read_notices
from planbuilder.documents.registry import document_homes
from planbuilder.documents.substance_use import is_substance_use_record
from planbuilder.errors import EnvironmentFaultError, InputError, UsageError
from planbuilder.plan.client import Medication, Release, ReleaseSignature, RiskFlag
from planbuilder.plan.disclosures import BASES, PARTS
from planbuilder.plan.record import Plan
from planbuilder.records.store import Version, read_chain, save_version

LIBRARY = data_path("library")
DAY = dt.date(2026, 11, 26)
FULL = "This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2)."
SHORT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
CONSENT = Release(
    to="Dr. Ana Brandt",
    purpose="primary care",
    until="2027-11-09",
    covers=("accommodations", "measures"),
    signed=ReleaseSignature(on="2026-11-09", how="electronic"),
)
ASKED = Asked(to="Dr. Ana Brandt", basis="consent", purpose="primary care", by="Rosa Alvarez")
Made = tuple[str, KeptDisclosure, bytes]
Give = Callable[..., Made]


def _asked(**more: Any) -> Asked:
    """Return what is asked for, with some of it changed."""
    fields = {name: getattr(ASKED, name) for name in ASKED.__slots__}
    return Asked(**(fields | more))


def _person(plan: Plan, *releases: Release) -> Client:
    """Return the client's file with the releases."""
    return replace(plan.client, releases=releases)


@pytest.fixture
def plans(tmp_path: Path, plan: Plan) -> Path:
    """Return a folder with the first version of the example plan."""
    save_version(tmp_path / "plans", plan, by="Rosa Alvarez")
    return tmp_path / "plans"


def _version(plans: Path, plan: Plan) -> Version:
    """Return the version that is kept."""
    found = read_chain(plans, plan.client.id).latest
    assert found is not None
    return found


@pytest.fixture
def give(plans: Path, plan: Plan, tmp_path: Path) -> Give:
    """Return a function that discloses, and returns the text of the copy, its record, its bytes."""

    def given(asked: Asked = ASKED, consent: Release = CONSENT) -> Made:
        made: Disclosure = disclosure_of(plan, asked, _person(plan, consent), DAY)
        homes = document_homes(LIBRARY)
        path, kept = disclose(_version(plans, plan), made, plans, homes, [LIBRARY], tmp_path / "out")
        content = path.read_bytes()
        return _text(content), kept, content

    return given


def _text(content: bytes) -> str:
    """Return the texts of a Word file's body, header and footer."""
    from lxml import etree

    with ZipFile(io.BytesIO(content)) as file:
        parts = [name for name in file.namelist() if name.startswith(("word/document", "word/header", "docProps"))]
        return "\n".join("".join(etree.fromstring(file.read(name)).itertext()) for name in parts)


def test_a_consent_prints_what_it_covers_and_nothing_else(give: Give, plan: Plan) -> None:
    """Expect heading, scope, notice and covered parts; no problem, diagnosis or goal, nor a word of what is missing."""
    text, kept, _ = give()
    assert "This is a partial record" in text
    assert FULL in text
    assert "signed electronically on November 9, 2026, and holds until November 9, 2027" in text
    assert "AUDIT-C" in text
    assert plan.accommodations[0].title in text
    for left_out in (
        "Alcohol use",
        "F10.20",
        "Objective",
        "Goal",
        "Medications and",
        "Safety",
        "Background",
        "left out",
    ):
        assert left_out not in text
    assert kept.disclosure.consent == CONSENT
    assert kept.disclosure.parts == ("accommodations", "measures")


def test_accommodations_alone_tell_nothing_of_substance_use(give: Give) -> None:
    """Expect no word of drinking beside the notice, whoever gets it."""
    text, _, _ = give(consent=replace(CONSENT, covers=("accommodations",)))
    for word in ("alcohol", "drink", "sober", "withdrawal", "AUDIT"):
        assert word not in text.replace(FULL, "").casefold()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"to": "Dr. Somebody Else"}, "None names this recipient"),
        ({"purpose": "insurance"}, "for another purpose"),
        ({"signed": None}, "how and when it was signed"),
        ({"signed": ReleaseSignature(on="2026-11-27", how="paper")}, "signed on a later day"),
        ({"covers": ()}, "what it covers"),
        ({"revoked": "2026-11-26"}, "was revoked"),
        ({"until": ""}, "when it ends"),
        ({"until": "2026-11-25"}, "has expired"),
    ],
)
def test_a_consent_that_does_not_cover_it_refuses_and_writes_nothing(
    give: Give, plans: Path, plan: Plan, tmp_path: Path, changed: dict[str, Any], why: str
) -> None:
    """Expect a sentence without a name, no copy, no record."""
    with pytest.raises(UsageError, match=why) as refused:
        give(consent=replace(CONSENT, **changed))
    assert "Brandt" not in str(refused.value)
    assert not (tmp_path / "out").exists()
    assert not (plans / plan.client.id / "disclosures").exists()


def test_a_consent_until_the_treatment_ends_holds_and_a_part_it_does_not_cover_is_refused(give: Give) -> None:
    """Expect a copy with ``ends``; with --part only what it covers."""
    text, _, _ = give(_asked(parts=("measures",)), replace(CONSENT, until="", ends="end-of-treatment"))
    assert "until the treatment ends" in text
    assert "accommodations" not in text.casefold()
    with pytest.raises(UsageError, match="does not cover a part"):
        give(_asked(parts=("goals",)))


def test_the_person_needs_no_consent_and_somebody_else_cannot_use_their_access(give: Give, plan: Plan) -> None:
    """Expect the whole plan without a notice for the person, a refusal for others."""
    text, kept, _ = give(_asked(basis="patient-access", to=plan.client.identity.name, purpose=""))
    assert "Alcohol use" in text
    assert FULL not in text
    assert SHORT not in text
    assert kept.disclosure.purpose == "the person's own copy"
    with pytest.raises(UsageError, match="somebody else"):
        give(_asked(basis="patient-access"))


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ({"basis": "emergency", "purpose": ""}, "nature of the emergency"),
        ({"basis": "emergency"}, "--affiliation"),
        ({"basis": "audit"}, "--paper"),
        ({"basis": "qso"}, "--paper"),
        ({"basis": "court-order"}, "--paper"),
        ({"by": " "}, "--by"),
        ({"to": ""}, "--to"),
        ({"purpose": ""}, "--purpose"),
    ],
)
def test_each_basis_asks_for_what_the_rule_records(give: Give, asked: dict[str, Any], missing: str) -> None:
    """Expect a refusal that names it."""
    with pytest.raises(UsageError, match=missing):
        give(_asked(**asked))


def test_an_emergency_is_recorded_with_whom_where_why_and_when(give: Give) -> None:
    """Expect 42 CFR 2.51(c) in the record, and the short notice on the copy."""
    text, kept, _ = give(_asked(basis="emergency", purpose="Seizure", affiliation="County General"))
    assert SHORT in text
    told = kept.disclosure
    assert (told.to, told.affiliation, told.by, told.purpose) == (
        "Dr. Ana Brandt",
        "County General",
        "Rosa Alvarez",
        "Seizure",
    )
    assert kept.saved.at.endswith("Z")


def test_records_are_a_chain_that_shows_what_was_changed(give: Give, plans: Path, plan: Plan) -> None:
    """Expect numbers and hashes; a changed, torn or missing one is found, and nothing is disclosed after it."""
    for _ in range(3):
        give()
    found = read_disclosures(plans, plan.client.id)
    assert [each.number for each in found.kept] == [1, 2, 3]
    assert [each.saved.previous for each in found.kept] == ["", *found.sums[:2]]
    second = plans / plan.client.id / "disclosures" / "0002.json"
    whole = second.read_bytes()
    for content, rule in (
        (whole.replace(b"primary care", b"primary core"), "disclosure-altered"),
        (whole[:200], "disclosure-unreadable"),
        (None, "disclosure-missing"),
    ):
        second.unlink()
        if content is not None:
            second.write_bytes(content)
        wrong = read_disclosures(plans, plan.client.id)
        assert [each.rule for each in wrong.findings] == [rule]
        assert len(wrong.kept) == 1
        with pytest.raises(InputError):
            give()
        second.write_bytes(whole)


def test_no_copy_stays_where_the_record_cannot_be_kept(give: Give, plans: Path, plan: Plan, tmp_path: Path) -> None:
    """A file lies where the folder of the records would be: expect a fault, and no copy."""
    (plans / plan.client.id / "disclosures").write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentFaultError):
        give()
    assert list((tmp_path / "out").glob("*")) == []


@pytest.mark.parametrize(
    "old",
    [
        "This information has been disclosed to you from records protected by federal confidentiality rules.",
        "The federal rules prohibit you from making any further disclosure of this record unless it is permitted.",
        "42 CFR part 2 prohibits unauthorized disclosure of these records.",
    ],
)
def test_a_superseded_text_is_refused(tmp_path: Path, old: str) -> None:
    """The texts of 2018 and 2020, put in the place of the current one, also by a layer that calls nothing old."""
    text = (LIBRARY / "notices" / "part-2.yaml").read_text(encoding="utf-8")
    _put_notice(tmp_path, text.replace(SHORT, old))
    with pytest.raises(UsageError, match="superseded"):
        read_notices([tmp_path], DAY)
    _put_notice(tmp_path, text.replace(SHORT, old).partition("superseded:")[0])
    with pytest.raises(UsageError, match="superseded"):
        read_notices([LIBRARY, tmp_path], DAY)


def _put_notice(root: Path, text: str, id: str = "part-2") -> None:
    """Write a notice into a layer."""
    (root / "notices").mkdir(exist_ok=True)
    (root / "notices" / f"{id}.yaml").write_text(text, encoding="utf-8")


def test_a_layer_puts_a_newer_text_in_place_of_the_shipped_one_once_it_is_in_force(tmp_path: Path) -> None:
    """Until its day the one beneath is printed, though the newer calls it superseded; from then on the newer."""
    newer = "Part 2 as amended prohibits disclosure of these records."
    text = (LIBRARY / "notices" / "part-2.yaml").read_text(encoding="utf-8").replace(SHORT, newer)
    text = text.replace('effective: "2024-04-16"', 'effective: "2027-01-01"')
    text = text.replace("version: 2024 final rule, 89 FR 12472", "version: Amendment of 2026")
    _put_notice(tmp_path, text.replace("superseded:", f'superseded:\n  - "{SHORT}"'))
    assert [each.short for each in read_notices([LIBRARY, tmp_path], dt.date(2026, 12, 31))] == [SHORT]
    assert [each.short for each in read_notices([LIBRARY, tmp_path], dt.date(2027, 1, 1))] == [newer]


def test_a_layer_adds_a_notice_which_is_printed_after_that_of_part_2_and_recorded(tmp_path: Path, plan: Plan) -> None:
    """One of the state on every record: with a consent in full, else short, and none on the person's own copy."""
    text = (LIBRARY / "notices" / "part-2.yaml").read_text(encoding="utf-8").partition("full:")[0]
    text = text.replace("id: part-2", "id: state").replace("42 CFR 2.32(a)", "State law 1")
    _put_notice(
        tmp_path, f"{text}full: [The law of the state., Ask first.]\nshort: State law.\nrecords: every\n", "state"
    )
    notices = read_notices([LIBRARY, tmp_path], DAY)
    assert [each.id for each in notices] == ["part-2", "state"]
    made = disclosure_of(plan, _asked(), _person(plan, CONSENT), DAY)
    assert paragraphs_of(made, notices_for(made, notices))[-2:] == ("The law of the state.", "Ask first.")
    short = replace(made, basis="audit", consent=None)
    assert paragraphs_of(short, notices_for(short, notices)) == (SHORT, "State law.")
    bare = replace(made, substance_use=False)
    assert [each.id for each in notices_for(bare, notices)] == ["state"]
    assert notices_for(replace(made, basis="patient-access"), notices) == ()


def test_without_the_notice_of_part_2_nothing_is_disclosed(tmp_path: Path) -> None:
    """A library of one's own without notices, alone: expect a fault that names the file."""
    with pytest.raises(UsageError, match="in force"):
        read_notices([tmp_path], DAY)


def test_the_shipped_notice_is_the_text_in_force() -> None:
    """Both statements, since when, and a source of the library."""
    (notice,) = read_notices([LIBRARY], DAY)
    assert (notice.full[0].startswith(FULL), notice.short) == (True, SHORT)
    assert (notice.effective, notice.compliance) == ("2024-04-16", "2026-02-16")
    assert (LIBRARY / "sources" / f"{notice.source}.yaml").is_file()


def test_a_plan_without_a_word_of_substance_use_gets_no_notice(plan: Plan) -> None:
    """Expect each documented fact to count, and tobacco not to."""
    client = replace(plan.client, diagnoses=(), history=None, medications=(), risks=())
    bare = replace(plan, client=client, problems=(), options=())
    assert is_substance_use_record(plan)
    assert not is_substance_use_record(bare)
    code = replace(plan.client.diagnoses[0], code="F17.210")
    assert not is_substance_use_record(replace(bare, client=replace(client, diagnoses=(code,))))
    code = replace(code, code="F11.20")
    assert is_substance_use_record(replace(bare, client=replace(client, diagnoses=(code,))))
    care = replace(client.care, setting="opioid-treatment-program")
    assert is_substance_use_record(replace(bare, client=replace(client, care=care)))
    assert is_substance_use_record(replace(bare, problems=plan.problems))


def test_the_options_name_every_basis_and_part() -> None:
    """What the command offers is what there is."""
    assert tuple(BASES) == OPTION_BASES
    assert tuple(PARTS) == OPTION_PARTS


@pytest.mark.parametrize("field", ["to", "by", "purpose", "affiliation", "paper"])
def test_a_placeholder_says_nothing(give: Give, field: str) -> None:
    """Expect a refusal where TBD stands for what a basis asks for."""
    whole = {"to": "Auditor", "by": "Rosa", "purpose": "audit", "affiliation": "County", "paper": "Order of May 2"}
    basis = "emergency" if field == "affiliation" else "audit"
    give(_asked(**whole, basis=basis))
    with pytest.raises(UsageError, match=f"--{field}"):
        give(_asked(**(whole | {field: "TBD"}), basis=basis))


def test_a_revoked_consent_is_not_gone_round_by_an_older_entry(plan: Plan) -> None:
    """Two releases alike, one of them revoked: only one that was signed afterwards counts."""
    revoked = replace(CONSENT, revoked="2026-11-20")
    with pytest.raises(UsageError, match="was revoked"):
        disclosure_of(plan, ASKED, _person(plan, CONSENT, revoked), DAY)
    later = replace(CONSENT, signed=ReleaseSignature(on="2026-11-23", how="paper"))
    assert disclosure_of(plan, ASKED, _person(plan, revoked, later), DAY).consent == later


def test_a_consent_until_the_treatment_ends_is_over_where_a_later_version_ended_it(plan: Plan) -> None:
    """The file that is given may be of a day before the end."""
    until = replace(CONSENT, until="", ends="end-of-treatment")
    disclosure_of(plan, ASKED, _person(plan, until), DAY)
    with pytest.raises(UsageError, match="ended with the treatment"):
        disclosure_of(plan, ASKED, _person(plan, until), DAY, ended=True)


def test_whatever_stops_it_there_is_never_a_copy_without_a_record(
    give: Give, plans: Path, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk refuses to name the copy after the record was kept: the record stays, and says which copy it was."""
    from planbuilder import saving

    placed = saving._placed

    def refuses(made: Path, path: Path) -> bool:
        if path.suffix == ".docx":
            raise OSError(28, "No space left on device")
        return placed(made, path)

    monkeypatch.setattr(saving, "_placed", refuses)
    with pytest.raises(EnvironmentFaultError):
        give()
    assert list((tmp_path / "out").glob("*")) == []
    assert [each.number for each in read_disclosures(plans, plan.client.id).kept] == [1]


def test_two_at_once_leave_two_records_or_one_refusal(plans: Path, plan: Plan, tmp_path: Path) -> None:
    """Eight people disclose at the same moment: as many copies as records, whole and in one chain."""
    from concurrent.futures import ThreadPoolExecutor

    made = disclosure_of(plan, ASKED, _person(plan, CONSENT), DAY)
    version, homes = _version(plans, plan), document_homes(LIBRARY)

    def one(_: int) -> bool:
        try:
            disclose(version, made, plans, homes, [LIBRARY], tmp_path / "out")
        except UsageError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        done = sum(pool.map(one, range(8)))
    found = read_disclosures(plans, plan.client.id)
    assert done >= 1
    assert found.findings == ()
    assert len(found.kept) == done == len(list((tmp_path / "out").glob("*.docx")))
    assert list((tmp_path / "out").glob(".*")) == []


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ('effective: "2024-04-16"', 'effective: "2027-01-01"', "as it is in force"),
        ("by the consent of the patient", "by the patient", "not word for word"),
        (SHORT, f"{SHORT[:-1]}, as far as known.", "not word for word"),
        ('  - "prohibits unauthorized disclosure of these records"\n', "", None),
    ],
)
def test_a_notice_that_is_changed_or_of_a_later_day_is_refused(
    tmp_path: Path, was: str, now: str, why: str | None
) -> None:
    """An agency's own copy of the notice is held against the shipped one, as long as it says it is the same."""
    (tmp_path / "notices").mkdir()
    text = (LIBRARY / "notices" / "part-2.yaml").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "notices" / "part-2.yaml").write_text(text.replace(was, now), encoding="utf-8")
    if why is None:
        read_notices([tmp_path], DAY)
        return
    with pytest.raises(UsageError, match=why):
        read_notices([tmp_path], DAY)


def test_a_superseded_text_is_known_also_where_the_agency_took_the_words_out(tmp_path: Path) -> None:
    """With two blanks in a row, and without a word on what is superseded."""
    (tmp_path / "notices").mkdir()
    text = (LIBRARY / "notices" / "part-2.yaml").read_text(encoding="utf-8")
    old = text.replace(SHORT, "42 CFR part 2  prohibits unauthorized disclosure of these records.")
    bare = f"{old.partition('superseded:')[0]}superseded: [Nothing]\n"
    (tmp_path / "notices" / "part-2.yaml").write_text(bare, encoding="utf-8")
    with pytest.raises(UsageError, match="superseded"):
        read_notices([tmp_path], DAY)


@pytest.mark.parametrize(
    "fact",
    [
        {"risks": (RiskFlag(risk="overdose", level="high", assessed="2026-11-09"),)},
        {"medications": (Medication(name="Sublocade 300 mg"),)},
        {"medications": (Medication(name="clonidine", for_="narcotic withdrawal"),)},
    ],
)
def test_more_facts_make_a_record_of_substance_use(plan: Plan, fact: dict[str, Any]) -> None:
    """A flagged risk of overdose, a brand of a medicine against use, a word for drugs."""
    client = replace(plan.client, diagnoses=(), history=None, medications=(), risks=())
    bare = replace(plan, client=client, problems=(), options=())
    assert not is_substance_use_record(bare)
    assert is_substance_use_record(replace(bare, client=replace(client, **fact)))
