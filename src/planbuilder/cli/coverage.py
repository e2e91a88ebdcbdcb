"""The coverage of needs by accommodations as text for reading."""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.library.coverage import Cell, Coverage, Gap

_WIDTH = 4


def matrix_as_text(found: Coverage) -> str:
    """Return the matrix (demands down, needs across by number) and, in words, the cells that are empty."""
    cells = {(cell.need, cell.demand): cell for cell in found.cells}
    side = max(map(len, found.demands), default=0)
    head = " " * side + "".join(f"{number:>{_WIDTH}}" for number in range(1, len(found.needs) + 1))
    return "\n".join(
        [
            "Needs:",
            *(f"  {number} {need}" for number, need in enumerate(found.needs, 1)),
            "A cell says how many accommodations answer. In brackets: a possible conflict. A dot: no conflict.",
            head,
            *(f"{demand:<{side}}" + _row(cells, demand, found.needs) for demand in found.demands),
            *_empty("Usual conflicts without an answer", found.empty()),
            *_empty("Possible conflicts without an answer", found.empty("possible")),
        ]
    )


def _row(cells: dict[tuple[str, str], Cell], demand: str, needs: Sequence[str]) -> str:
    """Return the cells of one demand."""
    return "".join(f"{_mark(cells.get((need, demand))):>{_WIDTH}}" for need in needs)


def _mark(cell: Cell | None) -> str:
    """Return what stands in a cell."""
    if cell is None:
        return "."
    return str(len(cell.answers)) if cell.degree == "usual" else f"({len(cell.answers)})"


def _empty(title: str, cells: Sequence[Cell]) -> list[str]:
    """Return the empty cells in words."""
    if not cells:
        return [f"{title}: none."]
    lines = [f"  {cell.need}, {cell.demand}: asked by {_some(cell.asked_by)}" for cell in cells]
    return [f"{title}: {len(cells)}.", *lines]


def _some(names: Sequence[str], most: int = 3) -> str:
    """Return the first names, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def gaps_as_text(gaps: Sequence[Gap]) -> str:
    """Return the combinations of two needs that leave a conflict without an answer."""
    lines: list[str] = []
    for needs in dict.fromkeys(gap.needs for gap in gaps):
        lines.append(f"{needs[0]} with {needs[1]}:")
        lines += [
            f"  {gap.demand}, hard for {gap.need}: ruled out are {', '.join(gap.ruled_out)}"
            for gap in gaps
            if gap.needs == needs
        ]
    combined = len({gap.needs for gap in gaps})
    told = f"{combined} combinations of two needs leave {len(gaps)} usual conflicts without an answer."
    return "\n".join(
        [*lines, told if gaps else "No combination of two needs leaves a usual conflict without an answer."]
    )
