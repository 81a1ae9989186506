"""Tables of figures as Markdown."""
from __future__ import annotations


def figure(value: dict | None, line: str = "<br>") -> str:
    """A figure (`metrics.Figure.to_dict`) with its interval below it; a dash where there is none."""
    if value is None:
        return "–"
    digits = 3 if abs(value["value"]) < 10 else 1
    middle, low, high = (f"{value[part]:.{digits}f}" for part in ("value", "low", "high"))
    return f"{middle}{line}({low}–{high})"


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """A table of the cells."""
    # Some labels hold the sign that parts the columns.
    lines = [head, ["---"] * len(head), *([cell.replace("|", ": ") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
