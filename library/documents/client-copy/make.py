"""Makes template.docx of the client's copy, beside this script: `python library/documents/client-copy/make.py`."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Words:
    """What the copy says by itself; a copy in another language is made of the same parts with words of its own."""

    language: str = "en-US"
    label: float = 1.8
    page: str = "Page "
    of: str = " of "
    invented: tuple[str, str] = ("Invented example.", " This person does not exist.")
    undecided: tuple[str, str] = (
        "Nothing is decided yet.",
        (
            " These are ideas. I say what I want at the planning meeting. We first settle what is still open. "
            "Then I sign, if I agree."
        ),
    )
    wants: str = "What I want"
    happening: str = "What will happen"
    goal: str = "My goal {{ goal.number }}"
    step: str = "My step {{ step.number }}"
    finished: str = "This step is finished."
    done_by: str = "This is done by {{ step.plain_date|date }}."
    acts: str = "What we do for it:"
    helpers: str = "Who helps me"
    relation: str = ", my {{ each.relation }}"
    hard_times: str = "What I do if it gets hard"
    when: str = "This is for when:"
    today: str = "Today"
    leaving: str = "Before I leave: "
    reach: str = "Whom I can reach"
    takes_part: str = "What helps me take part"
    others_take_part: str = "What helps {{ each.who }} take part, as they would say it"
    choices: str = "My choices"
    questions: str = "What we still have to talk about"
    looking: str = "When we look at this together"
    review: str = "We look at this plan together on {{ review|date('full') }}."
    change: str = "I can ask for a change before that, at any time."
    measures: str = "How we see if it helps"
    next_time: str = "The next time is {{ each.again|date }}."
    done: str = "How I know that I am done here"
    asking: str = "Who I can ask"
    ask: str = "I can ask anyone on my team what this plan means. I can say no. I can ask for something else."
    contacts: str = "This is how we reach each other:"


ENGLISH = Words()


def main() -> None:
    """Write the template."""
    Path(__file__).with_name("template.docx").write_bytes(made(ENGLISH))


def made(say: Words) -> bytes:
    """Return the template in one language."""
    author = Author("{{ heading }}, {{ client.id }}", say.language)
    enlarge(author, say.label)
    author.head("{{ client.called }} ({{ client.id }})", "{{ heading }}")
    author.foot("{{ date|date }}")
    for part in (opening, wants, happening, helpers, hard_times, access, choices, questions, looking, asking):
        part(author, say)
    count_pages(author, say)
    return author.saved()


def count_pages(author: Author, say: Words) -> None:
    """Say in the words of the language which page it is and of how many."""
    for run in author.document.sections[0].footer.paragraphs[0].runs:
        if run.text in (ENGLISH.page, ENGLISH.of):
            run.text = say.page if run.text == ENGLISH.page else say.of


def enlarge(author: Author, label: float) -> None:
    """Set the larger print, and a wider column for labels, in inches."""
    from docx.shared import Inches, Pt

    styles = author.document.styles
    for name, points in {"Normal": BODY, **SIZES}.items():
        styles[name].font.size = Pt(points)
    styles["Fact"].paragraph_format.left_indent = Inches(label)
    styles["Fact"].paragraph_format.first_line_indent = Inches(-label)
    styles["Fact"].paragraph_format.tab_stops.clear_all()
    styles["Fact"].paragraph_format.tab_stops.add_tab_stop(Inches(label))


def opening(author: Author, say: Words) -> None:
    """Write whose plan it is, and whether it is decided yet."""
    author.heading("{{ heading }}", 0)
    author.paragraph("{{ client.called }}, {{ date|date }}", style="Subtitle")
    author.paragraph(("Strong", say.invented[0]), say.invented[1], style="Note", when="invented")
    for_translator(author, say)
    author.paragraph(("Strong", say.undecided[0]), say.undecided[1], style="Note", when="proposal")


def for_translator(author: Author, say: Words) -> None:
    """Write what the translator has to know: in English, that a translation is due; in a translation, that it waits."""
    if say is not ENGLISH:
        author.paragraph("{{ translation.notice }}", style="Note", when="translation.draft")
        author.paragraph("{{ translation.own_notice }}", style="Note", when="translation.draft")
        return
    author.paragraph(
        ("Strong", "For the translator."),
        " This copy is in English. {{ client.called }} gets it in {{ language.translate }}, from a qualified "
        "translator or interpreter.",
        style="Note",
        when="language.translate",
    )


def wants(author: Author, say: Words) -> None:
    """Write what the person wants, in the person's words."""
    with author.when("presenting.words or presenting.hopes"):
        author.heading(say.wants, 1)
        author.paragraph("{{ presenting.words }}", style="Quote", when="presenting.words")
        author.paragraph("{{ presenting.hopes }}", style="Quote", when="presenting.hopes")


