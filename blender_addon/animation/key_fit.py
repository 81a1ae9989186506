"""The few keys of a whole body that keep it within what is allowed. NumPy only.

First each track by itself gets the fewest segments that follow it (`key_times`). Then the values and slopes of all keys of the
body are fitted together, so that a thigh and a shin make up for each other and a standing foot stands: weighted least squares by
conjugate gradients, what errs most weighing most. Where that is not enough, keys are put in.
"""
from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import key_times
from .bezier_curves import Curves, Dense, applied, blocks
from .body_error import BodyError, Errors

#: The errors, as shares of what is allowed, from which on keys are put in, round by round, so that the fit has its chance first.
_LIMITS = (1.5, 1.2, 1.0)
#: Steps of conjugate gradients in the first round and in the others.
_FIRST, _OTHERS = 120, 60
#: After so many rounds every track with a part in an error keeps its very values there; after so many every frame stays keyed.
_PATIENT, _ROUNDS = 8, 40
#: How far a bone may turn by its own channels, as a share of what is allowed, where the key times are sought: others hang on it, or none.
_SHARE, _LEAF = 0.4, 0.8
#: And the same for the location, as a share of the length.
_PLACE = 0.4
#: What a corner in a curve weighs: as much as the error allowed for so many radians, or lengths allowed, a second of change in speed.
_CORNER = 120.0
#: What holds channels that turn nothing (a quaternion's length, the axis of no turn), as a share of what turns weigh.
_IDLE, _PULL = 0.05, 1e-3
#: What lies between two frames weighs, as a share of what turns weigh: curves must not swing out there.
_HALF = 1.0


def fitted(error: BodyError, dense: Dense, fps: float) -> tuple[Curves, np.ndarray]:
    """The curves and their parameters (see `Curves`) with no error above 1."""
    curves = Curves(dense, key_times.fewest(dense.values, _shares(error), dense.held))
    parameters = curves.start()
    emphasis = None
    for round_ in range(_ROUNDS):
        parameters = _refined(error, curves, parameters, error.weights(emphasis), fps, _OTHERS if round_ else _FIRST)
        values = curves.whole.values(parameters)
        errors = error.exact(values)
        if errors.worst <= 1.0:
            return curves, parameters
        emphasis = error.emphasis(errors, emphasis)
        blame = error.to_blame(errors, values, _LIMITS[min(round_, len(_LIMITS) - 1)], round_ >= _PATIENT)
        if round_ >= _PATIENT:
            dense = replace(dense, held=dense.held | (blame > 0.0))
            curves, parameters = curves.moved(dense, parameters, curves.keys | dense.held)
        else:
            curves, parameters = curves.moved(dense, parameters, _with_more(curves.keys, blame))
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
    # Where there is a key already, one beside it helps.
    beside = np.pad(np.where(keys, blame, 0.0), ((0, 0), (1, 1)))
    blame = np.where(keys, 0.0, np.maximum(blame, np.maximum(beside[:, :-2], beside[:, 2:]))).ravel()
    segment = np.cumsum(keys.ravel())
    order = np.argsort(-blame, kind="stable")
    order = order[blame[order] > 0.0]
    _segments, first = np.unique(segment[order], return_index=True)
    more = keys.ravel().copy()
    more[order[first]] = True
    return more.reshape(keys.shape)


def _refined(error: BodyError, curves: Curves, parameters: np.ndarray, weights: Errors, fps: float, steps: int) -> np.ndarray:
    """Parameters whose weighted errors are less: preconditioned conjugate gradients on the normal equations, from `parameters` on."""
    corner, idle, half, pull = _rigidity(error, curves, fps)
    free, shape = curves.free, error.values.shape[1:]
    idle, half = (np.broadcast_to(each[:, None], shape) for each in (idle, half))
    stiff = curves.whole.gram(idle) + curves.half.gram(half)

    def keyed(change: np.ndarray) -> np.ndarray:
        """What corners and slopes that nothing decides add to the normal equations' left side."""
        bend = corner * (change[1] - change[2])
        return np.stack([np.zeros_like(bend), bend, -bend])

    def normal(change: np.ndarray) -> np.ndarray:
        result = curves.whole.transposed(error.normal(curves.whole.values(change), weights)) + applied(stiff, change) + keyed(change)
        result[1:] += pull * change[1:]
        return np.where(free, result, 0.0)

    away, between = curves.whole.values(parameters) - error.values, curves.half.values(parameters) - _halfway(error.values)
    left = curves.whole.transposed(error.normal(away, weights) + idle * away) + curves.half.transposed(half * between) + keyed(parameters)
    left[1:] += pull * (parameters[1:] - curves.own[1:])
    left = np.where(free, -left, 0.0)
    inverse = _inverse(blocks(curves.whole.gram(error.stiffness(weights)) + stiff), corner, pull, free)
    scaled = (inverse * left).sum(axis=1)
    direction, size = scaled, float((left * scaled).sum())
    enough = 1e-10 * size
    for _ in range(steps):
        if size <= enough:
            break
        against = normal(direction)
        step = size / max(float((direction * against).sum()), 1e-300)
        parameters, left = parameters + step * direction, left - step * against
        scaled = (inverse * left).sum(axis=1)
        size, former = float((left * scaled).sum()), size
        direction = scaled + size / former * direction
    return parameters


def _inverse(block: np.ndarray, corner: np.ndarray, pull: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The preconditioner (3, 3, 4, R): each key's own part of the normal equations, inverted for what is free."""
    block = np.broadcast_to(block[:, :, None], (3, 3, *free.shape[1:])).copy()
    block[1, 1] += corner + pull
    block[2, 2] += corner + pull
    block[1, 2] -= corner
    block[2, 1] -= corner
    both = free[:, None] & free[None]
    block = np.where(both, block, 0.0) + np.eye(3)[..., None, None] * np.where(free, 1e-9, 1.0)[None]
    inverse = np.moveaxis(np.linalg.inv(np.moveaxis(block, (0, 1), (-2, -1))), (-2, -1), (0, 1))
    return np.ascontiguousarray(np.where(both, inverse, 0.0))


def _rigidity(error: BodyError, curves: Curves, fps: float) -> tuple[np.ndarray, ...]:
    """What corners weigh at every key (R,), idle channels (K,), what lies between two frames (K,), and slopes that nothing decides (R,)."""
    tracks, allowed = error.tracks, error.allowed
    rotating = np.array([bool(mode) for mode in tracks.modes])
    whole = np.where(rotating, 1.0 / allowed.radians, 1.0 / allowed.length)
    unit = np.where([mode == "QUATERNION" for mode in tracks.modes], 4.0, 1.0) * whole**2
    track = curves.rows // curves.keys.shape[1]
    corner = unit[track] * (fps / _CORNER) ** 2
    corner = np.where(curves.dense.held.ravel()[curves.rows], 0.0, corner)
    return corner, _IDLE * unit, _HALF * unit, _PULL * unit[track]


def _halfway(values: np.ndarray) -> np.ndarray:
    """The values half a frame after each (4, K, T), on a cubic through the four around; 0 after the last."""
    ends = 2.0 * values[..., :1] - values[..., 1:2], 2.0 * values[..., -1:] - values[..., -2:-1]
    padded = np.concatenate([ends[0], values, ends[1]], axis=-1)
    between = (9.0 * (padded[..., 1:-2] + padded[..., 2:-1]) - padded[..., :-3] - padded[..., 3:]) / 16.0
    return np.concatenate([between, np.zeros_like(between[..., :1])], axis=-1)
