"""HumanML3D's files: motions written to its published recipe come back as they were, and rotations are ones an armature can be keyed from."""
from __future__ import annotations

import numpy as np
import pytest
import torch

from models import rotation
from models.cleanup import bend_toes, settle
from models.features import headings
from models.io.amass import write_amass
from models.io.bvh import MotionFileError
from models.io.humanml3d import Text, read_humanml3d, read_texts
from models.io.position_ik import motion_of_positions
from models.lead.config import STARTER
from models.motion import Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from models.training import __main__ as command
from models.training.cache import cached_sequences, validation_sequences
from models.training.data import load_clips
from models.training.loop import train
from models.training.sequences import sampling_weights
from models.weights_file import load_weights
from tests.models.synthetic import standing, turn, walking


def vectors_of(positions: np.ndarray) -> np.ndarray:
    """Joints (T + 1, 22, 3) as HumanML3D's (T, 263), to the recipe of Guo et al. 2022: on the floor, starting at the origin and facing +Z;
    root turned *into* the heading frame (half angle), everything else in that frame. Its rotations and contacts, which nobody reads, are noise."""
    positions = positions - np.array([0, positions[..., 1].min(), 0]) - positions[0, 0] * np.array([1, 0, 1])
    across = positions[:, 1] - positions[:, 2] + positions[:, 16] - positions[:, 17]
    heading = np.unwrap(np.arctan2(-across[:, 2], across[:, 0]))
    heading, positions = heading - heading[0], rotation.rotate(rotation.yaw(-heading[:1]), positions)
    into = rotation.yaw(-heading)
    steps = rotation.rotate(into[1:], np.diff(positions[:, 0], axis=0))
    half = rotation.multiply(into[1:], rotation.inverse(into[:-1]))
    local = rotation.rotate(into[:, None], positions - positions[:, :1] * np.array([1, 0, 1]))
    velocities = rotation.rotate(into[:-1, None], np.diff(positions, axis=0))
    count = len(half)
    noise = np.random.default_rng(0).normal(size=(count, 130))
    return np.concatenate([np.arcsin(half[:, 2:3]), steps[:, [0, 2]], positions[:-1, 0, 1:2], local[:-1, 1:].reshape(count, 63),
                           noise[:, :126], velocities.reshape(count, 66), noise[:, 126:]], axis=1).astype(np.float32)


def lively(frames: int = 90) -> Motion:
    """A turning walk that leans and twists the trunk, shrugs, bends elbows across the body and lifts an arm above the head."""
    base = walking(frames, turning=40)
    rotations = base.joint_rotations.astype(np.float64)
    wave = np.sin(2 * np.pi * np.arange(frames) / frames)

    def turned(name: str, axis: str, degrees: np.ndarray) -> None:
        joint = JOINT_INDEX[name]
        rotations[:, joint] = rotation.multiply(rotations[:, joint], turn(axis, degrees))

    turned("pelvis", "x", 12 * wave)
    for name in ("spine1", "spine2", "spine3"):
        turned(name, "y", 12 * wave)
    turned("neck", "x", 15 * wave)
    turned("left_collar", "z", 8 * wave)
    turned("left_hip", "y", 15 * wave)
    turned("right_shoulder", "x", 40 * wave)
    turned("right_elbow", "y", 45 + 30 * wave)
    turned("left_shoulder", "z", 80 * (1 - np.cos(2 * np.pi * np.arange(frames) / frames)))
    return Motion(base.root_translation, rotation.continuous(rotations), base.fps)


def read_back(tmp_path, motion: Motion, scale: float = 1.0) -> Motion:
    """The motion through a file at 20 fps."""
    np.save(tmp_path / "000001.npy", vectors_of(scale * motion.resampled(20.0).joint_positions().astype(np.float64)))
    return read_humanml3d(tmp_path / "000001.npy")


@pytest.mark.parametrize("motion", [walking(90), walking(90, turning=60), lively(), standing(60)], ids=["walk", "turn", "lively", "stand"])
def test_joints_come_back_within_a_centimetre(tmp_path, motion):
    back = read_back(tmp_path, motion)
    assert back.fps == 30 and abs(len(back) - len(motion)) <= 3
    placed = motion.placed((0, 0), headings(back)[0]).joint_positions()[: len(back)]
    floor = placed[..., 1].min() - back.joint_positions()[..., 1].min()
    gap = np.linalg.norm(back.joint_positions() + [0, floor, 0] - placed, axis=-1)
    assert gap.max() < 0.015 and gap.mean() < 0.005


