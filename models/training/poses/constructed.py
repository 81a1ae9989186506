"""Poses made for training: of every name, of names together, and of random sets of posecodes."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.training.poses.construction import STEPS, construct, construct_codes, nearest_starts, with_turned
from models.pose.geometry.named import NAMED, named_held
from models.pose.geometry.named_geometry import HEAD_WITH_CHEST, hanging, planted, standing, upright
from models.pose.geometry.named_pose import PARTS
from models.pose.geometry.named_targets import Body, Target, body_of, height
from models.pose.geometry.posecodes import NAMES

#: How many are worked on together: enough that the arithmetic, not Python, takes the time.
_BATCH = 1024
#: What part of the poses is made for one name, for names together, for sets of posecodes.
_SHARES = (0.6, 0.25, 0.15)
#: Poses that share one set of codes, and how many codes a set has.
_RUN, _FEWEST, _MOST = 16, 2, 4
# What nobody spoke of: mostly standing, with the arms loose and the head level.
_STANDING, _LOOSE, _UPRIGHT, _LEVEL = 0.75, 0.65, 0.8, 0.8


@dataclass(frozen=True)
class ConstructedPoses:
    """poses: (M, 132). held: bool (M, len(NAMED)), every name that each shows. made_for: M tuples of columns of NAMED, what each was
    made for: one name, two or three together ("kneeling with the arms crossed"), or none where it was made for `codes`, posecodes.
    tried: poses begun for each of NAMED by itself (len(NAMED),); came_out: those that fulfilled it.
    """

    poses: Tensor
    held: Tensor
    made_for: tuple[tuple[int, ...], ...]
    codes: tuple[tuple[str, ...], ...]
    tried: Tensor
    came_out: Tensor


def constructed_poses(starts: Tensor, count: int, generator: torch.Generator, steps: int = STEPS) -> ConstructedPoses:
    """About `count` poses from `starts` (N, 132), real poses; those that did not come out are left out, so there are fewer."""
    starts = with_turned(starts, generator)
    body = body_of(starts)
    bases = [column for column, pose in enumerate(NAMED) if pose.name == pose.base]
    single = [(bases[number % len(bases)],) for number in range(round(_SHARES[0] * count))]
    pairs = combinations()
    drawn = torch.randint(len(pairs), (round(_SHARES[1] * count),), generator=generator).tolist() if pairs else []
    recipes = sorted(single) + sorted(pairs[index] for index in drawn)
    poses, made_for, tried, came_out = [], [], torch.zeros(len(NAMED)), torch.zeros(len(NAMED))
    for first in range(0, len(recipes), _BATCH):
        batch = recipes[first : first + _BATCH]
        made, good = _construct_recipes(batch, starts, body, generator, steps)
        for recipe, fine in zip(batch, good.tolist()):
            if len(recipe) == 1:
                tried[recipe[0]] += 1
                came_out[recipe[0]] += fine
        poses.append(made[good])
        made_for += [recipe for recipe, fine in zip(batch, good.tolist()) if fine]
    codes: list[tuple[str, ...]] = [()] * len(made_for)
    for _ in range(round(_SHARES[2] * count) // _BATCH):
        sets = [_code_set(generator) for _ in range(_BATCH // _RUN)]
        chosen = starts[torch.randint(len(starts), (_BATCH,), generator=generator)]
        made, good = construct_codes(sets, chosen, steps)
        poses.append(made[good])
        fulfilled = [sets[row // _RUN] for row in good.nonzero()[:, 0].tolist()]
        codes += fulfilled
        made_for += [()] * len(fulfilled)
    every = torch.cat(poses)
    return ConstructedPoses(every, named_held(every), tuple(made_for), tuple(codes), tried, came_out)


def combinations() -> list[tuple[int, ...]]:
    """Columns of NAMED that can be said in one breath: legs or a whole trunk that leave the arms free, and what follows "with"."""
    bodies = [column for column, pose in enumerate(NAMED) if "legs" in pose.parts and "arms" not in pose.parts and pose.name == pose.base]
    additions = [column for column, pose in enumerate(NAMED) if pose.after_with and not pose.parts & {"legs", "torso"}]
    return [(body, addition) for body in bodies for addition in additions if not NAMED[body].parts & NAMED[addition].parts]


def _construct_recipes(recipes: Sequence[tuple[int, ...]], starts: Tensor, body: Body, generator: torch.Generator, steps: int) -> tuple[Tensor, Tensor]:
    rows, chosen = [], torch.empty(len(recipes), dtype=torch.long)
    groups: dict[tuple, list[int]] = {}
    for number, recipe in enumerate(recipes):
        ways = tuple((number // (2**place)) % len(NAMED[column].ways) for place, column in enumerate(recipe))
        rows.append(filled(recipe, ways, generator))
        groups.setdefault((recipe, ways), []).append(number)
    for (recipe, ways), members in groups.items():
        plain = filled(recipe, ways, generator, plain=True)
        chosen[members] = nearest_starts(plain, starts, body, len(members), generator)
    return construct(rows, starts[chosen], generator, steps)


def filled(recipe: Sequence[int], ways: Sequence[int], generator: torch.Generator, plain: bool = False) -> tuple[Target, ...]:
    """The geometry of names together, with the rest of the body as people would expect it; `plain`: always so, else mostly."""
    targets = [target for column, way in zip(recipe, ways) for target in NAMED[column].ways[way]]
    missing = PARTS - frozenset().union(*(NAMED[column].parts for column in recipe))
    return (*targets, *filling(missing, generator, plain, lies(targets)))


def lies(targets: Sequence[Target]) -> bool:
    """Whether the torso is level, on the floor or in the air."""
    return any((target.start, target.end) == ("pelvis", "neck") and target.low == 0 and target.high < 45 and target.direction[1] == 0 for target in targets)


def filling(missing: frozenset[str], generator: torch.Generator, plain: bool = False, lying: bool = False) -> tuple[Target, ...]:
    """What is expected of parts of the body that nobody spoke of."""
    chance = torch.zeros(4) if plain else torch.rand(4, generator=generator)
    targets: list[Target] = []
    if "legs" in missing:
        targets += standing() if chance[0] < _STANDING else planted()
    if "torso" in missing:
        targets += upright(13 if chance[1] < _UPRIGHT else 30)
    if "arms" in missing and lying:
        targets += [height(f"{side}_hand", 0.0, 0.1) for side in ("left", "right")]
    elif "arms" in missing and chance[2] < _LOOSE:
        targets += hanging()
    if "head" in missing and chance[3] < _LEVEL:
        targets += HEAD_WITH_CHEST
    return tuple(targets)


def _code_set(generator: torch.Generator) -> tuple[str, ...]:
    size = int(torch.randint(_FEWEST, _MOST + 1, (1,), generator=generator))
    return tuple(NAMES[column] for column in torch.randperm(len(NAMES), generator=generator)[:size].tolist())
