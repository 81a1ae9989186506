"""A rig of one's own: Rigify's human."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window


def own(blender: Window, _server: dict) -> dict[str, Path]:
    """The rig is taken into use, its map looked at, changed, saved and loaded, tested, moved, and let go."""
    blender.ask("empty_scene")
    blender.ask("add_metarig")
    blender.open("Character")
    blender.press("motion_prompt.use_rig")
    blender.until(lambda: blender.ask("character_name") == "metarig", 30, "A click on Use This Rig did not take it into use.")
    blender.unfold("Rig Map")
    blender.ask("view")
    pictures = {"own_rig.png": blender.shot("own_rig", beside=430, least=640)}
    blender.press('motion_prompt.choose_joint(joint="left_elbow")')
    blender.ask("select_bones", "forearm.L")
    blender.press("motion_prompt.take_bone")
    blender.press("motion_prompt.mirror_rig")
    blender.press("motion_prompt.guess_rig")
    blender.press("motion_prompt.save_rig_preset")
    blender.key("Return")
    blender.press("motion_prompt.load_rig_preset")
    blender.key("Return")
    blender.press("motion_prompt.test_rig")
    blender.ask("object_mode")
    blender.ask("set_text", "motion_prompt.prompt", "a person walks forward")
    blender.open("Generate")
    blender.press("motion_prompt.generate")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Generate brought no takes for the rig.")
    blender.ask("frame", 40)
    blender.ask("view", 4.5)
    blender.open("Takes")
    pictures["own_rig_motion.png"] = blender.shot("own_rig_motion", beside=430, least=640)
    blender.press("motion_prompt.keep_take")
    blender.open("Character")
    blender.press("motion_prompt.release_rig")
    blender.until(lambda: blender.ask("character_name") != "metarig", 30, "A click on Stop Using This Rig did not let it go.")
    return pictures
