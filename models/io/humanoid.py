"""Any humanoid skeleton's motion as SMPL motion.

The skeleton is calibrated once, in a reference pose: which way each SMPL joint points there. From then on every joint carries a
constant offset, so that twist is followed: R_smpl(t) = R_source(t) · R_source(ref)⁻¹ · R_smpl(ref), in world space.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models import rotation
from models.cleanup import settle
from models.io.bvh import MotionFileError, SkeletonMotion, read_bvh
from models.io.joint_names import find_joints
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES, LEG_LENGTH, PARENTS, REST_OFFSETS, REST_POSITIONS

_UP = np.array([0.0, 1.0, 0.0])
_SIDES = ("left", "right")


@dataclass(frozen=True)
class HumanoidMap:
    """How one skeleton maps to SMPL.

    joints: source joint by SMPL joint name. offsets: (22, 4) quaternions R_source(ref)⁻¹ · R_smpl(ref) of the mapped joints.
    scale: metres per source unit by leg length. to_y_up: (4,) quaternion that stands the source's world up. is_smpl: the
    skeleton is SMPL's already, so that its rotations and its floor are taken as they are.
    """

    joints: dict[str, int]
    offsets: np.ndarray
    scale: float
    to_y_up: np.ndarray
    is_smpl: bool = False

    def to_smpl(self, source: SkeletonMotion) -> Motion:
        """The motion on SMPL at 30 fps, soles on the floor."""
        positions, turns = _upright(source, self.to_y_up)
        world = np.zeros((len(positions), len(JOINT_NAMES), 4))
        for name, joint in self.joints.items():
            world[:, JOINT_INDEX[name]] = rotation.multiply(turns[:, joint], self.offsets[JOINT_INDEX[name]])
        _fill_missing(world, self.joints)
        local = world.copy()
        for joint in range(1, len(PARENTS)):
            local[:, joint] = rotation.multiply(rotation.inverse(world[:, PARENTS[joint]]), world[:, joint])
        hips = self.scale * (positions[:, self.joints["left_hip"]] + positions[:, self.joints["right_hip"]]) / 2
        between_hips = (REST_OFFSETS[JOINT_INDEX["left_hip"]] + REST_OFFSETS[JOINT_INDEX["right_hip"]]) / 2
        root = hips - rotation.rotate(world[:, 0], between_hips)
        motion = Motion(root, rotation.continuous(rotation.normalize(local)), source.fps).resampled(FPS)
        return motion if self.is_smpl else settle(motion)


def read_humanoid(path: str | Path) -> Motion:
    """SMPL motion of a BVH file with any humanoid skeleton. Raises MotionFileError with a sentence."""
    source = read_bvh(path)
    return humanoid_map([source], Path(path).name).to_smpl(source)


def humanoid_map(clips: Sequence[SkeletonMotion], label: str = "the skeleton") -> HumanoidMap:
    """Calibrates the skeleton that all `clips` share; more clips make a surer reference pose.

    Raises MotionFileError where the skeleton is no humanoid.
    """
    skeleton = clips[0]
    if set(JOINT_NAMES) <= set(skeleton.names):
        return _smpl_map(skeleton)
    joints = find_joints(skeleton.names, skeleton.parents, label)
    to_y_up = _stand_up(clips, joints)
    rest = _rest(skeleton, to_y_up)
    if _is_t_or_a_pose(rest[0], joints):
        positions, turns = rest
    else:
        positions, turns = _best_standing_frame(clips, joints, to_y_up)
    return _calibrate(joints, positions, turns, to_y_up, skeleton)


def _smpl_map(skeleton: SkeletonMotion) -> HumanoidMap:
    joints = {name: skeleton.names.index(name) for name in JOINT_NAMES}
    leg = sum(np.linalg.norm(skeleton.offsets[joints[name]]) for name in ("left_knee", "left_ankle"))
    identity = rotation.IDENTITY.astype(np.float64)
    return HumanoidMap(joints, np.tile(identity, (len(JOINT_NAMES), 1)), LEG_LENGTH / leg, identity, is_smpl=True)


def _upright(source: SkeletonMotion, to_y_up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    positions, turns = source.world()
    return rotation.rotate(to_y_up, positions), rotation.multiply(to_y_up, turns)


def _stand_up(clips: Sequence[SkeletonMotion], joints: dict[str, int]) -> np.ndarray:
    """Identity for a Y-up file; the quarter turn for a Z-up one: whichever axis bodies mostly stand along."""
    upward = np.mean([_spine_direction(clip, joints) for clip in clips], axis=0)
    z_up = abs(upward[2]) > 1.5 * abs(upward[1])
    return rotation.from_axis_angle(np.array([-np.pi / 2, 0, 0])) if z_up else rotation.IDENTITY.astype(np.float64)


def _spine_direction(clip: SkeletonMotion, joints: dict[str, int]) -> np.ndarray:
    positions = clip.world()[0]
    return rotation.normalize(positions[:, joints["spine3"]] - positions[:, joints["left_ankle"]]).mean(axis=0)


def _rest(skeleton: SkeletonMotion, to_y_up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """World positions (J, 3) and rotations (J, 4) of the file's rest pose."""
    positions = np.zeros_like(skeleton.offsets)
    for joint, parent in enumerate(skeleton.parents):
        positions[joint] = skeleton.offsets[joint] + (positions[parent] if parent >= 0 else 0)
    return rotation.rotate(to_y_up, positions), np.tile(to_y_up, (len(positions), 1))


