"""Makes template.docx of the treatment plan, beside this script: `python library/documents/treatment-plan/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author, add_checkbox, keep_together, write

#: Inches of the columns of the table of measures: name, score, band, again, notes.
MEASURES = (0.95, 1.1, 1.05, 1.1, 2.5)
#: Where somebody writes, by hand or in Word, that a step due today was done.
DONE = "________________, by ______________________"


def main() -> None:
    """Write the template."""
    author = Author("{{ heading }}, {{ client.id }}")
    author.head("{{ client.called }} ({{ client.id }})", "{{ heading }}")
    author.foot("{{ date|date }}")
    for part in (
        *(opening, person, presenting, resources, health, measures, communication, safety, problems),
        *(access_in_short, questions, left_out, added_notes, ending, signatures, made),
        *(options, accommodations, declined, protocols, sources),
    ):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write title, whose plan it is, and what must be known before reading on."""
    author.heading("{{ heading }}", 0)
    author.paragraph("{{ client.name }} ({{ client.id }}), {{ date|date }}", style="Subtitle")
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    with author.when("proposal"):
        author.paragraph(
            ("Strong", "This is a proposal."),
            " It becomes a treatment plan at the planning meeting."
            "{% if lacks %} Before it is signed, it still needs:{% endif %}",
            style="Note",
        )
        author.each("each in lacks", "{{ each }}")


def person(author: Author) -> None:
    """Write who the person is, in which care, with whom; diagnoses."""
    author.heading("Person and care", 1)
    author.fact("Name", "{{ client.name }}{% if client.called != client.name %}, called {{ client.called }}{% endif %}")
    author.fact("Pronouns", "{{ client.pronouns }}")
    author.fact("Identity", "{{ client.words|join(', ') }}", "client.words")
    author.fact("Born", "{{ client.born|date }} ({{ client.age }} years old)")
    author.fact("Record number", "{{ client.id }}")
    author.fact("Care", "{{ care.setting }}{% if care.level != care.setting %}, {{ care.level }}{% endif %}")
    author.fact("Why this level", "{{ care.why_level }}", "care.why_level")
    author.fact("Admitted", "{{ care.admitted|date }}{% if care.admitted_at %}, {{ care.admitted_at }}{% endif %}")
    author.fact(
        "Payer",
        "{{ care.payer }}{% if care.authorized_until %}, authorized until {{ care.authorized_until|date }}{% endif %}",
        "care.payer",
    )
    author.fact(
        "Planned time",
        "at most {{ care.planned }} in any week{% if care.limit %}; {{ care.limit }} a week can be used{% endif %}",
        "care.planned",
    )
    author.fact("Next review", "{{ review|date('full') }}")
    author.fact("Runs until", "{{ until|date }}")
    author.fact(
        "Representative",
        "{{ representative.name }}, {{ representative.kind }}: {{ representative.scope }}",
        "representative.name",
    )
    author.fact("Assent", "{{ assent }}", "assent")
    author.fact("Consent", "{{ consent }}", "consent")
    with author.loop("each in conditions"):
        author.fact("Condition", "{{ each }}")
    with author.when("team"):
        author.heading("Care team", 2)
        author.each(
            "each in team",
            "{{ each.name }}{% if each.credentials %}, {{ each.credentials }}{% endif %}, {{ each.role }}",
        )
    with author.when("participants"):
        author.heading("Others who take part", 2)
        author.each(
            "each in participants",
            "{{ each.name }}, {{ each.relation }}: {{ each.part }}"
            "{% if each.reach %}; reached by {{ each.reach }}{% endif %}"
            "{% if each.needs %}; {{ each.needs|join(', ') }}{% endif %}",
        )
    with author.when("releases"):
        author.heading("Releases of information", 2)
        author.each(
            "each in releases",
            "{{ each.to }}: {{ each.purpose }}{% if each.until %}, until {{ each.until|date }}{% endif %}",
        )
    with author.when("diagnoses"):
        author.heading("Diagnoses", 2)
        author.table(
            ("Code", "Diagnosis", "What it rests on"),
            "each in diagnoses",
            (
                "{{ each.code }}",
                "{{ each.title }}",
                (
                    "{{ each.justified_by }}{% if each.deferred %}{% if each.justified_by %} {% endif %}"
                    "Not treated in this plan: {{ each.deferred }}{% endif %}"
                ),
            ),
            (0.95, 2.3, 3.45),
        )
    with author.when("untreated"):
        author.paragraph(("Label", "Not addressed in this plan: "), "{{ untreated|join('; ') }}.", style="Statement")


