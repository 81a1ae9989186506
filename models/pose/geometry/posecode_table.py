"""The posecodes themselves: names, and the ranges that decide them.

Limits are what a viewer of our mannequin (1.72 m) would agree with, so neighbouring words leave a gap between them: in the gap,
neither is said. Words for heights and for directions of an arm belong to a body whose torso stands up; for lying bodies there
are words of their own.
"""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import torch

from models.pose.geometry.landmarks import Measure, angle, dot
from models.pose.geometry.measures import (
    Range, Touch, ahead_of, along_torso, apart, arm_angle, aside_of, before, beside, chest_turn, degrees, elbow, elevation,
    forearm_angle, forward_lean, gap, head_roll, head_turn, height_apart, higher_foot, hip_fold, hips_behind_feet,
    hips_beside_feet, joint_height, joint_rise, knee, left_lean, leg_angle, less_bent_knee, level_apart, lower_foot,
    lower_knee, lowest, more_bent_knee, near_face, nearer, points, rise, rise_over_joint, seat, spine_curl, thigh_angle,
    torso_tilt, trunk_height, upper_arm_angle, wrists_cross,
)

SIDES = (("left", "right"), ("right", "left"))
#: Metres of air that still pass for touching: clips were made by bodies of other builds than ours.
TOUCH = 0.045
_UPRIGHT = degrees(torso_tilt, high=45)
_NOT_UPSIDE_DOWN = degrees(torso_tilt, high=120)

#: A name and its ranges.
Code = tuple[str, tuple[Range, ...]]


def _arm_codes(side: str, other: str) -> Iterable[Code]:
    hand, shoulder, wrist = f"{side} hand", f"{side}_shoulder", f"{side}_wrist"
    bent = elbow(side)
    yield f"{side} elbow straight", (degrees(bent, high=25),)
    yield f"{side} elbow slightly bent", (degrees(bent, 32, 60),)
    yield f"{side} elbow at 90 degrees", (degrees(bent, 73, 107),)
    yield f"{side} elbow fully bent", (degrees(bent, 122),)

    straight = degrees(bent, high=38)
    directions = {
        "stretched forward": (1, 0, 0), "stretched out to the side": (0, 1, 0), "stretched up": (0, 0, 1),
        "stretched diagonally up to the side": (0, 1, 1), "stretched diagonally up forward": (1, 0, 1),
        "stretched diagonally down to the side": (0, 1, -1), "stretched diagonally down forward": (1, 0, -1),
        "stretched diagonally forward and to the side": (1, 1, 0),
    }
    for words, direction in directions.items():
        wide = 27 if sum(map(abs, direction)) == 1 else 19
        yield f"{side} arm {words}", (_UPRIGHT, straight, degrees(arm_angle(side, *direction), high=wide))
    yield f"{side} arm stretched backwards", (_UPRIGHT, straight, degrees(arm_angle(side, -1, 0, -0.7), high=27))
    yield f"{side} arm hanging down", (
        _NOT_UPSIDE_DOWN, straight, degrees(arm_angle(side, 0, 0, -1), high=22), Range(gap(hand, "left foot"), 0.05),
        Range(gap(hand, "right foot"), 0.05),
    )
    yield f"{side} arm hanging beside the thigh", (
        degrees(torso_tilt, high=25), straight, degrees(arm_angle(side, 0, 0, -1), high=20),
        Range(gap(hand, f"{side} thigh"), high=0.14),
    )
    yield f"{side} arm stretched past the head", (
        degrees(torso_tilt, 60), degrees(bent, high=45), Range(along_torso(f"{side} palm"), 0.88),
    )
    yield f"{side} upper arm level to the side", (_UPRIGHT, degrees(upper_arm_angle(side, 0, 1, 0), high=24))
    yield f"{side} upper arm level forward", (_UPRIGHT, degrees(upper_arm_angle(side, 1, 0, 0), high=26))
    yield f"{side} elbow above the shoulder", (_UPRIGHT, Range(joint_rise(f"{side}_elbow", shoulder), 0.10))
    yield f"{side} elbow tucked against the side", (Range(gap(f"{side} elbow", f"{side} flank"), high=0.05), degrees(bent, 45))
    yield f"{side} elbow out to the side", (_UPRIGHT, degrees(bent, 50), degrees(upper_arm_angle(side, 0, 1, -0.7), high=28))
    yield f"{side} elbow behind the back", (_UPRIGHT, degrees(bent, 45), degrees(upper_arm_angle(side, -1, 0, -0.8), high=28))
    yield f"{side} forearm pointing up", (_UPRIGHT, degrees(bent, 50), degrees(forearm_angle(side, 0, 0, 1), high=24))
    yield f"{side} forearm pointing forward", (_UPRIGHT, degrees(bent, 50), degrees(forearm_angle(side, 1, 0, 0), high=24))
    yield f"{side} palm facing up", (degrees(points(wrist, 1, -1.0), 55),)
    yield f"{side} palm facing forward", (
        _UPRIGHT, degrees(_palm_forward(side), high=35), Range(rise(f"{side} palm", "belly"), 0.0),
    )


