"""A motion along a path: where the root goes, how the body faces, and that feet still stand. Needs no scene."""
from __future__ import annotations

import numpy as np
import pytest
from blender_addon.animation import feet, following, kinematics, path, path_notes, quaternion, rejoining
from blender_addon.animation.loop import about_up
from blender_addon.animation.motion import Motion
from blender_addon.animation.path import Path, Rejoined
from motions import REST, standing
from test_feet import positions, standing_speeds
from walks import walking

CORNER = np.array([[0.0, 0.0], [0.0, 2.0], [2.5, 2.0], [2.5, 9.0]])


def s_curve(length: float = 5.0, width: float = 0.8) -> np.ndarray:
    z = np.linspace(0, length, 200)
    return np.stack([width * np.sin(2 * np.pi * z / length), z], axis=-1)


def circle(radius: float = 1.5) -> np.ndarray:
    angles = np.linspace(0, 2 * np.pi, 100, endpoint=False)
    return np.stack([radius - radius * np.cos(angles), radius * np.sin(angles)], axis=-1)


def led(motion: Motion, points: np.ndarray, **how) -> Motion:
    return following.followed(motion, REST, Path(path.begun(points, how.get("cyclic", False), np.zeros(2)), **how))


def away(motion: Motion, points: np.ndarray) -> np.ndarray:
    """Metres (T,) of the pelvis from the line through the points."""
    one, other = points[:-1], points[1:]
    way = other - one
    from_one = motion.root_translation[:, None, [0, 2]] - one
    share = np.clip(np.sum(from_one * way, axis=-1) / np.sum(way**2, axis=-1), 0, 1)
    return np.linalg.norm(from_one - share[..., None] * way, axis=-1).min(axis=1)


def facing_of(motion: Motion) -> np.ndarray:
    """Radians (T,) that the chest faces, from the shoulders alone."""
    places = positions(motion)
    across = places[:, 16] - places[:, 17]
    return np.unwrap(np.arctan2(-across[:, 2], across[:, 0]))


def going(motion: Motion) -> np.ndarray:
    """Radians (T,) of the way of the root, over a second."""
    root = motion.root_translation[:, [0, 2]]
    frames = np.arange(len(root))
    way = root[np.minimum(frames + 15, len(root) - 1)] - root[np.maximum(frames - 15, 0)]
    return np.unwrap(np.arctan2(way[:, 0], way[:, 1]))


def accelerations(motion: Motion) -> np.ndarray:
    return np.linalg.norm(np.diff(positions(motion), 2, axis=0), axis=-1) * motion.fps**2


@pytest.mark.parametrize("points", [s_curve(), np.vstack([circle(), circle()[:1]])], ids=["s", "round"])
def test_the_pelvis_goes_along_the_path_and_the_body_faces_along(points):
    motion = walking()
    result = led(motion, points)
    assert away(result, points).max() < 0.045 and away(motion, points).max() > 0.5
    steps = np.linalg.norm(np.diff(result.root_translation[:, [0, 2]], axis=0), axis=-1).sum()
    assert steps == pytest.approx(4.8, abs=0.25)
    assert np.abs(facing_of(result) - going(result))[15:-15].max() < np.radians(12)


@pytest.mark.parametrize("how", [{}, {"fixed": True}, {"fit": True}], ids=str)
@pytest.mark.parametrize("points", [s_curve(), CORNER], ids=["s", "corner"])
def test_feet_stand_as_still_as_before_and_do_not_spin(points, how):
    motion = walking()
    result = led(motion, points, **how)
    speeds = standing_speeds(positions(result), 30.0)
    assert len(speeds) > 60 and speeds.max() < 0.02
    turns, _places = kinematics.joints(result, REST)
    standing = feet.contacts(motion, REST)
    for number, side in enumerate(feet.SIDES):
        ahead = np.array([kinematics.quaternion.rotate(turn, np.array([0, 0, 1.0])) for turn in turns[:, kinematics.leg(side)[2]]])
        headings = np.unwrap(np.arctan2(ahead[:, 0], ahead[:, 2]))
        flat = list(feet.spans(standing.heel[:, number] & standing.toe[:, number]))
        assert len(flat) > 2 and max(np.ptp(headings[first:last]) for first, last in flat) < np.radians(2)


