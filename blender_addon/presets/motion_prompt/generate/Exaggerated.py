import bpy
settings = bpy.context.scene.motion_prompt

settings.takes = 4
settings.guidance_scale = 7.0
settings.steps = 50
