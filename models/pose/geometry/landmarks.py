"""Where the body's surface is in a pose: joints, and small spheres under the skin of hands, face, hips, soles and the rest.

Contacts are told by the gap between spheres, so "the hand is on the hip" means that skin nearly meets skin. Spheres are rigid
with one joint each and follow the outline of `models.mannequin` in the rest pose.
"""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import torch
from torch import Tensor
from torch.nn import functional

from models.kinematics import forward_kinematics
from models.skeleton import JOINT_INDEX, REST_POSITIONS

#: part -> (joint, centre in the rest pose, radius), metres; the left half and the midline, the right half is mirrored.
_SPHERES: dict[str, tuple[tuple[str, tuple[float, float, float], float], ...]] = {
    "left palm": (("left_wrist", (0.775, 1.378, -0.015), 0.020),),
    "left hand": (
        ("left_wrist", (0.725, 1.379, -0.022), 0.024), ("left_wrist", (0.775, 1.378, -0.015), 0.024),
        ("left_wrist", (0.825, 1.376, -0.014), 0.020), ("left_wrist", (0.862, 1.374, -0.014), 0.016),
    ),
    "left fingertips": (("left_wrist", (0.865, 1.374, -0.014), 0.016),),
    "left forearm": tuple(("left_elbow", (x, 1.380, -0.028), 0.036) for x in (0.480, 0.540, 0.600, 0.660)),
    "left elbow": (("left_elbow", (0.440, 1.380, -0.030), 0.038), ("left_shoulder", (0.415, 1.380, -0.029), 0.039)),
    "left upper arm": tuple(("left_shoulder", (x, 1.378, -0.025), 0.048) for x in (0.250, 0.300, 0.350, 0.400)),
    "left shoulder": (
        ("left_shoulder", (0.185, 1.378, -0.020), 0.056), ("left_shoulder", (0.215, 1.376, -0.021), 0.054),
        ("left_collar", (0.140, 1.385, -0.020), 0.045),
    ),
    "left ear": (("head", (0.075, 1.590, 0.004), 0.014),),
    "left cheek": (("head", (0.050, 1.560, 0.070), 0.020),),
    "eyes": (("head", (0.030, 1.602, 0.085), 0.018), ("head", (-0.030, 1.602, 0.085), 0.018)),
    "nose": (("head", (0.0, 1.576, 0.115), 0.012),),
    "forehead": (("head", (0.0, 1.655, 0.075), 0.028),),
    "mouth": (("head", (0.0, 1.542, 0.088), 0.018),),
    "chin": (("head", (0.0, 1.512, 0.078), 0.018), ("head", (0.0, 1.503, 0.050), 0.014)),
    "top of the head": (
        ("head", (0.0, 1.680, 0.010), 0.042), ("head", (0.0, 1.670, 0.050), 0.036), ("head", (0.0, 1.670, -0.030), 0.038),
    ),
    "back of the head": (
        ("head", (0.0, 1.620, -0.050), 0.036), ("head", (0.0, 1.570, -0.040), 0.032),
        ("head", (0.035, 1.600, -0.035), 0.034), ("head", (-0.035, 1.600, -0.035), 0.034),
    ),
    "neck": (("neck", (0.0, 1.455, -0.018), 0.055),),
    "chest": (
        ("spine3", (0.0, 1.310, 0.055), 0.045), ("spine3", (0.070, 1.305, 0.055), 0.048),
        ("spine3", (-0.070, 1.305, 0.055), 0.048), ("spine3", (0.0, 1.250, 0.060), 0.045), ("spine3", (0.0, 1.365, 0.035), 0.042),
    ),
    "belly": (
        ("spine1", (0.0, 1.100, 0.040), 0.047), ("spine1", (0.055, 1.090, 0.035), 0.047),
        ("spine1", (-0.055, 1.090, 0.035), 0.047), ("pelvis", (0.0, 1.020, 0.045), 0.046), ("spine2", (0.0, 1.170, 0.045), 0.047),
    ),
    "small of the back": (
        ("spine1", (0.0, 1.060, -0.050), 0.044), ("pelvis", (0.0, 1.000, -0.055), 0.048), ("spine1", (0.0, 1.110, -0.050), 0.042),
        ("spine1", (0.055, 1.060, -0.045), 0.042), ("spine1", (-0.055, 1.060, -0.045), 0.042),
    ),
    "upper back": (
        ("spine3", (0.0, 1.320, -0.060), 0.045), ("spine3", (0.080, 1.300, -0.060), 0.045),
        ("spine3", (-0.080, 1.300, -0.060), 0.045),
    ),
    "left flank": (("spine2", (0.095, 1.190, 0.0), 0.045), ("spine1", (0.090, 1.110, 0.0), 0.045)),
    "left hip": (
        ("pelvis", (0.100, 0.950, 0.0), 0.048), ("pelvis", (0.095, 1.000, 0.030), 0.045),
        ("pelvis", (0.095, 1.000, -0.030), 0.045),
        ("spine1", (0.092, 1.050, 0.0), 0.045), ("pelvis", (0.115, 0.905, 0.0), 0.048),
    ),
    "left buttock": (
        ("pelvis", (0.078, 0.868, -0.070), 0.056), ("pelvis", (0.078, 0.920, -0.060), 0.050),
        ("pelvis", (0.078, 0.848, -0.050), 0.052),
    ),
    "left thigh": (
        ("left_hip", (0.094, 0.760, 0.012), 0.080), ("left_hip", (0.096, 0.690, 0.008), 0.076),
        ("left_hip", (0.097, 0.610, 0.008), 0.066),
    ),
    "left knee": (("left_knee", (0.098, 0.490, 0.012), 0.052), ("left_knee", (0.098, 0.450, 0.010), 0.052)),
    "left shin": tuple(
        ("left_knee", (0.099, y, -0.016), radius)
        for y, radius in ((0.370, 0.055), (0.300, 0.052), (0.230, 0.044), (0.160, 0.036))
    ),
    "left foot": (
        ("left_ankle", (0.098, 0.030, -0.052), 0.030), ("left_ankle", (0.098, 0.072, -0.026), 0.036),
        ("left_ankle", (0.104, 0.036, 0.040), 0.036), ("left_foot", (0.111, 0.024, 0.105), 0.024),
        ("left_foot", (0.112, 0.017, 0.170), 0.017),
    ),
    "left heel": (("left_ankle", (0.098, 0.030, -0.052), 0.030),),
    "left toes": (("left_foot", (0.112, 0.017, 0.165), 0.017), ("left_foot", (0.111, 0.024, 0.105), 0.024)),
}


