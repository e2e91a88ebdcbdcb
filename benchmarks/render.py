"""Measures how fast a plan-like document is rendered, beside docxtpl where that is installed. Run it by hand.

Figures hold only as ratios within one run: `python benchmarks/render.py [--rows N] [--seconds N]`.
"""

from __future__ import annotations

import argparse
import io
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping

from planbuilder.docx import Template
from planbuilder.docx.base import add_table, new_document, saved

_WORDS = (
    *("meets", "each", "week", "with", "counselor", "practice", "urge", "notes", "people", "feelings", "drinking"),
    *("support", "family", "walks", "doctor", "medicine", "safe", "progress", "interpreter", "large", "print", "and"),
)
_ROLES = ("Counselor", "Peer specialist", "Nurse", "Case manager", "Psychiatrist")

COLD = "import sys; from planbuilder.docx import Template; Template(sys.stdin.buffer.read()).render({data!r})"


def plan_template() -> bytes:
    """Return a template of the shape of a treatment plan: nested loops, paragraphs and tables."""
    document = new_document("{{ title }}")
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ name }}, {{ date }}", style="Subtitle")
    document.add_paragraph("{%p for problem in problems %}")
    document.add_heading("{{ problem.number }}. {{ problem.title }}", 1)
    document.add_paragraph("{{ problem.definition }}", style="Body Text")
    document.add_paragraph("{%p for goal in problem.goals %}")
    document.add_heading("{{ goal.number }} {{ goal.text }}", 2)
    document.add_paragraph("{%p for objective in goal.objectives %}")
    document.add_heading("{{ objective.number }} {{ objective.text }}", 3)
    document.add_paragraph("Measured by {{ objective.measure }}, by {{ objective.date }}.", style="Body Text")
    rows = (
        ("Number", "Intervention", "Role", "Dose"),
        ("{%tr for item in objective.interventions %}", "", "", ""),
        ("{{ item.number }}", "{{ item.text }}", "{{ item.role }}", "{{ item.dose }}"),
        ("{%tr endfor %}", "", "", ""),
    )
    add_table(document, rows, (0.9, 3.3, 1.4, 1.1))
    for _ in range(3):
        document.add_paragraph("{%p endfor %}")
    return saved(document)


def plan_data(rows: int) -> dict[str, object]:
    """Return data that fill the template to about six pages; `rows` multiplies the interventions."""
    chance = random.Random(1)  # noqa: S311 - the same invented sentences in every run

    def sentence() -> str:
        return " ".join(chance.choices(_WORDS, k=16)).capitalize() + " (R&D)."

    def intervention(number: int) -> dict[str, str]:
        return {"number": f"1.A.1.{number}", "text": sentence(), "role": chance.choice(_ROLES), "dose": "50 minutes"}

    def objective(number: int) -> dict[str, object]:
        items = [intervention(n) for n in range(5 * rows)]
        date = f"November {number + 1}, 2026"
        return {
            "number": f"1.A.{number}",
            "text": sentence(),
            "measure": "AUDIT-C",
            "date": date,
            "interventions": items,
        }

    def goal(number: int) -> dict[str, object]:
        return {"number": f"1.{number}", "text": sentence(), "objectives": [objective(n) for n in range(2)]}

    problems = [
        {"number": n, "title": "Alcohol use", "definition": sentence(), "goals": [goal(m) for m in range(2)]}
        for n in range(1, 4)
    ]
    return {"title": "Treatment plan", "name": "Jordan Example", "date": "November 24, 2026", "problems": problems}


def rate(render: Callable[[], object], seconds: float) -> float:
    """Return how many documents a second `render` makes, warm."""
    render()
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        render()
        count += 1
    return count / (time.perf_counter() - start)


def docxtpl_render(template: bytes, data: Mapping[str, object]) -> Callable[[], object] | None:
    """Return a function that renders with docxtpl, or None where it is not installed."""
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        return None

    def render() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(data), autoescape=True)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return render


def cold_start(template: bytes, data: Mapping[str, object]) -> float:
    """Return the seconds that a new process takes to import, compile and render once."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD.format(data=data)], input=template, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print documents a second, the ratio, and the cold start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1, help="how many times the rows of the plan")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each tool is measured")
    options = parser.parse_args()
    source, data = plan_template(), plan_data(options.rows)
    start = time.perf_counter()
    template = Template(source)
    compiled = time.perf_counter() - start
    made = template.render(data)
    body = zipfile.ZipFile(io.BytesIO(made)).getinfo("word/document.xml").file_size
    print(f"compile {compiled * 1000:.1f} ms; body {body / 1000:.0f} KB, document {len(made) / 1000:.1f} KB")
    ours = rate(lambda: template.render(data), options.seconds)
    print(f"planbuilder  {ours:8.1f} docs/s")
    theirs = docxtpl_render(source, data)
    if theirs is not None:
        other = rate(theirs, options.seconds)
        print(f"docxtpl      {other:8.1f} docs/s, ratio {ours / other:.1f}")
    print(f"cold start   {cold_start(source, data) * 1000:8.0f} ms")


if __name__ == "__main__":
    main()
