"""Imports point up one list of rooms, and slow packages stay out of the way until they are used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import planbuilder
from planbuilder.data import data_path

SOURCE = Path(planbuilder.__file__).parent
_FLOOR = ("conforming", "errors", "files", "findings", "cache", "data", "reading", "remembering", "saving", "schema")
#: What a room may use beside itself. The ground floor is every module that stands in no room.
ROOMS = {
    "ground": (),
    "library": ("ground",),
    "plan": ("ground", "library"),
    "profiles": ("ground", "library", "plan"),
    "docx": (),
    "documents": ("ground", "library", "plan", "profiles", "docx"),
    "records": ("ground", "library", "plan", "profiles", "docx", "documents"),
    "batch": ("ground", "library", "plan", "documents"),
    "interop": ("ground", "library"),
    "cli": ("ground", "library", "plan", "profiles", "docx", "documents", "batch", "records", "interop"),
    "testing": ("ground", "library", "plan", "profiles", "docx", "documents", "cli"),
}
#: The part of the ground floor that the Word engine knows.
DOCX_FLOOR = ("errors", "files", "findings")
#: Packages that know Word files; only the Word engine uses them.
WORD_PACKAGES = {"docx", "lxml"}


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(SOURCE.rglob("*.py"))


def room_of(dotted: str) -> str:
    """Return the room of a module of the package (``library.loading``), or the module's name on the ground floor."""
    first = dotted.partition(".")[0]
    return first if first in ROOMS else "ground"


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield module and name of every import of a module, inside functions and for types too; no name for a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by dots, line {node.lineno}"
            yield from ((node.module or "", alias.name) for alias in node.names)


def own_imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the package's imports of itself: the module below ``planbuilder`` (empty for all of it) and the name."""
    for module, name in imports(path):
        if module == "planbuilder" and ((SOURCE / name).is_dir() or (SOURCE / f"{name}.py").is_file()):
            yield name, ""
        elif module.partition(".")[0] == "planbuilder":
            yield module.partition(".")[2], name


def place(path: Path) -> str:
    """Return a module's place in the package."""
    return path.relative_to(SOURCE).as_posix()


def forbidden(path: Path) -> Iterator[str]:
    """Yield the imports of a module that its room may not use."""
    room = room_of(place(path).replace("/", ".").removesuffix(".py"))
    for module, name in own_imports(path):
        if not module:
            allowed = name == "__version__" or room == "cli"
        elif room == "docx" and room_of(module) == "ground":
            allowed = module in DOCX_FLOOR
        else:
            allowed = room_of(module) in (room, *ROOMS[room])
        if not allowed:
            yield f"{place(path)} imports {module or 'planbuilder'} {name}"


def test_every_module_stands_in_a_room_or_on_the_ground_floor() -> None:
    """A new room or ground-floor module gets its line in the tables above."""
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert rooms <= set(ROOMS)
    floor = {path.stem for path in SOURCE.glob("*.py")} - {"__init__"}
    assert {name for name in floor if not name.startswith(_FLOOR)} == set()


def test_imports_point_up_only() -> None:
    """A module uses its own room and the rooms that its room may use; of the package itself only the version."""
    assert [each for path in modules() if path != SOURCE / "__init__.py" for each in forbidden(path)] == []


def test_only_the_word_engine_imports_packages_for_word_files() -> None:
    """No other room sees python-docx or lxml."""
    others = [path for path in modules() if not path.is_relative_to(SOURCE / "docx")]
    used = {place(path): {module.partition(".")[0] for module, _ in imports(path)} & WORD_PACKAGES for path in others}
    assert {name: packages for name, packages in used.items() if packages} == {}


def test_scripts_beside_the_templates_use_only_the_word_engine() -> None:
    """A template's script knows the Word engine, not plans."""
    scripts = sorted((data_path("library") / "documents").glob("*/*.py"))
    used = {script.parent.name: {room_of(module) for module, _ in own_imports(script)} for script in scripts}
    assert used
    assert {name: rooms for name, rooms in used.items() if rooms != {"docx"}} == {}


def test_the_command_line_uses_what_the_package_exports() -> None:
    """Every name that the commands take from a room is a public one."""
    commands = [path for path in modules() if path.is_relative_to(SOURCE / "cli")]
    used = {name for path in commands for module, name in own_imports(path) if room_of(module) != "cli"}
    assert used - set(planbuilder.__all__) == set()


def test_nothing_reaches_the_network_or_keeps_a_log() -> None:
    """No module imports what opens a connection, sends mail or writes logs; a person's data go into papers only."""
    outward = ("asyncio", "ftplib", "http", "logging", "smtplib", "socket", "ssl", "syslog", "urllib.request")
    found = [(place(path), module) for path in modules() for module, _ in imports(path) if module.startswith(outward)]
    assert found == []
