"""What posecodes measure on a body: angles in degrees, lengths in metres, all differentiable; and the ranges they may lie in.

Each measure is one object, however often it is asked for, so that `Landmarks.value` computes it once.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor
from torch.nn import functional

from models.pose.geometry.landmarks import Landmarks, Measure, angle, dot

#: Metres that a degree counts for in `Posecode.distance`: the arc that half a metre of limb draws.
METRES_PER_DEGREE = 0.5 * math.pi / 180
#: The gap, metres, at which parts that touch have sunk in as far as flesh gives way.
_FLESH = -0.012


@dataclass(frozen=True)
class Range:
    """low ≤ measure ≤ high; `unit`: what one unit of the measure is worth in metres (1 for lengths)."""

    measure: Measure
    low: float = -math.inf
    high: float = math.inf
    unit: float = 1.0

    def holds(self, landmarks: Landmarks) -> Tensor:
        value = landmarks.value(self.measure)
        return (value >= self.low) & (value <= self.high)

    def distance(self, landmarks: Landmarks, margin: float) -> Tensor:
        value = landmarks.value(self.measure)
        inward = min(margin / self.unit, (self.high - self.low) / 2)
        if self.high == math.inf:
            return self.unit * functional.relu(self.low + inward - value)
        above = functional.relu(value - self.high + inward)
        return self.unit * (above if self.low == -math.inf else functional.relu(self.low + inward - value) + above)


@dataclass(frozen=True)
class Touch(Range):
    """At most `high` metres of air between two parts. Where there is to be room to spare, they do not stand inside one another, either."""

    def distance(self, landmarks: Landmarks, margin: float) -> Tensor:
        buried = functional.relu(_FLESH - landmarks.value(self.measure)) if margin else 0.0
        return super().distance(landmarks, margin) + buried


def degrees(measure: Measure, low: float = -math.inf, high: float = math.inf) -> Range:
    return Range(measure, low, high, METRES_PER_DEGREE)


def _vertical(body: Landmarks) -> Tensor:
    return body.joints.new_tensor([0.0, 1.0, 0.0]).expand(len(body), 3)


@cache
def gap(part: str, other: str) -> Measure:
    return lambda body: body.gap(part, other)


@cache
def nearer(part: str, target: str, others: tuple[str, ...]) -> Measure:
    """Metres by which a target is farther from a part than the nearest of the others; negative: it is the nearest."""
    gaps = [gap(part, other) for other in others]
    return lambda body: body.value(gap(part, target)) - torch.stack([body.value(measure) for measure in gaps]).amin(dim=0)


@cache
def lowest(part: str) -> Measure:
    return lambda body: body.lowest(part)


@cache
def bend(first: str, middle: str, last: str) -> Measure:
    """Degrees by which a limb is bent at its middle joint, 0 straight."""
    return lambda body: angle(body.joint(middle) - body.joint(first), body.joint(last) - body.joint(middle))


def elbow(side: str) -> Measure:
    return bend(f"{side}_shoulder", f"{side}_elbow", f"{side}_wrist")


def knee(side: str) -> Measure:
    return bend(f"{side}_hip", f"{side}_knee", f"{side}_ankle")


@cache
def rise(part: str, over: str) -> Measure:
    """Metres by which the middle of a part is higher than another part."""
    return lambda body: (body.part(part) - body.part(over))[:, 1]


@cache
def rise_over_joint(part: str, joint: str) -> Measure:
    return lambda body: body.part(part)[:, 1] - body.joint(joint)[:, 1]


@cache
def joint_height(joint: str) -> Measure:
    return lambda body: body.joint(joint)[:, 1] - body.floor


@cache
def joint_rise(joint: str, over: str) -> Measure:
    return lambda body: (body.joint(joint) - body.joint(over))[:, 1]


@cache
def limb_angle(first: str, last: str, ahead: float, outward: float, up: float, side: str, of: str = "chest") -> Measure:
    """Degrees between a limb and a direction told in level axes of the chest or of the hips."""

    def measure(body: Landmarks) -> Tensor:
        left, forward = body.chest_frame if of == "chest" else body.hips_frame
        out = left if side == "left" else -left
        return angle(body.joint(last) - body.joint(first), ahead * forward + outward * out + up * _vertical(body))

    return measure


def arm_angle(side: str, ahead: float, outward: float, up: float) -> Measure:
    return limb_angle(f"{side}_shoulder", f"{side}_wrist", ahead, outward, up, side)


def upper_arm_angle(side: str, ahead: float, outward: float, up: float) -> Measure:
    return limb_angle(f"{side}_shoulder", f"{side}_elbow", ahead, outward, up, side)


def forearm_angle(side: str, ahead: float, outward: float, up: float) -> Measure:
    return limb_angle(f"{side}_elbow", f"{side}_wrist", ahead, outward, up, side)


def leg_angle(side: str, ahead: float, outward: float, up: float) -> Measure:
    return limb_angle(f"{side}_hip", f"{side}_ankle", ahead, outward, up, side, "hips")


def thigh_angle(side: str, ahead: float, outward: float, up: float) -> Measure:
    return limb_angle(f"{side}_hip", f"{side}_knee", ahead, outward, up, side, "hips")


@cache
def elevation(first: str, last: str) -> Measure:
    """Degrees by which a limb points above the horizontal, −90 to 90."""
    return lambda body: 90 - angle(body.joint(last) - body.joint(first), _vertical(body))


@cache
def beside(part: str, side: str) -> Measure:
    """Metres by which a part lies to that side of the torso's middle, in the chest's own axes."""
    sign = 1.0 if side == "left" else -1.0
    return lambda body: sign * dot(body.part(part) - body.joint("spine2"), body.axis("spine3", 0))


@cache
def before(part: str) -> Measure:
    """Metres by which a part lies ahead of the line from pelvis to neck, at right angles to it."""

    def measure(body: Landmarks) -> Tensor:
        up = body.torso_up
        forward = body.axis("spine3", 2)
        forward = functional.normalize(forward - dot(forward, up)[:, None] * up, dim=-1)
        return dot(body.part(part), forward)

    return measure


@cache
def along_torso(part: str) -> Measure:
    """Metres from the pelvis to a part, along the torso."""
    return lambda body: dot(body.part(part), body.torso_up)


@cache
def ahead_of(joint: str, other: str) -> Measure:
    """Metres by which a joint is ahead of another as the hips face, on the level."""
    return lambda body: dot(body.joint(joint) - body.joint(other), body.hips_frame[1])


@cache
def aside_of(joint: str, other: str) -> Measure:
    """Metres by which a joint is to the left of another as the hips face, on the level."""
    return lambda body: dot(body.joint(joint) - body.joint(other), body.hips_frame[0])


@cache
def apart(joint: str, other: str) -> Measure:
    """Metres between two joints."""
    return lambda body: (body.joint(joint) - body.joint(other)).square().sum(-1).add(1e-8).sqrt()


@cache
def level_apart(joint: str, other: str) -> Measure:
    """Metres between two joints as seen from above."""
    return lambda body: (body.joint(joint) - body.joint(other))[:, [0, 2]].square().sum(-1).add(1e-8).sqrt()


@cache
def height_apart(joint: str, other: str) -> Measure:
    return lambda body: (body.joint(joint) - body.joint(other))[:, 1].abs()


@cache
def points(joint: str, axis: int, sign: float = 1.0) -> Measure:
    """Degrees by which an axis of a joint (0 left, 1 up, 2 ahead; sign −1: its opposite) points above the horizontal."""
    return lambda body: 90 - angle(sign * body.axis(joint, axis), _vertical(body))


def torso_tilt(body: Landmarks) -> Tensor:
    """Degrees between the torso and the vertical, 0 to 180."""
    return angle(body.torso_up, _vertical(body))


def forward_lean(body: Landmarks) -> Tensor:
    """Degrees by which the torso leans ahead (negative: back) of the way the hips face."""
    return torch.rad2deg(torch.atan2(dot(body.torso_up, body.hips_frame[1]), body.torso_up[:, 1]))


def left_lean(body: Landmarks) -> Tensor:
    """Degrees by which the torso leans to the left."""
    return torch.rad2deg(torch.atan2(dot(body.torso_up, body.hips_frame[0]), body.torso_up[:, 1]))


def _yaw(body: Landmarks, joint: str, frame: str) -> Tensor:
    """Degrees by which a joint's front is turned left of another joint's, about that joint's own up."""
    front = body.axis(joint, 2)
    return torch.rad2deg(torch.atan2(dot(front, body.axis(frame, 0)), dot(front, body.axis(frame, 2))))


