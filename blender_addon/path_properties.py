"""What the add-on keeps of the path that Generate follows."""
from __future__ import annotations

from typing import Any

import bpy
from bpy.props import BoolProperty, EnumProperty, PointerProperty


def _is_curve(_settings: bpy.types.PropertyGroup, item: bpy.types.Object) -> bool:
    return item.type == "CURVE"


class MotionPromptPathSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_path`: the curve that Generate and Generate All follow, and how."""

    curve: PointerProperty(
        name="Path", type=bpy.types.Object, poll=_is_curve,
        description=(
            "A curve for the character to walk along, as seen from above. It begins on the curve beside where it stands, or at the curve's "
            "start where that is more than a metre away. With keys before the playhead it walks over to the curve from where it stands"),
    )
    facing: EnumProperty(
        name="Facing",
        description="Where the body faces on the path",
        items=(
            ("ALONG", "Along the Path", "The body turns with the path. Who walks sideways or backwards does so along the path"),
            ("FIXED", "Fixed", "The body keeps facing as it stands, and its hips turn a little to where it goes. For gentle curves, and for "
                               "steps sideways or backwards: where the path leads across the steps, the body turns along as far as its legs need"),
        ),
    )
    fit: BoolProperty(
        name="Fit to Path", default=False,
        description="Make strides longer or shorter, 0.7 to 1.4 times, so that the motion ends where the path ends",
    )

    def recall(self, stored: dict[str, Any] | None) -> bool:
        """Puts back what is stored of a take's path; False where its curve has gone."""
        found = bpy.data.objects.get(str(stored["name"])) if stored else None
        self.curve = found if found is not None and found.type == "CURVE" else None
        if stored:
            self.facing, self.fit = "FIXED" if stored["fixed"] else "ALONG", bool(stored["fit"])
        return stored is None or self.curve is not None


_CLASSES = (MotionPromptPathSettings,)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)
    bpy.types.Scene.motion_prompt_path = PointerProperty(type=MotionPromptPathSettings)


def unregister() -> None:
    del bpy.types.Scene.motion_prompt_path
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
