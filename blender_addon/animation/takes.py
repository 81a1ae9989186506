"""Takes: the motions that came back, each an action of its own, and the way back to what was there before.

Everything about them is kept on the armature (`object.motion_prompt`), so that undo, saving and opening take it along.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import bpy
import numpy as np

from ..rig import character_file, joint_bones, locks
from ..rig.character_space import CharacterSpace
from . import bone_poses, control_keys, following, ik_keys, keyframes, nla, path_notes, recipe, relaxed_hands, replanting, resample, switch_keys
from .motion import Motion
from .path import Path
from .recipe import Recipe
from .reduction import Limits

_LONGEST_LABEL = 40
_SUBJECT = re.compile(r"^(a|the|one)\s+(person|human|character|figure)\s+(?=\S)|^(someone|somebody)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Batch:
    """What one Generate brought: the takes, where they begin and end on the timeline, and the request to remember.

    `shown`: which of them is played first. `path`: what they are led along, as it was when they were asked for.
    """

    motions: Sequence[Motion]
    prompt: str
    request: dict
    start_frame: int
    most_frames: int | None = None
    shown: int = 0
    path: Path | None = None
    #: Whether takes of one length have keys at the same frames, so that they differ in these keys' values alone.
    alike: ClassVar[bool] = True
    #: Whether `prepare` keys the action that the character plays.
    keys_in_place: ClassVar[bool] = False
    #: Names this way of landing in what is stored with a take.
    kind: ClassVar[str] = "takes"

    def landing(self) -> dict[str, Any]:
        """How these takes land, as JSON has it: with the request, all that it takes to make them again.

        `frames`: the first and the last frame at which the character's place in the scene is read.
        """
        return {
            "kind": self.kind, "title": self.prompt, "frames": [self.start_frame, self.start_frame], "most_frames": self.most_frames,
            "path": self.path.stored() if self.path is not None else None,
        }

    @classmethod
    def again(cls, motions: Sequence[Motion], made: Recipe, shown: int = 0) -> Batch:
        """New motions that land as a take did. Raises KeyError, TypeError or ValueError where it does not tell how."""
        return cls(
            motions, str(made.landing["title"]), made.request, int(made.landing["frames"][0]), made.landing["most_frames"], shown=shown,
            path=path_of(made))

    def replaces(self, armature: bpy.types.Object) -> bool:
        """Whether this is another try at the takes that wait, so that these may go."""
        return armature.motion_prompt.start_frame == self.start_frame

    def keyed_frames(self) -> tuple[int, int | None]:
        """The first and the last frame that it keys, None for without end."""
        return self.start_frame, None

    @property
    def limits(self) -> Limits | None:
        """How far few keys may be from the motion; None where every frame is keyed."""
        return None

    def prepare(self, armature: bpy.types.Object, space: CharacterSpace) -> None:
        """What is done to the character before the takes land; Reject does not take it back."""

    def cut(self, motion: Motion, fps: float) -> Motion:
        """A motion at the scene's rate, with as many frames as are written."""
        motion = resample.resampled(motion, fps)
        return Motion(motion.root_translation[:self.most_frames], motion.joint_rotations[:self.most_frames], motion.fps)

    def led(self, motion: Motion) -> Motion:
        """The motion along the path, where there is one."""
        return motion if self.path is None else following.followed(motion, character_file.load().rest_joints, self.path)

    def path_notes(self, fps: float) -> tuple[str, ...]:
        """What the animator should know of how the takes get along the path."""
        if self.path is None:
            return ()
        rest_joints = character_file.load().rest_joints
        return path_notes.notes([following.course(self.cut(motion, fps), rest_joints, self.path) for motion in self.motions], self.path)

    def write(
        self, armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace, action: bpy.types.Action, motion: Motion,
    ) -> None:
        """Puts a motion into `action`, a copy of the one the character plays: that up to the start frame, then the motion."""
        bag = keyframes.channelbag(action)
        for bone, prop, index, values in self._channels(armature, scene, space, motion):
            curve = keyframes.ensure_fcurve(bag, bone.path_from_id(prop), index, bone.name)
            keyframes.end_before(curve, self.start_frame, scene.frame_start)
            keyframes.write_keys(curve, self.start_frame, values)
        switch_keys.write(armature, action, self.start_frame)

    def rewrite(
        self, armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace, action: bpy.types.Action, motion: Motion,
    ) -> None:
        """Puts a motion into `action`, a copy of one that `write` has put a motion of the same length into."""
        bag = keyframes.channelbag(action)
        for bone, prop, index, values in self._channels(armature, scene, space, motion):
            keyframes.change_values(bag.fcurves.find(bone.path_from_id(prop), index=index), values)

    def _channels(
        self, armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace, motion: Motion,
    ) -> Iterator[tuple[bpy.types.PoseBone, str, int, np.ndarray]]:
        """Bone, property, index and values (T,) of every channel that is keyed."""
        motion = self.led(self.cut(motion, resample.scene_fps(scene)))
        channels = space.channels(replanting.replanted(armature, motion))
        carrier = joint_bones.carrier(armature)
        for joint, bone in joint_bones.keyed_bones(armature):
            tracks = [keyframes.rotation_channel(bone, channels.turns(joint, bone.name))]
            if bone == carrier:
                tracks.append(("location", channels.location))
            for prop, values in tracks:
                values = locks.respected(bone, prop, values)
                for index in locks.open_channels(bone, prop):
                    yield bone, prop, index, values[:, index]


