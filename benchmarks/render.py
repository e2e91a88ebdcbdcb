"""Measures how fast a plan of six pages is printed, by planbuilder and by five other tools, in one run on one core.

    pip install -r benchmarks/requirements.txt
    npm install --prefix benchmarks
    python benchmarks/render.py [--rounds N] [--seconds N] [--core N]

A tool that is not installed is left out, and said to be. Every tool has a process of its own; all are bound to the same
core and take turns, round after round, and a ratio is that of the median of its rounds. First the text of each tool's
document is compared with ours, paragraph by paragraph. work.py builds the work, peers.py and peers.mjs call the tools.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import docx
from peers import TOOLS
from work import SIZES, count, data, write_work

from planbuilder.docx import Template
from planbuilder.docx.base import new_document, saved

HERE = Path(__file__).parent
NODE = ("docxtemplater", "easy-template-x", "carbone")
OURS = tuple(name for name in TOOLS if name.startswith("planbuilder"))
BASE = "docxtpl"
_NEEDED = {"docxtpl": "docxtpl", "docx-mailmerge2": "mailmerge", "planbuilder-isal": "isal"}
_MANY = 10_000
_T, _TAB, _P = (f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("t", "tab", "p"))


class Worker:
    """A process in which one tool renders the work."""

    def __init__(self, name: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            command(name, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def ask(self, size: int, **wanted: Any) -> dict[str, Any]:
        """Return the answer to a command; raise ValueError where the tool has failed."""
        assert self.process.stdin is not None  # noqa: S101 - both are pipes
        assert self.process.stdout is not None  # noqa: S101
        print(json.dumps({"size": size, **wanted}), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def peak(self) -> float:
        """Return the most memory it has had, in MB; not a number where the system does not say.

        What getrusage says would be the memory of this process where that is larger: a child inherits its peak.
        """
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii")) if status.exists() else None
        return int(found[1]) / 1024 if found else math.nan

    def end(self) -> None:
        """Let the process end."""
        self.process.communicate()


def command(name: str, folder: Path) -> list[str]:
    """Return the command that starts a tool's process."""
    if name in NODE:
        return ["node", str(HERE / "peers.mjs"), name, str(folder)]
    return [sys.executable, str(HERE / "peers.py"), name, str(folder)]


def installed(name: str) -> bool:
    """Return whether a tool can be run here."""
    if name in NODE:
        return shutil.which("node") is not None and (HERE / "node_modules" / name).is_dir()
    return find_spec(_NEEDED.get(name.removesuffix("-editable"), "planbuilder")) is not None


