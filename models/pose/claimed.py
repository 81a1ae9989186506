"""What a text claims of a pose: posecodes and names, as far as CLPP's text head can tell."""
from __future__ import annotations

import torch
from torch import Tensor

from models.pose.clpp import Clpp
from models.pose.geometry.named import NAMED
from models.pose.geometry.posecodes import INDEX, NAMES, mirrored

#: How likely a claim must be to count at all, to speak for the whole text, not to be unheard of in the clauses, and to stand beside a likelier one
#: of the other hand or knee.
_LIKELY, _SURE, _HEARD, _TOLD = 0.15, 0.35, 0.02, 0.5
#: bool (names, parts): which parts of the body each name determines; the head goes with any.
_NAMED_PARTS = torch.tensor([[part in pose.parts for part in ("arms", "legs", "torso")] for pose in NAMED])
#: The code and the name of the mirrored pose, of each of what is claimed; of a name that leaves its side open, as of those that tell it,
#: the name that leaves it open.
_MIRRORED = torch.tensor([INDEX[mirrored(name)] for name in NAMES])
_OPEN = torch.tensor([[pose.name for pose in NAMED].index(pose.base) if pose.base else row for row, pose in enumerate(NAMED)])
_OF_RIGHT_HAND = torch.tensor([name.startswith(("right hand", "right arm", "right elbow", "right forearm")) for name in NAMES])


def _rivals() -> Tensor:
    """(C, 2): of every code of two sides, "left hand on the right knee", the same hand on the other knee and the other hand on the same; of
    others the code itself."""
    rows = []
    for row, name in enumerate(NAMES):
        first, *rest = name.split(" ")
        other, end = mirrored(first), " ".join(rest)
        rows.append([INDEX.get(variant, row) for variant in (f"{first} {mirrored(end)}", f"{other} {end}")] if mirrored(end) != end else [row, row])
    return torch.tensor(rows)


_RIVALS = _rivals()


@torch.no_grad()
def claimed(clpp: Clpp, read: Tensor) -> Tensor:
    """(C,): how likely a text, or one of its clauses, claims each thing of a pose, as far as CLPP's text head can tell, 0 for what is
    unlikely; none where it was not taught to. read (1 + clauses, width): what the text head read in the text, and in its clauses."""
    if not clpp.config.claims:
        return torch.zeros(0)
    likely, *parts = torch.sigmoid(clpp.text_head.claims(read))
    if parts:
        likely = _told_twice(likely, torch.stack(parts).amax(0))
    likely = _without_rivals(likely)
    return likely.where(likely > _LIKELY, 0)


def _told_twice(whole: Tensor, parts: Tensor) -> Tensor:
    """(C,) of what the whole text (C,) and its clauses (C,) tell. What a limb does, a clause must have said as well; a name that only a clause
    tells gives way where the whole text has a name for the same parts of the body: "hands on the knees" means little beside "sitting"."""
    (codes, names), (codes_of_parts, names_of_parts) = (likely.tensor_split([len(NAMES)]) for likely in (whole, parts))
    parts_named = _NAMED_PARTS[names > _SURE].any(0)
    names_of_parts = names_of_parts.where(~(_NAMED_PARTS & parts_named).any(1), 0)
    return torch.cat([codes.where(codes_of_parts > _HEARD, 0).maximum(codes_of_parts), names.maximum(names_of_parts)])


def _without_rivals(likely: Tensor) -> Tensor:
    """(C,) without codes that are told less surely than what a text that says one hand and one knee cannot mean besides."""
    codes, names = likely.tensor_split([len(NAMES)])
    return torch.cat([codes.where((codes > _TOLD) | (codes >= codes[_RIVALS].amax(1)), 0), names])


def of_either_side(claims: Tensor) -> Tensor:
    """The claims (C,) of a text that names no side: a name's sides become the name that leaves it open; and of the codes and their mirror
    images, of which one is as true as the other, those with more of the right hand."""
    if not len(claims):
        return claims
    codes, names = claims.tensor_split([len(NAMES)])
    mirrored_codes = codes[_MIRRORED]
    if mirrored_codes[_OF_RIGHT_HAND].sum() > codes[_OF_RIGHT_HAND].sum():
        codes = mirrored_codes
    return torch.cat([codes, torch.zeros_like(names).scatter_reduce(0, _OPEN, names, "amax")])
