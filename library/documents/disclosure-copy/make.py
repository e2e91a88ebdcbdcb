"""Makes template.docx of the disclosure copy, beside itself: `python library/documents/disclosure-copy/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author


def main() -> None:
    """Write the template."""
    author = Author("{{ heading }}, {{ client.id }}")
    author.head("{{ client.name }} ({{ client.id }})", "{{ heading }}")
    author.foot("{{ disclosure.date|date }}")
    for part in (opening, care, diagnoses, background, medications, measures, goals, access, safety, discharge):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write what it is, to whom it goes and why, the scope of the consent, the notice."""
    author.heading("{{ heading }}", 0)
    author.paragraph("{{ client.name }} ({{ client.id }})", style="Subtitle")
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    author.heading("This copy", 1)
    author.fact("For", "{{ disclosure.to }}{% if disclosure.affiliation %}, {{ disclosure.affiliation }}{% endif %}")
    author.fact("Purpose", "{{ disclosure.purpose }}", "disclosure.purpose")
    author.fact("Basis", "{{ disclosure.basis }}{% if disclosure.paper %}: {{ disclosure.paper }}{% endif %}")
    author.fact("Disclosed", "{{ disclosure.date|date }}, by {{ disclosure.by }}")
    author.fact("Person", "{{ client.name }}, born {{ client.born|date }}, record number {{ client.id }}")
    author.fact("Plan", "of {{ date|date }}{% if version %}, version {{ version }}{% endif %}")
    with author.when("disclosure.scope"):
        author.heading("What the consent covers", 1)
        with author.loop("each in disclosure.scope"):
            author.paragraph("{{ each }}", style="Statement")
    with author.when("disclosure.notice"):
        author.heading("Notice", 1)
        with author.loop("each in disclosure.notice"):
            author.paragraph("{{ each }}", style="Statement")


def care(author: Author) -> None:
    """Write where care is given, since when, and by whom."""
    with author.when("care.setting"):
        author.heading("Care", 1)
        author.fact("Care", "{{ care.setting }}{% if care.level != care.setting %}, {{ care.level }}{% endif %}")
        author.fact("Why this level", "{{ care.why_level }}", "care.why_level")
        author.fact("Admitted", "{{ care.admitted|date }}", "care.admitted")
        author.fact("Payer", "{{ care.payer }}", "care.payer")
        author.fact("Next review", "{{ review|date }}", "review")
        author.fact("Representative", "{{ representative.name }}, {{ representative.kind }}", "representative.name")
        author.each(
            "each in team",
            "{{ each.name }}{% if each.credentials %}, {{ each.credentials }}{% endif %}, {{ each.role }}",
        )


def diagnoses(author: Author) -> None:
    """Write the diagnoses."""
    with author.when("diagnoses"):
        author.heading("Diagnoses", 1)
        author.each("each in diagnoses", ("Strong", "{{ each.code }}"), " {{ each.title }}. {{ each.justified_by }}")


def background(author: Author) -> None:
    """Write what brings the person, daily life, history."""
    with author.when("presenting.words or presenting.seen"):
        author.heading("Background", 1)
        author.paragraph("{{ presenting.words }}", style="Quote", when="presenting.words")
        author.paragraph("{{ presenting.seen }}", when="presenting.seen")
        with author.loop("each in impairment"):
            author.fact("{{ each.area }}", "{{ each.text }}")
        author.fact("Strengths", "{{ strengths|join(' ') }}", "strengths")
        author.fact("Supports", "{{ supports|join(' ') }}", "supports")
        author.fact("Limitations", "{{ limitations|join(' ') }}", "limitations")
        author.fact("Home", "{{ living }}", "living")
        with author.loop("each in history"):
            author.fact("{{ each.title }}", "{{ each.text }}")


def medications(author: Author) -> None:
    """Write medications, allergies, options that were weighed."""
    with author.when("medications or allergies or options"):
        author.heading("Medications and options", 1)
        author.each(
            "each in medications",
            "{{ each.name }}{% if each.dose %}, {{ each.dose }}{% endif %}"
            "{% if each.purpose %}: {{ each.purpose }}{% endif %}",
        )
        author.fact("Allergies", "{{ allergies|join(' ') }}", "allergies")
        author.each(
            "each in options",
            "Considered: {{ each.title }}{% if each.decision %}, {{ each.decision|lower }}{% endif %}",
        )


def measures(author: Author) -> None:
    """Write the outcome measures with their latest scores."""
    with author.when("measures"):
        author.heading("Outcome measures", 1)
        author.each(
            "each in measures",
            ("Strong", "{{ each.short }}: "),
            "{% if each.score %}{{ each.score }} on {{ each.on|date }}{% if each.band %} ({{ each.band }}){% endif %}"
            "{% else %}not given yet{% endif %}",
        )


def goals(author: Author) -> None:
    """Write problems, goals, objectives and what is done for them."""
    with author.loop("problem in problems"):
        author.heading("Problem {{ problem.number }}: {{ problem.title }}", 1)
        author.fact("Diagnosis", "{{ problem.codes|join('; ') }}", "problem.codes")
        with author.loop("goal in problem.goals"):
            author.heading("Goal {{ goal.number }}", 2)
            author.paragraph("{{ goal.statement }}", style="Lead", keep=True)
            with author.loop("step in goal.objectives"):
                author.heading("Objective {{ step.number }}", 3)
                author.paragraph("{{ step.statement }}", style="Statement", keep=True)
                author.fact(
                    "Target", "{% if step.target %}{{ step.target }}, {% endif %}by {{ step.target_date|date }}"
                )
                author.each(
                    "act in step.interventions",
                    ("Strong", "{{ act.number }} {{ act.title }}"),
                    "{% if act.person or act.role %}, {{ act.person or act.role }}{% endif %}"
                    "{% if act.dose %}; {{ act.dose }}{% endif %}",
                )


def access(author: Author) -> None:
    """Write how to communicate, and the accommodations, in the words of the summary for everybody."""
    with author.when("summary.communication.language"):
        author.heading("Communication and accommodations", 1)
        author.fact("Language", "{{ summary.communication.language }}")
        author.fact("Interpreter", "{{ summary.communication.interpreter }}", "summary.communication.interpreter")
        for name in ("summary.accommodations", "summary.language_access"):
            with author.loop(f"each in {name}"):
                author.heading("{{ each.number }} {{ each.title }}", 2)
                author.paragraph("{{ each.statement }}", style="Statement")


def safety(author: Author) -> None:
    """Write each flagged risk and what is done, and the protocols."""
    with author.when("safety or protocols"):
        author.heading("Safety", 1)
        with author.loop("each in safety"):
            author.fact(
                "{{ each.risk }}", "{{ each.level }} risk{% if each.same_day %}; {{ each.same_day }}{% endif %}"
            )
        author.each("each in protocols", "{{ each.title }}")


def discharge(author: Author) -> None:
    """Write when care ends, or how it did."""
    with author.when("discharge"):
        author.heading("Discharge", 1)
        author.each("each in discharge", "{{ each.statement }}")


if __name__ == "__main__":
    main()
