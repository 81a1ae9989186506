"""How far poses are from what sentences claim of them, differentiable: posecodes by their distance, names by their geometry."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import NAMED
from models.pose.geometry.named_targets import TargetTable, body_of, body_of_joints
from models.pose.geometry.posecodes import NAMES, POSECODES, Posecode

#: Metres by which a posecode is to hold with room to spare: for training, and where it is to be seen (what may be 4.5 cm apart and pass for
#: touching then meets).
_MARGIN, _CLEARLY = 0.01, 0.03
#: Metres that a name's left-handed way is farther, where people mean the right hand unless they say otherwise.
_LEFT_HANDED = 0.12
#: Targets count in tenths of a metre (or 15°).
_UNIT = 0.1


@dataclass(frozen=True)
class ClaimsOfAll:
    """Posecodes and names that are claimed of every body alike.

    table: the targets of all the names' ways, one after the other. ways: how many each name has. handicap: (W,), metres that each way is
    missed by in any case.
    """

    codes: Sequence[Posecode]
    table: TargetTable | None
    ways: Sequence[int]
    handicap: Tensor

    def each(self, joints: Tensor, turns: Tensor) -> Tensor:
        """Metres (N, K) that bodies, joints (N, 22, 3) and their turns (N, 22, 3, 3), miss of each of the K claims; as `Claims.distance`
        counts them. Differentiable."""
        missed = []
        if self.codes:
            landmarks = Landmarks(turns, joints)
            missed += [code.distance(landmarks, _CLEARLY) for code in self.codes]
        if self.table is not None:
            of_ways = _UNIT * self.table.missed(body_of_joints(joints, turns)).unflatten(1, (sum(self.ways), -1)).sum(-1) + self.handicap.to(joints)
            missed += [ways.amin(1) for ways in of_ways.split(self.ways, dim=1)]
        return torch.stack(missed, dim=1) if missed else joints.new_zeros(len(joints), 0)


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

    def of_all(self, claims: Tensor, right_handed: bool = False) -> ClaimsOfAll:
        """What is claimed, bool (C,), of every body alike. right_handed: what a name leaves to either hand is rather the right one's."""
        codes, names = (part.nonzero()[:, 0].tolist() for part in claims[: len(NAMES) + len(NAMED)].tensor_split([len(NAMES)]))
        ways = [self._rows[name] for name in names]
        table = self._ways([row for rows in ways for row in rows]).in_a_row().closer() if ways else None
        handicap = [_LEFT_HANDED if right_handed and way and NAMED[name].right_handed else 0.0 for name in names for way in range(len(self._rows[name]))]
        return ClaimsOfAll([self._codes[code] for code in codes], table, [len(rows) for rows in ways], torch.tensor(handicap))

    def _ways(self, rows: Sequence[int]) -> TargetTable:
        return self._table.changed(lambda values: values[list(rows)])

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
        missed = _UNIT * self._ways(rows).missed(body_of(poses[of_pose])).sum(-1)
        nearest = poses.new_full((len(claims),), torch.inf).scatter_reduce(0, of_claim, missed, "amin")
        return total.index_add(0, torch.tensor([pose for pose, _ in claims]), nearest)
