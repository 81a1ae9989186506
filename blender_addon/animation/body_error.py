"""How far a body with few keys is from the motion it was: exactly, and as a linear function of what its channels change. NumPy only.

Every error is a share of what is allowed: 1 is just right.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import quaternion
from .keyed_body import KeyedBody

#: The shortest turn (radians) and way by which a channel is changed to see what it does.
_STEP = 1e-4
#: An error counts at most so many times: more makes the fit slow to settle.
_MOST = 20.0


@dataclass(frozen=True)
class Tracks:
    """What is keyed: K tracks of up to four channels each, a bone's rotation or a carrier's location.

    bones (K,): the bone. modes (K): its rotation mode, "" for a location. active (4, K) bool: the channels that have keys to be thinned.
    """

    bones: np.ndarray
    modes: tuple[str, ...]
    active: np.ndarray


@dataclass(frozen=True)
class Allowed:
    """radians: how far a bone may turn away, against what it hangs on and in space. length: how far a head may be away, in armature units; for
    all of them or for each at every frame (J, T).
    stands (F, T) bool: when each of the feet's points stands; slide: how far it may go sideways from one frame to the next while it does.
    rise (F, T): how far it may rise or sink (infinite where it is off the floor)."""

    radians: float
    length: float | np.ndarray
    stands: np.ndarray
    slide: float
    rise: np.ndarray

    def times(self, share: float) -> Allowed:
        """A share of everything."""
        return Allowed(share * self.radians, share * self.length, self.stands, share * self.slide, share * self.rise)


_PARTS = ("turn", "facing", "place", "slide", "rise")


@dataclass(frozen=True)
class Errors:
    """turn, facing, place (J, T): against what the bone hangs on, in space, of its head. slide (F, T − 1), rise (F, T): of the feet's points."""

    turn: np.ndarray
    facing: np.ndarray
    place: np.ndarray
    slide: np.ndarray
    rise: np.ndarray

    @property
    def worst(self) -> float:
        return max(float(part.max(initial=0.0)) for part in (getattr(self, name) for name in _PARTS))


