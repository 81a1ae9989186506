"""Takes: the motions that came back, each an action of its own, and the way back to what was there before.

Everything about them is kept on the armature (`object.motion_prompt`), so that undo, saving and opening take it along.
"""
from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import bpy

from ..rig.character_space import Channels, CharacterSpace
from ..rig.skeleton import JOINT_NAMES
from . import bone_poses, keyframes, resample
from .motion import Motion

#: Custom property on the actions made here: the request that made them, as JSON.
REQUEST = "motion_prompt_request"
_LONGEST_LABEL = 40
_SUBJECT = re.compile(r"^(a|the|one)\s+(person|human|character|figure)\s+(?=\S)|^(someone|somebody)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Batch:
    """What one Generate brought: the takes, where they begin and end on the timeline, and the request to remember."""

    motions: Sequence[Motion]
    prompt: str
    request: dict
    start_frame: int
    most_frames: int | None = None
    #: Whether `prepare` keys the action that the character plays.
    keys_in_place: ClassVar[bool] = False

    def replaces(self, armature: bpy.types.Object) -> bool:
        """Whether this is another try at the takes that wait, so that these may go."""
        return armature.motion_prompt.start_frame == self.start_frame

    def prepare(self, armature: bpy.types.Object, space: CharacterSpace) -> None:
        """What is done to the character before the takes land; Discard does not take it back."""

    def write(
        self, armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace, action: bpy.types.Action, motion: Motion,
    ) -> None:
        """Puts a motion into `action`, a copy of the one the character plays: that up to the start frame, then the motion."""
        motion = resample.resampled(motion, resample.scene_fps(scene))
        channels = space.channels(Motion(
            motion.root_translation[:self.most_frames], motion.joint_rotations[:self.most_frames], motion.fps))
        _write(armature, action, channels, self.start_frame, scene.frame_start)


def waiting(armature: bpy.types.Object | None) -> bool:
    """Whether the character has takes that wait for Keep or Discard."""
    return armature is not None and len(armature.motion_prompt.takes) > 0


def land(armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace, batch: Batch) -> None:
    """Puts takes on a character and shows the first.

    Takes still waiting are given up where the new ones are another try; else the one shown is kept, because the animator went
    on with it.
    """
    if waiting(armature):
        discard(armature) if batch.replaces(armature) else keep(armature)
    batch.prepare(armature, space)
    _remember_former(armature, batch.start_frame)
    for number, motion in enumerate(batch.motions, 1):
        action = _former_copy(armature, f"{label(batch.prompt)} · take {number}")
        batch.write(armature, scene, space, action, motion)
        action[REQUEST] = json.dumps({**batch.request, "take": number}, ensure_ascii=False)
        armature.motion_prompt.takes.add().action = action
    show(armature, 0)


def show(armature: bpy.types.Object, index: int) -> None:
    """Plays another take; the index wraps around. Takes whose action the animator deleted are left out."""
    state = armature.motion_prompt
    for position in reversed(range(len(state.takes))):
        if state.takes[position].action is None:
            state.takes.remove(position)
    if len(state.takes):
        state.shown = index % len(state.takes)
        keyframes.assign(armature, state.takes[state.shown].action)


def keep(armature: bpy.types.Object) -> None:
    """Keeps the take shown and removes the others. The former action stays in the file."""
    state = armature.motion_prompt
    if state.former_action is not None:
        state.former_action.use_fake_user = True
    _clear(armature)


def discard(armature: bpy.types.Object) -> None:
    """Goes back to the former action and pose and removes every take."""
    state = armature.motion_prompt
    playing = armature.animation_data.action if armature.animation_data else None
    # If the animator has put another action there by hand meanwhile, that choice stands.
    if playing is None or any(take.action == playing for take in state.takes):
        keyframes.assign(armature, state.former_action, state.former_slot)
        # An action that is taken away leaves the bones where it had them last.
        bone_poses.put_back(armature, state.former_pose)
    if state.former_action is not None:
        state.former_action.use_fake_user = state.former_had_fake_user
    _clear(armature)


def label(prompt: str) -> str:
    """A short name for what the prompt asks: without its "a person", cut at a word."""
    words = _SUBJECT.sub("", " ".join(prompt.split())).strip(" .!") or prompt.strip()
    if len(words) <= _LONGEST_LABEL:
        return words
    return words[:_LONGEST_LABEL + 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def _former_copy(armature: bpy.types.Object, name: str) -> bpy.types.Action:
    """A copy of the former action, other channels included; an empty action where there was none."""
    state = armature.motion_prompt
    if state.former_action is None or (keyframes.HAS_SLOTS and not state.former_slot):
        return keyframes.new_action(name, armature)
    action = keyframes.copied_action(name, state.former_action, state.former_slot)
    action.use_fake_user = False
    return action


def _write(
    armature: bpy.types.Object, action: bpy.types.Action, channels: Channels, start_frame: int, scene_start: int,
) -> None:
    bag = keyframes.channelbag(action)
    for joint, name in enumerate(JOINT_NAMES):
        bone = armature.pose.bones[name]
        tracks = [keyframes.rotation_channel(bone, channels.rotations[:, joint])]
        if joint == 0:
            tracks.append(("location", channels.location))
        for channel, values in tracks:
            for index in range(values.shape[1]):
                curve = keyframes.ensure_fcurve(bag, bone.path_from_id(channel), index, name)
                keyframes.end_before(curve, start_frame, scene_start)
                keyframes.write_keys(curve, start_frame, values[:, index])


def _remember_former(armature: bpy.types.Object, start_frame: int) -> None:
    state = armature.motion_prompt
    former = armature.animation_data.action if armature.animation_data else None
    state.former_action, state.former_slot = former, keyframes.assigned_slot(armature)
    state.start_frame = start_frame
    bone_poses.remember(armature, state.former_pose)
    if former is not None:
        state.former_had_fake_user = former.use_fake_user
        former.use_fake_user = True


def _clear(armature: bpy.types.Object) -> None:
    """Forgets the takes and removes those actions that nothing uses any more."""
    state = armature.motion_prompt
    made = [take.action for take in state.takes if take.action is not None]
    state.takes.clear()
    for gone in (state.former_pose, state.pin_errors, state.notes):
        gone.clear()
    state.former_action, state.former_slot, state.shown = None, "", 0
    for action in made:
        if action.users == 0:
            bpy.data.actions.remove(action)
