"""Two things at once on two cores: a second thread beside the one that asks."""
from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

import torch

Result = TypeVar("Result")


def core_is_idle() -> bool:
    """Whether PyTorch leaves a core of this computer with nothing to do, as the server has it."""
    return torch.get_num_threads() == 1 and (os.cpu_count() or 1) > 1


def side_by_side(one: Callable[[], Result], other: Callable[[], Result]) -> tuple[Result, Result]:
    """What both give, `one` from a thread of its own. What is set for a thread (gradients, inference) each sets for itself."""
    begun = _beside().submit(one)
    second = other()
    return begun.result(), second


@lru_cache(maxsize=1)
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="beside")
