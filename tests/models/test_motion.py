"""`Motion`: kinematics, mirror, frame rates, and placing it where the character stands."""
from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from models import rotation
from models.features import headings
from models.motion import Motion, forward_kinematics
from models.skeleton import JOINT_INDEX, JOINT_NAMES, PARENTS, REST_OFFSETS, REST_PELVIS_HEIGHT, REST_POSITIONS

UPRIGHT = np.tile(np.array([1.0, 0, 0, 0]), (22, 1))


def moving(frames: int = 61, fps: float = 30.0, seed: int = 0) -> Motion:
    """A seeded smooth motion: an upright body that wanders, turns and bends every joint."""
    generator = np.random.default_rng(seed)
    time = np.arange(frames)[:, None] / fps
    bends = np.sin(time[..., None] * 2 + generator.uniform(0, 6, (1, 22, 3))) * generator.uniform(0.1, 0.5, (1, 22, 3))
    bends[:, 0] *= 0.2
    rotations = rotation.from_axis_angle(bends)
    rotations[:, 0] = rotation.multiply(rotation.from_axis_angle(time * np.array([[0, 0.8, 0]])), rotations[:, 0])
    root = np.concatenate([np.sin(time), REST_PELVIS_HEIGHT + 0.05 * np.cos(3 * time), time * 1.2], axis=-1)
    return Motion(root, rotations, fps)


def posed(**turns: tuple[float, float, float]) -> Motion:
    """One frame with joints turned from the rest pose by rotation vectors in degrees."""
    rotations = UPRIGHT.copy()
    for name, vector in turns.items():
        rotations[JOINT_INDEX[name]] = rotation.from_axis_angle(np.radians(vector))
    return Motion(np.array([[0, REST_PELVIS_HEIGHT, 0]]), rotations[None])


def apart(a: Motion, b: Motion) -> float:
    """Greatest angle between the two motions' joints, degrees."""
    return float(np.degrees(rotation.angle_between(a.joint_rotations.astype(float), b.joint_rotations.astype(float)).max()))


# Kinematics

def test_the_rest_pose_stands_as_the_skeleton_says():
    np.testing.assert_allclose(posed().joint_positions()[0], REST_POSITIONS, atol=1e-6)


def test_kinematics_agree_with_matrices_multiplied_down_the_tree():
    motion = moving()
    positions, rotations = forward_kinematics(motion.root_translation, motion.joint_rotations)
    for frame in (0, 17, 60):
        world = []
        for joint, parent in enumerate(PARENTS):
            local = np.eye(4)
            local[:3, :3] = Rotation.from_quat(np.roll(motion.joint_rotations[frame, joint], -1)).as_matrix()
            local[:3, 3] = motion.root_translation[frame] if parent < 0 else REST_OFFSETS[joint]
            world.append(local if parent < 0 else world[parent] @ local)
        np.testing.assert_allclose(positions[frame], np.array(world)[:, :3, 3], atol=1e-5)
        np.testing.assert_allclose(rotation.to_matrix(rotations[frame]), np.array(world)[:, :3, :3], atol=1e-5)


def test_a_knee_bends_backwards_and_an_arm_lifts_up():
    bent = posed(left_knee=(90, 0, 0), left_shoulder=(0, 0, 90)).joint_positions()[0]
    ankle, wrist = bent[JOINT_INDEX["left_ankle"]], bent[JOINT_INDEX["left_wrist"]]
    assert ankle[2] < -0.3 and wrist[1] > 1.8
    right = [JOINT_INDEX[name] for name in JOINT_NAMES if name.startswith("right_")]
    np.testing.assert_allclose(bent[right], REST_POSITIONS[right], atol=1e-6)


def test_kinematics_takes_any_leading_shape():
    motion = moving(frames=6)
    batched = forward_kinematics(motion.root_translation.reshape(2, 3, 3), motion.joint_rotations.reshape(2, 3, 22, 4))[0]
    np.testing.assert_allclose(batched.reshape(6, 22, 3), motion.joint_positions(), atol=1e-6)


# Mirror

def test_mirrored_twice_is_the_same_motion():
    motion = moving()
    twice = motion.mirrored().mirrored()
    np.testing.assert_allclose(twice.root_translation, motion.root_translation, atol=1e-7)
    assert apart(twice, motion) < 1e-3