def chest_turn(body: Landmarks) -> Tensor:
    return _yaw(body, "spine3", "pelvis")


def head_turn(body: Landmarks) -> Tensor:
    return _yaw(body, "head", "spine3")


def head_roll(body: Landmarks) -> Tensor:
    """Degrees by which the head is tilted to the left shoulder, against the chest."""
    up = body.axis("head", 1)
    return torch.rad2deg(torch.atan2(dot(up, body.axis("spine3", 0)), dot(up, body.axis("spine3", 1))))


def spine_curl(body: Landmarks) -> Tensor:
    """Degrees by which the chest is curled forward against the pelvis; negative: arched back."""
    up = body.axis("spine3", 1)
    return torch.rad2deg(torch.atan2(dot(up, body.axis("pelvis", 2)), dot(up, body.axis("pelvis", 1))))


def hip_fold(body: Landmarks) -> Tensor:
    """Degrees between the torso and the line on from the legs: 0 for a body in one line."""
    legs = body.joint("left_ankle") + body.joint("right_ankle")
    return angle(body.torso_up, -legs)


def hips_behind_feet(body: Landmarks) -> Tensor:
    """Metres by which the hips are behind the nearer ankle: more than about 0.3 and a body without a seat would fall."""
    ahead = body.hips_frame[1]
    return torch.minimum(dot(body.joint("left_ankle"), ahead), dot(body.joint("right_ankle"), ahead))


