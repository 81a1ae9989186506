"""Poses in which limbs meet limbs, and sentences that say so: a hand on the other knee, a foot on the thigh, wrists crossed.

Clips show few of them (the left hand lies on the right knee in one body of two thousand), so they are made: latents of the pose prior are
moved from where real bodies come near, until the limbs touch. Unlike `construction` this stays with what the prior can say.
"""
from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.kinematics import Bodies
from models.pose.anatomy import sane, unnatural_of
from models.pose.balance import imbalance_of
from models.pose.geometry import landmarks as surface
from models.pose.geometry import posecode_table
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import named_held
from models.pose.geometry.posecodes import INDEX, NAMES, POSECODES, holding, mirrored
from models.pose.prior import PosePrior, mirrored_poses
from models.training.cache import cache_folder
from models.training.poses.described import DescribedPoses
from models.training.poses.wording import Description
from models.training.poses.wording_forms import describe_widely

#: What is made: contacts of a hand, a foot or an elbow; and of both hands.
SIDED_CONTACTS = tuple(name for name in NAMES if re.fullmatch(
    r"(left|right) (hand|foot|elbow) (on|touching|at|over) (the )?.*(hip|thigh|knee|shin|foot|toes|belly|chest|shoulder|elbow|upper arm|forearm|neck|chin|mouth|eyes|"
    r"forehead|face|ear|head|back|buttocks)", name))
_OF_BOTH = tuple(name for name in NAMES if re.match("hands together|arms crossed|wrists crossed", name))
#: What the rest of the body does beside a contact, where it is said.
_STANCES = ("standing", "sitting on the floor", "sitting as on a chair", "kneeling upright", "squatting", "bent over", "kneeling on the left knee", "kneeling on the right knee",
            "standing on the left leg", "standing on the right leg", "torso leaning forward", "looking down", "looking up")
#: What the other arm does beside a hand that touches something.
_OTHER_ARM = ("arm stretched up", "hand above the head", "arm stretched forward", "arm stretched out to the side", "arm stretched diagonally up to the side", "arm hanging down",
              "arm stretched backwards", "hand out to the side", "elbow at 90 degrees", "hand on the floor")
#: Poses that are begun for training, and what part of them validation has; chances of one contact alone, of its mirror image too, of another with the
#: other hand, of a stance, of the other arm doing something else.
_BEGUN, _OF_VALIDATION, _KINDS = 7_000, 0.08, (0.38, 0.10, 0.12, 0.2, 0.2)
#: Poses that share one recipe, and recipes worked on together.
_RUN, _TOGETHER = 8, 64
#: Real bodies among which the nearest are sought, and of those how many times as many as are needed are drawn from.
_SOUGHT, _NEAREST = 6_000, 4
_STEPS, _RATE = 90, 0.06
#: Metres by which a contact is to hold; what a latent's move, a metre that the prior fails to rebuild, what no body does, and a metre of
#: imbalance cost beside a metre that the contact is missed by.
_MARGIN, _MOVED, _STRANGE, _UNNATURAL, _FALLING = 0.012, 0.002, 2.0, 1.5, 0.3
#: Metres that the prior may fail to rebuild of a pose, in the mean of the joints, and metres of imbalance, if it is to be taken.
_REBUILT, _BALANCED = 0.025, 0.25
#: How often a sentence speaks of each thing that holds beside what the pose was made for; and says "the opposite" knee.
_ASIDE, _OPPOSITE = 0.2, 0.3
#: How often a sentence is one of these.
SHARE = 0.15


def with_contacts(described: DescribedPoses, data: Path, split: str, prior: Path) -> DescribedPoses:
    """The poses and sentences of a split, and those of contacts, which `SHARE` of the sentences drawn are of; cached by the prior's file and
    the code that makes them."""
    code = inspect.getsource(inspect.getmodule(with_contacts)) + inspect.getsource(posecode_table) + inspect.getsource(surface)
    key = hashlib.sha256(repr((Path(data).resolve(), split, described.claims.shape, code)).encode() + prior.read_bytes()).hexdigest()[:16]
    path = cache_folder() / f"contacts-{split}-{key}.pt"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        _made(described, data, split, PosePrior.load(prior)).save(path)
    return described.joined(DescribedPoses.load(path), SHARE)