def test_the_mirror_swaps_sides_at_every_joint():
    motion = moving()
    seen, mirrored = motion.joint_positions(), motion.mirrored().joint_positions()
    for name in JOINT_NAMES:
        partner = name.replace("left_", "?").replace("right_", "left_").replace("?", "right_")
        expected = seen[:, JOINT_INDEX[partner]] * [-1, 1, 1]
        np.testing.assert_allclose(mirrored[:, JOINT_INDEX[name]], expected, atol=1e-5, err_msg=name)


def test_a_raised_left_hand_becomes_a_raised_right_hand():
    positions = posed(left_shoulder=(0, 0, 90)).mirrored().joint_positions()[0]
    assert positions[JOINT_INDEX["right_wrist"], 1] > 1.8 > 1.5 > positions[JOINT_INDEX["left_wrist"], 1]


def test_a_turn_to_the_left_becomes_a_turn_to_the_right():
    motion = moving()
    turned = headings(motion)
    np.testing.assert_allclose(headings(motion.mirrored()), -turned, atol=1e-4)
    assert turned[-1] > turned[0]


# Frame rates

@pytest.mark.parametrize("fps", [23.976, 24, 25, 29.97, 30, 59.94, 60, 120])
def test_another_rate_keeps_the_length_and_both_ends(fps):
    """The last frame of the new rate lies on the old one's last moment, or less than one new frame before it."""
    motion = moving()
    other = motion.resampled(fps)
    assert other.fps == fps
    end, other_end = (len(motion) - 1) / motion.fps, (len(other) - 1) / fps
    assert 0 <= end - other_end + 1e-9 < 1 / fps
    np.testing.assert_allclose(other.root_translation[0], motion.root_translation[0], atol=1e-6)
    reached = np.array([np.interp(other_end, np.arange(61) / 30, motion.root_translation[:, axis]) for axis in range(3)])
    np.testing.assert_allclose(other.root_translation[-1], reached, atol=1e-5)


@pytest.mark.parametrize("fps", [23.976, 24, 60, 120])
def test_another_rate_is_the_same_movement(fps):
    """Against the motion computed at that rate from its formula: 30 to 23.976 is not a speed-up."""
    other = moving().resampled(fps)
    exact = moving(frames=len(other), fps=fps)
    np.testing.assert_allclose(other.joint_positions(), exact.joint_positions(), atol=0.002)


def test_there_and_back_is_the_same_motion():
    motion = moving()
    back = motion.resampled(120).resampled(30)
    assert len(back) == len(motion) and apart(back, motion) < 0.1
    np.testing.assert_allclose(back.root_translation, motion.root_translation, atol=1e-5)


@pytest.mark.parametrize(("fps", "new"), [(24, 30), (25, 30), (30, 120), (120, 30)])
def test_no_last_frame_is_lost_to_rounding(fps, new):
    for frames in (121, 124, 197, 206, 247):
        assert len(moving(frames, fps).resampled(new)) == (frames - 1) * new // fps + 1


def test_frames_of_a_doubled_rate_lie_halfway():
    motion = moving()
    doubled = motion.resampled(60)
    assert len(doubled) == 121
    np.testing.assert_allclose(doubled.root_translation[::2], motion.root_translation, atol=1e-6)
    middle = (motion.root_translation[1:] + motion.root_translation[:-1]) / 2
    np.testing.assert_allclose(doubled.root_translation[1::2], middle, atol=1e-5)


def test_a_flipped_sign_does_not_spin_a_joint():
    motion = moving()
    flipped = motion.joint_rotations.copy()
    flipped[::2] *= -1
    flipped = Motion(motion.root_translation, flipped, motion.fps)
    assert apart(flipped.resampled(24), motion.resampled(24)) < 0.1


def test_resampled_rotations_stay_of_unit_length():
    lengths = np.linalg.norm(moving().resampled(23.976).joint_rotations, axis=-1)
    np.testing.assert_allclose(lengths, 1, atol=1e-5)


def test_one_frame_is_one_frame_at_any_rate():
    one = posed(head=(10, 0, 0)).resampled(24)
    assert len(one) == 1 and one.fps == 24