@cache
def _palm_forward(side: str) -> Measure:
    return lambda body: angle(-body.axis(f"{side}_wrist", 1), body.chest_frame[1])


def _hand_place_codes(side: str, other: str) -> Iterable[Code]:
    palm, hand = f"{side} palm", f"{side} hand"
    shoulder = f"{side}_shoulder"
    over_shoulder = rise_over_joint(palm, shoulder)
    yield f"{side} hand on the floor", (Range(lowest(hand), high=0.05), Range(joint_height(f"{side}_wrist"), high=0.22))
    yield f"{side} hand below the knees", (
        Range(rise_over_joint(palm, "left_knee"), high=-0.06), Range(rise_over_joint(palm, "right_knee"), high=-0.06),
        Range(lower_knee, 0.20),
    )
    yield f"{side} hand at hip height", (_UPRIGHT, Range(rise_over_joint(palm, "pelvis"), -0.14, 0.06))
    yield f"{side} hand at waist height", (_UPRIGHT, Range(rise_over_joint(palm, "spine1"), -0.07, 0.09))
    yield f"{side} hand at chest height", (_UPRIGHT, Range(rise(palm, "chest"), -0.10, 0.06))
    yield f"{side} hand at shoulder height", (_UPRIGHT, Range(over_shoulder, -0.07, 0.08))
    yield f"{side} hand at head height", (_UPRIGHT, Range(rise(palm, "nose"), -0.06, 0.11))
    yield f"{side} hand above the head", (_UPRIGHT, Range(rise(palm, "top of the head"), 0.06))
    yield f"{side} hand above the shoulder", (_UPRIGHT, Range(over_shoulder, 0.12))
    yield f"{side} hand in front of the body", (
        _NOT_UPSIDE_DOWN, Range(before(palm), 0.25), Range(beside(palm, side), -0.20, 0.30),
        Range(along_torso(palm), -0.12, 0.50),
    )
    yield f"{side} hand out to the side", (_UPRIGHT, Range(beside(palm, side), 0.50), degrees(arm_angle(side, 0, 1, 0), high=52))
    yield f"{side} hand behind the back", (
        Range(before(palm), high=-0.09), Range(beside(palm, side), -0.25, 0.13), Range(along_torso(palm), -0.08, 0.45),
    )
    yield f"{side} hand behind the body", (Range(before(palm), high=-0.20), Range(along_torso(palm), -0.25, 0.50))
    yield f"{side} hand across the body", (
        Range(beside(palm, side), high=-0.07), Range(before(palm), 0.06), Range(along_torso(palm), -0.05, 0.55),
    )
    yield f"{side} hand higher than the {other} hand", (_UPRIGHT, Range(rise(palm, f"{other} palm"), 0.30))


