"""Rig Map: which bone is which joint of the body, as a picture and as a list."""
from __future__ import annotations

import bpy

from ..rig import humanoid_map, ik_limbs, own_rig, smpl_armature
from ..rig.skeleton import JOINT_NAMES
from ..translations import tr_piece
from .sidebar import SidebarPanel, draw_text

#: The body as it faces the viewer: its right on the left.
_PICTURE = (
    ("", "", "head", "", ""), ("", "", "neck", "", ""),
    ("right_shoulder", "right_collar", "spine3", "left_collar", "left_shoulder"), ("right_elbow", "", "spine2", "", "left_elbow"),
    ("right_wrist", "", "spine1", "", "left_wrist"), ("", "right_hip", "pelvis", "left_hip", ""), ("", "right_knee", "", "left_knee", ""),
    ("", "right_ankle", "", "left_ankle", ""), ("", "right_foot", "", "left_foot", ""),
)


class MOTION_PROMPT_UL_rig_bones(bpy.types.UIList):
    """A row a joint: what it is called, and its bone."""

    def draw_item(self, _context, layout, data, item, _icon, _active_data, _active_name, _index) -> None:
        row = layout.split(factor=0.55)
        there = item.bone in data.id_data.data.bones
        row.label(text=tr_piece(humanoid_map.WORDS[item.name]).capitalize(), icon="CHECKMARK" if there else "BLANK1")
        if item.bone:
            row.label(text=item.bone, icon="NONE" if there else "ERROR")
        elif item.name in humanoid_map.NECESSARY:
            row.alert = True
            row.label(text="missing")
        else:
            row.label(text="none")


class MOTION_PROMPT_PT_rig_map(SidebarPanel, bpy.types.Panel):
    bl_label = "Rig Map"
    bl_parent_id = "MOTION_PROMPT_PT_character"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return smpl_armature.find_mapped(context) is not None

    def draw(self, context: bpy.types.Context) -> None:
        layout, armature = self.layout, smpl_armature.find_mapped(context)
        rig = armature.motion_prompt_rig
        _draw_picture(layout, armature)
        reason = humanoid_map.about_missing(own_rig.bones_of(armature))
        if reason:
            box = layout.column()
            box.alert = True
            draw_text(box, context, reason, "ERROR")
        layout.template_list("MOTION_PROMPT_UL_rig_bones", "", rig, "bones", rig, "active", rows=5)
        if 0 <= rig.active < len(rig.bones):
            row = layout.row(align=True)
            row.prop_search(rig.bones[rig.active], "bone", armature.data, "bones", text="")
            row.operator("motion_prompt.take_bone", text="", icon="EYEDROPPER")
        if ik_limbs.has_choice(armature):
            for name in ("arms", "legs"):
                row = layout.row(align=True)
                row.use_property_split = True
                row.prop(rig, name, expand=True)
        row = layout.row(align=True)
        row.operator("motion_prompt.guess_rig")
        row.operator("motion_prompt.mirror_rig")
        row = layout.row(align=True)
        row.operator("motion_prompt.save_rig_preset")
        row.operator("motion_prompt.load_rig_preset")
        layout.operator("motion_prompt.test_rig", icon="VIEWZOOM")
        if own_rig.is_own_rig(armature):
            layout.operator("motion_prompt.release_rig")


def _draw_picture(layout: bpy.types.UILayout, armature: bpy.types.Object) -> None:
    """A small figure of buttons: what has a bone, what has none, and what needs one."""
    rig, found = armature.motion_prompt_rig, own_rig.bones_of(armature)
    column = layout.column(align=True)
    for names in _PICTURE:
        row = column.row(align=True)
        row.alignment = "CENTER"  # every cell is as wide as an icon: wider ones would push the figure out of shape
        for name in names:
            cell = row.row(align=True)
            if not name:
                cell.label(text="", icon="BLANK1")
                continue
            lacking = not found.get(name)
            cell.alert = lacking and name in humanoid_map.NECESSARY
            chosen = JOINT_NAMES.index(name) == rig.active
            icon = "RADIOBUT_ON" if chosen else "X" if cell.alert else "RADIOBUT_OFF" if lacking else "KEYFRAME_HLT"
            cell.operator("motion_prompt.choose_joint", text="", icon=icon).joint = name


CLASSES = (MOTION_PROMPT_UL_rig_bones, MOTION_PROMPT_PT_rig_map)