def presenting(author: Author) -> None:
    """Write what brings the person, in two voices, and what daily life looks like."""
    author.heading("What brings {{ client.called }} here", 1)
    author.paragraph("{{ presenting.words }}", style="Quote", when="presenting.words")
    author.paragraph("{{ presenting.seen }}")
    with author.when("presenting.hopes"):
        author.heading("What {{ client.called }} hopes for", 2)
        author.paragraph("{{ presenting.hopes }}", style="Quote")
    with author.when("impairment"):
        author.heading("In daily life", 2)
        with author.loop("each in impairment"):
            author.fact("{{ each.area }}", "{{ each.text }}")


def resources(author: Author) -> None:
    """Write strengths, supports, preferences, limitations, barriers."""
    with author.when("strengths or supports or preferences or limitations or stable_limitations or barriers or living"):
        author.heading("Strengths, supports and limits", 1)
        for title, name in (("Strengths", "strengths"), ("Supports", "supports")):
            bullets(author, title, name)
        author.fact("Home", "{{ living }}", "living")
        bullets(author, "Preferences", "preferences")
        with author.when("limitations or stable_limitations"):
            author.heading("Limitations that stay on record", 2)
            author.each(
                "each in stable_limitations",
                "{{ each.label }}.{% if each.words %} {{ each.words }}{% endif %}"
                "{% if each.limitation %} {{ each.limitation }}{% endif %}",
            )
            author.each("each in limitations", "{{ each }}")
        bullets(author, "Barriers", "barriers")


def bullets(author: Author, title: str, name: str, level: int = 2) -> None:
    """Write a heading and a list, where the list has anything."""
    with author.when(name):
        author.heading(title, level)
        author.each(f"each in {name}", "{{ each }}")


def health(author: Author) -> None:
    """Write history, medications, allergies."""
    with author.when("history"):
        author.heading("History", 1)
        with author.loop("each in history"):
            author.fact("{{ each.title }}", "{{ each.text }}")
    with author.when("medications or allergies"):
        author.heading("Medications and allergies", 1)
        with author.when("medications"):
            author.table(
                ("Medication", "Dose", "For"),
                "each in medications",
                ("{{ each.name }}", "{{ each.dose }}", "{{ each.purpose }}"),
                (2.2, 2.3, 2.2),
            )
        bullets(author, "Allergies", "allergies")


def measures(author: Author) -> None:
    """Write the outcome measures; an answer that must not be hidden in a total stands out in words."""
    with author.when("measures"):
        author.heading("Outcome measures", 1)
        author.table(
            ("Measure", "Score", "Band", "Again", "Notes"),
            "each in measures",
            (
                "{{ each.short }}",
                "{% if each.score %}{{ each.score }} on {{ each.on|date('short') }}{% else %}Not given yet{% endif %}",
                "{{ each.band }}",
                "{{ each.again|date('short') }}",
                (
                    "{% if each.critical %}Answered yes: {{ each.critical|join(', ') }}. {% endif %}"
                    "{% if each.how %}Given {{ each.how }}. {% endif %}"
                    "A {{ each.better }} score is better.{% for note in each.norms %} {{ note }}{% endfor %}"
                ),
            ),
            MEASURES,
        )


def communication(author: Author) -> None:
    """Write how to communicate with the person."""
    author.heading("How to communicate with {{ client.called }}", 1)
    author.fact("Language", "{{ communication.language }}")
    author.fact("Reads", "{{ communication.reads }}", "communication.reads")
    author.fact("English works", "{{ communication.english }}", "language.limited")
    author.fact("Interpreter", "{{ communication.interpreter }}", "communication.interpreter")
    with author.loop("each in communication.contacts"):
        author.fact("Reached by", "{{ each }}")
    with author.loop("each in communication.accommodations"):
        author.fact("Accommodation", "{{ each }}")


