"""A rich invented plan, made by hand, that holds everything a document can print."""

from __future__ import annotations

from msgspec.structs import replace

from planbuilder.library.entries import Document, Dose, Route
from planbuilder.plan.client import (
    Care,
    Client,
    ClientNeed,
    Decline,
    Diagnosis,
    History,
    Identity,
    Impairment,
    Language,
    Legal,
    Living,
    Medication,
    Participant,
    Person,
    Preferences,
    Presenting,
    Release,
    Representative,
    Request,
    Score,
)
from planbuilder.plan.filling import client_values, fill
from planbuilder.plan.record import (
    Activity,
    Cited,
    Communication,
    Exclusion,
    Limitation,
    MadeWith,
    Measured,
    PairAnswer,
    Plan,
    PlanAccommodation,
    PlanCriterion,
    PlanGoal,
    PlanIntervention,
    PlanMeasure,
    PlanObjective,
    PlanOption,
    PlanProblem,
    PlanProtocol,
    PlanStep,
    Provenance,
    Question,
    SafetyLine,
    Sign,
    SlotValue,
    Text,
)
from planbuilder.plan.selection import ChosenProblem, Ending, Participation, Selection

TIP = Cited(source="samhsa-tip-34", title="Brief Interventions and Therapies (SAMHSA TIP 34)", at="chapter 4")
TEAM = (
    Person(name="R. Alvarez", role="counselor", credentials="LADC"),
    Person(name="Dr. N. Okafor", role="prescriber", credentials="MD"),
    Person(name="T. Brandt", role="peer-specialist", credentials="CPRS"),
)
CLIENT = Client(
    schema=1,
    id="c-4071",
    invented=True,
    identity=Identity(name="Jordan Ellis", called="Jordan", pronouns="they", born="1985-04-17", words=("Deaf",)),
    language=Language(
        speaks="American Sign Language",
        reads="English",
        english="some",
        interpreter="ASL interpreter, the same each time",
    ),
    legal=Legal(
        representative=Representative(name="M. Ellis", kind="health-care-agent", scope="medical consent only"),
        conditions=("Probation until June 2027; attendance is reported monthly.",),
    ),
    care=Care(
        setting="outpatient",
        level_of_care="outpatient",
        admitted="2026-11-02",
        admitted_at="14:30",
        state="MN",
        payer="Medical Assistance",
        weekly_hours=9,
        authorized_until="2027-02-01",
        stage="action",
        why_level="Withdrawal risk is low and home is safe; daily contact is not needed.",
    ),
    presenting=Presenting(
        seen="Drinks 8 to 10 drinks on most days; R&D job at risk <since October>.",
        words="I want my mornings back.",
        hopes="I want to coach my son's team again.",
    ),
    needs=(ClientNeed(need="deaf-sign-language", words="I sign. I do not read lips."),),
    team=TEAM,
    participants=(
        Participant(
            name="Sam Ellis", relation="partner", takes_part_in="both", needs=("hard-of-hearing",), phone="text message"
        ),
    ),
    releases=(Release(to="Dr. Okafor, primary care", purpose="medication and laboratory results", until="2027-11-02"),),
    diagnoses=(
        Diagnosis(
            code="F10.20",
            title="Alcohol use disorder, severe",
            justified_by="Eight of the last twelve months: daily drinking, morning shakes, two jobs lost.",
        ),
        Diagnosis(code="F33.1", title="Major depressive disorder, recurrent, moderate", justified_by="PHQ-9 of 18."),
        Diagnosis(code="H54.2", title="Low vision, both eyes", deferred="Treated by the eye clinic."),
    ),
    history=History(
        life="Grew up in a hearing family that did not sign; Deaf school from age 12.",
        treatment="One program in 2019, left after two weeks: no interpreter at meals.",
        substance="Drinks since 17, daily since 2022.",
        medical="High blood pressure.",
        family="Father drank.",
    ),
    impairment=(
        Impairment(area="work", text="Missed six shifts in October."),
        Impairment(area="relationships", text="Has stopped seeing two close friends."),
    ),
    strengths=("Kept one job for eleven years.", "Knows which evenings are the hard ones."),
    limitations=("Loses the thread after twenty minutes of reading.",),
    barriers=("No bus after six.",),
    supports=("A sister who signs.",),
    living=Living(with_="partner", note="Third floor, no lift."),
    preferences=Preferences(
        orientation="cbt", group="no", telehealth="yes", family="maybe", aim="less", notes=("Mornings only.",)
    ),
    medications=(Medication(name="lisinopril", dose="10 mg in the morning", for_="blood pressure"),),
    allergies=("Penicillin: rash.",),
    scores=(Score(measure="phq-9", value=18, on="2026-11-02", critical=("thoughts-of-death",)),),
    contacts=("videophone 555-0100", "text message 555-0101"),
)
VALUES = client_values(CLIENT)


