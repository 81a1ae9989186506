"""What the eye sees at a seam between two blocks, measured on joints in the world; and the same inside the blocks, to compare with."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from models.cleanup import SKIN, standing
from models.evaluation.metrics import foot_skate
from models.motion import Motion
from models.skeleton import JOINT_INDEX, REST_POSITIONS

#: Frames on either side of a transition's edge whose change of velocity counts as felt there.
_EDGE = 1
_PERCENTILE = 95
#: Changes of velocity (m/s from frame to frame) that nobody sees: blocks are never taken for calmer than this.
_CALM = 0.01


@dataclass(frozen=True)
class Window:
    """Figures of some frames of a motion.

    root, joints: the largest change of velocity from frame to frame, of the root and of the 22 joints together (root mean square), in units of
    the 95th percentile of the same inside the blocks around. edge_root, edge_joints: the same at the first and the last of the frames.
    acceleration: mean of the joints', m/s². slide, contact: summed weighted speed (m/s) of low feet and summed weight (`metrics.foot_skate`).
    standing_slide, stands: summed speed (m/s) of feet that stand, and how many frames they do. sunk, floating: how far the lowest
    skin is below or above the floor, mean over the frames, m.
    """

    root: float
    joints: float
    edge_root: float
    edge_joints: float
    acceleration: float
    slide: float
    contact: float
    standing_slide: float
    stands: float
    sunk: float
    floating: float


@dataclass(frozen=True)
class Track:
    """What the figures of a motion are taken from: positions (T, 22, 3) in metres, and how much velocity changes at each frame (T,), of the
    root and of all joints, m/s; the first and the last frame have none."""

    motion: Motion
    positions: np.ndarray
    root: np.ndarray
    joints: np.ndarray

    @classmethod
    def of(cls, motion: Motion) -> Track:
        positions = motion.joint_positions().astype(np.float64)
        change = np.linalg.norm(np.diff(positions, 2, axis=0), axis=-1) * motion.fps
        change = np.pad(change, ((1, 1), (0, 0)))
        return cls(motion, positions, change[:, 0], np.sqrt((change**2).mean(axis=-1)))

    def window(self, first: int, last: int, around: list[tuple[int, int]]) -> Window:
        """Figures of the frames `first` to `last`. around: the frames (first, last) that lie inside the blocks next to them."""
        frames, inside = np.arange(first, last + 1), np.concatenate([np.arange(one, other + 1) for one, other in around])
        edges = [edge + frame for edge in (first, last) for frame in range(-_EDGE, _EDGE + 1)]
        root, joints = (max(_CALM, np.percentile(change[inside], _PERCENTILE)) for change in (self.root, self.joints))
        slide, contact = foot_skate(self.positions[first : last + 2], self.motion.fps)
        lowest = (self.positions[first : last + 1, :, 1] - SKIN).min(axis=1)
        standing_slide, stands = self._standing(first, last)
        return Window(
            float(self.root[frames].max() / root), float(self.joints[frames].max() / joints), float(self.root[edges].max() / root),
            float(self.joints[edges].max() / joints),
            float(np.linalg.norm(np.diff(self.positions[first - 1 : last + 2], 2, axis=0), axis=-1).mean() * self.motion.fps**2),
            slide, contact, standing_slide, stands, float(np.maximum(0, -lowest).mean()), float(np.maximum(0, lowest).mean()))

    def _standing(self, first: int, last: int) -> tuple[float, float]:
        """Summed speed of the feet that stand (m/s), and how many frames they do. A foot that rolls over its toe does not slide: of ankle and
        toe, the slower of those that stand counts."""
        summed = count = 0.0
        for side in ("left", "right"):
            speeds = []
            for joint in (JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]):
                point = self.positions[:, joint]
                stands = standing(point, REST_POSITIONS[joint, 1], self.motion.fps)
                speed = np.linalg.norm(np.diff(point[first : last + 2, [0, 2]], axis=0), axis=-1) * self.motion.fps
                speeds.append(np.where(stands[first : last + 1] & stands[first + 1 : last + 2], speed, np.inf))
            slower = np.minimum(*speeds)
            summed, count = summed + float(slower[np.isfinite(slower)].sum()), count + float(np.isfinite(slower).sum())
        return summed, count


def windows(motion: Motion, transitions: list[tuple[int, int]]) -> tuple[list[Window], list[Window]]:
    """The figures of each transition (first, last frame), and of a stretch as long in the middle of each block between them."""
    track = Track.of(motion)
    ends = [(0, 1), *transitions, (len(motion) - 2, len(motion) - 1)]
    inside = [(one[1] + 1, other[0] - 1) for one, other in pairwise(ends)]
    seams = [track.window(first, last, [inside[number], inside[number + 1]]) for number, (first, last) in enumerate(transitions)]
    middles = []
    for number, (first, last) in enumerate(inside):
        length = round(np.mean([end - start + 1 for start, end in transitions]))
        start = (first + last - length) // 2
        middles.append(track.window(start, start + length - 1, [(first, start - 1), (start + length, last)]))
    return seams, middles