def _other_side(name: str) -> str:
    return name.replace("left", "right")


def _both_sides() -> dict[str, tuple]:
    mirrored = {
        _other_side(part): tuple((_other_side(joint), (-x, y, z), radius) for joint, (x, y, z), radius in spheres)
        for part, spheres in _SPHERES.items()
        if part.startswith("left")
    }
    return _SPHERES | mirrored


_ALL = _both_sides()
#: The parts that can be asked for: "left hand", "chin", "right knee" …
PARTS: tuple[str, ...] = tuple(_ALL)
_FLAT = [sphere for spheres in _ALL.values() for sphere in spheres]
_STARTS = dict(zip(PARTS, torch.tensor([0, *[len(spheres) for spheres in _ALL.values()]]).cumsum(0).tolist()))
_SLICES = {part: slice(_STARTS[part], _STARTS[part] + len(_ALL[part])) for part in PARTS}
_SPHERE_JOINTS = torch.tensor([JOINT_INDEX[joint] for joint, _, _ in _FLAT])
_SPHERE_OFFSETS = torch.tensor([centre for _, centre, _ in _FLAT]) - torch.from_numpy(REST_POSITIONS)[_SPHERE_JOINTS]
_RADII = torch.tensor([radius for _, _, radius in _FLAT])

Measure = Callable[["Landmarks"], Tensor]


