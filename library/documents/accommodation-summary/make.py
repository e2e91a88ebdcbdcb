"""Makes the template of the summary: `python library/documents/accommodation-summary/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author

MARGIN = 0.8
NAME = "Accommodation summary"
TITLE = f"{NAME}{{% if proposal %}}: a proposal{{% endif %}}"
#: Points before and after each style, so that the first page holds what everybody has to know.
SPACING = {
    "Title": (0, 0),
    "Subtitle": (0, 6),
    "Heading 1": (8, 2),
    "Heading 2": (8, 2),
    "Heading 3": (8, 1),
    "Fact": (0, 1),
    "Statement": (0, 2),
    "List Bullet": (0, 0),
    "Note": (2, 3),
}
SIZES = {"Title": 22, "Subtitle": 13, "Heading 1": 15, "Heading 2": 14, "Heading 3": 12}
#: The two parts: what comes from a disability, and what comes from a language. They rest on different law.
PARTS = (("What makes it possible", "summary.accommodations"), ("Language access", "summary.language_access"))


def main() -> None:
    """Write the template."""
    author = Author(f"{NAME}, {{{{ client.id }}}}")
    author.tighten(SPACING, SIZES, margin=MARGIN, edge=0.65, header=0.4, lines=False)
    author.head("{{ client.called }} ({{ client.id }})", TITLE)
    author.foot("{{ date|date }}")
    for part in (opening, communication, in_short, hard, ask, in_full):
        part(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write for whom it is, and that it says nothing of health."""
    author.heading(TITLE, 0)
    author.paragraph("{{ client.name }} ({{ client.pronouns }}), {{ date|date }}", style="Subtitle")
    author.paragraph(("Strong", "Invented example."), " This person does not exist.", style="Note", when="invented")
    author.paragraph(
        "For everybody who meets {{ client.called }}. It goes to somebody else only as {{ client.called }} agrees. "
        "{% if proposal %}It is not settled yet: ask before you rely on it. {% endif %}"
        "{% if summary.more %}It does not hold everything that was agreed; ask the people named below.{% endif %}",
        style="Statement",
    )


def communication(author: Author) -> None:
    """Write how to communicate."""
    author.heading("How to communicate with {{ client.called }}", 1)
    author.fact(
        "Language",
        "{{ summary.communication.language }}"
        "{% if summary.communication.reads %}; reads {{ summary.communication.reads }}{% endif %}"
        "{% if language.limited %}; English works {{ summary.communication.english }}{% endif %}",
    )
    author.fact("Interpreter", "{{ summary.communication.interpreter }}", "summary.communication.interpreter")
    with author.loop("each in summary.communication.contacts"):
        author.fact("{% if loop.first %}Reach{% endif %}", "{{ each }}")


def in_short(author: Author) -> None:
    """Write what is done, a line each; language access apart."""
    for title, name in PARTS:
        with author.when(name):
            author.heading(title, 1)
            author.each(f"each in {name}", ("Strong", "{{ each.number }}"), " {{ each.title }}")
    with author.when("summary.open"):
        author.heading("Nobody has made this possible yet", 1)
        author.each("each in summary.open", "{{ each }}")


def hard(author: Author) -> None:
    """Write what stays hard, whatever is done."""
    with author.when("summary.hard"):
        author.heading("What stays hard", 1)
        with author.loop("each in summary.hard"):
            author.paragraph(
                "{{ each.limitation }}{% if each.words and each.limitation %} {% endif %}"
                "{% if each.words %}In {{ client.called }}\u2019s words: {{ each.words }}{% endif %}",
                style="Statement",
            )


def ask(author: Author) -> None:
    """Write whom to ask, and that the person comes first."""
    author.heading("Whom to ask", 1)
    author.paragraph("{{ client.called }} first: what works today may be different.", style="Statement")
    author.each("each in summary.ask", ("Strong", "{{ each.who }}"), ": {{ each.about|join(', ') }}")


def in_full(author: Author) -> None:
    """Write each accommodation with who, when, with what, what replaces it, and what shows that it worked."""
    with author.when("summary.accommodations or summary.language_access"):
        author.heading("In full", 1).paragraph_format.page_break_before = True
        for title, name in PARTS:
            with author.when(name):
                author.heading(title, 2)
                with author.loop(f"each in {name}"):
                    accommodation(author)


def accommodation(author: Author) -> None:
    """Write one accommodation."""
    author.heading("{{ each.number }} {{ each.title }}", 3)
    author.paragraph("{{ each.statement }}", style="Statement", keep=True)
    author.fact(
        "Who",
        "{% if each.provided_by %}{{ each.provided_by }}; {% endif %}arranged by {{ each.arranged_by }}",
        "each.arranged_by",
    )
    author.fact("Ready", "{{ each.by }}", "each.by")
    author.fact("Equipment", "{{ each.equipment }}", "each.equipment")
    author.fact("If it fails", "{{ each.fallback }}", "each.fallback")
    author.fact("Did it work?", "{{ each.worked_if }}", "each.worked_if")


if __name__ == "__main__":
    main()
