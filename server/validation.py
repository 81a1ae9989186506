"""Turn a validation error of pydantic into a sentence for an animator."""
from __future__ import annotations

from typing import Any

from models.inversion.request import LONGEST_ACTION, MOST_CLIPS
from models.skeleton import JOINT_NAMES
from server.limits import CLIP_NAME_CHARACTERS, PROMPT_CHARACTERS, RANGES

#: What to do where the two ends do not understand each other.
UPDATE = "Update the add-on and the server to the same version."

#: How a field is called in the panel.
_LABELS = {
    "prompt": "prompt",
    "duration": "length",
    "seed": "seed",
    "takes": "number of takes",
    "text": "description of the pose",
    "count": "number of poses",
    "guidance_scale": "guidance",
    "style_strengths": "strength of a style",
    "name": "name of the style",
    "descriptor": "descriptor",
    "exemplars": "list of clips",
    "steps": "number of steps",
    "frames": "number of frames",
    "fps": "frame rate",
    "constraints": "list of pinned poses",
    "blocks": "list of blocks",
    "transition": "length of the transitions",
    "start_position": "start position",
    "start_heading": "start direction",
}
#: What to write where nothing was.
_EXAMPLES = {
    "prompt": "Write what the character should do, for example “a person walks forward and waves”.",
    "text": "Write what the body does, for example “hands on the hips”.",
    "name": "Type one word, for example “grumpy”.",
    "descriptor": "Type the plain word that comes nearest to the style, for example “angry”.",
}
_UNITS = {"duration": " seconds", "fps": " frames a second", "transition": " seconds", "start_position": " metres", "start_heading": " radians"}

#: What is wrong with a pin, by the field that is.
_PIN_FAULTS = {
    "frame": "has no frame: a whole number, counted from the first frame of the motion",
    "root_translation": "does not say where the body is: three numbers, in metres, within 100 km of the middle of the scene",
    "joint_rotations": f"does not hold a rotation for each of the {len(JOINT_NAMES)} joints",
    "joint_mask": f"does not say of each of the {len(JOINT_NAMES)} joints whether it is pinned",
    "root_mask": "does not say whether the place of the body is pinned",
}

#: What is wrong with a block, by the field that is.
_BLOCK_FAULTS = {
    "prompt": f"has a prompt that is no text of at most {PROMPT_CHARACTERS} characters",
    "first": "has no first frame: a whole number, counted from the first frame of the first block",
    "frames": "has no length: a whole number of frames, at most {}".format(RANGES["frames"][1]),
    "seed": "has a seed that is no whole number between {} and {}".format(*RANGES["seed"]),
    "motion": "does not hold the motion that is to stay: its frames, at {:g} to {:g} of them a second".format(*RANGES["fps"]),
}

#: What is wrong with a clip, by the field that is.
_CLIP_FAULTS = {
    "name": f"has no name, or one of more than {CLIP_NAME_CHARACTERS} characters",
    "does": f"has a description of what it shows that is no text of at most {LONGEST_ACTION} characters",
    "motion": "does not hold a motion: its frames, at {:g} to {:g} of them a second".format(*RANGES["fps"]),
    "bvh": "does not hold the text of a BVH file",
}


def explain(error: dict[str, Any]) -> tuple[str, str | None]:
    """Detail and action for one entry of `ValidationError.errors()`. Never repeats more than 40 characters of the input."""
    kind, place = error["type"], [part for part in error["loc"] if isinstance(part, str) and part not in ("body", "query")]
    if kind == "impossible":
        return error["msg"], None
    if not place:
        return "The request is not readable: it must be one JSON object.", UPDATE
    name = place[0]
    label = _LABELS.get(name, name[:40])
    if kind == "extra_forbidden":
        return f"This server does not know the setting “{place[-1][:40]}”.", UPDATE
    if name in _EXAMPLES:
        return _explain_words(kind, error, label, _EXAMPLES[name])
    if kind == "missing" and len(error["loc"]) == 2:
        return f"The {label} is missing.", UPDATE
    if name == "blocks":
        return _explain_blocks(error, place)
    if name == "constraints":
        return _explain_pins(kind, error["loc"], place)
    if name == "exemplars":
        return _explain_clips(error, place)
    if name not in RANGES:
        return f"The {label} is not readable.", "Change it and try again."
    low, high = RANGES[name]
    noun = "whole number" if isinstance(low, int) else "number"
    between = f"between {low:.12g} and {high:.12g}{_UNITS.get(name, '')}"
    if name == "start_position":
        action = "Move the character closer to the middle of the scene."
        return f"The start position must be two numbers, x and z, {between}.", action
    return f"The {label} must be a {noun} {between}.", f"Change the {label} and try again."


def _explain_words(kind: str, error: dict[str, Any], label: str, example: str) -> tuple[str, str | None]:
    if kind in ("missing", "blank"):
        return f"The {label} is empty.", example
    if kind == "string_too_long":
        length = f"{len(error['input'].strip()):,} characters"
        return f"The {label} is too long: it has {length}, and at most {error['ctx']['max_length']} fit.", f"Shorten the {label}."
    return f"The {label} holds something that is not text.", f"Type the {label} again."


def _explain_pins(kind: str, location: tuple[int | str, ...], place: list[str]) -> tuple[str, str | None]:
    number = next((part + 1 for part in location if isinstance(part, int)), None)
    if kind == "too_long" and number is None:
        return f"There are more pinned poses than the {RANGES['frames'][1]} that fit.", "Delete some of the pins."
    if number is None:
        return "The list of pinned poses is not readable.", UPDATE
    if kind == "damaged":
        return f"The numbers of pin {number} arrived damaged.", "Try again, or pin the pose again."
    if len(place) < 2:
        return f"Pin {number} is not readable.", UPDATE
    return f"Pin {number} {_PIN_FAULTS[place[1]]}.", "Pin the pose again."


def _explain_blocks(error: dict[str, Any], place: list[str]) -> tuple[str, str | None]:
    number = next((part + 1 for part in error["loc"] if isinstance(part, int)), None)
    if error["type"] == "too_long" and number is None:
        return f"There are {len(error['input'])} blocks, and at most {RANGES['blocks'][1]} fit.", "Generate them in two parts."
    if error["type"] == "too_short" and number is None:
        return "There is no block to make motion for.", "Add a block and write a prompt into it."
    if number is None:
        return "The list of blocks is not readable.", UPDATE
    if len(place) < 2:
        return f"Block {number} is not readable.", UPDATE
    if place[-1] == "shape":
        return f"The numbers of the motion of block {number} arrived damaged.", "Try again."
    return f"Block {number} {_BLOCK_FAULTS[place[1]]}.", "Change the block and try again."


def _explain_clips(error: dict[str, Any], place: list[str]) -> tuple[str, str | None]:
    number = next((part + 1 for part in error["loc"] if isinstance(part, int)), None)
    if error["type"] == "too_long" and number is None:
        return f"{len(error['input'])} clips are too many. A style is learned from up to {MOST_CLIPS}.", "Remove some."
    if number is None:
        return "The list of clips is not readable.", UPDATE
    if len(place) < 2:
        return f"Clip {number} is not readable.", UPDATE
    if place[-1] == "shape":
        return f"The numbers of clip {number} arrived damaged.", "Add the clip again."
    return f"Clip {number} {_CLIP_FAULTS[place[1]]}.", "Add the clip again."
