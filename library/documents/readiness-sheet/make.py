"""Makes template.docx of the readiness sheet: `python library/documents/readiness-sheet/make.py`."""

from __future__ import annotations

from pathlib import Path

from planbuilder.docx.authoring import Author

MARGIN = 0.6
#: Inches of the columns of the table of what is missing.
MISSING = (1.35, 3.5, 2.45)
#: Points before and after each style: every profile is to fit one page (documents/sheet_room.py counts with them).
SPACING = {
    "Title": (0, 0),
    "Subtitle": (0, 2),
    "Heading 1": (6, 2),
    "Fact": (1, 1),
    "Note": (0, 4),
    "Body Text": (0, 3),
    "Table Text": (1, 1),
    "Table Heading": (1, 1),
}
SIZES = {"Title": 18, "Subtitle": 12, "Heading 1": 14}


def main() -> None:
    """Write the template."""
    author = Author("{{ document.title }}, {{ client.id }}")
    author.tighten(SPACING, SIZES, margin=MARGIN, edge=0.6, header=0.3)
    author.head("{{ client.id }}", "{{ document.title }}: no determination of compliance")
    author.foot("{{ readiness.on|date }}")
    author.heading("{{ document.title }}", 0)
    author.paragraph(
        "Plan of {{ client.id }}, {{ date|date }}{% if version %}, version {{ version }}{% endif %}; "
        "checked on {{ readiness.on|date }}",
        style="Subtitle",
    )
    with author.loop("profile in readiness.profiles"):
        profile(author)
    Path(__file__).with_name("template.docx").write_bytes(author.saved())


def profile(author: Author) -> None:
    """Write one text on a page of its own: what it is, how much is met, what is missing and due, what nobody read."""
    author.heading("{{ profile.title }}", 1, "loop.first")
    author.heading("{{ profile.title }}", 1, "not loop.first").paragraph_format.page_break_before = True
    author.paragraph(
        ("Strong", "This is no determination of compliance."),
        " It compares the plan with what the text asks, as it was read on the days named, for those who complete the "
        "plan; whoever surveys or pays decides.",
        style="Note",
    )
    author.fact(
        "Met",
        "{{ profile.met }} of {{ profile.asked }} requirements{% if profile.not_for %}; {{ profile.not_for }} more "
        "{% if profile.not_for == 1 %}does{% else %}do{% endif %} not concern this plan{% endif %}",
    )
    author.fact("Text", "{{ profile.about }}")
    author.fact("Read", "{{ profile.read }}")
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
    author.fact("More", "{{ profile.more }}", "profile.more")
    author.fact("Missing", "nothing that can be told from the plan", "not profile.missing")
    author.fact("Not checked", "{{ profile.unchecked|join(' ') }}", "profile.unchecked")
    author.fact("Not to tell", "{{ profile.not_checked|join(' ') }}", "profile.not_checked")


if __name__ == "__main__":
    main()
