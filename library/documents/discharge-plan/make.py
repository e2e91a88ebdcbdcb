"""Makes the template of the continuing-care plan: `python library/documents/discharge-plan/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author, keep_together, write

#: Where somebody writes, by hand or in Word, what is not known yet.
LINE = "________________________________"
DAY = "______________"


def main() -> None:
    """Write the template."""
    author = Author("{{ document.title }}, {{ client.id }}")
    author.head("{{ client.called }} ({{ client.id }})", "{{ heading }}{% if not after_care.ended %}, draft{% endif %}")
    author.foot("{% if after_care.ended %}{{ after_care.on|date }}{% else %}{{ date|date }}{% endif %}")
    for part in (
        *(opening, reached, comes_next, people, medicines, if_it_comes_back, access, accommodations),
        *(protocols, contacts, signatures, notices),
    ):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write whose plan it is, and how it ended, or that this is a draft."""
    author.heading("{{ heading }}", 0)
    author.paragraph(
        "{{ client.name }} ({{ client.id }}), "
        "{% if after_care.ended %}ended on {{ after_care.on|date }}"
        "{% else %}draft of the plan of {{ date|date }}{% endif %}",
        style="Subtitle",
    )
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    author.paragraph(
        ("Strong", "This is a draft."),
        " What comes after is planned from the beginning. It is filled in at each review, and is whole before the "
        "plan ends.",
        style="Note",
        when="not after_care.ended",
    )
    with author.when("after_care.ended"):
        author.heading("How the plan ended", 1)
        author.fact("Reason", "{{ after_care.reason }}")
        author.fact("What led to it", "{{ after_care.why }}", "after_care.why")
        author.fact("Tried before", "{{ after_care.tried }}", "after_care.tried")
        author.fact("Ended by", "{{ after_care.by }}")
        author.paragraph("{{ after_care.words }}", style="Quote", when="after_care.words")
        with author.when("after_care.participation"):
            author.heading("Who took part in ending it", 2)
            author.each(
                "each in after_care.participation",
                "{{ each.who }}, {{ each.on|date }}, {{ each.mode }}{% if each.part %}: {{ each.part }}{% endif %}",
            )
    with author.when("not after_care.ended"):
        author.heading("When this plan ends", 1)
        author.fact("Expected", "{{ until|date }}")
        author.fact("Talked over", "{{ ending.discussed|date }}", "ending.discussed")
        author.fact("Then", "{{ ending.next }}", "ending.next")


def reached(author: Author) -> None:
    """Write the criteria and the objectives, each with what was reached."""
    with author.when("after_care.criteria"):
        author.heading("Criteria for discharge or transition", 1)
        table = author.table(
            ("Criterion", "Reached", "What shows it"),
            "each in after_care.criteria",
            ("{{ each.statement }}", "{{ each.reached }}", "{{ each.shown_by }}"),
            (3.3, 1.2, 2.2),
        )
        blank(table, 1, "each.reached", "Yes / partly / no")
    with author.when("after_care.objectives"):
        author.heading("What was reached", 1)
        with author.loop("each in after_care.objectives"):
            author.heading("Objective {{ each.number }}", 2)
            author.paragraph("{{ each.statement }}", style="Statement", keep=True)
            author.fact("Stands at", f"{{{{ each.status or '{LINE}' }}}}", keep=True)
            author.fact("Reached", "{{ each.reached }}", "each.reached", keep=True)
            author.fact("Goes on", f"{{{{ each.goes_on or '{LINE}' }}}}", "each.goes_on or not after_care.ended")
    with author.when("measures"):
        author.heading("Latest scores", 2)
        author.table(
            ("Measure", "Score", "Meaning"),
            "each in measures",
            (
                "{{ each.title }} ({{ each.short }})",
                (
                    "{% if each.score %}{{ each.score }}{% if each.on %}, {{ each.on|date }}{% endif %}"
                    "{% else %}not known{% endif %}"
                ),
                "{{ each.band }}{% if each.band %}; {% endif %}{{ each.better }} is better",
            ),
            (3.3, 1.7, 1.7),
        )


def blank(table: object, column: int, field: str, words: str) -> None:
    """Let the cell of a column show what to write where a field is empty."""
    paragraph = table.rows[2].cells[column].paragraphs[0]  # type: ignore[attr-defined]
    paragraph.text = ""
    write(paragraph, [f"{{{{ {field} or '{words}' }}}}"])


def comes_next(author: Author) -> None:
    """Write what care comes next, and the next appointments."""
    author.heading("What comes next", 1)
    author.each(
        "each in after_care.next",
        ("Strong", "{{ each.what }}"),
        "{% if each.who %}, {{ each.who }}{% endif %}{% if each.from_day %}, from {{ each.from_day|date }}{% endif %}"
        "{% if each.reach %}; reached by {{ each.reach }}{% endif %}",
    )
    with author.when("not after_care.next and not after_care.ended"):
        author.fact("What care", LINE)
        author.fact("With whom", LINE)
        author.fact("From", DAY)
    author.heading("Next appointments", 2)
    with author.when("after_care.appointments"):
        author.table(
            ("When", "With whom, where", "What makes it accessible"),
            "each in after_care.appointments",
            (
                "{{ each.on|date('full') }}{% if each.at %}, {{ each.at }}{% endif %}",
                "{{ each.who }}{% if each.where %}, {{ each.where }}{% endif %}",
                "{{ each.access or 'to be arranged' }}",
            ),
            (1.9, 2.6, 2.2),
        )
    author.paragraph(
        "{% if after_care.ended %}None was made.{% else %}The first is within a week after the end: "
        f"{DAY}, with {LINE}.{{% endif %}}",
        style="Statement",
        when="not after_care.appointments",
    )
    with author.when("after_care.check_ins"):
        author.heading("We stay in touch", 2)
        author.each("each in after_care.check_ins", "{{ each.on|date('full') }}: {{ each.by }}, {{ each.how }}")