def path_of(made: Recipe) -> Path | None:
    """The path that a take was led along. Raises KeyError, TypeError or ValueError where it cannot be read."""
    stored = made.landing.get("path")
    return Path.recalled(stored) if stored else None


def waiting(armature: bpy.types.Object | None) -> bool:
    """Whether the character has takes that wait for Keep or Reject."""
    return armature is not None and len(armature.motion_prompt.takes) > 0


def generated(armature: bpy.types.Object) -> bool:
    """Whether takes wait that Generate brought, from words alone."""
    take = shown(armature)
    made = recipe.of(take.action) if take is not None else None
    return made is not None and made.task == "generate"


def land(armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace, batch: Batch) -> None:
    """Puts takes on a character and shows the first, or the one that the batch names.

    Takes still waiting are given up where the new ones are another try, but for those with a star, which wait on before the new ones; else the
    one shown is kept, because the animator went on with it.
    """
    starred: list[bpy.types.Action] = []
    if waiting(armature) and batch.replaces(armature):
        starred = _give_up(armature)
    elif waiting(armature):
        keep(armature)
    batch.prepare(armature, space)
    _remember_former(armature, batch.start_frame)
    for action in starred:
        take = armature.motion_prompt.takes.add()
        take.action, take.starred = action, True
        action.use_fake_user = False
    curls = relaxed_hands.curls_of(armature)
    for number, action in enumerate(_written(armature, scene, space, batch), 1):
        relaxed_hands.write(armature, action, curls, batch.start_frame)
        keyed = ik_keys.write(armature, action, *batch.keyed_frames())
        if keyed is not None and batch.limits is not None:
            control_keys.reduce_keys(armature, space, action, keyed, batch.limits, resample.scene_fps(scene))
        recipe.store(action, Recipe(batch.request, number, batch.landing()))
        armature.motion_prompt.takes.add().action = action
    show(armature, len(starred) + batch.shown)


def _written(
    armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace, batch: Batch,
) -> list[bpy.types.Action]:
    """An action a motion: what the character plays, with the motion in it."""
    actions: list[bpy.types.Action] = []
    for number, motion in enumerate(batch.motions, 1):
        name = f"{label(batch.prompt)} · take {number}"
        if actions and batch.alike and len(motion) == len(batch.motions[0]):
            actions.append(actions[0].copy())
            actions[-1].name = name
            batch.rewrite(armature, scene, space, actions[-1], motion)
        else:
            actions.append(_former_copy(armature, name))
            batch.write(armature, scene, space, actions[-1], motion)
    return actions


def show(armature: bpy.types.Object, index: int) -> None:
    """Plays another take; the index wraps around. Takes whose action the animator deleted are left out."""
    state = armature.motion_prompt
    for position in reversed(range(len(state.takes))):
        if state.takes[position].action is None:
            state.takes.remove(position)
    if len(state.takes):
        state.shown = index % len(state.takes)
        keyframes.assign(armature, state.takes[state.shown].action)
        if state.former_action is None and nla.plays_before(armature, state.start_frame):
            # Its first pose would hold over the strips that lead up to it.
            armature.animation_data.action_extrapolation = "HOLD_FORWARD"


def shown(armature: bpy.types.Object) -> bpy.types.PropertyGroup | None:
    """The take of which it is the turn, as long as takes wait."""
    state = armature.motion_prompt
    return state.takes[min(state.shown, len(state.takes) - 1)] if len(state.takes) else None


def keep(armature: bpy.types.Object, strips_in: bpy.types.Scene | None = None) -> None:
    """Keeps the take shown and those with a star, and removes the others. The former action stays in the file.

    The take shown plays on as the action. With `strips_in` a scene each kept take becomes an NLA strip on a track of its own
    instead: that of the take shown plays, those of the others are muted, and so is the former action's below them.
    """
    state = armature.motion_prompt
    playing = shown(armature).action
    kept = [take.action for take in state.takes if take.action is not None and (take.starred or take.action == playing)]
    if state.former_action is not None:
        state.former_action.use_fake_user = True
    if strips_in is not None and playing is not None and armature.animation_data.action == playing:
        _to_strips(armature, strips_in, [action for action in kept if action != playing], playing)
    for action in kept:
        state.kept.add().action = action
    _clear(armature)