def _directions(positions: np.ndarray, joints: dict[str, int]) -> dict[str, np.ndarray]:
    """Unit directions (..., 3) of trunk, legs and arms."""
    at = {name: positions[..., joint, :] for name, joint in joints.items()}
    found = {"trunk": at["spine3"] - (at["left_hip"] + at["right_hip"]) / 2}
    for side in _SIDES:
        found[f"{side}_leg"] = at[f"{side}_ankle"] - at[f"{side}_hip"]
        found[f"{side}_thigh"] = at[f"{side}_knee"] - at[f"{side}_hip"]
        found[f"{side}_arm"] = at[f"{side}_elbow"] - at[f"{side}_shoulder"]
        end = at.get(f"{side}_wrist", at[f"{side}_elbow"])
        found[f"{side}_forearm"] = end - at[f"{side}_elbow"]
    across = at["left_hip"] - at["right_hip"] + at["left_shoulder"] - at["right_shoulder"]
    found["across"] = across * np.array([1, 0, 1])
    return {name: rotation.normalize(direction) for name, direction in found.items()}


def _is_t_or_a_pose(positions: np.ndarray, joints: dict[str, int]) -> bool:
    """Upright, legs down, arms straight and out to the sides."""
    way = _directions(positions, joints)
    upright = way["trunk"] @ _UP > 0.9 and all(way[f"{side}_leg"] @ _UP < -0.85 for side in _SIDES)
    sign = {"left": 1, "right": -1}
    return bool(
        upright
        and all(sign[side] * way[f"{side}_arm"] @ way["across"] > 0.5 for side in _SIDES)
        and all(way[f"{side}_arm"] @ way[f"{side}_forearm"] > 0.8 for side in _SIDES)
    )


def _best_standing_frame(clips: Sequence[SkeletonMotion], joints: dict[str, int], to_y_up: np.ndarray):
    """World positions and rotations of the frame that most looks like standing at ease: upright, straight legs, arms down, still."""
    best = None
    for clip in clips:
        positions, turns = _upright(clip, to_y_up)
        way = _directions(positions, joints)
        score = 3 * (way["trunk"] @ _UP)
        for side in _SIDES:
            score = score - way[f"{side}_leg"] @ _UP - way[f"{side}_thigh"] @ _UP - way[f"{side}_arm"] @ _UP - way[f"{side}_forearm"] @ _UP
        legs = (way["left_leg"] - way["right_leg"]) ** 2
        score = score - 2 * legs.sum(axis=-1) - 0.002 * _speed(positions, clip.fps) / np.ptp(positions[0, :, 1])
        frame = int(np.argmax(score))
        if best is None or score[frame] > best[0]:
            best = score[frame], positions[frame], turns[frame]
    return best[1], best[2]


def _speed(positions: np.ndarray, fps: float) -> np.ndarray:
    step = np.linalg.norm(np.diff(positions, axis=0), axis=-1).mean(axis=-1) * fps
    return np.append(step, step[-1:] if len(step) else 0.0)


