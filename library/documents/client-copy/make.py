"""Makes template.docx of the client's copy, beside this script: `python library/documents/client-copy/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author

#: Points of the text and of each other style that is not the text's.
BODY = 14
SIZES = {
    "Title": 30,
    "Subtitle": 16,
    "Heading 1": 21,
    "Heading 2": 17,
    "Heading 3": 15,
    "Heading 4": 14,
    "Lead": 14,
    "Quote": 15,
    "Small": 12,
}


def main() -> None:
    """Write the template."""
    author = Author("{{ heading }}, {{ client.id }}")
    enlarge(author)
    author.head("{{ client.called }} ({{ client.id }})", "{{ heading }}")
    author.foot("{{ date|date }}")
    for part in (opening, wants, happening, helpers, hard_times, access, choices, questions, looking, asking):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def enlarge(author: Author) -> None:
    """Set the larger print, and a wider column for labels."""
    from docx.shared import Inches, Pt

    styles = author.document.styles
    for name, points in {"Normal": BODY, **SIZES}.items():
        styles[name].font.size = Pt(points)
    styles["Fact"].paragraph_format.left_indent = Inches(1.8)
    styles["Fact"].paragraph_format.first_line_indent = Inches(-1.8)
    styles["Fact"].paragraph_format.tab_stops.clear_all()
    styles["Fact"].paragraph_format.tab_stops.add_tab_stop(Inches(1.8))


def opening(author: Author) -> None:
    """Write whose plan it is, and whether it is decided yet."""
    author.heading("{{ heading }}", 0)
    author.paragraph("{{ client.called }}, {{ date|date }}", style="Subtitle")
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    author.paragraph(
        ("Strong", "For the translator."),
        " This copy is in English. {{ client.called }} gets it in {{ language.translate }}, from a qualified "
        "translator or interpreter.",
        style="Note",
        when="language.translate",
    )
    author.paragraph(
        ("Strong", "Nothing is decided yet."),
        " These are ideas. I say what I want at the planning meeting. We first settle what is still open. "
        "Then I sign, if I agree.",
        style="Note",
        when="proposal",
    )


def wants(author: Author) -> None:
    """Write what the person wants, in the person's words."""
    with author.when("presenting.words or presenting.hopes"):
        author.heading("What I want", 1)
        author.paragraph("{{ presenting.words }}", style="Quote", when="presenting.words")
        author.paragraph("{{ presenting.hopes }}", style="Quote", when="presenting.hopes")


def happening(author: Author) -> None:
    """Write what will happen: goals, steps with their dates, and what we do for each."""
    with author.when("problems"):
        author.heading("What will happen", 1)
        with author.loop("problem in problems"):
            author.heading("{{ problem.plain_title }}", 2)
            with author.loop("goal in problem.goals"):
                author.heading("My goal {{ goal.number }}", 3)
                author.paragraph("{{ goal.plain }}", style="Lead")
                author.paragraph("{{ goal.own_words }}", style="Quote", when="goal.own_words")
                with author.loop("step in goal.objectives"):
                    author.heading("My step {{ step.number }}", 4)
                    author.paragraph(
                        "{{ step.plain }}"
                        "{% if step.ended %} This step is finished.{% elif step.plain_date %} "
                        "This is done by {{ step.plain_date|date }}.{% endif %}",
                        style="Statement",
                        keep=True,
                    )
                    with author.when("step.interventions and not step.ended"):
                        author.paragraph("What we do for it:", style="Statement", keep=True)
                        author.each("act in step.interventions", "{{ act.plain }} {{ act.plain_dose }}")


def helpers(author: Author) -> None:
    """Write who helps."""
    with author.when("team or participants"):
        author.heading("Who helps me", 1)
        author.each("each in team", ("Strong", "{{ each.name }}"), ", {{ each.plain_role }}")
        author.each("each in participants", ("Strong", "{{ each.name }}"), ", my {{ each.relation }}")


def hard_times(author: Author) -> None:
    """Write what to do if it gets hard, and whom to reach in more than one way."""
    with author.when("protocols"):
        author.heading("What I do if it gets hard", 1)
        with author.loop("each in protocols"):
            author.heading("{{ each.plain_title }}", 2)
            author.paragraph("This is for when: {{ each.plain_begins_when }}", style="Statement", keep=True)
            with author.loop("step in each.steps"):
                author.fact(
                    "{% if step.today %}Today{% else %}{{ step.within }}{% endif %}",
                    "{% if step.today %}Before I leave: {% endif %}{{ step.plain }}",
                )
            with author.when("each.contacts"):
                author.heading("Whom I can reach", 3)
                author.each(
                    "route in each.contacts",
                    ("Strong", "{{ route.name }}"),
                    "{% if route.ways %}: {{ route.ways }}.{% endif %}{% if route.note %} {{ route.note }}{% endif %}",
                )


def access(author: Author) -> None:
    """Write what helps the person, and participants, take part."""
    with author.loop("each in helps"):
        other = "{{ each.who }} take part, as they would say it"
        author.heading(f"What helps {{% if each.who %}}{other}{{% else %}}me take part{{% endif %}}", 1)
        author.each("text in each.texts", "{{ text }}")


def choices(author: Author) -> None:
    """Write the choices about medicines and therapies."""
    with author.when("options"):
        author.heading("My choices", 1)
        with author.loop("option in options"):
            author.heading("{{ option.title }}", 2)
            author.paragraph("{{ option.plain }}", style="Statement", keep=True)
            author.paragraph(("Strong", "{{ option.plain_decision }}"), style="Statement")
            author.paragraph("{{ option.words }}", style="Quote", when="option.words")


def questions(author: Author) -> None:
    """Write what is still to be talked about."""
    with author.when("questions_to_person"):
        author.heading("What we still have to talk about", 1)
        author.each("each in questions_to_person", "{% if each.who %}{{ each.who }}: {% endif %}{{ each.ask }}")


def looking(author: Author) -> None:
    """Write how and when the plan is looked at, and when it is done."""
    author.heading("When we look at this together", 1)
    author.paragraph("We look at this plan together on {{ review|date('full') }}.")
    author.paragraph("I can ask for a change before that, at any time.")
    with author.when("measures"):
        author.heading("How we see if it helps", 2)
        author.each(
            "each in measures", "{{ each.plain }}{% if each.again %} The next time is {{ each.again|date }}.{% endif %}"
        )
    with author.when("discharge"):
        author.heading("How I know that I am done here", 2)
        author.each("each in discharge", "{{ each.plain }}")


def asking(author: Author) -> None:
    """Write whom to ask."""
    author.heading("Who I can ask", 1)
    author.paragraph("I can ask anyone on my team what this plan means. I can say no. I can ask for something else.")
    with author.when("communication.contacts"):
        author.paragraph("This is how we reach each other:", keep=True)
        author.each("each in communication.contacts", "{{ each }}")


if __name__ == "__main__":
    main()