class Landmarks:
    """The geometry of poses (N, 132): pelvis at the origin, Y up, the character faces +Z, its left is +X; metres, degrees.

    turns (N, 22, 3, 3): the joints' orientations; joints (N, 22, 3); spheres (N, K, 3); everything is differentiable.
    """

    def __init__(self, turns: Tensor, joints: Tensor):
        self.turns, self.joints = turns, joints
        index = _SPHERE_JOINTS.to(joints.device)
        offsets = _SPHERE_OFFSETS.to(joints)
        self.spheres = joints.index_select(1, index) + (turns.index_select(1, index) @ offsets[:, :, None])[..., 0]
        self._radii = _RADII.to(joints)
        self._values: dict[Measure, Tensor] = {}

    @classmethod
    def of(cls, poses: Tensor) -> Landmarks:
        """Of poses (N, 132), 6-d local rotations as `models.pose.prior` has them; they need not be orthonormal."""
        joints, turns = forward_kinematics(poses)
        return cls(turns, joints)

    def __len__(self) -> int:
        return len(self.joints)

    def value(self, measure: Measure) -> Tensor:
        """measure(self) (N,), computed once however many codes ask for it."""
        if measure not in self._values:
            self._values[measure] = measure(self)
        return self._values[measure]

    def joint(self, name: str) -> Tensor:
        """(N, 3) of one of `models.skeleton.JOINT_NAMES`."""
        return self.joints[:, JOINT_INDEX[name]]

    def axis(self, joint: str, axis: int) -> Tensor:
        """Unit vectors (N, 3) that were +X, +Y or +Z (axis 0, 1, 2) in the rest pose and turned with the joint."""
        return self.turns[:, JOINT_INDEX[joint], :, axis]

    def part(self, name: str) -> Tensor:
        """(N, 3): the middle of a part of `PARTS`."""
        return self.spheres[:, _SLICES[name]].mean(dim=1)

    def gap(self, part: str, other: str) -> Tensor:
        """Metres (N,) of air between two parts; negative where they overlap."""
        first, second = _SLICES[part], _SLICES[other]
        between = self.spheres[:, first, None] - self.spheres[:, None, second]
        radii = self._radii[first, None] + self._radii[None, second]
        return (between.square().sum(-1).add(1e-8).sqrt() - radii).flatten(1).amin(dim=1)

    def lowest(self, part: str) -> Tensor:
        """Metres (N,) from the floor to the lowest point of a part."""
        return (self.spheres[:, _SLICES[part], 1] - self._radii[_SLICES[part]]).amin(dim=1) - self.floor

    @cached_property
    def floor(self) -> Tensor:
        """Height (N,) of the body's lowest point, in the pelvis's frame: where the floor is."""
        return (self.spheres[..., 1] - self._radii).amin(dim=1)

    @cached_property
    def torso_up(self) -> Tensor:
        """Unit vectors (N, 3) from the pelvis to the neck."""
        return functional.normalize(self.joint("neck"), dim=-1)

    @cached_property
    def hips_frame(self) -> tuple[Tensor, Tensor]:
        """Level unit vectors (N, 3): to the left of the hips and ahead of them."""
        return _level_frame(self.joint("left_hip") - self.joint("right_hip"))

    @cached_property
    def chest_frame(self) -> tuple[Tensor, Tensor]:
        """Level unit vectors (N, 3): to the left of the chest and ahead of it."""
        return _level_frame(self.axis("spine3", 0))


def angle(first: Tensor, second: Tensor) -> Tensor:
    """Degrees (N,) between vectors (N, 3), 0 to 180, with a gradient that stays finite at both ends."""
    across = torch.cross(first, second, dim=-1).square().sum(-1).add(1e-10).sqrt()
    return torch.rad2deg(torch.atan2(across, dot(first, second)))


def dot(first: Tensor, second: Tensor) -> Tensor:
    """(N,) of vectors (N, 3)."""
    return (first * second).sum(-1)


def _level_frame(left: Tensor) -> tuple[Tensor, Tensor]:
    """`left` laid flat, and what is ahead of it, at unit length."""
    left = functional.normalize(left * left.new_tensor([1.0, 0.0, 1.0]), dim=-1, eps=1e-6)
    ahead = torch.stack([-left[:, 2], torch.zeros_like(left[:, 1]), left[:, 0]], dim=-1)
    return left, ahead
