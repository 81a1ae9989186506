"""The manner of clips, apart from what they show: how the body is held and how fast it moves, beside what the model makes of the same
action in no particular manner. Carried over to other actions, it is what a token learns of them.

A few clips never show everything that the token will be asked for. That style lies largely in posture and timing is old knowledge of character
animation (Unuma, Anjyo and Takeuchi 1995; Amaya, Bruderlin and Calvert 1996); here the neutral counterpart is not recorded but generated.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from models.cleanup import plant_feet, settle
from models.features import SLICES, Anchor, decode, encode
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES

#: How much of a clip's tempo and amplitudes is taken over, of their logarithms: a gesture made slowly tells less of a walk than of itself.
_SHARE = 0.5
#: What a short clip shows may be an accident: nothing is made slower, smaller, faster or larger than this.
_RATIOS = (0.6, 1.6)
#: A joint that turns less than this in the neutral motions (mean squared angle, radians²) tells nothing of amplitudes.
_STILL = 1e-3
#: Below this mean speed of all joints (m/s) nothing is done that could be done faster.
_RESTING = 0.05
_LEGS = [JOINT_INDEX[name] for name in ("left_hip", "right_hip", "left_knee", "right_knee")]


@dataclass(frozen=True, eq=False)
class Manner:
    """turns: (22, 3, 3) rotations, in each joint's parent's frame (the pelvis's: the heading frame), that take a neutral posture to this
    manner's. amplitudes: (22,) how far each joint moves about its posture, times neutral. tempo: times as fast as neutral."""

    turns: np.ndarray
    amplitudes: np.ndarray
    tempo: float

    @classmethod
    def of(cls, shown: Sequence[Comparison], neutral: Sequence[Motion]) -> Manner:
        """The mean manner of clips for an action, of which `neutral` are motions. For tempo and amplitudes a clip counts the more, the nearer its
        own action's speed is to this one's: how fast somebody walks is told by a run rather than by a wave."""
        wanted = max(_speed(neutral), 1e-3)
        weights = np.array([min(each.neutral_speed / wanted, wanted / each.neutral_speed) ** 2 for each in shown])
        turns = np.mean([each.mine.mean @ each.theirs.mean.transpose(0, 2, 1) for each in shown], axis=0)
        # Spreads are pooled, so that legs are told by those that walk, arms by those that gesture.
        mine, theirs = (np.average([posture.spread for posture in postures], axis=0, weights=weights)
                        for postures in ([each.mine for each in shown], [each.theirs for each in shown]))
        ratios = np.where(theirs > _STILL, mine / np.maximum(theirs, _STILL), 1.0)
        tempo = np.average([np.log(each.tempo) for each in shown], weights=weights)
        return cls(_nearest_rotations(turns), np.clip(ratios ** (_SHARE / 2), *_RATIOS), float(np.clip(np.exp(_SHARE * tempo), *_RATIOS)))

    def carried_over(self, motion: Motion) -> Motion:
        """A neutral motion in this manner, soles on the floor."""
        features, anchor = encode(motion)
        matrices, posture = _matrices(features), Posture.of([motion])
        swings = Rotation.from_matrix((posture.mean.transpose(0, 2, 1) @ matrices).reshape(-1, 3, 3)).as_rotvec().reshape(len(features), -1, 3)
        swung = Rotation.from_rotvec((swings * self.amplitudes[:, None]).reshape(-1, 3)).as_matrix().reshape(matrices.shape)
        turned = self.turns @ posture.mean @ swung
        features = features.copy()
        features[:, SLICES["rotations"]] = turned[..., :2].transpose(0, 1, 3, 2).reshape(len(features), -1)
        features[:, 1:3] *= self.amplitudes[_LEGS].mean()  # shorter steps lead less far
        posed = decode(features.astype(np.float32), anchor)
        timed = Motion(posed.root_translation, posed.joint_rotations, FPS * self.tempo).resampled(FPS)
        return plant_feet(settle(timed))


@dataclass(frozen=True, eq=False)
class Comparison:
    """A clip beside neutral motions of its own action. mine, theirs: postures. tempo: times as fast as neutral, smaller swings set aside.
    neutral_speed: metres a second, the mean over the joints."""

    mine: Posture
    theirs: Posture
    tempo: float
    neutral_speed: float

    @classmethod
    def of(cls, clip: Motion, neutral: Sequence[Motion]) -> Comparison:
        """All at the models' frame rate."""
        mine, theirs = Posture.of([clip]), Posture.of(neutral)
        speed, neutral_speed = _speed([clip]), _speed(neutral)
        if min(speed, neutral_speed) < _RESTING:  # who stands shows no tempo
            return cls(mine, theirs, 1.0, max(neutral_speed, _RESTING))
        swing = np.sqrt(mine.spread.sum() / max(theirs.spread.sum(), _STILL))
        return cls(mine, theirs, speed / neutral_speed / max(float(swing), 0.1), neutral_speed)


@dataclass(frozen=True, eq=False)
class Posture:
    """mean: (22, 3, 3) mean local rotation of each joint, the pelvis's relative to the heading. spread: (22,) mean squared angle from it."""

    mean: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, motions: Sequence[Motion]) -> Posture:
        matrices = np.concatenate([_matrices(encode(motion)[0]) for motion in motions])
        mean = _nearest_rotations(matrices.mean(axis=0))
        cosine = (np.einsum("jab,tjab->tj", mean, matrices) - 1) / 2
        return cls(mean, (np.arccos(np.clip(cosine, -1, 1)) ** 2).mean(axis=0))


def _matrices(features: np.ndarray) -> np.ndarray:
    """Local rotations (T, 22, 3, 3) of features (T, 269)."""
    columns = features[:, SLICES["rotations"]].reshape(len(features), len(JOINT_NAMES), 2, 3).astype(np.float64)
    return np.stack([columns[:, :, 0], columns[:, :, 1], np.cross(columns[:, :, 0], columns[:, :, 1])], axis=-1)


def _nearest_rotations(matrices: np.ndarray) -> np.ndarray:
    """The rotations (..., 3, 3) nearest to matrices (the mean rotation in the chordal sense: Moakher 2002, section 3.1)."""
    left, _, right = np.linalg.svd(matrices)
    left[..., -1] *= np.linalg.det(left @ right)[..., None]
    return left @ right


def _speed(motions: Sequence[Motion]) -> float:
    """Mean speed of all joints, metres a second."""
    return float(np.mean([np.linalg.norm(np.diff(motion.joint_positions(), axis=0), axis=-1).mean() * motion.fps for motion in motions]))
