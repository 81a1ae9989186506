import numpy as np
import pytest

from models import rotation
from models.io.bvh import MotionFileError, parse_bvh, read_bvh, write_bvh
from models.io.humanoid import read_humanoid
from models.motion import Motion
from tests.models.synthetic import walking


def test_what_is_written_reads_back_the_same(tmp_path):
    random = np.random.default_rng(0)
    rotations = rotation.from_axis_angle(random.normal(scale=0.6, size=(40, 22, 3)))
    motion = Motion(random.normal(size=(40, 3)), rotations)
    write_bvh(tmp_path / "motion.bvh", motion)
    again = read_humanoid(tmp_path / "motion.bvh")
    angles = rotation.angle_between(again.joint_rotations.astype(float), motion.joint_rotations.astype(float))
    assert np.degrees(angles).max() < 0.1
    assert np.abs(again.root_translation - motion.root_translation).max() < 1e-4


def test_rotation_channels_are_applied_in_the_order_the_file_gives():
    text = (
        "HIERARCHY\nROOT a\n{\nOFFSET 0 0 0\nCHANNELS 6 Xposition Yposition Zposition Xrotation Yrotation Zrotation\n"
        "JOINT b\n{\nOFFSET 0 1 0\nCHANNELS 3 Zrotation Yrotation Xrotation\nEnd Site\n{\nOFFSET 0 2 0\n}\n}\n}\n"
        "MOTION\nFrames: 1\nFrame Time: 0.0083333\n1 2 3 90 90 0 0 0 90\n"
    )
    source = parse_bvh(text)
    positions, turns = source.world()
    assert source.fps == 120
    assert np.allclose(positions[0], [[1, 2, 3], [1, 2, 4]])  # X then Y: up goes to z, and stays there about the new y
    assert np.allclose(source.end_offsets[1], [0, 2, 0])
    assert np.allclose(rotation.rotate(turns[0, 0], np.array([0, 0, 1.0])), [1, 0, 0], atol=1e-6)


@pytest.mark.parametrize("spoil, words", [
    (lambda text: "", "is not a BVH file"),
    (lambda text: text.replace("MOTION", "NOTION"), "is not a BVH file"),
    (lambda text: text[: text.index("Frames:")] + "Frames: 0\nFrame Time: 0.0333\n", "holds no frames"),
    (lambda text: text[:-60], "cut short"),
    (lambda text: text.replace("OFFSET", "OFSET"), "damaged"),
    (lambda text: text.replace("Frame Time: 0.03333333", "Frame Time: soon"), "damaged"),
])
def test_a_bad_file_gets_a_sentence(tmp_path, spoil, words):
    write_bvh(tmp_path / "walk.bvh", walking(5))
    text = (tmp_path / "walk.bvh").read_text()
    (tmp_path / "bad.bvh").write_text(spoil(text))
    with pytest.raises(MotionFileError, match=words) as error:
        read_bvh(tmp_path / "bad.bvh")
    assert "bad.bvh" in str(error.value)


def test_a_missing_file_gets_a_sentence(tmp_path):
    with pytest.raises(MotionFileError, match="could not be opened"):
        read_bvh(tmp_path / "nowhere.bvh")