def _calibrate(joints, positions, turns, to_y_up, skeleton: SkeletonMotion) -> HumanoidMap:
    at = {name: positions[joint] for name, joint in joints.items()}
    facing = rotation.from_frame(_directions(positions, joints)["across"], _UP)
    reference = np.tile(facing, (len(JOINT_NAMES), 1))
    across_hips, across_shoulders = at["left_hip"] - at["right_hip"], at["left_shoulder"] - at["right_shoulder"]
    spine = at["spine3"] - (at["left_hip"] + at["right_hip"]) / 2
    rest_spine = REST_POSITIONS[JOINT_INDEX["spine3"]] - REST_POSITIONS[JOINT_INDEX["left_hip"]] * np.array([0, 1, 1])
    rest_frame = rotation.from_frame(np.array([1.0, 0, 0]), rest_spine)
    for name, across in (("pelvis", across_hips), ("spine3", across_shoulders)):
        frame = rotation.from_frame(across, spine)
        reference[JOINT_INDEX[name]] = rotation.multiply(frame, rotation.inverse(rest_frame))
    for name in ("spine1", "spine2"):
        reference[JOINT_INDEX[name]] = rotation.slerp(reference[0], reference[JOINT_INDEX["spine3"]], np.array(0.5))
    # A standing person looks ahead; the neck leads half-way there.
    reference[JOINT_INDEX["neck"]] = rotation.slerp(reference[JOINT_INDEX["spine3"]], facing, np.array(0.5))
    for side in _SIDES:
        # Where a rig puts the inner end of its collar bone is convention, not posture: the collar is at ease with the chest.
        reference[JOINT_INDEX[f"{side}_collar"]] = reference[JOINT_INDEX["spine3"]]
        for name, child in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist")):
            if f"{side}_{child}" in at:
                _aim(reference, facing, f"{side}_{name}", f"{side}_{child}", at[f"{side}_{child}"] - at[f"{side}_{name}"])
        reference[JOINT_INDEX[f"{side}_wrist"]] = reference[JOINT_INDEX[f"{side}_elbow"]]
        _aim_foot(reference, facing, side, positions, joints, skeleton, turns)
    offsets = np.tile(rotation.IDENTITY.astype(np.float64), (len(JOINT_NAMES), 1))
    for name, joint in joints.items():
        offsets[JOINT_INDEX[name]] = rotation.multiply(rotation.inverse(turns[joint]), reference[JOINT_INDEX[name]])
    leg = sum(
        np.linalg.norm(at[f"{side}_knee"] - at[f"{side}_hip"]) + np.linalg.norm(at[f"{side}_ankle"] - at[f"{side}_knee"])
        for side in _SIDES
    )
    return HumanoidMap(joints, offsets, 2 * LEG_LENGTH / max(leg, 1e-6), to_y_up)


def _aim(reference: np.ndarray, facing: np.ndarray, name: str, child: str, direction: np.ndarray) -> None:
    """The least-twist turn of the SMPL bone name→child, faced as the body, onto the source bone's direction."""
    rest = rotation.rotate(facing, REST_OFFSETS[JOINT_INDEX[child]].astype(np.float64))
    reference[JOINT_INDEX[name]] = rotation.multiply(rotation.between(rest, direction), facing)


def _aim_foot(reference, facing, side: str, positions, joints, skeleton: SkeletonMotion, turns) -> None:
    """Feet are flat on the floor in a reference pose, whatever height the rig gives its toe joint: only their yaw is taken."""
    ankle = joints[f"{side}_ankle"]
    if f"{side}_foot" in joints:
        forward = positions[joints[f"{side}_foot"]] - positions[ankle]
    elif ankle in skeleton.end_offsets:
        forward = rotation.rotate(turns[ankle], skeleton.end_offsets[ankle])
    else:
        return  # nothing tells: the foot points as SMPL's does at rest
    forward = forward * np.array([1, 0, 1])
    rest = rotation.rotate(facing, REST_OFFSETS[JOINT_INDEX[f"{side}_foot"]] * np.array([1, 0, 1]))
    turned = rotation.multiply(rotation.between(rest, forward), facing)
    reference[JOINT_INDEX[f"{side}_ankle"]] = reference[JOINT_INDEX[f"{side}_foot"]] = turned


def _fill_missing(world: np.ndarray, joints: dict[str, int]) -> None:
    """World rotations of the SMPL joints the source lacks: the trunk's spread between its neighbours, the rest carried along."""
    spine1, spine2, spine3 = (JOINT_INDEX[name] for name in ("spine1", "spine2", "spine3"))
    if "spine1" not in joints:
        world[:, spine1] = rotation.slerp(world[:, 0], world[:, spine3], np.array(1 / 3))
    if "spine2" not in joints:
        world[:, spine2] = rotation.slerp(world[:, spine1], world[:, spine3], np.array(0.5))
    neck, head = JOINT_INDEX["neck"], JOINT_INDEX["head"]
    if "head" not in joints:
        world[:, head] = world[:, neck] if "neck" in joints else world[:, spine3]
    if "neck" not in joints:
        world[:, neck] = rotation.slerp(world[:, spine3], world[:, head], np.array(0.5))
    for joint, name in enumerate(JOINT_NAMES):
        if name not in joints and name not in ("spine1", "spine2", "neck", "head"):
            world[:, joint] = world[:, PARENTS[joint]]


__all__ = ["HumanoidMap", "MotionFileError", "humanoid_map", "read_humanoid"]
