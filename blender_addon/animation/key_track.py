"""The channels of a bone that are keyed together, their keys read and, thinned, written. See `reduction`."""
from __future__ import annotations

import bpy
import numpy as np

from . import key_table, keyframes

_GENERATED = keyframes.GENERATED["type"]
_BEZIER, _CONSTANT = (keyframes.enum_value("interpolation", name) for name in ("BEZIER", "CONSTANT"))
_FREE = keyframes.enum_value("handle_left_type", "FREE")


class Track:
    """The channels of a bone that are keyed together: its rotation, or its location.

    curves: its C F-curves or None. tables: their keys. frames (T,). values (T, C). active (C,): the channels with generated keys.
    own (T, C): where a key stays. held (T,): frames that must stay keys.
    """

    def __init__(self, bag: bpy.types.ID, bone: bpy.types.PoseBone, prop: str, frames: np.ndarray, pinned: np.ndarray, thinned: bool) -> None:
        path, now = bone.path_from_id(prop), list(getattr(bone, prop))
        self.name, self.mode = bone.name, "" if prop == "location" else bone.rotation_mode
        self.curves = [bag.fcurves.find(path, index=index) for index in range(len(now))]
        self.tables = [key_table.generated(np.empty(0), np.empty(0)) if curve is None else key_table.read(curve)
                       for curve in self.curves]
        self.frames = frames
        self.values = np.stack([self._sampled(*source) for source in zip(self.curves, self.tables, now)], axis=-1)
        self.active = np.array([thinned and self._replaceable(table).any() for table in self.tables])
        self.own, self.held = np.zeros(self.values.shape, dtype=bool), np.isin(frames, pinned)
        self.held[[0, -1]] = True
        for channel in np.flatnonzero(self.active):
            self._hold(channel)

    def generated(self) -> int:
        """How many generated keys the channels that are thinned have in the frames."""
        return sum(int(self._replaceable(table).sum()) for table, active in zip(self.tables, self.active) if active)

    def write(self, rows: np.ndarray, parameters: np.ndarray) -> None:
        """Replaces the generated keys by Bézier keys at `rows` (R,), with parameters (5, 4, R) (see `bezier_curves.Curves`)."""
        for channel in np.flatnonzero(self.active):
            table = self.tables[channel]
            keys = self._bezier(channel, rows, parameters[:, channel])
            kept = table[~self._replaceable(table)]
            table = np.concatenate([kept, keys[~self.own[rows, channel]]])
            self.tables[channel] = table[np.argsort(table["co"][:, 0], kind="stable")]
            key_table.write(self.curves[channel], self.tables[channel])

    def _bezier(self, channel: int, rows: np.ndarray, parameters: np.ndarray) -> np.ndarray:
        values, slope_after, slope_before, share_after, share_before = parameters
        frames = self.frames[rows]
        ways = np.diff(frames, prepend=frames[0] - 1, append=frames[-1] + 1)
        before, after = share_before * ways[:-1], share_after * ways[1:]
        keys = key_table.generated(frames, values)
        keys["handle_left"] = np.stack([frames - before, values - slope_before * before], axis=-1)
        keys["handle_right"] = np.stack([frames + after, values + slope_after * after], axis=-1)
        keys["handle_left_type"] = keys["handle_right_type"] = _FREE
        keys["interpolation"] = _BEZIER
        self._keep_jumps_and_ends(channel, keys)
        return keys

    def _keep_jumps_and_ends(self, channel: int, keys: np.ndarray) -> None:
        """Values that are held go on being held, and the curve before the first and after the last frame is not touched."""
        table = self.tables[channel]
        times = table["co"][:, 0]
        steps = np.isin(keys["co"][:, 0], times[self._replaceable(table) & (table["interpolation"] == _CONSTANT)])
        keys["interpolation"][steps] = _CONSTANT
        for key, side in ((keys[:1], "left"), (keys[-1:], "right")):
            was = table[times == key["co"][0, 0]]
            if len(was):
                key[f"handle_{side}"] = was[f"handle_{side}"]
                if side == "right" and (times[-1] > key["co"][0, 0] or self.curves[channel].extrapolation == "LINEAR"):
                    key["interpolation"] = was["interpolation"]

    def _sampled(self, curve: bpy.types.FCurve | None, table: np.ndarray, now: float) -> np.ndarray:
        """The channel at every frame: its key's value, or without a key what the curve shows."""
        if curve is None or not len(table):
            return np.full(len(self.frames), now)
        times = table["co"][:, 0]
        places = np.minimum(np.searchsorted(times, self.frames), len(times) - 1)
        values = table["co"][places, 1].astype(float)
        for row in np.flatnonzero(times[places] != self.frames):
            values[row] = curve.evaluate(self.frames[row])
        return values

    def _replaceable(self, table: np.ndarray) -> np.ndarray:
        times = table["co"][:, 0]
        return (table["type"] == _GENERATED) & (times >= self.frames[0]) & (times <= self.frames[-1])

    def _hold(self, channel: int) -> None:
        table = self.tables[channel]
        times = table["co"][:, 0] - self.frames[0]
        own = (times >= 0) & (times <= len(self.frames) - 1) & ~self._replaceable(table)
        whole = own & (times == np.round(times))
        self.own[times[whole].astype(int), channel] = True
        # What leads to an own key and on from it is the animator's: the frames beside it are keys. So is what follows a held value.
        steps = times[(table["interpolation"] == _CONSTANT) & self._replaceable(table)]
        around = np.concatenate([np.floor(times[own]), np.ceil(times[own]), np.ceil(times[own]) - 1, np.floor(times[own]) + 1, np.floor(steps), np.floor(steps) + 1])
        self.held[np.clip(around, 0, len(self.frames) - 1).astype(int)] = True
