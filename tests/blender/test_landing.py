"""How what came back gets into Blender: beside other Python threads, and from where there is no window."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import bpy
import numpy as np
from blender_addon.animation import pose_io, takes, view
from blender_addon.connection import problems
from blender_addon.operators import delivery
from motions import expected_joints, joints_in_scene, standing, tumbling

ROOT = Path(__file__).resolve().parents[2]

#: Calls an operator as landing does while two threads do nothing but Python; ends by itself, or Python ends it.
_PRESSED = """
import os, sys, threading, time
import bpy
from blender_addon.connection.problems import Problem
from blender_addon.operators import delivery

class Land(bpy.types.Operator):
    bl_idname, bl_label, bl_options = "object.land", "Land", {"UNDO"}
    def execute(self, context):
        return {"FINISHED"}

def busy():
    while True:
        {number: str(number) for number in range(50)}

bpy.utils.register_class(Land)
sys.setswitchinterval(1e-6)
for _ in range(2):
    threading.Thread(target=busy, daemon=True).start()
end = time.monotonic() + 2.0
while time.monotonic() < end:
    delivery.press(bpy.ops.object.land, Problem("No."))
print("landed", flush=True)
os._exit(0)
"""


def test_landing_while_other_threads_run_python():
    # With its debug allocator Python looks at every allocation whether the thread holds its lock, where it would crash now and then otherwise.
    run = subprocess.run([sys.executable, "-c", _PRESSED], cwd=ROOT, env=os.environ | {"PYTHONMALLOC": "debug"}, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0 and run.stdout.endswith("landed\n"), run.stderr[-2000:]


def test_landing_where_there_is_no_window(character):
    scene, window = bpy.context.scene, bpy.context.window_manager.windows[0]
    # What the window shows is not what Blender takes without a window: the first view layer.
    window.view_layer = scene.view_layers.new("shown")
    scene.view_layers[0].layer_collection.exclude = True
    window.view_layer.objects.active = character
    first, second = standing(x=1.0), tumbling(seed=3)
    space = pose_io.space_of(bpy.context, character)
    with bpy.context.temp_override(window=None):
        seen = view.of(bpy.context)
        assert seen.view_layer == window.view_layer and seen.active_object == character and seen.scene == scene
        np.testing.assert_allclose(pose_io.space_of(seen, character).to_location, space.to_location)
        delivery.hand_over(delivery.Delivery(character.session_uid, space, takes.Batch([first, second], "a person walks", {}, 1, shown=1)))
    assert problems.shown() is None and len(character.motion_prompt.takes) == 2
    np.testing.assert_allclose(joints_in_scene(character, 5), expected_joints(second, 4), atol=1e-4)
    assert view.of(bpy.context) == bpy.context
