"""A path over the floor: where a motion begins on it, how a body gets there, and how it is walked. NumPy only.

Places are x and z in motion space, metres; angles are radians about +Y, 0 along +Z, as headings are.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

#: Metres: a path has to be this long; a body that stands no farther from it than this begins beside it, else at the path's start.
SHORTEST, NEAR = 0.2, 1.0
#: Of two places on the path that are about as near (m), where it comes back to itself, the earlier one counts.
_AS_NEAR = 0.25
#: What is stored of a path: a place every so many metres, at most so many places, to so many decimals.
STEP, _MOST, DECIMALS = 0.05, 500, 4
#: Metres between the places of the line that is walked.
FINE = 0.02
#: A body that goes over to the path looks this far ahead on it (m), turns at most this much a metre (radians), and sets out to turn over
#: some steps: by this much more a metre.
_AHEAD, _SHARPEST, _SHARPENS = 0.7, 2.5, 8.0
#: Within this of the path (m, radians) it is on it.
_ON = (0.01, 0.03)
#: Metres over which the rounding of corners sets in at the start, so that the line begins exactly where it should.
_ONSET = 0.5


@dataclass(frozen=True)
class Rejoined:
    """Where the motion after a block stays. While the block is made its path lies straight, and that motion stands at `made` (x, z); in the
    world it stands at `stays`, turned by `turn` (radians) from there."""

    made: tuple[float, float]
    stays: tuple[float, float]
    turn: float


@dataclass(frozen=True, eq=False)
class Path:
    """A path from where the motion begins on it, as it is stored with a take.

    points (N, 2): where it goes. cyclic: from the last point it goes on to the first. fixed: the body keeps facing as it does, else it
    faces along. fit: the motion travels as far as the path goes. leads_in: the body walks over to the path from where it stands, else it
    begins on it. name: of the curve that it came from. rejoined: motion that stays follows; then the points are those between it and the
    motion that stays before, with some metres beyond on either side.
    """

    points: np.ndarray
    cyclic: bool = False
    fixed: bool = False
    fit: bool = False
    leads_in: bool = False
    name: str = ""
    rejoined: Rejoined | None = None

    @property
    def length(self) -> float:
        """Metres; of a cyclic path once round."""
        return float(lengths(closed(self.points, self.cyclic))[-1])

    def stored(self) -> dict[str, Any]:
        """As JSON has it."""
        rejoined = None if self.rejoined is None else asdict(self.rejoined)
        return {**vars(self), "points": np.asarray(self.points).tolist(), "rejoined": rejoined}

    @classmethod
    def recalled(cls, stored: Mapping[str, Any]) -> Path:
        """The inverse of `stored`. Raises KeyError, TypeError or ValueError where it is no path."""
        points = np.array(stored["points"], dtype=np.float64)
        if points.ndim != 2 or points.shape[1] != 2 or len(points) < 2 or not np.isfinite(points).all():
            raise ValueError("a path needs places (N, 2)")
        flags = {name: bool(stored[name]) for name in ("cyclic", "fixed", "fit", "leads_in")}
        rejoined = stored.get("rejoined")
        if rejoined is not None:
            rejoined = Rejoined(*(tuple(map(float, rejoined[name])) for name in ("made", "stays")), float(rejoined["turn"]))
        return cls(points, name=str(stored["name"]), rejoined=rejoined, **flags)


@dataclass(frozen=True, eq=False)
class Line:
    """What is walked of a path, as a table over the way along it: along (N,), places (N, 2), angles (N,) without jumps. It goes straight on
    at both ends. end: how far the path goes; round: how far a cyclic one goes once round, else 0."""

    along: np.ndarray
    places: np.ndarray
    angles: np.ndarray
    end: float
    round: float

    def at(self, along: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places (T, 2) and directions (T,) after so many metres (T,)."""
        places = np.stack([np.interp(along, self.along, column) for column in self.places.T], axis=-1)
        return places, np.interp(along, self.along, self.angles)

    def ends(self, furthest: float) -> np.ndarray:
        """How far the path goes up to its end, or, where it is cyclic, up to each time round."""
        return self.end + self.round * np.arange(1 + int(furthest / self.round) if self.round else 1)


