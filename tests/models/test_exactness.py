"""Pins are met to the last bit, and nothing pops. On motions made here, with predictions that are wrong on purpose."""
import numpy as np
import pytest

from models import rotation
from models.completion.exact import meet, side_angle, spread
from models.completion.request import PoseConstraint
from models.motion import Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from tests.models.synthetic import standing, turn, walking

_ARM = [JOINT_INDEX[f"right_{part}"] for part in ("collar", "shoulder", "elbow", "wrist")]


def pinned(motion: Motion, frames, joints=range(22), root: bool = True) -> tuple[PoseConstraint, ...]:
    mask = np.zeros(len(JOINT_NAMES), dtype=bool)
    mask[list(joints)] = True
    return tuple(PoseConstraint(int(frame), motion.root_translation[frame], motion.joint_rotations[frame], mask, root) for frame in frames)


def wrong(motion: Motion, seed: int = 0) -> Motion:
    """The motion as a network might predict it: every joint off by some degrees that wander slowly, the way too short and turned."""
    random = np.random.default_rng(seed)
    time = np.linspace(0, 2 * np.pi, len(motion))
    wander = np.sin(time[:, None, None] * random.uniform(0.5, 2, (1, 22, 3)) + random.uniform(0, 6, (1, 22, 3)))
    error = rotation.from_axis_angle(np.radians(8) * wander)
    rotations = rotation.multiply(motion.joint_rotations.astype(np.float64), error)
    about = turn("y", np.array(20.0))
    rotations[:, 0] = rotation.multiply(about, rotations[:, 0])
    path = rotation.rotate(about, motion.root_translation * np.array([0.8, 1, 0.8])) + np.array([0.3, 0.02, -0.2])
    return Motion(path, rotations, motion.fps)


def error_at(motion: Motion, pins) -> tuple[float, float]:
    degrees = [rotation.angle_between(motion.joint_rotations[pin.frame], pin.joint_rotations)[pin.joint_mask] for pin in pins]
    metres = [np.linalg.norm(motion.root_translation[pin.frame] - pin.root_translation) for pin in pins if pin.root_mask]
    return float(np.degrees(np.concatenate(degrees)).max()), float(max(metres, default=0.0))


def acceleration(motion: Motion) -> np.ndarray:
    """Of each joint (T − 2, 22), m/s²."""
    return np.linalg.norm(np.diff(motion.joint_positions().astype(np.float64), 2, axis=0), axis=-1) * motion.fps**2


@pytest.mark.parametrize("count", [1, 2, 3, 10, 50])
def test_every_pin_is_met_exactly(count):
    walk = walking(120, turning=30)
    pins = pinned(walk, np.linspace(0, 119, count).round().astype(int) if count > 1 else [60])
    degrees, metres = error_at(meet(wrong(walk), pins), pins)
    assert degrees < 1e-3 and metres == 0


@pytest.mark.parametrize("joints, root", [(_ARM, False), ([0], True), (range(1, 22), False), ([JOINT_INDEX["left_knee"]], False)])
def test_part_of_a_pose_is_met_exactly(joints, root):
    walk = walking(120)
    pins = pinned(walk, [10, 50, 90], joints, root)
    degrees, metres = error_at(meet(wrong(walk), pins), pins)
    assert degrees < 1e-3 and metres == 0


def test_pinning_an_arm_changes_nothing_but_the_arm():
    prediction = wrong(walking(120))
    met = meet(prediction, pinned(walking(120), [40, 80], _ARM, root=False))
    legs = ("hip", "knee", "ankle", "foot")  # feet are planted
    rest = [joint for joint in range(22) if joint not in _ARM and not JOINT_NAMES[joint].endswith(legs)]
    assert np.allclose(met.root_translation, prediction.root_translation)
    assert np.degrees(rotation.angle_between(met.joint_rotations[:, rest], prediction.joint_rotations[:, rest])).max() < 1e-2