def happening(author: Author, say: Words) -> None:
    """Write what will happen: goals, steps with their dates, and what we do for each."""
    with author.when("problems"):
        author.heading(say.happening, 1)
        with author.loop("problem in problems"):
            author.heading("{{ problem.plain_title }}", 2)
            with author.loop("goal in problem.goals"):
                author.heading(say.goal, 3)
                author.paragraph("{{ goal.plain }}", style="Lead")
                author.paragraph("{{ goal.own_words }}", style="Quote", when="goal.own_words")
                with author.loop("step in goal.objectives"):
                    author.heading(say.step, 4)
                    author.paragraph(
                        "{{ step.plain }}"
                        f"{{% if step.ended %}} {say.finished}{{% elif step.plain_date %}} {say.done_by}{{% endif %}}",
                        style="Statement",
                        keep=True,
                    )
                    with author.when("step.interventions and not step.ended"):
                        author.paragraph(say.acts, style="Statement", keep=True)
                        author.each("act in step.interventions", "{{ act.plain }} {{ act.plain_dose }}")


def helpers(author: Author, say: Words) -> None:
    """Write who helps."""
    with author.when("team or participants"):
        author.heading(say.helpers, 1)
        author.each("each in team", ("Strong", "{{ each.name }}"), ", {{ each.plain_role }}")
        author.each("each in participants", ("Strong", "{{ each.name }}"), say.relation)


def hard_times(author: Author, say: Words) -> None:
    """Write what to do if it gets hard, and whom to reach in more than one way."""
    with author.when("protocols"):
        author.heading(say.hard_times, 1)
        with author.loop("each in protocols"):
            author.heading("{{ each.plain_title }}", 2)
            author.paragraph(say.when + " {{ each.plain_begins_when }}", style="Statement", keep=True)
            with author.loop("step in each.steps"):
                author.fact(
                    f"{{% if step.today %}}{say.today}{{% else %}}{{{{ step.within }}}}{{% endif %}}",
                    f"{{% if step.today %}}{say.leaving}{{% endif %}}{{{{ step.plain }}}}",
                )
            with author.when("each.contacts"):
                author.heading(say.reach, 3)
                author.each(
                    "route in each.contacts",
                    ("Strong", "{{ route.name }}"),
                    "{% if route.ways %}: {{ route.ways }}.{% endif %}{% if route.note %} {{ route.note }}{% endif %}",
                )


def access(author: Author, say: Words) -> None:
    """Write what helps the person, and participants, take part."""
    with author.loop("each in helps"):
        author.heading(f"{{% if each.who %}}{say.others_take_part}{{% else %}}{say.takes_part}{{% endif %}}", 1)
        author.each("text in each.texts", "{{ text }}")


def choices(author: Author, say: Words) -> None:
    """Write the choices about medicines and therapies."""
    with author.when("options"):
        author.heading(say.choices, 1)
        with author.loop("option in options"):
            author.heading("{{ option.title }}", 2)
            author.paragraph("{{ option.plain }}", style="Statement", keep=True)
            author.paragraph(("Strong", "{{ option.plain_decision }}"), style="Statement")
            author.paragraph("{{ option.words }}", style="Quote", when="option.words")


def questions(author: Author, say: Words) -> None:
    """Write what is still to be talked about."""
    with author.when("questions_to_person"):
        author.heading(say.questions, 1)
        author.each("each in questions_to_person", "{% if each.who %}{{ each.who }}: {% endif %}{{ each.ask }}")


def looking(author: Author, say: Words) -> None:
    """Write how and when the plan is looked at, and when it is done."""
    author.heading(say.looking, 1)
    author.paragraph(say.review)
    author.paragraph(say.change)
    with author.when("measures"):
        author.heading(say.measures, 2)
        author.each("each in measures", f"{{{{ each.plain }}}}{{% if each.again %}} {say.next_time}{{% endif %}}")
    with author.when("discharge"):
        author.heading(say.done, 2)
        author.each("each in discharge", "{{ each.plain }}")


def asking(author: Author, say: Words) -> None:
    """Write whom to ask."""
    author.heading(say.asking, 1)
    author.paragraph(say.ask)
    with author.when("communication.contacts"):
        author.paragraph(say.contacts, keep=True)
        author.each("each in communication.contacts", "{{ each }}")


if __name__ == "__main__":
    main()
