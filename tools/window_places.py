"""Where things are in the add-on's tab, found in the window itself: panels by the grip at the end of their headers, buttons and fields by
moving the mouse over them and asking Blender what is under it. So no place is written down, and panels may grow and move.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

#: Pixels between two rows, and where in the sidebar's width the mouse goes down: a row has up to five buttons.
_ROW, _COLUMNS = 9, (0.5, 0.14, 0.8, 0.32, 0.68, 0.74, 0.61, 0.4, 0.89, 0.07)


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
    """What was found under the mouse: name -> pixels from the sidebar's upper left corner. `under` looks at columns of places until the
    wanted name was found, and says what lies where (`window_inside.look`)."""

    under: Callable[[list[list[tuple[int, int]]], str], dict[str, list[tuple[int, int]]]]
    found: dict[str, tuple[int, int]] = field(default_factory=dict)

    def look(self, name: str, width: int, extent: Callable[[], tuple[int, int]]) -> tuple[int, int] | None:
        """The middle of what is called `name`; None where nothing is. `extent` says between which rows to look, where it is not where it was."""
        known = self.found.pop(name, None)
        if known is not None:
            x, y = known
            self._remember(self.under([[(x, each) for each in (y, *range(y - 45, y + 46, _ROW)) if each > 0]], name))
        if name not in self.found:
            rows = range(*extent(), _ROW)
            self._remember(self.under([[(round(width * share), y) for y in rows] for share in _COLUMNS], name))
        return self.found.get(name)

    def _remember(self, seen: dict[str, list[tuple[int, int]]]) -> None:
        self.found.update({each: _middle(spots) for each, spots in seen.items()})

    def gaps(self, width: int, top: int, bottom: int) -> list[int]:
        """Rows in which there is no button, from the bottom: headers of inner panels are among them."""
        columns = [[(round(width * share), y) for y in range(top, bottom, _ROW)] for share in (0.5, 0.14)]
        taken = {y for spots in self.under(columns, "").values() for _, y in spots}
        return [y for y in reversed(range(top, bottom, _ROW)) if y not in taken]


def _middle(spots: list[tuple[int, int]]) -> tuple[int, int]:
    """Halfway down the first column in which it was found; panels may have moved since, so this is where to look first."""
    column = [y for x, y in spots if x == spots[0][0]]
    return spots[0][0], sum(column) // len(column)
