"""The table of `build_addon.py bench`."""
from __future__ import annotations

from tools import bench


def test_table_has_a_line_for_each_figure_with_its_spread():
    rows = [
        {"what": "generate", "unit": "s", "median": 0.51234, "least": 0.4, "most": 0.9, "repeats": 5, "aim": "< 1 s"},
        {"what": "memory", "unit": "MiB", "median": 1234.5, "least": 1234.5, "most": 1234.5, "repeats": 1, "aim": ""},
    ]
    lines = bench.table({"machine": "a machine", "rows": rows}).splitlines()
    assert lines[0] == "a machine"
    assert lines[-2] == "| generate | 0.512 s | 0.4 – 0.9 | < 1 s |"
    assert lines[-1] == "| memory | 1234 MiB | once |  |"