def text(library: str, **slots: str) -> Text:
    """Return a filled text; an empty value is a blank that nobody filled."""
    filled = {
        name: SlotValue(value=value, source="selection" if value else "blank", ask=f"Ask for {name}")
        for name, value in slots.items()
    }
    return fill(library, {**VALUES, **filled})


def intervention(key: str, number: str, title: str, reason: str, *keys: str, person: int = 0) -> PlanIntervention:
    """Return an intervention that the accommodations with these keys change."""
    return PlanIntervention(
        key=key,
        number=number,
        id=title.lower().replace(" ", "-"),
        title=title,
        modality="Cognitive behavioral therapy",
        delivery="individual",
        statement=text(
            "The counselor guides {{ client.name }} through two recent drinking episodes and one occasion without "
            "drinking, laying out for each what came before, what {{ client.they }} thought, felt and wanted, what "
            "happened next, and marks with {{ client.them }} the two links where a different step is most possible."
        ),
        plain=text("My counselor and I look closely at times I drank. We find the best places to do something else."),
        because=text("Chosen because {{ reason }}.", reason=reason),
        dose=Dose(minutes=50, times=1, per="week", weeks=12),
        dose_text="50 minutes, once a week, for 12 weeks",
        responsible="counselor",
        role="the counselor",
        demands=("hear-speech", "read-text"),
        evidence=(Cited(source=TIP.source, title=TIP.title, at=TIP.at, strength="guideline"),),
        person=TEAM[person].name,
        credentials=TEAM[person].credentials,
        cautions=("Go slowly where an episode touches trauma; agree a stop signal first.",),
        notes=("Score 15 to 19: twice a week for the first month.",),
        accommodations=keys,
    )


def _objective(
    key: str, number: str, statement: Text, plain: Text, measured: Measured, *made: PlanIntervention
) -> PlanObjective:
    """Return an objective due in February."""
    return PlanObjective(
        key=key,
        number=number,
        id=key,
        stage="action",
        statement=statement,
        plain=plain,
        measured=measured,
        target_date="2027-02-16",
        interventions=made,
        options=("naltrexone",),
        before="cutting down",
    )


def _drinking() -> PlanProblem:
    """Return the first problem, with a blank target."""
    slots = {"baseline": "22", "target": "", "target_date": "February 16, 2027"}
    fewer = _objective(
        "o1",
        "1.A.1",
        text(
            "{{ client.name }} reduces heavy drinking days from {{ baseline }} to {{ target }} or fewer in 30 days by "
            "{{ target_date }}, as counted in a daily log read together each visit.",
            **slots,
        ),
        text(
            "I will have {{ target }} or fewer heavy drinking days in a month by {{ target_date }}. "
            "Now I have {{ baseline }}.",
            **slots,
        ),
        Measured(how="heavy drinking days in 30 days", baseline=22, improves=None),
        intervention("i1", "1.A.1.a", "Functional analysis of drinking", "Mondays after shifts are the hardest", "a2"),
        intervention("i2", "1.A.1.b", "Daily drinking log", "", "a2", "a3", person=2),
    )
    goal = PlanGoal(
        key="g1",
        number="1.A",
        id="lower-risk",
        stage="action",
        statement=text("{{ client.name }} drinks within the limit {{ client.they }} chose, long enough to recover."),
        plain=text("I drink less, or not at all, so that my life gets better."),
        own_words="I want my mornings back.",
        objectives=(fewer,),
    )
    return PlanProblem(
        key="p1",
        number="1",
        id="alcohol-use",
        title="Alcohol use",
        plain_title="My drinking",
        codes=("F10.20 Alcohol use disorder, severe",),
        because="Drinking put the job at risk.",
        signs=(Sign(key="d1", id="missed-days", text="Loses mornings to drinking twice a month or more."),),
        sources=(TIP,),
        goals=(goal,),
    )


