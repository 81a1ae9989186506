"""The settings of Clean Up, kept with the scene."""
from __future__ import annotations

import bpy
from bpy.props import BoolProperty, EnumProperty, FloatProperty, PointerProperty


class MotionPromptCleanUpSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_clean_up`: each step a toggle with its number; `panels.clean_up` draws them in the order in which they run."""

    extent: EnumProperty(
        name="Frames", description="Which frames of the character's motion are cleaned up",
        items=(
            ("KEYS", "All Keys", "From the character's first key to its last"),
            ("PREVIEW", "Preview Range", "The timeline's preview range (P in the timeline sets it)"),
            ("SELECTED", "Selected Keys", "From the first to the last key that is selected in the Dope Sheet"),
        ),
    )
    retime: BoolProperty(name="Retime", description="Make the motion longer or shorter, or fit it to a new frame rate", default=False)
    retime_to: EnumProperty(
        name="To", description="What the motion is fitted to",
        items=(
            ("LENGTH", "A Length", "So many seconds from the first frame to the last"),
            ("RATE", "The Scene's Rate", "The keys were made at another frame rate: the motion gets its speed back at the scene's rate"),
        ),
    )
    seconds: FloatProperty(
        name="Seconds", description="How long the motion is to last", default=4.0, min=0.1, max=600.0, step=10, precision=2)
    former_fps: FloatProperty(
        name="Keys Were At", description="The frame rate at which the keys were made, in frames a second", default=30.0, min=1.0,
        max=1000.0, step=100, precision=3)
    mirror: BoolProperty(
        name="Mirror", description="Change left and right over, seen from where the character stands and faces at the first frame",
        default=False)
    smooth: BoolProperty(
        name="Smooth", description="Take out shaking. Feet that stand go on standing, and the ends of a movement stay as wide", default=False)
    cutoff: FloatProperty(
        name="Above", description="What shakes faster than this is taken out, in Hertz: lower is smoother", default=6.0, min=0.5, max=30.0,
        step=50, precision=1)
    loop: BoolProperty(name="Loop", description="Let the end meet the start, in pose and speed", default=False)
    find_loop: BoolProperty(
        name="Find the Cycle", description="Keep only the frames between which the body comes back to the same pose. Otherwise the whole "
        "length becomes the loop", default=True)
    loop_travel: EnumProperty(
        name="Travel", description="What becomes of the way that the root travels in one round",
        items=(
            ("KEEP", "Kept", "Every round goes on from where the last one ended"),
            ("REMOVE", "Removed", "Every round begins on the same spot"),
        ),
    )
    floor: BoolProperty(
        name="Floor", description="Move the motion up or down so that its lowest sole is on the character's floor", default=True)
    feet: BoolProperty(
        name="Foot Lock", description="Hold each foot on the floor where and while it stands: heel first, flat, then the toe", default=True)
    in_place: BoolProperty(
        name="In Place", description="Take out the way that the root travels. How the body sways stays", default=False)
    keep_heading: BoolProperty(
        name="Keep Turning", description="Leave the way that the body turns. Otherwise it goes on facing as at the first frame", default=True)
    reduce: BoolProperty(
        name="Fewer Keys", description="Leave few Bézier keys that are easy to edit, instead of one a frame", default=False)
    degrees: FloatProperty(
        name="Degrees", description="How far a bone may turn away from the motion", default=2.0, min=0.1, max=20.0, step=10, precision=1)
    centimetres: FloatProperty(
        name="Centimetres", description="How far a joint may be from its place in the motion, for a life-sized body", default=1.0, min=0.05, max=50.0, step=10, precision=2)


def register() -> None:
    bpy.utils.register_class(MotionPromptCleanUpSettings)
    bpy.types.Scene.motion_prompt_clean_up = PointerProperty(type=MotionPromptCleanUpSettings)


def unregister() -> None:
    del bpy.types.Scene.motion_prompt_clean_up
    bpy.utils.unregister_class(MotionPromptCleanUpSettings)
