"""The mannequin, its SMPL format, the shipped character, and reading a user's own SMPL file safely."""
from __future__ import annotations

import io
import pickle
import subprocess
import sys
import types
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh

from models import body as body_module
from models import mannequin, rotation
from models.body import BodyFileError, body_model, character, mannequin_data, vertices
from models.io.smpl_file import read_smpl_file
from models.motion import Motion, forward_kinematics
from models.skeleton import JOINT_INDEX, JOINT_NAMES, MIRROR, SMPL_JOINT_NAMES, SMPL_PARENTS, SMPL_REST_POSITIONS

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "blender_addon" / "rig" / "character.npz"


@pytest.fixture(scope="module")
def figure():
    return mannequin.build()


@pytest.fixture(scope="module")
def body():
    return body_model()


def random_motion(frames: int, seed: int = 0) -> Motion:
    rng = np.random.default_rng(seed)
    rotations = rotation.normalize(rng.normal(size=(frames, len(JOINT_NAMES), 4)))
    return Motion(rng.normal(size=(frames, 3)), rotations)


def bent(**degrees: tuple[float, float, float]) -> Motion:
    """One frame at the rest height with the named joints turned by rotation vectors."""
    rotations = np.tile(rotation.IDENTITY, (1, len(JOINT_NAMES), 1))
    for name, vector in degrees.items():
        rotations[0, JOINT_INDEX[name]] = rotation.from_axis_angle(np.radians(vector))
    return Motion(SMPL_REST_POSITIONS[:1], rotations)


# The figure ---------------------------------------------------------------------------------------------------------------


def test_mesh_is_one_closed_surface_turned_outwards(figure):
    mesh = trimesh.Trimesh(figure.vertices, figure.faces, process=False)
    assert mesh.is_watertight and mesh.is_winding_consistent
    assert mesh.body_count == 1 and mesh.euler_number == 2
    assert 0.05 < mesh.volume < 0.08  # cubic metres of a slim adult; positive: normals point out
    assert 3000 < len(figure.vertices) < 7000


def test_figure_stands_on_the_floor_and_faces_forward(figure):
    at = {name: figure.vertices[index] for name, index in figure.landmarks.items()}
    low, high = figure.vertices.min(axis=0), figure.vertices.max(axis=0)
    assert low[1] == 0 and high[1] == pytest.approx(1.72, abs=0.01)
    assert at["nose"][2] > 0.11 and abs(at["nose"][0]) < 0.01
    assert at["LBigToe"][2] > 0.17 > -0.07 > at["LHeel"][2]
    assert at["lthumb"][0] > 0.7 and at["lthumb"][2] > 0.04  # palms down: the thumb points forward
    for left, right in (("leye", "reye"), ("lear", "rear"), ("lthumb", "rthumb"), ("LBigToe", "RBigToe"), ("LHeel", "RHeel")):
        assert at[left][0] > 0
        np.testing.assert_allclose(at[left] * (-1, 1, 1), at[right], atol=1e-4)


def test_soles_are_flat(figure):
    sole = figure.vertices[:, 1] < 1e-4
    for side in (1, -1):
        foot = figure.vertices[sole & (figure.vertices[:, 0] * side > 0)]
        assert len(foot) > 40 and np.ptp(foot[:, 2]) > 0.18 and np.ptp(foot[:, 0]) > 0.05


def test_chest_is_wider_than_waist_and_thigh_than_ankle(figure):
    x, y, _ = figure.vertices.T

    def half_width(height: float, outer: float) -> float:
        return x[(np.abs(y - height) < 0.02) & (np.abs(x) < outer)].max()

    assert half_width(1.30, 0.18) > half_width(1.10, 0.3) + 0.01 < half_width(0.86, 0.3)
    assert half_width(0.70, 0.3) > half_width(0.36, 0.3) > half_width(0.12, 0.3)


def test_weights_are_local_sparse_and_sum_to_one(figure):
    weights = figure.weights
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-6)
    assert weights.min() >= 0 and (weights > 0).sum(axis=1).max() <= 4
    assert not weights[:, 22:].any()
    assert (weights[:, :22].max(axis=0) > 0.6).all()  # every joint moves something of its own
    x = figure.vertices[:, 0]
    for joint, name in enumerate(JOINT_NAMES):
        side = {"left": 1, "right": -1}.get(name.split("_")[0])
        if side:
            assert not weights[x * side < -0.03, joint].any(), name
    reach = np.linalg.norm(figure.vertices[:, None] - SMPL_REST_POSITIONS[None, :22], axis=2)
    assert (np.where(weights[:, :22] > 0, reach, 0).max(axis=0) < 0.5).all()


