"""The sizes of the completion networks."""
from __future__ import annotations

from dataclasses import asdict, dataclass

#: DDIM steps. The pins say most: with 25, half-trained weights moved 3 % more with one pin and 1 % more with two.
STEPS = 12


@dataclass(frozen=True)
class CompletionConfig:
    """prompt_width: channels of the motion-prompt encoder. rank: of the low-rank updates in the prior. refiner_width, dilations: the
    decoder's residual blocks at full frame rate."""

    name: str = "starter"
    prompt_width: int = 160
    rank: int = 48
    refiner_width: int = 160
    dilations: tuple[int, ...] = (1, 3, 9, 27, 1, 3, 9, 27)

    def to_dict(self) -> dict:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict) -> CompletionConfig:
        return cls(**{**values, "dilations": tuple(values["dilations"])})


STARTER = CompletionConfig()
