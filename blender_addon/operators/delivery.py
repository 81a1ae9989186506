"""What came back, on its way to the character: the operator that lands it."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import bpy

from ..animation import pose_io, pose_preview, takes, view
from ..animation.pose_reading import MovingSpace
from ..animation.resample import scene_fps
from ..animation.view import View
from ..connection import problems
from ..connection.messages import PinError
from ..connection.problems import PLACE_TAKES, Problem
from ..rig import joint_bones, locks, smpl_armature
from ..rig.character_space import CharacterSpace
from . import obstacles
from .errors import refuse


@dataclass(frozen=True)
class Delivery:
    """Takes on their way to a character. Objects are known by `session_uid`: pointers die on undo, names change.

    `pin_errors` (at frames of the scene) and `notes` are what the server says of them.
    """

    armature_uid: int
    space: CharacterSpace | MovingSpace
    batch: takes.Batch
    pin_errors: tuple[PinError, ...] = ()
    notes: tuple[str, ...] = ()


#: What came back and has not landed yet.
_delivery: Delivery | None = None


class MOTION_PROMPT_OT_receive_takes(bpy.types.Operator):
    """Lands takes. An operator of its own, because a timer's writes are no undo step: one Generate, one undo."""

    bl_idname = "motion_prompt.receive_takes"
    bl_label = "Generate Motion"
    bl_description = "Put the takes that came back on the character"
    bl_options = {"UNDO", "INTERNAL"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if _delivery is None:
            cls.poll_message_set("No takes are waiting")
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        global _delivery
        context = view.of(context)
        armature, space = _target(context)
        if armature is None:
            return refuse(self, Problem(
                "The character that this motion is for has gone. The takes are not lost.",
                "Select another character and put them there, or undo and do the same.", PLACE_TAKES,
            ))
        if armature.animation_data is not None and armature.animation_data.use_tweak_mode:
            return refuse(self, Problem(
                "The character's NLA strip is being tweaked, so the motion cannot land. It is not lost.",
                "Leave tweak mode (Tab in the NLA editor), then put it there.", ("motion_prompt.receive_takes", "Put on Character"),
            ))
        reason = obstacles.to_keys(armature) if _delivery.batch.keys_in_place else ""
        if reason:
            return refuse(self, Problem(
                reason, "The motion is not lost: put it there then.", ("motion_prompt.receive_takes", "Put on Character")))
        scene = context.scene if context.scene in armature.users_scene else armature.users_scene[0]
        # What the takes start from, and Reject goes back to, is not a pose that was only tried.
        pose_preview.set_aside(armature)
        takes.land(armature, scene, space, _delivery.batch)
        _remember(armature, _delivery, scene_fps(scene))
        _delivery = None
        problems.show(None)
        return {"FINISHED"}


def _target(context: bpy.types.Context | View) -> tuple[bpy.types.Object | None, CharacterSpace | MovingSpace | None]:
    """The character that the takes were made for, else (after the animator has been asked) the one that is selected."""
    meant = character_of(_delivery.armature_uid)
    if meant is not None:
        return meant, _delivery.space
    asked = problems.shown() is not None and problems.shown().remedy == PLACE_TAKES
    other = smpl_armature.find_character(context) if asked else None
    if other is None or other.library is not None:
        return None, None
    return other, pose_io.space_of(context, other)


def character_of(uid: int) -> bpy.types.Object | None:
    """The character with this `session_uid`, where it is still in a scene."""
    for item in bpy.data.objects:
        if item.session_uid == uid and item.users_scene and smpl_armature.is_character(item):
            return item
    return None


def _remember(armature: bpy.types.Object, delivery: Delivery, fps: float) -> None:
    """Keeps what the panel says of the takes with the character, so that undo and saving take it along."""
    state = armature.motion_prompt
    for error in delivery.pin_errors:
        item = state.pin_errors.add()
        item.frame, item.degrees, item.centimetres = error.frame, error.degrees, error.centimetres
    bones = [bone for _joint, bone in joint_bones.keyed_bones(armature)]
    held = locks.about(bones, joint_bones.carrier(armature))
    for note in filter(None, (*delivery.notes, *delivery.batch.path_notes(fps), held)):
        state.notes.add().text = note


def hand_over(delivery: Delivery) -> None:
    """Lands the takes as one undo step; where that fails they wait, and the panel says why. Main thread only."""
    global _delivery
    _delivery = delivery
    press(bpy.ops.motion_prompt.receive_takes, Problem(
        "The motion could not be put on the character.", "Select a character and try again.", PLACE_TAKES))


def press(operator: Callable[..., set[str]], otherwise: Problem) -> None:
    """Calls an operator as an undo step; where it fails without saying why, the panel says `otherwise`.

    Never under `temp_override`, though from a timer there is no window then (hence `view`): Blender lets go of Python's lock while it runs an
    operator that Python calls, and looks what is overridden up in Python again and again. Up to Python 3.11, in Blender up to 5.0, it does so
    without the lock as soon as another thread holds it, the add-on's own or anybody's, and two threads in one interpreter end in a crash.
    """
    try:
        # The second argument asks for an undo step, which calls from Python leave out otherwise.
        operator("EXEC_DEFAULT", True)
    except RuntimeError as failure:
        if problems.shown() is None:
            print(failure)  # for a bug report: the sentence below is for the animator
            problems.show(otherwise)


CLASSES = (MOTION_PROMPT_OT_receive_takes,)
