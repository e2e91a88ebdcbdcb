"""Damages Word files, led by what the engine's code does with them, and stops at the first that it does not endure.

By hand, with atheris installed: `python benchmarks/fuzz.py [SECONDS]` (60 without it). A file is endured when it is
refused with a sentence, or found fault with, or printed into one in which nothing worse is found. What fails is written
to `benchmarks/crash-*` by atheris, which takes such a file again as its argument.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "docx"))
with atheris.instrument_imports(include=["planbuilder.docx"]):
    from word_damage import damaged, endure


def once(data: bytes) -> None:
    """Damage a file as the bytes say, and endure it."""
    bytes_left = atheris.FuzzedDataProvider(data)
    endure(damaged(lambda count: bytes_left.ConsumeIntInRange(0, count - 1)))


def main() -> None:
    """Damage files for as long as is asked for."""
    asked = sys.argv[1:]
    options = [f"-max_total_time={asked[0]}" if asked and asked[0].isdecimal() else "-max_total_time=60"]
    folder = Path(__file__).parent
    given = [each for each in asked if not each.isdecimal()]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/", "-max_len=4096", "-timeout=60", *given], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
