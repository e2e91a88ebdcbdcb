"""Renders the work of render.py with one Python tool: `python benchmarks/peers.py TOOL FOLDER`.

It reads commands, one JSON object a line: `size` of the work, and how many `seconds` or documents (`count`) to render,
or where to `save` one; it answers each with a line: documents, seconds, and the bytes of one. peers.mjs is the same for
the tools that run in node.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Render = Callable[[], bytes]


def planbuilder(folder: Path, size: int, *, editables: bool = False) -> Render:
    """Return how planbuilder renders the work: compiled once, printed many times."""
    from planbuilder.docx import Template

    template, plan = Template(folder / "jinja.docx"), _data(folder, size)
    if editables:
        from work import editable

        plan = editable(plan)
    return lambda: template.render(plan)


def docxtpl(folder: Path, size: int) -> Render:
    """Return how docxtpl does: it reads and compiles the template for every document, kept object or not."""
    from docxtpl import DocxTemplate

    source, plan = (folder / "jinja.docx").read_bytes(), _data(folder, size)

    def render() -> bytes:
        document, made = DocxTemplate(io.BytesIO(source)), io.BytesIO()
        document.render(plan, autoescape=True)
        document.save(made)
        return made.getvalue()

    return render


def mailmerge(folder: Path, size: int) -> Render:
    """Return how docx-mailmerge2 does; its data is brought into its form beforehand."""
    from mailmerge import MailMerge
    from work import merge_values

    source = (folder / "mailmerge.docx").read_bytes()
    values, tables = merge_values(_data(folder, size))

    def render() -> bytes:
        made = io.BytesIO()
        with MailMerge(io.BytesIO(source)) as document:
            document.merge(**values)
            for rows in tables.values():
                document.merge_rows(next(iter(rows[0])), rows)
            document.write(made)
        return made.getvalue()

    return render


def _without_isal(render: Callable[..., Render]) -> Callable[..., Render]:
    """Return a tool that finds no isal, as where the extra `speed` is not installed."""

    def made(*args: Any, **options: Any) -> Render:
        sys.modules["isal"] = None  # type: ignore[assignment] # Python's own way to say that a module is not there
        return render(*args, **options)

    return made


def _with_editables(folder: Path, size: int) -> Render:
    """Return planbuilder on texts that can be edited and read back."""
    return planbuilder(folder, size, editables=True)


TOOLS: dict[str, Callable[[Path, int], Render]] = {
    "planbuilder-zlib": _without_isal(planbuilder),
    "planbuilder-isal": planbuilder,
    "planbuilder-zlib-editable": _without_isal(_with_editables),
    "planbuilder-isal-editable": _with_editables,
    "docxtpl": docxtpl,
    "docx-mailmerge2": mailmerge,
}


def _data(folder: Path, size: int) -> dict[str, Any]:
    """Return the data of a size."""
    plan: dict[str, Any] = json.loads((folder / f"{size}.json").read_text(encoding="utf-8"))
    return plan


def answer(render: Render, command: dict[str, Any]) -> dict[str, Any]:
    """Return what came of a command."""
    count, start, made = 0, time.perf_counter(), b""
    end, most = start + command.get("seconds", 0), command.get("count", 1)
    while count < most or time.perf_counter() < end:
        made = render()
        count += 1
    seconds = time.perf_counter() - start
    if "save" in command:
        Path(command["save"]).write_bytes(made)
    return {"count": count, "seconds": seconds, "bytes": len(made)}


def main() -> None:
    """Answer commands until there are no more."""
    tool, folder = TOOLS[sys.argv[1]], Path(sys.argv[2])
    kept: dict[int, Render] = {}
    for line in sys.stdin:
        command = json.loads(line)
        size = command["size"]
        if size not in kept:
            kept[size] = tool(folder, size)
        print(json.dumps(answer(kept[size], command)), flush=True)


if __name__ == "__main__":
    main()