# Placing

@pytest.mark.parametrize(("position", "heading"), [((0, 0), 0.0), ((2.0, -3.0), 1.2), ((-1.0, 0.5), -2.9), ((0, 0), np.pi)])
def test_placed_starts_at_the_position_with_the_heading(position, heading):
    start = moving()[20:]
    placed = start.placed(position, heading)
    np.testing.assert_allclose(placed.root_translation[0, [0, 2]], position, atol=1e-5)
    difference = headings(placed)[0] - heading
    assert abs(np.angle(np.exp(1j * difference))) < 1e-4


def test_placing_moves_the_body_as_one_and_keeps_its_height():
    motion = moving()[20:]
    placed = motion.placed((2.0, -3.0), 1.2)
    np.testing.assert_allclose(placed.joint_positions()[..., 1], motion.joint_positions()[..., 1], atol=1e-5)
    np.testing.assert_array_equal(placed.joint_rotations[:, 1:], motion.joint_rotations[:, 1:])
    travelled, before = (np.linalg.norm(np.ptp(m.root_translation[[0, -1]], axis=0)) for m in (placed, motion))
    assert abs(travelled - before) < 1e-4


def test_a_heading_turns_the_path_with_the_body():
    """Walking straight ahead, then placed facing the left (+X), is walking to the left."""
    path = np.array([[0, REST_PELVIS_HEIGHT, 0.1 * frame] for frame in range(11)])
    placed = Motion(path, np.tile(UPRIGHT, (11, 1, 1))).placed((5.0, 5.0), np.pi / 2)
    np.testing.assert_allclose(placed.root_translation[-1], [6.0, REST_PELVIS_HEIGHT, 5.0], atol=1e-5)
    left = placed.joint_positions()[0, JOINT_INDEX["left_shoulder"]]
    assert left[2] < 5.0 - 0.1


def test_placing_leaves_the_original_alone():
    motion = moving()
    before = motion.root_translation.copy(), motion.joint_rotations.copy()
    motion.placed((2.0, -3.0), 1.2)
    np.testing.assert_array_equal(motion.root_translation, before[0])
    np.testing.assert_array_equal(motion.joint_rotations, before[1])


def test_placed_where_it_is_changes_nothing():
    motion = moving()[20:]
    same = motion.placed(motion.root_translation[0, [0, 2]], headings(motion)[0])
    np.testing.assert_allclose(same.joint_positions(), motion.joint_positions(), atol=1e-5)


# The dataclass

def test_length_duration_and_slices():
    motion = moving(frames=45)
    assert len(motion) == 45 and motion.duration == 1.5
    part = motion[10:20]
    assert len(part) == 10 and part.fps == motion.fps
    np.testing.assert_array_equal(part.root_translation, motion.root_translation[10:20])
    np.testing.assert_array_equal(part.joint_rotations, motion.joint_rotations[10:20])


def test_arrays_are_float32():
    motion = moving()
    assert motion.root_translation.dtype == motion.joint_rotations.dtype == np.float32
    assert motion.resampled(24).joint_rotations.dtype == motion.placed((1, 1), 1.0).root_translation.dtype == np.float32


@pytest.mark.parametrize(("root", "rotations"), [
    (np.zeros((3, 3)), np.tile(UPRIGHT, (4, 1, 1))),
    (np.zeros((3, 2)), np.tile(UPRIGHT, (3, 1, 1))),
    (np.zeros((3, 3)), np.tile(UPRIGHT[:21], (3, 1, 1))),
    (np.zeros((0, 3)), np.zeros((0, 22, 4))),
])
def test_shapes_that_do_not_fit_are_refused(root, rotations):
    with pytest.raises(ValueError, match="a motion needs"):
        Motion(root, rotations)


@pytest.mark.parametrize("value", [np.nan, np.inf])
@pytest.mark.parametrize("field", ["root", "rotations"])
def test_numbers_that_are_not_finite_are_refused(field, value):
    arrays = {"root": np.zeros((3, 3)), "rotations": np.tile(UPRIGHT, (3, 1, 1))}
    arrays[field][1, 0] = value
    with pytest.raises(ValueError, match="not finite"):
        Motion(arrays["root"], arrays["rotations"])