def test_weights_are_the_same_on_both_sides(figure):
    mirrored = figure.vertices * np.array([-1, 1, 1], dtype=np.float32)
    order, other = np.lexsort(np.round(figure.vertices, 3).T), np.lexsort(np.round(mirrored, 3).T)
    same = np.linalg.norm(figure.vertices[order] - mirrored[other], axis=1) < 1e-4
    assert same.mean() > 0.9
    swapped = figure.weights[:, :22][:, MIRROR]
    assert np.abs(figure.weights[order[same], :22] - swapped[other[same]]).max() < 0.05


def test_weights_keep_arms_off_the_trunk(figure):
    trunk = (np.abs(figure.vertices[:, 0]) < 0.2) & (figure.vertices[:, 1] < 1.2)
    arms = [JOINT_INDEX[f"{side}_{part}"] for side in ("left", "right") for part in ("shoulder", "elbow", "wrist", "collar")]
    assert not figure.weights[trunk][:, arms].any()
    upper_arm = (figure.vertices[:, 0] > 0.28) & (figure.vertices[:, 0] < 0.38)
    assert (figure.weights[upper_arm, JOINT_INDEX["left_shoulder"]] > 0.99).all()


@pytest.mark.parametrize(
    "turns",
    [
        {"left_shoulder": (0, 0, -80), "right_shoulder": (0, 0, 80)},
        {"left_knee": (90, 0, 0), "right_knee": (90, 0, 0), "left_elbow": (0, -90, 0)},
        {"left_hip": (-90, 0, 0)},
        {"left_hip": (-90, 0, 0), "right_hip": (-90, 0, 0), "left_shoulder": (0, 0, 75)},
    ],
)
def test_bent_poses_neither_collapse_nor_spike(figure, body, turns):
    posed = trimesh.Trimesh(vertices(bent(**turns), body)[0], figure.faces, process=False)
    rest = trimesh.Trimesh(figure.vertices, figure.faces, process=False)
    assert posed.volume / rest.volume > 0.94
    assert (posed.edges_unique_length / rest.edges_unique_length).max() < 3.6
    assert posed.edges_unique_length.max() < 0.085


# SMPL's format ------------------------------------------------------------------------------------------------------------


def test_regressor_gives_the_rest_joints(figure):
    np.testing.assert_allclose(figure.joint_regressor @ figure.vertices, SMPL_REST_POSITIONS, atol=1e-5)
    np.testing.assert_allclose(figure.joint_regressor.sum(axis=1), 1, atol=1e-5)
    assert figure.joint_regressor.min() >= 0
    assert (figure.joint_regressor > 0).mean() < 0.05


def test_smplx_joints_equal_forward_kinematics(body):
    motion = random_motion(20)
    turns = torch.from_numpy(rotation.to_axis_angle(motion.joint_rotations).reshape(20, -1).astype(np.float32))
    pose = torch.cat([turns, torch.zeros(20, 6)], dim=1)
    move = torch.from_numpy(motion.root_translation - SMPL_REST_POSITIONS[0])
    joints = body(global_orient=pose[:, :3], body_pose=pose[:, 3:], transl=move, betas=torch.zeros(20, 10)).joints.numpy()
    expected, _ = forward_kinematics(motion.root_translation, motion.joint_rotations)
    np.testing.assert_allclose(joints[:, :22], expected, atol=1e-4)
    assert joints.shape == (20, 24 + 21, 3)


def test_vertices_follow_the_motion(body, figure):
    still = vertices(bent(), body)
    assert still.dtype == np.float32
    np.testing.assert_allclose(still[0], figure.vertices, atol=1e-5)
    motion = random_motion(70, seed=1)  # more than one chunk
    posed = vertices(motion, body)
    joints = np.einsum("jv,tvc->tjc", figure.joint_regressor, posed)
    assert posed.shape == (70, len(figure.vertices), 3) and np.isfinite(posed).all()
    head = motion.joint_positions()[:, JOINT_INDEX["head"]]
    assert np.linalg.norm(joints[:, JOINT_INDEX["head"]] - head, axis=1).max() < 0.05
    np.testing.assert_array_equal(vertices(motion[69:], body)[0], posed[69])


def test_left_is_left(body, figure):
    raised = vertices(bent(left_shoulder=(0, 0, 90)), body)[0]
    assert raised[figure.landmarks["lthumb"], 1] > 1.9
    assert raised[figure.landmarks["rthumb"], 1] == pytest.approx(figure.vertices[figure.landmarks["rthumb"], 1], abs=1e-4)