def begun(points: np.ndarray, cyclic: bool, stand: np.ndarray) -> np.ndarray:
    """The path, thinned for keeping, from where a body that stands at `stand` (2,) begins on it: beside the body, or from the start where
    that is far away.

    Raises ValueError, in a sentence for an animator, where it has no length or nothing of it is left from there.
    """
    points = closed(np.asarray(points, dtype=np.float64), cyclic)
    length = float(lengths(points)[-1]) if len(points) > 1 else 0.0
    if not np.isfinite(length) or length < SHORTEST:
        raise ValueError(f"The path is only {length:.2f} m long. Draw a longer curve, or choose another one.")
    points = spaced(points, max(STEP, length / _MOST))
    first = nearest_point(points, stand)
    if cyclic:
        return np.round(np.concatenate([points[first:-1], points[:first]]), DECIMALS)
    if first and lengths(points[first:])[-1] < SHORTEST:
        raise ValueError(
            "The character stands at the end of the path. Move it to the path's start, or turn the curve around (Segments > Switch "
            "Direction in Edit Mode).")
    return np.round(points[first:], DECIMALS)


def walked(path: Path, start: tuple[np.ndarray, float], furthest: float, rounding: float) -> Line:
    """The line that a motion of `furthest` metres walks.

    start: where the body stands and which way it goes, from where it walks over if the path leads in. Corners are rounded over about
    `rounding` metres on either side, as somebody does who walks so fast that a step is about that long.
    """
    margin = 4 * rounding + _ONSET
    fine, end, once = _fine(path, furthest + margin)
    if path.leads_in:
        left = len(fine) - end
        fine = _led_in(fine, *start, round((furthest + margin) / FINE))
        end = max(len(fine) - left, 1)
    ahead = direction(start[1]) if path.leads_in else unit(fine[min(5, len(fine) - 1)] - fine[0])
    before = fine[0] - ahead * FINE * np.arange(round((furthest + margin) / FINE), 0, -1)[:, None]
    zero = len(before)
    raw = np.concatenate([before, fine])
    onset = _onset(len(raw), zero)
    places = raw + onset[:, None] * (softened(raw, rounding, true=True) - raw)
    along = lengths(places)
    steps = np.gradient(places, axis=0)
    angles = np.unwrap(np.arctan2(steps[:, 0], steps[:, 1]))
    # A body turns into a corner before it is there, and goes on turning after it.
    angles = angles + onset * (softened(angles[:, None], rounding, true=False)[:, 0] - angles)
    along -= along[zero]
    ends, next_time = _reached(along, zero + end), _reached(along, zero + end + once)
    return Line(along, places, angles, ends, next_time - ends)


def nearest_point(points: np.ndarray, stand: np.ndarray) -> int:
    """The point at which a body begins: the first of those that are about nearest; 0 where all are far."""
    away = np.linalg.norm(points - stand, axis=-1)
    if away.min() > NEAR:
        return 0
    close = away < away.min() + _AS_NEAR
    first = int(np.argmax(close))
    # Within the first stretch of the path that is close, the nearest place.
    stretch = int(np.argmin(close[first:])) or len(close) - first
    return first + int(np.argmin(away[first:first + stretch]))


def _fine(path: Path, beyond: float) -> tuple[np.ndarray, int, int]:
    """The path finely, as far as it is needed, and `beyond` metres more where it ends before (round again, or straight on); how many steps
    it goes, and how many it goes once round (0: it does not)."""
    points = closed(path.points, path.cyclic)
    along = lengths(points)
    steps, needed = max(1, round(along[-1] / FINE)), 1 + round(beyond / FINE)
    # A path that is walked round is measured once more round, too.
    count = needed + 2 * steps * (steps < needed) if path.cyclic else min(steps, needed)
    wanted = np.arange(count + 1) * along[-1] / steps
    wanted = wanted % along[-1] if path.cyclic else np.minimum(wanted, along[-1])
    fine = np.stack([np.interp(wanted, along, column) for column in points.T], axis=-1)
    if not path.cyclic and count == steps:
        ahead = unit(fine[-1] - fine[max(len(fine) - 6, 0)])
        fine = np.concatenate([fine, fine[-1] + ahead * FINE * np.arange(1, 1 + needed)[:, None]])
    return fine, steps, steps if path.cyclic else 0


