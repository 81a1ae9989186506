"""Exact geometry for named poses: points on the body, and what is demanded of them, for thousands of poses at once.

A target is a number measured between points — a distance, an offset along a direction, an angle — and the interval it belongs in.
Each pose of a batch may have targets of its own: they are laid out as tables of indices, so that one gather serves them all.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache

import torch
from torch import Tensor

from models.kinematics import forward_kinematics_of_matrices, matrices
from models.skeleton import JOINT_INDEX, JOINT_NAMES, SMPL_REST_POSITIONS
from models.text.sides import mirrored as mirrored_words

#: Points on the skin: the joint that carries them, where they are in the rest pose (metres), radius of the body around the point.
_SIDED_POINTS = {
    "palm": ("wrist", (0.765, 1.357, -0.014), 0.0),
    "back_of_hand": ("wrist", (0.765, 1.399, -0.014), 0.0),
    "hand": ("wrist", (0.765, 1.378, -0.014), 0.02),
    "fingertips": ("wrist", (0.868, 1.373, -0.014), 0.0),
    "thumb": ("wrist", (0.778, 1.363, 0.069), 0.0),
    "thumb_side": ("wrist", (0.765, 1.378, 0.086), 0.0),
    "little_finger": ("wrist", (0.790, 1.375, -0.058), 0.0),
    "ear": ("head", (0.082, 1.588, 0.004), 0.0),
    "eye": ("head", (0.031, 1.602, 0.105), 0.0),
    "cheek": ("head", (0.055, 1.555, 0.085), 0.0),
    "temple": ("head", (0.070, 1.625, 0.050), 0.0),
    "shoulder_top": ("collar", (0.160, 1.437, -0.020), 0.0),
    "breast": ("spine3", (0.075, 1.305, 0.102), 0.0),
    "armpit": ("spine3", (0.165, 1.290, -0.010), 0.0),
    "ribs": ("spine2", (0.142, 1.180, 0.000), 0.0),
    "waist": ("pelvis", (0.142, 0.985, -0.005), 0.0),
    "hip_side": ("pelvis", (0.152, 0.910, -0.010), 0.0),
    "lower_back": ("pelvis", (0.060, 1.000, -0.108), 0.0),
    "buttock": ("pelvis", (0.078, 0.862, -0.125), 0.0),
    "thigh": ("hip", (0.096, 0.680, 0.088), 0.0),
    "outer_thigh": ("hip", (0.172, 0.720, 0.000), 0.0),
    "kneecap": ("knee", (0.098, 0.478, 0.066), 0.0),
    "inner_knee": ("knee", (0.047, 0.470, 0.008), 0.0),
    "shin": ("knee", (0.098, 0.280, 0.035), 0.0),
    "calf": ("knee", (0.100, 0.320, -0.080), 0.0),
    "heel": ("ankle", (0.098, 0.005, -0.075), 0.0),
    "sole": ("ankle", (0.103, 0.003, 0.020), 0.0),
    "outer_ankle": ("ankle", (0.131, 0.075, -0.025), 0.0),
    "ball": ("foot", (0.112, 0.003, 0.100), 0.0),
    "toes": ("foot", (0.112, 0.003, 0.180), 0.0),
    "instep": ("foot", (0.110, 0.060, 0.080), 0.0),
    "biceps": ("shoulder", (0.320, 1.378, 0.022), 0.0),
    "elbow_tip": ("elbow", (0.440, 1.380, -0.069), 0.0),
    "forearm": ("elbow", (0.565, 1.380, -0.027), 0.038),
}
_MIDDLE_POINTS = {
    "crown": ("head", (0.0, 1.730, 0.010), 0.0),
    "forehead": ("head", (0.0, 1.655, 0.103), 0.0),
    "nose": ("head", (0.0, 1.576, 0.129), 0.0),
    "mouth": ("head", (0.0, 1.540, 0.112), 0.0),
    "chin": ("head", (0.0, 1.508, 0.095), 0.0),
    "back_of_head": ("head", (0.0, 1.620, -0.085), 0.0),
    "nape": ("neck", (0.0, 1.450, -0.075), 0.0),
    "throat": ("neck", (0.0, 1.440, 0.038), 0.0),
    "skull": ("head", (0.0, 1.590, 0.0), 0.0),
    "gaze": ("head", (0.0, 1.590, 0.130), 0.0),
    "skull_top": ("head", (0.0, 1.720, 0.0), 0.0),
    "chest": ("spine3", (0.0, 1.300, 0.105), 0.0),
    "chest_front": ("spine3", (0.0, 1.220, 0.105), 0.0),
    "pelvis_front": ("pelvis", (0.0, 0.930, 0.100), 0.0),
    "pelvis_top": ("pelvis", (0.0, 1.030, 0.0), 0.0),
    "upper_back": ("spine3", (0.0, 1.300, -0.112), 0.0),
    "belly": ("spine1", (0.0, 1.060, 0.088), 0.0),
    "small_of_back": ("spine1", (0.0, 1.060, -0.090), 0.0),
    "groin": ("pelvis", (0.0, 0.860, 0.080), 0.0),
    "seat": ("pelvis", (0.0, 0.855, -0.090), 0.0),
}
#: What may touch the floor first.
_LOWEST = ("heel", "sole", "ball", "toes", "kneecap", "instep", "shin", "calf", "buttock", "hip_side", "palm", "back_of_hand",
           "fingertips", "elbow_tip", "forearm", "shoulder_top", "ear", "ribs", "thigh", "outer_thigh",
           "crown", "forehead", "nose", "back_of_head", "chest", "upper_back", "belly", "small_of_back", "seat")
#: Kilograms in a hundred that hang on each joint (after Winter 2009, Table 4.1), for the centre of mass.
_MASS = {"pelvis": 14.0, "spine1": 14.0, "spine3": 22.0, "head": 8.0, "hip": 4.5, "knee": 8.0, "ankle": 3.5, "shoulder": 2.0,
         "elbow": 2.5, "wrist": 1.5}
FRAMES = ("world", "pelvis", "spine3", "head")
DIRECTIONS = {"up": (0.0, 1.0, 0.0), "down": (0.0, -1.0, 0.0), "forward": (0.0, 0.0, 1.0), "back": (0.0, 0.0, -1.0),
              "left": (1.0, 0.0, 0.0), "right": (-1.0, 0.0, 0.0)}

#: A target's upper end where it has none.
OPEN = 3.0


def _points() -> dict[str, tuple[str, tuple[float, float, float], float]]:
    points = {name: (name, tuple(SMPL_REST_POSITIONS[JOINT_INDEX[name]].tolist()), 0.0) for name in JOINT_NAMES}
    for name, (joint, (x, y, z), radius) in _SIDED_POINTS.items():
        for side, sign in (("left", 1), ("right", -1)):
            carrier = joint if joint in JOINT_INDEX else f"{side}_{joint}"
            points[f"{side}_{name}"] = (carrier, (sign * x, y, z), radius)
    return points | _MIDDLE_POINTS


POINTS = _points()
#: Index of every point by name; the last two are measured on the whole body.
POINT_INDEX = {name: index for index, name in enumerate([*POINTS, "centre_of_mass", "floor"])}
#: The points of a hand that touch.
_TOUCHING = torch.tensor([POINT_INDEX[f"{side}_{point}"] for side in ("left", "right") for point in ("palm", "fingertips")])


@dataclass(frozen=True)
class Body:
    """points (N, P, 3), metres, about the pelvis, in POINT_INDEX's order; frames (N, 4, 3, 3), turns of FRAMES."""

    points: Tensor
    frames: Tensor

    def point(self, name: str) -> Tensor:
        return self.points[:, POINT_INDEX[name]]


