"""How far poses are from what sentences claim of them, differentiable: posecodes by their distance, names by their geometry."""
from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import torch
from torch import Tensor

from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import NAMED
from models.pose.geometry.named_targets import TargetTable, body_of, body_of_joints
from models.pose.geometry.posecodes import NAMES, POSECODES

#: Metres by which a posecode is to hold with room to spare.
_MARGIN = 0.01
#: Fields of a TargetTable with one row a way of a name.
_FIELDS = ("start", "end", "third", "fourth", "frame", "kind", "direction", "low", "high", "unit")
#: Targets count in tenths of a metre (or 15°).
_UNIT = 0.1


class Claims:
    """What sentences claim, as `DescribedPoses.required` has it."""

    def __init__(self):
        self._codes = list(POSECODES.values())
        ways = [(column, way) for column, pose in enumerate(NAMED) for way in pose.ways]
        self._table = TargetTable([way for _, way in ways])
        self._rows: dict[int, list[int]] = {}
        for row, (column, _) in enumerate(ways):
            self._rows.setdefault(column, []).append(row)

    def distance(self, poses: Tensor, required: Tensor) -> Tensor:
        """Metres (B,) that poses (B, 132) miss of what is required of them, bool (B, C): the sum over posecodes, and over a name's
        targets in that of its ways that is nearest; a degree counts as the arc of half a metre."""
        return self._missed_codes(poses, required[:, : len(NAMES)]) + self._missed_names(poses, required[:, len(NAMES) : len(NAMES) + len(NAMED)])

    def each(self, joints: Tensor, turns: Tensor, claims: Tensor) -> Tensor:
        """Metres (N, K) that bodies, joints (N, 22, 3) and their turns (N, 22, 3, 3), miss of each of the K things that are claimed of all
        of them, bool (C,); as `distance` counts them. Differentiable."""
        codes, names = ([column for column in part.nonzero()[:, 0].tolist()] for part in claims[: len(NAMES) + len(NAMED)].tensor_split([len(NAMES)]))
        missed = []
        if codes:
            landmarks = Landmarks(turns, joints)
            missed += [self._codes[code].distance(landmarks, _MARGIN) for code in codes]
        if names:
            body = body_of_joints(joints, turns)
            missed += [torch.stack([_UNIT * self._ways([row]).missed(body).sum(-1) for row in self._rows[name]]).amin(0) for name in names]
        return torch.stack(missed, dim=1) if missed else joints.new_zeros(len(joints), 0)

    def _ways(self, rows: Sequence[int]) -> TargetTable:
        table = copy(self._table)
        for field in _FIELDS:
            setattr(table, field, getattr(self._table, field)[rows])
        return table

    def _missed_codes(self, poses: Tensor, required: Tensor) -> Tensor:
        rows = required.any(1).nonzero()[:, 0]
        total = poses.new_zeros(len(poses))
        if not len(rows):
            return total
        landmarks, wanted = Landmarks.of(poses[rows]), required[rows]
        missed = sum(self._codes[code].distance(landmarks, _MARGIN) * wanted[:, code] for code in wanted.any(0).nonzero()[:, 0].tolist())
        return total.index_add(0, rows, missed)

    def _missed_names(self, poses: Tensor, required: Tensor) -> Tensor:
        claims = required.nonzero().tolist()
        total = poses.new_zeros(len(poses))
        if not claims:
            return total
        pairs = [(claim, pose, row) for claim, (pose, column) in enumerate(claims) for row in self._rows[column]]
        of_claim, of_pose, rows = zip(*pairs)
        of_claim, of_pose = torch.tensor(of_claim), torch.tensor(of_pose)
        missed = _UNIT * self._ways(list(rows)).missed(body_of(poses[of_pose])).sum(-1)
        nearest = poses.new_full((len(claims),), torch.inf).scatter_reduce(0, of_claim, missed, "amin")
        return total.index_add(0, torch.tensor([pose for pose, _ in claims]), nearest)
