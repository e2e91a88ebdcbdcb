"""Makes template.docx of the readiness sheet: `python library/documents/readiness-sheet/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author

MARGIN = 0.6
#: Inches of the columns of the table of what is missing.
MISSING = (1.25, 3.85, 2.2)
#: Points before and after each style: it is to fit one page.
SPACING = {
    "Title": (0, 0),
    "Subtitle": (0, 4),
    "Heading 1": (10, 2),
    "Fact": (0, 1),
    "Note": (2, 4),
    "Body Text": (0, 3),
}
SIZES = {"Title": 20, "Subtitle": 12, "Heading 1": 14}


def main() -> None:
    """Write the template."""
    author = Author("{{ document.title }}, {{ client.id }}")
    author.tighten(SPACING, SIZES, margin=MARGIN, edge=0.6, header=0.3)
    author.head("{{ client.id }}", "{{ document.title }}")
    author.foot("{{ readiness.on|date }}")
    opening(author)
    with author.loop("profile in readiness.profiles"):
        profile(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def opening(author: Author) -> None:
    """Write what was checked, when, and what this paper is not."""
    author.heading("{{ document.title }}", 0)
    author.paragraph(
        "Plan of {{ client.id }}, {{ date|date }}{% if version %}, version {{ version }}{% endif %}; "
        "checked on {{ readiness.on|date }}",
        style="Subtitle",
    )
    author.paragraph(
        ("Strong", "This is no determination of compliance."),
        " It compares the plan with what each text below asks, as the text was read on the days named. It is for those "
        "who complete the plan; whoever surveys or pays decides.",
        style="Note",
    )


def profile(author: Author) -> None:
    """Write one text: what it is, how much of it is met, what is missing, what is due, what nobody could check."""
    author.heading("{{ profile.title }}", 1)
    author.fact(
        "Met",
        "{{ profile.met }} of {{ profile.asked }} requirements"
        "{% if profile.not_for %}; {{ profile.not_for }} more do not concern this plan{% endif %}",
    )
    author.fact("Text", "{{ profile.about }}")
    author.fact(
        "Read",
        "{% if profile.read_to %}{% if profile.read_from != profile.read_to %}{{ profile.read_from|date }} to "
        "{% endif %}{{ profile.read_to|date }}{% else %}not read; see below{% endif %}",
    )
    author.fact(
        "Due",
        "{% for each in profile.dues %}{{ each.what }} by {{ each.by|date }}: {{ each.standing }}"
        "{% if not loop.last %}; {% endif %}{% endfor %}",
        "profile.dues",
    )
    with author.when("profile.missing"):
        author.table(
            ("Where", "What is missing, and what to write", "Asked by"),
            "each in profile.missing",
            (
                "{{ each.where }}",
                "{{ each.severity }}: {{ each.said }} {{ each.fix }}",
                "{{ each.cites|join('; ') }}{% if each.unchecked %}; not checked against the text{% endif %}",
            ),
            MISSING,
        )
    author.fact("Missing", "nothing that can be told from the plan", "not profile.missing")
    author.fact("Not checked", "{{ profile.unchecked|join(' ') }}", "profile.unchecked")
    author.fact("Not to tell", "{{ profile.not_checked|join(' ') }}", "profile.not_checked")


if __name__ == "__main__":
    main()