def safety(author: Author) -> None:
    """Write each flagged risk, what is done the same day and by whom."""
    with author.when("safety"):
        author.heading("Safety", 1)
        with author.loop("each in safety"):
            author.heading("{{ each.risk }}: {{ each.level }} risk", 2)
            author.paragraph("{{ each.note }}", style="Statement", when="each.note", keep=True)
            author.fact("Same day", "{{ each.same_day }}", "each.same_day", keep=True)
            due_today(author, "each.today and each.same_day")
            author.fact("Who", "{{ each.who }}", "each.who")
            author.fact(
                "Assessed", "{{ each.assessed|date }}{% if each.by %} by {{ each.by }}{% endif %}", "each.assessed"
            )
            author.fact("Protocols", "{{ each.protocols|join(', ') }}", "each.protocols")


def due_today(author: Author, when: str) -> None:
    """Write under a step that is due today by when it is done, and room for the day and the name of who did it."""
    author.fact("Due", "Today, before {{ client.called }} leaves", when, keep=True)
    author.fact("Done on", DONE, when)


def problems(author: Author) -> None:
    """Write the thread: problems, goals, objectives, interventions."""
    with author.loop("problem in problems"):
        author.heading("Problem {{ problem.number }}: {{ problem.title }}", 1)
        author.fact("Diagnosis", "{{ problem.codes|join('; ') }}", "problem.codes")
        author.fact("Why now", "{{ problem.because }}", "problem.because")
        with author.when("problem.signs"):
            author.fact("Seen", "{{ problem.signs|join(' ') }}")
        author.paragraph("Rests on {{ problem.sources|join('; ') }}.", style="Fine Print", when="problem.sources")
        with author.loop("goal in problem.goals"):
            author.heading("Goal {{ goal.number }}", 2)
            author.paragraph("{{ goal.own_words }}", style="Quote", when="goal.own_words", keep=True)
            author.paragraph("{{ goal.statement }}", style="Lead", keep=True)
            with author.loop("step in goal.objectives"):
                objective(author)


def objective(author: Author) -> None:
    """Write an objective; it stays on the page of its first intervention."""
    author.heading("Objective {{ step.number }}{% if step.local %} (added by the team){% endif %}", 3)
    author.paragraph("{{ step.statement }}", style="Statement", keep=True)
    author.fact("Measured by", "{{ step.how }}", "step.how", keep=True)
    author.fact("Baseline", "{{ step.baseline or 'not known yet' }}", "step.baseline or step.target", keep=True)
    author.fact(
        "Target",
        "{% if step.baseline or step.target %}{{ step.target or 'to be set' }}, {% endif %}"
        "by {{ step.target_date|date }}",
        keep=True,
    )
    author.fact("Stands", "{{ step.standing }}", "step.standing", keep=True)
    author.fact("Ended", "{{ step.ended|date }}; what follows is no longer given for it", "step.ended", keep=True)
    author.fact("Comes before", "{{ step.before }}", "step.before", keep=True)
    author.fact("Options", "{{ step.options|join(', ') }}", "step.options", keep=True)
    with author.loop("act in step.interventions"):
        author.heading("{{ act.number }} {{ act.heading }}", 4)
        author.paragraph("As in {{ act.same_as }}.", style="Statement", when="act.same_as")
        author.paragraph("{{ act.statement }}", style="Statement", when="not act.same_as")
        author.fact("Why", "{{ act.because }}", "act.because")
        author.fact("Who", "{% if act.who %}{{ act.who }}, {% endif %}{{ act.role }}", "act.who or act.role")
        with author.when("not act.same_as"):
            author.fact(
                "How",
                "{{ act.modality }}{% if act.delivery %}, {{ act.delivery }}{% endif %}; {{ act.dose }}",
                "act.modality or act.dose",
            )
            author.fact("Tailored", "{{ act.notes|join(' ') }}", "act.notes")
            author.fact("Watch for", "{{ act.cautions|join(' ') }}", "act.cautions")
            with author.loop("change in act.accommodations"):
                author.fact(
                    "Accommodation",
                    "{{ change.number }} {{ change.title }}{% if change.who %}, for {{ change.who }}{% endif %}"
                    "{% if change.statement %}. {{ change.statement }}{% endif %}",
                )
            author.paragraph("Rests on {{ act.evidence|join('; ') }}.", style="Fine Print", when="act.evidence")


