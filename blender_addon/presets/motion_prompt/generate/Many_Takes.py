import bpy
settings = bpy.context.scene.motion_prompt

settings.takes = 8
settings.guidance_scale = 4.0
settings.steps = 4
