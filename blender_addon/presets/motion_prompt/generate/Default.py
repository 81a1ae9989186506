import bpy
settings = bpy.context.scene.motion_prompt

settings.takes = 4
settings.guidance_scale = 4.0
settings.steps = 4