def access_in_short(author: Author) -> None:
    """Write in tables what was agreed so that the person can take part; an annex has each in full."""
    for title, name in (("Accommodations", "access_in_short"), ("Language access", "language_in_short")):
        with author.when(name):
            author.heading(title, 1)
            author.table(
                ("No.", title, "Who arranges it, by when", "Applies to"),
                f"each in {name}",
                (
                    "{{ each.number }}",
                    "{{ each.title }}{% if each.who %}, for {{ each.who }}{% endif %}",
                    "{{ each.arranged_by }}; {{ each.by }}",
                    "{{ each.where }}",
                ),
                (0.6, 2.5, 2.2, 1.4),
            )
    with author.when("not_possible"):
        author.heading("Nobody has made this possible yet", 1)
        author.each(
            "each in not_possible",
            "{{ each.demand }}{% if each.who %}, for {{ each.who }}{% endif %}: {{ each.reason }}"
            "{% if each.where %} Asked in: {{ each.where|join(', ') }}.{% endif %}",
        )


def options(author: Author) -> None:
    """Write the options that were considered, and what the person decided; in short where one is out of question."""
    with author.when("options"):
        author.heading("Annex: treatment options considered", 1).paragraph_format.page_break_before = True
        with author.loop("option in options"):
            author.heading("{{ option.title }}", 2)
            author.paragraph("{{ option.statement }}", style="Statement")
            author.fact(
                "Decision",
                "{{ option.decision }}{% if option.decided %}, {{ option.decided|date }}{% endif %}",
                keep=True,
            )
            author.paragraph("{{ option.words }}", style="Quote", when="option.words")
            with author.when("not option.excluded"):
                author.fact("Benefits", "{{ option.benefits|join(' ') }}", "option.benefits")
                author.fact("Risks", "{{ option.risks|join(' ') }}", "option.risks")
                author.fact("Side effects", "{{ option.side_effects|join(' ') }}", "option.side_effects")
            author.fact("Against it", "{{ option.against|join(' ') }}", "option.against")
            with author.when("not option.excluded"):
                author.fact("Rule out first", "{{ option.rule_out_first|join(' ') }}", "option.rule_out_first")
                author.fact("To be checked", "{{ option.to_check|join(' ') }}", "option.to_check")
            author.fact("Alternatives", "{{ option.alternatives|join(', ') }}", "option.alternatives")
            author.paragraph("Rests on {{ option.sources|join('; ') }}.", style="Fine Print", when="option.sources")


def accommodations(author: Author) -> None:
    """Write the accommodations, those for everything first, and language access under a heading of its own."""
    with author.when("accommodations_everywhere or accommodations_other or language_access"):
        author.heading("Annex: accommodations and language access in full", 1)
        for title, name in (
            ("These apply to everything", "accommodations_everywhere"),
            ("These apply where they are named", "accommodations_other"),
        ):
            with author.when(name):
                author.heading(title, 2)
                with author.loop(f"each in {name}"):
                    accommodation(author, 3)
        with author.when("language_access"):
            author.heading("Language access", 2)
            with author.loop("each in language_access"):
                accommodation(author, 3)


