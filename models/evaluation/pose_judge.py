"""The judge of text-to-pose: a second CLPP, trained from another seed on sentences in other words, that generates nothing.

It shares no weights with the shipped CLPP, which the generator learned from and which therefore cannot say how good its poses are.
`python -m models.training` saves it as any CLPP (`models.training.clpp_task`).
"""
from __future__ import annotations

from pathlib import Path

from models.pose.clpp import Clpp, ClppConfig, SentenceTeacher
from models.text import TextEncoder
from models.weights_file import WEIGHTS, WeightsError, load_weights

FILE_NAME = "pose_judge.safetensors"


def load_judge(encoder: TextEncoder, path: Path = WEIGHTS / FILE_NAME) -> SentenceTeacher:
    """The judge's towers behind the sentence encoder. Raises WeightsError with a sentence where the file is missing, damaged, of
    another version or made for another sentence encoder."""
    tensors, header = load_weights(path)
    try:
        clpp = Clpp(ClppConfig.from_dict(header["config"]))
        clpp.load_state_dict(tensors)
    except (KeyError, TypeError, RuntimeError) as error:
        raise WeightsError(f"The judge of poses “{path.name}” belongs to another version. Train it again.") from error
    if (encoder.name, encoder.width) != (clpp.config.text_encoder, clpp.config.text_width):
        message = f"The judge of poses “{path.name}” reads {clpp.config.text_encoder}, not {encoder.name}. Train it again."
        raise WeightsError(message)
    return SentenceTeacher(encoder, clpp.eval().requires_grad_(False))