def body_of(poses: Tensor) -> Body:
    """The body of poses (N, 132); differentiable."""
    return body_of_matrices(matrices(poses.unflatten(-1, (len(JOINT_NAMES), 6))))


def body_of_matrices(local: Tensor) -> Body:
    """The body of local rotation matrices (N, 22, 3, 3); differentiable."""
    return body_of_joints(*forward_kinematics_of_matrices(local))


def body_of_joints(positions: Tensor, turns: Tensor) -> Body:
    """The body of joints (N, 22, 3) and their turns (N, 22, 3, 3), as `models.kinematics.forward_kinematics` gives them."""
    carriers, offsets, lowest, radii, masses, framed = _layout(turns.device)
    skin = positions.index_select(1, carriers) + (turns.index_select(1, carriers) * offsets[:, None]).sum(-1)
    centre = (masses[:, None] * positions).sum(1, keepdim=True)
    floor = (skin[..., 1].index_select(1, lowest) - radii).amin(1)
    floor = torch.stack([torch.zeros_like(floor), floor, torch.zeros_like(floor)], dim=-1)[:, None]
    world = torch.eye(3, dtype=turns.dtype, device=turns.device).expand(len(turns), 1, 3, 3)
    frames = torch.cat([world, turns.index_select(1, framed)], dim=1)
    return Body(torch.cat([skin, centre, floor], dim=1), frames)