def accommodation(author: Author, level: int) -> None:
    """Write one accommodation with all that makes it happen."""
    author.heading("{{ each.number }} {{ each.title }}{% if each.who %}, for {{ each.who }}{% endif %}", level)
    author.paragraph("{{ each.statement }}", style="Statement", when="each.statement", keep=True)
    author.fact("Makes possible", "{{ each.covers|join('; ') }}", "each.covers")
    author.fact("Where", "{{ each.where|join(', ') }}", "each.where")
    author.fact("In full at", "{{ each.shown_at }}", "each.shown_at")
    author.fact(
        "Provided by",
        "{{ each.provided_by }}; arranged by {{ each.arranged_by }}; ready by: {{ each.by }}; "
        "who pays: {{ each.paid_by }}",
    )
    author.fact("Equipment", "{{ each.equipment }}", "each.equipment")
    author.fact("If it fails", "{{ each.fallback }}")
    author.fact("Far from town", "{{ each.rural }}", "each.rural")
    author.fact("Did it work?", "{{ each.worked_if }}")
    author.fact("Chosen", "by {{ each.who or client.called }}", "each.chosen")
    author.fact("Ask first", "{{ each.ask_first }}", "each.ask_first and not each.chosen")
    author.fact("Norms", "{{ each.norms }}", "each.norms")
    author.fact(
        "Watch for", "It asks for what is also hard for this person: {{ each.asks_hard|join('; ') }}.", "each.asks_hard"
    )
    author.paragraph("Rests on {{ each.sources|join('; ') }}.", style="Fine Print", when="each.sources")


def declined(author: Author) -> None:
    """Write what was offered and declined, and what was asked for."""
    with author.when("declined or requests"):
        author.heading("Annex: declined and asked for", 1)
        with author.loop("each in declined"):
            author.heading("Declined: {{ each.title }}", 2)
            author.fact("Offered", "{{ each.on|date }}, {{ each.mode }}")
            author.fact("Reason", "{{ each.reason }}", "each.reason")
            author.fact("Asked again", "{{ each.ask_again|date }}")
        with author.loop("each in requests"):
            author.heading("Asked for: {{ each.asked }}", 2)
            author.fact("Asked", "{{ each.on|date }}")
            author.fact("Decision", "{{ each.decision }}{% if each.by %}, by {{ each.by }}{% endif %}")
            author.fact("Reason", "{{ each.reason }}", "each.reason")
            author.fact("Instead", "{{ each.alternative }}", "each.alternative")
            author.fact("Told on", "{{ each.notice|date }}", "each.notice")
            author.fact("Appeal to", "{{ each.appeal }}", "each.appeal")


def protocols(author: Author) -> None:
    """Write the stepped responses and whom to reach."""
    with author.when("protocols"):
        author.heading("Annex: what we do if", 1)
        with author.loop("each in protocols"):
            author.heading("{{ each.title }}", 2)
            author.paragraph(("Label", "Begins when: "), "{{ each.begins_when }}", style="Statement", keep=True)
            with author.loop("step in each.steps"):
                author.fact("{{ step.within }}", "{{ step.number }}. {{ step.statement }} ({{ step.who }})")
                due_today(author, "step.today")
            with author.when("each.contacts"):
                author.heading("Whom to reach", 3)
                author.each(
                    "route in each.contacts",
                    ("Strong", "{{ route.name }}"),
                    "{% if route.ways %}: {{ route.ways }}{% endif %}{% if route.note %} ({{ route.note }}){% endif %}",
                )
            bullets(author, "What this program does not do", "each.never", 3)
            author.paragraph("Rests on {{ each.sources|join('; ') }}.", style="Fine Print", when="each.sources")


def questions(author: Author) -> None:
    """Write what is still open."""
    with author.when("questions_to_person or questions_to_clinician"):
        author.heading("Questions still open", 1)
        for title, name in (
            ("For {{ client.called }} and participants", "questions_to_person"),
            ("For the team", "questions_to_clinician"),
        ):
            with author.when(name):
                author.heading(title, 2)
                author.each(f"each in {name}", "{{ each.ask }}{% if each.about %} ({{ each.about }}){% endif %}")


def left_out(author: Author) -> None:
    """Write what would fit and was left out on purpose, with the reason."""
    with author.when("left_out"):
        author.heading("Left out on purpose", 1)
        author.each("each in left_out", "{{ each.what }}: {{ each.why }}")


