"""Poses that fulfil a description exactly: Adam on the joints' rotations, from start poses taken from real clips.

Minimised: how far everything demanded is missed, what no body does (`models.pose.anatomy`), and the distance to the start pose, so
that limbs of which nobody spoke stay as the clip had them.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from models.kinematics import forward_kinematics_of_matrices, matrices
from models.pose.anatomy import is_sane, unnatural
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named_targets import Body, Target, TargetTable, body_of, body_of_matrices
from models.pose.geometry.posecodes import POSECODES

STEPS = 120
_RATE = 0.05
#: How much it costs to turn each joint away from the start: shoulders, elbows, hips and knees are to do the work.
_STIFFNESS = {"pelvis": 4.0, "spine1": 3.0, "spine2": 4.0, "spine3": 4.0, "neck": 1.5, "head": 1.0, "collar": 3.0, "ankle": 1.5, "foot": 4.0,
              "wrist": 1.0}
_NEARNESS = 0.06
_SANITY = {"bent": 25.0, "turned": 25.0, "knots": 120.0}
#: It costs as much as all the rest, and Adam's memory carries it over the steps between.
_SANITY_EVERY = 3
#: What may be missed in the end, in a target's units (1.5 mm, 0.2 degrees): rounding, after the inner intervals were aimed at.
_TOLERANCE = 0.015
#: Metres by which posecodes are to be fulfilled clearly, and the metres that count as a miss of one.
_CODE_MARGIN, _CODE_UNIT = 0.012, 0.1

Missed = Callable[[Tensor], Tensor]


def construct(rows: Sequence[Sequence[Target]], starts: Tensor, generator: torch.Generator, steps: int = STEPS) -> tuple[Tensor, Tensor]:
    """Poses (N, 132), each from its start (N, 132), that fulfil their row of targets; and (N,) whether each does, sanely.

    Every interval is narrowed by a random share on either side first, so that poses of one name differ. `rows`: N, or one for all.
    """
    wanted = TargetTable(rows)
    aimed = wanted.narrowed(len(starts), generator)
    poses = optimized(starts, lambda local: aimed.missed(body_of_matrices(local)), steps)
    with torch.no_grad():
        good = (wanted.missed(body_of(poses)) < _TOLERANCE).all(-1) & is_sane(poses)
    return poses, good


def construct_codes(codes: Sequence[Sequence[str]], starts: Tensor, steps: int = STEPS) -> tuple[Tensor, Tensor]:
    """As `construct`, from names of `POSECODES`: `starts` (G · n, 132) are G runs of n poses, each run with its own set of codes."""
    each = len(starts) // len(codes)

    def distances(local: Tensor, margin: float) -> Tensor:
        positions, turns = forward_kinematics_of_matrices(local)
        runs = zip(codes, turns.split(each), positions.split(each))
        return torch.cat([_code_distance(names, Landmarks(turn, place), margin) for names, turn, place in runs])

    poses = optimized(starts, lambda local: distances(local, _CODE_MARGIN)[:, None] / _CODE_UNIT, steps)
    with torch.no_grad():
        held = distances(matrices(poses.unflatten(-1, (len(JOINT_NAMES), 6))), 0.0) <= 1e-4
        return poses, held & is_sane(poses)


def _code_distance(names: Sequence[str], landmarks: Landmarks, margin: float) -> Tensor:
    return torch.stack([POSECODES[name].distance(landmarks, margin) for name in names]).sum(0)


def optimized(starts: Tensor, missed: Missed, steps: int = STEPS) -> Tensor:
    """Poses (N, 132) near `starts` for which missed(local matrices (N, 22, 3, 3)) (N, K) comes to zero; they face +Z."""
    begun = matrices(starts.unflatten(-1, (len(JOINT_NAMES), 6)))
    turn = torch.zeros(len(starts), len(JOINT_NAMES), 3, requires_grad=True)
    optimizer = torch.optim.Adam([turn], lr=_RATE, betas=(0.9, 0.98))
    stiffness = torch.tensor([_stiffness(name) for name in JOINT_NAMES])[:, None]
    for step in range(steps):
        left = 1 - step / steps
        optimizer.param_groups[0]["lr"] = _RATE * min(1.0, 2 * left)
        local = begun @ _small_turns(turn)
        far = missed(local)
        # Quadratic near the interval, linear far from it: no single far target rules the rest.
        loss = (far.square() / (1 + far)).sum() + _NEARNESS * (0.2 + left) * (stiffness * turn.square()).sum() + _facing(local)
        if step % _SANITY_EVERY == 0:
            loss = loss + sum(_SANITY[name] * amount.sum() for name, amount in unnatural(_six(local)).items())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return facing_forward(_six(begun @ _small_turns(turn)))


def nearest_starts(targets: Sequence[Target], starts: Tensor, body: Body, count: int, generator: torch.Generator) -> Tensor:
    """`count` indices into `starts`, drawn from those that come nearest to the targets."""
    missed = TargetTable([targets]).missed(body).sum(-1)
    pool = missed.argsort()[: max(16, min(len(starts) // 20, 2 * count))]
    return pool[torch.randint(len(pool), (count,), generator=generator)]


def with_turned(starts: Tensor, generator: torch.Generator) -> Tensor:
    """Start poses (N, 132) and as many again that lie, hang head down or are on their side: clips show few of those."""
    six = starts.unflatten(-1, (len(JOINT_NAMES), 6)).clone()
    turns = torch.stack([_about(axis, degrees) for axis, degrees in ((0, -90), (0, 90), (0, 180), (2, -90), (2, 90))])
    chosen = turns[torch.randint(len(turns), (len(starts),), generator=generator)]
    six[:, 0] = torch.cat([(chosen @ six[:, 0, :3, None])[..., 0], (chosen @ six[:, 0, 3:, None])[..., 0]], dim=-1)
    return torch.cat([starts, six.flatten(1)])


def _about(axis: int, degrees: float) -> Tensor:
    angle = torch.deg2rad(torch.tensor(float(degrees)))
    turn = torch.eye(3)
    first, second = (axis + 1) % 3, (axis + 2) % 3
    turn[first, first] = turn[second, second] = angle.cos()
    turn[second, first], turn[first, second] = angle.sin(), -angle.sin()
    return turn


def facing_forward(poses: Tensor) -> Tensor:
    """Poses (N, 132) turned about the vertical to face +Z, as `features.headings` says; those on their side stay."""
    across = _across(poses)
    length = across.norm(dim=-1).clamp(min=1e-9)
    flat = across[:, [0, 2]].norm(dim=-1)
    yaw = torch.where(flat / length > 0.5, torch.atan2(across[:, 2], across[:, 0]), torch.zeros_like(flat))
    cosine, sine, zero = yaw.cos(), yaw.sin(), torch.zeros_like(yaw)
    about = torch.stack([cosine, zero, sine, zero, zero + 1, zero, -sine, zero, cosine], dim=-1).unflatten(-1, (3, 3))
    six = poses.unflatten(-1, (len(JOINT_NAMES), 6)).clone()
    six[:, 0] = torch.cat([(about @ six[:, 0, :3, None])[..., 0], (about @ six[:, 0, 3:, None])[..., 0]], dim=-1)
    return six.flatten(1)


def _stiffness(name: str) -> float:
    return _STIFFNESS.get(name.removeprefix("left_").removeprefix("right_"), 0.5)


def _small_turns(turn: Tensor) -> Tensor:
    """Matrices (…, 3, 3) of the quaternions (1, turn / 2): smooth for every turn short of a half."""
    x, y, z = (turn / 2).unbind(-1)
    xx, yy, zz, xy, xz, yz = x * x, y * y, z * z, x * y, x * z, y * z
    scale = 2 / (1 + xx + yy + zz)
    rows = [1 - scale * (yy + zz), scale * (xy - z), scale * (xz + y), scale * (xy + z), 1 - scale * (xx + zz), scale * (yz - x),
            scale * (xz - y), scale * (yz + x), 1 - scale * (xx + yy)]
    return torch.stack(rows, dim=-1).unflatten(-1, (3, 3))


def _six(local: Tensor) -> Tensor:
    return torch.cat([local[..., 0], local[..., 1]], dim=-1).flatten(1)


def _across(poses: Tensor) -> Tensor:
    body = body_of(poses)
    return body.point("left_hip") - body.point("right_hip") + body.point("left_shoulder") - body.point("right_shoulder")


def _facing(local: Tensor) -> Tensor:
    """Keeps hips and shoulders together across the view, as `facing_forward` will lay them: else it would turn what was reached."""
    positions, _ = forward_kinematics_of_matrices(local)
    depth = positions[..., 2]
    left, right = ([JOINT_INDEX[f"{side}_{joint}"] for joint in ("hip", "shoulder")] for side in ("left", "right"))
    return 10 * (depth[:, left] - depth[:, right]).sum(-1).square().sum()