def _mood() -> PlanProblem:
    """Return the second problem, measured by a score."""
    slots = {"baseline": "18", "target": "9", "target_date": "February 16, 2027"}
    lower = _objective(
        "o2",
        "2.A.1",
        text(
            "{{ client.name }} lowers the PHQ-9 score from {{ baseline }} to {{ target }} by {{ target_date }}.",
            **slots,
        ),
        text("My mood score goes from {{ baseline }} to {{ target }} by {{ target_date }}.", **slots),
        Measured(how="PHQ-9 total score", measure="phq-9", baseline=18, target=9, improves=True),
        intervention("i3", "2.A.1.a", "Planning small activities", "Jordan misses coaching", "a2", "a1"),
    )
    goal = PlanGoal(
        key="g2",
        number="2.A",
        id="mood-lifts",
        stage="action",
        statement=text("{{ client.name }} has more days with energy than without."),
        plain=text("I have more good days than bad days."),
        objectives=(lower,),
    )
    return PlanProblem(
        key="p2", number="2", id="major-depression", title="Depression", plain_title="My mood", goals=(goal,)
    )


def _accommodation(key: str, title: str, **more: object) -> PlanAccommodation:
    """Return an accommodation with everything filled."""
    base = PlanAccommodation(
        key=key,
        number=key.upper(),
        id=title.lower().replace(" ", "-"),
        title=title,
        who="client",
        heading="disability",
        everywhere=False,
        statement=text(
            f"{title}: with {{{{ client.name }}}} as {{{{ client.they }}}} prefer it, from the first session on."
        ),
        plain=text(f"{title}. It starts at the first session."),
        ask_first="Which way works best for you?",
        covers=("Follow one person talking", "Talk at length"),
        applies_to=("i1", "i2"),
        provided_by="a qualified interpreter",
        arranged_by="the intake coordinator",
        paid_by="the program",
        by="first session",
        equipment="large paper, good light",
        fallback="video remote interpreting",
        worked_if="Could you say everything you wanted?",
        sources=(Cited(source="cfr-28-35-160", title="28 CFR 35.160", at="(b)(2)"),),
    )
    return replace(base, **more)


def _accommodations() -> tuple[PlanAccommodation, ...]:
    """Return one for everything, two for interventions, one for a participant, one for language."""
    return (
        _accommodation("a1", "Interpreter for all hours", everywhere=True, chosen=True, applies_to=()),
        _accommodation("a2", "Signed and drawn episode map", applies_to=("i1", "i2", "i3", "phq-9")),
        _accommodation(
            "a3", "Signed video log", applies_to=("i2",), asks_hard=("Follow a screen",), rural="The same by mail.",
            norms="Compare with this person's own earlier scores.",
        ),
        _accommodation("a4", "Captions for Sam", who="Sam Ellis", applies_to=("r1",)),
        _accommodation("a5", "Papers in plain English", heading="language", applies_to=("orientation-day",)),
    )  # fmt: skip