@lru_cache(maxsize=2)
def _layout(device: torch.device) -> tuple[Tensor, ...]:
    carriers = torch.tensor([JOINT_INDEX[joint] for joint, _, _ in POINTS.values()], device=device)
    rest = torch.tensor([place for _, place, _ in POINTS.values()], device=device)
    offsets = rest - torch.as_tensor(SMPL_REST_POSITIONS, device=device)[carriers]
    names = [name for name in POINTS if re.sub("^(left|right)_", "", name) in _LOWEST]
    lowest = torch.tensor([POINT_INDEX[name] for name in names], device=device)
    radii = torch.tensor([POINTS[name][2] for name in names], device=device)
    masses = torch.tensor([_MASS.get(re.sub("^(left|right)_", "", name), 0.0) for name in JOINT_NAMES], device=device)
    framed = torch.tensor([JOINT_INDEX[name] for name in FRAMES[1:]], device=device)
    return carriers, offsets, lowest, radii, masses / masses.sum(), framed


@dataclass(frozen=True)
class Target:
    """A measure of the body that belongs between `low` and `high` (metres, or degrees for angles).

    distance: |end − start|. offset: (end − start) along `direction` of `frame`. angle: between (end − start) and `direction` of
    `frame`, or the segment `against`.
    """

    kind: str
    start: str
    end: str
    low: float
    high: float
    frame: str = "world"
    direction: tuple[float, float, float] = (0.0, 1.0, 0.0)
    against: tuple[str, str] | None = None

    def mirrored(self) -> Target:
        """The same of the mirrored pose."""
        x, y, z = self.direction
        against = self.against and tuple(map(mirrored_point, self.against))
        return replace(self, start=mirrored_point(self.start), end=mirrored_point(self.end), direction=(-x, y, z), against=against)

    @property
    def unit(self) -> float:
        """What counts as a miss of one: 10 cm, or 15 degrees."""
        return 15.0 if self.kind == "angle" else 0.1


def mirrored_point(name: str) -> str:
    return mirrored_words(name.replace("_", " ")).replace(" ", "_")


