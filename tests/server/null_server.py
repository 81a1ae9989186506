"""The real server process around a model that needs no weights: it answers by what the prompt says.

A prompt of "slow" takes 20 ms a step and "hold" 100 ms, "crash" and "memory" raise, "broken" returns no motion; any other is
done at once. Every take's first frame says which request it answers. MOTION_PROMPT_NULL says how the model loads: "", "slow",
"fail", "slow-fail" or "crash".
"""
from __future__ import annotations

import os
import time

import numpy as np

from models.motion import Motion
from server.__main__ import run
from server.engine import LoadError

SECONDS_A_STEP = {"slow": 0.02, "hold": 0.1}


class NullPipeline:
    """Stands still at x = seed, z = number of the take."""

    provenance = {"name": "null", "text_encoder": "none", "licence": "GPL-3.0-or-later", "trained_on": "nothing"}

    def __call__(self, request, on_step, cancelled):
        if request.prompt == "crash":
            raise RuntimeError("a secret path: /home/someone")
        if request.prompt == "memory":
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
        for step in range(request.steps):
            if cancelled():
                raise InterruptedError
            time.sleep(SECONDS_A_STEP.get(request.prompt, 0))
            on_step(step + 1, request.steps)
        if request.prompt == "broken":
            return None
        return [stand(request, take) for take in range(request.takes)]


def stand(request, take: int) -> Motion:
    frames = round(request.duration * 30)
    rotations = np.zeros((frames, 22, 4), np.float32)
    rotations[..., 0] = 1
    return Motion(np.tile(np.float32([request.seed, 0.93, take]), (frames, 1)), rotations)


def load() -> NullPipeline:
    how = os.environ.get("MOTION_PROMPT_NULL", "")
    if how.startswith("slow"):
        time.sleep(2)
    if how.endswith("fail"):
        raise LoadError("The file lead.safetensors is damaged.", "Download it again.")
    if how == "crash":
        raise ImportError("no torch")
    return NullPipeline()


if __name__ == "__main__":
    run(load)
