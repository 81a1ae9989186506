"""Turn a validation error of pydantic into a sentence for an animator."""
from __future__ import annotations

from typing import Any

from server.limits import PROMPT_CHARACTERS, RANGES

#: What to do where the two ends do not understand each other.
UPDATE = "Update the add-on and the server to the same version."

#: How a field is called in the panel.
_LABELS = {
    "prompt": "prompt",
    "duration": "length",
    "seed": "seed",
    "takes": "number of takes",
    "guidance_scale": "guidance",
    "steps": "number of steps",
    "start_position": "start position",
    "start_heading": "start direction",
}
_UNITS = {"duration": " seconds", "start_position": " metres", "start_heading": " radians"}


def explain(error: dict[str, Any]) -> tuple[str, str | None]:
    """Detail and action for one entry of `ValidationError.errors()`. Never repeats more than 40 characters of the input."""
    kind, place = error["type"], [part for part in error["loc"] if isinstance(part, str) and part != "body"]
    if not place:
        return "The request is not readable: it must be one JSON object.", UPDATE
    name = place[0]
    label = _LABELS.get(name, name[:40])
    if kind == "extra_forbidden":
        return f"This server does not know the setting “{name[:40]}”.", UPDATE
    if name == "prompt":
        return _explain_prompt(kind, error)
    if kind == "missing" and len(error["loc"]) == 2:
        return f"The {label} is missing.", UPDATE
    if name not in RANGES:
        return f"The {label} is not readable.", "Change it and try again."
    low, high = RANGES[name]
    noun = "whole number" if isinstance(low, int) else "number"
    between = f"between {low:.12g} and {high:.12g}{_UNITS.get(name, '')}"
    if name == "start_position":
        action = "Move the character closer to the middle of the scene."
        return f"The start position must be two numbers, x and z, {between}.", action
    return f"The {label} must be a {noun} {between}.", f"Change the {label} and try again."


def _explain_prompt(kind: str, error: dict[str, Any]) -> tuple[str, str | None]:
    if kind in ("missing", "blank"):
        return "The prompt is empty.", "Write what the character should do, for example “a person walks forward and waves”."
    if kind == "string_too_long":
        length = f"{len(error['input'].strip()):,} characters"
        return f"The prompt is too long: it has {length}, and at most {PROMPT_CHARACTERS} fit.", "Shorten the prompt."
    return "The prompt holds something that is not text.", "Type the prompt again."