def hips_beside_feet(body: Landmarks) -> Tensor:
    """Metres by which the hips are to the left of the middle between the ankles."""
    return -dot((body.joint("left_ankle") + body.joint("right_ankle")) / 2, body.hips_frame[0])


def wrists_cross(body: Landmarks) -> Tensor:
    """Metres by which the left wrist has passed the right one to the right, in the chest's own axes."""
    return dot(body.joint("right_wrist") - body.joint("left_wrist"), body.axis("spine3", 0))


def higher_foot(body: Landmarks) -> Tensor:
    return torch.maximum(body.value(lowest("left foot")), body.value(lowest("right foot")))


def lower_foot(body: Landmarks) -> Tensor:
    return torch.minimum(body.value(lowest("left foot")), body.value(lowest("right foot")))


def lower_knee(body: Landmarks) -> Tensor:
    return torch.minimum(body.value(lowest("left knee")), body.value(lowest("right knee")))


def less_bent_knee(body: Landmarks) -> Tensor:
    return torch.minimum(body.value(knee("left")), body.value(knee("right")))


def more_bent_knee(body: Landmarks) -> Tensor:
    return torch.maximum(body.value(knee("left")), body.value(knee("right")))


def trunk_height(body: Landmarks) -> Tensor:
    """Metres from the floor to the lowest point of chest, belly, back and hips: 0 where the trunk rests on the floor."""
    sides = [f"{side} {part}" for side in ("left", "right") for part in ("hip", "flank", "shoulder")]
    parts = ["chest", "belly", "upper back", *sides]
    return torch.stack([body.value(lowest(part)) for part in parts]).amin(dim=0)


def seat(body: Landmarks) -> Tensor:
    return torch.minimum(body.value(lowest("left buttock")), body.value(lowest("right buttock")))


@cache
def near_face(side: str) -> Measure:
    parts = (f"{side} cheek", "mouth", "nose", "eyes", "chin", "forehead")
    return lambda body: torch.stack([body.value(gap(f"{side} hand", part)) for part in parts]).amin(dim=0)
