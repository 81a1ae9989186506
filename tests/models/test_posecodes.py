"""Posecodes tell the truth of built poses, never mix left and right up, and lead a pose to what it should show."""
from __future__ import annotations

import time

import numpy as np
import pytest
import torch

from models import rotation
from models.skeleton import JOINT_INDEX, MIRROR
from models.pose.geometry.landmarks import PARTS, Landmarks
from models.pose.geometry.posecodes import INDEX, NAMES, POSECODES, holding, mirrored

ARMS_DOWN = {"left_shoulder": (0, 0, -80), "right_shoulder": (0, 0, 80)}


def pose(**degrees) -> torch.Tensor:
    """(1, 132): joints turned by rotation vectors in degrees, in the axes of the rest pose."""
    turns = np.zeros((22, 3))
    for joint, turn in degrees.items():
        turns[JOINT_INDEX[joint]] = np.radians(turn)
    return torch.from_numpy(rotation.to_6d(rotation.from_axis_angle(turns)).reshape(1, 132)).float()


def mirror_image(poses: torch.Tensor) -> torch.Tensor:
    signs = torch.tensor([1.0, -1, -1, -1, 1, 1])
    return (poses.reshape(-1, 22, 6)[:, list(MIRROR)] * signs).reshape(-1, 132)


def codes(one: torch.Tensor) -> set[str]:
    return {name for name, holds in zip(NAMES, holding(Landmarks.of(one))[0]) if holds}


def random_poses(count: int) -> torch.Tensor:
    generator = np.random.default_rng(0)
    turns = generator.normal(scale=0.35, size=(count, 22, 3))
    return torch.from_numpy(rotation.to_6d(rotation.from_axis_angle(turns)).reshape(count, 132)).float()


def made(names: list[str], start: torch.Tensor, steps: int = 200) -> torch.Tensor:
    """A pose near `start` that the codes' distances lead to."""
    moving = start.clone().requires_grad_()
    optimizer = torch.optim.Adam([moving], lr=0.03)
    for _ in range(steps):
        landmarks = Landmarks.of(moving)
        away = sum(POSECODES[name].distance(landmarks, margin=0.02) for name in names)
        optimizer.zero_grad()
        (60 * away + (moving - start).square().sum(-1)).sum().backward()
        optimizer.step()
    return moving.detach()


BUILT = {
    "t-pose": ({}, {"left arm stretched out to the side", "right arm stretched out to the side", "standing", "torso upright",
                    "left elbow straight", "right knee straight", "left hand at shoulder height", "hands wide apart"},
               {"left arm stretched up", "left hand above the head", "right arm hanging down", "squatting",
                "left foot off the floor"}),
    "arms down": (ARMS_DOWN, {"left arm hanging down", "right arm hanging down", "standing"},
                  {"left hand on the left hip", "left hand above the shoulder", "left hand on the left thigh"}),
    "left arm up": (ARMS_DOWN | {"left_shoulder": (0, 0, 85)},
                    {"left arm stretched up", "left hand above the head", "one hand above the head", "right arm hanging down",
                     "left hand higher than the right hand"},
                    {"right arm stretched up", "right hand above the head", "left arm hanging down"}),
    "right arm forward": (ARMS_DOWN | {"right_shoulder": (0, 88, 0)},
                          {"right arm stretched forward", "right hand in front of the body"},
                          {"left arm stretched forward", "right arm stretched backwards", "right hand behind the back"}),
    "left hand on the hip": (ARMS_DOWN | {"left_shoulder": (0, 25, -50), "left_elbow": (0, -15, -95)},
                             {"left hand on the left hip", "one hand on the hip"},
                             {"right hand on the right hip", "right hand on the left hip", "left hand on the right hip"}),
    "squat": (ARMS_DOWN | {"left_hip": (-95, 0, 0), "right_hip": (-95, 0, 0), "left_knee": (110, 0, 0), "right_knee": (110, 0, 0),
                           "pelvis": (25, 0, 0), "left_ankle": (-40, 0, 0), "right_ankle": (-40, 0, 0)},
              {"squatting"}, {"standing", "sitting on the floor", "kneeling on both knees", "left knee straight", "lying"}),
    "on the back": (ARMS_DOWN | {"pelvis": (-90, 0, 0)}, {"lying on the back", "lying"},
                    {"standing", "lying on the front", "left hand above the head", "torso upright", "lying on the left side"}),
    "on the front": (ARMS_DOWN | {"pelvis": (90, 0, 0), "left_ankle": (60, 0, 0), "right_ankle": (60, 0, 0)}, {"lying on the front"},
                     {"standing", "lying on the back", "bent over"}),
    "on the left side": (ARMS_DOWN | {"pelvis": (0, 0, -90)}, {"lying on the left side"},
                         {"lying on the right side", "lying on the back"}),
    "lean left": (ARMS_DOWN | {"spine1": (0, 0, -25)}, {"torso leaning to the left"},
                  {"torso leaning to the right", "torso upright"}),
    "bow": (ARMS_DOWN | {"spine1": (30, 0, 0), "spine2": (25, 0, 0)}, {"torso leaning forward", "standing"},
            {"torso leaning back"}),
    "look right": (ARMS_DOWN | {"neck": (0, -25, 0), "head": (0, -30, 0)}, {"head turned to the right"},
                   {"head turned to the left", "torso turned to the right", "looking straight ahead"}),
    "look up": (ARMS_DOWN | {"head": (-35, 0, 0)}, {"looking up"}, {"looking down"}),
    "twist left": (ARMS_DOWN | {"spine1": (0, 20, 0), "spine2": (0, 20, 0)}, {"torso turned to the left"},
                   {"torso turned to the right"}),
    "right knee up": (ARMS_DOWN | {"right_hip": (-90, 0, 0), "right_knee": (90, 0, 0)},
                      {"right knee pulled up", "right knee at 90 degrees", "standing on the left leg", "standing on one leg",
                       "right foot off the floor", "right thigh level"},
                      {"left knee pulled up", "standing on the right leg", "left foot off the floor"}),
    "left leg forward": (ARMS_DOWN | {"left_hip": (-70, 0, 0)}, {"left leg lifted forward"},
                         {"left leg lifted backwards", "left leg lifted to the side", "right leg lifted forward"}),
    "on the right knee": (ARMS_DOWN | {"left_hip": (-85, 0, 0), "left_knee": (88, 0, 0), "right_knee": (88, 0, 0),
                                       "right_ankle": (60, 0, 0)},
                          {"kneeling on the right knee", "right knee on the floor", "one knee on the floor"},
                          {"kneeling on the left knee", "kneeling on both knees", "standing", "squatting"}),
    "long sit": ({"left_shoulder": (0, 0, -25), "right_shoulder": (0, 0, 25), "left_hip": (-88, 0, 0), "right_hip": (-88, 0, 0)},
                 {"sitting on the floor", "left leg stretched forward", "right leg stretched forward"},
                 {"standing", "sitting as on a chair", "sitting cross-legged", "squatting"}),
}


