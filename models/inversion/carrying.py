"""Exemplars' manner, carried over to what people ask for most: clips that a style is learned from beside the animator's own."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from models.inversion.manner import Comparison, Manner
from models.inversion.request import Exemplar
from models.lead.pipeline import GenerationRequest, LeadPipeline
from models.motion import FPS, Motion

#: What the manner is carried over to: going somewhere, and using the hands.
CARRIED = ("walks forward", "walks", "runs", "turns left while walking", "waves with the right hand", "raises both hands")
#: Neutral motions of an action, their seconds, and the DDIM steps they are made in.
_TAKES, _SECONDS, _STEPS = 4, 4.0, 20


def carried_over(
    lead: LeadPipeline, exemplars: Sequence[Exemplar], actions: Sequence[str], seed: int, cancelled: Callable[[], bool] = lambda: False,
) -> list[Exemplar]:
    """New exemplars: every action of CARRIED in the manner of `exemplars`. actions: what each of those shows. Raises Cancelled."""
    neutral = {action: neutral_motions(lead, action, seed, cancelled) for action in dict.fromkeys((*actions, *CARRIED))}
    shown = [Comparison.of(exemplar.motion.resampled(FPS), neutral[action]) for exemplar, action in zip(exemplars, actions)]
    manners = {action: Manner.of(shown, neutral[action]) for action in CARRIED}
    return [Exemplar(manners[action].carried_over(motion), action) for action in CARRIED for motion in neutral[action]]


def neutral_motions(lead: LeadPipeline, action: str, seed: int, cancelled: Callable[[], bool] = lambda: False) -> list[Motion]:
    """What the model makes of an action in no particular manner. Raises Cancelled."""
    return lead(GenerationRequest(f"a person {action}", _SECONDS, seed, _TAKES, steps=_STEPS), cancelled=cancelled)
