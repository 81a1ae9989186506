"""What no body does: joints turned beyond their range, knees and elbows bent backwards, limbs inside one another.

Everything is differentiable, so that poses can be judged by it and pulled away from it. The ranges are those of an adult with some
room: of the poses in the training clips, all but about one in a hundred lie within.
"""
from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from models.kinematics import Bodies, forward_kinematics
from models.skeleton import JOINT_INDEX, JOINT_NAMES, PARENTS, REST_OFFSETS, REST_POSITIONS, SMPL_REST_POSITIONS

#: Largest turn about x, y and z in degrees, as (low, high) pairs of the rotation vector, of joints that are no hinges; for the
#: left side, the right side mirrored. x bends forward (+), y turns to the left (+), z leans to the right (+).
_RANGES: dict[str, tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = {
    "left_hip": ((-130, 45), (-50, 80), (-45, 90)),
    "spine1": ((-35, 60), (-30, 30), (-30, 30)),
    "spine2": ((-20, 40), (-20, 20), (-20, 20)),
    "spine3": ((-25, 55), (-28, 28), (-24, 24)),
    "left_ankle": ((-65, 65), (-50, 50), (-50, 50)),
    "left_foot": ((-55, 35), (-15, 15), (-15, 15)),
    "neck": ((-45, 50), (-40, 40), (-30, 30)),
    "left_collar": ((-20, 20), (-35, 32), (-18, 45)),
    "head": ((-55, 62), (-60, 60), (-38, 38)),
    "left_shoulder": ((-135, 95), (-115, 100), (-105, 105)),
    "left_wrist": ((-90, 90), (-55, 55), (-70, 80)),
}
#: Degrees a knee or an elbow may be bent backwards.
_HYPEREXTENSION = 6.0
#: How far, in the sine of the angle, shin and forearm may leave their hinge's plane sideways.
_SIDEWAYS = {"knee": 0.56, "elbow": 0.62}

_HAND = SMPL_REST_POSITIONS[JOINT_INDEX["left_hand"]]


def _left_parts() -> list[tuple[str, tuple, tuple, float, int]]:
    """Parts of the body as rows of spheres: the joint that carries it, from and to (rest pose, m), radius (m), spheres."""
    rest = {name: tuple(REST_POSITIONS[JOINT_INDEX[name]]) for name in JOINT_NAMES}
    return [
        ("left_hip", (0.094, 0.800, 0.0), rest["left_knee"], 0.062, 4),
        ("left_knee", (0.098, 0.400, -0.012), rest["left_ankle"], 0.043, 4),
        ("left_ankle", (0.098, 0.035, -0.03), (0.110, 0.020, 0.10), 0.034, 3),
        ("left_shoulder", (0.215, 1.377, -0.021), rest["left_elbow"], 0.040, 4),
        ("left_elbow", (0.480, 1.380, -0.028), rest["left_wrist"], 0.032, 4),
        ("left_wrist", (0.73, 1.379, -0.02), tuple(_HAND), 0.022, 2),
    ]


_TRUNK = [
    ("pelvis", (-0.06, 0.90, -0.01), (0.06, 0.90, -0.01), 0.090, 2),
    ("spine1", (-0.045, 1.07, 0.0), (0.045, 1.07, 0.0), 0.084, 2),
    ("spine2", (-0.055, 1.20, 0.0), (0.055, 1.20, 0.0), 0.090, 2),
    ("spine3", (-0.07, 1.31, -0.005), (0.07, 1.31, -0.005), 0.088, 2),
    ("head", (0.0, 1.545, 0.045), (0.0, 1.625, 0.01), 0.074, 2),
]
#: Metres that flesh gives way before two parts are inside one another.
_GIVE = 0.025


def _mirrored(part: tuple) -> tuple:
    name, start, end, radius, count = part
    return (name.replace("left_", "right_"), (-start[0], *start[1:]), (-end[0], *end[1:]), radius, count)


def _spheres() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Of S spheres: the joint that carries each (S,), centre in that joint's rest frame (S, 3), radius (S,); and (S, S) the pairs
    that must not meet, each counted once."""
    left = _left_parts()
    parts = [*_TRUNK, *left, *(_mirrored(part) for part in left)]
    joints, centres, radii, owners = [], [], [], []
    for owner, (name, start, end, radius, count) in enumerate(parts):
        joint = JOINT_INDEX[name]
        for step in range(count):
            share = step / (count - 1)
            point = [(1 - share) * a + share * b for a, b in zip(start, end)]
            joints.append(joint)
            centres.append([value - float(base) for value, base in zip(point, REST_POSITIONS[joint])])
            radii.append(radius)
            owners.append(owner)
    joints_, owners_ = torch.tensor(joints), torch.tensor(owners)
    centres_, radii_ = torch.tensor(centres), torch.tensor(radii)
    at_rest = centres_ + torch.as_tensor(REST_POSITIONS)[joints_]
    gap = torch.cdist(at_rest, at_rest) - radii_[:, None] - radii_[None]
    near = torch.zeros(len(parts), len(parts), dtype=torch.bool)
    for a, (name, *_rest) in enumerate(parts):
        for b, (other, *_also) in enumerate(parts):
            near[a, b] = a == b or _neighbours(name, other)
    # Spheres of other parts that overlap in the rest pose (armpit, groin) overlap by the body's build.
    apart = ~near[owners_][:, owners_] & (gap > 0.0)
    return joints_, centres_, radii_, torch.triu(apart, diagonal=1)


def _neighbours(name: str, other: str) -> bool:
    """Whether two parts hang together, directly or over a joint that has no part of its own."""
    chain = {name, other}
    for joint, parent in enumerate(PARENTS):
        if parent >= 0 and {JOINT_NAMES[joint], JOINT_NAMES[parent]} == chain:
            return True
    trunk = {"pelvis", "spine1", "spine2", "spine3"}
    return chain <= trunk or chain in ({"left_shoulder", "spine3"}, {"right_shoulder", "spine3"})


_JOINT, _CENTRE, _RADIUS, _APART = _spheres()
_FIRST, _SECOND = _APART.nonzero(as_tuple=True)
_TOUCHING_ALL = torch.where(_APART, _RADIUS[:, None] + _RADIUS[None] - _GIVE, -torch.inf)
_TOUCHING = _TOUCHING_ALL[_FIRST, _SECOND]


def _bounds() -> tuple[list[int], Tensor, Tensor]:
    joints, low, high = [], [], []
    for name, ranges in _RANGES.items():
        bounds = torch.deg2rad(torch.tensor(ranges, dtype=torch.float32))
        joints.append(JOINT_INDEX[name])
        low.append(bounds[:, 0])
        high.append(bounds[:, 1])
        if name.startswith("left_"):
            sign = torch.tensor([1.0, -1.0, -1.0])
            ends = torch.stack([sign * bounds[:, 0], sign * bounds[:, 1]])
            joints.append(JOINT_INDEX[name.replace("left_", "right_")])
            low.append(ends.amin(0))
            high.append(ends.amax(0))
    return joints, torch.stack(low), torch.stack(high)


_LIMITED, _LOW, _HIGH = _bounds()


def unnatural(poses: Tensor) -> dict[str, Tensor]:
    """How far poses (N, 132) are from what a body does; each (N,), zero for a sane pose, differentiable.

    bent: radians that knees and elbows are bent backwards or sideways, the sum; turned: radians beyond the other joints' ranges, the
    sum; knots: metres that parts of the body stand inside one another, the sum over pairs of spheres.
    """
    return unnatural_of(Bodies.of(poses))


def unnatural_of(bodies: Bodies) -> dict[str, Tensor]:
    """`unnatural` of bodies (N) whose joints are known."""
    return {"bent": _bent(bodies.local), "turned": _turned(bodies.local), "knots": _depths(bodies.joints, bodies.turns).sum(-1)}


def is_sane(poses: Tensor) -> Tensor:
    """(N,) whether a viewer would take the pose for a body's: nothing bent or turned by 10° too much, no knots deeper than 1.5 cm."""
    return sane(Bodies.of(poses))


def sane(bodies: Bodies) -> Tensor:
    """`is_sane` of bodies (N) whose joints are known."""
    return (_bent(bodies.local) < math.radians(10)) & (_turned(bodies.local) < math.radians(20)) & (_deepest(bodies.joints, bodies.turns) < 0.015)


def deepest_knot(poses: Tensor) -> Tensor:
    """Metres (N,) that the worst pair of parts is inside one another, beyond what flesh gives way."""
    return _deepest(*forward_kinematics(poses))


def _deepest(places: Tensor, turns: Tensor) -> Tensor:
    # All pairs at once: those that may meet are half of them, and picking them takes longer than measuring the others too.
    centres = _centres(places, turns)
    apart = torch.cdist(centres, centres, compute_mode="donot_use_mm_for_euclid_dist")
    return (_TOUCHING_ALL.to(apart) - apart).flatten(1).amax(dim=-1).clamp(min=0)


def _bent(local: Tensor) -> Tensor:
    total = local.new_zeros(len(local))
    back = math.sin(math.radians(_HYPEREXTENSION))
    for side in ("left", "right"):
        for hinge, end, forward in (("knee", "ankle", -1.0), ("elbow", "wrist", 1.0)):
            rest = functional.normalize(torch.as_tensor(REST_OFFSETS[JOINT_INDEX[f"{side}_{end}"]], device=local.device), dim=0)
            direction = local[:, JOINT_INDEX[f"{side}_{hinge}"]] @ rest
            sideways = direction[:, 0 if hinge == "knee" else 1].abs() - _SIDEWAYS[hinge]
            total = total + functional.relu(-forward * direction[:, 2] - back) + functional.relu(sideways)
    return total


def _turned(local: Tensor) -> Tensor:
    vectors = rotation_vectors(local[:, _LIMITED])
    low, high = _LOW.to(vectors), _HIGH.to(vectors)
    return (functional.relu(low - vectors) + functional.relu(vectors - high)).sum((-1, -2))


def rotation_vectors(turns: Tensor) -> Tensor:
    """Axis times angle (..., 3), radians, of matrices (..., 3, 3); smooth up to three quarters of a half turn."""
    skew = torch.stack([
        turns[..., 2, 1] - turns[..., 1, 2], turns[..., 0, 2] - turns[..., 2, 0], turns[..., 1, 0] - turns[..., 0, 1]
    ], dim=-1) / 2
    sine = skew.norm(dim=-1, keepdim=True)
    cosine = ((turns.diagonal(dim1=-2, dim2=-1).sum(-1, keepdim=True) - 1) / 2)
    return skew * (torch.atan2(sine, cosine) / sine.clamp(min=1e-4))


def _depths(places: Tensor, turns: Tensor) -> Tensor:
    centres = _centres(places, turns)
    apart = (centres[:, _FIRST] - centres[:, _SECOND]).square().sum(-1).clamp(min=1e-8).sqrt()
    return functional.relu(_TOUCHING.to(apart) - apart)


def _centres(places: Tensor, turns: Tensor) -> Tensor:
    """(N, S, 3) of the spheres."""
    return places.index_select(1, _JOINT) + (turns.index_select(1, _JOINT) @ _CENTRE.to(places)[..., None])[..., 0]
