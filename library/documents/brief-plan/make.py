"""Makes template.docx of the brief plan, beside this script: `python library/documents/brief-plan/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author, write

MARGIN = 0.7
WIDTHS = (3.1, 2.7, 1.3)
#: Points before and after each style, closer than in the long documents.
SPACING = {
    "Title": (0, 0),
    "Subtitle": (0, 8),
    "Heading 1": (12, 3),
    "Heading 2": (8, 2),
    "Heading 3": (6, 1),
    "Fact": (0, 2),
    "Statement": (0, 3),
    "Lead": (0, 3),
    "Quote": (0, 4),
    "List Bullet": (0, 1),
    "Body Text": (0, 4),
    "Note": (4, 6),
}
SIZES = {"Title": 22, "Subtitle": 13, "Heading 1": 15, "Heading 2": 13, "Heading 3": 12, "Lead": 12, "Quote": 12}


def main() -> None:
    """Write the template."""
    author = Author("{{ heading }}, {{ client.id }}")
    tighten(author)
    author.head("{{ client.called }} ({{ client.id }})", "{{ heading }}")
    author.foot("{{ date|date }}")
    for part in (opening, why, thread, access, safety, signatures):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def tighten(author: Author) -> None:
    """Set narrower margins, smaller headings and closer spacing; the text stays at 12 points."""
    from docx.shared import Inches, Pt

    author.margins(MARGIN)
    section = author.document.sections[0]
    section.top_margin = section.bottom_margin = Inches(0.65)
    section.header_distance = section.footer_distance = Inches(0.4)
    styles = author.document.styles
    styles["Normal"].paragraph_format.line_spacing = 1.0
    for name, (before, after) in SPACING.items():
        styles[name].paragraph_format.space_before = Pt(before)
        styles[name].paragraph_format.space_after = Pt(after)
        styles[name].paragraph_format.line_spacing = 1.0
    for name, points in SIZES.items():
        styles[name].font.size = Pt(points)


def opening(author: Author) -> None:
    """Write whose plan it is and what must be known."""
    author.heading("{{ heading }}", 0)
    author.paragraph("{{ client.name }} ({{ client.id }}), {{ date|date }}", style="Subtitle")
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    author.paragraph(
        ("Strong", "This is a proposal"),
        "{% if lacks %}; before it is signed, it still needs: {{ lacks|join('; ') }}{% endif %}.",
        style="Note",
        when="proposal",
    )


def why(author: Author) -> None:
    """Write who the person is and why there is a plan."""
    author.heading("Who and why", 1)
    author.fact(
        "Person",
        "{{ client.age }} years old, {{ client.they }}/{{ client.them }}"
        "{% if client.words %}, {{ client.words|join(', ') }}{% endif %}",
    )
    author.fact(
        "Language",
        "{{ language.speaks }}{% if language.interpreter %}; {{ language.interpreter }}{% endif %}",
        "language.limited or language.interpreter",
    )
    author.fact(
        "Care", "{{ care.setting }}, since {{ care.admitted|date }}{% if care.payer %}; {{ care.payer }}{% endif %}"
    )
    with author.loop("each in diagnoses"):
        author.fact("Diagnosis", "{{ each.code }} {{ each.title }}{% if each.deferred %} (not treated here){% endif %}")
    author.paragraph("{{ presenting.words }}", style="Quote", when="presenting.words")


def thread(author: Author) -> None:
    """Write problems, goals, objectives with dates, and interventions in a line each."""
    with author.loop("problem in problems"):
        author.heading("Problem {{ problem.number }}: {{ problem.title }}", 1)
        with author.loop("goal in problem.goals"):
            author.heading("{{ goal.number }} {{ goal.statement }}", 2)
            with author.loop("step in goal.objectives"):
                author.paragraph(
                    ("Strong", "{{ step.number }} "),
                    "{{ step.statement }}",
                    ("Strong", " Due {{ step.target_date|date('short') }}."),
                    style="Statement",
                    keep=True,
                )
                author.each(
                    "act in step.interventions",
                    "{{ act.title }}{% if act.local %} (added by the team){% else %}: {{ act.short_dose }}; "
                    "{{ act.person or act.role }}{% endif %}",
                )


def access(author: Author) -> None:
    """Write the accommodations, and language access, each in one paragraph."""
    for title, name in (("Accommodations", "access_in_short"), ("Language access", "language_in_short")):
        with author.when(name):
            author.heading(title, 1)
            author.paragraph(
                f"{{% for each in {name} %}}{{{{ each.number }}}} {{{{ each.title }}}}"
                "{% if each.who %}, for {{ each.who }}{% endif %}. {% endfor %}",
                style="Statement",
            )


def safety(author: Author) -> None:
    """Write the flagged risks and whom to reach."""
    with author.when("safety or protocols"):
        author.heading("Safety", 1)
        with author.loop("each in safety"):
            author.fact(
                "{{ each.risk }}",
                "{{ each.level }} risk{% if each.who %}; same day: {{ each.who }}{% endif %}"
                "{% if each.protocols %}; protocol: {{ each.protocols|join(', ') }}{% endif %}",
            )
        author.paragraph(
            "{% for each in contacts %}{{ each.name }}{% if each.ways %}: {{ each.ways }}{% endif %}. {% endfor %}",
            style="Statement",
            when="contacts",
        )


def signatures(author: Author) -> None:
    """Write when the plan is reviewed, and a line for each signature."""
    author.heading("Review and signatures", 1)
    author.paragraph(
        "Next review on {{ review|date('full') }}; expected to end on {{ until|date }}.",
        style="Statement",
        keep=True,
    )
    table = author.table(("Name", "Signature", "Date"), "each in signatures_short", ("", "", ""), WIDTHS)
    cell, signed, day = table.rows[2].cells
    write(signed.paragraphs[0], ["{{ each.said }}{% if each.reason %}: {{ each.reason }}{% endif %}"])
    write(day.paragraphs[0], ["{{ each.signed_on|date('short') }}"])
    write(
        cell.paragraphs[0],
        [
            ("Strong", "{{ each.name }}"),
            "{% if each.credentials %}, {{ each.credentials }}{% endif %}, {{ each.role|lower }}",
        ],
    )


if __name__ == "__main__":
    main()
