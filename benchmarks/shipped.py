"""Measures how fast the treatment plan of an example client is rendered, beside docxtpl on the same template and data.

Run it by hand: `pip install -r benchmarks/requirements.txt`, then `python benchmarks/shipped.py [--seconds N]`. Figures
hold only as ratios within one run. What docxtpl cannot digest is rewritten, and both get what came of it: a paragraph
that holds two paragraph tags becomes three paragraphs, and an editable text becomes a plain one. One line measures our
own rendering as it really is, with content controls and bookmarks around every editable text.
"""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from planbuilder import compose, data_path, load_client, load_library, load_selection
from planbuilder.documents.view import view
from planbuilder.docx import Editable, Template
from planbuilder.docx.filters import FILTERS

HOME = data_path("library")
TEMPLATE = HOME / "documents" / "treatment-plan" / "template.docx"
DAY = dt.date(2026, 11, 16)
_P, _T = (f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("p", "t"))
COLD = "import sys; from planbuilder.docx import Template; Template(sys.argv[1])"


def plan_data() -> dict[str, Any]:
    """Return what the treatment plan of the example client prints."""
    library = load_library(HOME)
    client = load_client(HOME / "examples" / "deaf-alcohol.client.yaml", library, DAY)
    selection, _ = load_selection(HOME / "examples" / "deaf-alcohol.selection.yaml", client, library)
    return view(compose(client, selection, library, DAY), library.documents["treatment-plan"])


def plain(value: Any) -> Any:
    """Return data with every editable text as a plain one."""
    if isinstance(value, Editable):
        return value.shown
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def digestible(source: bytes) -> bytes:
    """Return a template in which no paragraph holds more than one paragraph tag."""
    document = docx.Document(io.BytesIO(source))
    for paragraph in list(document.element.body.iter(_P)):
        tags = [run for run in paragraph.r_lst if run.text.startswith("{%p ")]
        if len(tags) == 2:
            for tag, put in zip(tags, (paragraph.addprevious, paragraph.addnext), strict=True):
                alone = copy.deepcopy(paragraph)
                for run in list(alone.r_lst):
                    alone.remove(run)
                alone.append(tag)
                put(alone)
    return saved(document)


def saved(document: Any) -> bytes:
    """Return the bytes of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_docxtpl(source: bytes, data: dict[str, Any]) -> bytes:
    """Return the document that docxtpl makes; it reads and compiles the template anew for each, kept object or not."""
    environment = Environment(undefined=StrictUndefined)  # noqa: S701 -- docxtpl switches escaping on
    environment.filters["date"] = FILTERS["date"]
    document = DocxTemplate(io.BytesIO(source))
    document.render(data, environment, autoescape=True)
    return saved(document)


def lines(content: bytes) -> list[str]:
    """Return the text of every paragraph of a document's body that holds any, tables too."""
    body = docx.Document(io.BytesIO(content)).element.body
    texts = ("".join(each.text or "" for each in paragraph.iter(_T)).strip() for paragraph in body.iter(_P))
    return [text for text in texts if text]


def rate(render: Callable[[], object], seconds: float) -> float:
    """Return how many documents a second some work makes, once warm."""
    render()
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        render()
        count += 1
    return count / (time.perf_counter() - start)


def compile_time() -> float:
    """Return the seconds that a new process takes to import the Word engine and to compile the template."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD, str(TEMPLATE)], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print documents a second of both, the ratio, and what differs in the text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each is measured")
    parser.add_argument("--keep", action="store_true", help="keep both documents, to look at")
    options = parser.parse_args()
    data = plan_data()
    texts, source = plain(data), digestible(TEMPLATE.read_bytes())
    real, rewritten = Template(TEMPLATE), Template(source)
    made, other = rewritten.render(texts), with_docxtpl(source, texts)
    same = lines(made) == lines(other)
    print(f"isal {'yes' if find_spec('isal') else 'no'}")
    print(f"{len(lines(made))} paragraphs; the text of both documents is {'the same' if same else 'NOT the same'}")
    ours = rate(lambda: rewritten.render(texts), options.seconds)
    theirs = rate(lambda: with_docxtpl(source, texts), options.seconds)
    print(f"planbuilder, plain texts      {ours:8.1f} documents a second")
    print(f"docxtpl, plain texts          {theirs:8.1f} documents a second; ratio {ours / theirs:.1f}")
    print(f"planbuilder, editable texts   {rate(lambda: real.render(data), options.seconds):8.1f} documents a second")
    print(f"compiled in a new process in  {compile_time() * 1000:8.0f} ms")
    if options.keep:
        folder = Path(tempfile.mkdtemp(prefix="render-"))
        for name, content in (("planbuilder", made), ("docxtpl", other)):
            (folder / f"{name}.docx").write_bytes(content)
        print(folder)


if __name__ == "__main__":
    main()