def added_notes(author: Author) -> None:
    """Write what somebody added to a printed plan beside its goals, and where it stood."""
    with author.when("added_notes"):
        author.heading("Added by the team", 1)
        author.each("each in added_notes", "{{ each.statement }}", "{% if each.under %} ({{ each.under }}){% endif %}")


def ending(author: Author) -> None:
    """Write discharge, transition and review."""
    author.heading("Ending and review", 1)
    with author.when("discharge"):
        author.heading("Criteria for discharge or transition", 2)
        author.each("each in discharge", "{{ each.statement }}")
        author.heading("Dates", 2)
    weeks = "{{ ending.weeks }} week{% if ending.weeks != 1 %}s{% endif %}"
    author.fact("Runs until", f"{{{{ until|date }}}}{{% if ending.weeks %}} ({weeks}){{% endif %}}")
    author.fact("Talked over", "{{ ending.discussed|date }}", "ending.discussed")
    author.fact("Then", "{{ ending.next }}", "ending.next")
    author.fact("Next review", "{{ review|date('full') }}")


def signatures(author: Author) -> None:
    """Write who took part and the block for signatures, for paper and for Word."""
    author.heading("Participation and signatures", 1)
    with author.when("participation"):
        author.heading("Who took part in making this plan", 2)
        author.each(
            "each in participation",
            "{{ each.who }}, {{ each.on|date }}, {{ each.mode }}{% if each.part %}: {{ each.part }}{% endif %}",
        )
    author.heading("Signatures", 2)
    author.paragraph(
        "Signing says that the plan was read or read out, and understood. Disagreeing does not end care.", keep=True
    )
    table = author.table(
        ("Name", "Decision", "Signature", "Date"),
        "each in signatures",
        ("", "", "", ""),
        (1.6, 2.7, 1.35, 1.05),
    )
    name, decision = table.rows[2].cells[:2]
    write(name.paragraphs[0], [("Strong", "{{ each.name }}")])
    name.add_paragraph(
        "{{ each.role }}{% if each.credentials %}, {{ each.credentials }}{% endif %}", style="Table Text"
    )
    write(decision.paragraphs[0], ["{%p if each.said %}"])
    said = "{{ each.said }}{% if each.reason %}: {{ each.reason }}{% endif %}"
    decision.add_paragraph(said, style="Table Text")
    decision.add_paragraph("{%p else %}")
    boxes = decision.add_paragraph(style="Table Text")
    for number, (label, title) in enumerate(
        (("Agree", "agrees"), ("Disagree", "disagrees"), ("Absent", "was absent")), 1
    ):
        if number > 1:
            boxes.add_run("   ")
        add_checkbox(boxes, f"{{{{ each.name }}}} {title}", label, number)
    decision.add_paragraph("Reason:", style="Table Text")
    decision.add_paragraph("{%p endif %}")
    write(table.rows[2].cells[3].paragraphs[0], ["{{ each.signed_on|date('short') }}"])
    keep_together(table)


def made(author: Author) -> None:
    """Write the notices, and with what the plan was made."""
    author.heading("About this plan", 2)
    author.each("each in notices", "{{ each }}", style="Body Text")
    author.paragraph(
        "{% if version %}Version {{ version }}, {{ state|lower }}. {% endif %}"
        "Made on {{ date|date }} with planbuilder {{ made_with.program }} from the library {{ made_with.library }} "
        "{{ made_with.library_version }} ({{ made_with.digest }}); the plan record names the origin of every entry."
        "{% if made_with.selected_by %} Selected by {{ made_with.selected_by }}"
        "{% if made_with.selected_on %} on {{ made_with.selected_on|date }}{% endif %}.{% endif %}",
        style="Fine Print",
    )


def sources(author: Author) -> None:
    """Write the sources by their numbers."""
    with author.when("sources"):
        author.heading("Annex: sources", 1)
        author.each(
            "each in sources",
            "{{ each.number }}\t{{ each.title }}{% if each.published %}. {{ each.published }}{% endif %}"
            "{% if not each.checked %} (not checked){% endif %}",
            style="Reference",
        )


if __name__ == "__main__":
    main()