def _reached(along: np.ndarray, index: int) -> float:
    """How far it is to the point `index` of an evenly spaced line (N,), which may lie beyond it."""
    beyond = max(0, index - (len(along) - 1))
    return float(along[index - beyond]) + beyond * FINE


def _led_in(points: np.ndarray, place: np.ndarray, angle: float, most: int) -> np.ndarray:
    """The way from a place, at first in the direction `angle`, over to the points and on along them: always towards a place a little
    ahead on the path, turning no more sharply than a person does. At most `most` steps of it."""
    ahead, reach, nearest, bend, way = round(_AHEAD / FINE), round(0.5 / FINE), 0, 0.0, [np.asarray(place, dtype=np.float64)]
    for _ in range(most):
        window = points[nearest:nearest + reach]
        nearest += int(np.argmin(np.linalg.norm(window - way[-1], axis=-1)))
        if nearest >= len(points) - 2:
            break
        off = turned_back(_angle(points[nearest + 1] - points[nearest]) - angle)
        if np.linalg.norm(points[nearest] - way[-1]) < _ON[0] and abs(off) < _ON[1]:
            break
        turn = turned_back(_angle(points[min(nearest + ahead, len(points) - 1)] - way[-1]) - angle)
        wanted = float(np.clip(2 * turn / _AHEAD, -_SHARPEST, _SHARPEST))
        bend += float(np.clip(wanted - bend, -_SHARPENS * FINE, _SHARPENS * FINE))
        angle += FINE * bend
        way.append(way[-1] + FINE * direction(angle))
    return np.concatenate([np.array(way), points[nearest + 1:]])


def softened(values: np.ndarray, spread: float, true: bool) -> np.ndarray:
    """Values (N, C) of an evenly spaced line under a Gaussian of `spread` metres; both ends go straight on.

    true: gentle bends keep their radius: twice the smoothed line less the one smoothed again.
    """
    reach = int(np.ceil(4 * spread / FINE))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * FINE / spread) ** 2)
    kernel /= kernel.sum()
    if true:
        kernel, reach = 2 * np.pad(kernel, reach) - np.convolve(kernel, kernel), 2 * reach
    padded = np.concatenate([
        values[0] + (values[0] - values[1]) * np.arange(reach, 0, -1)[:, None], values,
        values[-1] + (values[-1] - values[-2]) * np.arange(1, reach + 1)[:, None]])
    return np.stack([np.convolve(column, kernel, mode="valid") for column in padded.T], axis=-1)


def _onset(count: int, zero: int) -> np.ndarray:
    """0 at the point `zero`, where place and direction stay, rising smoothly to 1 on either side: (N,)."""
    share = np.clip(np.abs(np.arange(count) - zero) * FINE / _ONSET, 0, 1)
    return share * share * (3 - 2 * share)


def spaced(points: np.ndarray, step: float) -> np.ndarray:
    """Points about `step` apart along the same line, both ends kept."""
    along = lengths(points)
    wanted = np.linspace(0, along[-1], max(2, 1 + round(along[-1] / step)))
    return np.stack([np.interp(wanted, along, column) for column in points.T], axis=-1)


def closed(points: np.ndarray, cyclic: bool) -> np.ndarray:
    return np.concatenate([points, points[:1]]) if cyclic else points


def lengths(points: np.ndarray) -> np.ndarray:
    """How far (N,) it is along the points to each of them."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=-1))])


def _angle(way: np.ndarray) -> float:
    return float(np.arctan2(way[0], way[1]))


def direction(angle: float) -> np.ndarray:
    return np.array([np.sin(angle), np.cos(angle)])


def unit(way: np.ndarray) -> np.ndarray:
    return way / max(float(np.linalg.norm(way)), 1e-9)


def turned_back(angle: float) -> float:
    """The same direction within half a turn of 0."""
    return float((angle + np.pi) % (2 * np.pi) - np.pi)
