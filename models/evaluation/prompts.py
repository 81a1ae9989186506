"""What comes of words that no training caption has: a table of prompts with what the motion measurably does."""
from __future__ import annotations

import numpy as np

from models.evaluation.evaluator import Evaluator
from models.evaluation.evaluator_task import encode_sentences
from models.evaluation.measured import Measured
from models.features import headings
from models.lead.pipeline import GenerationRequest, LeadPipeline
from models.motion import Motion
from models.skeleton import JOINT_INDEX

#: The verbs of these are in no training caption.
PROMPTS = (
    "a man strolls through the park", "someone jogs", "a soldier salutes", "a zombie shambles along", "a woman hails a taxi",
    "someone surrenders with their hands up", "a burglar tiptoes away", "a patient limps along", "a child skips along", "a butler welcomes a guest",
)


def prompts_table(pipeline: LeadPipeline, evaluator: Evaluator, labels: dict[str, str], seconds: float = 4.0) -> str:
    """A Markdown table, one row a prompt (seed 0): how far it travels and turns, how high each hand gets, and which of `labels`
    (label → a caption of it) the matching network takes it for."""
    names = list(labels)
    texts = evaluator.embed_texts(encode_sentences(pipeline.text_encoder, list(labels.values())))
    rows = ["| prompt | travels | turns | highest left / right hand | taken for |", "|---|---|---|---|---|"]
    for prompt in PROMPTS:
        motion = pipeline(GenerationRequest(prompt, seconds, seed=0))[0]
        nearest = names[int(np.argmax(Measured.of([motion], evaluator).embeddings @ texts.T))]
        rows.append(f"| {prompt} | {_travel(motion)} | {_hands(motion)} | {nearest.replace('|', ', ')} |")
    return "\n".join(rows)


def _travel(motion: Motion) -> str:
    across, _, along = motion.root_translation[-1] - motion.root_translation[0]
    facing = headings(motion)
    turned = np.degrees(facing[-1] - facing[0])
    return f"{along:+.1f} m ahead, {across:+.1f} m to the left | {turned:+.0f}°"


def _hands(motion: Motion) -> str:
    heights = motion.joint_positions()[:, [JOINT_INDEX["left_wrist"], JOINT_INDEX["right_wrist"]], 1].max(axis=0)
    return f"{heights[0]:.2f} / {heights[1]:.2f} m"