def _options() -> tuple[PlanOption, ...]:
    """Return one option that was chosen and one that is ruled out."""
    chosen = PlanOption(
        key="t1",
        id="naltrexone",
        title="Naltrexone",
        kind="medication",
        statement=text("Naltrexone blocks opioid receptors, so that drinking rewards less."),
        plain=text("Naltrexone can make urges less strong. It is one pill a day."),
        benefits=("Fewer people return to heavy drinking.",),
        risks=("Liver injury at high doses.",),
        side_effects=("Nausea.",),
        demands=("read-text",),
        exclusions=(
            Exclusion(say="Not while opioids are taken.", absolute=True, verdict="unmet"),
            Exclusion(say="With cirrhosis only after both doctors weigh it.", absolute=False, verdict="unknown"),
        ),
        alternatives=("Acamprosate",),
        objectives=("1.A.1",),
        decision="chosen",
        decided="2026-11-20",
        words="I want to try it.",
        sources=(Cited(source="label-naltrexone", title="Naltrexone label", at="warnings"),),
    )
    out = Exclusion(say="Not with severely reduced kidney function.", absolute=True, verdict="met")
    ruled_out = replace(
        chosen, key="t2", id="acamprosate", title="Acamprosate", exclusions=(out,), excluded=True, decision="", words=""
    )
    return (replace(ruled_out, decided=""), chosen)


def _protocol() -> PlanProtocol:
    """Return a protocol with two steps and two routes."""
    steps = tuple(
        PlanStep(key=f"r1s{place}", within=within, statement=text(said), plain=text(plain), role="the counselor")
        for place, (within, said, plain) in enumerate(
            (
                ("the same day", "The counselor sees {{ client.name }} the same day.", "I see my counselor that day."),
                ("within one week", "The team asks first whether an accommodation failed.", "We ask what went wrong."),
            ),
            1,
        )
    )
    return PlanProtocol(
        key="r1",
        id="return-to-use",
        title="Return to use",
        plain_title="If I drink again",
        answers=("withdrawal",),
        begins_when=text("{{ client.name }} drinks again after a time without."),
        plain_begins_when=text("I drink again and I did not want to."),
        steps=steps,
        contacts=(
            Route(name="988 Lifeline", voice="988", text="988", video="988 by videophone", note="day and night"),
            Route(name="The program", text="555-0101"),
        ),
        never=("End treatment because of a return to use.",),
        sources=(TIP,),
    )


def _measures() -> tuple[PlanMeasure, ...]:
    """Return one measure with a critical answer and one not given yet."""
    phq = PlanMeasure(
        id="phq-9",
        title="Patient Health Questionnaire, 9 items",
        short="PHQ-9",
        plain="I answer nine questions about my mood.",
        direction="higher-worse",
        score=18,
        on="2026-11-02",
        band="moderately severe",
        critical=("thoughts of death",),
        how="in ASL with an interpreter",
        again="2026-11-30",
        norms=("Norms are for the English form; compare with Jordan's own scores.",),
        loinc="44261-6",
    )
    who5 = PlanMeasure(
        id="who-5",
        title="WHO-5 Well-Being Index",
        short="WHO-5",
        plain="I answer five questions about good days.",
        direction="higher-better",
        again="2026-11-24",
    )
    return (phq, who5)


