"""The motion prompt: a motion of which only the pinned parts are given (OhMG, section 4.2), as channels for the networks.

Everything is told in the yaw frame of the pelvis, which a pin of any set of joints fixes in the same way as long as the pelvis is
among them; where a pinned place is, is told relative to the pins before and after it. So the prompt does not change when the whole
motion is turned or moved.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from models.features import SLICES
from models.kinematics import matrices
from models.motion import FPS
from models.skeleton import JOINT_NAMES

_JOINTS = len(JOINT_NAMES)
#: Channels of `MotionPrompt.path`, and of `MotionPrompt.channels` (rotations, positions, height).
PATH_CHANNELS = 11
VALUE_CHANNELS = 6 * _JOINTS + 3 * (_JOINTS - 1) + 1
#: What the decoder is told besides: how far the decoded motion is from the pins.
DISAGREEMENT_CHANNELS = 6 * _JOINTS + 1 + 3


@dataclass(frozen=True)
class MotionPrompt:
    """What is pinned, at 30 fps, batch first. Values where the masks are False are not looked at.

    rotations: (B, T, 22, 6), the pelvis's without its yaw. positions: (B, T, 63) of the other joints in the pelvis's yaw frame over
    its floor point, m, known where the whole body is pinned. height: (B, T) of the pelvis, m. yaw: (B, T) of the pelvis, radians.
    place: (B, T, 2) its x and z, m. joint_mask: (B, T, 22). root_mask: (B, T). frames: (B,) lengths.
    """

    rotations: Tensor
    positions: Tensor
    height: Tensor
    yaw: Tensor
    place: Tensor
    joint_mask: Tensor
    root_mask: Tensor
    frames: Tensor

    @property
    def whole(self) -> Tensor:
        """(B, T) where every joint is pinned."""
        return self.joint_mask.all(dim=-1)

    @property
    def placed(self) -> Tensor:
        """(B, T) where both place and yaw are pinned."""
        return self.root_mask & self.joint_mask[..., 0]

    def masked(self, joint_mask: Tensor, root_mask: Tensor) -> MotionPrompt:
        return replace(self, joint_mask=joint_mask, root_mask=root_mask)

    def of_rows(self, rows: Tensor) -> MotionPrompt:
        return MotionPrompt(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    def channels(self) -> tuple[Tensor, Tensor]:
        """Values (B, T, VALUE_CHANNELS), zero where masked, and which of them are given (B, T, VALUE_CHANNELS)."""
        given = torch.cat([
            self.joint_mask.repeat_interleave(6, dim=-1), self.whole[..., None].expand(-1, -1, self.positions.shape[-1]),
            self.root_mask[..., None],
        ], dim=-1)
        values = torch.cat([self.rotations.flatten(-2), self.positions, self.height[..., None] - 0.9], dim=-1)
        return torch.where(given, values, torch.zeros_like(values)), given

    def masks(self) -> Tensor:
        """(B, T, 24): joints, root, whole body."""
        return torch.cat([self.joint_mask, self.root_mask[..., None], self.whole[..., None]], dim=-1).float()

    def path(self) -> Tensor:
        """(B, T, 11): how the pinned place before each frame lies to the one after it: mean velocity seen from either one, turn, times."""
        before, after, has_before, has_after = self.neighbours()
        time = torch.arange(self.yaw.shape[1], device=self.yaw.device).expand_as(self.yaw)
        gap = (after - before).clamp(min=1) / FPS
        travel = (_take(self.place, after) - _take(self.place, before)) / gap[..., None]
        turn = _take(self.yaw, after) - _take(self.yaw, before)
        between = (has_before & has_after & (after > before)).float()[..., None]
        seen = torch.cat([unturned(travel, _take(self.yaw, before)), unturned(travel, _take(self.yaw, after))], dim=-1)
        turned = torch.stack([turn.sin(), turn.cos() - 1], dim=-1)
        since = torch.log1p((time - before).abs() / 8.0) * has_before
        until = torch.log1p((after - time).abs() / 8.0) * has_after
        times = torch.stack([has_before.float(), has_after.float(), since, until, torch.log1p(gap * FPS / 8.0) * between[..., 0]], dim=-1)
        return torch.cat([seen * between, turned * between, times], dim=-1)

    def neighbours(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """For each frame the last placed pin at or before it and the first at or after it (B, T), and whether there are such."""
        time = torch.arange(self.yaw.shape[1], device=self.yaw.device).expand_as(self.yaw)
        before = torch.cummax(torch.where(self.placed, time, -1), dim=1).values
        late = self.yaw.shape[1]
        after = torch.flip(torch.cummin(torch.flip(torch.where(self.placed, time, late), [1]), dim=1).values, [1])
        return before.clamp(min=0), after.clamp(max=late - 1), before >= 0, after < late

    def disagreement(self, features: Tensor) -> Tensor:
        """(B, T, DISAGREEMENT_CHANNELS): what is pinned minus what `features` (B, T, 269) have there; between two pinned places how
        much faster and farther round the root has to go than it does."""
        made = of_features(features, self.frames)
        rotations = torch.where(self.joint_mask[..., None], self.rotations - made.rotations, 0.0).flatten(-2)
        height = torch.where(self.root_mask, self.height - made.height, 0.0)[..., None]
        before, after, _, _ = self.neighbours()
        gap = (after - before).clamp(min=1) / FPS
        return torch.cat([rotations, height, self.disagreement_of_path(made) / gap[..., None]], dim=-1)

    def disagreement_of_path(self, made: MotionPrompt) -> Tensor:
        """(B, T, 3): how far (x, z in metres, seen from the pinned place before) and how much farther round (radians) the next pinned
        place is than where `made` gets to from the pinned place before; 0 where a frame is not between two."""
        before, after, has_before, has_after = self.neighbours()
        between = (has_before & has_after & (after > before)).float()[..., None]
        asked, done = (
            unturned(_take(path.place, after) - _take(path.place, before), _take(path.yaw, before)) for path in (self, made)
        )
        turns = [_take(path.yaw, after) - _take(path.yaw, before) for path in (self, made)]
        lacking = torch.atan2(torch.sin(turns[0] - turns[1]), torch.cos(turns[0] - turns[1]))
        return torch.cat([asked - done, lacking[..., None]], dim=-1) * between


def of_features(features: Tensor, frames: Tensor) -> MotionPrompt:
    """The whole motion of features (B, T, 269) in their own units as a prompt, everything pinned."""
    rotations = matrices(features[..., SLICES["rotations"]].unflatten(-1, (_JOINTS, 6)))
    side = torch.atan2(-rotations[..., 0, 2, 0], rotations[..., 0, 0, 0])
    pelvis = turn_matrices(-side) @ rotations[..., 0, :, :]
    six = torch.cat([rotations[..., 0], rotations[..., 1]], dim=-1)
    six = torch.cat([torch.cat([pelvis[..., 0], pelvis[..., 1]], dim=-1)[..., None, :], six[..., 1:, :]], dim=-2)
    # Local frame → world: as `features.decode` integrates it, here about the origin.
    heading = _integrated(features[..., 0])
    velocity = turned(features[..., 1:3], heading)
    place = _integrated(velocity)
    positions = features[..., SLICES["positions"]].unflatten(-1, (_JOINTS - 1, 3))
    positions = (turn_matrices(-side)[..., None, :, :] @ positions[..., None])[..., 0].flatten(-2)
    everything = torch.ones(features.shape[:2], dtype=torch.bool, device=features.device)
    return MotionPrompt(
        six, positions, features[..., 3], heading + side, place, everything[..., None].expand(-1, -1, _JOINTS), everything, frames
    )


def turn_matrices(angle: Tensor) -> Tensor:
    """Matrices (..., 3, 3) of turns about +Y by `angle` (...)."""
    cosine, sine, zero, one = angle.cos(), angle.sin(), torch.zeros_like(angle), torch.ones_like(angle)
    rows = [torch.stack(row, dim=-1) for row in ((cosine, zero, sine), (zero, one, zero), (-sine, zero, cosine))]
    return torch.stack(rows, dim=-2)


def turned(planar: Tensor, angle: Tensor) -> Tensor:
    """Vectors (..., 2), x and z, turned about +Y."""
    cosine, sine = angle.cos(), angle.sin()
    return torch.stack([cosine * planar[..., 0] + sine * planar[..., 1], cosine * planar[..., 1] - sine * planar[..., 0]], dim=-1)


def unturned(planar: Tensor, angle: Tensor) -> Tensor:
    return turned(planar, -angle)


def _integrated(velocity: Tensor) -> Tensor:
    return (torch.cumsum(velocity, dim=1) - velocity) / FPS


def _take(values: Tensor, frames: Tensor) -> Tensor:
    """`values` (B, T) or (B, T, C) at `frames` (B, T)."""
    if values.ndim == 2:
        return torch.gather(values, 1, frames)
    return torch.gather(values, 1, frames[..., None].expand(-1, -1, values.shape[-1]))
