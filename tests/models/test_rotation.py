"""Rotations against SciPy's and against what each must do by definition; seeded, with the awkward turns among the random ones."""
from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation, Slerp

from models import rotation

X, Y, Z = np.eye(3)


def quaternions(count: int = 60, seed: int = 0) -> np.ndarray:
    """Random unit quaternions, then no turn and half turns (where square roots and divisions go wrong)."""
    random = np.random.default_rng(seed).normal(size=(count, 4))
    awkward = [[1, 0, 0, 0], [-1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 1, 0], [1e-9, 0, 1, -1], [1, 1e-9, 0, 0]]
    return rotation.normalize(np.concatenate([random, np.array(awkward)]))


def scipy_rotation(quaternion: np.ndarray) -> Rotation:
    return Rotation.from_quat(np.roll(np.reshape(quaternion, (-1, 4)), -1, axis=-1))


def assert_same_turn(a: np.ndarray, b: np.ndarray, atol: float = 1e-7) -> None:
    """Equal up to sign, for q and −q are the same turn."""
    np.testing.assert_allclose(np.abs(np.sum(a * b, axis=-1)), 1, atol=atol)
    np.testing.assert_allclose(np.linalg.norm(a, axis=-1), 1, atol=atol)


def test_matrices_agree_with_scipy():
    np.testing.assert_allclose(rotation.to_matrix(quaternions()), scipy_rotation(quaternions()).as_matrix(), atol=1e-12)


def test_product_turns_by_the_second_then_by_the_first():
    a, b = quaternions(seed=1), quaternions(seed=2)
    expected = rotation.to_matrix(a) @ rotation.to_matrix(b)
    np.testing.assert_allclose(rotation.to_matrix(rotation.multiply(a, b)), expected, atol=1e-12)


def test_rotate_is_the_matrix_times_the_vector():
    a, vectors = quaternions(), np.random.default_rng(5).normal(size=(68, 3))
    np.testing.assert_allclose(rotation.rotate(a, vectors), np.einsum("nij,nj->ni", rotation.to_matrix(a), vectors), atol=1e-12)


def test_a_quarter_turn_about_y_takes_forward_to_the_left():
    turn = rotation.from_axis_angle(np.array([0, np.pi / 2, 0]))
    np.testing.assert_allclose(rotation.rotate(turn, Z), X, atol=1e-12)
    np.testing.assert_allclose(rotation.rotate(turn, X), -Z, atol=1e-12)


def test_inverse_undoes():
    a = quaternions()
    assert_same_turn(rotation.multiply(a, rotation.inverse(a)), np.broadcast_to(rotation.IDENTITY, a.shape))


@pytest.mark.parametrize(("to", "back"), [
    (rotation.to_matrix, rotation.from_matrix),
    (rotation.to_6d, rotation.from_6d),
    (rotation.to_axis_angle, rotation.from_axis_angle),
])
def test_round_trips(to, back):
    a = quaternions().reshape(4, 17, 4)
    assert_same_turn(back(to(a)), a)


def test_rotation_vectors_agree_with_scipy_and_stay_within_half_a_turn():
    a = quaternions(200)[:200]
    np.testing.assert_allclose(rotation.to_axis_angle(a), scipy_rotation(a).as_rotvec(), atol=1e-9)
    assert np.linalg.norm(rotation.to_axis_angle(quaternions()), axis=-1).max() <= np.pi + 1e-9


@pytest.mark.parametrize("size", [0.0, 1e-12, 1e-8, 1e-4, 1.0, np.pi - 1e-6])
def test_small_and_large_rotation_vectors_keep_their_precision(size):
    vector = rotation.normalize(np.array([1.0, -2.0, 0.5])) * size
    np.testing.assert_allclose(rotation.to_axis_angle(rotation.from_axis_angle(vector)), vector, rtol=1e-6, atol=1e-14)


def test_six_numbers_are_the_first_two_columns():
    a = quaternions()
    matrix = rotation.to_matrix(a)
    np.testing.assert_allclose(rotation.to_6d(a), np.concatenate([matrix[..., 0], matrix[..., 1]], axis=-1))


def test_a_networks_untidy_six_numbers_become_a_turn():
    """Gram–Schmidt: the first column's direction is kept, lengths and skew do not matter."""
    six = np.random.default_rng(6).normal(size=(50, 6))
    matrix = rotation.to_matrix(rotation.from_6d(six))
    np.testing.assert_allclose(matrix[..., 0], rotation.normalize(six[:, :3]), atol=1e-9)
    np.testing.assert_allclose(np.linalg.det(matrix), 1, atol=1e-9)
    assert (np.sum(matrix[..., 1] * six[:, 3:], axis=-1) > 0).all()