def test_every_frame_pinned_is_the_motion_itself():
    walk = walking(60, turning=40)
    met = meet(wrong(walk), pinned(walk, range(60)))
    assert np.array_equal(met.root_translation, walk.root_translation)
    assert np.degrees(rotation.angle_between(met.joint_rotations, walk.joint_rotations)).max() < 1e-3


def test_nothing_pops_at_a_pin():
    walk = walking(150, turning=20)
    prediction = wrong(walk)
    met = meet(prediction, pinned(walk, [30, 75, 120]))
    near = np.concatenate([np.arange(frame - 4, frame + 3) for frame in (30, 75, 120)])
    added = (acceleration(met) - acceleration(prediction))[near]
    legs = [joint for joint, name in enumerate(JOINT_NAMES) if any(part in name for part in ("knee", "ankle", "foot"))]
    # Planting the feet moves knees besides; this walk's own joints reach 17 m/s².
    assert np.delete(added, legs, axis=1).max() < 4 and added[:, legs].max() < 18


def test_a_standing_character_does_not_slide_towards_a_far_pin_before_it_walks():
    stand, walk = standing(60), walking(60)
    there = Motion(np.concatenate([stand.root_translation, walk.root_translation]), np.concatenate([stand.joint_rotations, walk.joint_rotations]))
    target = Motion(there.root_translation * np.array([1, 1, 1.4], dtype=np.float32), there.joint_rotations)
    met = meet(there, pinned(target, [0, 119]))
    assert np.abs(met.root_translation[:55, 2]).max() < 0.02
    assert met.root_translation[-1, 2] == target.root_translation[-1, 2]


def test_the_way_turns_to_where_the_pin_faces():
    walk = walking(90)
    turned = walking(90, turning=30)
    met = meet(walk, pinned(turned, [0, 89]))
    assert np.degrees(np.abs(side_angle(met.joint_rotations[[0, 89], 0]) - side_angle(turned.joint_rotations[[0, 89], 0]))).max() < 1e-2
    going = np.arctan2(*(met.root_translation[85] - met.root_translation[80])[[0, 2]])
    assert abs(np.degrees(going - side_angle(met.joint_rotations[82, 0]))) < 15


def test_feet_that_stand_at_a_pin_stay_where_the_pin_has_them():
    still = standing(90)
    drifting = Motion(still.root_translation + 0.05 * np.sin(np.linspace(0, 9, 90))[:, None] * np.array([1.0, 0, 0]) + np.array([0, -0.02, 0]),
                      still.joint_rotations)
    pins = pinned(still, [45])
    foot = meet(drifting, pins).joint_positions()[:, JOINT_INDEX["left_foot"]]
    assert np.linalg.norm(foot[30:60] - still.joint_positions()[45, JOINT_INDEX["left_foot"]], axis=-1).max() < 0.01


def test_pins_on_a_platform_keep_the_whole_motion_on_it():
    walk = walking(150)
    high = Motion(walk.root_translation + np.array([0, 1.0, 0], dtype=np.float32), walk.joint_rotations)
    met = meet(walk, pinned(high, [0, 149]))
    assert np.abs(met.root_translation[:, 1] - high.root_translation[:, 1]).max() < 1e-3


def test_spread_meets_the_errors_and_dies_away_without_overshoot():
    offset = spread(np.array([1.0, -0.5, -0.4]), np.array([20, 80, 90]), 120, reach=15.0)
    assert np.allclose(offset[[20, 80, 90]], [1.0, -0.5, -0.4])
    assert np.allclose(offset[[0, 36, 50, 64, 106, 119]], 0)
    assert offset.max() <= 1.0 and offset.min() >= -0.5


def test_the_turn_of_a_pose_is_met_even_upside_down():
    walk = walking(60)
    flipped = walk.joint_rotations.copy()
    flipped[:, 0] = rotation.multiply(turn("x", np.array(180.0)), flipped[:, 0])
    pins = pinned(Motion(walk.root_translation, flipped), [20, 40])
    degrees, metres = error_at(meet(walk, pins), pins)
    assert degrees < 1e-3 and metres == 0