class BodyError:
    """The errors of a body whose tracks have other values than `values` (4, K, T); turns (J, T, 4), locations (C, T, 3): its
    channels where no track changes them."""

    def __init__(
        self, body: KeyedBody, tracks: Tracks, values: np.ndarray, turns: np.ndarray, locations: np.ndarray, allowed: Allowed,
    ) -> None:
        self.body, self.tracks, self.values, self.allowed = body, tracks, values, allowed
        self._turns, self._locations = turns, locations
        bases, self._turned = body.felt(turns)
        self._places = body.places(self._turned, locations)
        #: How far each head may be away, (J, T).
        self.lengths = np.broadcast_to(np.asarray(allowed.length, dtype=np.float64), self._places.shape[:2])
        self._spin, self._path = body.spin, body.path
        self._up = body.up / np.linalg.norm(body.up)
        self._feet = np.flatnonzero(body.feet >= 0)
        self._points = body.feet[self._feet]
        self._stands, self._rise = allowed.stands[self._feet], allowed.rise[self._feet]
        self._pairs = (self._stands[:, 1:] & self._stands[:, :-1]).astype(float)
        self._rotating = np.flatnonzero([bool(mode) for mode in tracks.modes])
        self._placing = np.flatnonzero([not mode for mode in tracks.modes])
        #: Which of the carriers each track that is a location moves.
        self._carried = np.argmax(tracks.bones[:, None] == body.carriers, axis=1)
        above = np.maximum(body.above, 0)
        arm = np.where((body.above >= 0)[:, None, None], self._places - self._places[above], 0.0)
        self._arm = np.ascontiguousarray(np.moveaxis(arm, -1, 0))
        # How the bones turn, and how what carries their heads does.
        self._spins = np.concatenate([self._spin, self._spin[above]])
        self._at_points = np.eye(len(body.names))[self._points]
        self.measure = self._measured(bases)

    def carries_standing(self) -> np.ndarray:
        """When (K, T) a foot that stands hangs on what each track turns or moves."""
        hanging = np.where(np.isin(np.arange(len(self.tracks.bones)), self._placing)[:, None], self._path.T[self.tracks.bones],
                           self._spin.T[self.tracks.bones])[:, self._points] > 0
        return (hanging.astype(int) @ self._stands.astype(int)) > 0

    def channels(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The rotations (J, T, 4) and the locations (C, T, 3) for values (4, K, T) of the tracks."""
        turns, locations = self._turns.copy(), self._locations.copy()
        values = np.where(self.tracks.active[..., None], values, self.values)
        modes = np.array(self.tracks.modes)
        for mode in set(self.tracks.modes):
            chosen = np.flatnonzero(modes == mode)
            given = np.moveaxis(values[:, chosen], 0, -1)
            if mode:
                turns[self.tracks.bones[chosen]] = turns_of(mode, given)
            else:
                locations[self._carried[chosen]] = given[..., :3]
        return turns, locations

    def exact(self, values: np.ndarray) -> Errors:
        """The errors for values (4, K, T) of the tracks."""
        allowed = self.allowed
        turns, locations = self.channels(values)
        _bases, turned = self.body.felt(turns)
        away = self.body.places(turned, locations) - self._places
        feet = away[self._points]
        rises = feet @ self._up
        steps = np.diff(feet - rises[..., None] * self._up, axis=1)
        return Errors(
            _angles(turns, self._turns) / allowed.radians, _angles(turned, self._turned) / allowed.radians,
            np.linalg.norm(away, axis=-1) / allowed.length, self._pairs * np.linalg.norm(steps, axis=-1) / allowed.slide,
            np.abs(rises) / self._rise)

    def normal(self, changes: np.ndarray, weights: Errors) -> np.ndarray:
        """Jᵀ·W·J·changes (4, K, T), J the linear errors of changes (4, K, T) of the tracks, W what each error weighs."""
        own = np.zeros((3, len(self.body.names), changes.shape[-1]))
        moved = np.einsum("ickt,ckt->ikt", self.measure, changes)
        own[:, self.tracks.bones[self._rotating]] = moved[:, self._rotating]
        turned, turned_above = np.split(self._spins @ own, 2, axis=1)
        ways = _cross(turned_above, self._arm)
        ways[:, self.tracks.bones[self._placing]] += moved[:, self._placing]
        away = self._path @ ways
        pull = self._path.T @ (weights.place * away + self._of_feet(away, weights))
        torque = weights.turn * own + self._spins.T @ np.concatenate([weights.facing * turned, _cross(self._arm, pull)], axis=1)
        back = np.empty_like(moved)
        back[:, self._rotating] = torque[:, self.tracks.bones[self._rotating]]
        back[:, self._placing] = pull[:, self.tracks.bones[self._placing]]
        return np.einsum("ickt,ikt->ckt", self.measure, back)

    def stiffness(self, weights: Errors) -> np.ndarray:
        """About how much (K, T) the weighted squares of the errors grow with the square of a change: a preconditioner."""
        place = weights.place.copy()
        step = self._pairs * weights.slide
        feet = weights.rise.copy()
        feet[:, 1:] += 2.0 * step
        feet[:, :-1] += 2.0 * step
        np.add.at(place, self._points, feet)
        reach = self._path.T @ place
        lever = np.zeros_like(place)
        for bone in range(len(lever)):
            below = self._spin[:, bone] > 0
            ways = ((self._places[below] - self._places[bone]) ** 2).sum(axis=-1)
            lever[bone] = (place[below] * ways).sum(axis=0)
        bones = weights.turn + self._spin.T @ weights.facing + lever
        stiff = bones[self.tracks.bones]
        stiff[self._placing] = reach[self.tracks.bones[self._placing]]
        return stiff * (self.measure**2).sum(axis=0).mean(axis=0)

    def emphasis(self, errors: Errors, former: Errors | None) -> Errors:
        """How much each error counts in the next fit: as much as it is large now, half as much again as before as long as it is too
        large, and after that less and less."""
        emphasis = []
        for name in _PARTS:
            now = np.maximum(getattr(errors, name), 0.05)
            if former is not None:
                before = getattr(former, name)
                now = np.where(now > 1.0, 1.5 * np.maximum(before, now), np.maximum(0.85 * before, now))
            emphasis.append(np.minimum(now, _MOST))
        return Errors(*emphasis)

    def weights(self, emphasis: Errors | None = None) -> Errors:
        """What the squares of the linear errors weigh: they are shares of what is allowed, times the emphasis."""
        allowed, bones = self.allowed, self._places.shape[:2]
        turn = np.full(bones, 0.25 / allowed.radians**2)
        plain = Errors(turn, turn.copy(), self.lengths**-2, self._pairs / allowed.slide**2, self._rise**-2)
        if emphasis is None:
            return plain
        return Errors(*(getattr(plain, name) * getattr(emphasis, name) for name in _PARTS))

    def to_blame(self, errors: Errors, values: np.ndarray, limit: float, all_of_them: bool) -> np.ndarray:
        """How much (K, T) a key would help at each frame: where an error is above `limit`, for the track that has the greatest part in it,
        or with `all_of_them` for each that has any."""
        moved = np.sqrt(((self.measure * (values - self.values)).sum(axis=1) ** 2).sum(axis=0))
        blame = np.zeros(moved.shape)
        tracks_of = self._spin[:, self.tracks.bones] > 0
        tracks_of[:, self._placing] = self._path[:, self.tracks.bones[self._placing]] > 0
        turning = tracks_of.copy()
        turning[:, self._placing] = False

        def spread(bone: int, frame: int, share: float, lever: bool) -> None:
            chosen = np.flatnonzero((tracks_of if lever else turning)[bone])
            if not len(chosen):
                return
            part = moved[chosen, frame]
            if lever:
                ways = np.linalg.norm(self._places[bone, frame] - self._places[self.tracks.bones[chosen], frame], axis=-1)
                part = part * np.where(np.isin(chosen, self._placing), 1.0, ways)
            best = chosen if all_of_them else chosen[[int(np.argmax(part))]]
            blame[best, frame] = np.maximum(blame[best, frame], share)

        for track in self._rotating:
            own = errors.turn[self.tracks.bones[track]]
            blame[track] = np.where(own > limit, own, 0.0)
        for part, lever in ((errors.facing, False), (errors.place, True)):
            for bone, frame in zip(*np.nonzero(part > limit)):
                spread(bone, frame, part[bone, frame], lever)
        for part, later in ((errors.slide, 1), (errors.rise, 0)):
            for foot, frame in zip(*np.nonzero(part > limit)):
                for at in {frame, frame + later}:
                    spread(self._points[foot], at, part[foot, frame], True)
        return blame

    def _of_feet(self, away: np.ndarray, weights: Errors) -> np.ndarray:
        """What the feet's weights make of their ways: forces (3, J, T)."""
        feet = away[:, self._points]
        rises = np.einsum("i,ift->ft", self._up, feet)
        level = feet - self._up[:, None, None] * rises
        steps = np.diff(level, axis=-1) * (self._pairs * weights.slide)
        force = self._up[:, None, None] * (weights.rise * rises)
        # What the steps push upwards is nothing: they are level.
        force[..., 1:] += steps
        force[..., :-1] -= steps
        return self._at_points.T @ force

    def _measured(self, bases: np.ndarray) -> np.ndarray:
        """(3, 4, K, T): how a bone turns, or its head moves, with a change of each channel of its track."""
        measure = np.zeros((3, *self.values.shape))
        exact, _locations = self.channels(self.values)
        for channel in range(4):
            stepped = self.values.copy()
            stepped[channel] += _STEP
            turns, _locations = self.channels(stepped)
            bones = self.tracks.bones[self._rotating]
            change = quaternion.multiply(turns[bones], quaternion.inverse(exact[bones]))
            change = np.where(change[..., :1] < 0, -change, change)[..., 1:] * (2.0 / _STEP)
            measure[:, channel, self._rotating] = np.moveaxis(quaternion.rotate(bases[bones], change), -1, 0)
        for track in self._placing:
            measure[:, :3, track] = self.body.to_heads[self._carried[track]][..., None]
        return measure * self.tracks.active[None, :, :, None]


def turns_of(mode: str, channels: np.ndarray) -> np.ndarray:
    """The unit quaternions (..., 4) of the channels (..., 4) of a rotation mode, as Blender takes them: quaternions normalised."""
    if mode == "QUATERNION":
        return quaternion.normalized(channels)
    if mode == "AXIS_ANGLE":
        half = 0.5 * channels[..., :1]
        return np.concatenate([np.cos(half), np.sin(half) * quaternion.normalized(channels[..., 1:4])], axis=-1)
    turn = np.array([1.0, 0.0, 0.0, 0.0])
    for axis in mode:
        index, half = "XYZ".index(axis), 0.5 * channels[..., "XYZ".index(axis)]
        step = np.zeros((*half.shape, 4))
        step[..., 0], step[..., 1 + index] = np.cos(half), np.sin(half)
        turn = quaternion.multiply(step, turn)
    return turn


def _angles(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Radians (...) between unit quaternions."""
    between = quaternion.multiply(quaternion.inverse(a), b)
    return 2.0 * np.arctan2(np.linalg.norm(between[..., 1:], axis=-1), np.abs(between[..., 0]))


def _cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cross products (3, ...)."""
    result = np.empty(np.broadcast_shapes(a.shape, b.shape))
    for axis, (one, two) in enumerate(((1, 2), (2, 0), (0, 1))):
        np.multiply(a[one], b[two], out=result[axis])
        result[axis] -= a[two] * b[one]
    return result