def edition(name: str) -> str:
    """Return a tool's name and version."""
    if name in NODE:
        package = json.loads((HERE / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
        return f"{name} {package['version']}"
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def lines(path: Path) -> list[str]:
    """Return the text of every paragraph of a document's body that holds any, tables too."""
    body = docx.Document(str(path)).element.body
    texts = (
        "".join("\t" if node.tag == _TAB else node.text or "" for node in paragraph.iter(_T, _TAB)).strip()
        for paragraph in body.iter(_P)
    )
    return [text for text in texts if text]


def compare(names: Iterable[str], folder: Path) -> None:
    """Print of every tool how large its document is, and whether it says what ours says."""
    ours: list[str] = []
    for name in names:
        made = folder / f"{name}.made.docx"
        worker = Worker(name, folder)
        answer = worker.ask(1, save=str(made))
        worker.end()
        ours = ours or lines(made)
        same = "the same text" if lines(made) == ours else "ANOTHER TEXT"
        print(f"{edition(name):28} {answer['bytes']:7,} bytes, {len(lines(made))} paragraphs, {same}")


def same_parts(folder: Path) -> bool:
    """Return whether what we print with isal unpacks to the same parts as with zlib."""
    texts = []
    for name in ("planbuilder-zlib", "planbuilder-isal"):
        with zipfile.ZipFile(folder / f"{name}.made.docx") as package:
            texts.append({each: package.read(each) for each in package.namelist()})
    return texts[0] == texts[1]


def rates(names: list[str], folder: Path, size: int, rounds: int, seconds: float) -> dict[str, list[float]]:
    """Return the documents a second of every tool in every round; the tools take turns."""
    workers = {name: Worker(name, folder) for name in names}
    for worker in workers.values():
        worker.ask(size, count=2)
    found: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name, worker in workers.items():
            answer = worker.ask(size, seconds=seconds)
            found[name].append(answer["count"] / answer["seconds"])
    for worker in workers.values():
        worker.end()
    return found


def cold(name: str, folder: Path) -> float:
    """Return the seconds from starting a process to its end, one document printed."""
    start = time.perf_counter()
    subprocess.run(
        command(name, folder), input=json.dumps({"size": 1}), text=True, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def peak(name: str, folder: Path, size: int, documents: int) -> float:
    """Return the largest memory in MB that a new process took for so many documents."""
    worker = Worker(name, folder)
    worker.ask(size, count=documents)
    found = worker.peak()
    worker.end()
    return found


def speeds(names: list[str], folder: Path, options: argparse.Namespace) -> None:
    """Print a table of documents a second for every size of the work, with the ratio to docxtpl."""
    found = {size: rates(names, folder, size, options.rounds, options.seconds) for size in SIZES}
    heads = "".join(f"{f'{size}x rows':>12}{'ratio':>8}" for size in SIZES)
    print(f"\n{'documents a second':28}{heads}")
    for name in names:
        cells = ""
        for size in SIZES:
            rate = median(found[size][name])
            ratio = f"{rate / median(found[size][BASE]):.1f}" if BASE in names else ""
            cells += f"{rate:12.1f}{ratio:>8}"
        print(f"{name:28}{cells}")
    others = {name: median(found[1][name]) for name in names if name not in OURS}
    if others:
        best = max(others, key=others.__getitem__)
        for name in (each for each in OURS if each in names):
            print(f"{name} to the best other, {best}: {median(found[1][name]) / others[best]:.1f}")


def starts(names: list[str], folder: Path, runs: int) -> None:
    """Print how long a process takes for one document, and the memory that a hundred take."""
    found: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(runs):
        for name in names:
            found[name].append(cold(name, folder))
    print(f"\n{'':28}{'cold start':>12}{'peak, 1x':>12}{'peak, 100x':>12}")
    for name in names:
        memory = "".join(f"{peak(name, folder, size, many):9.0f} MB" for size, many in ((1, 100), (100, 3)))
        print(f"{name:28}{median(found[name]) * 1000:9.0f} ms{memory}")


def flat(folder: Path) -> None:
    """Print the peak memory of one process as it prints more and more."""
    print("\npeak memory after so many documents of one process")
    for name in ("planbuilder-zlib", "planbuilder-zlib-editable"):
        worker = Worker(name, folder)
        done, cells = 0, []
        for many in (100, 1_000, _MANY):
            worker.ask(1, count=many - done)
            done = many
            cells.append(f"{many:,}: {worker.peak():.1f} MB")
        worker.end()
        print(f"{name:28}{', '.join(cells)}")


def growth(rounds: int) -> None:
    """Print what a row, and what a tag, costs us in templates and data of growing size."""
    print("\nmicroseconds for each row, and for each tag of a template: to print, and to compile")
    template = Template(_tagged(["{%p for row in rows %}", "{{ row.a }}, {{ row.b }}", "{%p endfor %}"]))
    for many in (100, 1_000, 10_000):
        rows = {"rows": [{"a": f"a{number}", "b": "some words more"} for number in range(many)]}
        print(f"{many:7,} rows {_micro(lambda rows=rows: template.render(rows), rounds) / many:7.2f}")
    for many in (100, 1_000, 10_000):
        source = _tagged([f"{{{{ v{number} }}}}" for number in range(many)])
        values = {f"v{number}": "some words" for number in range(many)}
        made = Template(source)
        printing = _micro(lambda made=made, values=values: made.render(values), rounds) / many
        compiling = _micro(lambda source=source: Template(source), rounds) / many
        print(f"{many:7,} tags {printing:7.2f} {compiling:7.0f}")


def _micro(work: Callable[[], object], rounds: int) -> float:
    """Return the median microseconds that some work takes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times) * 1e6


def _tagged(paragraphs: Iterable[str]) -> bytes:
    """Return a template of paragraphs."""
    document = new_document("Tags")
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how many turns every tool has")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a turn is")
    parser.add_argument("--core", type=int, default=0, help="the core all run on, where the system can bind them")
    parser.add_argument("--keep", type=Path, help="a folder that keeps templates, data and documents, to look at")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {options.core})
    wanted = [*TOOLS, *NODE]
    names = [name for name in wanted if installed(name)]
    print(f"Python {sys.version.split()[0]}; not installed here: {', '.join(set(wanted) - set(names)) or 'none'}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        write_work(folder)
        print(f"values in the plan: {', '.join(f'{count(data(size)):,} ({size}x rows)' for size in SIZES)}\n")
        compare(names, folder)
        if "planbuilder-isal" in names:
            print(f"parts with isal and with zlib: {'the same' if same_parts(folder) else 'NOT THE SAME'}")
        speeds(names, folder, options)
        starts(names, folder, options.rounds)
        flat(folder)
    growth(options.rounds)


if __name__ == "__main__":
    main()
