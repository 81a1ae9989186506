"""What the add-on keeps in the .blend file: the settings of a scene, and the pins and takes of a character."""
from __future__ import annotations

import random

import bpy
from bpy.props import (
    BoolProperty, BoolVectorProperty, CollectionProperty, EnumProperty, FloatProperty, FloatVectorProperty, IntProperty,
    PointerProperty, StringProperty,
)

from .animation import pose_preview
from .rig import smpl_armature
from .rig.skeleton import JOINT_NAMES

LONGEST_SEED = 2**31 - 1
#: Sampling steps of the two qualities; up to FAST_STEPS are made by the few-step model.
FAST_STEPS, BEST_STEPS = 4, 50
#: What is kept with a character is kept with a library override of it as well.
_OWN = {"override": {"LIBRARY_OVERRIDABLE"}}
_OWN_LIST = {"override": {"LIBRARY_OVERRIDABLE", "USE_INSERTION"}}


def _quality(settings: MotionPromptSettings) -> int:
    return int(settings.steps > FAST_STEPS)


def _set_quality(settings: MotionPromptSettings, quality: int) -> None:
    settings.steps = BEST_STEPS if quality else FAST_STEPS


class MotionPromptSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt`: what Generate is asked for. Limits that deserve a sentence are checked by the operator."""

    prompt: StringProperty(
        name="Prompt",
        description="What the character does, in plain English",
        default="a person walks forward and waves",
    )
    length_mode: EnumProperty(
        name="Length",
        description="How long the motion is",
        items=(
            ("SECONDS", "Seconds", "A length in seconds"),
            ("SCENE_RANGE", "Scene Range", "From the playhead to the scene's last frame"),
        ),
    )
    duration: FloatProperty(
        name="Seconds", description="Length of the motion in seconds, 0.7 to 10", default=4.0, soft_min=0.7, soft_max=10.0,
        step=10, precision=1,
    )
    seed: IntProperty(
        name="Seed", description="The same seed and settings give the same motion", default=0, min=0, max=LONGEST_SEED,
    )
    lock_seed: BoolProperty(name="Lock Seed", description="Keep this seed; otherwise each Generate draws a new one", default=False)
    takes: IntProperty(name="Takes", description="How many versions to make at once", default=4, min=1, max=8)
    guidance_scale: FloatProperty(
        name="Guidance", description="How closely the motion follows the prompt; high values exaggerate", default=4.0, min=1.0,
        max=15.0, step=10, precision=1,
    )
    steps: IntProperty(
        name="Steps", description="Sampling steps: up to 4 are made by the fast model, more by the exact one", default=FAST_STEPS, min=1, max=250)
    quality: EnumProperty(
        name="Quality",
        description="How much time a motion may take",
        items=(
            ("FAST", "Fast", "Four steps of the fast model: several times as quick"),
            ("BEST", "Best", "Fifty steps of the exact model"),
        ),
        get=_quality, set=_set_quality,
    )

    def draw_seed(self) -> None:
        """Another seed, unless the animator has locked it."""
        if not self.lock_seed:
            self.seed = random.randint(0, LONGEST_SEED)


class MotionPromptCompletionSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_completion`: what Complete and Fill Gap are asked for. The seed is Generate's."""

    prompt: StringProperty(name="Prompt", description="What the character does between the pins; may stay empty", default="")
    variations: IntProperty(name="Variations", description="How many versions to make at once", default=4, min=1, max=16)
    guidance_scale: FloatProperty(
        name="Guidance", description="How closely the motion follows the prompt", default=2.5, min=1.0, max=15.0, step=10, precision=1,
    )
    before: FloatProperty(
        name="Before", description="Seconds of motion to make before the first pin", default=0.0, min=0.0, max=10.0, step=10, precision=1,
    )
    after: FloatProperty(
        name="After", description="Seconds of motion to make after the last pin", default=0.0, min=0.0, max=10.0, step=10, precision=1,
    )
    few_keys: BoolProperty(
        name="Few Keys", description="Leave few Bézier keys that are easy to edit, instead of one a frame", default=False,
    )
    tolerance: FloatProperty(
        name="Degrees", description="How far a bone may be from the motion that was made, where there are few keys", default=1.0,
        min=0.1, max=10.0, step=10, precision=1,
    )
    show_ghosts: BoolProperty(name="Ghosts", description="Show the pinned poses in the viewport", default=False)