def reject(armature: bpy.types.Object) -> None:
    """Goes back to the former action and pose and removes every take."""
    state = armature.motion_prompt
    data = armature.animation_data
    playing = data.action if data else None
    # If the animator has put another action there by hand meanwhile, that choice stands.
    if playing is None or any(take.action == playing for take in state.takes):
        keyframes.assign(armature, state.former_action, state.former_slot)
        if keyframes.HAS_SLOTS and state.former_action is not None and not state.former_slot:
            armature.animation_data.action_slot = None
        # An action that is taken away leaves the bones where it had them last.
        bone_poses.put_back(armature, state.former_pose)
    if state.former_action is not None:
        state.former_action.use_fake_user = state.former_had_fake_user
    _restore_mixing(armature)
    _clear(armature)


def _give_up(armature: bpy.types.Object) -> list[bpy.types.Action]:
    """As `reject`, but the takes with a star stay in the file, and are returned; until they are put somewhere, a fake user holds them."""
    starred = [take.action for take in armature.motion_prompt.takes if take.starred and take.action is not None]
    for action in starred:
        action.use_fake_user = True
    reject(armature)
    return starred


def kept_actions(armature: bpy.types.Object) -> list[bpy.types.Action]:
    """The character's kept takes, the oldest first; those that the animator deleted are left out."""
    return [item.action for item in armature.motion_prompt.kept if item.action is not None]


def play_kept(armature: bpy.types.Object, action: bpy.types.Action) -> None:
    """Lets the character play a take that was kept: as its strip where it has one, else as its action. What played before stays."""
    kept, data = kept_actions(armature), armature.animation_data or armature.animation_data_create()
    for other in kept:
        for track in nla.tracks_of(armature, other):
            track.mute = other != action
    leaving = data.action
    if leaving is not None and leaving not in kept:
        leaving.use_fake_user = True
    keyframes.assign(armature, None if nla.tracks_of(armature, action) else action)


def forget_kept(armature: bpy.types.Object, action: bpy.types.Action) -> None:
    """Takes a kept take off the list; the action goes with it where nothing uses it any more."""
    kept = armature.motion_prompt.kept
    for position in reversed(range(len(kept))):
        if kept[position].action in (action, None):
            kept.remove(position)
    if action.users == 0:
        bpy.data.actions.remove(action)


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


def _remember_former(armature: bpy.types.Object, start_frame: int) -> None:
    state, data = armature.motion_prompt, armature.animation_data
    former = data.action if data else None
    state.former_action, state.former_slot = former, keyframes.assigned_slot(armature)
    state.former_extrapolation = data.action_extrapolation if data else ""
    state.start_frame = start_frame
    bone_poses.remember(armature, state.former_pose)
    if former is not None:
        state.former_had_fake_user = former.use_fake_user
        former.use_fake_user = True


def _to_strips(
    armature: bpy.types.Object, scene: bpy.types.Scene, others: Sequence[bpy.types.Action], playing: bpy.types.Action,
) -> None:
    """The former action and the takes as NLA strips, of which the last plays, as `playing` did as the action."""
    state = armature.motion_prompt
    if state.former_action is not None and not nla.tracks_of(armature, state.former_action):
        nla.add_strip(armature, scene, state.former_action, state.former_slot, mute=True)
    for action in (*others, playing):
        slot = action.slots[0].identifier if keyframes.HAS_SLOTS else ""
        nla.add_strip(armature, scene, action, slot, mute=action != playing)
    keyframes.assign(armature, None)
    _restore_mixing(armature)


def _restore_mixing(armature: bpy.types.Object) -> None:
    """How the action is mixed with NLA strips, as it was; and no animation data where there was none."""
    extrapolation = armature.motion_prompt.former_extrapolation
    if extrapolation:
        armature.animation_data.action_extrapolation = extrapolation
    elif armature.animation_data is not None and not _in_use(armature.animation_data):
        armature.animation_data_clear()


def _in_use(data: bpy.types.AnimData) -> bool:
    return data.action is not None or len(data.nla_tracks) > 0 or len(data.drivers) > 0


def _clear(armature: bpy.types.Object) -> None:
    """Forgets the takes and removes those actions that nothing uses any more."""
    state = armature.motion_prompt
    made = [take.action for take in state.takes if take.action is not None]
    state.takes.clear()
    for gone in (state.former_pose, state.pin_errors, state.notes):
        gone.clear()
    state.former_action, state.former_slot, state.former_extrapolation, state.shown = None, "", "", 0
    for action in made:
        if action.users == 0:
            bpy.data.actions.remove(action)
