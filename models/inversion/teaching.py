"""What a style is learned from: the animator's clips, and their manner carried over to what the clips do not show."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch

from models.inversion.actions import guess_actions
from models.inversion.carrying import carried_over
from models.inversion.request import Exemplar
from models.inversion.segments import Segments, cut, features_of, taught_and_held_out
from models.lead.pipeline import LeadPipeline

#: Segments of the animator's clips, of their ends for testing, and those to guess actions by (at least one a clip).
_SEGMENTS, _HELD_OUT, _LOOKED_AT = 96, 24, 9
#: As many times as many are carried over: the clips show less than what will be asked for.
_CARRIED = 2


@dataclass(frozen=True)
class Teaching:
    """taught: segments to learn from, a third of them of the animator's clips, the others of clips in their manner. held_out: of the ends of the
    animator's clips, never learned from. actions: what each clip shows, the animator's first."""

    taught: Segments
    held_out: Segments
    actions: tuple[str, ...]

    @classmethod
    def of(cls, lead: LeadPipeline, exemplars: Sequence[Exemplar], seed: int, cancelled: Callable[[], bool] = lambda: False) -> Teaching:
        """Raises Cancelled."""
        generator = torch.Generator().manual_seed(seed)
        taught, held_out = zip(*(taught_and_held_out(features_of(exemplar)) for exemplar in exemplars))
        looked_at = len(taught) * max(1, _LOOKED_AT // len(taught))
        actions = _actions(lead, exemplars, cut(lead.model, taught, looked_at, generator), seed)
        others = carried_over(lead, exemplars, actions, seed, cancelled)
        rounds = max(1, _SEGMENTS // len(taught))
        own, carried = [*taught] * rounds, [features_of(other) for other in others]
        # The numbers are the clips', as `actions` counts them.
        pairs = [(feature, index % len(taught)) for index, feature in enumerate(own)]
        pairs += [(carried[index % len(carried)], len(taught) + index % len(carried)) for index in range(_CARRIED * len(own))]
        segments = cut(lead.model, [feature for feature, _ in pairs], len(pairs), generator)
        clips = torch.tensor([number for _, number in pairs])
        return cls(replace(segments, clip=clips), cut(lead.model, held_out, max(_HELD_OUT, len(held_out)), generator),
                   (*actions, *(other.does for other in others)))


def _actions(lead: LeadPipeline, exemplars: Sequence[Exemplar], own: Segments, seed: int) -> list[str]:
    """What each exemplar shows: as the animator says, else as its name says, else guessed."""
    said = [exemplar.does.strip() for exemplar in exemplars]
    guessed = guess_actions(lead, own, seed, [exemplar.name for exemplar in exemplars]) if not all(said) else said
    return [mine or guess for mine, guess in zip(said, guessed)]
