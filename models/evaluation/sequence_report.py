"""Prompts one after another, measured: how the seams move beside the blocks, and whether each block still shows its own prompt."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from models.evaluation.evaluator import Evaluator
from models.evaluation.evaluator_task import encode_sentences
from models.evaluation.metrics import Figure, bootstrap
from models.evaluation.sequence_metrics import Window, windows
from models.features import encode
from models.motion import FPS, Motion
from models.sequence.generation import generate
from models.sequence.pipeline import SequencePipeline
from models.sequence.request import Block, SequenceRequest

#: What changes of pace, of direction, of height and of manner there are between two prompts.
SEQUENCES = (
    ("a person walks forward", "a person waves with the right hand"),
    ("a person runs", "a person bows"),
    ("a person runs", "a person stands still"),
    ("a person walks forward", "a person sits down"),
    ("a person walks and turns left", "a person walks forward"),
    ("a person waves with the left hand", "a person runs"),
    ("a person sits down", "a person stands up"),
    ("an old man walks slowly", "a person dances"),
    ("an angry person walks", "a person runs", "a tired person walks"),
    ("a person walks forward", "a person turns around", "a person waves with the right hand"),
    ("a person kicks with the right foot", "a person punches", "a person bows"),
    ("a person walks backwards", "a person walks forward"),
)
_SECONDS, _TAKES, _TOP = 2.5, 2, 3
SEAMS, BLOCKS, ALONE = "transitions", "inside the blocks", "each prompt by itself"


@dataclass(frozen=True)
class Made:
    """A sequence of prompts, its request and one of its motions with the frames (first, last) of its transitions."""

    prompts: tuple[str, ...]
    request: SequenceRequest
    motion: Motion
    transitions: tuple[tuple[int, int], ...]


class SequenceEvaluation:
    """`report()` gives the figures, ready for JSON. sequences: prompts one after another, each `_SECONDS` long, in `_TAKES` versions."""

    def __init__(
        self, pipeline: SequencePipeline, evaluator: Evaluator, sequences: Sequence[tuple[str, ...]] = SEQUENCES, steps: int = 50,
    ):
        self.pipeline = pipeline
        self.evaluator = evaluator
        self.sequences = tuple(sequences)
        self.steps = steps

    def report(self) -> dict:
        made = [each for number, prompts in enumerate(tqdm(self.sequences, unit="sequence", leave=False)) for each in self._made(number, prompts)]
        measured = [windows(each.motion, list(each.transitions)) for each in made]
        seams, blocks = ([window for pair in measured for window in pair[part]] for part in (0, 1))
        return {
            "settings": {"sequences": len(self.sequences), "takes": _TAKES, "seconds": _SECONDS, "seams": len(seams), "steps": self.steps,
                         "transition": made[0].request.transition, "prompts": len(self._prompts)},
            "movement": {SEAMS: figures(seams), BLOCKS: figures(blocks)},
            "text": self._text(made),
            "sequences": [{"prompts": list(each.prompts), "transitions": [list(frames) for frames in each.transitions],
                           "root": [window.root for window in pair[0]], "joints": [window.joints for window in pair[0]],
                           "skate": [_skate([window]) for window in pair[0]]} for each, pair in zip(made, measured)],
        }

    @property
    def _prompts(self) -> list[str]:
        return sorted({prompt for prompts in self.sequences for prompt in prompts})

    def _made(self, number: int, prompts: tuple[str, ...]) -> list[Made]:
        frames = round(_SECONDS * FPS)
        blocks = tuple(Block(prompt, place * frames, frames, seed=10 * number + place) for place, prompt in enumerate(prompts))
        made = []
        # A request a version: each has transitions of its own.
        for take in range(_TAKES):
            request = SequenceRequest(tuple(Block(each.prompt, each.first, each.frames, each.seed + 1000 * take) for each in blocks), FPS,
                                      steps=self.steps)
            result = self.pipeline(request)
            made.append(Made(prompts, request, result.motions[0], result.transitions))
        return made

    def _text(self, made: Sequence[Made]) -> dict:
        """Whether the matching network finds in each block what it was asked for, and the same of motions made without neighbours."""
        prompts = self._prompts
        texts = self.evaluator.embed_texts(encode_sentences(self.pipeline.lead.text_encoder, prompts))
        blocks = [(each, block) for each in made for block in each.request.blocks]
        own = np.array([prompts.index(block.prompt) for _, block in blocks])
        neighbour = np.array([prompts.index(_neighbour(each.prompts, number)) for each in made for number in range(len(each.prompts))])
        parts = {BLOCKS: [each.motion[block.first : block.end] for each, block in blocks], ALONE: self._alone([block for _, block in blocks])}
        result = {}
        for name, motions in parts.items():
            near = self.evaluator.embed_motions([encode(motion)[0] for motion in motions]) @ texts.T
            mine = near[np.arange(len(own)), own]
            result[name] = {key: _mean(values, most).to_dict() for key, values, most in (
                (f"own prompt among the nearest {_TOP}", (near > mine[:, None]).sum(axis=1) < _TOP, 1.0),
                ("nearer its own than its neighbour's", mine > near[np.arange(len(own)), neighbour], 1.0),
                ("cosine to its own", mine, 1.0), ("cosine to its neighbour's", near[np.arange(len(own)), neighbour], 1.0))}
        return result

    def _alone(self, blocks: Sequence[Block]) -> list[Motion]:
        motions = []
        for start in range(0, len(blocks), 32):
            some = blocks[start : start + 32]
            request = SequenceRequest(tuple(some), FPS, steps=self.steps)
            made = generate(self.pipeline.lead, request, some, lambda done, steps: None, lambda: False)
            motions += [takes[0][: block.frames] for takes, block in zip(made, some)]
        return motions


def _neighbour(prompts: tuple[str, ...], number: int) -> str:
    return prompts[number + 1] if number + 1 < len(prompts) else prompts[number - 1]


def figures(stretches: Sequence[Window]) -> dict[str, dict[str, float]]:
    """The figures of stretches of motion together, with their intervals."""
    def over(statistic) -> dict[str, float]:
        return bootstrap(lambda rows: statistic([stretches[row] for row in rows]), len(stretches)).to_dict()

    def median(name: str) -> dict[str, float]:
        return over(lambda some: float(np.median([getattr(each, name) for each in some])))

    return {
        "root at the edges": median("edge_root"), "joints at the edges": median("edge_joints"), "root": median("root"), "joints": median("joints"),
        "joints, the worst tenth": over(lambda some: float(np.percentile([each.joints for each in some], 90))),
        "acceleration": over(lambda some: float(np.mean([each.acceleration for each in some]))),
        "foot skate": over(_skate),
        "slide of standing feet": over(lambda some: 100 * sum(each.standing_slide for each in some) / max(1, sum(each.stands for each in some))),
        "below the floor": over(lambda some: 100 * float(np.mean([each.sunk for each in some]))),
        "above the floor": over(lambda some: 100 * float(np.mean([each.floating for each in some]))),
    }


def _skate(stretches: Sequence[Window]) -> float:
    """cm/s."""
    return 100 * sum(each.slide for each in stretches) / max(1e-9, sum(each.contact for each in stretches))


def _mean(values: np.ndarray, most: float) -> Figure:
    values = np.asarray(values, dtype=np.float64)
    return bootstrap(lambda rows: float(values[rows].mean()), len(values), most=most)
