import numpy as np

from models import rotation
from models.cleanup import bend_toes, floor_level, plant_all, plant_feet, settle, settle_all
from models.motion import Motion, forward_kinematics
from models.skeleton import JOINT_INDEX
from tests.models.synthetic import standing, walking


def _slide(motion: Motion, joint: str) -> float:
    """Fastest horizontal speed of a joint, cm/s."""
    path = motion.joint_positions()[:, JOINT_INDEX[joint]][:, [0, 2]]
    return float(100 * motion.fps * np.linalg.norm(np.diff(path, axis=0), axis=-1).max())


def _skating() -> Motion:
    """Standing, while the whole body drifts to and fro by 6 cm."""
    motion = standing(90)
    translation = motion.root_translation.copy()
    translation[:, 0] += 0.03 * np.sin(np.linspace(0, 4 * np.pi, 90))
    translation[:, 1] -= 0.03
    return Motion(translation, motion.joint_rotations)


def test_a_standing_foot_no_longer_slides():
    skating = _skating()
    assert _slide(skating, "left_foot") > 10
    planted = plant_feet(settle(skating))
    assert max(_slide(planted, f"{side}_foot") for side in ("left", "right")) < 2


def test_planting_moves_nothing_but_the_legs():
    skating = settle(_skating())
    planted = plant_feet(skating)
    legs = [JOINT_INDEX[f"{side}_{part}"] for side in ("left", "right") for part in ("hip", "knee", "ankle")]
    others = [joint for joint in range(22) if joint not in legs]
    assert np.allclose(planted.joint_rotations[:, others], skating.joint_rotations[:, others], atol=1e-5)
    assert np.array_equal(planted.root_translation, skating.root_translation)


def test_a_swinging_foot_keeps_its_path():
    motion = settle(walking(90, speed=2.0, stride=40))
    moved = np.linalg.norm(plant_feet(motion).joint_positions() - motion.joint_positions(), axis=-1)
    assert np.median(moved[:, JOINT_INDEX["left_foot"]]) < 0.01


def test_feet_that_glide_on_purpose_are_left_alone():
    still = standing(60)
    gliding = Motion(still.root_translation + np.linspace(0, 3, 60)[:, None] * np.array([0, 0, 1]), still.joint_rotations)
    moved = np.abs(plant_feet(gliding).joint_positions() - gliding.joint_positions())
    assert moved.max() < 1e-3


def test_settling_puts_the_soles_on_the_floor():
    high = Motion(standing(30).root_translation + np.array([0, 0.2, 0]), standing(30).joint_rotations)
    assert abs(floor_level(settle(high).joint_positions())) < 1e-4


def test_somebody_in_the_air_stays_there():
    flying = Motion(standing(30).root_translation + np.array([0, 1.0, 0]), standing(30).joint_rotations)
    assert settle(flying) is flying


def _rising_on_the_toes() -> Motion:
    """Standing; then the left heel rises until the foot is steep, and sinks again."""
    motion = standing(60)
    ankle = JOINT_INDEX["left_ankle"]
    pitch = np.array([1.0, 0, 0]) * np.radians(60) * np.sin(np.linspace(0, np.pi, 60))[:, None] ** 2
    rotations = motion.joint_rotations.copy()
    rotations[:, ankle] = rotation.multiply(rotations[:, ankle], rotation.from_axis_angle(pitch))
    return Motion(motion.root_translation, rotations)


def _toe_tips(motion: Motion) -> np.ndarray:
    """How high the left toes' tips are above where they are in a standing foot (T,), m."""
    positions, world = forward_kinematics(motion.root_translation.astype(float), motion.joint_rotations.astype(float))
    toe = JOINT_INDEX["left_foot"]
    return positions[:, toe, 1] + rotation.rotate(world[:, toe], np.array([0, -0.01, 0.088]))[:, 1] - 0.012


def test_toes_bend_where_a_heel_rises_and_never_dip_into_the_floor():
    rising = _rising_on_the_toes()
    assert _toe_tips(rising).min() < -0.04
    planted = plant_feet(rising)
    assert _toe_tips(planted).min() > -0.003
    turned = np.degrees(rotation.angle_between(planted.joint_rotations[1:, JOINT_INDEX["left_foot"]], planted.joint_rotations[:-1, JOINT_INDEX["left_foot"]]))
    assert turned.max() < 6, "they bend smoothly"


def test_toes_of_a_pinned_frame_stay_as_they_were_pinned():
    rising = _rising_on_the_toes()
    pinned = np.arange(60) == 30
    planted = plant_feet(rising, {"left": pinned, "right": pinned})
    toe = JOINT_INDEX["left_foot"]
    assert np.allclose(planted.joint_rotations[30, toe], rising.joint_rotations[30, toe], atol=1e-6)
    assert _toe_tips(planted)[[20, 40]].min() > -0.003


def test_toes_alone_bend_where_nothing_else_is_to_change():
    rising = _rising_on_the_toes()
    ball = rising.joint_positions()[:, JOINT_INDEX["left_foot"]]
    rising = Motion(rising.root_translation + (ball[0] - ball) * [0, 1, 0], rising.joint_rotations)  # whoever rises stands on the ball
    assert _toe_tips(rising).min() < -0.04
    bent = bend_toes(rising)
    others = [joint for joint in range(22) if joint not in (JOINT_INDEX["left_foot"], JOINT_INDEX["right_foot"])]
    assert _toe_tips(bent).min() > -0.003
    assert np.allclose(bent.joint_rotations[:, others], rising.joint_rotations[:, others], atol=1e-6)


def test_several_motions_come_out_as_each_does_alone():
    flying = Motion(standing(90).root_translation + np.array([0, 1.0, 0]), standing(90).joint_rotations)
    motions = [_skating(), walking(90, speed=2.0, stride=40), flying, walking(90)]
    for together, motion in zip(plant_all(settle_all(motions)), motions):
        alone = plant_feet(settle(motion))
        assert np.array_equal(together.root_translation, alone.root_translation)
        assert np.array_equal(together.joint_rotations, alone.joint_rotations)