@pytest.mark.parametrize("name", BUILT)
def test_built_poses_have_their_codes_and_not_the_opposite(name):
    turns, true, false = BUILT[name]
    found = codes(pose(**turns))
    assert true <= found
    assert not false & found


def test_the_rest_pose_stands_on_the_floor_and_its_parts_lie_on_the_mannequin():
    from models.mannequin.figure import distance

    rest = Landmarks.of(pose())
    assert float(rest.floor) == pytest.approx(-0.93, abs=1e-3)
    centres = rest.spheres[0].double().numpy() + np.array([0, 0.93, 0])
    depth, radii = -distance(centres), rest._radii.numpy()
    assert (np.abs(depth - radii) < 0.021).all()


def test_every_code_has_its_mirror_image():
    poses = random_poses(400)
    there, back = holding(Landmarks.of(poses)), holding(Landmarks.of(mirror_image(poses)))
    columns = [INDEX[mirrored(name)] for name in NAMES]
    # Rounding may decide differently where a measure lies on its limit.
    assert (there != back[:, columns]).mean() < 1e-4
    assert {mirrored(mirrored(name)) for name in NAMES} == set(NAMES)
    assert mirrored("left hand on the right hip") == "right hand on the left hip" and mirrored("standing") == "standing"


def test_turning_the_body_about_the_vertical_changes_no_code():
    poses = random_poses(50)
    first = torch.from_numpy(rotation.to_matrix(rotation.yaw(np.array(1.1)))).float()
    turned = poses.clone().reshape(-1, 22, 2, 3)
    turned[:, 0] = turned[:, 0] @ first.T
    same = holding(Landmarks.of(poses)) == holding(Landmarks.of(turned.reshape(-1, 132)))
    assert same.mean() > 0.9998


def test_distance_is_nought_where_a_code_holds_and_leads_there():
    poses = random_poses(200)
    landmarks = Landmarks.of(poses)
    holds = holding(landmarks)
    for column, (name, code) in enumerate(POSECODES.items()):
        distance = code.distance(landmarks)
        assert bool(((distance == 0) == torch.from_numpy(holds[:, column])).all()), name
    margin = POSECODES["standing"].distance(landmarks, margin=0.05)
    assert bool((margin >= POSECODES["standing"].distance(landmarks)).all())


@pytest.mark.parametrize("names", [
    ["left hand on the left hip", "right hand on the right hip"], ["arms crossed on the chest"],
    ["left hand touching the right foot"], ["right hand on top of the head", "looking down"],
])
def test_poses_can_be_made_from_codes(names):
    found = codes(made(names, pose(**ARMS_DOWN)))
    assert set(names) <= found


def test_gradients_stay_finite_at_the_rest_pose():
    rest = pose().requires_grad_()
    landmarks = Landmarks.of(rest)
    sum(code.distance(landmarks, margin=0.02).sum() for code in POSECODES.values()).backward()
    assert bool(rest.grad.isfinite().all()) and float(rest.grad.abs().sum()) > 0


def test_parts_have_two_sides():
    sides = [{part.split(" ", 1)[1] for part in PARTS if part.startswith(side)} for side in ("left", "right")]
    assert sides[0] == sides[1]


def test_it_is_fast():
    poses = random_poses(1024).requires_grad_()
    started = time.perf_counter()
    landmarks = Landmarks.of(poses)
    sum(POSECODES[name].distance(landmarks).sum() for name in NAMES[::20]).backward()
    assert time.perf_counter() - started < 2.0
