"""Limbs, stances and hands in exact geometry: what the named poses are put together from."""
from __future__ import annotations

from models.pose.geometry.named_targets import OPEN, Target, aims, apart, bent, height, near, offset, tilt

SIDES = ("left", "right")
Geometry = tuple[Target, ...]
Direction = str | tuple[float, float, float]


def both(*makers: tuple) -> Geometry:
    """(function, arguments after the side …) for the left and the right; a direction "out" is each side's own outside."""
    parts: list[Target] = []
    for maker, *arguments in makers:
        for side in SIDES:
            own = [_own(argument, side) for argument in arguments]
            made = maker(side, *own)
            parts += [made] if isinstance(made, Target) else made
    return tuple(parts)


def _own(argument: object, side: str) -> object:
    if argument == "out":
        return side
    if argument == "in":
        return other(side)
    if isinstance(argument, tuple) and len(argument) == 3 and side == "right":
        return (-argument[0], *argument[1:])
    return argument.replace("{side}", side).replace("{other}", other(side)) if isinstance(argument, str) else argument


def other(side: str) -> str:
    return "right" if side == "left" else "left"


# Arms.

def hand_on(side: str, point: str, most: float = 0.065) -> Target:
    """The palm touches the point."""
    return near(f"{side}_palm", point, most)


def near_hand(side: str, point: str, most: float) -> Target:
    """The hand as a whole is about there."""
    return near(f"{side}_hand", point, most)


def tips_on(side: str, point: str, most: float = 0.055) -> Target:
    """The fingertips touch the point."""
    return near(f"{side}_fingertips", point, most)


def arm(side: str, direction: Direction, within: float = 18, elbow: tuple[float, float] = (0, 22)) -> Geometry:
    return (aims(f"{side}_shoulder", f"{side}_wrist", direction, within), bent(f"{side}_elbow", *elbow))


def upper_arm(side: str, direction: Direction, within: float = 25) -> Target:
    return aims(f"{side}_shoulder", f"{side}_elbow", direction, within)


def forearm(side: str, direction: Direction, within: float = 25) -> Target:
    return aims(f"{side}_elbow", f"{side}_wrist", direction, within)


def elbow(side: str, low: float, high: float) -> Target:
    return bent(f"{side}_elbow", low, high)


def palm(side: str, direction: Direction, within: float = 40) -> Target:
    return aims(f"{side}_back_of_hand", f"{side}_palm", direction, within)


def fingers(side: str, direction: Direction, within: float = 40) -> Target:
    return aims(f"{side}_wrist", f"{side}_fingertips", direction, within)


def thumb(side: str, direction: Direction, within: float = 40) -> Target:
    return aims(f"{side}_hand", f"{side}_thumb_side", direction, within)


def hanging(*sides: str) -> Geometry:
    """Arms loose along the torso."""
    parts: list[Target] = []
    for side in sides or SIDES:
        parts += [aims(f"{side}_shoulder", f"{side}_elbow", "down", 24, "spine3"), aims(f"{side}_elbow", f"{side}_wrist", "down", 36, "spine3"),
                  bent(f"{side}_elbow", 0, 40)]
    return tuple(parts)


def hand_from(side: str, point: str, forward: tuple[float, float], up: tuple[float, float], outward: tuple[float, float],
              frame: str = "spine3") -> Geometry:
    """Where the hand is from a point, along the axes of a frame, metres."""
    hand = f"{side}_hand"
    return (offset(point, hand, "forward", *forward, frame=frame), offset(point, hand, "up", *up, frame=frame),
            offset(point, hand, side, *outward, frame=frame))


# Trunk and head.

def upright(within: float = 11) -> Geometry:
    return (aims("pelvis", "neck", "up", within), aims("spine3", "chest_front", "forward", 20))


def leaning(direction: str, low: float, high: float) -> Geometry:
    """The torso leans so many degrees from the vertical towards `direction`."""
    ends = {"forward": "back", "back": "forward", "left": "right", "right": "left"}
    return (tilt("pelvis", "neck", "up", low, high), tilt("pelvis", "neck", direction, max(0, 90 - high - 5), 90 - low + 5),
            tilt("pelvis", "neck", ends[direction], 90 + low - 5, 180))


def gaze(direction: Direction, within: float = 18) -> Target:
    return aims("skull", "gaze", direction, within)


def chest_faces(direction: Direction, within: float = 20) -> Target:
    return aims("spine3", "chest_front", direction, within)


def pelvis_faces(direction: Direction, within: float = 20) -> Target:
    return aims("pelvis", "pelvis_front", direction, within)


HEAD_LEVEL: Geometry = (gaze("forward", 16), aims("skull", "skull_top", "up", 18))
HEAD_WITH_CHEST: Geometry = (Target("angle", "skull", "gaze", 0, 22, against=("spine3", "chest_front")),)


# Legs.

