"""Skinning weights and joint regressor of the mannequin.

Weights cascade down the kinematic tree: the pelvis owns everything, and each joint takes from its parent what lies beyond
it, over a soft border. So a vertex is moved only by a chain of neighbours, never by the other leg or by an arm beside it.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.mannequin.surface_nets import neighbour_mean
from models.skeleton import JOINT_NAMES, MIRROR, SMPL_PARENTS, SMPL_REST_POSITIONS

#: As many joints as game engines and glTF let move one vertex.
_MOST_INFLUENCES = 4


@dataclass(frozen=True)
class _Border:
    """Where a joint takes over from its parent: across the plane through joint + `shift`, facing `beyond`, within `half_width`
    metres of it. `gate`: (axis, from, to) in metres, where the share fades in; x is counted outwards, from the midline or, for a
    joint of one side, towards that side."""

    beyond: tuple[float, float, float]
    half_width: float
    shift: tuple[float, float, float] = (0.0, 0.0, 0.0)
    gate: tuple[tuple[int, float, float], ...] = ()


_BORDERS = {
    "spine1": _Border((0, 1, 0), 0.060),
    "spine2": _Border((0, 1, 0), 0.050),
    "spine3": _Border((0, 1, 0), 0.050),
    "neck": _Border((0, 1, 0.2), 0.035, (0, 0.015, 0), ((0, 0.110, 0.060),)),
    "head": _Border((0, 1, 0.6), 0.030),
    "left_collar": _Border((1, 0.8, 0), 0.060, (0.02, 0, 0), ((0, 0.0, 0.05),)),
    "left_shoulder": _Border((1, 0.25, 0), 0.060),
    "left_elbow": _Border((1, 0, 0), 0.040),
    "left_wrist": _Border((1, 0, 0), 0.028),
    "left_hip": _Border((0.6, -1, 0), 0.085, gate=((0, -0.004, 0.024), (1, 1.05, 0.95))),
    "left_knee": _Border((0, -1, 0), 0.055),
    "left_ankle": _Border((0, -1, 0.25), 0.030, (0, 0.01, 0)),
    "left_foot": _Border((0, 0, 1), 0.025),
}


def _smoothstep(t: np.ndarray) -> np.ndarray:
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def _share(points: np.ndarray, joint: np.ndarray, border: _Border) -> np.ndarray:
    beyond = np.array(border.beyond) / np.linalg.norm(border.beyond)
    share = _smoothstep(((points - joint - border.shift) @ beyond) / (2 * border.half_width) + 0.5)
    for axis, start, end in border.gate:
        share = share * _smoothstep((points[:, axis] - start) / (end - start))
    return share


def skinning_weights(vertices: np.ndarray, quads: np.ndarray, smoothing: int = 2) -> np.ndarray:
    """How much each of the 24 joints moves each vertex: (V, 24), rows sum to 1, at most four joints a vertex.

    vertices: (V, 3) metres in the rest pose; quads: (Q, 4), the edges along which the weights are smoothed. The hands (joints
    22 and 23) carry no rotation of their own and get none: the wrists move them.
    """
    weights = np.zeros((len(vertices), len(SMPL_PARENTS)))
    weights[:, 0] = 1
    for joint in range(1, len(JOINT_NAMES)):
        left, parent = min(joint, MIRROR[joint]), SMPL_PARENTS[joint]
        outwards = np.abs(vertices[:, 0]) if left == MIRROR[left] else vertices[:, 0] * (1 if joint == left else -1)
        points = np.column_stack([outwards, vertices[:, 1:]])
        share = _share(points, SMPL_REST_POSITIONS[left].astype(float), _BORDERS[JOINT_NAMES[left]])
        weights[:, joint] = weights[:, parent] * share
        weights[:, parent] -= weights[:, joint]
    for _ in range(smoothing):
        weights = 0.5 * weights + 0.5 * neighbour_mean(weights, quads)
    return _strongest(weights)


def _strongest(weights: np.ndarray) -> np.ndarray:
    """Only the strongest few weights of each row, and none below 1 %."""
    least = np.sort(weights, axis=1)[:, -_MOST_INFLUENCES, None]
    kept = np.where((weights >= least) & (weights > 0.01), weights, 0)
    return kept / kept.sum(axis=1, keepdims=True)


def joint_regressor(vertices: np.ndarray, nearest: int = 300) -> np.ndarray:
    """(24, V): each row writes a rest joint as a weighted mean of the vertices around it, no weight negative.

    Of all such means the one nearest to a Gaussian around the joint (local maximum entropy, Arroyo & Ortiz 2006): weights
    ∝ exp(−d²/2σ² + λ·(v − joint)), λ by Newton's method.
    """
    regressor = np.zeros((len(SMPL_REST_POSITIONS), len(vertices)))
    for row, joint in zip(regressor, SMPL_REST_POSITIONS.astype(float)):
        offset = vertices - joint
        distance = np.linalg.norm(offset, axis=1)
        around = np.argsort(distance, kind="stable")[:nearest]
        row[around] = _maximum_entropy(offset[around], distance[around])
    return regressor


def _maximum_entropy(offset: np.ndarray, distance: np.ndarray) -> np.ndarray:
    prior = -0.5 * (distance / distance.mean()) ** 2
    scale = distance.mean()
    x, multiplier = offset / scale, np.zeros(3)
    for _ in range(50):
        exponent = prior + x @ multiplier
        weight = np.exp(exponent - exponent.max())
        weight /= weight.sum()
        mean = weight @ x
        if np.abs(mean).max() < 1e-12:
            break
        newton = np.linalg.solve((x * weight[:, None]).T @ x - np.outer(mean, mean), mean)
        multiplier -= newton * min(1.0, 2.0 / np.linalg.norm(newton))
    return weight
