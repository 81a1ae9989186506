"""Where things are in the add-on's tab, found in the window itself: panels by the grip at the end of their headers, buttons and fields by
moving the mouse over them and asking Blender what is under it. So no place is written down, and panels may grow and move.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

#: Pixels between two rows, and where in the sidebar's width the mouse goes down: a row has up to five buttons.
_ROW, _COLUMNS = 9, (0.5, 0.14, 0.82, 0.32, 0.68, 0.89, 0.07)


@dataclass(frozen=True)
class Picture:
    """Grey values of a part of the screen, row by row."""

    width: int
    height: int
    grey: bytes

    def at(self, x: int, y: int) -> int:
        return self.grey[y * self.width + x]


def grips(sidebar: Picture) -> list[int]:
    """The rows (pixels from the sidebar's top) in which panels' headers are, from the top."""
    strip = range(sidebar.width - 57, sidebar.width - 33)
    rows = [[sidebar.at(x, y) for x in strip] for y in range(sidebar.height)]
    found: list[int] = []
    for y in range(2, sidebar.height - 8):
        if (not found or y - found[-1] > 8) and _is_grip(rows[y - 2:y + 8]):
            found.append(y + 2)
    return found


def _is_grip(rows: list[list[int]]) -> bool:
    """Whether two rows of four dots begin at the third of ten rows, with nothing above, between and below. Text has no such gaps."""
    dots = _dots(rows[2])
    if len(dots) != 4 or not 7 <= dots[-1] - dots[0] <= 13 or not _is_clear(rows[0], dots):
        return False
    second = next((row for row in (4, 5) if len(_dots(rows[row])) == 4 and abs(_dots(rows[row])[0] - dots[0]) <= 1), None)
    return second is not None and _is_clear(rows[second - 1], dots) and any(_is_clear(row, dots) for row in rows[second + 1:second + 4])


def _dots(row: list[int]) -> list[int]:
    """Where single light pixels are."""
    ground = max(set(row), key=row.count)
    return [x for x in range(1, len(row) - 1) if row[x] > ground + 20 and row[x - 1] < row[x] >= row[x + 1]]


def _is_clear(row: list[int], dots: list[int]) -> bool:
    ground = max(set(row), key=row.count)
    return all(abs(value - ground) < 8 for value in row[dots[0] - 1:dots[-1] + 2])


@dataclass
class Places:
    """What was found under the mouse: name -> pixels from the sidebar's upper left corner. Buttons are called by their operator, with
    its properties where it has any (`motion_prompt.show_take(step=-1)`), fields by the end of their data path (`motion_prompt.prompt`)."""

    under: Callable[[int, int], str]
    found: dict[str, tuple[int, int]] = field(default_factory=dict)

    def look(self, name: str, width: int, top: int, bottom: int) -> tuple[int, int] | None:
        """The middle of what is called `name` between two rows; None where nothing is."""
        known = self.found.get(name)
        if known is not None and self.under(*known) == name:
            return known
        self.found.clear()
        for share in _COLUMNS:
            spots = self._column(round(width * share), top, bottom)
            self.found.update({each: spot for each, spot in spots.items() if each not in self.found})
            if name in self.found:
                return self.found[name]
        return None

    def _column(self, x: int, top: int, bottom: int) -> dict[str, tuple[int, int]]:
        """What lies in one column of the sidebar, each in the middle of its height."""
        rows: dict[str, list[int]] = {}
        for y in range(top, bottom, _ROW):
            name = self.under(x, y)
            if name:
                rows.setdefault(name, []).append(y)
        return {name: (x, sum(each) // len(each)) for name, each in rows.items()}