def _selected_only_changed(_settings: bpy.types.PropertyGroup, context: bpy.types.Context) -> None:
    armature = smpl_armature.find_character(context)
    if pose_preview.standing(armature):
        pose_preview.show(context, armature, armature.motion_prompt_pose.shown)


class MotionPromptPoseSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_pose`: what Pose and Motion from Pose are asked for. The seed is Generate's."""

    text: StringProperty(name="Pose", description="What the pose looks like, in plain English", default="hands on hips")
    count: IntProperty(name="Candidates", description="How many different poses to choose from", default=8, min=1, max=16)
    selected_only: BoolProperty(
        name="Selected Bones Only", default=False,
        description="Only the bones that are selected in Pose Mode take the pose; the others stay as they were", update=_selected_only_changed,
    )
    duration: FloatProperty(
        name="Seconds", description="From what stands at the playhead to the pose, 0.7 to 10 seconds", default=2.0, soft_min=0.7,
        soft_max=10.0, step=10, precision=1,
    )


class MotionPromptScopeSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_scope`: where Generate writes, and on which bones Generate, Complete and Fill Gap do."""

    frames: EnumProperty(
        name="Frames",
        description="The frames that Generate fills",
        items=(
            ("PLAYHEAD", "From Playhead", "From the playhead, as long as the length says"),
            ("PREVIEW", "Preview Range", "The preview range: press P in the timeline and drag"),
            ("KEYS", "Selected Keys", "From the first of the keys that are selected to the last; where they lie at two frames, between them"),
        ),
    )
    bones: EnumProperty(
        name="Bones",
        description="The bones that are keyed",
        items=(
            ("ALL", "All Bones", "The whole body"),
            ("SELECTED", "Selected Bones", "Only the bones that are selected in Pose Mode; all others keep their keys"),
        ),
    )
    blend: IntProperty(
        name="Blend", description="Frames at either end over which the motion leads over from the keys that are there, and back to them",
        default=8, min=0, soft_max=30,
    )

    @property
    def narrowed(self) -> bool:
        """Whether Generate writes less than the whole body from the playhead on."""
        return self.frames != "PLAYHEAD" or self.bones == "SELECTED"


class MotionPromptPin(bpy.types.PropertyGroup):
    """One of `object.motion_prompt_pins`: which bones hold at a frame. The pose is what the action shows there."""

    frame: IntProperty()
    joint_mask: BoolVectorProperty(size=len(JOINT_NAMES))
    root_mask: BoolProperty()


class MotionPromptPinError(bpy.types.PropertyGroup):
    """How far the waiting takes are from a pose that was pinned; `frame` is the scene's."""

    frame: IntProperty()
    degrees: FloatProperty()
    centimetres: FloatProperty()


class MotionPromptNote(bpy.types.PropertyGroup):
    """A sentence that came with the takes."""

    text: StringProperty()


class MotionPromptTake(bpy.types.PropertyGroup):
    """One motion that came back, as an action of its own; `starred`: Keep keeps it whichever is shown."""

    action: PointerProperty(type=bpy.types.Action)
    starred: BoolProperty()


class MotionPromptReviewSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_review`: how takes are looked at and kept."""

    nla_track: BoolProperty(
        name="NLA Track", default=False,
        description=(
            "Keep puts each kept take on an NLA track of its own: the one shown plays, the others and the action from before are muted. "
            "Otherwise the take shown stays the action, ready to be edited"),
    )
    compare: BoolProperty(name="Compare", description="Show the other takes beside the character, as ghosts", default=False)
    distance: FloatProperty(
        name="Distance", description="How far apart the compared takes stand", default=1.0, min=0.0, soft_max=5.0, unit="LENGTH", step=10,
    )


class MotionPromptBonePose(bpy.types.PropertyGroup):
    """A bone as it was before the takes arrived; `name` is the bone's. `rotation` is in the bone's own rotation mode.

    See `animation.bone_poses.BonePose`.
    """

    location: FloatVectorProperty(size=3)
    rotation: FloatVectorProperty(size=4)
    rotation_mode: StringProperty()
    setting: StringProperty()


class MotionPromptCandidate(bpy.types.PropertyGroup):
    """A pose that came back; see `animation.candidate.Candidate`."""

    joint_rotations: FloatVectorProperty(size=(len(JOINT_NAMES), 4))
    pelvis_height: FloatProperty()
    score: FloatProperty()


class MotionPromptPosePreview(bpy.types.PropertyGroup):
    """`object.motion_prompt_pose`: the candidates that wait for a choice, and what stood there before; `time` is the playhead's.

    See `animation.pose_preview`. `joint_mask`: the joints that show the candidate; `accepted_mask`: those that the animator has keyed.
    """

    text: StringProperty()
    candidates: CollectionProperty(type=MotionPromptCandidate, **_OWN_LIST)
    notes: CollectionProperty(type=MotionPromptNote, **_OWN_LIST)
    shown: IntProperty()
    status: EnumProperty(items=[(name, name.title(), "") for name in (pose_preview.ASIDE, pose_preview.AWAY, pose_preview.STANDING)])
    time: FloatProperty()
    joint_mask: BoolVectorProperty(size=len(JOINT_NAMES))
    accepted_mask: BoolVectorProperty(size=len(JOINT_NAMES))
    former_pose: CollectionProperty(type=MotionPromptBonePose, **_OWN_LIST)


class MotionPromptKept(bpy.types.PropertyGroup):
    """A take that was kept. The list is what keeps its action in the file."""

    action: PointerProperty(type=bpy.types.Action)


class MotionPromptTakes(bpy.types.PropertyGroup):
    """`object.motion_prompt`: the takes that wait for a choice, what Reject goes back to, and the takes that were kept."""

    takes: CollectionProperty(type=MotionPromptTake, **_OWN_LIST)
    shown: IntProperty()
    start_frame: IntProperty()
    former_action: PointerProperty(type=bpy.types.Action)
    former_slot: StringProperty()
    former_had_fake_user: BoolProperty()
    former_extrapolation: StringProperty()
    kept: CollectionProperty(type=MotionPromptKept, **_OWN_LIST)
    former_pose: CollectionProperty(type=MotionPromptBonePose, **_OWN_LIST)
    pin_errors: CollectionProperty(type=MotionPromptPinError, **_OWN_LIST)
    notes: CollectionProperty(type=MotionPromptNote, **_OWN_LIST)


_CLASSES = (
    MotionPromptSettings, MotionPromptPoseSettings, MotionPromptCompletionSettings, MotionPromptScopeSettings,
    MotionPromptReviewSettings, MotionPromptPin, MotionPromptPinError, MotionPromptNote, MotionPromptTake, MotionPromptKept,
    MotionPromptBonePose, MotionPromptCandidate, MotionPromptPosePreview, MotionPromptTakes,
)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)
    bpy.types.Scene.motion_prompt = PointerProperty(type=MotionPromptSettings)
    bpy.types.Scene.motion_prompt_pose = PointerProperty(type=MotionPromptPoseSettings)
    bpy.types.Scene.motion_prompt_completion = PointerProperty(type=MotionPromptCompletionSettings)
    bpy.types.Scene.motion_prompt_scope = PointerProperty(type=MotionPromptScopeSettings)
    bpy.types.Scene.motion_prompt_review = PointerProperty(type=MotionPromptReviewSettings)
    bpy.types.Object.motion_prompt = PointerProperty(type=MotionPromptTakes, **_OWN)
    bpy.types.Object.motion_prompt_pose = PointerProperty(type=MotionPromptPosePreview, **_OWN)
    bpy.types.Object.motion_prompt_pins = CollectionProperty(type=MotionPromptPin, **_OWN_LIST)
    bpy.types.Object.motion_prompt_active_pin = IntProperty(name="Pin")


def unregister() -> None:
    del bpy.types.Object.motion_prompt_active_pin
    del bpy.types.Object.motion_prompt_pins
    del bpy.types.Object.motion_prompt_pose
    del bpy.types.Object.motion_prompt
    del bpy.types.Scene.motion_prompt_review
    del bpy.types.Scene.motion_prompt_scope
    del bpy.types.Scene.motion_prompt_completion
    del bpy.types.Scene.motion_prompt_pose
    del bpy.types.Scene.motion_prompt
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
