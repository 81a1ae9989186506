"""What motion textual inversion is measured on: styles held out of training, exemplars of them, and prompts."""
from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from models.evaluation.lead import Item, items_of
from models.inversion.request import Exemplar
from models.io.bvh import MotionFileError
from models.motion import FPS, Motion
from models.training.caption_actions import ACTIONS
from models.training.caption_grammar import third_person, with_article
from models.training.captions import content_of, style_of
from models.training.data import Clip
from models.weights_file import WeightsError

#: The plain word that an animator might begin with: coarse, and not the style's own name where there is a plainer one.
DESCRIPTORS = {"elderly": "old", "exhausted": "tired", "masculine": "manly", "not-confident": "shy"}
#: An exemplar of each kind: none of them a walk, which is what is asked for afterwards.
_KINDS = (("run",), ("wave-left-hand", "wave-right-hand", "wave-both-hands"),
          ("raise-up-left-hand", "raise-up-right-hand", "raise-up-both-hands"))
WALK = "walk"
#: What is asked for, {who} being "a <token> person" or "an old person"; the content that counts as having done it.
WALKS = ("{who} walks forward", "{who} walks", "{who} walks straight ahead")
OTHERS = {"run": "{who} runs", "wave-right-hand": "{who} waves with the right hand"}
AT_ONCE = "{who} walks"
TWO = "{first} walks, then {second} waves with the right hand"
SECONDS, SECONDS_OF_TWO = 4.0, 8.0
#: A piece of a real clip shorter than this is not compared with what is generated (frames).
_SHORTEST_PIECE = 90


@dataclass(frozen=True)
class Asked:
    """A text to be answered by a motion of so many frames. seed: of the noise."""

    text: str
    frames: int
    seed: int


def held_out_styles(provenance: dict) -> tuple[str, ...]:
    """The styles that the model was trained without. Raises WeightsError with a sentence where there is none."""
    styles = tuple(provenance.get("vae", {}).get("without_styles", ()))
    if not styles:
        raise WeightsError("This model knows every style: nothing shows whether it can learn one. Choose weights that were trained "
                           "with --without-styles.")
    return styles


def descriptor(style: str) -> str:
    return DESCRIPTORS.get(style, style)


def plain_person(*styles: str) -> str:
    """ "an old person", "an old tired person" """
    return with_article(" ".join([*map(descriptor, styles), "person"]))


def person_of(*names: str) -> str:
    """ "a <elderly-fast-0> person", "a <elderly-lead-0> <exhausted-lead-0> person" """
    return f"a {' '.join(f'<{name}>' for name in names)} person"


def exemplars(clips: Sequence[Clip], style: str, draw: int) -> tuple[Clip, ...]:
    """A run, a wave and a raise of hands in the style, of the `train` clips, drawn anew for every `draw`; fewer where it has not all
    three. Raises MotionFileError with a sentence where it has none."""
    generator = np.random.default_rng(int(hashlib.sha256(f"{style} {draw}".encode()).hexdigest()[:8], 16))
    found = []
    for kind in _KINDS:
        options = [clip for clip in clips if clip.split == "train" and style_of(clip.style) == style and content_of(clip.content) in kind]
        if options:
            found.append(options[generator.integers(len(options))])
    if not found:
        raise MotionFileError(f"No clip teaches “{style}”. Add train clips of it to clips.csv: a run, a wave or a raise of hands.")
    return tuple(found)


def as_exemplars(clips: Sequence[Clip]) -> tuple[Exemplar, ...]:
    """As an animator gives them who says nothing of what they show, but has named them by it."""
    return tuple(Exemplar(clip.motion, name=clip.content) for clip in clips)


def walks_asked(who: str, takes: int, seed: int) -> list[Asked]:
    """Every prompt of WALKS `takes` times."""
    return asked([prompt.format(who=who) for prompt in WALKS], takes, seed, SECONDS)


def asked(texts: Sequence[str], takes: int, seed: int, seconds: float) -> list[Asked]:
    """Every text `takes` times, its takes together; the same seed gives every system the same noise."""
    frames = round(seconds * FPS)
    return [Asked(text, frames, 1000 * seed + number * takes + take) for number, text in enumerate(texts) for take in range(takes)]


def pieces(clip: Clip, seconds: float = SECONDS) -> list[Motion]:
    """A real clip in pieces as long as what is generated; its end counts where it is long enough."""
    frames = round(seconds * FPS)
    parts = [clip.motion[start : start + frames] for start in range(0, len(clip.motion), frames)]
    return [part for part in parts if len(part) >= _SHORTEST_PIECE] or [clip.motion[:frames]]


def recorded(clips: Sequence[Clip], split: str, style: str, content: str) -> list[Clip]:
    """The real clips of the split that show the content in the style."""
    return [clip for clip in clips if clip.split == split and not clip.description
            and style_of(clip.style) == style and content_of(clip.content) == content]


def captioned(clips: Sequence[Clip], styles: Sequence[str], split: str) -> tuple[list[Clip], list[Item]]:
    """The real clips of the split in these styles, and the caption that each is compared with."""
    real = [clip for clip in clips if clip.split == split and not clip.description and style_of(clip.style) in styles
            and content_of(clip.content) in ACTIONS]
    return real, items_of(real)


def told_of(clip: Clip, who: str) -> str:
    """A sentence for the clip whose style is in `who` alone: "a <grumpy> person waves with the left hand"."""
    phrases = ACTIONS[content_of(clip.content)].phrases
    phrase = phrases[int(hashlib.sha256(clip.file.encode()).hexdigest(), 16) % len(phrases)]
    return f"{who} {third_person(phrase, 'their')}"


def pairs(styles: Sequence[str]) -> list[tuple[str, str]]:
    """Two different styles, either way round."""
    return list(permutations(styles, 2))


def change_of(motion: Motion, margin: float = 1.0) -> int:
    """The frame at which somebody who walks has come to a stand: where the speed of the pelvis over the floor is best told by two
    constants, one before and one after (least squares), at least `margin` seconds from either end."""
    speed = np.linalg.norm(np.diff(motion.root_translation[:, [0, 2]], axis=0), axis=1)
    room = min(round(margin * motion.fps), len(speed) // 2)
    cuts = np.arange(room, max(len(speed) - room, room) + 1)
    total, squares = np.cumsum(speed), np.cumsum(speed**2)
    spread = [squares[-1] - total[cut - 1] ** 2 / cut - (total[-1] - total[cut - 1]) ** 2 / max(len(speed) - cut, 1) for cut in cuts]
    return int(cuts[np.argmin(spread)])
