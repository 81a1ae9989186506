"""AMASS files: axes, the pelvis's place, frame rates, the round trip, and what is said about files that cannot be used."""
from __future__ import annotations

import numpy as np
import pytest

from models import rotation
from models.io import amass
from models.io.amass import read_amass, write_amass
from models.io.bvh import MotionFileError
from models.motion import Motion
from models.skeleton import JOINT_INDEX

HALF_TURN = np.pi / 2


def a_motion(frames: int = 40, fps: float = 30.0) -> Motion:
    """A seeded wandering body: smooth, everything turning, nothing at rest."""
    generator = np.random.default_rng(3)
    time = np.arange(frames)[:, None, None] / fps
    turns = np.sin(time + generator.uniform(0, 6, (1, 22, 3))) * generator.uniform(0.2, 0.9, (1, 22, 3))
    root = np.concatenate([np.cos(time[:, 0]), 0.9 + 0.1 * np.sin(time[:, 0]), time[:, 0]], axis=-1)
    return Motion(root, rotation.from_axis_angle(turns), fps)


def standing(frames: int = 12, columns: int = 156) -> dict[str, np.ndarray]:
    """What AMASS holds of a body that stands upright, faces −y and has z up, as SMPL does there."""
    poses = np.zeros((frames, columns))
    poses[:, 0] = HALF_TURN
    return {"poses": poses, "trans": np.zeros((frames, 3)), "mocap_framerate": np.array(30.0)}


def save(path, arrays: dict):
    np.savez(path, **arrays)
    return path


def turns_apart(a: Motion, b: Motion) -> float:
    return float(np.degrees(rotation.angle_between(a.joint_rotations.astype(float), b.joint_rotations.astype(float)).max()))


def test_a_standing_body_stands_upright_and_faces_forward(tmp_path):
    motion = read_amass(save(tmp_path / "a.npz", standing()))
    positions = motion.joint_positions()[0]
    head, pelvis = positions[JOINT_INDEX["head"]], positions[0]
    assert head[1] - pelvis[1] > 0.5 and np.linalg.norm((head - pelvis)[[0, 2]]) < 0.05
    assert positions[JOINT_INDEX["left_shoulder"], 0] > 0.1 > positions[JOINT_INDEX["right_shoulder"], 0]
    assert positions[JOINT_INDEX["left_foot"], 2] > positions[JOINT_INDEX["left_ankle"], 2]


def test_z_up_becomes_y_up(tmp_path):
    arrays = standing()
    arrays["trans"][:] = [1.0, -2.0, 0.9]
    motion = read_amass(save(tmp_path / "a.npz", arrays), rest_pelvis=(0, 0, 0))
    np.testing.assert_allclose(motion.root_translation[0], [1.0, 0.9, 2.0], atol=1e-6)


@pytest.mark.parametrize(("columns", "pelvis"), [(156, amass.SMPL_H_REST_PELVIS), (165, amass.SMPL_X_REST_PELVIS)])
def test_trans_is_the_pelvis_minus_the_rest_pelvis(tmp_path, columns, pelvis):
    """SMPL turns the body about its rest pelvis and then adds trans, so the rest pelvis is not turned with the body."""
    motion = read_amass(save(tmp_path / "a.npz", standing(columns=columns)))
    x, y, z = pelvis
    np.testing.assert_allclose(motion.root_translation[0], [x, z, -y], atol=1e-6)


@pytest.mark.parametrize("rest_pelvis", [amass.SMPL_H_REST_PELVIS, (0.0, 0.93, 0.0)])
def test_written_and_read_back_is_the_same_motion(tmp_path, rest_pelvis):
    motion = a_motion()
    write_amass(tmp_path / "m.npz", motion, rest_pelvis)
    back = read_amass(tmp_path / "m.npz", rest_pelvis)
    np.testing.assert_allclose(back.root_translation, motion.root_translation, atol=1e-5)
    assert turns_apart(back, motion) < 0.1 and len(back) == len(motion)