def _contact_codes(side: str, other: str) -> Iterable[Code]:
    hand = f"{side} hand"

    def touches(part: str, air: float = TOUCH) -> Range:
        return Touch(gap(hand, part), high=air)

    yield f"{side} hand on the {side} hip", (touches(f"{side} hip"), degrees(elbow(side), 45))
    yield f"{side} hand on the {other} hip", (touches(f"{other} hip"),)
    yield f"{side} hand on the {side} thigh", (touches(f"{side} thigh"), degrees(_thigh_or_torso_bent(side), 35))
    yield f"{side} hand on the {other} thigh", (touches(f"{other} thigh"), degrees(_thigh_or_torso_bent(other), 35))
    yield f"{side} hand on the {side} knee", (touches(f"{side} knee"),)
    yield f"{side} hand on the {other} knee", (touches(f"{other} knee"),)
    yield f"{side} hand on the {side} shin", (touches(f"{side} shin"),)
    yield f"{side} hand on the {other} shin", (touches(f"{other} shin"),)
    yield f"{side} hand touching the {side} foot", (touches(f"{side} foot", 0.055),)
    yield f"{side} hand touching the {other} foot", (touches(f"{other} foot", 0.055),)
    yield f"{side} hand touching the {side} toes", (touches(f"{side} toes", 0.065),)
    yield f"{side} hand touching the {other} toes", (touches(f"{other} toes", 0.065),)
    yield f"{side} hand on the belly", (
        touches("belly"), Range(beside(f"{side} palm", side), high=0.14), Range(before(f"{side} palm"), 0.04),
    )
    yield f"{side} hand on the chest", (touches("chest"), Range(before(f"{side} palm"), 0.04))
    yield f"{side} hand on the {side} shoulder", (touches(f"{side} shoulder", 0.035),)
    yield f"{side} hand on the {other} shoulder", (touches(f"{other} shoulder", 0.035),)
    yield f"{side} hand on the {other} elbow", (touches(f"{other} elbow", 0.035),)
    yield f"{side} hand on the {other} upper arm", (touches(f"{other} upper arm", 0.035),)
    yield f"{side} hand on the {other} forearm", (touches(f"{other} forearm", 0.035), Range(gap("left hand", "right hand"), 0.03))
    yield f"{side} hand at the neck", (touches("neck", 0.04), Range(gap(hand, f"{side} shoulder"), 0.015))
    cheek, ear = f"{side} cheek", f"{side} ear"
    yield f"{side} hand at the chin", (touches("chin"), Range(nearer(hand, "chin", (cheek, ear, "eyes")), high=0.0))
    yield f"{side} hand at the mouth", (touches("mouth", 0.04), Range(nearer(hand, "mouth", (cheek, ear)), high=0.0))
    yield f"{side} hand over the eyes", (touches("eyes", 0.04), Range(nearer(hand, "eyes", (cheek, ear)), high=0.0))
    yield f"{side} hand on the forehead", (
        touches("forehead", 0.04), Range(nearer(hand, "forehead", (cheek, ear, "mouth")), high=0.0),
    )
    yield f"{side} hand at the face", (Range(near_face(side), high=0.06),)
    yield f"{side} hand at the {side} ear", (touches(ear), Range(nearer(hand, ear, ("mouth", "eyes", "chin")), high=0.0))
    yield f"{side} hand on top of the head", (touches("top of the head", 0.04),)
    yield f"{side} hand on the back of the head", (touches("back of the head", 0.04), Range(_behind_ears(side), high=-0.03))
    yield f"{side} hand on the small of the back", (touches("small of the back", 0.05), Range(before(f"{side} palm"), high=-0.04))
    yield f"{side} hand on the buttocks", (Range(_near_seat(side), high=0.03), Range(before(f"{side} palm"), high=-0.10))
    yield f"{side} elbow on the {side} knee", (Touch(gap(f"{side} elbow", f"{side} knee"), high=0.06),)


@cache
def _thigh_or_torso_bent(side: str) -> Measure:
    """Degrees between the thigh and the torso's line on: a hand merely hanging lies along a thigh that is not bent."""
    return lambda body: angle(body.joint(f"{side}_hip") - body.joint(f"{side}_knee"), body.torso_up)


@cache
def _behind_ears(side: str) -> Measure:
    return lambda body: dot(body.part(f"{side} palm") - body.part(f"{side} ear"), body.axis("head", 2))


@cache
def _near_seat(side: str) -> Measure:
    gaps = [gap(f"{side} hand", f"{buttock} buttock") for buttock in ("left", "right")]
    return lambda body: torch.minimum(*map(body.value, gaps))


