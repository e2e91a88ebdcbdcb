"""Makes template.docx of the plan review, beside this script: `python library/documents/plan-review/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author, add_checkbox, keep_together, write

#: Inches of the columns of the table of accommodations.
ACCESS = (2.1, 1.2, 3.4)
SIGNED = (1.6, 2.95, 1.35, 0.8)


def main() -> None:
    """Write the template."""
    author = Author("{{ document.title }}, {{ client.id }}")
    author.head("{{ client.called }} ({{ client.id }})", "{{ document.title }}")
    author.foot("{{ reviewed.date|date }}")
    for part in (opening, changed, access, objectives, measures, in_the_way, decided, signatures):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write whose plan was reviewed, when, by whom, and who took part."""
    author.heading("{{ document.title }}", 0)
    author.paragraph("{{ client.name }} ({{ client.id }}), {{ reviewed.date|date }}", style="Subtitle")
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    author.fact(
        "Looks back to", "{{ reviewed.since|date }}; {{ reviewed.notes }} progress note{{ 's' if reviewed.notes != 1 }}"
    )
    author.fact("Led by", "{{ reviewed.by }}, {{ reviewed.role }}")
    author.fact(
        "Plan",
        "version {{ reviewed.version }} was reviewed{% if version %}; printed from version {{ version }}{% endif %}",
    )
    author.fact("Next review", "{{ reviewed.next_review|date('full') }}")
    with author.when("reviewed.present"):
        author.heading("Who took part", 1)
        author.each(
            "each in reviewed.present",
            "{{ each.who }}, {{ each.mode }}{% if each.part %}: {{ each.part }}{% endif %}",
        )


def changed(author: Author) -> None:
    """Write what changed since last time."""
    with author.when("reviewed.changed"):
        author.heading("What changed since {{ reviewed.since|date }}", 1)
        author.each("each in reviewed.changed", "{{ each }}")


def access(author: Author) -> None:
    """Write whether each agreed accommodation was delivered and worked, before anything about the person."""
    author.heading("Could {{ client.called }} take part?", 1)
    with author.when("reviewed.access"):
        author.table(
            ("Accommodation", "Delivered", "What happened, and whether it worked"),
            "each in reviewed.access",
            (
                "{{ each.number }} {{ each.title }}",
                "{{ each.delivered }}{% if each.noted %} (notes: {{ each.noted }}){% endif %}",
                (
                    "{{ each.happened }}{% if each.words %} {{ each.words }}{% endif %}"
                    "{% if each.change %} From now on: {{ each.change }}{% endif %}"
                    "{% if not (each.happened or each.words or each.change) %}Nothing noted.{% endif %}"
                ),
            ),
            ACCESS,
        )
    author.heading("Needs, asked again on {{ reviewed.needs_on|date }}", 2)
    author.paragraph("{{ reviewed.needs_words }}", style="Quote")
    author.paragraph(
        ("Label", "Changed: "), "{{ reviewed.needs_changed }}", style="Statement", when="reviewed.needs_changed"
    )


def objectives(author: Author) -> None:
    """Write each objective: what it said, where it stands, what is decided."""
    author.heading("Objectives", 1)
    with author.loop("step in reviewed.objectives"):
        author.heading("Objective {{ step.number }}", 2)
        author.paragraph("{{ step.statement }}", style="Statement", keep=True)
        author.fact(
            "Stands",
            "{{ step.status }}{% if step.before %} (at the last review: {{ step.before|lower }}){% endif %}",
            keep=True,
        )
        author.fact("Seen by", "{{ step.seen_by }}")
        author.fact(
            "Goal attainment",
            "{{ step.level }} on a scale from -2 to +2{% if step.level_words %}: {{ step.level_words }}{% endif %}",
            "step.level",
        )
        author.fact("In notes", "{{ step.notes }}", "step.notes")
        author.fact("In own words", "{{ step.words }}", "step.words")
        author.fact("In the way", "{{ step.in_the_way }}", "step.in_the_way")
        author.fact(
            "Decision", "{{ step.decision }}.{% if step.changes %} {{ step.changes|join(' ') }}{% endif %}", keep=True
        )
        author.fact("Now reads", "{{ step.wording }}", "step.wording")
        author.fact("Why", "{{ step.why }}", "step.why")
    author.paragraph(
        ("Label", "Goal attainment in all: "),
        "T score {{ reviewed.attainment }}; 50 is as expected, above is better.",
        style="Statement",
        when="reviewed.attainment",
    )


def measures(author: Author) -> None:
    """Write each measure over time, as a picture and in words."""
    with author.when("reviewed.measures"):
        author.heading("Measures over time", 1)
        with author.loop("each in reviewed.measures"):
            author.heading("{{ each.title }}", 2)
            author.paragraph("{{ each.chart }}", style="Body Text", keep=True)
            author.paragraph("{{ each.said }}", style="Statement")
            author.paragraph(("Label", "Last change: "), "{{ each.change }}.", style="Statement", when="each.change")
            author.paragraph(
                ("Strong", "Follow up today: "),
                "{{ each.critical|join('; ') }}.",
                style="Note",
                when="each.critical",
            )


def in_the_way(author: Author) -> None:
    """Write what got in the way, and only then how the person took part."""
    with author.when("reviewed.in_the_way"):
        author.heading("What got in the way", 1)
        author.paragraph("{{ reviewed.in_the_way }}", style="Statement")
    with author.when("reviewed.engagement"):
        author.heading("Taking part", 1)
        author.paragraph("{{ reviewed.engagement }}", style="Statement")


def decided(author: Author) -> None:
    """Write in three lists what stays, is revised and is ended."""
    author.heading("What was decided", 1)
    for title, name in (("Stays", "stays"), ("Is revised", "revised"), ("Is ended", "ended")):
        with author.when(f"reviewed.{name}"):
            author.heading(title, 2)
            author.each(f"each in reviewed.{name}", "{{ each }}")


def signatures(author: Author) -> None:
    """Write the block for signatures, for paper and for Word."""
    author.heading("Signatures", 1)
    author.paragraph(
        "Signing says that the review was read or read out, and understood. Disagreeing does not end care.", keep=True
    )
    table = author.table(("Name", "Decision", "Signature", "Date"), "each in signatures", ("", "", "", ""), SIGNED)
    name, decision = table.rows[2].cells[:2]
    write(name.paragraphs[0], [("Strong", "{{ each.name }}")])
    name.add_paragraph(
        "{{ each.role }}{% if each.credentials %}, {{ each.credentials }}{% endif %}", style="Table Text"
    )
    boxes = decision.paragraphs[0]
    for number, (label, title) in enumerate(
        (("Agree", "agrees"), ("Disagree", "disagrees"), ("Absent", "was absent")), 1
    ):
        if number > 1:
            boxes.add_run("   ")
        add_checkbox(boxes, f"{{{{ each.name }}}} {title}", label, number)
    decision.add_paragraph("Reason:", style="Table Text")
    keep_together(table)


if __name__ == "__main__":
    main()
