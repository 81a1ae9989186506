"""Key reduction: from a generated key a frame to few Bézier keys that an animator can edit, within an error."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import bpy
import numpy as np

from ..rig import joint_bones
from . import bezier_fit, key_table, keyframes, quaternion

#: How far the pelvis may be from its place for every degree that a bone may turn away, in metres of a life-sized body: what a
#: degree at the knee moves the ankle by, rounded down.
_METRES_A_DEGREE = 0.005
#: Blender stores keys in single precision.
_MARGIN = 0.99
_GENERATED = keyframes.GENERATED["type"]
_BEZIER, _CONSTANT = (keyframes.enum_value("interpolation", name) for name in ("BEZIER", "CONSTANT"))
_FREE, _ALIGNED = (keyframes.enum_value("handle_left_type", name) for name in ("FREE", "ALIGNED"))


def reduce_keys(
    armature: bpy.types.Object, action: bpy.types.Action, first: int, last: int, degrees: float, joints: Sequence[bool] | None = None,
) -> tuple[int, int]:
    """Thins the keys typed GENERATED from frame `first` to `last`, both included, on the joint bones of `armature`: all, or those of
    the joints that `joints` (22) says.

    At every frame each bone stays within `degrees` of where it was, and the pelvis within 0.5 cm a degree of where it was. The
    keys left are Bézier, typed GENERATED, at the same frames in all channels of a bone. Every other key stays byte for byte,
    handles included, and so does the curve outside the frames. Frames with a pin of the bone stay keys, and so does a key that
    holds its value (CONSTANT). `action` holds one slot (see keyframes.copied_action). Returns how many generated keys there were
    and how many are left. Raises ValueError where `degrees` is not above 0.
    """
    if not 0.0 < degrees < np.inf:
        raise ValueError("the key reduction needs an error above 0 degrees")
    tracks = [track for track in _tracks(armature, action, np.arange(first, last + 1), joints) if track.active.any()]
    groups: dict[tuple[str, int], list[_Track]] = {}
    for track in tracks if last > first else ():
        groups.setdefault((track.mode, track.values.shape[1]), []).append(track)
    allowed = _MARGIN * degrees, _MARGIN * degrees * _METRES_A_DEGREE * joint_bones.units_a_metre(armature)
    before = sum(track.generated() for track in tracks)
    for (mode, _), group in groups.items():
        _reduce(group, mode, allowed)
    action.update_tag()
    return before, sum(track.generated() for track in tracks)


class _Track:
    """The channels of a bone that are keyed together: its rotation, and for the pelvis its location after it.

    curves: its C F-curves or None. tables: their keys. frames (T,). values (T, C). active (C,): the channels with generated keys.
    own (T, C): where a key stays. held (T,): frames that must stay keys.
    """

    def __init__(self, bag: bpy.types.ID, bone: bpy.types.PoseBone, properties: tuple[str, ...], pinned: np.ndarray) -> None:
        channels = [(bone.path_from_id(prop), index, now)
                    for prop in properties for index, now in enumerate(getattr(bone, prop))]
        self.mode = bone.rotation_mode
        self.curves = [bag.fcurves.find(path, index=index) for path, index, _ in channels]
        self.tables = [key_table.generated(np.empty(0), np.empty(0)) if curve is None else key_table.read(curve)
                       for curve in self.curves]
        self.frames = pinned[:, 0]
        sources = zip(self.curves, self.tables, (now for _, _, now in channels))
        self.values = np.stack([self._sampled(*source) for source in sources], axis=-1)
        self.active = np.array([self._replaceable(table).any() for table in self.tables])
        self.own, self.held = np.zeros(self.values.shape, dtype=bool), pinned[:, 1] > 0
        for channel in np.flatnonzero(self.active):
            self._hold(channel)

    def generated(self) -> int:
        """How many generated keys the channels have in the frames."""
        return sum(int(self._replaceable(table).sum()) for table in self.tables)

    def given(self, side: str) -> np.ndarray:
        """The handles (T, C, 2) on `side` of the keys that stay, as (frames, value) from the key; NaN elsewhere."""
        handles = np.full((*self.values.shape, 2), np.nan)
        for channel in np.flatnonzero(self.active):
            rows = np.flatnonzero(self.own[:, channel])
            table = self.tables[channel]
            keys = table[np.searchsorted(table["co"][:, 0], self.frames[rows])]
            handles[rows, channel] = keys[f"handle_{side}"].astype(float) - keys["co"]
        return handles

    def write(self, rows: np.ndarray, slopes: np.ndarray) -> None:
        """Replaces the generated keys by Bézier keys at `rows` (K,) with `slopes` (K, C)."""
        for channel in np.flatnonzero(self.active):
            table = self.tables[channel]
            keys = self._bezier(channel, rows, slopes[:, channel])
            kept = table[~self._replaceable(table)]
            table = np.concatenate([kept, keys[~self.own[rows, channel]]])
            self.tables[channel] = table[np.argsort(table["co"][:, 0], kind="stable")]
            key_table.write(self.curves[channel], self.tables[channel])

    def _bezier(self, channel: int, rows: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        frames, values = self.frames[rows], self.values[rows, channel]
        keys = key_table.generated(frames, values)
        thirds = np.diff(frames, prepend=frames[0] - 1, append=frames[-1] + 1) / 3.0
        keys["handle_left"] = np.stack([frames - thirds[:-1], values - slopes * thirds[:-1]], axis=-1)
        keys["handle_right"] = np.stack([frames + thirds[1:], values + slopes * thirds[1:]], axis=-1)
        keys["handle_left_type"] = keys["handle_right_type"] = _ALIGNED
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
            key["handle_left_type"] = key["handle_right_type"] = _FREE
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
        # Between two frames, and where the key does not lead on as Bézier, the next frame on either side is a key.
        steps = (table["interpolation"] == _CONSTANT) & self._replaceable(table)
        leads = times[(own & (table["interpolation"] != _BEZIER)) | steps]
        around = np.concatenate([np.floor(times[own]), np.ceil(times[own]), np.floor(leads), np.floor(leads) + 1])
        self.held[np.clip(around, 0, len(self.frames) - 1).astype(int)] = True


def _tracks(
    armature: bpy.types.Object, action: bpy.types.Action, frames: np.ndarray, joints: Sequence[bool] | None,
) -> Iterator[_Track]:
    bag = keyframes.channelbag(action)
    pins = getattr(armature, "motion_prompt_pins", ())
    carrier = joint_bones.carrier(armature)
    for joint, bone in joint_bones.keyed_bones(armature):
        if joints is not None and not joints[joint]:
            continue
        pinned = [pin.frame for pin in pins if pin.joint_mask[joint] or (bone == carrier and pin.root_mask)]
        properties = (keyframes.rotation_property(bone), *(("location",) if bone == carrier else ()))
        yield _Track(bag, bone, properties, np.stack([frames, np.isin(frames, pinned)], axis=-1))


def _reduce(group: list[_Track], mode: str, allowed: tuple[float, float]) -> None:
    """Fits tracks with the same rotation mode and as many channels in one go, and writes their keys."""
    count = len(group[0].frames)
    values = np.concatenate([track.values for track in group])
    keys = bezier_fit.fit(bezier_fit.Dense(
        len(group), values, np.concatenate([track.held for track in group]),
        np.concatenate([track.given("left") for track in group]), np.concatenate([track.given("right") for track in group]),
        _error(mode, values, np.repeat([track.active for track in group], count, axis=0), allowed)))
    owner = keys.rows // count
    for number, track in enumerate(group):
        track.write(keys.rows[owner == number] % count, keys.slopes[owner == number])


def _error(
    mode: str, values: np.ndarray, active: np.ndarray, allowed: tuple[float, float],
) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """The error of fitted channels (n, C) at rows (n,) of `values`, as a share of the degrees and of the length allowed."""
    exact, width = _turns(mode, values), 3 if len(mode) == 3 else 4
    everything = bool(active.all())

    def error(rows: np.ndarray, fitted: np.ndarray) -> np.ndarray:
        if not everything:
            fitted = np.where(active[rows], fitted, values[rows])
        cosine = np.abs(np.einsum("nc,nc->n", _turns(mode, fitted), exact[rows]))
        share = np.degrees(2.0 * np.arccos(np.minimum(cosine, 1.0))) / allowed[0]
        if fitted.shape[1] == width:
            return share
        return np.maximum(share, np.linalg.norm(fitted[:, width:] - values[rows, width:], axis=-1) / allowed[1])

    return error


def _turns(mode: str, channels: np.ndarray) -> np.ndarray:
    """The unit quaternions (n, 4) of the channels (n, C) of a rotation mode, as Blender takes them: quaternions normalised."""
    if mode == "QUATERNION":
        return quaternion.normalized(channels[:, :4])
    if mode == "AXIS_ANGLE":
        half = 0.5 * channels[:, :1]
        return np.concatenate([np.cos(half), np.sin(half) * quaternion.normalized(channels[:, 1:4])], axis=-1)
    turn = np.array([1.0, 0.0, 0.0, 0.0])
    for axis in mode:
        index, half = "XYZ".index(axis), 0.5 * channels[:, "XYZ".index(axis)]
        step = np.zeros((len(channels), 4))
        step[:, 0], step[:, 1 + index] = np.cos(half), np.sin(half)
        turn = quaternion.multiply(step, turn)
    return turn
