"""A pose that stands on a character for a look: no key is written, and everything can go back to what stood there.

It is kept on the armature (`object.motion_prompt_pose`), so that undo takes it along. While the playhead is elsewhere the bones are
as if there were no preview; back at its frame it stands again. A file is saved, and opened, without it.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import character_file, joint_bones, own_rig
from ..rig.character_space import Channels
from ..rig.skeleton import JOINT_NAMES
from . import bone_poses, ik_pose, keyframes, pins, pose_io, replanting
from .candidate import Candidate

#: `status` of a preview. STANDING: the bones show it. AWAY: it stands again when the playhead comes back to its frame. ASIDE: it
#: waits until the animator calls for it.
STANDING, AWAY, ASIDE = "STANDING", "AWAY", "ASIDE"


@dataclass(frozen=True)
class Kept:
    """A preview outside the file, while that is saved."""

    text: str
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...]
    shown: int
    time: float
    status: str


def waiting(armature: bpy.types.Object | None) -> bool:
    """Whether the character has candidates that wait for a choice."""
    return armature is not None and len(armature.motion_prompt_pose.candidates) > 0


def standing(armature: bpy.types.Object | None) -> bool:
    """Whether the bones show a candidate."""
    return waiting(armature) and armature.motion_prompt_pose.status == STANDING


def everywhere(objects: Sequence[bpy.types.Object]) -> Iterator[bpy.types.Object]:
    """The characters among `objects` that have candidates."""
    for item in objects:
        if item.type == "ARMATURE" and item.library is None and waiting(item):
            yield item


def begin(
    context: bpy.types.Context, armature: bpy.types.Object, text: str, candidates: Sequence[Candidate], notes: Sequence[str],
) -> None:
    """Lets the first of new candidates stand at the playhead; former ones go."""
    end(armature)
    _fill(armature, text, candidates, notes)
    show(context, armature, 0)


def show(context: bpy.types.Context, armature: bpy.types.Object, index: int) -> None:
    """Lets a candidate stand at the playhead, on what stands there; the index wraps around.

    Raises ValueError where the character is flattened or mirrored, KeyError where a joint's bone has gone.
    """
    state = armature.motion_prompt_pose
    state.shown = index % len(state.candidates)
    if state.status == STANDING:
        _put_back(armature)
    else:
        state.accepted_mask = [False] * len(JOINT_NAMES)
    bone_poses.remember(armature, state.former_pose)
    state.status, state.time = STANDING, context.scene.frame_current_final
    state.joint_mask = _takes_part(context, armature).tolist()
    space, start = pose_io.space_of(context, armature), pose_io.read_pose(context, armature)
    placed = replanting.replanted(armature, shown(armature).placed(start, character_file.load()))
    mask = np.array(state.joint_mask)
    put(armature, space.channels(placed), mask)
    ik_pose.put(context, armature, mask)


def put(armature: bpy.types.Object, channels: Channels, mask: np.ndarray) -> None:
    """Poses the bones of the joints in `mask` (22,) as the last frame of `channels`, in their own rotation modes, the pelvis with
    its place as far as that is not locked. No key is written."""
    carrier = joint_bones.carrier(armature)
    for switch in _switches(armature):
        switch.set(armature)
    for joint, bone in joint_bones.keyed_bones(armature):
        if not mask[joint]:
            continue
        prop, values = keyframes.rotation_channel(bone, channels.turns(joint, bone.name)[-1:])
        setattr(bone, prop, values[0])
        if bone == carrier:
            bone.location = [old if lock else new for old, lock, new in zip(bone.location, bone.lock_location, channels.location[-1])]


def shown(armature: bpy.types.Object) -> Candidate:
    """The candidate of which it is the turn."""
    state = armature.motion_prompt_pose
    return _candidate(state.candidates[min(state.shown, len(state.candidates) - 1)])


def mirror(context: bpy.types.Context, armature: bpy.types.Object) -> None:
    """Changes left and right of the candidate over and shows it."""
    state = armature.motion_prompt_pose
    _write(state.candidates[state.shown], shown(armature).mirrored())
    show(context, armature, state.shown)


def accept(armature: bpy.types.Object, mask: np.ndarray) -> None:
    """What the joints in `mask` (22,) show is the animator's from now on; the preview ends where it shows no other."""
    state = armature.motion_prompt_pose
    if not standing(armature):
        return
    state.joint_mask = (np.array(state.joint_mask) & ~mask).tolist()
    state.accepted_mask = (np.array(state.accepted_mask) | mask).tolist()
    if not any(state.joint_mask):
        end(armature)


