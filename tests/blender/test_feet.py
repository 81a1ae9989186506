"""Feet on the floor that stand still: measured on joint positions that share no code with the add-on."""
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from blender_addon.animation import feet, kinematics, quaternion
from blender_addon.animation.motion import Motion
from motions import NAMES, REST, joint_matrices

LEGS = {side: [NAMES.index(f"{side}_{part}") for part in ("hip", "knee", "ankle", "foot")] for side in ("left", "right")}


def turn(angle: np.ndarray | float, axis: tuple[float, float, float] = (1, 0, 0)) -> np.ndarray:
    angle = np.asarray(angle, dtype=float)[..., None]
    return np.concatenate([np.cos(angle / 2), np.sin(angle / 2) * np.array(axis, dtype=float)], axis=-1)


def shuffling(fps: float = 30.0, seconds: float = 3.0, slide: float = 0.1, sink: float = 0.02, scale: float = 1.0) -> Motion:
    """Steps on the spot, knees up in turn, on a body that slides forward at `slide` m/s and sinks into the floor."""
    time = np.arange(round(seconds * fps)) / fps
    rotations = np.zeros((len(time), 22, 4))
    rotations[..., 0] = 1.0
    for side, phase in (("left", 0.0), ("right", np.pi)):
        lift = np.maximum(0.0, np.sin(2 * np.pi * time / 1.2 + phase)) ** 2
        hip, knee, ankle, _foot = LEGS[side]
        rotations[:, hip], rotations[:, knee], rotations[:, ankle] = turn(-0.8 * lift), turn(1.6 * lift), turn(-0.4 * lift)
    root = np.stack([0 * time, np.full(len(time), scale * REST[0, 1] - sink), slide * time], axis=-1)
    return Motion(root, rotations, fps)


def positions(motion: Motion, scale: float = 1.0) -> np.ndarray:
    """Joints (T, 22, 3) by 4×4 matrices; of a body `scale` times as large."""
    unscaled = replace(motion, root_translation=motion.root_translation / scale)
    return scale * np.array([joint_matrices(unscaled, frame)[:, :3, 3] for frame in range(len(motion))])


def standing_speeds(joints: np.ndarray, fps: float, scale: float = 1.0) -> np.ndarray:
    """Speeds (m/s) of ankles and toes from frame to frame while they touch the floor."""
    speeds = []
    for ankle_and_toe in LEGS.values():
        for joint in ankle_and_toe[2:]:
            low = joints[:, joint, 1] - scale * REST[joint, 1] < scale * 0.004
            steps = np.linalg.norm(np.diff(joints[:, joint][:, [0, 2]], axis=0), axis=-1) * fps
            speeds.append(steps[low[1:] & low[:-1]])
    return np.concatenate(speeds)


@pytest.mark.parametrize("fps", [23.976, 30.0, 60.0])
@pytest.mark.parametrize("scale", [1.0, 0.55])
def test_standing_feet_do_not_slide_on_any_body_at_any_rate(fps, scale):
    motion = shuffling(fps, slide=0.1 * scale, sink=0.02 * scale, scale=scale)
    assert feet.measured(motion, scale * REST).slide > 0.09 * scale and feet.measured(motion, scale * REST).lowest < -0.015 * scale
    planted = feet.planted(motion, scale * REST)
    joints = positions(planted, scale)
    speeds = standing_speeds(joints, fps, scale)
    assert len(speeds) > 3 * fps and speeds.max() < 0.02
    soles = joints[:, [*LEGS["left"][2:], *LEGS["right"][2:]], 1] - scale * REST[[*LEGS["left"][2:], *LEGS["right"][2:]], 1]
    assert soles.min() > -0.001 and np.median(soles.min(axis=1)) < 0.001
    assert feet.measured(planted, scale * REST, feet.contacts(motion, scale * REST)).slide < 0.001


def test_only_legs_and_the_pelvis_s_height_change():
    motion = shuffling()
    planted = feet.planted(motion, REST)
    others = [joint for joint in range(22) if joint not in LEGS["left"] + LEGS["right"]]
    np.testing.assert_array_equal(planted.joint_rotations[:, others], motion.joint_rotations[:, others])
    np.testing.assert_array_equal(planted.root_translation[:, [0, 2]], motion.root_translation[:, [0, 2]])
    assert (planted.root_translation[:, 1] <= motion.root_translation[:, 1]).all()


def test_knees_do_not_pop_nor_leave_their_plane():
    motion = shuffling(60.0, slide=0.25)
    planted = feet.planted(motion, REST)
    for hip, knee, ankle, _foot in LEGS.values():
        bends = [2 * np.arccos(np.clip(np.abs(each.joint_rotations[:, knee, 0]), 0, 1)) for each in (motion, planted)]
        jumps = [np.abs(np.diff(bend, 2)).max() for bend in bends]
        assert jumps[1] < jumps[0] + np.radians(6)
        joints = positions(planted)
        forward = joints[:, knee, 2] - 0.5 * (joints[:, hip, 2] + joints[:, ankle, 2])
        assert np.abs(joints[:, knee, 0] - joints[:, hip, 0]).max() < 0.03 and forward.min() > -0.01