def _two_hand_codes() -> Iterable[Code]:
    together = Touch(gap("left hand", "right hand"), high=0.05)
    front = (Range(before("left palm"), 0.10), Range(before("right palm"), 0.10))
    yield "hands together", (together,)
    yield "hands together in front of the chest", (
        together, *front, Range(along_torso("left palm"), 0.22, 0.47), Range(along_torso("right palm"), 0.22, 0.47),
    )
    yield "hands together above the head", (
        together, _UPRIGHT, Range(rise("left palm", "top of the head"), 0.05), Range(rise("right palm", "top of the head"), 0.05),
    )
    yield "hands together low in front", (
        together, _UPRIGHT, *front, Range(along_torso("left palm"), -0.30, 0.12), Range(along_torso("right palm"), -0.30, 0.12),
    )
    yield "hands together behind the back", (
        together, Range(before("left palm"), high=-0.09), Range(before("right palm"), high=-0.09),
        Range(along_torso("left palm"), high=0.42),
    )
    crossed = (
        Range(along_torso("left palm"), 0.12, 0.50), Range(along_torso("right palm"), 0.12, 0.50),
        *(Range(before(f"{side} palm"), 0.05) for side, _ in SIDES),
    )
    yield "arms crossed on the chest", (
        *crossed, Range(wrists_cross, 0.05), *(degrees(elbow(side), 60) for side, _ in SIDES),
        *(Range(_near_other_arm(side), high=0.08) for side, _ in SIDES),
    )
    yield "wrists crossed in front", (
        Range(gap("left forearm", "right forearm"), high=0.06), Range(wrists_cross, 0.03), Range(before("left palm"), 0.10),
        Range(before("right palm"), 0.10),
    )
    yield "hands shoulder-width apart", (
        Range(apart("left_wrist", "right_wrist"), 0.28, 0.50), Range(before("left palm"), 0.15),
        Range(before("right palm"), 0.15),
    )
    yield "hands wide apart", (Range(apart("left_wrist", "right_wrist"), 1.05),)


@cache
def _near_other_arm(side: str) -> Measure:
    other = "right" if side == "left" else "left"
    gaps = [gap(f"{side} hand", f"{other} {part}") for part in ("upper arm", "elbow")]
    return lambda body: torch.minimum(*map(body.value, gaps))