def test_twist_is_recovered_where_hinges_and_feet_tell_it(tmp_path):
    motion, back = lively(), read_back(tmp_path, lively())
    apart = np.degrees(rotation.angle_between(motion.joint_rotations[: len(back)].astype(float), back.joint_rotations.astype(float)))
    legs = [JOINT_INDEX[f"{side}_{name}"] for side in ("left", "right") for name in ("hip", "knee", "ankle")]
    arms = [JOINT_INDEX[f"right_{name}"] for name in ("shoulder", "elbow")]
    assert apart[:, legs].max() < 6 and apart[:, arms].max() < 6
    assert apart[:, [JOINT_INDEX[name] for name in ("pelvis", "spine1", "spine2", "spine3", "neck")]].max() < 5


def test_nothing_flips_where_an_arm_goes_straight_round():
    """Straight arms circle past the direction opposite to the rest pose's, and legs kick high: neighbouring frames stay neighbours."""
    frames = 80
    rotations = np.tile(rotation.IDENTITY, (frames, len(JOINT_NAMES), 1)).astype(np.float64)
    round_once = np.linspace(0, 360, frames)
    rotations[:, JOINT_INDEX["left_shoulder"]] = rotation.multiply(turn("y", -round_once), turn("x", np.full(frames, 4.0)))
    rotations[:, JOINT_INDEX["right_shoulder"]] = turn("z", -round_once)
    rotations[:, JOINT_INDEX["left_hip"]] = turn("x", -170 * np.sin(np.radians(round_once / 2)))
    motion = Motion(np.tile([0, 0.93, 0], (frames, 1)), rotations, 20.0)
    noise = np.random.default_rng(0).normal(scale=0.002, size=(frames, 22, 3))
    back = motion_of_positions(motion.joint_positions() + noise, 20.0)
    step = np.degrees(rotation.angle_between(back.joint_rotations[:-1].astype(float), back.joint_rotations[1:].astype(float)))
    assert step.max() < 25
    assert np.linalg.norm(back.joint_positions() - motion.joint_positions(), axis=-1).max() < 0.03


def test_another_bodys_limbs_point_the_same_way(tmp_path):
    """A body four fifths as large: its directions on ours, its feet on the floor, its steps as long as our legs make them."""
    motion = walking(90)
    small, same = read_back(tmp_path, motion, scale=0.8), read_back(tmp_path, motion)
    assert np.abs(small.joint_positions() - same.joint_positions()).max() < 0.005


def test_texts_keep_their_own_times(tmp_path):
    (tmp_path / "a.txt").write_text("a man walks.#a/DET man/NOUN walk/VERB#0.0#0.0\nhe waves#he/PRON wave/VERB#1.5#3.0\n\nodd\nhe sits#he/PRON#nan#nan\n")
    assert read_texts(tmp_path / "a.txt") == [Text("a man walks."), Text("he waves", 1.5, 3.0), Text("he sits")]


@pytest.mark.parametrize(("content", "said"), [
    (np.zeros((4, 260)), "263 numbers"), (np.full((4, 263), np.nan), "not finite"), (None, "not there"), (b"no array", "damaged")])
def test_files_that_cannot_be_used_are_named(tmp_path, content, said):
    path = tmp_path / "000002.npy"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        np.save(path, content)
    with pytest.raises(MotionFileError, match=f"000002.*{said}"):
        read_humanml3d(path)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder in HumanML3D's layout: a walk whose second half is described as well, its mirror image, a walk without one, a damaged file."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("new_joint_vecs", "texts"):
        (tmp_path / name).mkdir()
    texts = {
        "000000": "a man walks and turns left#a/DET man/NOUN#0.0#0.0\nsomeone walks#someone/PRON walk/VERB#0.0#0.0\nthe left turn#the/DET turn/NOUN#1.0#2.5\n",
        "M000000": "a man walks and turns right#a/DET man/NOUN#0.0#0.0\n",
        "000001": "he steps to the right#he/PRON step/VERB#0.0#0.0\n",
        "000002": "nobody knows#nobody/PRON#0.0#0.0\n",
    }
    for name, said in texts.items():
        (tmp_path / "texts" / f"{name}.txt").write_text(said)
    for name, turning in (("000000", 40), ("000001", 0)):
        np.save(tmp_path / "new_joint_vecs" / f"{name}.npy", vectors_of(walking(90, turning=turning).resampled(20.0).joint_positions().astype(float)))
    np.save(tmp_path / "new_joint_vecs" / "000002.npy", np.full((40, 263), np.nan))
    (tmp_path / "train.txt").write_text("000000\nM000000\n000001\n000002\n")
    (tmp_path / "val.txt").write_text("000001\n")
    return tmp_path


