"""The texts that text-to-pose is measured with; neither CLPP nor the judge was trained on any of them."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.evaluation.pose_gallery import poses_both_ways
from models.evaluation.pose_prompts import PROMPTS
from models.training.cache import cache_folder
from models.training.data import Clip
from models.training.pose_stages import JUDGES_SEED
from models.training.poses.clips import recombined
from models.training.poses.collection import JUDGE, TRAINING, collection
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import NAMED
from models.pose.geometry.named_pose import NamedPose
from models.pose.geometry.posecodes import INDEX, holding
from models.training.poses.wording import Description, describe
from models.training.poses.wording_judge import describe_for_judge

#: What the texts are: sentences about held-out bodies in the words of training and in the judge's, names of poses in words kept
#: back, an animator's prompts.
TRAINED_WORDS, JUDGES_WORDS, NAMES, TYPED = "training's wording", "judge's wording", "names of poses", "prompts"
#: The blocks whose sentences were written for a pose.
WRITTEN = (TRAINED_WORDS, JUDGES_WORDS)
#: Sentences of each of these two blocks.
SENTENCES = 650
#: Bodies that stand by for each sentence of a block: of many, all that can be said has been said in training.
_BODIES_A_SENTENCE = 10
#: Bodies that tell how many a sentence is true of.
_OTHERS = 3000
#: No training uses this seed.
_SEED = 20_401

Writer = Callable[[np.ndarray, np.random.Generator], Description | None]


@dataclass(frozen=True, eq=False)
class AskedText:
    """A text and what is known of it. codes: the posecodes that it claims. pose (132,): the one it was written for, or none. share:
    of how many bodies it is true, 1 where nobody knows. named: the pose that it is a name of, or none."""

    text: str
    block: str
    codes: tuple[str, ...] = ()
    pose: np.ndarray | None = None
    share: float = 1.0
    named: NamedPose | None = None


def asked_texts(clips: Sequence[Clip], known: Collection[str], sentences: int = SENTENCES) -> list[AskedText]:
    """The distinct texts of all blocks; deterministic.

    clips: of a split that nothing was trained on. known: training's texts; what says the same as one of them, but for capital
    letters and punctuation, is left out. sentences: of each of the blocks in `WRITTEN`.
    """
    bodies = held_out_bodies(clips, _BODIES_A_SENTENCE * sentences)
    others = holding(Landmarks.of(bodies[:_OTHERS]))
    seen = {spoken(text) for text in known}
    parts = [
        *(list(_written(bodies[part::2], others, block, writer, sentences, seen))
          for part, (block, writer) in enumerate(((TRAINED_WORDS, describe), (JUDGES_WORDS, describe_for_judge)))),
        [AskedText(pose.unseen[-1], NAMES, named=pose) for pose in NAMED if pose.unseen],
        [AskedText(prompt, TYPED) for prompt in PROMPTS],
    ]
    fresh = [text for part in parts[2:] for text in part if _fresh(text.text, seen)]
    return [*parts[0], *parts[1], *fresh]


def training_texts(data: Path) -> set[str]:
    """All that CLPP, the generator and the judge read: every collection that training has left in the user's cache folder, of
    whatever version, because training goes on from leg to leg. Where there is none, today's are made from `data`: minutes."""
    if not (files := _collections()):
        for wording, seed in ((TRAINING, 0), (JUDGE, JUDGES_SEED)):
            collection(data, wording, "train", seed)
        files = _collections()
    return {text for file in files for text in torch.load(file, weights_only=True, mmap=True)["texts"]}


def _collections() -> list[Path]:
    return sorted(path for name in ("described", "contacts") for path in cache_folder().glob(f"{name}-train-*.pt"))


def held_out_bodies(clips: Sequence[Clip], count: int) -> Tensor:
    """Poses (N, 132) of clips and their mirror images, and bodies recombined from them, at most `count` of each and as many of the
    one as of the other; in random order."""
    every, shares = poses_both_ways(clips)
    generator = torch.Generator().manual_seed(_SEED)
    made = recombined(every, shares, count, generator)
    plain = every[torch.multinomial(shares, len(made), replacement=True, generator=generator)]
    both = torch.cat([plain, made])
    return both[torch.randperm(len(both), generator=generator)]


def spoken(text: str) -> str:
    """The text's words alone: by them two texts are the same."""
    return " ".join(re.findall(r"\w+", text.lower()))


def spread(count: int, most: int) -> list[int]:
    """Up to `most` of 0 … count − 1, evenly spread."""
    return sorted(set(np.linspace(0, count - 1, min(count, most)).round().astype(int).tolist())) if count else []


def few(texts: Sequence[AskedText], most: int) -> list[AskedText]:
    """Up to `most` of every block, evenly spread."""
    blocks = {block: [text for text in texts if text.block == block] for block in dict.fromkeys(text.block for text in texts)}
    return [members[row] for members in blocks.values() for row in spread(len(members), most)]


def _written(bodies: Tensor, others: np.ndarray, block: str, writer: Writer, count: int, seen: set[str]) -> Iterator[AskedText]:
    random = np.random.default_rng([_SEED, len(block)])
    for part in bodies.split(512):
        for held, body in zip(holding(Landmarks.of(part)), part.numpy()):
            if not count:
                return
            description = writer(held, random)
            if description and _fresh(description.text, seen):
                count -= 1
                share = others[:, [INDEX[code] for code in description.codes]].all(1).mean()
                yield AskedText(description.text, block, description.codes, body, float(share))


def _fresh(text: str, seen: set[str]) -> bool:
    """Whether nobody said this before; from now on somebody has."""
    words = spoken(text)
    new = words not in seen
    seen.add(words)
    return new
