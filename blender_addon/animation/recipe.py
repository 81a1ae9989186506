"""What made a take, stored with its action as JSON: the request, which of its takes this is, and how it landed."""
from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import bpy

#: Custom property on the actions made here.
REQUEST = "motion_prompt_request"


@dataclass(frozen=True)
class Recipe:
    """The request of a take (what was asked of the server, with its `task`), its number from 1, and where it landed.

    `landing` is empty in files of older versions: their takes tell what made them, but cannot be made again.
    """

    request: dict[str, Any]
    take: int
    landing: dict[str, Any]

    @property
    def task(self) -> str:
        return str(self.request.get("task", ""))

    @property
    def prompt(self) -> str:
        return str(self.request.get("prompt", "")).strip()


def store(action: bpy.types.Action, recipe: Recipe) -> None:
    """Writes it into the action."""
    action[REQUEST] = json.dumps({**recipe.request, "take": recipe.take, "landing": recipe.landing}, ensure_ascii=False)


def of(action: bpy.types.Action | None) -> Recipe | None:
    """What made the action; None where it was not made here, or what is stored there cannot be read."""
    try:
        stored = json.loads(action[REQUEST]) if action is not None and REQUEST in action else None
        return Recipe(stored, int(stored.pop("take", 1)), dict(stored.pop("landing", {}))) if stored is not None else None
    except (AttributeError, TypeError, ValueError):
        return None


def in_words(recipe: Recipe) -> str:
    """What made it, for the panel: "a person waves, seed 12, take 2 of 4, guidance 4"."""
    request = recipe.request
    takes = int(request.get("takes", 0))
    parts = [
        recipe.prompt or str(recipe.landing.get("title", "")), f"seed {request['seed']}" if "seed" in request else "",
        f"take {recipe.take} of {takes}" if takes > 1 else f"take {recipe.take}",
        f"guidance {request['guidance_scale']:g}" if "guidance_scale" in request and recipe.prompt else "",
        f"along {recipe.landing['path']['name']}" if recipe.landing.get("path") else "",
    ]
    return ", ".join(part for part in parts if part)