def test_a_folder_in_humanml3ds_layout_is_training_data(folder):
    clips = {(clip.file, clip.texts): clip for clip in load_clips(folder, "train")}
    whole, part = ("000000", ("a man walks and turns left", "someone walks")), ("000000", ("the left turn",))
    mirror, other = ("M000000", ("a man walks and turns right",)), ("000001", ("he steps to the right",))
    assert list(clips) == [whole, part, mirror, other]
    assert len(clips[part].motion) == 45 and np.array_equal(clips[part].motion.root_translation, clips[whole].motion.root_translation[30:75])
    assert np.allclose(headings(clips[mirror].motion)[-1], -headings(clips[whole].motion)[-1], atol=1e-3)
    sequences = cached_sequences(folder, "train")
    assert [sequence.captions for sequence in sequences[:3]] == [whole[1], part[1], mirror[1]]
    assert ("he steps to the left",) in [sequence.captions for sequence in sequences]  # mirrored here, for its list has no M000001
    assert len(sequences) == 5 and np.ptp(sampling_weights(sequences)) < 1e-9
    assert [sequence.captions for sequence in validation_sequences(folder)] == [other[1]]


def test_true_rotations_are_taken_where_amass_has_them(folder):
    """The motion that index.csv names is cut from AMASS, twist and all; the others still come from their 263 numbers."""
    performance = lively(150)
    (folder / "amass_data/TotalCapture/s1").mkdir(parents=True)
    write_amass(folder / "amass_data/TotalCapture/s1/walking1_poses.npz", performance)  # 30 fps: every frame is kept, one counts as one
    (folder / "index.csv").write_text(
        "source_path,start_frame,end_frame,new_name\n./pose_data/TotalCapture/s1/walking1_poses.npy,10,70,000000.npy\n"
        "./pose_data/KIT/3/kick_poses.npy,0,60,000001.npy\n./pose_data/humanact12/humanact12/P01.npy,0,-1,000002.npy\n")
    clips = {clip.file: clip for clip in load_clips(folder, "train") if "the left turn" not in clip.texts}
    cut = performance[30:90]  # a second is left out at TotalCapture's beginnings
    assert len(clips["000000"].motion) == 60
    apart = rotation.angle_between(clips["000000"].motion.joint_rotations.astype(float), cut.joint_rotations.astype(float))
    assert np.degrees(apart).max() < 0.1
    assert len(clips["000001"].motion) == len(read_humanml3d(folder / "new_joint_vecs/000001.npy"))


def test_a_stage_trains_on_it(folder):
    torch.manual_seed(0)
    task = command.build_task("vae", STARTER, folder, folder)
    task.batch, task.total_steps = 2, 1
    train(task, folder, minutes=1)
    assert load_weights(folder / "vae.safetensors")[1]["provenance"]["step"] == 1


def test_amass_files_with_captions_are_training_data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_amass(tmp_path / "walk.npz", walking(90))
    (tmp_path / "clips.csv").write_text(
        "file,caption,start,end\nwalk.npz,a person walks,,\nwalk.npz,somebody strolls,,\nwalk.npz,one step with the left foot,1,2\n")
    clips = load_clips(tmp_path)
    assert [clip.texts for clip in clips] == [("a person walks", "somebody strolls"), ("one step with the left foot",)]
    assert len(clips[0].motion) == 90 and len(clips[1].motion) == 30
    # The toes of clips are read bent as far as the floor wants it.
    apart = rotation.angle_between(clips[0].motion.joint_rotations.astype(float), bend_toes(settle(walking(90))).joint_rotations.astype(float))
    assert np.degrees(apart).max() < 0.1
    assert len(cached_sequences(tmp_path, "train")) == 4


def test_a_time_that_is_no_number_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_amass(tmp_path / "walk.npz", walking(30))
    (tmp_path / "clips.csv").write_text("file,caption,start,end\nwalk.npz,a person walks,soon,\n")
    with pytest.raises(MotionFileError, match="soon.*start of walk.npz"):
        load_clips(tmp_path)