def people(author: Author) -> None:
    """Write to whom the person was handed on, in person."""
    author.heading("Warm hand-off", 1)
    with author.loop("each in after_care.handoffs"):
        author.heading("{{ each.to }}", 2)
        author.fact("Reached by", "{{ each.reach }}", "each.reach", keep=True)
        author.fact("By whom", "{{ each.by }}, {{ each.how }}", keep=True)
        author.fact("When", "{{ each.on|date }}, {% if each.done %}done{% else %}still to be done{% endif %}")
    with author.when("not after_care.handoffs"):
        author.paragraph("None is on record.", style="Statement", when="after_care.ended")
        with author.when("not after_care.ended"):
            author.fact("To whom", LINE)
            author.fact("By whom", f"{LINE}, on {DAY}")
            author.fact("How", "in person, by video or in one call, with {{ client.called }} there")
    with author.when("releases"):
        author.heading("What may be told to whom", 2)
        author.each(
            "each in releases",
            "{{ each.to }}: {{ each.purpose }}{% if each.until %}, until {{ each.until|date }}{% endif %}",
        )


def medicines(author: Author) -> None:
    """Write the medicines on file, and who goes on with them."""
    with author.when("medications or allergies or after_care.naloxone"):
        author.heading("Medicines", 1)
        with author.when("medications"):
            author.fact("Prescribed by", f"{{{{ after_care.prescriber or '{LINE}' }}}}")
            author.fact(
                "In hand until",
                f"{{% if after_care.in_hand_until %}}{{{{ after_care.in_hand_until|date }}}}{{% else %}}{DAY}"
                "{% endif %}",
            )
        author.fact("Naloxone", "{{ after_care.naloxone }}", "after_care.naloxone")
        author.fact("Allergies", "{{ allergies|join('; ') }}", "allergies")
        with author.when("medications"):
            author.table(
                ("Medication", "Dose", "For"),
                "each in medications",
                ("{{ each.name }}", "{{ each.dose }}", "{{ each.purpose }}"),
                (2.2, 2.3, 2.2),
            )


def if_it_comes_back(author: Author) -> None:
    """Write what the person does first, in the person's own words."""
    with author.when("after_care.if_it_comes_back or not after_care.ended"):
        author.heading("If it comes back, I begin with this", 1)
        author.paragraph("{{ after_care.if_it_comes_back }}", style="Quote", when="after_care.if_it_comes_back")
        author.paragraph(LINE, style="Statement", when="not after_care.if_it_comes_back")


def access(author: Author) -> None:
    """Write how to communicate."""
    author.heading("How to communicate with {{ client.called }}", 1)
    author.fact(
        "Language",
        "{{ communication.language }}{% if communication.reads %}; reads {{ communication.reads }}{% endif %}",
    )
    author.fact("Interpreter", "{{ communication.interpreter }}", "communication.interpreter")
    with author.loop("each in communication.contacts"):
        author.fact("{% if loop.first %}Reach{% endif %}", "{{ each }}")


def accommodations(author: Author) -> None:
    """Write the accommodations that go along, and to whom they were told."""
    for title, name in (
        ("Accommodations that go along", "after_care.accommodations"),
        ("Language access that goes along", "after_care.language_access"),
    ):
        with author.when(name):
            author.heading(title, 1)
            author.table(
                ("No.", "What is done", "Did it work?"),
                f"each in {name}",
                ("{{ each.number }}", "{{ each.title }}. {{ each.statement }}", "{{ each.worked_if }}"),
                (0.6, 4.1, 2.0),
            )
    with author.when("after_care.told"):
        author.heading("Told, with {{ client.called }}\u2019s agreement", 2)
        author.each(
            "each in after_care.told",
            "{{ each.to }}, {{ each.on|date }}{% if each.confirmed %}: {{ each.confirmed }}{% endif %}",
        )


def protocols(author: Author) -> None:
    """Write the plan's own protocols in the person's words: what to do if something comes back."""
    with author.loop("each in after_care.protocols"):
        author.heading("{{ each.plain_title }}", 1)
        author.paragraph(("Label", "This is for when: "), "{{ each.plain_begins_when }}", style="Statement", keep=True)
        with author.loop("step in each.steps"):
            author.fact("{{ step.within }}", "{{ step.plain }}")


def contacts(author: Author) -> None:
    """Write whom to reach, day and night."""
    with author.when("contacts"):
        author.heading("Whom to reach", 1)
        author.each(
            "route in contacts",
            ("Strong", "{{ route.name }}"),
            "{% if route.ways %}: {{ route.ways }}{% endif %}{% if route.note %} ({{ route.note }}){% endif %}",
        )


def signatures(author: Author) -> None:
    """Write a line for each signature."""
    author.heading("Signatures", 1)
    author.paragraph(
        "Signing says that this was read or read out, and understood. {{ client.called }} can come back at any time.",
        keep=True,
    )
    table = author.table(("Name", "Signature", "Date"), "each in signatures_short", ("", "", ""), (3.1, 2.4, 1.2))
    write(
        table.rows[2].cells[0].paragraphs[0],
        [
            ("Strong", "{{ each.name }}"),
            "{% if each.credentials %}, {{ each.credentials }}{% endif %}, {{ each.role|lower }}",
        ],
    )
    keep_together(table)


def notices(author: Author) -> None:
    """Write the notices."""
    with author.when("notices"):
        author.heading("About this paper", 2)
        author.each("each in notices", "{{ each }}", style="Body Text")


if __name__ == "__main__":
    main()
