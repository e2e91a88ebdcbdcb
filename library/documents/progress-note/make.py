"""Makes template.docx of the progress note, beside this script: `python library/documents/progress-note/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author, write

#: Inches of the columns of the table of accommodations.
ACCESS = (2.3, 1.15, 3.25)
SIGNED = (2.6, 2.6, 1.5)


def main() -> None:
    """Write the template."""
    author = Author("{{ document.title }}, {{ client.id }}")
    author.head("{{ client.called }} ({{ client.id }})", "{{ document.title }} {{ note.number }}")
    author.foot("{{ note.date|date }}")
    for part in (opening, access, objectives, person, following, signature):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write whose note it is, of which contact, by whom."""
    author.heading("{{ document.title }} {{ note.number }}", 0)
    author.paragraph("{{ client.name }} ({{ client.id }}), {{ note.date|date }}", style="Subtitle")
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    author.paragraph(
        ("Strong", "This note corrects note {{ note.corrects }}."),
        " {{ note.corrects_why }}",
        style="Note",
        when="note.corrects",
    )
    author.fact(
        "Contact",
        "{{ note.kind }}{% if note.at %}, {{ note.at }}{% endif %}"
        "{% if note.minutes %}, {{ note.minutes }} minute{% if note.minutes != 1 %}s{% endif %}{% endif %}",
    )
    author.fact("Mode", "{{ note.mode }}", "note.mode")
    author.fact("Also there", "{{ note.present|join('; ') }}", "note.present")
    author.fact("Written by", "{{ note.by }}, {{ note.role }}")
    author.fact("Plan", "version {{ note.version }}")
    author.fact("Kept", "{{ note.kept|date }}; a note is not changed, a later one corrects it")


def access(author: Author) -> None:
    """Write first whether each agreed accommodation was delivered."""
    with author.when("note.access or note.access_open"):
        author.heading("Accommodations in this contact", 1)
        with author.when("note.access"):
            author.table(
                ("Accommodation", "Delivered", "What happened, and whether it worked"),
                "each in note.access",
                (
                    "{{ each.number }} {{ each.title }}",
                    "{{ each.delivered }}",
                    (
                        "{{ each.happened }}{% if each.words %} {{ each.words }}{% endif %}"
                        "{% if each.change %} From now on: {{ each.change }}{% endif %}"
                        "{% if not (each.happened or each.words or each.change) %}Nothing noted.{% endif %}"
                    ),
                ),
                ACCESS,
            )
        author.paragraph(
            ("Label", "Not answered: "),
            "{{ note.access_open|join('; ') }}.",
            style="Statement",
            when="note.access_open",
        )


def objectives(author: Author) -> None:
    """Write each objective by number and text: what was done, the response, where it stands, what is next."""
    with author.loop("step in note.objectives"):
        author.heading("Objective {{ step.number }}", 1)
        author.paragraph("{{ step.statement }}", style="Statement", keep=True)
        author.fact("Given", "{{ step.interventions|join('; ') }}", "step.interventions")
        author.fact("Done", "{{ step.done }}")
        author.fact("Response", "{{ step.response }}")
        author.fact("Progress", "{{ step.progress }}{% if step.seen_by %}. {{ step.seen_by }}{% endif %}")
        author.fact("Next step", "{{ step.next }}")
    with author.when("not note.objectives"):
        author.heading("No objective of the plan", 1)
        author.paragraph("{{ note.no_objective }}", style="Statement")


def person(author: Author) -> None:
    """Write the person's own words, then risk, and last how the person took part."""
    with author.when("note.words"):
        author.heading("In {{ client.called }}\u2019s own words", 1)
        author.paragraph("{{ note.words }}", style="Quote")
    with author.when("note.risk"):
        author.heading("Safety", 1)
        author.paragraph("{{ note.risk }}", style="Statement")
    with author.when("note.engagement"):
        author.heading("Taking part", 1)
        author.paragraph("{{ note.engagement }}", style="Statement")


def following(author: Author) -> None:
    """Write when the next contact is."""
    author.paragraph(
        ("Label", "Next contact: "), "{{ note.next_contact|date('full') }}", style="Statement", when="note.next_contact"
    )


def signature(author: Author) -> None:
    """Write a line to sign on."""
    author.heading("Signature", 1)
    table = author.table(("Name", "Signature", "Date"), "each in [note]", ("", "", ""), SIGNED)
    write(table.rows[2].cells[0].paragraphs[0], [("Strong", "{{ each.by }}"), ", {{ each.role }}"])


if __name__ == "__main__":
    main()