def test_the_written_file_is_what_amass_tools_expect(tmp_path):
    motion = a_motion(frames=7, fps=24.0)
    write_amass(tmp_path / "m.amass", motion)
    with np.load(tmp_path / "m.amass") as file:
        assert file["poses"].shape == (7, 156) and file["trans"].shape == (7, 3) and file["betas"].shape == (16,)
        assert float(file["mocap_framerate"]) == 24 and str(file["gender"]) == "neutral"
        assert not file["poses"][:, 66:].any()
        upright = file["trans"][:, 2] + amass.SMPL_H_REST_PELVIS[2]
    np.testing.assert_allclose(upright, motion.root_translation[:, 1], atol=1e-6)


@pytest.mark.parametrize("key", ["mocap_framerate", "mocap_frame_rate"])
def test_120_frames_a_second_become_30_and_keep_their_length(tmp_path, key):
    fast = a_motion(frames=121, fps=120.0)
    arrays = dict(np.load(write(tmp_path / "fast.npz", fast)))
    arrays[key] = arrays.pop("mocap_framerate")
    motion = read_amass(save(tmp_path / "renamed.npz", arrays))
    assert motion.fps == 30 and len(motion) == 31
    np.testing.assert_allclose(motion.root_translation, fast.root_translation[::4], atol=1e-5)


def write(path, motion):
    write_amass(path, motion)
    return path


def test_a_file_with_split_poses_is_read(tmp_path):
    motion = a_motion()
    arrays = dict(np.load(write(tmp_path / "m.npz", motion)))
    poses = arrays.pop("poses")
    arrays |= {"root_orient": poses[:, :3], "pose_body": poses[:, 3:66]}
    assert turns_apart(read_amass(save(tmp_path / "split.npz", arrays)), motion) < 0.1


def test_pickled_extras_are_left_alone(tmp_path):
    arrays = standing() | {"gender": np.array({"female": 1}, dtype=object)}
    assert len(read_amass(save(tmp_path / "a.npz", arrays))) == 12


def without(key):
    return lambda arrays: {name: value for name, value in arrays.items() if name != key}


@pytest.mark.parametrize(("change", "sentence"), [
    (without("poses"), "its “poses” is missing"),
    (without("trans"), "its “trans” is missing"),
    (without("mocap_framerate"), "how many frames a second"),
    (lambda arrays: arrays | {"mocap_framerate": 0.0}, "how many frames a second"),
    (lambda arrays: arrays | {"poses": np.zeros((0, 156)), "trans": np.zeros((0, 3))}, "holds no frames"),
    (lambda arrays: arrays | {"poses": np.zeros((12, 63))}, "63 numbers a pose"),
    (lambda arrays: arrays | {"poses": np.zeros(156)}, "its “poses” is missing"),
    (lambda arrays: arrays | {"trans": np.zeros((5, 3))}, "12 poses and positions for 5 frames"),
    (lambda arrays: arrays | {"trans": np.full((12, 3), np.nan)}, "not finite"),
    (lambda arrays: arrays | {"poses": np.array({"a": 1}, dtype=object)}, "not an AMASS file"),
    (lambda arrays: without("poses")(arrays) | {"root_orient": np.zeros((12, 3)), "pose_body": np.zeros((9, 63))}, "fit together"),
])
def test_a_file_that_cannot_be_used_gets_a_sentence(tmp_path, change, sentence):
    with pytest.raises(MotionFileError, match=sentence) as caught:
        read_amass(save(tmp_path / "clip.npz", change(standing())))
    assert "clip.npz" in str(caught.value) and str(caught.value).endswith(".")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short"])
def test_what_is_no_npz_gets_a_sentence(tmp_path, content):
    (tmp_path / "clip.npz").write_bytes(content)
    with pytest.raises(MotionFileError, match="clip.npz.* Choose"):
        read_amass(tmp_path / "clip.npz")


def test_a_truncated_file_gets_a_sentence(tmp_path):
    whole = save(tmp_path / "clip.npz", standing(200)).read_bytes()
    for share in (0.2, 0.6, 0.99):
        (tmp_path / "cut.npz").write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(MotionFileError, match="cut.npz"):
            read_amass(tmp_path / "cut.npz")


def test_a_missing_file_gets_a_sentence(tmp_path):
    with pytest.raises(MotionFileError, match="is not there"):
        read_amass(tmp_path / "nowhere.npz")


def test_a_single_array_is_not_an_amass_file(tmp_path):
    np.save(tmp_path / "clip.npy", np.zeros(3))
    with pytest.raises(MotionFileError, match="not an AMASS file"):
        read_amass(tmp_path / "clip.npy")
