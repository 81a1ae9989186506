"""The few keys of a whole body that keep it within what is allowed. NumPy only.

First each track by itself gets the fewest segments that follow it (`key_times`), by a measure that is a little too generous. Then the
values, slopes and handles' lengths of all keys of the body are fitted together, so that a thigh and a shin make up for each other and a
standing foot stands: weighted least squares by conjugate gradients, what errs most weighing most. Where that is not enough, keys are put in.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from . import key_times
from .bezier_basis import blocks
from .bezier_curves import Curves, Dense
from .body_error import BodyError, Errors

#: The errors, as shares of what is allowed, from which on keys are put in, round by round, so that the fit has its chance first.
_LIMITS = (3.0, 2.0, 1.5, 1.3, 1.2, 1.15, 1.1, 1.05, 1.05, 1.0)
#: Steps of conjugate gradients in the first round and in the others: with the lengths of the handles, then without.
_FIRST, _OTHERS = (60, 60), (15, 30)
#: After so many rounds every track with a part in an error keeps its very values there; after so many every frame stays keyed.
_PATIENT, _ROUNDS = 16, 40
#: How much of what is allowed a track may take by itself where the key times are sought: while a foot stands that hangs on it, with nothing hanging
#: on it, and else. What stands leaves the least room to make up for one another.
_STANDING, _LEAF, _FREE = 0.7, 0.9, 1.0
#: What a corner in a curve weighs: as much as the error allowed for so many radians, or lengths allowed, a second of change in speed.
_CORNER = 150.0
#: What holds channels that turn nothing (a quaternion's length, the axis of no turn), as a share of what turns weigh.
_IDLE, _PULL = 0.05, 1e-3
#: What a handle's length weighs against a third, and against how long it was a round ago, each by as much as a whole segment with the error allowed; and
#: how far it moves in a round.
_THIRDS, _SLOW, _FARTHEST = 0.05, 5.0, 0.1
#: What lies between two frames weighs, as a share of what turns weigh: curves must not swing out there.
_HALF = 1.0


def fitted(error: BodyError, dense: Dense, fps: float) -> tuple[Curves, np.ndarray]:
    """The curves and their parameters (see `Curves`) with no error above 1."""
    curves = Curves(dense, key_times.fewest(dense.values, _shares(error), dense.held))
    parameters = curves.start()
    emphasis = None
    for round_ in range(_ROUNDS):
        weights = error.weights(emphasis)
        for with_lengths, steps in zip((True, False), _OTHERS if round_ else _FIRST):
            parameters = _refined(error, curves, parameters, weights, fps, steps, with_lengths)
        values = curves.values(parameters)
        errors = error.exact(values)
        if errors.worst <= 1.0:
            return curves, parameters
        emphasis = error.emphasis(errors, emphasis)
        limit = _LIMITS[min(round_, len(_LIMITS) - 1)]
        if errors.worst > limit:
            blame = error.to_blame(errors, values, limit, round_ >= _PATIENT)
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
    share = np.where(leaf[:, None], _LEAF, np.where(error.carries_standing(), _STANDING, _FREE))
    rotating = np.array([bool(mode) for mode in tracks.modes])
    whole = np.where(rotating[:, None], error.allowed.radians, error.lengths[tracks.bones])
    return error.measure / (share * whole)


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


def _refined(
    error: BodyError, curves: Curves, parameters: np.ndarray, weights: Errors, fps: float, steps: int, with_lengths: bool,
) -> np.ndarray:
    """Parameters whose weighted errors are less: preconditioned conjugate gradients on the normal equations around `parameters`. Without the
    lengths the curves are linear in their parameters; with them the handles go a little of the way, because they are not."""
    count, shape = 5 if with_lengths else 3, error.values.shape[1:]
    corner, idle, half, pull = _rigidity(error, curves, fps)
    whole, between = curves.whole(parameters), curves.half(parameters)
    away = whole.fixed().values(parameters[:3]) - error.values
    swing = between.fixed().values(parameters[:3]) - _halfway(error.values)
    if not with_lengths:
        whole, between = whole.fixed(), between.fixed()
    free, idle, half = curves.free[:count], *(np.broadcast_to(each[:, None], shape) for each in (idle, half))
    pull = np.stack([np.zeros_like(pull), pull, pull, *np.full((2, len(pull)), _THIRDS)])[:count, None]
    slow = np.array([0.0, 0.0, 0.0, _SLOW, _SLOW])[:count, None, None]
    stiff = whole.gram(idle) + between.gram(half)

    def cornered(change: np.ndarray) -> np.ndarray:
        """What corners add to the normal equations' left side."""
        result = np.zeros_like(change)
        result[1] = corner * (change[1] - change[2])
        result[2] = -result[1]
        return result

    def normal(change: np.ndarray) -> np.ndarray:
        result = whole.normal(change, lambda values: error.normal(values, weights), stiff) + cornered(change)
        return np.where(free, result + (pull + slow) * change, 0.0)

    left = whole.transposed(error.normal(away, weights) + idle * away) + between.transposed(half * swing) + cornered(parameters[:count])
    left = np.where(free, -left - pull * (parameters - curves.own)[:count], 0.0)
    block = blocks(whole.gram(error.stiffness(weights)) + stiff)
    inverse = _inverse(block, corner, pull + slow, free)
    change = _solved(normal, inverse, left, steps)
    change[3:] = np.clip(change[3:], -_FARTHEST, _FARTHEST)
    result = parameters.copy()
    result[:count] += change
    return curves.bounded(result) if with_lengths else result


def _solved(normal: Callable[[np.ndarray], np.ndarray], inverse: np.ndarray, left: np.ndarray, steps: int) -> np.ndarray:
    """About the solution (P, 4, R) of `normal` = left after so many steps; inverse: the preconditioner."""
    solution = np.zeros_like(left)
    scaled = np.einsum("abcr,bcr->acr", inverse, left)
    direction, size = scaled, float(np.vdot(left, scaled))
    enough = 1e-10 * size
    for _ in range(steps):
        if size <= enough:
            break
        against = normal(direction)
        step = size / max(float(np.vdot(direction, against)), 1e-300)
        solution, left = solution + step * direction, left - step * against
        scaled = np.einsum("abcr,bcr->acr", inverse, left)
        size, former = float(np.vdot(left, scaled)), size
        direction = scaled + size / former * direction
    return solution


def _inverse(block: np.ndarray, corner: np.ndarray, pull: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The preconditioner (P, P, 4, R): each key's own part of the normal equations, inverted for what is free."""
    each = np.arange(len(block))
    block[each, each] += pull
    block[[1, 2], [1, 2]] += corner
    block[[1, 2], [2, 1]] -= corner
    both = free[:, None] & free[None]
    block = np.where(both, block, 0.0) + np.eye(len(block))[..., None, None] * np.where(free, 1e-9, 1.0)[None]
    inverse = np.moveaxis(np.linalg.inv(np.moveaxis(block, (0, 1), (-2, -1))), (-2, -1), (0, 1))
    return np.ascontiguousarray(np.where(both, inverse, 0.0))


def _rigidity(error: BodyError, curves: Curves, fps: float) -> tuple[np.ndarray, ...]:
    """What corners weigh at every key (R,), idle channels (K,), what lies between two frames (K,), and slopes that nothing decides (R,)."""
    tracks, allowed = error.tracks, error.allowed
    rotating = np.array([bool(mode) for mode in tracks.modes])
    whole = np.where(rotating, 1.0 / allowed.radians, 1.0 / error.lengths[tracks.bones].max(axis=1))
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
