"""The few keys of a whole body that keep it within what is allowed. NumPy only.

First each track by itself gets the fewest segments that follow it (`key_times`). Then the values and slopes of all keys of the
body are fitted together, so that a thigh and a shin make up for each other and a standing foot stands: weighted least squares by
conjugate gradients, what errs most weighing most. Where that is not enough, keys are put in.
"""
from __future__ import annotations

import numpy as np

from . import key_times
from .bezier_curves import Curves, Dense
from .body_error import BodyError

#: The errors, as shares of what is allowed, from which on keys are put in, round by round, so that the fit has its chance first.
_LIMITS = (1.5, 1.2, 1.0)
#: Steps of conjugate gradients in the first round and in the others.
_FIRST, _OTHERS = 120, 60
#: After so many rounds every track with a part in an error gets a key; after twice as many every frame stays keyed.
_PATIENT = 20
#: How far a bone may turn by its own channels, as a share of what is allowed, where the key times are sought: others hang on it, or none.
_SHARE, _LEAF = 0.4, 0.8
#: And the same for the location, as a share of the length.
_PLACE = 0.4
#: What a corner in a curve weighs: as much as the error allowed for so many radians, or lengths allowed, a second of change in speed.
_CORNER = 765.0
#: What holds channels that turn nothing (a quaternion's length, the axis of no turn), as a share of what turns weigh.
_IDLE, _PULL = 0.05, 1e-3


def fitted(error: BodyError, dense: Dense, fps: float) -> tuple[Curves, np.ndarray]:
    """The curves and their parameters (see `Curves`) with no error above 1."""
    curves = Curves(dense, key_times.fewest(dense.values, _shares(error), dense.held))
    parameters = curves.start()
    errors = None
    for round_ in range(2 * _PATIENT):
        parameters = _refined(error, curves, parameters, error.weights(errors), fps, _FIRST if errors is None else _OTHERS)
        values = curves.values(parameters)
        errors = error.exact(values)
        if errors.worst <= 1.0:
            return curves, parameters
        blame = error.to_blame(errors, values, _LIMITS[min(round_, len(_LIMITS) - 1)], round_ >= _PATIENT)
        curves, parameters = curves.moved(parameters, _with_more(curves.keys, blame))
    every = Curves(dense, np.ones_like(dense.held))
    return every, every.own


def _shares(error: BodyError) -> np.ndarray:
    """`error.measure` as a share of what is allowed where the key times are sought."""
    tracks = error.tracks
    leaf = error.body.spin.sum(axis=0)[tracks.bones] == 1.0
    turning = np.where(leaf, _LEAF, _SHARE) * error.allowed.radians
    allowed = np.where([bool(mode) for mode in tracks.modes], turning, _PLACE * error.allowed.length)
    return error.measure / allowed[:, None]


def _with_more(keys: np.ndarray, blame: np.ndarray) -> np.ndarray:
    """The keys (K, T), and in every segment one more where the most blame (K, T) lies, if any does."""
    blame = np.where(keys, 0.0, blame).ravel()
    segment = np.cumsum(keys.ravel())
    order = np.argsort(-blame, kind="stable")
    order = order[blame[order] > 0.0]
    _segments, first = np.unique(segment[order], return_index=True)
    more = keys.ravel().copy()
    more[order[first]] = True
    return more.reshape(keys.shape)


def _refined(error: BodyError, curves: Curves, parameters: np.ndarray, weights, fps: float, steps: int) -> np.ndarray:
    """Parameters whose weighted errors are less: preconditioned conjugate gradients on the normal equations, from `parameters` on."""
    corner, idle, pull = _rigidity(error, curves, fps)
    free = curves.free

    def normal(change: np.ndarray, values: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        """The normal equations' left side for changes of the parameters, of the values and of the slopes away from the dense ones."""
        result = curves.transposed(error.normal(values, weights) + idle[:, None] * values)
        bend = corner * (change[1] - change[2])
        result[1] += bend
        result[2] -= bend
        result[1:] += pull * slopes
        return np.where(free, result, 0.0)

    left = -normal(parameters, curves.values(parameters) - error.values, parameters[1:] - curves.own[1:])
    diagonal = curves.squares(error.stiffness(weights) + idle[:, None])
    diagonal[1:] += corner + pull
    scale = np.where(free, 1.0 / np.maximum(diagonal, 1e-12), 0.0)
    scaled = scale * left
    direction, size = scaled, float((left * scaled).sum())
    enough = 1e-10 * size
    for _ in range(steps):
        if size <= enough:
            break
        against = normal(direction, curves.changes(direction), direction[1:])
        step = size / max(float((direction * against).sum()), 1e-300)
        parameters, left = parameters + step * direction, left - step * against
        scaled = scale * left
        size, former = float((left * scaled).sum()), size
        direction = scaled + size / former * direction
    return parameters


def _rigidity(error: BodyError, curves: Curves, fps: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What corners weigh at every key (R,), what idle channels weigh (K,), and what slopes weigh that nothing decides (R,)."""
    tracks, allowed = error.tracks, error.allowed
    rotating = np.array([bool(mode) for mode in tracks.modes])
    whole = np.where(rotating, 1.0 / allowed.radians, 1.0 / allowed.length)
    unit = np.where([mode == "QUATERNION" for mode in tracks.modes], 4.0, 1.0) * whole**2
    track = curves.rows // curves.keys.shape[1]
    corner = unit[track] * (fps / _CORNER) ** 2
    corner = np.where(curves.dense.held.ravel()[curves.rows], 0.0, corner)
    return corner, _IDLE * unit, _PULL * unit[track]