def test_a_sharp_corner_is_walked_round_not_jerked_round():
    motion, result = walking(), led(walking(), CORNER)
    assert away(result, CORNER).max() < 0.2
    assert np.percentile(accelerations(result), 95) < 1.25 * np.percentile(accelerations(motion), 95)
    assert np.abs(np.diff(facing_of(result))).max() * 30 < np.radians(200)


@pytest.mark.parametrize("turned", [np.pi / 2, np.pi], ids=["sideways", "backwards"])
def test_who_goes_sideways_or_backwards_does_so_along_the_path(turned):
    result = led(walking(speed=0.6, facing=turned), s_curve())
    off = (facing_of(result) - going(result) - turned + np.pi) % (2 * np.pi) - np.pi
    assert np.abs(off)[15:-15].max() < np.radians(15) and away(result, s_curve()).max() < 0.045


def test_a_fixed_facing_stays_while_the_hips_turn_to_where_the_body_goes():
    result = led(walking(), s_curve(), fixed=True)
    assert np.abs(facing_of(result)).max() < np.radians(1) and away(result, s_curve()).max() < 0.045
    hips = positions(result)[:, 1] - positions(result)[:, 2]
    assert np.degrees(np.ptp(np.arctan2(-hips[:, 2], hips[:, 0]))) > 45


@pytest.mark.parametrize("points", [CORNER, np.array([[0.0, 0.0], [0.0, 1.5], [-1.0, 1.5], [-1.0, -6.0]]), circle(1.5)], ids=["aside", "back", "round"])
def test_a_fixed_facing_turns_along_before_legs_cross(points):
    result = led(walking(), points, fixed=True)
    places = positions(result)
    left = (places[:, 1] - places[:, 2]) * [1.0, 0.0, 1.0]
    apart = ((places[:, 7] - places[:, 8]) * left).sum(axis=-1) / np.linalg.norm(left, axis=-1)
    assert apart.min() > 0.0
    off = (going(result) - facing_of(result) + np.pi) % (2 * np.pi) - np.pi
    assert np.radians(40) < np.abs(off)[20:-20].max() < np.radians(80)


def test_who_turns_back_goes_back_along_the_path():
    result = led(walking(5.0, back_after=2.5), s_curve())
    np.testing.assert_allclose(result.root_translation[-1, [0, 2]], result.root_translation[1, [0, 2]], atol=0.1)
    assert result.root_translation[75, 2] > 2.0


def test_fit_ends_at_the_end_within_limits():
    end = s_curve()[-1]
    assert np.linalg.norm(led(walking(), s_curve()).root_translation[-1, [0, 2]] - end) > 0.5
    np.testing.assert_allclose(led(walking(), s_curve(), fit=True).root_translation[-1, [0, 2]], end, atol=0.06)
    far = led(walking(), np.array([[0.0, 0.0], [0.0, 20.0]]), fit=True)
    assert far.root_translation[-1, 2] == pytest.approx(1.4 * 4.76, abs=0.1)


def test_a_closed_path_goes_on_round():
    result = led(walking(10.0), circle(0.9), cyclic=True)
    assert away(result, circle(0.9)).max() < 0.06
    angles = np.unwrap(np.arctan2(result.root_translation[:, 2], 0.9 - result.root_translation[:, 0]))
    assert angles[-1] > 1.9 * 2 * np.pi


def test_beyond_the_end_it_goes_straight_on_and_that_is_said():
    points = s_curve()[:60]
    how = Path(path.begun(points, False, np.zeros(2)))
    result = following.followed(walking(), REST, how)
    ends, ahead = points[-1], (points[-1] - points[-4]) / np.linalg.norm(points[-1] - points[-4])
    beyond = result.root_translation[-1, [0, 2]] - ends
    assert beyond @ ahead > 2.5 and abs(beyond @ [ahead[1], -ahead[0]]) < 0.1
    said = path_notes.notes([following.course(walking(), REST, how)], how)
    assert len(said) == 1 and "walks 3.0 m straight on" in said[0]


