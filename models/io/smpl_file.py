"""Reading a user's own SMPL model file (.pkl or .npz) without ever running code that hides in it.

The official pickles hold arrays wrapped by `chumpy` and `scipy.sparse`. Neither is needed: an unpickler that knows nothing but
NumPy arrays and two inert stand-ins rebuilds the arrays and refuses every other name.
"""
from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import numpy as np

#: What the body needs, and the length of the axis that tells SMPL from its relatives.
_KEYS = ("v_template", "f", "weights", "J_regressor", "kintree_table", "shapedirs", "posedirs")
_JOINTS, _POSE_BLENDS = 24, 207
_ACTION = "Choose SMPL_NEUTRAL, SMPL_FEMALE or SMPL_MALE (.pkl or .npz) as downloaded from smpl.is.tue.mpg.de."


class BodyFileError(ValueError):
    """A body file that cannot be used; the text is a sentence for an animator."""


class _Chumpy:
    """Stands in for `chumpy.ch.Ch` (its value is `x`) and `chumpy.reordering.Select` (`a`, seen through `idxs`)."""

    def __setstate__(self, state: dict):
        self.state = state

    def array(self) -> np.ndarray:
        if "x" in self.state:
            return _dense(self.state["x"])
        chosen = _dense(self.state["a"]).ravel()[np.asarray(self.state["idxs"], dtype=np.int64)]
        return chosen.reshape(self.state["preferred_shape"]) if "preferred_shape" in self.state else chosen


class _SparseColumns:
    """Stands in for `scipy.sparse.csc_matrix`."""

    def __setstate__(self, state: dict):
        self.state = state

    def array(self) -> np.ndarray:
        data, rows, starts = (np.asarray(self.state[key]) for key in ("data", "indices", "indptr"))
        dense = np.zeros(self.state.get("_shape", self.state.get("shape")))
        columns = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        np.add.at(dense, (rows, columns), data)
        return dense


def _dense(value) -> np.ndarray:
    return value.array() if isinstance(value, _Chumpy | _SparseColumns) else np.asarray(value)


def _make(kind: type, base: type, state) -> object:
    """`copyreg._reconstructor` for the stand-ins alone."""
    if kind not in (_Chumpy, _SparseColumns):
        raise pickle.UnpicklingError("an object of an unknown kind")
    return kind.__new__(kind)


def _bytes(text: str, encoding: str) -> bytes:
    """`_codecs.encode` as Python 3 writes bytes into old pickles: Latin-1 only."""
    if encoding != "latin1":
        raise pickle.UnpicklingError("an encoding other than Latin-1")
    return text.encode("latin1")


_NAMES = {
    ("chumpy.ch", "Ch"): _Chumpy,
    ("chumpy.reordering", "Select"): _Chumpy,
    ("scipy.sparse.csc", "csc_matrix"): _SparseColumns,
    ("scipy.sparse._csc", "csc_matrix"): _SparseColumns,
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
    ("_codecs", "encode"): _bytes,
} | {
    (module, name): function
    for module, name, function in [
        ("copy_reg", "_reconstructor", _make), ("copyreg", "_reconstructor", _make),
        ("__builtin__", "object", object), ("builtins", "object", object),
        # NumPy's own way to make an empty array; the module moved in version 2.
        *((f"numpy.{core}.multiarray", "_reconstruct", np.empty(0).__reduce__()[0]) for core in ("core", "_core")),
    ]
}


class _ArraysOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str):
        try:
            return _NAMES[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


def read_smpl_file(path: Path) -> dict[str, np.ndarray]:
    """The arrays of an SMPL model file, by SMPL's own names: v_template (V, 3), f (F, 3), weights (V, 24), J_regressor (24, V),
    kintree_table (2, 24), shapedirs (V, 3, K), posedirs (V, 3, 207).

    Raises BodyFileError where the file is missing, is no SMPL body, or holds anything but arrays.
    """
    path = Path(path)
    if not path.is_file():
        raise BodyFileError(f"There is no body file at {path}. {_ACTION}")
    try:
        data = _read_npz(path) if zipfile.is_zipfile(path) else _read_pickle(path)
        arrays = {key: _dense(data[key]) for key in _KEYS}
    except KeyError as missing:
        raise BodyFileError(f"{path.name} is not an SMPL body: it has no {missing.args[0]}. {_ACTION}") from None
    except Exception as problem:  # A broken pickle or archive fails in dozens of ways; none of them may reach the animator.
        raise BodyFileError(f"{path.name} could not be read as an SMPL body and nothing in it was run. {_ACTION}") from problem
    _check(path, arrays)
    return arrays


def _read_npz(path: Path) -> dict:
    with np.load(path, allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files if key in _KEYS}


def _read_pickle(path: Path) -> dict:
    with path.open("rb") as file:
        data = _ArraysOnly(file, encoding="latin1").load()
    if not isinstance(data, dict):
        raise pickle.UnpicklingError("not a dictionary")
    return data


def _check(path: Path, arrays: dict[str, np.ndarray]) -> None:
    joints = arrays["weights"].shape[-1] if arrays["weights"].ndim == 2 else 0
    if joints != _JOINTS:
        raise BodyFileError(f"{path.name} holds a body of {joints} joints; this needs SMPL's {_JOINTS}. {_ACTION}")
    vertices = len(arrays["v_template"])
    wanted = {
        "v_template": (vertices, 3), "weights": (vertices, _JOINTS), "J_regressor": (_JOINTS, vertices),
        "kintree_table": (2, _JOINTS), "posedirs": (vertices, 3, _POSE_BLENDS),
    }
    shapes_fit = all(arrays[key].shape == shape for key, shape in wanted.items())
    if not (shapes_fit and arrays["shapedirs"].shape[:2] == (vertices, 3) and arrays["f"].shape[1:] == (3,)):
        raise BodyFileError(f"{path.name} is damaged: its arrays do not fit together. {_ACTION}")
    if not all(array.dtype.kind in "iuf" and np.isfinite(array).all() for array in arrays.values()):
        raise BodyFileError(f"{path.name} is damaged: it holds numbers that are not finite. {_ACTION}")
    if arrays["f"].min() < 0 or arrays["f"].max() >= vertices:
        raise BodyFileError(f"{path.name} is damaged: its faces name points that do not exist. {_ACTION}")
