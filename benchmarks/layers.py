"""Measures a generated library of many entries in several layers: `python benchmarks/layers.py`.

The lowest layer is the shipped library; each layer on top adds copies of its interventions and patches some of those
beneath. Prints, for each size, the median time of loading without and with the cache, of the check, of explaining an
entry, of searching, and of comparing the uppermost layer with one in which some entries were changed. The last lines
are commands in new processes, with the cache warm: `python benchmarks/layers.py [--entries 2000 20000] [--layers 5]`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from planbuilder import check_library, data_path, explain, load_library, search

_ABOUT = """# yaml-language-server: $schema=../schemas/library.schema.json
schema: 1
id: layer-{number}
title: Layer {number}
version: 1.0.0
language: en
licence: CC0-1.0
layer: agency
policy: {{approval: optional}}
"""
_PATCH = """# yaml-language-server: $schema=../../../schemas/patch.schema.json
schema: 1
for: {content}
patch:
  title: Changed by layer {layer}
"""


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median time that some work takes."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def layers(home: Path, entries: int, number: int, patches: int) -> list[Path]:
    """Write the layers and return their folders, the lowest first."""
    roots = [shutil.copytree(data_path("library"), home / "shipped")]
    files = sorted((roots[0] / "interventions").rglob("*.yaml"))
    there = sum(1 for _ in roots[0].rglob("*.yaml"))
    each = max(1, (entries - there) // (number - 1))
    for layer in range(1, number):
        root = home / f"layer-{layer}"
        root.mkdir()
        (root / "library.yaml").write_text(_ABOUT.format(number=layer))
        for count in range(each):
            _copy(files[count % len(files)], roots[0], root, f"-l{layer}-{count // len(files)}")
        roots.append(root)
    library = load_library(*roots[:1])
    for layer, root in enumerate(roots[1:]):
        for id in [file.stem for file in files[layer * patches : (layer + 1) * patches]]:
            content = library.origin("intervention", id).content
            path = root / "patches" / "intervention" / f"{id}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_PATCH.format(content=content, layer=layer + 1), encoding="utf-8")
    return roots


def _copy(file: Path, below: Path, root: Path, suffix: str) -> None:
    """Write a copy of an entry under another id."""
    text = file.read_text(encoding="utf-8")
    id = file.stem
    made = root / file.relative_to(below).parent / f"{id}{suffix}.yaml"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_text(text.replace(f"\nid: {id}\n", f"\nid: {id}{suffix}\n"), encoding="utf-8")


def changed_layer(root: Path, home: Path, changes: int) -> Path:
    """Return a copy of a layer in which some of its entries have another title."""
    made = shutil.copytree(root, home / "changed")
    for file in sorted((made / "interventions").rglob("*.yaml"))[:changes]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("\ntitle: ", "\ntitle: Another ", 1), encoding="utf-8")
    return made


def command(home: Path, *words: str) -> Callable[[], object]:
    """Return what runs a command in a workspace, as a new process."""
    run = "from planbuilder.cli import main; main()"
    return lambda: subprocess.run(
        [sys.executable, "-c", run, *words], cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )


def measure(entries: int, said: argparse.Namespace) -> None:
    """Generate a library of a size and print its times."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["PLANBUILDER_CACHE"] = str(home / "cache")
        roots = layers(home, entries, said.layers, said.patches)
        changed = changed_layer(roots[-1], home, said.patches)
        names = ", ".join(f'"{root.name}"' for root in roots[1:])
        (home / "planbuilder.toml").write_text(f'library = "shipped"\nlayers = [{names}]\n', encoding="utf-8")
        time.sleep(2.5)  # files that were changed a moment ago are always read again
        library = load_library(*roots)
        name = f"intervention/{sorted(library.interventions)[said.patches]}"
        print(f"{len(library.origins)} entries in {len(library.layers)} layers; seconds, median of {said.runs}")
        for what, work, runs in (
            ("loading without the cache", lambda: load_library(*roots, use_cache=False), 1),
            ("loading from the cache", lambda: load_library(*roots), said.runs),
            ("library check, first", lambda: check_library(*roots), 1),
            ("library check, unchanged tree", lambda: check_library(*roots), said.runs),
            ("search, index made", lambda: search(library, "sleep diary"), 1),
            ("search, index there", lambda: search(library, "sleap diary"), said.runs),
            ("explain, library loaded", lambda: explain(roots, library, name), said.runs),
            ("library diff, first", command(home, "library", "diff", roots[-1].name, changed.name), 1),
            ("library diff", command(home, "library", "diff", roots[-1].name, changed.name), said.runs),
            ("library check, a new process", command(home, "library", "check"), said.runs),
            ("library search, a new process", command(home, "library", "search", "sleap", "diary"), said.runs),
            ("library explain, a new process", command(home, "library", "explain", name), said.runs),
        ):
            print(f"{what:32} {seconds(work, runs):8.3f}", flush=True)


def main() -> None:
    """Print the times for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--entries", type=int, nargs="+", default=[2_000, 20_000], help="how many entries all layers hold"
    )
    parser.add_argument("--layers", type=int, default=5, help="how many layers")
    parser.add_argument("--patches", type=int, default=5, help="how many patches each layer has")
    parser.add_argument("--runs", type=int, default=3, help="how many times each is run")
    said = parser.parse_args()
    for entries in said.entries:
        measure(entries, said)


if __name__ == "__main__":
    main()
