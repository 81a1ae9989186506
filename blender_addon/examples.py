"""Texts that the shipped weights do well, to begin with. Chosen by running many and looking at what came; see docs/generate.md."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A text, and the seconds that suit it; 0 where the text has no length of its own."""

    text: str
    seconds: float = 0.0


#: What the groups of a panel's menu are called, and what is in them.
Groups = dict[str, tuple[Example, ...]]

GENERATE: Groups = {
    "Walks and Runs": (
        Example("a person walks forward", 4.0), Example("a person strolls forward slowly", 4.0), Example("a person walks backward", 4.0),
        Example("a person walks and turns left", 4.0), Example("a person runs forward", 3.0),
        Example("a person dashes forward", 3.0),
    ),
    "Gestures": (
        Example("a person waves with the right hand", 3.0), Example("a person waves with both hands", 3.0),
        Example("a person waves goodbye", 3.0), Example("a person bows politely", 3.0), Example("a person raises the left hand", 3.0),
        Example("a person shows the way with a hand", 3.0),
    ),
    "Actions": (
        Example("a person throws a punch with the right hand", 3.0), Example("a person does a backflip", 3.0),
        Example("a person dances", 5.0), Example("a person sits down", 4.0),
    ),
    "Styles": (
        Example("an old man walks slowly with a bent back", 5.0), Example("a lady walks gracefully", 4.0),
        Example("a child walks playfully", 4.0), Example("a proud man walks with his chest out", 4.0),
        Example("an energetic person walks with big lively strides", 4.0), Example("a happy person walks forward", 4.0),
    ),
    "One after Another": (
        Example("a person walks forward, stops and bows", 7.0), Example("an old man walks slowly, then waves", 7.0),
        Example("a happy person walks, then waves with both hands", 7.0), Example("an angry person walks forward, then punches", 6.0),
        Example("a person walks forward, then turns around and walks back", 8.0),
    ),
}

POSE: Groups = {
    "Arms": (
        Example("hands on hips"), Example("arms folded across the chest"), Example("both arms thrown up in victory"),
        Example("right arm pointing straight ahead, left hand on the hip"), Example("hands behind the back, head bowed"),
    ),
    "Legs and Body": (
        Example("squatting, arms stretched forward"), Example("down on one knee with the right knee on the ground"),
        Example("sitting cross-legged on the ground with the hands on the knees"),
        Example("a deep lunge, left foot forward, arms spread to the sides"),
        Example("reaching down to touch the toes with straight legs"), Example("balancing on the left leg like a stork"),
    ),
    "Characters": (
        Example("a soldier saluting"), Example("an archer drawing a bow"), Example("a ballerina with her arms rounded above her head"),
        Example("scratching the back of the head with the left hand"),
    ),
}

COMPLETE: Groups = {
    "Between the Pins": (
        Example("a person walks"), Example("a person runs"),
    ),
}

#: By the property that the text goes into: settings of a scene, and the name there.
MENUS = {
    "GENERATE": ("motion_prompt", "prompt", GENERATE),
    "POSE": ("motion_prompt_pose", "text", POSE),
    "COMPLETE": ("motion_prompt_completion", "prompt", COMPLETE),
}
