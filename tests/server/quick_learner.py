"""The real server with the shipped models, which takes a few steps only to learn a style: what is tested is the way there and back, not how well."""
from __future__ import annotations

from models.inversion import carrying, pipeline, strong_learning, token_learning
from server import exemplars
from server.__main__ import run, shipped

TOKEN, DECODER, DENOISER = 16, 4, 20


def hurry() -> None:
    carrying._STEPS, carrying._TAKES = 4, 1
    token_learning.STEPS = pipeline.STEPS = exemplars.INVERSION_STEPS = TOKEN
    for module in (strong_learning, pipeline):
        module.DECODER_STEPS, module.DENOISER_STEPS = DECODER, DENOISER
    exemplars.STRONG_INVERSION_STEPS = TOKEN + DECODER + DENOISER


if __name__ == "__main__":
    hurry()
    run(shipped)
