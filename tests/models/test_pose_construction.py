"""Construction of poses: they fulfil what was asked, sanely, in variety, and leave alone what nobody spoke of."""
from __future__ import annotations

import pytest
import torch

from models.pose.anatomy import is_sane
from models.skeleton import JOINT_INDEX
from models.training.poses.constructed import ConstructedPoses, combinations, constructed_poses, filled, lies
from models.pose.prior import mirrored_poses
from models.training.poses.construction import construct, construct_codes, facing_forward, with_turned
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import BY_NAME, NAMED, named_held
from models.pose.geometry.named_targets import TargetTable, aims, body_of, offset
from models.pose.geometry.posecodes import POSECODES
from tests.models.test_named_poses import posed


@pytest.fixture(scope="module")
def starts() -> torch.Tensor:
    """64 people who stand about, arms down, each a little different."""
    generator = torch.Generator().manual_seed(7)
    down = posed(left_shoulder=(0, 0, -75), right_shoulder=(0, 0, 75))
    return (down + 0.06 * torch.randn(64, 132, generator=generator)).contiguous()


@pytest.fixture
def generator() -> torch.Generator:
    return torch.Generator().manual_seed(1)


@pytest.mark.parametrize("name", ["hands on hips", "squat", "sitting on a chair", "one arm raised"])
def test_poses_of_a_name_show_it_and_are_sane(name, starts, generator):
    column = list(BY_NAME).index(name)
    rows = [filled((column,), (0,), generator) for _ in range(32)]
    poses, good = construct(rows, starts[:32], generator)
    assert good.float().mean() > 0.3
    assert named_held(poses[good])[:, column].all() and is_sane(poses[good]).all()


def test_good_is_only_said_of_poses_that_fulfil_everything(starts, generator):
    impossible = [aims("left_shoulder", "left_wrist", "up", 10), aims("left_shoulder", "left_wrist", "down", 10)]
    assert not construct([impossible], starts[:4], generator, steps=20)[1].any()


def test_poses_of_a_name_differ(starts, generator):
    poses, good = construct([BY_NAME["arms raised"].ways[0]], starts[:16], generator)
    wrists = body_of(poses[good]).point("left_wrist")
    assert wrists.std(0).norm() > 0.02


def test_limbs_that_nobody_spoke_of_stay(starts, generator):
    poses, _ = construct([[aims("left_shoulder", "left_wrist", "up", 15)]], starts[:8], generator)
    moved = (body_of(poses).points - body_of(facing_forward(starts[:8])).points).norm(dim=-1)
    knee, wrist = JOINT_INDEX["right_knee"], JOINT_INDEX["left_wrist"]
    assert moved[:, knee].mean() < 0.15 < 0.6 < moved[:, wrist].mean()


def test_the_same_seed_makes_the_same_poses(starts):
    made = [construct([BY_NAME["squat"].ways[0]], starts[:4], torch.Generator().manual_seed(3), steps=15)[0] for _ in range(2)]
    assert torch.equal(*made)


def test_sets_of_posecodes_are_fulfilled_where_it_says_so(starts):
    sets = [("left elbow straight", "left knee straight"), ("right arm stretched up", "torso upright")]
    poses, good = construct_codes(sets, starts[:16])
    landmarks = Landmarks.of(poses)
    assert good.float().mean() > 0.6
    for run, names in enumerate(sets):
        for name in names:
            assert POSECODES[name].holds(landmarks)[run * 8 : run * 8 + 8][good[run * 8 : run * 8 + 8]].all()


def test_facing_forward_undoes_a_turn_about_the_vertical():
    pose, turned = posed(left_knee=(40, 0, 0)), posed(pelvis=(0, 70, 0), left_knee=(40, 0, 0))
    assert not torch.allclose(pose, turned, atol=0.1)
    assert torch.allclose(facing_forward(turned), facing_forward(pose), atol=1e-5)


def test_mirroring_twice_gives_the_pose_back_and_once_the_other_side():
    pose = posed(left_knee=(60, 0, 0), spine1=(10, 20, 30))
    assert torch.allclose(mirrored_poses(mirrored_poses(pose)), pose)
    there, back = body_of(mirrored_poses(pose)).point("right_ankle"), body_of(pose).point("left_ankle")
    assert torch.allclose(there, back * torch.tensor([-1.0, 1.0, 1.0]), atol=1e-5)


def test_half_of_the_start_poses_lie_or_stand_on_their_head(starts):
    both = with_turned(starts, torch.Generator().manual_seed(0))
    upness = body_of(both).point("neck")[:, 1] / body_of(both).point("neck").norm(dim=-1)
    assert torch.equal(both[:64], starts) and (upness[:64] > 0.8).all() and (upness[64:] < 0.4).all()


def test_narrowed_intervals_lie_inside_and_differ(generator):
    table = TargetTable([[aims("pelvis", "neck", "up", 30), offset("left_hip", "left_knee", "down", 0.1, 0.5)]])
    narrow = table.narrowed(100, generator)
    assert (narrow.low >= table.low).all() and (narrow.high < table.high).all() and (narrow.low < narrow.high).all()
    assert narrow.high.std(0).min() > 0


def test_names_are_only_combined_where_they_leave_each_other_room():
    pairs = combinations()
    assert len(pairs) > 500
    assert all(not NAMED[body].parts & NAMED[addition].parts and NAMED[addition].after_with for body, addition in pairs)
    named = {(NAMED[body].name, NAMED[addition].name) for body, addition in pairs}
    assert ("kneeling", "arms crossed") in named and ("plank", "arms crossed") not in named


def test_arms_of_somebody_who_lies_rest_on_the_floor(generator):
    way = BY_NAME["lying on the back"].ways[0]
    assert lies(way) and not lies(BY_NAME["bowing"].ways[0])


def test_a_small_training_set_says_what_each_pose_shows(starts):
    made = constructed_poses(starts, 700, torch.Generator().manual_seed(5), steps=25)
    assert isinstance(made, ConstructedPoses)
    assert len(made.poses) == len(made.held) == len(made.made_for) == len(made.codes) > 20
    for row, recipe in enumerate(made.made_for):
        assert all(made.held[row, column] for column in recipe)
    assert (made.came_out <= made.tried).all() and made.tried.sum() > 0