def _leg_codes(side: str, other: str) -> Iterable[Code]:
    bent, foot = knee(side), lowest(f"{side} foot")
    hip, ankle = f"{side}_hip", f"{side}_ankle"
    yield f"{side} knee straight", (degrees(bent, high=22),)
    yield f"{side} knee slightly bent", (degrees(bent, 28, 55),)
    yield f"{side} knee at 90 degrees", (degrees(bent, 73, 107),)
    yield f"{side} knee fully bent", (degrees(bent, 122),)
    thigh = elevation(hip, f"{side}_knee")
    yield f"{side} thigh level", (degrees(thigh, -20, 20), degrees(thigh_angle(side, 1, 0.35, 0), high=45))
    yield f"{side} knee pulled up", (
        _UPRIGHT, degrees(thigh, -22), degrees(thigh_angle(side, 1, 0.2, 0.3), high=55), degrees(bent, 50), Range(foot, 0.18),
    )
    straight = degrees(bent, high=38)
    yield f"{side} leg lifted forward", (
        straight, degrees(leg_angle(side, 1, 0, -0.4), high=42), Range(foot, 0.15), _NOT_UPSIDE_DOWN,
    )
    yield f"{side} leg lifted to the side", (
        straight, degrees(leg_angle(side, 0, 1, -0.5), high=40), Range(foot, 0.15), _NOT_UPSIDE_DOWN,
    )
    yield f"{side} leg lifted backwards", (
        straight, degrees(leg_angle(side, -1, 0, -0.5), high=42), Range(foot, 0.15), Range(lowest(f"{side} knee"), 0.15),
        _NOT_UPSIDE_DOWN,
    )
    yield f"{side} leg stretched forward", (
        degrees(bent, high=32), degrees(leg_angle(side, 1, 0, -0.2), high=32), _NOT_UPSIDE_DOWN,
    )
    yield f"{side} leg stretched out to the side", (
        degrees(bent, high=32), degrees(leg_angle(side, 0, 1, -0.8), high=22), _UPRIGHT,
    )
    yield f"{side} leg stretched backwards", (
        degrees(bent, high=38), degrees(leg_angle(side, -1, 0, -0.8), high=24), degrees(torso_tilt, high=75),
    )
    yield f"{side} foot off the floor", (Range(foot, 0.08),)
    yield f"{side} foot lifted high", (Range(foot, 0.38),)
    yield f"{side} heel kicked up behind", (
        degrees(bent, 65), Range(ahead_of(ankle, f"{side}_knee"), high=-0.25), Range(foot, 0.22),
        Range(lowest(f"{side} knee"), 0.15),
    )
    yield f"{side} heel off the floor", (
        Range(lowest(f"{side} heel"), 0.06), Range(lowest(f"{side} toes"), high=0.03), Range(lowest(f"{side} knee"), 0.12),
    )
    yield f"{side} knee on the floor", (Range(lowest(f"{side} knee"), high=0.06),)
    yield f"{side} foot on the {other} knee", (
        Touch(gap(f"{side} foot", f"{other} knee"), high=0.035), Range(lowest(f"{side} foot"), 0.15),
    )
    yield f"{side} foot on the {other} thigh", (
        Touch(gap(f"{side} foot", f"{other} thigh"), high=0.03), Range(lowest(f"{side} foot"), 0.15),
    )
    standing_feet = (Range(height_apart("left_ankle", "right_ankle"), high=0.15), Range(higher_foot, high=0.12))
    yield f"{side} foot in front of the {other} foot", (*standing_feet, Range(ahead_of(ankle, f"{other}_ankle"), 0.18))
    yield f"{side} foot far in front of the {other} foot", (*standing_feet, Range(ahead_of(ankle, f"{other}_ankle"), 0.50))
    yield f"standing on the {side} leg", (
        Range(foot, high=0.04), Range(lowest(f"{other} foot"), 0.10), degrees(bent, high=60), Range(joint_height("pelvis"), 0.70),
        Range(lowest("left hand"), 0.05), Range(lowest("right hand"), 0.05), Range(level_apart("pelvis", ankle), high=0.42),
    )
    yield f"lunging with the {side} leg in front", (
        Range(ahead_of(ankle, f"{other}_ankle"), 0.50), degrees(bent, 50, 125), degrees(knee(other), high=105),
        Range(higher_foot, high=0.12), Range(joint_height("pelvis"), 0.35, 0.80), degrees(torso_tilt, high=65),
        Range(lowest(f"{side} knee"), 0.2), Range(lowest(f"{other} knee"), 0.06),
    )
    yield f"kneeling on the {side} knee", (
        Range(lowest(f"{side} knee"), high=0.06), Range(lowest(f"{other} knee"), 0.20),
        Range(lowest(f"{other} foot"), high=0.06),
        degrees(torso_tilt, high=35), Range(seat, 0.08), Range(level_apart("pelvis", f"{side}_knee"), high=0.45),
        degrees(knee(other), 50, 135),
    )


def _two_leg_codes() -> Iterable[Code]:
    ankles = ("left_ankle", "right_ankle")
    on_floor = Range(higher_foot, high=0.10)
    level = Range(ahead_of(*ankles), -0.18, 0.18)
    yield "feet together", (on_floor, Range(level_apart(*ankles), high=0.15))
    yield "feet hip-width apart", (on_floor, level, Range(aside_of(*ankles), 0.17, 0.30))
    yield "feet apart", (on_floor, Range(aside_of(*ankles), 0.37, 0.72))
    yield "feet very wide apart", (on_floor, Range(aside_of(*ankles), 0.78))
    yield "legs crossed", (Range(aside_of(*ankles), high=-0.05), Range(seat, 0.25), Range(lower_knee, 0.2))
    yield "sitting cross-legged", (
        Range(seat, high=0.06), _UPRIGHT, *(degrees(knee(side), 80) for side, _ in SIDES), Range(aside_of(*ankles), high=0.06),
        Range(aside_of("left_knee", "right_knee"), 0.40), Range(higher_foot, high=0.25),
    )
    yield "knees together", (Range(gap("left knee", "right knee"), high=0.02),)
    yield "knees wide apart", (Range(aside_of("left_knee", "right_knee"), 0.55),)
    yield "on tiptoe", (
        *(Range(lowest(f"{side} heel"), 0.06) for side, _ in SIDES),
        *(Range(lowest(f"{side} toes"), high=0.03) for side, _ in SIDES),
        Range(joint_height("pelvis"), 0.72),
    )


