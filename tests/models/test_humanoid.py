import numpy as np
import pytest

from models import rotation
from models.io.bvh import MotionFileError
from models.io.humanoid import humanoid_map
from models.io.joint_names import find_joints, split_side
from models.motion import Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES, PARENTS
from tests.models.synthetic import STUDIO_NAMES, on_rig, standing, walking


def _error(read: Motion, real: Motion) -> tuple[float, float]:
    """Greatest difference in degrees and in metres."""
    angles = rotation.angle_between(read.joint_rotations.astype(float), real.joint_rotations.astype(float))
    return float(np.degrees(angles).max()), float(np.abs(read.joint_positions() - real.joint_positions()).max())


def _on_the_floor(motion: Motion) -> Motion:
    from models.cleanup import settle

    return settle(motion)


def test_a_rig_with_a_t_pose_gives_the_motion_back_whatever_its_names_and_units():
    motion = _on_the_floor(walking(60, turning=40))
    source = on_rig(motion, STUDIO_NAMES, scale=100)
    degrees, metres = _error(humanoid_map([source]).to_smpl(source), motion)
    assert degrees < 0.5 and metres < 0.005


def test_a_z_up_file_stands_up():
    motion = _on_the_floor(walking(60))
    source = on_rig(motion, STUDIO_NAMES, z_up=True)
    assert _error(humanoid_map([source]).to_smpl(source), motion)[1] < 0.005


def test_a_rig_without_any_t_pose_is_calibrated_by_somebody_standing():
    random = np.random.default_rng(3)
    axes = rotation.from_axis_angle(random.normal(size=(len(JOINT_NAMES), 3)))
    motion, still = walking(60), standing(30)
    sources = [on_rig(part, STUDIO_NAMES, axes=axes) for part in (motion, still)]
    degrees, metres = _error(humanoid_map(sources).to_smpl(sources[0]), _on_the_floor(motion))
    # Where a straight arm's twist begins is convention; the bones themselves point where they did.
    assert degrees < 8 and metres < 0.01


def test_left_stays_left_and_knees_bend_backwards():
    source = on_rig(walking(60), STUDIO_NAMES)
    read = humanoid_map([source]).to_smpl(source)
    positions = read.joint_positions()
    assert (positions[:, JOINT_INDEX["left_hip"], 0] > positions[:, JOINT_INDEX["right_hip"], 0]).all()
    for side in ("left", "right"):
        hip, knee, ankle = (positions[:, JOINT_INDEX[f"{side}_{part}"]] for part in ("hip", "knee", "ankle"))
        ahead_of_the_line = knee[:, 2] - (hip[:, 2] + ankle[:, 2]) / 2
        assert ahead_of_the_line.min() > -0.02


def test_a_rig_that_lacks_toes_collars_and_a_spine_joint_still_moves():
    full = on_rig(_on_the_floor(walking(60)), STUDIO_NAMES)
    gone = [JOINT_INDEX[name] for name in ("left_foot", "right_foot", "spine2")]
    keep = [joint for joint in range(len(JOINT_NAMES)) if joint not in gone]
    parents = [PARENTS[joint] for joint in keep]
    parents = [JOINT_INDEX["spine1"] if parent == JOINT_INDEX["spine2"] else parent for parent in parents]
    offsets = full.offsets.copy()
    offsets[JOINT_INDEX["spine3"]] += offsets[JOINT_INDEX["spine2"]]
    translations = full.translations.copy()
    translations[:, JOINT_INDEX["spine3"]] += translations[:, JOINT_INDEX["spine2"]]
    partial = type(full)(tuple(full.names[joint] for joint in keep), tuple(-1 if parent < 0 else keep.index(parent) for parent in parents),
                         offsets[keep], {}, translations[:, keep], full.rotations[:, keep], full.fps)
    degrees, metres = _error(humanoid_map([partial]).to_smpl(partial), _on_the_floor(walking(60)))
    assert degrees < 3 and metres < 0.03


@pytest.mark.parametrize("name, expected", [
    ("LeftUpLeg", ("left", "upleg")), ("UpperArm_R", ("right", "upperarm")), ("thigh.L", ("left", "thigh")), ("calf_r", ("right", "calf")),
    ("lShldr", ("left", "shldr")), ("rForeArm", ("right", "forearm")), ("mixamorig:LeftHand", ("left", "hand")), ("Hips", ("", "hips")),
])
def test_sides_are_read_from_every_habit_of_naming(name, expected):
    assert split_side(name) == expected


@pytest.mark.parametrize("names", [
    ("hip", "lThigh", "lShin", "lFoot", "rThigh", "rShin", "rFoot", "chest", "lShldr", "lForeArm", "rShldr", "rForeArm"),
    ("Hips", "UpperLeg_L", "LowerLeg_L", "Foot_L", "UpperLeg_R", "LowerLeg_R", "Foot_R", "Chest", "UpperArm_L", "LowerArm_L", "UpperArm_R", "LowerArm_R"),
    ("pelvis", "thigh_l", "calf_l", "foot_l", "thigh_r", "calf_r", "foot_r", "spine_03", "upperarm_l", "lowerarm_l", "upperarm_r", "lowerarm_r"),
    ("hips", "thigh.L", "shin.L", "foot.L", "thigh.R", "shin.R", "foot.R", "spine.003", "upper_arm.L", "forearm.L", "upper_arm.R", "forearm.R"),
])
def test_joints_are_found_in_the_fields_rigs(names):
    parents = (-1, 0, 1, 2, 0, 4, 5, 0, 7, 8, 7, 10)
    found = find_joints(names, parents)
    expected = ("pelvis", "left_hip", "left_knee", "left_ankle", "right_hip", "right_knee", "right_ankle", "spine3",
                "left_shoulder", "left_elbow", "right_shoulder", "right_elbow")
    assert [found[name] for name in expected] == list(range(12))


def test_what_is_no_person_is_named():
    with pytest.raises(MotionFileError, match="does not look like a person"):
        find_joints(("wheel", "axle"), (-1, 0), "car.bvh")
