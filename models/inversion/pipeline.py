"""Motion textual inversion: an animator's clips become a token (LEAD, section 4.2)."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.inversion.actions import guess_actions
from models.inversion.low_rank import arrays_of, learning
from models.inversion.objective import Objective, OneStepEstimate, distances
from models.inversion.request import InversionRequest, Learned
from models.inversion.segments import Exemplars, Segments, cut
from models.inversion.style import Style, StyleInfo
from models.inversion.tokens import batch_of, frame_of, words_of
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadPipeline
from models.lead.sampling import TRAIN_STEPS, Cancelled

#: Sentences about a clip: {does} is what it shows, * where the token stands.
TEMPLATES = (
    "a * person {does}", "a * man {does}", "a * woman {does}", "a * figure {does}", "someone * {does}", "a person {does} in a * way",
)
_OnStep = Callable[[int, int, float], None]


@dataclass(frozen=True)
class Settings:
    """vectors: input embeddings a token has. The paper's token: 1 vector, 20 steps, batches of 4."""

    vectors: int = 4
    steps: int = 80
    batch: int = 8
    learning_rate: float = 0.02
    strong_steps: int = 300
    strong_batch: int = 16
    strong_rate: float = 2e-3
    rank: int = 8
    objective: Objective = "lead"


class InversionPipeline:
    pass