def rich_plan() -> Plan:
    """Return the plan."""
    return Plan(
        schema=1,
        client=CLIENT,
        date="2026-11-24",
        state="draft",
        heading="plan",
        age=41,
        setting="Outpatient",
        level_of_care="Outpatient",
        problems=(_drinking(), _mood()),
        review="2027-02-16",
        until="2027-05-18",
        communication=Communication(
            language="American Sign Language",
            reads="English",
            english="some",
            interpreter="ASL interpreter, the same each time",
            contacts=CLIENT.contacts,
            accommodations=("a1",),
        ),
        made_with=MadeWith(planbuilder="0.1.0", library="shipped", version="0.1.0", digest="0" * 64, inputs="0" * 64),
        selection=Selection(
            schema=1,
            client="c-4071",
            problems={"alcohol-use": ChosenProblem(), "major-depression": ChosenProblem()},
            made_by=TEAM[0],
            made_on="2026-11-20",
            ending=Ending(weeks=25, discussed="2026-11-20", next="Recovery group at the Deaf club."),
        ),
        limitations=(
            Limitation(
                need="deaf-sign-language",
                label="Deaf person whose language is a signed language",
                words="I sign. I do not read lips.",
                limitation="Cannot use a voice telephone.",
            ),
        ),
        options=_options(),
        measures=_measures(),
        activities=(
            Activity(key="r1", kind="protocol", title="Return to use", demands=()),
            Activity(key="orientation-day", kind="routine", title="Orientation day", demands=()),
        ),
        pairs=(
            PairAnswer(
                who="client",
                need="deaf-sign-language",
                demand="hear-group",
                degree="usual",
                reason="Nobody can lip-read a group.",
                status="uncovered",
                activities=("i1",),
            ),
        ),
        accommodations=_accommodations(),
        declined=(
            Decline(
                accommodation="remote-interpreter",
                on="2026-11-02",
                mode="in ASL, face to face",
                ask_again="2027-02-16",
                reason="I know the interpreter's family.",
            ),
        ),
        requests=(
            Request(
                asked="A counselor who signs",
                on="2026-11-02",
                decision="changed",
                by="P. Lund, program manager",
                reason="No signing counselor within 200 miles.",
                alternative="Signing counselor by video on Tuesdays.",
                notice="2026-11-09",
                appeal="State ombudsman for mental health",
            ),
        ),
        safety=(
            SafetyLine(
                risk="withdrawal",
                level="moderate",
                note="Morning shakes; no seizures before.",
                assessed="2026-11-02",
                by="Dr. N. Okafor, MD",
                same_day="Withdrawal assessment and a 24-hour contact tested together.",
                who="Dr. N. Okafor",
                protocols=("Return to use",),
            ),
        ),
        protocols=(_protocol(),),
        discharge=(
            PlanCriterion(
                key="e1",
                statement=text("{{ client.name }} has met the limit {{ client.they }} chose for 90 days."),
                plain=text("I kept to my limit for 90 days."),
            ),
        ),
        questions=(
            Question(to="person", about="Jordan", ask="Is it hard for you to read papers?"),
            Question(to="clinician", about="Naltrexone", ask="Not on file: cirrhosis?"),
        ),
        participation=(
            Participation(who="Jordan Ellis", on="2026-11-20", mode="in person, in ASL", part="chose the goals"),
        ),
        signers=TEAM,
        untreated=(),
        weekly_minutes=100,
        weekly_limit=540,
        notices=("Federal rules (42 CFR Part 2) protect this record.",),
        provenance=(Provenance(entry="problem/alcohol-use", layer="shipped", version="0.1.0", sha256="a" * 64),),
    )


def proposal() -> Plan:
    """Return the same plan while it is still a proposal."""
    lacks = ("a selection made by a named person", "an entry that says who took part, when and in which mode")
    return replace(rich_plan(), heading="proposal", lacks=lacks, participation=())


def bare_plan() -> Plan:
    """Return a plan in which every list that may be empty is empty."""
    rich = rich_plan()
    client = Client(
        schema=1,
        id="c-1",
        identity=Identity(name="Ana Ruiz", called="Ana", pronouns="she", born="1990-01-01"),
        language=Language(speaks="English", english="full"),
        care=Care(setting="outpatient", level_of_care="outpatient", admitted="2026-11-02"),
        presenting=Presenting(seen="Sleeps badly."),
        needs=(),
    )
    return Plan(
        schema=1,
        client=client,
        date="2026-11-24",
        state="draft",
        heading="proposal",
        age=36,
        setting="Outpatient",
        level_of_care="Outpatient",
        problems=(),
        review="2027-02-16",
        until="2027-02-16",
        communication=Communication(language="English", reads="", english="full", interpreter=""),
        made_with=rich.made_with,
        selection=Selection(schema=1, client="c-1", problems={}),
    )


def document(id: str = "treatment-plan", **more: object) -> Document:
    """Return a manifest."""
    base = Document(
        schema=1,
        id=id,
        title="Treatment plan",
        purpose="For a test.",
        audience="clinician",
        template="template.docx",
        editable=True,
        body_points=12,
        plain_only=False,
    )
    return replace(base, **more)