def test_angle_between():
    a = quaternions()
    expected = (scipy_rotation(a).inv() * scipy_rotation(a[::-1])).magnitude()
    np.testing.assert_allclose(rotation.angle_between(a, a[::-1]), expected, atol=1e-7)
    np.testing.assert_allclose(rotation.angle_between(a, -a), 0, atol=1e-7)


def test_slerp_agrees_with_scipy():
    ends = quaternions(2, seed=8)[:2]
    weights = np.linspace(0, 1, 9)
    expected = np.roll(Slerp([0, 1], scipy_rotation(ends))(weights).as_quat(), 1, axis=-1)
    assert_same_turn(rotation.slerp(ends[0], ends[1], weights), expected)


def test_slerp_takes_the_shorter_arc_and_passes_through_its_ends():
    a, b = quaternions(seed=9), quaternions(seed=10)
    assert_same_turn(rotation.slerp(a, b, np.zeros(len(a))), a)
    assert_same_turn(rotation.slerp(a, b, np.ones(len(a))), b)
    half = rotation.slerp(a, b, np.full(len(a), 0.5))
    np.testing.assert_allclose(rotation.angle_between(a, half), rotation.angle_between(a, b) / 2, atol=1e-7)
    assert_same_turn(rotation.slerp(a, -b, np.full(len(a), 0.5)), half)


def test_between_takes_one_direction_to_the_other_with_the_least_turn():
    generator = np.random.default_rng(11)
    source, target = generator.normal(size=(80, 3)), generator.normal(size=(80, 3))
    turn = rotation.between(source, target)
    np.testing.assert_allclose(rotation.rotate(turn, rotation.normalize(source)), rotation.normalize(target), atol=1e-9)
    cosine = np.sum(rotation.normalize(source) * rotation.normalize(target), axis=-1)
    np.testing.assert_allclose(rotation.angle_between(turn, rotation.IDENTITY), np.arccos(cosine), atol=1e-7)


@pytest.mark.parametrize("direction", [X, Y, Z, -X, -Y, np.array([1.0, 2.0, -3.0]), np.array([0.95, 0.1, 0.1])])
@pytest.mark.parametrize("off", [0.0, 1e-9, 1e-7, 1e-5, 1e-3])
def test_between_opposite_directions_is_half_a_turn(direction, off):
    target = -direction + off * np.array([0.3, -0.5, 0.7])
    turn = rotation.between(direction, target)
    np.testing.assert_allclose(rotation.rotate(turn, rotation.normalize(direction)), rotation.normalize(target), atol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(turn), 1, atol=1e-9)


def test_between_opposite_directions_in_single_precision():
    direction = rotation.normalize(np.random.default_rng(14).normal(size=(1000, 3)).astype(np.float32))
    np.testing.assert_allclose(rotation.rotate(rotation.between(direction, -direction), direction), -direction, atol=1e-4)


def test_between_the_same_direction_is_no_turn():
    assert_same_turn(rotation.between(X * 2, X * 5), rotation.IDENTITY)


def test_from_frame_has_its_x_axis_across_and_its_y_axis_as_near_up_as_can_be():
    generator = np.random.default_rng(12)
    across, up = generator.normal(size=(30, 3)), generator.normal(size=(30, 3))
    matrix = rotation.to_matrix(rotation.from_frame(across, up))
    np.testing.assert_allclose(matrix[..., 0], rotation.normalize(across), atol=1e-9)
    flat_up = up - np.sum(up * matrix[..., 0], axis=-1, keepdims=True) * matrix[..., 0]
    np.testing.assert_allclose(matrix[..., 1], rotation.normalize(flat_up), atol=1e-9)
    np.testing.assert_allclose(np.linalg.det(matrix), 1, atol=1e-9)


def test_continuous_never_flips_and_turns_nothing():
    steps = np.linspace(0, 12, 120)[:, None] * np.array([[0.2, 1.0, -0.4]])
    smooth = rotation.from_axis_angle(steps)
    flipped = smooth * np.where(np.random.default_rng(13).random(120) < 0.5, -1, 1)[:, None]
    mended = rotation.continuous(flipped)
    assert (np.sum(mended[1:] * mended[:-1], axis=-1) > 0).all()
    assert_same_turn(mended, smooth)
    np.testing.assert_array_equal(mended[0], flipped[0])
    across = np.moveaxis(np.stack([flipped, flipped[::-1]]), 1, 0)
    np.testing.assert_array_equal(rotation.continuous(across)[:, 0], mended)
    np.testing.assert_array_equal(rotation.continuous(flipped[None], axis=1)[0], mended)


def test_continuous_leaves_its_input_alone():
    flipped = np.array([[1.0, 0, 0, 0], [-1.0, 0, 0, 0]])
    rotation.continuous(flipped)
    assert flipped[1, 0] == -1


def test_a_zero_vector_stays_zero():
    assert not rotation.normalize(np.zeros((2, 3))).any()