@pytest.mark.parametrize("motion, points, how, words", [
    (walking(), s_curve(20.0), {}, "m before the path does. Lengthen the motion, or choose Fit to Path."),
    (walking(), s_curve(20.0), {"fit": True}, "m before the path does. Lengthen the motion."),
    (walking(speed=0.05), s_curve(), {}, "hardly goes anywhere"),
    (walking(), s_curve() + [3.0, 0.0], {"leads_in": True}, "stands 3.0 m from where the path begins"),
    (walking(), CORNER, {"fixed": True}, "away from where the steps go, so the body turns along"),
])
def test_what_does_not_fit_is_said(motion, points, how, words):
    along = Path(path.begun(points, False, np.zeros(2)), **how)
    assert any(words in said for said in path_notes.notes([following.course(motion, REST, along)], along))


def test_nothing_is_said_where_all_is_well():
    along = Path(path.begun(s_curve(), False, np.zeros(2)), fit=True)
    assert path_notes.notes([following.course(walking(), REST, along)], along) == ()


@pytest.mark.parametrize("start", [(0.6, -0.5), (2.0, -3.0), (-0.5, 0.4)])
def test_with_keys_before_it_sets_out_from_the_pose_that_stands_there(start):
    motion = walking(8.0)
    motion = Motion(motion.root_translation + [start[0], 0.0, start[1]], motion.joint_rotations, 30.0)
    points = np.array([[0.0, 0.0], [6.0, 0.0]])
    result = following.followed(motion, REST, Path(path.begun(points, False, np.array(start)), leads_in=True))
    np.testing.assert_allclose(positions(result)[0], positions(motion)[0], atol=0.015)
    assert np.abs(result.root_translation[-60:, 2]).max() < 0.05 and result.root_translation[-1, 0] > 3.0
    assert np.percentile(accelerations(result), 95) < 1.3 * np.percentile(accelerations(motion), 95)


def test_where_a_motion_begins_on_a_path():
    line = np.array([[0.0, 0.0], [0.0, 4.0]])
    np.testing.assert_allclose(path.begun(line, False, np.array([0.3, 1.0]))[0], [0.0, 1.0], atol=0.03)
    np.testing.assert_allclose(path.begun(line, False, np.array([1.5, 1.0]))[0], [0.0, 0.0])
    np.testing.assert_allclose(path.begun(circle(), True, np.array([1.5, 1.4]))[0], [1.5, 1.5], atol=0.03)
    # A path that comes back to where it begins is walked from its beginning.
    np.testing.assert_allclose(path.begun(np.vstack([circle(), [[0.05, -0.05]]]), False, np.array([0.1, -0.1]))[0], [0.0, 0.0], atol=0.06)


@pytest.mark.parametrize("points, stand, words", [
    (np.array([[0.0, 0.0]]), (0, 0), "only 0.00 m long"), (np.array([[0.0, 0.0], [0.1, 0.1]]), (0, 0), "only 0.14 m long"),
    (np.array([[0.0, 0.0], [0.0, 4.0]]), (0.0, 4.1), "at the end of the path"),
])
def test_a_path_that_cannot_be_walked_is_said(points, stand, words):
    with pytest.raises(ValueError, match=words):
        path.begun(points, False, np.array(stand))