def _stance_codes() -> Iterable[Code]:
    pelvis = joint_height("pelvis")
    hands_free = tuple(Range(lowest(f"{side} hand"), 0.05) for side, _ in SIDES)
    feet_down = Range(higher_foot, high=0.09)
    balanced = Range(hips_behind_feet, high=0.32)
    centred = Range(hips_beside_feet, -0.22, 0.22)
    knees_free = Range(lower_knee, 0.15)
    yield "standing", (
        Range(pelvis, 0.76), Range(lower_foot, high=0.03), degrees(torso_tilt, high=120), degrees(less_bent_knee, high=50),
    )
    yield "squatting", (
        feet_down, degrees(less_bent_knee, 58), knees_free, Range(seat, 0.08), balanced, degrees(torso_tilt, high=70),
        Range(pelvis, high=0.76), _feet_level(), centred,
    )
    yield "half squatting", (
        feet_down, degrees(less_bent_knee, 45, 105), degrees(more_bent_knee, high=115), knees_free, balanced,
        degrees(torso_tilt, high=65), Range(pelvis, 0.50, 0.80), _feet_level(), centred,
    )
    yield "squatting deeply", (
        feet_down, degrees(less_bent_knee, 105), knees_free, Range(seat, 0.05), balanced, degrees(torso_tilt, high=70),
        Range(pelvis, high=0.50), _feet_level(), centred,
    )
    yield "knees slightly bent", (
        feet_down, degrees(less_bent_knee, 25, 50), degrees(more_bent_knee, high=60), Range(pelvis, 0.72),
        degrees(torso_tilt, high=70),
    )
    thighs = tuple(degrees(elevation(f"{side}_hip", f"{side}_knee"), -28, 20) for side, _ in SIDES)
    yield "sitting as on a chair", (
        *thighs, Range(pelvis, 0.36, 0.66), Range(lower_foot, high=0.05), Range(hips_behind_feet, 0.20),
        degrees(less_bent_knee, 45, 125), degrees(torso_tilt, high=35), Range(lower_knee, 0.2),
    )
    yield "sitting on the floor", (Range(seat, high=0.06), degrees(torso_tilt, high=50))
    yield "pelvis on the floor", (Range(seat, high=0.06),)
    knees_down = tuple(Range(lowest(f"{side} knee"), high=0.06) for side, _ in SIDES)
    yield "kneeling on both knees", (
        *knees_down, degrees(torso_tilt, high=50), Range(seat, 0.06), degrees(less_bent_knee, 55), *hands_free,
    )
    yield "kneeling upright", (*knees_down, degrees(torso_tilt, high=28), Range(pelvis, 0.42), *hands_free)
    yield "sitting on the heels", (
        *knees_down, degrees(torso_tilt, high=50), degrees(less_bent_knee, 125), Range(seat, 0.05), Range(pelvis, high=0.40),
        *(Range(gap(f"{side} buttock", f"{side} foot"), high=0.08) for side, _ in SIDES),
    )
    hands_down = tuple(Range(lowest(f"{side} hand"), high=0.06) for side, _ in SIDES)
    yield "on all fours", (
        *knees_down, *hands_down, degrees(torso_tilt, 50, 115), degrees(points("pelvis", 2), high=-20), Range(pelvis, 0.25),
    )
    yield "hands and feet on the floor", (*hands_down, feet_down, Range(seat, 0.12), Range(lower_knee, 0.07))
    arms = tuple(Range(_arm_support(side), high=0.05) for side, _ in SIDES)
    yield "plank", (
        *arms, feet_down, degrees(torso_tilt, 55, 115), degrees(points("spine3", 2), high=-40), degrees(hip_fold, high=28),
        degrees(more_bent_knee, high=35), Range(lower_knee, 0.06), Range(pelvis, 0.18),
    )
    yield "hips raised in an inverted v", (
        *hands_down, feet_down, Range(pelvis, 0.55), degrees(hip_fold, 60), degrees(torso_tilt, 90),
        degrees(more_bent_knee, high=55),
    )
    back_up, front_up = degrees(points("spine3", 2), high=-45), degrees(points("spine3", 2), 45)
    yield "lying on the back", (
        front_up, degrees(torso_tilt, 60), Range(trunk_height, high=0.06), Range(seat, high=0.20),
        Range(joint_height("neck"), high=0.32),
    )
    yield "lying on the front", (back_up, degrees(torso_tilt, 60), Range(trunk_height, high=0.07), Range(pelvis, high=0.25))
    for side, other in SIDES:
        down = points("spine3", 0, 1.0 if side == "left" else -1.0)
        yield f"lying on the {side} side", (
            degrees(down, high=-50), degrees(torso_tilt, 65), Range(joint_height("neck"), high=0.36),
            Range(lowest(f"{side} hip"), high=0.16), Range(pelvis, high=0.34),
        )
    yield "lying", (
        degrees(torso_tilt, 62, 118), Range(pelvis, high=0.30), Range(trunk_height, high=0.07),
        Range(joint_height("neck"), high=0.36),
    )
    yield "upside down", (
        degrees(torso_tilt, 125), Range(joint_rise("left_ankle", "pelvis"), 0.1), Range(joint_rise("right_ankle", "pelvis"), 0.1),
    )
    reaches = [along_torso(f"{side} palm") for side, _ in SIDES]
    belly_up = (*hands_down, feet_down, degrees(points("pelvis", 2), 30))
    yield "bridge on hands and feet", (
        *belly_up, Range(seat, 0.25), degrees(torso_tilt, 98), *(Range(reach, 0.50) for reach in reaches),
    )
    yield "crab position", (
        *belly_up, Range(seat, 0.10), degrees(torso_tilt, high=92), *(Range(reach, high=0.50) for reach in reaches),
    )


