"""The keys of an F-curve as one NumPy table: read whole, spliced, written whole, nothing about a key lost."""
from __future__ import annotations

import bpy
import numpy as np

from .keyframes import GENERATED

_FLOATS = {"co": 2, "handle_left": 2, "handle_right": 2, "back": 1, "amplitude": 1, "period": 1}
_ENUMS = ("interpolation", "easing", "type", "handle_left_type", "handle_right_type")
_FLAGS = ("select_control_point", "select_left_handle", "select_right_handle")
#: One key, as Blender stores it.
KEY = np.dtype(
    [(name, np.float32, (width,) if width > 1 else ()) for name, width in _FLOATS.items()]
    + [(name, np.int32) for name in _ENUMS] + [(name, np.bool_) for name in _FLAGS])


def read(curve: bpy.types.FCurve) -> np.ndarray:
    """The curve's keys (N,) of `KEY`."""
    points = curve.keyframe_points
    table = np.zeros(len(points), dtype=KEY)
    for name in KEY.names:
        column = np.empty(table[name].size, dtype=table[name].dtype)
        points.foreach_get(name, column)
        table[name] = column.reshape(table[name].shape)
    return table


def write(curve: bpy.types.FCurve, table: np.ndarray) -> None:
    """Replaces the curve's keys. They must be in order of time.

    `curve.update()` is left out on purpose: it would work out automatic handles anew, and keys must stay as they are.
    """
    points = curve.keyframe_points
    points.clear()
    points.add(len(table))
    for name in KEY.names:
        points.foreach_set(name, np.ascontiguousarray(table[name]).ravel())


def generated(frames: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Linear keys, typed GENERATED, at `frames` (N,) with `values` (N,), unselected."""
    table = np.zeros(len(frames), dtype=KEY)
    table["co"] = np.stack([frames, values], axis=-1) if len(frames) else np.zeros((0, 2))
    for name, value in GENERATED.items():
        table[name] = value
    # Blender's own defaults of the elastic and back easings, should the animator choose these.
    table["back"], table["amplitude"], table["period"] = 1.70158, 0.8, 4.1
    return table


def merged(kept: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Both in order of time, at most one key at a time (the kept one). The new keys' handles lie on the lines to their neighbours."""
    new = new[~np.isin(new["co"][:, 0], kept["co"][:, 0])]
    order = np.argsort(np.concatenate([kept["co"][:, 0], new["co"][:, 0]]), kind="stable")
    table, fresh = np.concatenate([kept, new])[order], order >= len(kept)
    places = table["co"]
    before, after = np.roll(places, 1, axis=0), np.roll(places, -1, axis=0)
    if len(table):
        before[0], after[-1] = places[0] - [1, 0], places[-1] + [1, 0]
    automatic = fresh & (table["handle_left_type"] == GENERATED["handle_left_type"])
    table["handle_left"][automatic] = (places + (before - places) / 3)[automatic]
    table["handle_right"][automatic] = (places + (after - places) / 3)[automatic]
    return table
