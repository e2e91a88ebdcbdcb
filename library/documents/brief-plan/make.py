"""Makes template.docx of the brief plan, beside this script: `python library/documents/brief-plan/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author, keep_together, write

MARGIN = 0.5
WIDTHS = (3.3, 2.8, 1.4)
#: Points before and after each style, closer than in the long documents.
SPACING = {
    "Title": (0, 0),
    "Subtitle": (0, 4),
    "Heading 1": (6, 1),
    "Heading 2": (3, 1),
    "Heading 3": (6, 1),
    "Fact": (0, 1),
    "Statement": (0, 1),
    "Lead": (0, 3),
    "Quote": (1, 2),
    "List Bullet": (0, 1),
    "Body Text": (0, 4),
    "Note": (2, 3),
}
SIZES = {"Title": 20, "Subtitle": 12, "Heading 1": 14, "Heading 2": 12, "Heading 3": 12, "Lead": 12, "Quote": 12}


def main() -> None:
    """Write the template."""
    author = Author("{{ heading }}, {{ client.id }}")
    author.tighten(SPACING, SIZES, margin=MARGIN, edge=0.5, header=0.3)
    author.head("{{ client.called }} ({{ client.id }})", "{{ heading }}")
    author.foot("{{ date|date }}")
    for part in (opening, why, thread, access, safety, signatures):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write whose plan it is and what must be known."""
    author.heading("{{ heading }}", 0)
    author.paragraph(
        "{{ client.name }} ({{ client.id }}), {{ date|date }}"
        "{% if invented %}. Invented example: this person does not exist.{% endif %}",
        style="Subtitle",
    )
    author.paragraph(
        ("Strong", "This is a proposal"),
        "{% if lacks %}; before it is signed, it still needs: {{ lacks|join('; ') }}{% endif %}.",
        style="Note",
        when="proposal",
    )


def why(author: Author) -> None:
    """Write who the person is and why there is a plan."""
    author.fact(
        "Person",
        "{{ client.age }} years old, {{ client.they }}/{{ client.them }}"
        "{% if client.words %}, {{ client.words|join(', ') }}{% endif %}",
    )
    author.fact("Needs", "{{ stable_limitations|map(attribute='label')|join('; ') }}", "stable_limitations")
    author.fact(
        "Language",
        "{{ language.speaks }}{% if language.interpreter %}; {{ language.interpreter }}{% endif %}",
        "language.limited or language.interpreter",
    )
    author.fact(
        "Care", "{{ care.setting }}, since {{ care.admitted|date }}{% if care.payer %}; {{ care.payer }}{% endif %}"
    )
    author.fact("Review", "next on {{ review|date('full') }}; expected to end on {{ until|date }}")
    author.fact(
        "Diagnoses",
        "{% for each in diagnoses %}{{ each.code }} {{ each.title }}{% if each.deferred %} (not treated here)"
        "{% endif %}{% if not loop.last %}; {% endif %}{% endfor %}",
        "diagnoses",
    )
    author.fact(
        "Medicines",
        "{% for each in medications %}{{ each.name }}{% if each.dose %} {{ each.dose }}{% endif %}"
        "{% if not loop.last %}; {% endif %}{% else %}none on file{% endfor %}"
        "{% if allergies %}. Allergies: {{ allergies|join('; ') }}{% endif %}",
        "medications or allergies",
    )
    author.paragraph("{{ presenting.words }}", style="Quote", when="presenting.words")


def thread(author: Author) -> None:
    """Write problems, goals, and objectives with their dates, each with what is done and by whom."""
    with author.loop("problem in problems"):
        author.heading("Problem {{ problem.number }}: {{ problem.title }}", 1)
        with author.loop("goal in problem.goals"):
            author.heading("{{ goal.number }} {{ goal.statement }}", 2)
            author.each(
                "step in goal.objectives",
                ("Strong", "{{ step.number }} "),
                "{{ step.statement }}{% if step.ended %} Ended on {{ step.ended|date }}.{% elif step.unsaid_date %} "
                "By {{ step.unsaid_date|date }}.{% endif %} ",
                (
                    "Label",
                    (
                        "{% for act in step.interventions if not step.ended %}{{ act.title }}"
                        "{% if act.local %} (added by the team){% else %}: {{ act.person or act.role }}{% endif %}"
                        "{% if loop.last %}.{% else %}; {% endif %}{% endfor %}"
                    ),
                ),
                style="Statement",
            )


def access(author: Author) -> None:
    """Write the accommodations and language access by their titles, in one paragraph."""
    with author.when("access_titles"):
        author.heading("Accommodations and language access", 1)
        author.paragraph(
            "{% for each in access_titles %}{{ each.number }} {{ each.title }}"
            "{% if each.who %}, for {{ each.who }}{% endif %}"
            "{% if each.others %}, also for {{ each.others }}{% endif %}. {% endfor %}",
            style="Statement",
        )


def safety(author: Author) -> None:
    """Write the flagged risks, those that are low in one line, and whom to reach."""
    with author.when("safety or protocols"):
        author.heading("Safety", 1)
        author.paragraph(
            "{% for each in safety if each.level != 'low' %}{{ each.risk }}: {{ each.level }} risk"
            "{% if each.who %}; same day: {{ each.who }}{% endif %}"
            "{% if each.protocols %}; protocol: {{ each.protocols|join(', ') }}{% endif %}. {% endfor %}"
            "{% for each in safety if each.level == 'low' %}{% if loop.first %}Low: {% endif %}{{ each.risk|lower }}"
            "{% if loop.last %}.{% else %}, {% endif %}{% endfor %}",
            style="Statement",
            when="safety",
        )
        author.paragraph(
            "{% for each in contacts %}{{ each.name }}{% if each.ways %}: {{ each.ways }}{% endif %}. {% endfor %}",
            style="Statement",
            when="contacts",
        )


def signatures(author: Author) -> None:
    """Write a line for each signature."""
    author.heading("Signatures", 1)
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
    keep_together(table)


if __name__ == "__main__":
    main()