def test_shape_blends_make_it_taller_and_stouter(body, figure):
    def shaped(*betas: float) -> np.ndarray:
        return body(betas=torch.tensor([[*betas, *[0.0] * (10 - len(betas))]])).vertices[0].numpy()

    assert shaped(1.0)[:, 1].max() == pytest.approx(1.04 * figure.vertices[:, 1].max(), abs=1e-3)
    stout = trimesh.Trimesh(shaped(0.0, 1.0), figure.faces, process=False).volume
    assert stout > 1.1 * trimesh.Trimesh(figure.vertices, figure.faces, process=False).volume
    assert np.abs(shaped(0.0, 1.0)[:, 1].max() - figure.vertices[:, 1].max()) < 0.01


# The shipped character ----------------------------------------------------------------------------------------------------


def test_shipped_character_is_what_the_code_builds(tmp_path):
    body_module.main(["--write", str(tmp_path / "character.npz")])
    assert SHIPPED.stat().st_size < 600 * 1024
    with np.load(SHIPPED) as shipped, np.load(tmp_path / "character.npz") as built:
        assert set(shipped.files) == set(built.files) == set(character())
        for key in shipped.files:
            assert shipped[key].dtype == built[key].dtype
            if shipped[key].dtype.kind == "f":
                np.testing.assert_allclose(shipped[key], built[key], atol=1e-5)
            else:
                np.testing.assert_array_equal(shipped[key], built[key])


def test_character_is_complete():
    shipped = character()
    count = len(shipped["vertices"])
    assert shipped["joint_names"].tolist() == list(SMPL_JOINT_NAMES) and shipped["parents"].tolist() == list(SMPL_PARENTS)
    assert shipped["weights"].shape == (count, 24) and shipped["faces"].dtype == np.int32
    bones = shipped["bone_tails"] - shipped["rest_joints"]
    assert (np.linalg.norm(bones, axis=1) > 0.05).all()
    for name, child in (("pelvis", "spine1"), ("spine3", "neck"), ("left_wrist", "left_hand"), ("right_knee", "right_ankle")):
        np.testing.assert_array_equal(shipped["bone_tails"][JOINT_INDEX[name]], shipped["rest_joints"][JOINT_INDEX[child]])
    assert shipped["bone_tails"][JOINT_INDEX["head"], 1] == pytest.approx(1.72, abs=0.01)
    assert shipped["bone_tails"][JOINT_INDEX["left_foot"], 2] > 0.17


def test_the_character_needs_neither_smplx_nor_torch():
    code = "import sys; from models.body import character; character(); print({'smplx', 'torch'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


# A user's own SMPL file ---------------------------------------------------------------------------------------------------


class _Evil:
    def __init__(self, command: str):
        self.command = command

    def __reduce__(self):
        import os

        return os.system, (self.command,)