@cache
def _arm_support(side: str) -> Measure:
    return lambda body: torch.minimum(body.value(lowest(f"{side} hand")), body.value(lowest(f"{side} elbow")))


def _feet_level() -> Range:
    """A squat's feet stand side by side, a lunge's one before the other."""
    return Range(ahead_of("left_ankle", "right_ankle"), -0.32, 0.32)


def _torso_codes() -> Iterable[Code]:
    steady = degrees(left_lean, -25, 25)
    yield "torso upright", (degrees(torso_tilt, high=11),)
    yield "torso leaning forward slightly", (degrees(forward_lean, 15, 32), steady)
    yield "torso leaning forward", (degrees(forward_lean, 22, 75), steady)
    yield "torso leaning forward far", (degrees(forward_lean, 40, 75), steady)
    yield "bent over", (
        degrees(forward_lean, 68, 178), steady_or_folded(), Range(joint_height("pelvis"), 0.60), Range(lower_foot, high=0.03),
        degrees(less_bent_knee, high=70),
    )
    yield "torso leaning back", (degrees(forward_lean, -60, -13), steady)
    for sign, side in ((1, "left"), (-1, "right")):
        limits = (12, 60) if sign > 0 else (-60, -12)
        yield f"torso leaning to the {side}", (degrees(left_lean, *limits), degrees(forward_lean, -50, 50))
        turn = (22, 100) if sign > 0 else (-100, -22)
        yield f"torso turned to the {side}", (degrees(chest_turn, *turn), degrees(spine_curl, -50, 60))
        head = (28, 110) if sign > 0 else (-110, -28)
        yield f"head turned to the {side}", (degrees(head_turn, *head),)
        roll = (16, 80) if sign > 0 else (-80, -16)
        yield f"head tilted to the {side}", (degrees(head_roll, *roll), degrees(points("head", 2), -45, 45))
    yield "looking up", (degrees(points("spine3", 2), high=45), _NOT_UPSIDE_DOWN, degrees(points("head", 2), 20))
    yield "looking down", (_UPRIGHT, degrees(points("head", 2), high=-27))
    yield "looking straight ahead", (_UPRIGHT, degrees(points("head", 2), -14, 12), degrees(head_turn, -16, 16))
    yield "back rounded", (degrees(spine_curl, 30),)
    yield "back arched", (degrees(spine_curl, high=-15),)


def steady_or_folded() -> Range:
    """Sideways lean says nothing of a body that hangs head down; its torso just must not lie on its side."""
    return degrees(points("spine3", 0), -30, 30)


#: Codes of a side and its other side; codes of the body.
SIDED = (_arm_codes, _hand_place_codes, _contact_codes, _leg_codes)
UNSIDED = (_two_hand_codes, _two_leg_codes, _stance_codes, _torso_codes)
