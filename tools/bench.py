"""`build_addon.py bench`: how fast it is on this machine, as medians with their spread."""
from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tools import package
from tools.demo import blender_variables
from tools.environment import MAIN, ToolError
from tools.processes import run_in_own_group

#: Seconds after which the measurement is taken for stuck.
PATIENCE = 1800


def run(options: argparse.Namespace) -> int:
    """Measure in a Blender of its own, print the table, and write FILE where asked."""
    python = MAIN.ensure(options.torch_index)
    with tempfile.TemporaryDirectory(prefix="motion-prompt-bench-") as scratch:
        figures = Path(scratch) / "figures.json"
        wishes = {
            "extension": str(package.pack(Path(scratch))),
            "python": str(python),
            "log": str(Path(scratch) / "blender.log"),
            "figures": str(figures),
            "repeats": max(3, options.repeats),
        }
        code = run_in_own_group([str(python), "-m", "tools.measure", json.dumps(wishes)], blender_variables(Path(scratch)), PATIENCE)
        if code != 0:
            raise ToolError("The measurement broke off; the lines above say why.")
        measured = json.loads(figures.read_text())
    print(table(measured))
    if options.json:
        options.json.write_text(json.dumps(measured, indent=2) + "\n")
    return 0


def table(measured: dict) -> str:
    """The figures as Markdown: a line each with its ratio to the yardstick of the same run, and how time grows."""
    lines = [measured["machine"], "", "| what | median | least – most | / yardstick | aim |", "|---|---:|---:|---:|---|"]
    for row in measured["rows"]:
        spread = f"{_number(row['least'])} – {_number(row['most'])}" if row["repeats"] > 1 else "once"
        lines.append(f"| {row['what']} | {_number(row['median'])} {row['unit']} | {spread} | {_ratio(row)} | {row['aim']} |")
    lines += ["", "Ratios are to the first line; those marked with a k to `keyframe_insert`.", ""]
    for grown in measured["growth"]:
        lines += [
            f"| {grown['what']} | {' | '.join(map(str, grown['values']))} |",
            f"|---|{'---:|' * len(grown['values'])}",
            f"| seconds, median | {' | '.join(map(_number, grown['seconds']))} |",
            f"| times the first | {' | '.join(_number(each / grown['seconds'][0]) for each in grown['seconds'])} |", "",
        ]
    return "\n".join(lines).rstrip()


def _ratio(row: dict) -> str:
    if row["ratio"] is None:
        return ""
    return f"{_number(row['ratio'])} {'k' if row['yardstick'] == 'keyframe_insert' else ''}".rstrip()


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"