def set_aside(armature: bpy.types.Object, status: str = ASIDE) -> None:
    """What stood there before stands there again; the candidates wait."""
    state = armature.motion_prompt_pose
    if standing(armature):
        _put_back(armature)
        state.former_pose.clear()
    state.status = status


def end(armature: bpy.types.Object) -> None:
    """What stood there before stands there again, and the candidates go."""
    set_aside(armature)
    state = armature.motion_prompt_pose
    for gone in (state.candidates, state.notes, state.former_pose):
        gone.clear()
    state.text, state.shown = "", 0


def in_place(armature: bpy.types.Object, scene: bpy.types.Scene) -> bool:
    """Whether the playhead is where the preview stands."""
    return abs(armature.motion_prompt_pose.time - scene.frame_current_final) < 1e-2


def packed(armature: bpy.types.Object) -> Kept:
    """Takes the preview off the character, to be put back by `unpacked`."""
    state = armature.motion_prompt_pose
    kept = Kept(
        state.text, tuple(_candidate(item) for item in state.candidates), tuple(note.text for note in state.notes), state.shown,
        state.time, state.status)
    end(armature)
    return kept


def unpacked(context: bpy.types.Context, armature: bpy.types.Object, kept: Kept) -> None:
    """The inverse of `packed`."""
    _fill(armature, kept.text, kept.candidates, kept.notes)
    state = armature.motion_prompt_pose
    state.shown, state.time, state.status = kept.shown, kept.time, ASIDE
    if kept.status == STANDING:
        show(context, armature, kept.shown)
    else:
        state.status = kept.status


def _takes_part(context: bpy.types.Context, armature: bpy.types.Object) -> np.ndarray:
    """The joints (22,) that take the pose: not those that the animator has locked, accepted already, or left unselected."""
    chosen = context.scene.motion_prompt_pose.selected_only
    mask = pins.chosen_joints(armature) if chosen else np.ones(len(JOINT_NAMES), dtype=bool)
    bones = [joint_bones.bone_of(armature, joint) for joint in range(len(JOINT_NAMES))]
    free = np.array([bone is not None and not all(bone.lock_rotation) for bone in bones])
    return ik_pose.widened(armature, mask & free & ~np.array(armature.motion_prompt_pose.accepted_mask))


def _switches(armature: bpy.types.Object) -> tuple[own_rig.Switch, ...]:
    return own_rig.switches_of(armature) if own_rig.is_own_rig(armature) else ()


def _put_back(armature: bpy.types.Object) -> None:
    """The bones that show a candidate as they were; what the animator has done to others meanwhile stays."""
    state = armature.motion_prompt_pose
    posed = {bone.name for joint, bone in joint_bones.keyed_bones(armature) if state.joint_mask[joint]}
    posed |= {switch.bone for switch in _switches(armature)}
    posed |= {name for limb in ik_pose.limbs_of(armature, np.array(state.joint_mask)) for name in limb.controls}
    bone_poses.put_back(armature, [former for former in state.former_pose if former.name in posed])


def _fill(armature: bpy.types.Object, text: str, candidates: Sequence[Candidate], notes: Sequence[str]) -> None:
    state = armature.motion_prompt_pose
    state.text = text
    for candidate in candidates:
        _write(state.candidates.add(), candidate)
    for note in notes:
        state.notes.add().text = note


def _write(item: bpy.types.PropertyGroup, candidate: Candidate) -> None:
    item.joint_rotations = candidate.joint_rotations.tolist()
    item.pelvis_height, item.score = candidate.pelvis_height, candidate.score


def _candidate(item: bpy.types.PropertyGroup) -> Candidate:
    return Candidate(np.array(item.joint_rotations, dtype=np.float64), item.pelvis_height, item.score)
