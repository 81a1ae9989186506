import numpy as np
import pytest

from models import rotation
from models.features import CONTACT_JOINTS, FEATURE_WIDTH, SLICES, contacts, decode, encode, first_heading, headings
from models.skeleton import JOINT_INDEX
from tests.models.synthetic import standing, turn, walking


@pytest.mark.parametrize("turning", [0.0, 70.0, -200.0])
def test_decoding_what_was_encoded_gives_the_motion_back(turning):
    motion = walking(300, turning=turning).placed((3.0, -2.0), 2.5)
    again = decode(*encode(motion))
    assert np.abs(again.joint_positions() - motion.joint_positions()).max() < 1e-4
    assert rotation.angle_between(again.joint_rotations.astype(float), motion.joint_rotations.astype(float)).max() < 1e-4


def test_features_do_not_depend_on_where_the_motion_starts_or_faces():
    motion = walking(60, turning=30)
    here, _ = encode(motion)
    there, _ = encode(motion.placed((10.0, 4.0), -2.0))
    assert here.shape == (60, FEATURE_WIDTH)
    assert np.allclose(here, there, atol=2e-3)


def test_root_channels_are_in_their_units():
    features, anchor = encode(walking(90, speed=1.5, turning=45))
    assert np.allclose(features[:, 0], np.radians(45), atol=1e-3)
    assert np.allclose(features[:-1, 2], 1.5, atol=0.02)
    assert anchor.position == (0, 0) and abs(anchor.heading) < 1e-3


def test_velocities_are_those_of_the_joints():
    motion = walking(50)
    features, _ = encode(motion)
    wrist = features[:, SLICES["velocities"]].reshape(-1, 22, 3)[:, JOINT_INDEX["left_wrist"]]
    expected = np.diff(motion.joint_positions()[:, JOINT_INDEX["left_wrist"]], axis=0) * 30
    assert np.allclose(wrist[:-1], expected, atol=1e-3)


@pytest.mark.parametrize("axis", ["x", "z"], ids=["backflip", "cartwheel"])
def test_heading_is_carried_through_acrobatics(axis):
    motion = standing(60)
    rotations = motion.joint_rotations.copy()
    rotations[:, 0] = turn(axis, np.linspace(0, -360, 60))
    flipped = type(motion)(motion.root_translation, rotations)
    assert np.abs(headings(flipped)).max() < 0.2


def test_a_standing_foot_is_in_contact_and_a_swinging_one_is_not():
    assert contacts(standing(20).joint_positions()).all()
    assert len(CONTACT_JOINTS) == 4
    assert contacts(walking(60).joint_positions()).mean() < 0.5


def test_features_are_made_at_thirty_frames_a_second():
    with pytest.raises(ValueError, match="30"):
        encode(walking(60).resampled(24))


@pytest.mark.parametrize("lying", [0, 20, 60])
def test_the_first_heading_is_the_first_of_them_also_where_the_motion_begins_on_its_side(lying):
    motion = walking(60, turning=90).turned(1.2)
    rotations = motion.joint_rotations.copy()
    rotations[:lying, 0] = rotation.multiply(rotations[:lying, 0], turn("z", 90))
    motion = type(motion)(motion.root_translation, rotations)
    assert first_heading(motion) == headings(motion)[0]
    if 0 < lying < 60:
        assert first_heading(motion) != headings(motion[:1])[0], "the first frame alone does not say"