class TargetTable:
    """Targets as tensors: of each of N poses (rows of equal or different length), or of all poses alike (one row)."""

    def __init__(self, rows: Sequence[Sequence[Target]]):
        width = max(1, max(map(len, rows)))
        blank = Target("distance", "pelvis", "pelvis", -1.0, 1.0)
        padded = [[*row, *[blank] * (width - len(row))] for row in rows]
        flat = [target for row in padded for target in row]
        unique = {target: index for index, target in enumerate(dict.fromkeys(flat))}
        chosen = torch.tensor([unique[target] for target in flat]).reshape(len(rows), width)
        columns = [_numbers(target) for target in unique]
        names = torch.tensor([column[0] for column in columns])[chosen]
        numbers = torch.tensor([column[1] for column in columns])[chosen]
        self.start, self.end, self.third, self.fourth, self.frame, self.kind = names.unbind(-1)
        self.direction, self.low, self.high, self.unit = numbers[..., :3], numbers[..., 3], numbers[..., 4], numbers[..., 5]

    def changed(self, change: Callable[[Tensor], Tensor]) -> TargetTable:
        """The table with each of its columns (N, K, …) changed."""
        table = copy(self)
        for field, values in vars(self).items():
            setattr(table, field, change(values))
        return table

    def in_a_row(self) -> TargetTable:
        """The targets of all N rows, one after the other, as the one row of every pose: (1, N · K)."""
        return self.changed(lambda values: values.flatten(0, 1)[None])

    def closer(self) -> TargetTable:
        """The table with half as much air left for hands where they touch something."""
        table = copy(self)
        touching = (self.kind == 0) & (self.low <= 0) & (torch.isin(self.start, _TOUCHING) | torch.isin(self.end, _TOUCHING))
        table.high = torch.where(touching, self.high / 2, self.high)
        return table

    def measure(self, body: Body) -> Tensor:
        """(N, K): metres or degrees."""
        segment = _taken(body.points, self.end) - _taken(body.points, self.start)
        turned = (_taken(body.frames, self.frame) * self.direction[..., None, :]).sum(-1)
        other = torch.where((self.kind == 3)[..., None], _taken(body.points, self.fourth) - _taken(body.points, self.third), turned)
        along = (segment * other).sum(-1)
        across = torch.linalg.cross(segment, other).square().sum(-1).add(1e-10).sqrt()
        length = segment.square().sum(-1).add(1e-10).sqrt()
        angle = torch.rad2deg(torch.atan2(across, along))
        return torch.where(self.kind == 0, length, torch.where(self.kind == 1, along, angle))

    def missed(self, body: Body) -> Tensor:
        """(N, K): how far each measure is outside its interval, in the target's units; 0 where it holds."""
        measured = self.measure(body)
        return ((self.low - measured).clamp(min=0) + (measured - self.high).clamp(min=0)) / self.unit


    def narrowed(self, count: int, generator: torch.Generator) -> TargetTable:
        """The table with intervals of its own for each of `count` poses, inside the old ones."""
        kept, place = (0.45 + 0.45 * torch.rand(count, *self.low.shape[1:], generator=generator) for _ in range(2))
        place = (place - 0.45) / 0.45
        share = (1 - kept)[..., None] * torch.stack([place, 1 - place], dim=-1) + 0.02
        width = torch.minimum(self.high - self.low, torch.where(self.high >= OPEN, 0.3, 2.5) * self.unit)
        touching = (self.kind == 0) & (self.low <= 0)
        table = copy(self)
        table.low = torch.where(touching, self.low, self.low + share[..., 0] * width)
        table.high = self.high - share[..., 1] * width
        return table


def _taken(values: Tensor, index: Tensor) -> Tensor:
    """values (N, P, …) at index (N, K) or, of all alike, (1, K)."""
    if len(index) == 1:
        return values.index_select(1, index[0])
    shape = values.shape[2:]
    return values.gather(1, index.reshape(*index.shape, *[1] * len(shape)).expand(*index.shape, *shape))


def _numbers(target: Target) -> tuple[list[int], list[float]]:
    third, fourth = target.against or ("pelvis", "pelvis")
    kind = 3 if target.against else ("distance", "offset", "angle").index(target.kind)
    names = [*(POINT_INDEX[name] for name in (target.start, target.end, third, fourth)), FRAMES.index(target.frame), kind]
    return names, [*map(float, target.direction), target.low, target.high, target.unit]


# The words in which poses are written.

def near(a: str, b: str, most: float = 0.06) -> Target:
    """The two points touch, or nearly."""
    return Target("distance", a, b, 0.0, most)


def apart(a: str, b: str, low: float, high: float = OPEN) -> Target:
    return Target("distance", a, b, low, high)


def offset(a: str, b: str, direction: str, low: float, high: float = OPEN, frame: str = "world") -> Target:
    """How far b lies from a towards `direction`."""
    return Target("offset", a, b, low, high, frame, DIRECTIONS[direction])


def height(point: str, low: float, high: float = OPEN) -> Target:
    """Above the floor, the lowest point of the body."""
    return offset("floor", point, "up", low, high)


def aims(a: str, b: str, direction: str | tuple[float, float, float], within: float = 20.0, frame: str = "world") -> Target:
    """The segment from a to b points along `direction`, within so many degrees."""
    vector = DIRECTIONS[direction] if isinstance(direction, str) else direction
    return Target("angle", a, b, 0.0, within, frame, vector)


def tilt(a: str, b: str, direction: str, low: float, high: float, frame: str = "world") -> Target:
    """The segment from a to b stands at an angle between low and high degrees to `direction`."""
    return Target("angle", a, b, low, high, frame, DIRECTIONS[direction])


def bent(joint: str, low: float, high: float) -> Target:
    """An elbow or a knee, "left_elbow" …, is bent by so many degrees; 0 is straight."""
    side, name = joint.split("_")
    above, below = {"elbow": ("shoulder", "wrist"), "knee": ("hip", "ankle")}[name]
    return Target("angle", joint, f"{side}_{below}", low, high, against=(f"{side}_{above}", joint))