def _made(described: DescribedPoses, data: Path, split: str, prior: PosePrior) -> DescribedPoses:
    training = split == "train"
    generator = torch.Generator().manual_seed(0 if training else 1)
    rng = np.random.default_rng(0 if training else 1)
    starts = described.poses[torch.randperm(len(described.poses), generator=generator)[:_SOUGHT]]
    begun = _BEGUN if training else round(_OF_VALIDATION * _BEGUN)
    poses, made_for = contact_poses(prior, starts, recipes(begun // _RUN, rng), generator)
    codes = torch.from_numpy(holding(Landmarks.of(poses)))
    claims = torch.zeros(len(poses), described.claims.shape[1], dtype=torch.bool)
    named = named_held(poses)
    claims[:, : len(NAMES)], claims[:, len(NAMES) : len(NAMES) + named.shape[1]] = codes, named
    said = [(row, told) for row, made in enumerate(made_for) for told in _said(codes[row].numpy(), made, rng)]
    required = torch.zeros(len(said), claims.shape[1], dtype=torch.bool)
    for number, (_, told) in enumerate(said):
        required[number, [INDEX[code] for code in told.codes]] = True
    nothing = torch.full((len(poses),), -1)
    return DescribedPoses(poses, claims, nothing, tuple(told.text for _, told in said), torch.tensor([row for row, _ in said]), required,
                          torch.full((len(said),), -1), torch.ones(len(said)))


def recipes(count: int, rng: np.random.Generator) -> list[tuple[str, ...]]:
    """Sets of posecodes that a body is to show: every contact in turn, alone or beside something else."""
    contacts = [*SIDED_CONTACTS, *_OF_BOTH]
    return [_recipe(contacts[number % len(contacts)], rng) for number in range(count)]


def _recipe(contact: str, rng: np.random.Generator) -> tuple[str, ...]:
    kind = rng.choice(len(_KINDS), p=_KINDS)
    side, of = contact.split()[:2]
    other = mirrored(side)
    if kind == 0 or of not in ("hand", "elbow"):
        return (contact,) if kind == 0 else (contact, str(rng.choice(_STANCES)))
    also = {1: (mirrored(contact),), 2: [name for name in SIDED_CONTACTS if name.startswith(f"{other} hand")], 3: _STANCES,
            4: [f"{other} {code}" for code in _OTHER_ARM]}[int(kind)]
    return (contact, str(rng.choice(also)))


def contact_poses(prior: PosePrior, starts: Tensor, wanted: Sequence[Sequence[str]], generator: torch.Generator) -> tuple[Tensor, list[tuple[str, ...]]]:
    """Poses (M, 132) that show one of the recipes each, and which; `_RUN` are begun for every recipe, and those that did not come out are
    left out. starts: (N, 132), real bodies."""
    starts = torch.cat([starts, mirrored_poses(starts)])
    latents, body = prior.encode(starts)[0], Landmarks.of(starts)
    poses, made_for = [], []
    for first in range(0, len(wanted), _TOGETHER):
        some = [tuple(recipe) for recipe in wanted[first : first + _TOGETHER]]
        made, good = _moved(prior, torch.cat([latents[_nearest(body, recipe, generator)] for recipe in some]), some)
        poses.append(made[good])
        made_for += [some[row // _RUN] for row in good.nonzero()[:, 0].tolist()]
    return torch.cat(poses), made_for


def _nearest(body: Landmarks, recipe: Sequence[str], generator: torch.Generator) -> Tensor:
    with torch.no_grad():
        near = _missed(body, recipe).argsort()[: _NEAREST * _RUN]
    return near[torch.randperm(len(near), generator=generator)[:_RUN]]


def _missed(body: Landmarks, recipe: Sequence[str], margin: float = 0.0) -> Tensor:
    return torch.stack([POSECODES[code].distance(body, margin) for code in recipe]).sum(0)


def _missed_by_each(bodies: Bodies, some: Sequence[Sequence[str]], margin: float) -> Tensor:
    runs = zip(some, bodies.joints.split(_RUN), bodies.turns.split(_RUN))
    return torch.cat([_missed(Landmarks(turn, place), recipe, margin) for recipe, place, turn in runs])


def _moved(prior: PosePrior, begun: Tensor, some: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor]:
    """Poses of latents near `begun` (R · _RUN, 32) that show their recipe, and (R · _RUN,) whether each does, as a body can and without falling."""
    moved = begun.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([moved], lr=_RATE, betas=(0.9, 0.98))
    for step in range(_STEPS):
        optimizer.param_groups[0]["lr"] = _RATE * min(1.0, 2 * (1 - step / _STEPS))
        bodies = Bodies.of(prior.decode(moved))
        cost = _missed_by_each(bodies, some, _MARGIN) + _STRANGE * prior.rebuilding_error_of(bodies) + _MOVED * (moved - begun).square().sum(-1)
        cost = cost + _FALLING * (imbalance_of(bodies.joints) - 0.5 * _BALANCED).clamp(min=0)
        if step % 2 == 0:  # it costs as much as all the rest, and Adam's memory carries it over the steps between
            cost = cost + 2 * _UNNATURAL * sum(unnatural_of(bodies).values())
        optimizer.zero_grad()
        cost.sum().backward()
        optimizer.step()
    with torch.no_grad():
        bodies = Bodies.of(prior.decode(moved))
        held = _missed_by_each(bodies, some, 0.0) <= 1e-4
        return bodies.poses, held & sane(bodies) & (prior.rebuilding_error_of(bodies) < _REBUILT) & (imbalance_of(bodies.joints) < _BALANCED)


def _said(holds: np.ndarray, made: Sequence[str], rng: np.random.Generator) -> Iterable[Description]:
    """Two sentences that name something of what the pose was made for."""
    must = [INDEX[code] for code in made]
    for _ in range(2):
        shown = holds & (rng.random(len(holds)) < _ASIDE)
        shown[must] = True
        told = describe_widely(shown, rng)
        if told is not None and set(told.codes) & set(made):
            yield replace(told, text=_opposite(told, rng))


def _opposite(told: Description, rng: np.random.Generator) -> str:
    """The text, now and then with "the opposite knee" for the knee of the side that the hand is not of."""
    for side, other in (("left", "right"), ("right", "left")):
        if rng.random() > _OPPOSITE or len(re.findall(rf"\b{side} (?:hand|palm|foot|elbow|fingers)\b", told.text)) != 1:
            continue
        found = re.findall(rf"\b{other} (?:hip|thigh|knee|shin|foot|shoulder|elbow|upper arm|forearm|upper leg|lower leg|lower arm)\b", told.text)
        if len(found) == 1 and len(re.findall(rf"\b{other}\b", told.text)) == 1:
            word = str(rng.choice(["opposite", "opposite", "other"]))
            return re.sub(rf"\b(?:(?:their|his|her|your|my|our) )?{other} (?=\w)", lambda _: f"the {word} ", told.text).replace("the the ", "the ")
    return told.text