def _official_pickle(path: Path, data: dict, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The mannequin written as the official files are: Python 2 pickle, chumpy arrays, a sparse regressor."""
    chumpy, sparse = types.ModuleType("chumpy.ch"), types.ModuleType("scipy.sparse.csc")
    select = types.ModuleType("chumpy.reordering")

    class Ch:
        pass

    class Select:
        pass

    class csc_matrix:
        pass

    for package in ("chumpy", "scipy", "scipy.sparse"):
        monkeypatch.setitem(sys.modules, package, types.ModuleType(package))
    for module, kind in ((chumpy, Ch), (select, Select), (sparse, csc_matrix)):
        kind.__module__, kind.__qualname__ = module.__name__, kind.__name__
        setattr(module, kind.__name__, kind)
        monkeypatch.setitem(sys.modules, module.__name__, module)

    def wrapped(kind: type, **state):
        made = kind()
        made.__dict__.update(state)
        return made

    matrix = data["J_regressor"].astype(float)
    columns, rows = np.nonzero(matrix.T)
    starts = np.concatenate([[0], np.cumsum((matrix != 0).sum(axis=0))])
    shapes = data["shapedirs"]
    written = data | {
        "v_template": wrapped(Ch, x=data["v_template"]),
        "shapedirs": wrapped(
            Select, a=wrapped(Ch, x=shapes[:, :, ::-1].copy()), preferred_shape=shapes.shape,
            idxs=np.arange(shapes.size).reshape(shapes.shape)[:, :, ::-1].ravel(),
        ),
        "J_regressor": wrapped(csc_matrix, data=matrix[rows, columns], indices=rows, indptr=starts, _shape=matrix.shape),
        "kintree_table": np.where(data["kintree_table"] < 0, 2**32 - 1, data["kintree_table"]).astype(np.uint32),
        "bs_style": "lbs",
    }
    path.write_bytes(pickle.dumps(written, protocol=2))
    return path


def _small(data: dict) -> dict:
    """A tetrahedron in SMPL's format: what the reader sees, in kilobytes."""
    rng = np.random.default_rng(0)
    return {
        "v_template": rng.normal(size=(4, 3)), "f": np.array([[0, 1, 2], [0, 2, 3], [0, 3, 1], [1, 3, 2]], dtype=np.uint32),
        "weights": np.full((4, 24), 1 / 24), "J_regressor": np.full((24, 4), 0.25), "kintree_table": data["kintree_table"],
        "shapedirs": rng.normal(size=(4, 3, 10)), "posedirs": np.zeros((4, 3, 207)),
    }


@pytest.fixture(scope="module")
def small():
    return _small(mannequin_data())


def test_official_pickle_gives_the_same_arrays(tmp_path, small, monkeypatch):
    path = _official_pickle(tmp_path / "SMPL_NEUTRAL.pkl", small, monkeypatch)
    assert b"chumpy" in path.read_bytes()
    monkeypatch.undo()
    read = read_smpl_file(path)
    for key in ("v_template", "shapedirs", "J_regressor", "weights", "posedirs", "f"):
        np.testing.assert_allclose(read[key], small[key], err_msg=key)
    model = body_model(path)
    assert model.get_num_faces() == 4 and model.parents.tolist() == list(SMPL_PARENTS)


def test_npz_gives_the_same_arrays(tmp_path, small):
    np.savez(tmp_path / "SMPL.npz", **small)
    read = read_smpl_file(tmp_path / "SMPL.npz")
    for key, array in small.items():
        np.testing.assert_array_equal(read[key], array)


def test_malicious_pickle_is_refused_and_not_run(tmp_path, small):
    trace = tmp_path / "ran"
    path = tmp_path / "SMPL_NEUTRAL.pkl"
    path.write_bytes(pickle.dumps(small | {"bs_style": _Evil(f"touch {trace}")}, protocol=2))
    with pytest.raises(BodyFileError, match="nothing in it was run. Choose SMPL_NEUTRAL"):
        read_smpl_file(path)
    assert not trace.exists()


@pytest.mark.parametrize("name", ["eval", "getattr", "__import__", "exec"])
def test_no_builtin_can_be_reached(tmp_path, name):
    path = tmp_path / "body.pkl"
    path.write_bytes(f"c__builtin__\n{name}\n(S'1+1'\ntR.".encode())
    with pytest.raises(BodyFileError):
        read_smpl_file(path)


def test_malicious_array_archive_is_refused(tmp_path, small):
    trace = tmp_path / "ran"
    np.savez(tmp_path / "body.npz", **small | {"weights": np.array([_Evil(f"touch {trace}")], dtype=object)})
    with pytest.raises(BodyFileError, match="nothing in it was run"):
        read_smpl_file(tmp_path / "body.npz")
    assert not trace.exists()


def test_files_that_are_no_smpl_body_get_a_sentence(tmp_path, small):
    def refusal(name: str, content: bytes | dict) -> str:
        path = tmp_path / name
        if isinstance(content, dict):
            buffer = io.BytesIO()
            np.savez(buffer, **content)
            content = buffer.getvalue()
        path.write_bytes(content)
        with pytest.raises(BodyFileError) as caught:
            read_smpl_file(path)
        return str(caught.value)

    with pytest.raises(BodyFileError, match="There is no body file"):
        body_model(tmp_path / "missing.pkl")
    assert "could not be read" in refusal("text.pkl", b"hello")
    assert "could not be read" in refusal("empty.pkl", b"")
    assert "could not be read" in refusal("cut.npz", b"PK\x03\x04broken")
    assert "has no posedirs" in refusal("part.npz", {key: small[key] for key in small if key != "posedirs"})
    assert "55 joints" in refusal("smplx.npz", small | {"weights": np.zeros((4, 55))})
    assert "do not fit" in refusal("shape.npz", small | {"J_regressor": np.zeros((24, 5))})
    assert "not finite" in refusal("nan.npz", small | {"v_template": np.full((4, 3), np.nan)})
    assert "do not exist" in refusal("faces.npz", small | {"f": np.array([[0, 1, 9]])})