def test_a_heel_lifts_while_the_toe_stands_and_toes_stay_over_the_floor():
    time = np.arange(60) / 30.0
    lift = np.clip(time - 0.5, 0, 0.7)
    motion = shuffling(30.0, 2.0, slide=0.0, sink=0.0)
    rotations = np.zeros((60, 22, 4))
    rotations[..., 0] = 1.0
    hip, knee, ankle, foot = LEGS["left"]
    rotations[:, knee], rotations[:, hip], rotations[:, ankle] = turn(0.6 * lift), turn(-0.2 * lift), turn(0.6 * lift)
    motion = Motion(np.tile([0.0, REST[0, 1], 0.0], (60, 1)), rotations, 30.0)
    lowered = positions(motion)[:, foot, 1] - REST[foot, 1]
    motion = replace(motion, root_translation=motion.root_translation - np.minimum(lowered, 0)[:, None] * [0, 1, 0])
    found = feet.contacts(motion, REST)
    assert found.heel[:10, 0].all() and not found.heel[-5:, 0].any() and found.toe[:, 0].all()
    planted = feet.planted(motion, REST)
    joints = positions(planted)
    assert np.ptp(joints[:, foot], axis=0).max() < 0.002
    assert joints[-1, ankle, 1] > REST[ankle, 1] + 0.03
    ahead = np.array([joint_matrices(planted, frame)[foot, :3, :3] @ [0, 0, 1] for frame in range(60)])
    assert ahead[:, 1].min() > -0.01


def rolling(fps: float) -> Motion:
    """Stands, rolls a foot up over its toe, which stays where it is, and down again."""
    time = np.arange(round(2 * fps)) / fps
    rotations = np.zeros((len(time), 22, 4))
    rotations[..., 0] = 1.0
    root = np.tile([0.0, REST[0, 1] - 0.03, 0.0], (len(time), 1))
    turns, places = kinematics.joints(Motion(root, rotations, fps), REST)
    for side, most in (("left", 0.7), ("right", 0.0)):
        ankle, foot = LEGS[side][2:]
        pitch = turn(most * np.sin(np.pi * np.clip((time - 0.5) / 0.8, 0, 1)) ** 2)
        target = REST[foot] - quaternion.rotate(pitch, REST[foot] - REST[ankle])
        kinematics.move_ankle(rotations, turns, places, side, target, pitch)
        rotations[:, foot] = quaternion.inverse(pitch)
    return Motion(root, rotations, fps)


@pytest.mark.parametrize("fps", [24.0, 60.0])
def test_feet_that_are_planted_already_stay_as_they_are(fps):
    motion = rolling(fps)
    away = float(np.linalg.norm(positions(feet.planted(motion, REST)) - positions(motion), axis=-1).max())
    assert away < 0.01


def test_what_another_motion_says_of_the_contacts_counts():
    source = shuffling(slide=0.0, sink=0.0)
    motion = replace(source, root_translation=source.root_translation + np.arange(len(source))[:, None] / 30.0 * [0.0, 0.0, 0.9])
    planted = feet.planted(motion, REST, feet.contacts(source, REST))
    assert not feet.contacts(motion, REST).toe.any()
    assert feet.measured(planted, REST, feet.contacts(source, REST)).mean_slide < 0.3


def test_the_floor_is_found_and_a_flight_is_left_alone():
    motion = shuffling(sink=0.1)
    assert feet.floor_level(motion, REST) == pytest.approx(-0.1, abs=1e-3)
    assert feet.floor_level(feet.settled(motion, REST), REST) == pytest.approx(0, abs=1e-9)
    flying = replace(motion, root_translation=motion.root_translation + [0, 1, 0])
    np.testing.assert_array_equal(feet.settled(flying, REST).root_translation, flying.root_translation)
    np.testing.assert_allclose(feet.planted(flying, REST).joint_rotations, flying.joint_rotations, atol=1e-9)


def test_joints_agree_with_matrices():
    motion = shuffling(seconds=0.5)
    np.testing.assert_allclose(kinematics.joints(motion, REST)[1], positions(motion), atol=1e-9)


def test_a_straight_knee_that_leans_aside_bends_forwards():
    """Straight legs never are quite in their plane: where they have to bend, knees must not go out sideways."""
    rotations = np.tile([1.0, 0.0, 0.0, 0.0], (20, 22, 1))
    for side, sign in (("left", 1), ("right", -1)):
        hip, knee, ankle, _foot = LEGS[side]
        axis = (-0.3, 0.0, 0.95 * sign)
        rotations[:, hip], rotations[:, knee], rotations[:, ankle] = turn(0.05, axis), turn(-0.1, axis), turn(0.05, axis)
    motion = Motion(np.tile([0.0, REST[0, 1], 0.0], (20, 1)), rotations, 30.0)
    turns, places = kinematics.joints(motion, REST)
    lowered = np.linspace(0.0, 0.03, 20)[:, None] * [0.0, 1.0, 0.0]
    bent = rotations.copy()
    for side, (_hip, _knee, ankle, _foot) in LEGS.items():
        kinematics.move_ankle(bent, turns, places, side, places[:, ankle] + lowered, turns[:, ankle])
    joints = positions(replace(motion, joint_rotations=bent))
    for _hip, knee, ankle, _foot in LEGS.values():
        aside, ahead = (np.abs(joints[:, knee, axis] - places[0, knee, axis]) for axis in (0, 2))
        assert aside.max() < 0.01 and ahead[-1] > 0.08
        np.testing.assert_allclose(joints[:, ankle], places[:, ankle] + lowered, atol=1e-3)
        assert np.linalg.norm(joints[0, knee] - places[0, knee]) < 0.005