def thigh(side: str, direction: Direction, within: float = 20) -> Target:
    return aims(f"{side}_hip", f"{side}_knee", direction, within)


def shin(side: str, direction: Direction, within: float = 20) -> Target:
    return aims(f"{side}_knee", f"{side}_ankle", direction, within)


def knee(side: str, low: float, high: float) -> Target:
    return bent(f"{side}_knee", low, high)


def leg(side: str, direction: Direction, within: float = 18, bend: tuple[float, float] = (0, 20)) -> Geometry:
    return (aims(f"{side}_hip", f"{side}_ankle", direction, within), bent(f"{side}_knee", *bend))


def flat(*sides: str) -> Geometry:
    """The sole lies on the floor."""
    return tuple(height(f"{side}_{part}", 0, 0.03) for side in sides or SIDES for part in ("heel", "ball"))


def toes_ahead(*sides: str, within: float = 40) -> Geometry:
    return tuple(aims(f"{side}_heel", f"{side}_ball", "forward", within) for side in sides or SIDES)


def feet(low: float, high: float) -> Geometry:
    """How far apart the ankles are from left to right; side by side."""
    return (offset("right_ankle", "left_ankle", "left", low, high), offset("right_ankle", "left_ankle", "forward", -0.14, 0.14))


def over_feet() -> Geometry:
    """The weight is between the feet."""
    return (offset("left_sole", "centre_of_mass", "right", -0.04), offset("right_sole", "centre_of_mass", "left", -0.04),
            offset("left_sole", "centre_of_mass", "forward", -0.15, 0.17), offset("right_sole", "centre_of_mass", "forward", -0.15, 0.17))


def over(side: str, room: float = 0.09) -> Geometry:
    """The weight is over one foot."""
    return (offset(f"{side}_sole", "centre_of_mass", "left", -room, room), offset(f"{side}_sole", "centre_of_mass", "forward", -room - 0.02, room + 0.02))


def standing(low: float = 0.06, high: float = 0.36, bend: float = 18) -> Geometry:
    return (*flat(), *toes_ahead(), *feet(low, high), *over_feet(), *both((knee, 0, bend)), *both((leg, "down", 18, (0, bend))))


def planted() -> Geometry:
    """Both soles on the floor, somehow apart, the weight between them."""
    return (*flat(), *both((knee, 0, 45)), offset("right_ankle", "left_ankle", "left", 0.0, 0.7), offset("right_ankle", "left_ankle", "forward", -0.5, 0.5),
            offset("right_ankle", "centre_of_mass", "left", -0.1, 0.7), offset("left_ankle", "centre_of_mass", "right", -0.1, 0.7))


def on_one_leg(side: str) -> Geometry:
    return (*flat(side), *toes_ahead(side), knee(side, 0, 15), *over(side), aims(f"{side}_hip", f"{side}_ankle", "down", 14))


def aim_arm(side: str, direction: Direction, within: float) -> Target:
    return aims(f"{side}_shoulder", f"{side}_wrist", direction, within)


def aim_down(side: str, within: float) -> Target:
    return aim_arm(side, "down", within)


def tip_out(side: str) -> Target:
    """The foot lies outside its hip, beside the seat."""
    return offset(f"{side}_hip", f"{side}_heel", side, 0.06, 0.4)


def turned_out(side: str, low: float, high: float) -> Target:
    """Degrees by which the foot points outwards."""
    return tilt(f"{side}_heel", f"{side}_ball", side, 90 - high, 90 - low)


def forearm_near(side: str, point: str, most: float) -> Target:
    return near(f"{side}_forearm", point, most)


def hand_near_knee(side: str, most: float) -> Target:
    return near(f"{side}_hand", f"{side}_kneecap", most)


def chair_low() -> Geometry:
    """Seated low, as in a car: knees up to 20 degrees above the hips, shins slanting forward."""
    return (*both((thigh, (0.1, 0.15, 1.0), 24)), *both((shin, (0, -1.0, 0.35), 28)), *(height(f"{side}_heel", 0, 0.04) for side in SIDES))


def off_floor(side: str, low: float, high: float = OPEN) -> Geometry:
    return tuple(height(f"{side}_{part}", low, high) for part in ("heel", "toes"))


def chair(*sides: str) -> Geometry:
    """Seated: thighs level, shins down."""
    return tuple(part for side in sides or SIDES for part in (
        tilt(f"{side}_hip", f"{side}_knee", "up", 80, 100), aims(f"{side}_hip", f"{side}_knee", "forward", 32), shin(side, "down", 18), *flat(side)))


def knee_down(side: str, most: float = 0.03) -> Geometry:
    return (height(f"{side}_kneecap", 0, most), height(f"{side}_toes", 0, 0.06))


def touching(side: str, point: str, other_point: str, most: float = 0.05) -> Target:
    return near(f"{side}_{point}", other_point, most)


__all__ = [name for name in dir() if not name.startswith("_")]