@pytest.mark.parametrize("how", ["along", "fixed", "backwards", "round"])
def test_a_block_between_motion_that_stays_follows_the_path_and_meets_both(how):
    """Of a walk along a path the middle is walked anew: slower, straight on, from where the path lay straight."""
    points, cyclic, fixed = (circle(), True, False) if how == "round" else (s_curve(), False, how == "fixed")
    facing = np.pi if how == "backwards" else 0.0
    before = led(walking(6.0, 0.8, facing), points, cyclic=cyclic, fixed=fixed)
    first, last = 60, 120
    after = Motion(before.root_translation[last + 1:], before.joint_rotations[last + 1:], 30.0)
    way = rejoining.stretch(points, cyclic, before.root_translation[first:last + 2:5, [0, 2]])
    after, back = rejoining.straightened(way, kinematics.headings(before, REST)[first], after, fixed)
    made = walking(2.1, 0.72, facing)
    turn = about_up(np.array(0.0 if fixed else going(before)[first - 1]))
    places = quaternion.rotate(turn, made.root_translation) + before.root_translation[first - 1] * [1.0, 0.0, 1.0]
    turned = made.joint_rotations.copy()
    turned[:, 0] = quaternion.multiply(turn, turned[:, 0])
    # Straight on: what stays afterwards stands about where the block leads. The server leads it there.
    places, count = places[1:], last + 1 - first
    lacking = after.root_translation[0] - places[count]
    assert np.linalg.norm(lacking[[0, 2]]) < 0.35
    places[:count] += np.linspace(0, 1, count)[:, None] * lacking
    whole = Motion(np.concatenate([before.root_translation[:first], places[:count], after.root_translation]),
                   np.concatenate([before.joint_rotations[:first], turned[1:count + 1], after.joint_rotations]), 30.0)
    result = rejoining.rejoined(whole, REST, Path(way.points, fixed=fixed, rejoined=back), first, last)
    for stays in (slice(0, first), slice(last + 1, None)):
        np.testing.assert_allclose(positions(result)[stays], positions(before)[stays], atol=1e-5)
    line = np.vstack([points, points[:1]]) if cyclic else points
    assert away(result, line).max() < 0.06 and away(whole, line)[first:last].max() > 0.15
    # It comes as far as it must, in even strides.
    steps = np.linalg.norm(np.diff(result.root_translation[first - 10:last + 10, [0, 2]], axis=0), axis=-1) * 30
    assert steps.min() > 0.4 and steps.max() < 1.4
    off = (facing_of(result) - going(result) - facing + np.pi) % (2 * np.pi) - np.pi
    assert fixed or np.abs(off)[15:-15].max() < np.radians(25)
    # Frames at which the made motion itself jumps, because nothing has welded it here, are left out.
    speeds = standing_speeds(positions(result)[first + 12:last - 12], 30.0)
    assert len(speeds) > 10 and speeds.max() < 0.03


def test_a_block_far_from_the_path_has_no_stretch_of_it():
    assert rejoining.stretch(s_curve(), False, np.array([[0.0, 0.0], [1.5, 0.5], [3.0, 1.0]])) is None


def test_what_stands_between_motion_that_stays_is_not_spun():
    """The block only stands, and the path leads a little on: the body goes over, facing as what stays does."""
    line, still = np.array([[0.0, -1.0], [0.0, 4.0]]), standing(90)
    after = Motion(still.root_translation[60:] + [0.0, 0.0, 0.1], still.joint_rotations[60:], 30.0)
    way = rejoining.stretch(line, False, np.array([[0.0, 0.0], [0.0, 0.1]]))
    moved, back = rejoining.straightened(way, 0.0, after, False)
    whole = Motion(np.concatenate([still.root_translation[:60], moved.root_translation]), still.joint_rotations, 30.0)
    result = rejoining.rejoined(whole, REST, Path(way.points, rejoined=back), 20, 59)
    assert np.abs(facing_of(result)).max() < np.radians(2)
    assert np.abs(np.diff(result.root_translation[:60, 2])).max() < 0.01 and result.root_translation[-1, 2] == pytest.approx(0.1)


def test_what_is_stored_is_the_same_path():
    one = Path(path.begun(s_curve(), False, np.zeros(2)), fixed=True, leads_in=True, name="Way", rejoined=Rejoined((0.5, 1.0), (0.25, 2.0), 0.75))
    again = Path.recalled(one.stored())
    np.testing.assert_array_equal(again.points, one.points)
    assert {**vars(again), "points": 0} == {**vars(one), "points": 0}
    with pytest.raises(ValueError):
        Path.recalled({**one.stored(), "points": [[0.0, 1.0]]})


@pytest.mark.parametrize("cyclic", [False, True])
def test_of_a_path_of_many_kilometres_only_what_is_walked_counts(cyclic):
    far = Path(np.array([[0.0, 0.0], [0.0, 4e6], [4e6, 4e6]]), cyclic, fit=True)
    result = following.followed(walking(), REST, far)
    assert result.root_translation[-1, 2] == pytest.approx(1.4 * 4.76, abs=0.1)
    assert following.course(walking(), REST, far).over == pytest.approx(-far.length, rel=1e-3)
