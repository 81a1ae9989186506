"""The table of `build_addon.py bench`."""
from __future__ import annotations

from tools import bench


def test_table_has_a_line_for_each_figure_with_its_spread_and_ratio():
    rows = [
        {"what": "generate", "unit": "s", "median": 0.51234, "least": 0.4, "most": 0.9, "repeats": 5, "aim": "< 1 s", "ratio": 2.5, "yardstick": "loop"},
        {"what": "keys", "unit": "s", "median": 0.02, "least": 0.01, "most": 0.03, "repeats": 5, "aim": "", "ratio": 0.1,
         "yardstick": "keyframe_insert"},
        {"what": "memory", "unit": "MiB", "median": 1234.5, "least": 1234.5, "most": 1234.5, "repeats": 1, "aim": "", "ratio": None, "yardstick": ""},
    ]
    growth = [{"what": "takes", "values": [1, 8], "seconds": [0.2, 0.5]}]
    lines = bench.table({"machine": "a machine", "rows": rows, "growth": growth}).splitlines()
    assert lines[0] == "a machine"
    assert lines[4:7] == [
        "| generate | 0.512 s | 0.4 – 0.9 | 2.5 | < 1 s |", "| keys | 0.02 s | 0.01 – 0.03 | 0.1 k |  |", "| memory | 1234 MiB | once |  |  |"]
    assert lines[-4:] == ["| takes | 1 | 8 |", "|---|---:|---:|", "| seconds, median | 0.2 | 0.5 |", "| times the first | 1 | 2.5 |"]
